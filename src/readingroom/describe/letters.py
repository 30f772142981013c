"""Letters: how they begin and how they end. A salutation keeps the lines around it from being a title; a signature names the author."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from readingroom.describe import vocabulary as words
from readingroom.describe.authors import read_names, split_by
from readingroom.describe.credits import Credit, read_credit, read_place
from readingroom.describe.dates import When
from readingroom.describe.mail import without_addresses
from readingroom.describe.rows import Row
from readingroom.document import Line

LONGEST_LINE = 70
"""Characters of a salutation, a closing formula or a signature."""
END = 14
"""Lines with text at the end of a document that may hold its signature and date."""
BEFORE_SALUTATION = 12
"""Lines with text that may stand above "Dear ...": title, address, place and date."""

_SALUTATIONS = re.compile(rf"(?:{'|'.join(map(re.escape, words.phrases(words.SALUTATIONS)))})(?![^\W\d_])", re.IGNORECASE)
_CLOSINGS = re.compile(rf"(?:{'|'.join(map(re.escape, words.phrases(words.CLOSINGS)))})(?![^\W\d_])", re.IGNORECASE)
_NO_PLACE = re.compile(r"^(?:[-•▪■◦‣●○*–—]|\d{1,3}[.)]|[a-z]\))\s|://|www\.|@")
"""An item of a list, an address: what ends with a year there is no date of the text."""
_ENDS = (",", "!", ":", "，", "،", "：", "！", ".", "—", "–", "-")


def is_salutation(text: str) -> bool:
    """Whether a line greets somebody: "Dear Mary," "Lieber Bruder!"."""
    return len(text) <= LONGEST_LINE and text.endswith(_ENDS) and bool(_SALUTATIONS.match(text))


def find_salutation(rows: Sequence[Row]) -> int:
    """The place of the salutation among the first lines of a text; -1 if there is none.

    It begins a line after a short or a blank one, and what follows begins anew: "dear" in the middle of a paragraph greets nobody.
    """
    for at, row in enumerate(rows[:BEFORE_SALUTATION]):
        if is_salutation(row.text) and not row.text[0].islower():
            begins = at == 0 or row.gap or len(rows[at - 1].text) < LONGEST_LINE // 2
            ends = at + 1 == len(rows) or rows[at + 1].gap or not rows[at + 1].text[:1].islower()
            if begins and ends:
                return at
    return -1


def read_signature(lines: Sequence[Line], *, letter: bool) -> tuple[tuple[str, ...], Line, float] | None:
    """Who signed a text: (names, the line they stand on, how sure), or None.

    The name stands behind a closing formula, on its line or on the next one: "Your affectionate brother, Tom".
    """
    last = _last(lines)
    for at in range(len(last) - 1, -1, -1):
        text = last[at].text.strip(" \t*_")
        found = _CLOSINGS.match(text) if len(text) <= LONGEST_LINE else None
        if not found:
            continue
        sure = 0.85 if letter else 0.6
        head, comma, tail = text.rpartition(",")
        if comma and tail.strip() and head.strip() and (names := read_names(tail, marked=True)):
            return names, last[at], sure
        for line in last[at + 1 : at + 4]:
            name = without_addresses(line.text.strip(" \t*_.—–-"))  # whose length does not count
            if len(name) > LONGEST_LINE // 2 or _CLOSINGS.match(name):
                break
            if names := read_names(name, marked=True):
                return names, line, sure
        rest = text[found.end() :].strip(" .")
        if len(rest.split()) < 3 and (names := read_names(rest, marked=True)):  # "Dein Ernst"
            return names, last[at], sure
    return None


def read_end_names(lines: Sequence[Line]) -> tuple[tuple[str, ...], Line, float] | None:
    """The names alone on the last line of a text, as magazines sign it: "- Ada Quill"; None if there are none.

    Behind a quotation the line says whose it is, not whose the text is; behind an item of a list it may be one more of them.
    """
    last = _last(lines)
    if len(last) < 5 or "@" in last[-1].text:  # the second is whom to write to
        return None
    line, above = last[-1], last[-2].text.strip()
    text = line.text.strip(" \t*_")
    names = read_names(text) or (read_names(text, marked=True) if text[:1] in "—–" and len(text) < LONGEST_LINE // 2 else ())
    if not names or not text.lstrip("—–- ")[:1].isalpha() or text.isupper() or above[-1:] not in _FULL:
        return None
    block = [each.text for each in _block_above(lines, line)]
    quoted = not block or block[0].lstrip()[:1] in _QUOTES or all(each[:4].isspace() for each in block)
    item = _NO_PLACE.search(block[0].lstrip()) if block else None
    return None if quoted or (item and text[:1] not in "—–") else (names, line, 0.65)


_FULL = tuple(".!?。！？…)）」』؟।:：")
_QUOTES = tuple("\"'“„«‹‘「『>")


def _block_above(lines: Sequence[Line], line: Line) -> list[Line]:
    """The lines of the paragraph right above a line, in order: up to a blank or an indented one."""
    found: list[Line] = []
    for each in reversed([each for each in lines if each.start < line.start][-40:]):
        if each.blank and found:
            break
        if not each.blank:
            found.append(each)
            if each.indent and any(not below.indent for below in found):
                break
    return found[::-1]


def read_end_date(lines: Sequence[Line], find: Callable[[str], When | None]) -> tuple[Credit, Line] | None:
    """The date below a text, alone or behind a place ("Trieste, May 1931"), and its line; None if there is none."""
    last = _last(lines)[-4:]
    for line in reversed(last):
        text = line.text.strip(" \t*_")
        if len(text) > LONGEST_LINE or split_by(text)[0] or _NO_PLACE.search(line.text.strip()):
            continue
        credit = read_place(text, find) or read_credit(text, find)
        year = credit and credit.when and credit.when.bare_year  # "Trieste, 1931", or on the last line "Trieste 1931"
        if credit and credit.when and credit.when.edtf and (not year or (credit.place and (line is last[-1] or "," in text))):
            return credit, line
    return None


def _last(lines: Sequence[Line]) -> list[Line]:
    """The last lines with text, in order."""
    found: list[Line] = []
    for line in reversed(lines):
        if not line.blank:
            found.append(line)
            if len(found) == END:
                break
    return found[::-1]
