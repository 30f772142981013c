"""Lines that an extraction took apart, word by word, because a justified line had spaces as wide as columns have."""

from __future__ import annotations

from collections.abc import Sequence

from readingroom.document import Line
from readingroom.structure.rulers import Ruler, spaceless

_LEAST = 3  # shards; fewer are as well a heading, or the end of a paragraph
_AMONG = 2  # shards, in a text of such lines, behind another one or below a line that is full and ends no sentence
_FILLED = 0.95  # of the measure, where letters may be somewhat narrower than the ruler has it
_WORDS = 2  # of a shard
_STOPS = ".:!?;…"
_TYPED = "{}=<>"

Mended = dict[int, tuple[float, bool, bool]]
"""A row of a line that was taken apart -> (where it ends on that line, whether it goes on from the row before, whether the next does)."""


def shards(
    bare: Sequence[tuple[Line, str, int, bool]], widths: Sequence[float], heads: Sequence[float], ruler: Ruler, measure: float
) -> Mended:
    """The rows that were one line once; `bare` are (line, text, blank lines before it, whether a page ends before it).

    Set side by side they fill a line so that the next word has no room, and a sentence runs through them: a list of words that somebody
    set below each other does neither but by chance. Where one line was taken apart, others were, and less is asked of them.
    """
    found = _taken_apart(bare, widths, heads, ruler, measure, False)
    return _taken_apart(bare, widths, heads, ruler, measure, True) if found else found


def _taken_apart(
    bare: Sequence[tuple[Line, str, int, bool]], widths: Sequence[float], heads: Sequence[float], ruler: Ruler, measure: float, among: bool
) -> Mended:
    """The same by one standard: `among` says whether lines of this text are known to be taken apart."""
    found: Mended = {}
    at, count = 0, len(bare)
    filled = measure * (_FILLED if among else 1.0)
    while measure and at + _AMONG < count:
        if bare[at + 1][1].count(" ") >= _WORDS or bare[at][1].count(" ") >= _WORDS:  # nearly all rows of any text
            at += 1
            continue
        ends: list[float] = []
        reached = -ruler.space
        end = at
        while end < count and bare[end][1].count(" ") < _WORDS and (end == at or (bare[end][2] <= 1 and not bare[end][3])):
            if reached + ruler.space + heads[end] > measure:
                break
            reached += ruler.space + widths[end]
            ends.append(reached)
            end += 1
        full = at > 0 and bare[at][2] == 0 and widths[at - 1] + ruler.space + heads[at] > measure  # the line before them has no room
        behind = full or at - 1 in found
        unfinished = behind and (at - 1 in found or bare[at - 1][1][-1] not in _STOPS) and bare[at][1][-1] not in _STOPS
        least = _AMONG if among and unfinished else _LEAST
        alone = end - at < least or end >= count or reached + ruler.space + heads[end] <= filled
        if alone or not _sentence(bare, at, end, full, among and behind):
            at += 1
            continue
        for place, reach in zip(range(at, end), ends, strict=True):
            found[place] = (reach, place > at, place + 1 < end)
        at = end
    return found


def _sentence(bare: Sequence[tuple[Line, str, int, bool]], at: int, end: int, full: bool, among: bool) -> bool:
    """Whether words in lower case run through rows, from the row before or into the row behind.

    Below a full line that ends no sentence one such word is enough: names have capitals, and in German all nouns. So it is `among` others
    that were taken apart, unless several words begin behind a stop, as a heading does.
    """
    if any(sign in _TYPED for place in range(at, end) for sign in bare[place][1]):
        return False  # lines of a program
    low = sum(bare[place][1][0].islower() for place in range(at + 1, end))
    comes = at > 0 and bare[at][1][0].islower() and bare[at - 1][1][-1] not in ".:"
    goes = bare[end][1][0].islower() and bare[end - 1][1][-1] not in ".:"
    spaced = not any(spaceless(bare[place][1][0]) for place in range(at, end + 1))  # words that spaces parted
    ended = any(bare[place - 1][1][-1] in _STOPS and " " in bare[place][1] for place in range(at + 1, end))
    if spaced and ((among and not ended) or (full and all(bare[place][1][-1] not in _STOPS for place in range(at - 1, end)))):
        return low > 0 or goes or (full and bare[at][1][0].islower())
    return low * 2 >= end - at - 1 and (comes or goes or low + 1 == end - at)
