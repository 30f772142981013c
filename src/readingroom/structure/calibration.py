"""How wide a full line is, and by which ruler: what the lines that surely go on tell. Nothing is decided here."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from readingroom.document import Line
from readingroom.structure.marks import Mark
from readingroom.structure.rulers import COLUMNS, Ruler, spaceless

_HYPHENS = "-\u2010\u00ad"
_ENOUGH = 60  # pairs of lines from all over the text tell one ruler from another
_MOST = 2000  # pairs; more tell nothing new about the measure
_WIDER = 1.3  # times the measure; what is wider was not wrapped at it
_UNWRAPPED = 0.25  # of all lines: so many that are wider, and the measure is that of a list or a poem among unwrapped paragraphs
_SMALL = 30  # rows of a short text
_LEAST, _WIDEST = 50.0, 110.0  # columns of its full lines; verse is narrower, a paragraph on one line wider
_FULL = 0.35  # of all lines that go on; where so many are just full, chance did not do it
_SAME = 5  # lines
_FEW = 12  # pairs, of which chance makes a third full
_RAGGED = 0.5  # where half of all lines that go on contradict every measure, they were not wrapped at one: verse in lower case

_COLUMN = 30  # letters; narrower lines are verse, unless they are full

_BROKEN = 0.96  # of the measure: as wide is a line that ends with half a word
_NARROWEST = 15  # letters
_NEARLY = 0.12  # lines
MENDED = 1.02  # times the measure; what is wider is more than one line, where lines were joined

_DIGIT = re.compile(r"\d")

Bare = tuple[Line, str, int, bool]
"""A line that is not blank, its text, the blank lines before it, whether it is torn off: a row that is not measured yet."""


class Measures(NamedTuple):
    """What a text was measured with, and how wide its full lines are."""

    ruler: Ruler
    body: float  # 0: the lines are not wrapped
    items: float  # of the text of list items
    hung: bool  # whether the marks of lists hang outside their text
    mended: bool = False  # whether lines that ended with a hyphen were made one with the next, so that many are several lines wide


class _Pair(NamedTuple):
    """A line and the one that surely goes on from it."""

    above: str
    word: str  # what of the next line has to stay together at its start
    spaced: bool  # whether a space would stand between the two
    inside: bool  # whether they stand in a list item
    mark: str  # the list mark that the line above begins with


def sure_pairs(bare: Sequence[Bare], closed: Sequence[bool]) -> tuple[list[int], int]:
    """(the rows that surely go on from the one above, the usual gap between such rows).

    Sure are rows in lower case, behind a hyphen, or in a script without capitals behind a line that does not end like a sentence.
    """
    sure: dict[int, list[int]] = {0: [], 1: []}
    for at in range(1, len(bare)):
        _, text, gap, torn = bare[at]
        if gap > 1 or torn or closed[at - 1]:
            continue
        above = bare[at - 1][1]
        character = text[0]
        if (
            character.islower()
            or (above[-1] in _HYPHENS and len(above) > 1 and above[-2].isalpha())
            or (character.isalpha() and not character.isupper())
        ):
            sure[gap].append(at)
    # Double-spaced: a good part of all lines go on over a blank line, and next to none without one.
    if len(sure[1]) > 8 and len(sure[0]) * 10 < len(sure[1]) and len(sure[1]) * 4 > len(bare):
        return sure[1], 1
    return sure[0], 0


def calibrate(bare: Sequence[Bare], marks: Sequence[Mark | None], places: Sequence[int], candidates: Sequence[Ruler]) -> Measures:
    """The ruler that contradicts the text least, and the width of full lines by it; `places` are rows that surely go on.

    A line that surely goes on is as wide as the measure at most, and with the first word of the next line it is wider. In lists the mark
    may hang outside the text or stand in it: what contradicts the text less.
    """
    if len(places) < 3:
        measure = _by_the_edge(bare, candidates) or _by_two(bare, places)
        return Measures(COLUMNS, measure, measure, True)
    inside = _in_items(marks, places) if any(marks) else dict.fromkeys(places, False)
    step = max(1, len(places) // _ENOUGH)
    sample = [_pair(bare, marks, inside, at) for at in places[::step]]
    wrong, measures = _measure(sample, candidates[0])
    for ruler in candidates[1:] if wrong else ():  # nothing is better than no contradiction
        other = _measure(sample, ruler)
        if other[0] < wrong:
            wrong, measures = other
    if step > 1:
        wrong, measures = _measure([_pair(bare, marks, inside, at) for at in places[:_MOST]], measures.ruler)
    narrow = len(places) < _FEW and measures.body < _COLUMN * measures.ruler.letter
    ragged = wrong > (_RAGGED / 2 if narrow else _RAGGED) * min(len(places), _MOST) and not _columns(sample, measures)
    if ragged or _unwrapped(bare, measures) or _ended(bare, places, measures):
        return _mended(sample, candidates) or measures._replace(body=0.0, items=0.0)
    return measures


def _mended(sample: Sequence[_Pair], candidates: Sequence[Ruler]) -> Measures | None:
    """The measure of a text whose broken words an extraction has joined: what is far wider than a line is several of them.

    The lines that are left have to be full, more of them than chance makes so.
    """
    best, found = 0, None
    for ruler in candidates if all(pair.spaced for pair in sample) else ():
        widths = ruler.widths([pair.above for pair in sample])
        words = ruler.widths([pair.word for pair in sample])
        for measure in set(widths):
            single = [(width, width + word + ruler.space) for width, word in zip(widths, words, strict=True) if width <= MENDED * measure]
            full = sum(width <= measure < overflow for width, overflow in single)
            several = [width / (_BROKEN * measure) for width in widths if width > MENDED * measure]
            whole = sum(abs(lines - round(lines)) < _NEARLY for lines in several)  # what goes on is as wide as whole lines
            good = full * 4 >= len(single) * 3 and full > best and len(several) * 8 >= len(widths) and whole * 3 >= len(several) * 2
            if good and full >= _FEW // 2 and measure >= _NARROWEST * ruler.letter:
                best, found = full, Measures(ruler, measure, measure, True, True)
    return found


def last_line(width: float, measure: float) -> float:
    """How wide the last of the lines is that were made one, if each of the others ended with half a word."""
    return width - ceil((width - measure) / (_BROKEN * measure)) * _BROKEN * measure


def _unwrapped(bare: Sequence[Bare], measures: Measures) -> bool:
    """Whether too many lines are far wider than the measure: each paragraph is one line, and the lines that go on are something else."""
    wider = sum(width > _WIDER * measures.body for width in measures.ruler.widths([text for _, text, _, _ in bare]))
    return measures.body > 0 and wider > _UNWRAPPED * len(bare)


def _ended(bare: Sequence[Bare], places: Sequence[int], measures: Measures) -> bool:
    """Whether a few lines go on and many more end in the middle of a sentence, with room left for the capital below: those are verses.

    The few are verses that were turned over, or a preface.
    """
    if len(places) > _FEW:
        return False
    above, words = [], []
    for before, (_, text, gap, torn) in pairwise(bare):
        verse = text[0].isupper() and before[1][-1] not in ".!?:" and not before[1].isupper()
        if verse and gap == 0 and not torn and "  " not in before[1] and not _DIGIT.search(before[1]):  # no row of a table
            above.append(before[1])
            words.append(text.split(None, 1)[0])
    ruler = measures.ruler
    early = [
        width + ruler.space + word + ruler.letter <= measures.body
        for width, word in zip(ruler.widths(above), ruler.widths(words), strict=True)
    ]
    return sum(early) > 2 * len(places)


def _by_the_edge(bare: Sequence[Bare], candidates: Sequence[Ruler]) -> float:
    """The measure of a text too short to be sure of anything: all lines but the last ones of paragraphs end near the same edge; else 0."""
    inner = [(above[1], row[1]) for above, row in pairwise(bare) if row[2] == 0 and not row[3]]
    widths = [COLUMNS.width(above) for above, _ in inner]
    if len(bare) > _SMALL or len(inner) < 2 or not candidates or not _LEAST <= (measure := max(widths)) <= _WIDEST:
        return 0.0
    full = sum(width + 1 + COLUMNS.width(text.split(None, 1)[0]) > measure for width, (_, text) in zip(widths, inner, strict=True))
    return (
        measure
        if min(widths) * 5 >= measure * 4 and full * 3 >= len(inner) * 2 and not any(above[0] in "[(-•*" for above, _ in inner)
        else 0.0
    )


def _by_two(bare: Sequence[Bare], places: Sequence[int]) -> float:
    """The measure of a short text in which but two lines surely go on: both are full, and no other line is wider; else 0."""
    if len(places) != 2 or len(bare) > _SMALL:
        return 0.0
    measure = max(COLUMNS.width(bare[at - 1][1]) for at in places)
    full = all(COLUMNS.width(bare[at - 1][1]) + 1 + COLUMNS.width(bare[at][1].split(None, 1)[0]) > measure for at in places)
    widest = max(COLUMNS.width(text) for _, text, _, _ in bare)
    return measure if full and _LEAST <= measure <= _WIDEST and widest <= measure + 1 else 0.0


def _columns(sample: Sequence[_Pair], measures: Measures) -> bool:
    """Whether so many lines are full that the text is wrapped all the same: what contradicts it stands in narrower columns.

    In a script without capitals a heading, or a paragraph without a stop, seems to go on too; there fewer are enough. Such scripts also
    have signs that begin no line, so that a full line may lack one.
    """
    ruler, measure = measures.ruler, measures.body
    widths = ruler.widths([pair.above for pair in sample])
    if (same := widths.count(measure)) >= _SAME and same * 2 >= len(sample):
        return True  # a program counted characters, and chance does not make lines as long as each other
    if len(sample) < _FEW:
        return False
    words = ruler.widths([pair.word for pair in sample])
    sign = ruler.width("\u4e00")  # as wide as any of its script
    full = wider = tight = 0
    for pair, width, word in zip(sample, widths, words, strict=True):
        more = word + (ruler.space if pair.spaced else sign)
        tight += not pair.spaced
        full += width <= measure < width + more
        wider += width > measure
    return full > (_FULL if tight * 2 < len(sample) else _FULL / 2) * len(sample) and wider * 20 <= len(sample)


def _pair(bare: Sequence[Bare], marks: Sequence[Mark | None], inside: dict[int, bool], at: int) -> _Pair:
    above, text, mark = bare[at - 1][1], bare[at][1], marks[at - 1]
    tight = text[0] > "\x7f" and spaceless(text[0])
    word = text[0] if tight else text.split(None, 1)[0]
    return _Pair(above, word, not (tight and spaceless(above[-1])), inside[at], above[: mark.end] if mark else "")


def _measure(pairs: Sequence[_Pair], ruler: Ruler) -> tuple[int, Measures]:
    """(how many lines contradict it, the measures by one ruler)."""
    body: list[tuple[float, float]] = []
    items: list[tuple[float, float]] = []
    hanging: list[tuple[float, float]] = []
    widths = ruler.widths([pair.above for pair in pairs])
    words = ruler.widths([pair.word for pair in pairs])
    for (_, _, spaced, inside, mark), width, word in zip(pairs, widths, words, strict=True):
        more = word + (ruler.space if spaced else 0.0)
        if not inside:
            body.append((width, width + more))
            continue
        items.append((width, width + more))
        within = width - ruler.width(mark) if mark else width
        hanging.append((within, within + more))
    wrong, measure = _fit(body or items)
    within_, outside = _fit(items), _fit(hanging)
    hung = outside[0] <= within_[0]
    chosen = outside if hung else within_
    return wrong + chosen[0], Measures(ruler, measure, chosen[1] if len(items) > 2 else measure, hung)


def _in_items(marks: Sequence[Mark | None], places: Sequence[int]) -> dict[int, bool]:
    """For each sure pair whether it stands in a list item: lines run on to it from a list mark."""
    known: dict[int, bool] = {}
    for at in places:
        known[at] = bool(marks[at - 1]) or known.get(at - 1, False)
    return known


def _fit(lines: Sequence[tuple[float, float]]) -> tuple[int, float]:
    """(how many lines contradict it, the measure that the fewest contradict); lines are (width, width with the next word).

    Being wider counts three times: nothing makes a line too wide, but many things end a line early.
    """
    count = len(lines)
    widths, overflows = sorted([width for width, _ in lines]), sorted([overflow for _, overflow in lines])
    best, measure = count * 3 + 1, 0.0
    for at in range(count // 3, count):
        candidate = widths[at]
        if at + 1 < count and widths[at + 1] == candidate:
            continue  # the last of equals knows how many are wider
        wrong = 3 * (count - at - 1) + bisect_left(overflows, candidate)
        if wrong <= best:
            best, measure = wrong, candidate
    return (best, measure) if lines else (0, 0.0)
