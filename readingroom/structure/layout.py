"""What the lines of a text look like: how wide, how far in, how far apart. Nothing is decided here."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from readingroom.document import Line
from readingroom.structure.marks import Mark, Neighbour, believe, marker
from readingroom.structure.rulers import COLUMNS, Ruler, rulers, spaceless

CLOSED = re.compile(r"[.!?:;…。！？：；؟۔।։][)\]}\"'»›”’“*_\u300d\u300f\u0029\uff09\d†‡]*+$")
"""A line that ends like a sentence, closing marks and the mark of a note included."""
_CLOSING = 12  # characters; so much can close a sentence: its stop, brackets, quotation marks, the mark of a note
_HYPHENS = "-\u2010\u00ad"


_STOPS = ".,;:!?…)]\"”»’'。、，！？*_"
_LAST_WORD = re.compile(r"[^\W\d_]++$")
_LABEL = re.compile(
    r"[*_]{0,3}(?:([^\W\d_][^:：.!?\n]{0,28}?)[:：]|([A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я ]{1,24})\.(?:[—–-]|(?= )))[*_]{0,3}(?=\s|[—–-]|$)"
)
_NO_START = re.compile("[、。，．：；？！）」』】〉》〕〗’”・ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々…‥]+")
"""Characters that no line in Chinese or Japanese begins with."""


class Row(NamedTuple):
    """A line that is not blank."""

    line: Line
    text: str  # without the white space around it
    indent: int  # columns from the margin of its page
    gap: int  # how many blank lines before it
    torn: bool  # whether a page ends, or something was taken out, between it and the row before
    width: float  # in the units of the layout's ruler; without its list mark, where marks hang outside the text
    head: float  # the width of its first word
    mark: Mark | None  # the list mark it begins with
    low: bool  # whether it begins in lower case: hardly a new sentence
    tight: bool  # whether it begins in a script without spaces
    closed: bool  # whether it ends like a sentence


_ENOUGH = 60  # pairs of lines from all over the text tell one ruler from another
_MOST = 2000  # pairs; more tell nothing new about the measure


_RAGGED = 0.5  # where half of all lines that go on contradict every measure, they were not wrapped at one: verse in lower case


class _Measures(NamedTuple):
    ruler: Ruler
    body: float
    items: float
    hung: bool


_Bare = tuple[Line, str, int, bool]
"""A line that is not blank, its text, the blank lines before it, whether it is torn off: a row that is not measured yet."""


@dataclass(frozen=True)
class Layout:
    """The rows of a text and what can be measured on them."""

    rows: tuple[Row, ...]
    ruler: Ruler = COLUMNS
    measure: float = 0.0  # the width of a full line; 0: the lines are not wrapped
    items: float = 0.0  # the same for the text of list items, which is set in
    lead: int = 0  # the usual gap between lines of one paragraph: 1 in a double-spaced text
    first: int = 0  # how far the first lines of paragraphs are set in; 0: they are not
    words: frozenset[str] = field(default=frozenset(), repr=False)  # the hyphen dictionary, lower case
    off: frozenset[str] = frozenset()  # the names of rules and passes that are left out

    @cached_property
    def places(self) -> dict[int, int]:
        """The number of a line of the source -> its row."""
        return {row.line.number: at for at, row in enumerate(self.rows)}

    @cached_property
    def soft(self) -> bool:
        """Whether words are broken with U+2010 or soft hyphens: a plain hyphen at a line end is then a word's own."""
        return sum(row.text[-1] in "\u2010\u00ad" for row in self.rows) > 1

    @cached_property
    def gapped(self) -> bool:
        """Whether paragraphs stand apart: next to nothing but a blank line ends one."""
        if not self.measure:
            return True
        apart = together = 0
        for at, row in enumerate(self.rows):
            if row.gap > self.lead:
                apart += 1
            elif at and not row.low and not row.mark and self.rows[at - 1].closed and self.room(at) > 3 * self.ruler.letter:
                together += 1
        return apart >= 3 and together * 8 <= apart

    @cached_property
    def speakers(self) -> frozenset[str]:
        """The labels that several lines begin with: "Q", "MK", "HAMLET". Two labels at least, for it takes two to talk."""
        counts = Counter(label for row in self.rows if (label := spoken(row.text)))
        often = {label for label, count in counts.items() if count > 1}
        return frozenset(often if len(often) > 1 else ())

    @cached_property
    def binders(self) -> frozenset[str]:
        """Words that this text uses often and never in front of a stop: "the", "und". What ends with one of them goes on.

        Learned, so that it works in any language; a short text teaches few.
        """
        uses = Counter(word for row in self.rows for word in row.text.lower().split())
        stops = {word.rstrip(_STOPS) for word in uses if word[-1] in _STOPS}
        least = max(4, sum(uses.values()) // 120)
        return frozenset(word for word, count in uses.items() if count >= least and word.isalpha() and word not in stops and len(word) <= 6)

    def binds(self, text: str) -> bool:
        """Whether a text ends with a word that needs another one behind it."""
        found = _LAST_WORD.search(text[-40:])
        return bool(found) and found[0].lower() in self.binders  # type: ignore[index]  # it was found

    def room(self, at: int, measure: float = 0.0) -> float:
        """How much wider the line before row `at` could have been with the first word of this row still on it. Below 0: it was full."""
        before, row = self.rows[at - 1], self.rows[at]
        space = 0.0 if row.tight and spaceless(before.text[-1]) else self.ruler.space
        return (measure or self.measure) - before.width - space - row.head


def ends_sentence(text: str) -> bool:
    """Whether a text without white space at its end ends like a sentence."""
    return bool(CLOSED.search(text, max(0, len(text) - _CLOSING)))


def spoken(text: str) -> str:
    """The label of a speaker that a line begins with ("Anna: ...", "HAMLET. ..."), or ""."""
    found = _LABEL.match(text)
    return (found[1] or found[2]) if found else ""


def lay_out(lines: Sequence[Line], words: frozenset[str] = frozenset()) -> Layout:
    """Measure the lines of a text (its body: furniture and masthead already gone)."""
    bare: list[tuple[Line, str, int, bool]] = []
    gap, previous = 0, None
    for line in lines:
        if line.blank:
            gap += 1
        else:
            torn = previous is not None and (line.page != previous.page or line.number != previous.number + gap + 1)
            bare.append((line, line.text.strip(), gap, torn))
            gap, previous = 0, line
    closed = [ends_sentence(text) for _, text, _, _ in bare]
    marks = _marks(bare, closed)
    pairs, lead = _pairs(bare, closed)
    candidates = rulers("\n".join(text for _, text, _, _ in bare)) if pairs else (COLUMNS,)
    ruler, measure, items, hung = _calibrate(bare, marks, pairs, candidates)
    margins = _margins(bare)
    rows = []
    for (line, text, before, torn), mark, ends in zip(bare, marks, closed, strict=True):
        tight = spaceless(text[0])
        body = text[mark.end :] if mark and hung else text
        word = (
            _unbreakable(text) if tight else text.split(None, 1)[0]
        )  # of a list mark: the mark; no row that begins with one is asked for room
        indent = max(0, line.indent - margins[line.page])
        width = ruler.width(body)
        rows.append(Row(line, text, indent, before, torn, width, ruler.width(word), mark, text[0].islower(), tight, ends))
    return Layout(tuple(rows), ruler, measure, items, lead, _first_lines(rows), words)


def _unbreakable(text: str) -> str:
    """What of a text in a script without spaces has to stay together at its start: a character and what may not begin a line."""
    stop = _NO_START.match(text, 1)
    return text[: stop.end()] if stop else text[0]


def _marks(bare: Sequence[_Bare], closed: Sequence[bool]) -> list[Mark | None]:
    """The list marks that can be believed."""
    marks = [marker(text) for _, text, _, _ in bare]
    if not any(marks):
        return marks
    return believe(
        [
            Neighbour(mark, gap, at == 0 or closed[at - 1] or bool(marks[at - 1]) or bare[at - 1][1][-1] in ",")
            for at, ((_, _, gap, _), mark) in enumerate(zip(bare, marks, strict=True))
        ]
    )


def _pairs(bare: Sequence[_Bare], closed: Sequence[bool]) -> tuple[list[int], int]:
    """(the rows that surely go on from the one above, the usual gap between such rows).

    Sure are rows in lower case, behind a hyphen, or in a script without capitals behind a line that does not end like a sentence.
    """
    sure: dict[int, list[int]] = {0: [], 1: []}
    for at in range(1, len(bare)):
        _, text, gap, torn = bare[at]
        above = bare[at - 1][1]
        if gap > 1 or torn or closed[at - 1]:
            continue
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


def _calibrate(bare: Sequence[_Bare], marks: Sequence[Mark | None], pairs: Sequence[int], candidates: Sequence[Ruler]) -> _Measures:
    """The ruler that contradicts the text least, and the width of full lines by it.

    A line that surely goes on is as wide as the measure at most, and with the first word of the next line it is wider. In lists the mark
    may hang outside the text or stand in it: what contradicts the text less.
    """
    if len(pairs) < 3:
        return _Measures(COLUMNS, 0.0, 0.0, True)
    inside = _in_items(marks, pairs)
    step = max(1, len(pairs) // _ENOUGH)
    tried = [(wrong, ruler) for ruler in candidates for wrong, _ in (_measure(bare, marks, pairs[::step], inside, ruler),)]
    ruler = min(tried, key=lambda entry: entry[0])[1]  # the first of the best
    wrong, measures = _measure(bare, marks, pairs[:_MOST], inside, ruler)
    return measures._replace(body=0.0, items=0.0) if wrong > _RAGGED * min(len(pairs), _MOST) else measures


def _measure(
    bare: Sequence[_Bare], marks: Sequence[Mark | None], pairs: Sequence[int], inside: dict[int, bool], ruler: Ruler
) -> tuple[int, _Measures]:
    """(how many lines contradict it, the measures by one ruler)."""
    body: list[tuple[float, float]] = []
    items: list[tuple[float, float]] = []
    hanging: list[tuple[float, float]] = []
    for at in pairs:
        above, text = bare[at - 1][1], bare[at][1]
        tight = spaceless(text[0])
        more = ruler.width(text[0] if tight else text.split(None, 1)[0]) + (0.0 if tight and spaceless(above[-1]) else ruler.space)
        width = ruler.width(above)
        if not inside[at]:
            body.append((width, width + more))
            continue
        items.append((width, width + more))
        if mark := marks[at - 1]:
            width -= ruler.width(above[: mark.end])
        hanging.append((width, width + more))
    wrong, measure = _fit(body or items)
    within, outside = _fit(items), _fit(hanging)
    hung = outside[0] <= within[0]
    chosen = outside if hung else within
    return wrong + chosen[0], _Measures(ruler, measure, chosen[1] if len(items) > 2 else measure, hung)


def _in_items(marks: Sequence[Mark | None], pairs: Sequence[int]) -> dict[int, bool]:
    """For each sure pair whether it stands in a list item: lines run on to it from a list mark."""
    known: dict[int, bool] = {}
    for at in pairs:
        known[at] = bool(marks[at - 1]) or known.get(at - 1, False)
    return known


def _fit(lines: Sequence[tuple[float, float]]) -> tuple[int, float]:
    """(how many lines contradict it, the measure that the fewest contradict); lines are (width, width with the next word).

    Being wider counts three times: nothing makes a line too wide, but many things end a line early.
    """
    widths, overflows = sorted(width for width, _ in lines), sorted(overflow for _, overflow in lines)
    best, measure = len(widths) * 3 + 1, 0.0
    for candidate in widths[len(widths) // 3 :]:
        wrong = 3 * (len(widths) - bisect_right(widths, candidate)) + bisect_left(overflows, candidate)
        if wrong <= best:
            best, measure = wrong, candidate
    return (best, measure) if widths else (0, 0.0)


def _margins(bare: Sequence[_Bare]) -> dict[int, int]:
    """For each page how far in most of its lines begin; a page of a few lines goes by the whole text."""
    pages: dict[int, Counter[int]] = {}
    total: Counter[int] = Counter()
    for line, _, _, _ in bare:
        pages.setdefault(line.page, Counter())[line.indent] += 1
        total[line.indent] += 1
    usual = total.most_common(1)[0][0] if total else 0
    return {page: counts.most_common(1)[0][0] if sum(counts.values()) >= 8 else usual for page, counts in pages.items()}


def _first_lines(rows: Sequence[Row]) -> int:
    """How far first lines are set in: the indent that most often stands alone, above a line at the margin and below one. 0: none does."""
    counts: Counter[int] = Counter()
    for above, row, below in zip(rows, rows[1:], rows[2:], strict=False):
        if (
            row.indent
            and not row.mark
            and above.indent == 0
            and below.indent == 0
            and row.gap == 0
            and below.gap == 0
            and above.closed
            and not row.low
        ):
            counts[row.indent] += 1
    common = counts.most_common(1)
    return common[0][0] if common and common[0][1] >= 2 else 0
