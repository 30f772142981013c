"""The marks that list items begin with, and when to believe them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from readingroom.emphasis import emphasis

_MARK = re.compile(
    r"(?:([•‣◦▪▫●○■□◆◇❖➢➤✓✔\u2043\u2219\u25b6\uf0b7])|([-–*+·o])|(\d{1,3})[.)](?![.)])|\((\d{1,3})\)|(\(?[a-hA-H]\)|\(?[ivx]{1,4}\)))"
    r"(?:[ \t\u00a0\u2002\u2003]++|$)"
)
_STAR = re.compile(r"(?<=[^\W_])[.,;:!?)»”’\"]{0,2}\*(?![\w*])")
_NEAR = 24  # rows; a note stands as near as this to what it explains
_LONGEST_NOTE = 120  # characters
_REACH = 12  # rows; a sign that is much else besides is a list mark where another one like it stands as near as this


class Mark(NamedTuple):
    """The mark of a list item."""

    sign: str  # what it looks like: "•", "1." stands for all numbers, "a)" for all letters
    number: int | None  # None: no number
    end: int  # where the text of the item begins; behind a letter, the letter belongs to the text


def marker(text: str) -> Mark | None:
    """The list mark that a line (white space stripped) begins with, or None."""
    if text[:1].isalpha() and text[1:2] not in ")" and not text.startswith("o "):
        return None
    found = _MARK.match(text)
    if not found or (found[2] and len(text) > 2 and not text.strip(f"{found[2]} \t\u00a0\u3000")):
        return None  # nothing, or a row of stars or dashes
    if found[1] or found[2]:
        return Mark(found[1] or found[2], None, found.end())
    number = found[3] or found[4]
    return Mark("1.", int(number), found.end()) if number else Mark("a)", None, 0)


def without_notes(marks: Sequence[Mark | None], texts: Sequence[str]) -> list[Mark | None]:
    """The marks of lines, but for the stars that explain a star behind a word above them: "Soup* .... 2d.", "* Fridays only."

    Such a note is the only one in its text; several stars are a list all the same.
    """
    stars = [at for at, mark in enumerate(marks) if mark and mark.sign == "*"]
    kept = list(marks)
    if len(stars) == 1 and len(texts[stars[0]]) <= _LONGEST_NOTE:
        (at,) = stars
        if any("*" in text and _refers(text) for text in texts[max(0, at - _NEAR) : at]):
            kept[at] = None
    return kept


def _refers(text: str) -> bool:
    """Whether a star stands behind a word that is no end of emphasis."""
    ends = emphasis(text)
    return any(found.end() - 1 not in ends for found in _STAR.finditer(text))


class Neighbour(NamedTuple):
    """What has to be known of a line to judge its mark."""

    mark: Mark | None
    gap: int  # blank lines before it
    ends: bool  # whether the line before it ends a sentence, or with a colon, or there is none


def believe(lines: Sequence[Neighbour]) -> list[Mark | None]:
    """For each line the mark it really has. Bullets are bullets; a dash or a number may have come to a line's start by chance.

    A dash counts where a new block may begin, or where its like is near; a number where the one before it or behind it is near too, or
    where it is a 1 at the beginning of a block.
    """
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if line.mark:
            places.setdefault(line.mark.sign, []).append(at)
    marks: list[Mark | None] = [line.mark for line in lines]
    for sign, found in places.items():
        if sign not in "-–*+·o1.a)":
            continue
        if sign == "1.":
            _believe_numbers(lines, found, marks)
            continue
        for index, at in enumerate(found):
            above = index > 0 and at - found[index - 1] <= _REACH
            below = index + 1 < len(found) and found[index + 1] - at <= _REACH
            begins = lines[at].gap > 0 or lines[at].ends
            runs_on = index > 0 and at - found[index - 1] <= _REACH // 2 and marks[found[index - 1]] is not None
            if not ((begins and (above or below or sign in "-*")) or (runs_on and sign in "-*")):
                marks[at] = None
    return marks


def _believe_numbers(lines: Sequence[Neighbour], found: Sequence[int], marks: list[Mark | None]) -> None:
    last: dict[int, int] = {}  # number -> how many numbered lines ago it was seen: lists may be nested and far apart
    numbers = [mark.number or 0 for at in found if (mark := marks[at])]
    after: list[set[int]] = [set(numbers[i + 1 : i + 1 + _REACH]) for i in range(len(numbers))]
    for index, at in enumerate(found):
        number = numbers[index]
        begins = lines[at].gap > 0 or lines[at].ends
        follows = number - 1 in last and index - last[number - 1] <= _REACH
        leads = number + 1 in after[index] and number <= 1
        goes_on = number + 1 in after[index] and lines[at].gap > 0  # the list began on a page that is missing
        if follows or leads or (begins and goes_on):
            last[number] = index
        else:
            marks[at] = None
