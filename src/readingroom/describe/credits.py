"""Credits: lines that hold names and dates and nothing else. "By Ada Quill | 3 May 1931", "Ada Quill, May 1931", "Port Anselm, 3 May"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from readingroom.describe import vocabulary as words
from readingroom.describe.authors import is_by, read_names, split_by, without_photographers
from readingroom.describe.calendars import fold_word
from readingroom.describe.dates import When, is_rest
from readingroom.describe.mail import without_addresses

LONGEST_CREDIT = 160
"""Characters of a line of names and dates; what is longer is text."""
LONGEST_NAMES, MOST_SMALL = 40, 6
"""Characters of a line, and small words in it, above which only a "by" can make names of it."""
LONGEST_OTHER = 40
"""Characters of what else may stand in such a line: a section, a place, "5 min read"."""

_PARTS = re.compile(r"\s*+[|•·‧∙●▪►»\t()\[\]（）【】]\s*+|\s++[–—/-]++\s++|\s{3,}+|(?<=\S)—(?=\S)|\s*+[／｜]\s*+")


@dataclass(frozen=True, slots=True)
class Credit:
    """What a line of names and dates says. `by` is the word that says that names follow, "" if none does."""

    when: When | None = None
    names: tuple[str, ...] = ()
    by: str = ""
    place: str = ""  # what stands before the date and a comma: a place, or a name that only its own place makes one

    @property
    def certain(self) -> bool:
        """Whether shape alone makes it a credit, wherever it stands."""
        return bool(self.by or (self.when and self.when.edtf))


_ANONYMOUS = re.compile(
    r"(?:from|by) (?:our|a) (?:own |special |staff )?(?:correspondent|reporter|representative)|(?:by )?staff (?:reporter|writer|report)s?"
    r"|von unserem (?:\w{1,20} )?(?:korrespondenten|berichterstatter)|de notre (?:\w{1,20} )?(?:correspondant|envoyé)(?: \w{1,20})?"
    r"|de nuestro (?:corresponsal|enviado)(?: \w{1,20})?|dal nostro (?:corrispondente|inviato)(?: \w{1,20})?|от нашего корреспондента",
    re.IGNORECASE,
)
"""A byline that names nobody."""
_SERVICE = re.compile(
    r"(?i:special|exclusive|by (?:wireless|telegraph|cable|telephone|mail))(?i: (?:wireless|cable|telegram|dispatch|correspondence))? "
    r"(?i:to|for|of) .{3,60}"
    r"|(?:By|BY|From|FROM) THE(?: [A-ZÀ-Þ][A-ZÀ-Þ.’'-]*+){1,5}"
    r"|(?i:by|from) (?i:the) "
    r"(?:[A-ZÀ-Þ][\w.’'-]*+ ){1,4}(?i:press|post|times|news|tribune|herald|gazette|journal|service|agency|courier|telegraph)"
)
"""The credit of a paper to its own service or another one: "Special to The Harbour Post", "By THE HARBOUR POST"."""


def is_service(text: str) -> bool:
    """Whether a line credits a paper or an agency and no person."""
    return len(text) <= LONGEST_OTHER * 2 and text[-1:] not in ",;:" and bool(_SERVICE.fullmatch(text))


_DEGREE = re.compile(r"\b(?:[A-Z][a-z]?\.){1,3}[A-Z]$|\b(?:Jr|Sr|Jnr|Snr|Esq)$")
"""What the stop at the end of a name belongs to."""
_COLUMNS = re.compile(r"\d\s{2,}+\d{3}")  # years side by side


def read_credit(text: str, find: Callable[[str], When | None]) -> Credit | None:
    """What a line says, if it says nothing but names and dates; None for any other line. `find` finds a date in a text."""
    text = without_addresses(text) if len(text) <= LONGEST_CREDIT else ""
    if not text:
        return None
    when = find(text)
    if _ANONYMOUS.fullmatch(text) or (when is None and is_service(text)):
        return Credit(None, (), text)
    if when is None:
        if len(text) > LONGEST_NAMES and sum(map(str.islower, text.split())) > MOST_SMALL and not split_by(text)[0]:
            return None  # running text, said in time
        by, names, other = _read_parts(text)
        return Credit(None, names, by) if names and not other else None
    if not when.whole and _COLUMNS.search(text):
        return None  # the head of a table: "1903        1904"
    left, right = text[: when.start], text[when.end :]
    if _LATER.match(left):
        return None  # a day on which the text was changed
    if left.rstrip().endswith((":", "：")) and _without_label(left.strip(" :：")) and not split_by(left)[0]:
        return None  # "Closing day: 3 May 1931"
    later = find(right)
    if later and later.edtf:  # "published ..., updated ...": the first one counts
        right = right[: later.start] + "|" + right[later.end :]
    if is_rest(left) and is_rest(right):
        return Credit(when) if when.edtf else None
    by, names, other = _read_parts(f"{left.rstrip(', ')} | {right.lstrip(', ')}")
    if names and other and len(other) <= LONGEST_OTHER and _PARTS.search(text) and (by or when.whole):
        other = ""
    if other:  # "Harbour School, June 1927"
        return read_place(text, find) if when.edtf and not names and left.rstrip().endswith((",", "،", "，")) else None
    if not names:
        return Credit(when) if when.edtf else None
    if not when.edtf or "/" in when.edtf:  # no year, or the years of a life
        return Credit(None, names, by) if by else None
    if not when.whole and not by and not _stands_free(left, right):
        return None  # "World Cup 2014", "Certificates Coming January 2018"
    place = left.strip(" ,") if left.rstrip().endswith((",", "،", "，")) and is_rest(right) and not by else ""
    return Credit(when, names, by, place)


def read_place(text: str, find: Callable[[str], When | None]) -> Credit | None:
    """A line as the place and date of a letter: "Port Anselm, 3 May 1931", "den 3. Mai 1931"; None if it is neither."""
    if not text or len(text) > LONGEST_CREDIT // 2:
        return None
    when = find(text)
    if when is None or not is_rest(text[when.end :]):
        return None
    place = text[: when.start].strip(" ,.–—-")
    if is_rest(place):
        return Credit(when)
    parts = place.split()
    if len(parts) > 6 or not all(part[0].isupper() or not part[0].isalpha() or fold_word(part) in words.PARTICLES for part in parts):
        return None
    return Credit(when, (), "", place)


def is_place(name: str, body: str) -> bool:
    """Whether what could be a name is one of a place: one word, a word such as "Port" in front, or "in ..." in the text below."""
    parts = name.split()
    if len(parts) < 2 and name.isascii():
        return True
    if fold_word(parts[0]) in words.PLACE_WORDS:
        return True
    return any(
        fold_word(before) in words.PLACES and before.islower()
        for before in re.findall(r"([^\W\d_]{1,6}+)\s" + re.escape(name) + r"(?!\w)", body)
    )


_LATER = re.compile(
    r"\W*+(?:(?:last |page )?(?:updated?|modified|revised|accessed|retrieved|corrected|correction|reviewed)|aktualisiert|geändert|abgerufen"
    r"|mise? à jour|modifié|actualizad[oa]|actualización|modificado|aggiornat[oa]|aggiornamento|atualizad[oa]|atualização|обновлено"
    r"|изменено|aktualizacja|zaktualizowano|uppdaterad|oppdatert|opdateret|bijgewerkt|更新|最終更新|最后更新|تحديث|עודכן)(?![^\W\d_])",
    re.IGNORECASE,
)
"""What stands before the day of a change."""
_ENDING = re.compile(r"(?<=[^\W\d_])\([^\W\d_]{1,3}\)")
"""The other gender in brackets: "Napsal(a)", "Autor(in)"."""
_GLUED = re.compile(r"(?<=[^\W\d_A-Z])[A-Z][^\W\d_]{3,15}$")
"""A capital inside the last word: "QuillPublished"."""


def _read_parts(text: str) -> tuple[str, tuple[str, ...], str]:
    """The parts of a line as (the word "by", names, what is neither)."""
    by, other, before = "", list[str](), ""
    names: tuple[str, ...] = ()
    if "(" in text:
        text = _ENDING.sub("", text)
    for raw in _PARTS.split(without_photographers(text)):
        part = _without_label(raw.strip(" \t\u3000,;:.*_–—")) if raw else ""
        if _DEGREE.search(part) and raw.rstrip(" ,;:*_").endswith("."):
            part += "."
        if not part or is_rest(part):
            continue
        if is_by(part):
            before = part  # "文／佐藤健一"
            continue
        part = _GLUED.sub(lambda match: "" if fold_word(match[0]) in words.POSTED else match[0], part)
        found_by, rest = (before, part) if before else split_by(part)
        before = ""
        found = read_names(rest, marked=bool(found_by))
        if found_by[:1].islower() and len(found) == 1 and found[0].isalpha() and found[0][0].isupper() and text[-1:] in ".,;":
            found = ()  # the end of a sentence: "... von Personen."
        if found and not names:
            by, names = found_by, found
        elif found and found_by and not by:
            other += names
            by, names = found_by, found
        else:
            other.append(part)
    return by, names, " ".join(other)


def _without_label(text: str) -> str:
    """What is left of "Published on: ..." without the words that say what it is."""
    parts = text.split()
    at = 0
    while (
        at < len(parts)
        and at < 3
        and fold_word(parts[at].rstrip(":：-–")) in words.POSTED
        and (len(parts[at]) > 2 or not parts[at][0].isupper())
    ):
        at += 1  # "V." begins a name
    end = len(parts)
    while end > at and fold_word(parts[end - 1].rstrip(":：")) in words.POSTED:
        end -= 1
    return " ".join(parts[at:end])


def _stands_free(left: str, right: str) -> bool:
    """Whether a mark, not only a space, parts a date from what stands beside it: "Ada Quill, 1931"."""
    left, right = left.rstrip(), right.lstrip()
    return (not left or left[-1] in ",|·•–—-(:，、") and (not right or right[0] in ",|·•–—-):，、")
