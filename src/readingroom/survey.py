"""What repeats across a collection: running heads, footers, page numbers, and the words it uses.

Every text is tallied by itself, in any order and in any process; `readingroom.census` adds the tallies up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_lowercase, ascii_uppercase

from readingroom.contact import ADDRESS, closings
from readingroom.document import Line

REACH = 8  # how many lines from an edge of a text or page can be furniture: a footer of several lines and a page number
WIDEST = 160  # characters; nothing longer is a running head, even with several lines joined
HEAD, FOOT = 12, 4  # lines at both ends of a text in which a date is its date
WINDOW = 4  # lines that a footer may be wrapped into
CLOSING_LINES = 12  # from the end among which a closing block is, and the numbers of a page

_BELOW = 2  # running heads below a closing block
_DIGITS = re.compile(r"\d+")
_ZEROS = re.compile("0+")
_FOLDED = bytes.maketrans(ascii_uppercase.encode() + b"123456789", ascii_lowercase.encode() + b"0" * 9)
_WORDLIKE = bytes(ord(chr(sign).lower()) if chr(sign).isalpha() or chr(sign) in "-'" else 32 for sign in range(128)).ljust(256)
_HYPHENS = re.compile(r"[-\u00ad\u2010-\u2015]+")
CUT = frozenset("-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015")
_CUT_LINE = re.compile(r"[-\u2010\u00ad][^\S\n]*+$", re.MULTILINE)
_QUOTES = str.maketrans("‘’‚‛“”„«»", '\'\'\'\'"""""')
_NUMERIC_DATE = re.compile(r"(\d(?<!\d\d)\d?)([/.-])(\d{1,2})\2\d{4}(?!\d)")  # beginning with a digit, the search is fast
_SPACE = re.compile(r"\s")
_AT_ONCE = 1 << 18  # characters of a text that are looked at for words
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*+")

_ASCII_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*+")  # the same in lower case, and faster


def fold(line: str) -> str:
    """A line as it is compared: lower case, numbers masked as "#", spaces and quote marks folded, hyphens and dashes gone.

    Hyphens go because a footer may be cut at one in one place and not in another.
    """
    return folds((line,))[0]


def folds(lines: Sequence[str], *, masked: bool = True) -> list[str]:
    """Each of these lines folded. All at once: one line alone takes twice as long. Not `masked`, numbers stay what they are."""
    if not lines:
        return []
    text = "\n".join([" ".join(line.split()) for line in lines])
    if masked and text.isascii():  # in one step; only digits that are there have to be looked for
        text = text.encode().translate(_FOLDED, b"-").decode()
        text = _ZEROS.sub("#", text) if "0" in text else text
    else:
        text = _HYPHENS.sub("", text.casefold().translate(_QUOTES))
        text = _DIGITS.sub("#", text) if masked else text
    return [line.strip() for line in text.split("\n")]


EDGE = "\f"  # what stands at the very edge of a printed page is tallied once more, behind this sign
_OUTERMOST = 2  # lines
_WIDE = re.compile(r"\s{3,}+")


def stems(line: str) -> list[str]:
    """The parts of a line between wide gaps, folded, without the numbers and marks at their ends: what stays from issue to issue."""
    found = [_letters(text) for text in folds(_WIDE.split(line.strip()))]
    return [stem for stem in found if len(stem) > 3 or (len(stem) > 1 and not stem.isascii())]


def _letters(text: str) -> str:
    """Without what is no letter at its ends."""
    start, end = 0, len(text)
    while start < end and not text[start].isalpha():
        start += 1
    while end > start and not text[end - 1].isalpha():
        end -= 1
    return text[start:end]


def addresses(line: str) -> list[str]:
    """The addresses in a line, folded but for their numbers, and marked: a publisher's stands under many texts, in whatever words."""
    if not ("@" in line or "/" in line or "www." in line):
        return []
    return [f"@ {found}" for found in folds([found.rstrip(".,;:)") for found in ADDRESS.findall(line)], masked=False)]


_COUNTED = re.compile(r"[^\w#]{1,6}+#\W*+(?:[^\W\d]{1,10}+\W{1,6}+){0,2}$")
"""Numbers at the end of a running head, with a word or two between them: "12/1931 [3]", "12, page 3 of 4"."""


def head_name(line: str) -> str:
    """What a running head says beside its numbers, folded: "The Lamp 12/1931 [3]" is "the lamp"."""
    return _COUNTED.sub("", fold(line))


def windows(lines: Sequence[str], folded: Sequence[str] = ()) -> list[tuple[int, int, str]]:
    """All runs of one to `WINDOW` lines as (from, to, folded text): a footer is known however it was wrapped.

    `folded` are the lines, each folded, where that is done already.
    """
    folded = folded or folds(lines)
    glues = ["" if line.rstrip()[-1:] in CUT else " " for line in lines]
    found = []
    for start, text in enumerate(folded):
        if len(text) > WIDEST:
            continue
        found.append((start, start + 1, text))
        run = text
        for end in range(start + 1, min(len(folded), start + WINDOW)):
            run += glues[end - 1] + folded[end]
            if len(run) > WIDEST:
                break
            found.append((start, end + 1, run))
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """What one text adds to the survey."""

    lines: frozenset[str]  # short lines and runs of lines near its edges, near its pages' edges, or by themselves; folded
    words: frozenset[str]  # lower case
    orders: tuple[int, int] = (0, 0)  # numeric dates near its ends that can only be day first, and only month first


