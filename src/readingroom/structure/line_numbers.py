"""Numbers beside the lines of a page: of every line, as in transcripts of courts and in bills, or of every fifth, as beside verse.

They count the lines of the paper and are no text. That they are so shows in how they count: on every line of a page, one by one, from 1 on,
and again on the next page, while sentences go on from line to line; or by fives, with five lines from one to the next. A list or a table
counts too, but its lines begin anew. The numbers become spaces, so that what stands in the same column still does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from readingroom.document import Dropped, Line, Piece
from readingroom.structure.layout import ends_sentence

RULE = "line-numbers"
_LEFT = re.compile(r"[ \t]{0,24}(\d{1,4})(?=[ \t]{2,}|[ \t]?$|\t|[ \t](?=[^\W\d_]))")
_RIGHT = re.compile(r"\S[ \t]{2,}[\[(]?(\d{1,4})[\])]?[ \t]*$")
_SHORTEST = 8  # lines of a page whose lines are numbered
_ALONE = 20  # the same if there is but one page
_FLOW = 5  # one of so many lines has to go on in the middle of a sentence
_STEPS = (5, 10, 4, 3)
_FEWEST = 2  # numbers beside verse, if the lines between them are as many as the numbers say


class _Number(NamedTuple):
    at: int  # its line, among those that are not blank
    value: int
    start: int  # where its digits stand in the line
    end: int


def line_numbers(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """(the lines with spaces for the numbers, the numbers). Where every line of a page had one, lines know their page."""
    filled = [line for line in lines if line.text and not line.text.isspace()]
    left = [
        _Number(at, int(found[1]), *found.span(1))
        for at, line in enumerate(filled)
        if line.text.lstrip()[0].isdigit() and (found := _LEFT.match(line.text))
    ]
    runs = _pages(filled, left)
    numbers = [number for run in runs for number in run] or _beside_verse(filled, left) or _at_the_end(filled)
    if not numbers:
        return tuple(lines), ()
    gone = {filled[number.at].number: number for number in numbers}
    starts = {filled[run[0].at].number for run in runs[1:]} if filled[-1].page == filled[0].page else set()
    out: list[Line] = []
    page = 0
    for line in lines:
        page += line.number in starts
        number = gone.get(line.number)
        text = line.text
        if number:
            text = text[: number.start] + " " * (number.end - number.start) + text[number.end :]
        out.append(line._replace(text=text, page=line.page + page) if number or page else line)
    dropped = [Dropped(pieces=(Piece(filled[number.at], number.start, number.end),), rule=RULE, confidence=0.95) for number in numbers]
    return tuple(out), tuple(dropped)


def _pages(filled: Sequence[Line], numbers: Sequence[_Number]) -> list[list[_Number]]:
    """The numbers of pages on which every line has one, page by page; [] if the text has no such pages."""
    runs: list[list[_Number]] = []
    for number in numbers:
        if number.value == 1:
            runs.append([number])
        elif runs and number.value == runs[-1][-1].value + 1 and number.at == runs[-1][-1].at + 1:
            runs[-1].append(number)
    pages = [run for run in runs if len(run) >= _SHORTEST]
    if not pages or len(pages) * 2 < len(runs) or (len(pages) == 1 and len(pages[0]) < _ALONE):
        return []
    texts = [[filled[number.at].text[number.end :].strip() for number in run] for run in pages]
    flowing = sum(below[:1].islower() and bool(above) and not ends_sentence(above) for page in texts for above, below in pairwise(page))
    return pages if flowing * _FLOW >= sum(map(len, texts)) else []


def _beside_verse(filled: Sequence[Line], numbers: Sequence[_Number]) -> list[_Number]:
    """Numbers at the head of every fifth line, which has text behind it."""
    return _by_steps([number for number in numbers if filled[number.at].text[number.end :].strip()])


def _at_the_end(filled: Sequence[Line]) -> list[_Number]:
    """Numbers at the end of every fifth line, a gap away from its text."""
    ends = [(at, line.text) for at, line in enumerate(filled) if line.text.rstrip(" \t)]")[-1:].isdigit()]
    found = ((at, match) for at, text in ends if (match := _RIGHT.search(text)))
    return _by_steps([_Number(at, int(match[1]), *match.span(1)) for at, match in found])


def _by_steps(numbers: Sequence[_Number]) -> list[_Number]:
    """Those of the numbers that count by fives, tens, fours or threes, with as many lines between them."""
    for step in _STEPS:
        multiples = [number for number in numbers if number.value % step == 0]
        best: list[_Number] = []
        run: list[_Number] = []
        for number in multiples:
            fits = run and number.value - run[-1].value == step and abs(number.at - run[-1].at - step) <= len(run) // 4
            run = [*run, number] if fits else [number]
            best = max(best, run, key=len)
        others = len(numbers) - len(multiples)
        if len(best) > _FEWEST or (len(best) == _FEWEST and best[0].value == step and best[0].at >= step - 1 and not others):
            return [number for number in multiples if _fits(number, best)]
    return []


def _fits(number: _Number, best: Sequence[_Number]) -> bool:
    """Whether a number counts on in the same series, perhaps behind a title or a gap."""
    return number in best or number.value > best[-1].value or number.value < best[0].value
