"""Letters: how they begin and how they end. A salutation keeps the lines around it from being a title; a signature names the author."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from readingroom.describe import vocabulary as words
from readingroom.describe.authors import read_names, split_by
from readingroom.describe.credits import Credit, read_credit, read_place
from readingroom.describe.dates import When
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
            name = line.text.strip(" \t*_.—–-")
            if len(name) > LONGEST_LINE // 2 or _CLOSINGS.match(name):
                break
            if names := read_names(name, marked=True):
                return names, line, sure
        rest = text[found.end() :].strip(" .")
        if len(rest.split()) < 3 and (names := read_names(rest, marked=True)):  # "Dein Ernst"
            return names, last[at], sure
    return None


def read_end_date(lines: Sequence[Line], find: Callable[[str], When | None]) -> tuple[Credit, Line] | None:
    """The date below a text, alone or behind a place ("Trieste, May 1931"), and its line; None if there is none."""
    for line in reversed(_last(lines)[-4:]):
        text = line.text.strip(" \t*_")
        if len(text) > LONGEST_LINE or split_by(text)[0]:
            continue
        credit = read_place(text, find) or read_credit(text, find)
        if credit and credit.when and credit.when.edtf and (not credit.when.bare_year or credit.place):
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