def tally(lines: Sequence[Line]) -> Tally:
    """Count one text: `lines` are all its lines, cleaned."""
    found: set[str] = set()
    filled = [line for line in lines if line.text and not line.text.isspace()]
    places = edges(filled)
    folded = folds([line.text for start, end in places for line in filled[start:end]])  # all at once
    for start, end in places:
        found.update([text for _, _, text in windows([line.text for line in filled[start:end]], folded[: end - start])])
        del folded[: end - start]
    if filled and len(filled[0].text) <= WIDEST and (name := head_name(filled[0].text)):
        found.add(name)
    for line in filled[-FOOT:]:
        found.update(addresses(line.text))
    last = [line.text for line in filled[-CLOSING_LINES:]]
    last_folded = folds(last, masked=False)
    for end in range(len(last), max(0, len(last) - _BELOW) - 1, -1):
        found.update([text for _, text in closings(last[:end], last_folded[:end], CUT)])
    if lines and lines[-1].page > lines[0].page:
        found.update([EDGE + stem for line in outermost(filled) for stem in stems(line.text)])
    for block in alone(lines):
        found.update([text for _, _, text in windows([line.text for line in block])])
    return Tally(
        frozenset(found), frozenset(words_of(lines)), date_orders([line.text for line in (*filled[:HEAD], *filled[HEAD:][-FOOT:])])
    )


def date_orders(lines: Iterable[str]) -> tuple[int, int]:
    """How many numeric dates in these lines can only be day first, and how many only month first: 27/4/1931 and 4/27/1931."""
    day = month = 0
    for match in _NUMERIC_DATE.finditer("\n".join([line[:WIDEST] for line in lines])):
        first, second = int(match[1]), int(match[3])
        day += 12 < first <= 31 and 1 <= second <= 12
        month += 12 < second <= 31 and 1 <= first <= 12
    return day, month


def words_of(lines: Sequence[Line]) -> set[str]:
    """The words of a text, lower case. Both halves of a word that a line end cut are left out: they would speak for keeping its hyphen."""
    text = "\n".join([line.text for line in lines])
    if not _CUT_LINE.search(text):
        return words_in(text)
    words: set[str] = set()
    whole: list[str] = []  # lines without halves, to be read at once
    cut = False
    for line in lines:
        if not cut and not line.text.rstrip().endswith(("-", "\u2010", "\u00ad")):
            whole.append(line.text)
            continue
        found = _WORD.findall(line.text.lower())
        if not found:
            continue
        first, cut = int(cut), line.text.rstrip()[-1] in "-\u2010\u00ad"
        words.update(found[first : len(found) - 1 if cut else None])
    return words | words_in("\n".join(whole))


def words_in(text: str) -> set[str]:
    """The words of a text, lower case. What stands between spaces is looked at once; letters alone are a word."""
    found: set[str] = set()
    for part in _parts(text):
        found |= _words_in_part(part)
    return found


def _parts(text: str) -> Iterator[str]:
    """A long text in parts, cut at spaces: all its words at once take ten times the memory that it takes itself."""
    at = 0
    while len(text) - at > _AT_ONCE and (space := _SPACE.search(text, at + _AT_ONCE)):
        yield text[at : space.start()]
        at = space.start()
    yield text[at:] if at else text


def _words_in_part(text: str) -> set[str]:
    if text.isascii():  # in one step, whatever parts words
        different = set(text.encode().translate(_WORDLIKE).decode().split())
        if "-" not in text and "'" not in text:
            return different
    else:
        different = set(text.lower().split())
    others = [word for word in different if not word.isalpha()]
    different.difference_update(others)
    text = " ".join(others)
    different.update((_ASCII_WORD if text.isascii() else _WORD).findall(text))
    return different


def edges(filled: Sequence[Line]) -> list[tuple[int, int]]:
    """Where furniture can stand among the lines that are not blank: near both ends of the text and of its pages, as (from, to)."""
    breaks = [0, *(i for i in range(1, len(filled)) if filled[i].page != filled[i - 1].page), len(filled)]
    places: list[tuple[int, int]] = []
    for start, end in pairwise(breaks):
        if end - start <= 2 * REACH:
            places.append((start, end))
        else:
            places += ((start, start + REACH), (end - REACH, end))
    return places


def outermost(filled: Sequence[Line]) -> list[Line]:
    """The first and the last lines of the pages of a printed text; `filled` are its lines that are not blank."""
    breaks = [0, *(i for i in range(1, len(filled)) if filled[i].page != filled[i - 1].page), len(filled)]
    places = {at for start, end in pairwise(breaks) for at in (*range(start, end)[:_OUTERMOST], *range(start, end)[-_OUTERMOST:])}
    return [filled[at] for at in sorted(places) if len(filled[at].text) <= WIDEST]


def alone(lines: Sequence[Line]) -> list[list[Line]]:
    """Groups of one or two short lines between blank lines: where a page number or running head was left in the middle of a text."""
    groups: list[list[Line]] = []
    group: list[Line] = []
    for line in (*lines, None):
        if line is None or line.blank:
            if 0 < len(group) <= 2 and all(len(member.text) <= 80 for member in group):
                groups.append(group)
            group = []
        else:
            group.append(line)
    return groups


def day_first(day: int, month: int) -> bool | None:
    """Which order the numeric dates of a collection have, from how many can only be read one way; None if that does not settle it.

    Four to one settles it: among many dates some are misprints.
    """
    if day > 0 and day >= 4 * month:
        return True
    return False if month > 0 and month >= 4 * day else None
