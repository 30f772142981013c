"""What the lines of a text look like: how wide, how far in, how far apart. Nothing is decided here."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, NamedTuple

from readingroom.document import Line, Piece
from readingroom.structure.calibration import MENDED, Bare, calibrate, last_line, sure_pairs
from readingroom.structure.marks import Mark, Neighbour, believe, marker, without_notes
from readingroom.structure.no_marks import NoMarks, Start, no_marks
from readingroom.structure.recitals import recitals
from readingroom.structure.rulers import COLUMNS, Ruler, rulers, spaceless
from readingroom.structure.series import counted, in_series
from readingroom.structure.shards import shards
from readingroom.structure.speakers import cues, speakers, spoken

__all__ = ["CLOSED", "Layout", "Row", "ends_sentence", "lay_out", "spoken"]

CLOSED = re.compile(r"[.!?:;…。！？：；؟۔।։][)\[\]}\"'»›”’“*_\u300d\u300f\u0029\uff09\d†‡]*+$")
"""A line that ends like a sentence, closing marks and the mark of a note included."""
_PARAGRAPH = 120  # characters; a heading or an address is shorter
_CLOSING = 12  # characters; so much can close a sentence: its stop, brackets, quotation marks, the mark of a note

_STOPS = ".,;:!?…)]\"”»’'。、，！？*_"
_LAST_WORD = re.compile(r"[^\W\d_]++$")
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
    piece: Piece  # of the line, without the white space around it

    @property
    def size(self) -> int:
        """How many characters it has; those of a script without spaces say as much as two."""
        return len(self.text) * (1 + self.tight)


# A row and a piece from their fields. A text has hundreds: this takes half as long as calling them.
_ROW: Callable[[tuple[Any, ...]], Row] = partial(tuple.__new__, Row)
_PIECE: Callable[[tuple[Line, int, int]], Piece] = partial(tuple.__new__, Piece)


NO_MARKS = NoMarks(frozenset(), frozenset(), frozenset())
_SMALL = 30  # rows of a short text
ONE_LETTER = frozenset("AEIOUYÀÈÉÓÚÍИАОУВСКЯІЙЄ")
"""Capitals that are words by themselves in some language: no initial that lost its word."""


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
    signs: NoMarks = NO_MARKS  # the rows that begin with what looks like a list mark and is none

    @cached_property
    def begins(self) -> frozenset[int]:
        """The rows that begin a paragraph of their own, whatever room was above them: speeches, recitals, pros and cons."""
        if not (self.signs.speeches or self.signs.others):
            return self.recitals
        return self.signs.others | self.recitals | {at for at in self.signs.speeches if self._may_begin(at)}

    def _may_begin(self, at: int) -> bool:
        """Whether a dash at the head of a row opens a speech there, and does not go on with the line above."""
        row, before = self.rows[at], self.rows[at - 1] if at else None
        return before is None or before.closed or row.gap > self.lead or before.text[-1] in ",:»”"

    @cached_property
    def recitals(self) -> frozenset[int]:
        """The rows that begin with the same word as several others, each behind a line that ends with a comma, a semicolon or a stop."""
        return recitals([row.text for row in self.rows], [row.gap for row in self.rows])

    @cached_property
    def joined(self) -> frozenset[int]:
        """The rows that go on from the one above whatever the measure is: around a hyphen on a line by itself, behind a large initial."""
        found = {place for at in self.signs.hyphens for place in (at, at + 1)}
        if not self.measure and len(self.rows) <= _SMALL:
            found |= {at for at in range(1, len(self.rows)) if self._sentence(at)}
        return frozenset(found | self.initials)

    @cached_property
    def initials(self) -> frozenset[int]:
        """The rows that go on with a large initial, which stands on the line above by itself."""
        return frozenset(at for at in range(1, len(self.rows)) if len(self.rows[at - 1].text) == 1 and self._initial(at))

    def _sentence(self, at: int) -> bool:
        """Whether a row is the second of two that make a sentence, in a text too short to tell the width of its lines."""
        row, before = self.rows[at], self.rows[at - 1]
        alone = (at == 1 or before.gap > 0) and (at + 1 == len(self.rows) or self.rows[at + 1].gap > 0)
        stop = row.closed and row.text[-1] not in ":;"
        return row.low and row.gap == 0 and not before.closed and before.text[0].isupper() and stop and alone and not row.indent

    def _initial(self, at: int) -> bool:
        """Whether a row goes on with a large initial, which stands on the line above by itself."""
        row, before = self.rows[at], self.rows[at - 1]
        word = row.text.split(None, 1)[0]
        if not before.text.isupper() or row.gap > self.lead:
            return False
        if before.text in ONE_LETTER and (len(word) > 1 or (before.text + word).lower() not in self.words):
            return False
        return row.low or (len(word) > 1 and word.isupper())

    @cached_property
    def places(self) -> dict[int, int]:
        """The number of a line of the source -> its row."""
        return {row.line.number: at for at, row in enumerate(self.rows)}

    @cached_property
    def stepped(self) -> bool:
        """Whether not all rows begin in the same column."""
        return len({row.piece.start for row in self.rows}) > 1

    @cached_property
    def listed(self) -> bool:
        """Whether any row begins with a list mark."""
        return any(row.mark for row in self.rows)

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
    def finished(self) -> bool | None:
        """Whether what stands between blank lines and is as long as a paragraph ends like a sentence here; None: hard to say."""
        ends = [self._last(at) for at, row in enumerate(self.rows) if at + 1 == len(self.rows) or self.rows[at + 1].gap > self.lead]
        closed = [row.closed for row, length in ends if length > _PARAGRAPH]
        return sum(closed) * 4 >= len(closed) * 3 if len(closed) > 3 else None

    def _last(self, at: int) -> tuple[Row, int]:
        """A row, and how many characters it has with the rows right above it; no more than tell a paragraph."""
        length, first = self.rows[at].size, at
        while first > 0 and self.rows[first].gap <= self.lead and length <= _PARAGRAPH:
            first -= 1
            length += self.rows[first].size
        return self.rows[at], length

    @cached_property
    def speakers(self) -> frozenset[str]:
        """The labels that several lines begin with: "Q", "MK", "HAMLET". Two labels at least, for it takes two to talk."""
        return speakers([row.text for row in self.rows])

    @cached_property
    def cues(self) -> frozenset[int]:
        """The rows that hold nothing but the name of who speaks below, in a play."""
        return cues([(row.text, at == 0 or row.gap > self.lead or row.torn) for at, row in enumerate(self.rows)])

    @cached_property
    def counted(self) -> frozenset[int]:
        """The rows that begin with the same word and a number that counts up, with text between them."""
        return counted([row.text for row in self.rows])

    @cached_property
    def widest(self) -> float:
        """The width of the widest row: a measure of a kind, where too few lines go on to tell it."""
        return max((row.width for row in self.rows), default=0.0)

    @cached_property
    def numbered(self) -> dict[int, tuple[int, ...]]:
        """The rows with numbered marks -> the rows nearest to them that count up with them, themselves included."""
        return in_series([(at, row.mark.number) for at, row in enumerate(self.rows) if row.mark and row.mark.number is not None])

    @cached_property
    def doubles(self) -> bool:
        """Whether some headings have a double line under them: then those with a single one are below them."""
        return any(row.text.startswith("====") and not row.text.strip("=") for row in self.rows)

    @cached_property
    def binders(self) -> frozenset[str]:
        """Words that this text uses often and never in front of a stop: "the", "und". What ends with one of them goes on.

        Learned, so that it works in any language; a short text teaches few.
        """
        uses = Counter(" ".join([row.text for row in self.rows]).lower().split())
        stops = {word.rstrip(_STOPS) for word in uses if word[-1] in _STOPS}
        least = max(4, sum(uses.values()) // 120)
        return frozenset(word for word, count in uses.items() if count >= least and word.isalpha() and word not in stops and len(word) <= 6)

    @cached_property
    def _starts(self) -> list[int]:
        """Where the groups of rows begin that no blank line parts, nor the end of a page; in order."""
        return [at for at, row in enumerate(self.rows) if at == 0 or row.gap > self.lead or row.torn]

    def group(self, at: int) -> range:
        """The rows around row `at` that no blank line parts from it, nor the end of a page."""
        place = bisect_right(self._starts, at)
        return range(self._starts[place - 1], self._starts[place] if place < len(self._starts) else len(self.rows))

    @cached_property
    def marked(self) -> frozenset[range]:
        """The groups in which every row begins with ">", the mark of quotations, and none with that of a prompt."""
        ends = [*self._starts[1:], len(self.rows)]
        groups = [range(start, end) for start, end in zip(self._starts, ends, strict=True) if self.rows[start].text[0] == ">"]
        return frozenset(
            group for group in groups if all(self.rows[at].text[0] == ">" and not self.rows[at].text.startswith(">>> ") for at in group)
        )

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
    return not text[-1:].isalpha() and bool(CLOSED.search(text, max(0, len(text) - _CLOSING)))


def lay_out(lines: Sequence[Line], words: frozenset[str] = frozenset()) -> Layout:
    """Measure the lines of a text (its body: furniture and masthead already gone)."""
    bare: list[Bare] = []
    indents: list[int] = []
    gap, previous = 0, None
    for line in lines:
        text = line.text.strip()
        if not text:
            gap += 1
        else:
            torn = previous is not None and (line.page != previous.page or line.number != previous.number + gap + 1)
            bare.append((line, text, gap, torn))
            indents.append(0 if line.text[0] == text[0] else line.indent)
            gap, previous = 0, line
    texts = [text for _, text, _, _ in bare]
    closed = [ends_sentence(text) for text in texts]
    marks = [marker(text) for _, text, _, _ in bare]
    signs = NO_MARKS
    if any(marks) or any(text[0] in "—―" for text in texts):
        signs = no_marks([Start(text, gap, indent, end) for (_, text, gap, _), indent, end in zip(bare, indents, closed, strict=True)])
        marks = _marks(bare, closed, marks, signs)
    pairs, lead = sure_pairs(bare, closed)
    candidates = rulers("\n".join(texts)) if pairs else (COLUMNS,)
    ruler, measure, items, hung, mended = calibrate(bare, marks, pairs, candidates)
    margins = _margins(bare, indents)
    tight = [text[0] > "\x7f" and spaceless(text[0]) for text in texts]
    widths = ruler.widths([text[mark.end :] if mark and hung else text for text, mark in zip(texts, marks, strict=True)])
    if mended:  # only the last of the lines that a row is made of tells where the next word would have stood
        widths = [width if width <= MENDED * measure else last_line(width, measure) for width in widths]
    # The first word of a list item is its mark: no row that begins with one is asked for room.
    mixed = any(tight)
    heads = ruler.widths(
        [
            _unbreakable(text) if alone else _word(text) if mixed else text.split(None, 1)[0]
            for text, alone in zip(texts, tight, strict=True)
        ]
    )
    columns = (
        [line for line, _, _, _ in bare],
        texts,
        [max(0, indent - margins[line.page]) for (line, _, _, _), indent in zip(bare, indents, strict=True)] if any(indents) else indents,
        [before for _, _, before, _ in bare],
        [torn for _, _, _, torn in bare],
        widths,
        heads,
        marks,
        [text[0].islower() for text in texts],
        tight,
        closed,
        [_PIECE((line, indent, indent + len(text))) for (line, text, _, _), indent in zip(bare, indents, strict=True)],
    )
    halves = shards(bare, widths, heads, ruler, measure)
    del bare  # of a large text it takes much memory, as the columns do
    rows = list(map(_ROW, zip(*columns, strict=True)))
    del columns
    for at, (reach, comes, goes) in halves.items():
        row = rows[at]
        apart = row.gap if not comes and (at == 0 or rows[at - 1].closed) else min(row.gap, lead)
        rows[at] = row._replace(gap=apart, width=reach, low=row.low or comes, closed=row.closed and not goes)
        if not goes:
            rows[at + 1] = rows[at + 1]._replace(gap=min(rows[at + 1].gap, lead))
    return Layout(tuple(rows), ruler, measure, items, lead, _first_lines(rows), words, signs=signs)


def _word(text: str) -> str:
    """The first word of a line among lines in a script without spaces, which may go on right behind it: "Node" of "Nodeを使う"."""
    word = text.split(None, 1)[0]
    return word if word.isascii() else word[: next((at for at, sign in enumerate(word) if at and spaceless(sign)), len(word))]


def _unbreakable(text: str) -> str:
    """What of a text in a script without spaces has to stay together at its start: a character and what may not begin a line."""
    stop = _NO_START.match(text, 1)
    return text[: stop.end()] if stop else text[0]


def _marks(bare: Sequence[Bare], closed: Sequence[bool], found: Sequence[Mark | None], signs: NoMarks) -> list[Mark | None]:
    """The list marks that can be believed; `found` are those that lines seem to begin with."""
    none = signs.speeches | signs.others | signs.hyphens
    marks = [None if at in none else mark for at, mark in enumerate(found)] if none else list(found)
    if not any(marks):
        return marks
    marks = without_notes(marks, [text for _, text, _, _ in bare])
    return believe(
        [
            Neighbour(mark, gap, at == 0 or closed[at - 1] or bool(marks[at - 1]) or bare[at - 1][1][-1] in ",")
            for at, ((_, _, gap, _), mark) in enumerate(zip(bare, marks, strict=True))
        ]
    )


def _margins(bare: Sequence[Bare], indents: Sequence[int]) -> dict[int, int]:
    """For each page how far in most of its lines begin; a page of a few lines goes by the whole text."""
    pages: dict[int, list[int]] = {}
    if not any(indents):
        return dict.fromkeys([line.page for line, _, _, _ in bare], 0)
    for (line, _, _, _), indent in zip(bare, indents, strict=True):
        pages.setdefault(line.page, []).append(indent)
    usual = _commonest(indents) if indents else 0
    return {page: _commonest(here) if len(here) >= 8 else usual for page, here in pages.items()}


def _commonest(indents: Sequence[int]) -> int:
    """The most frequent; the first of several."""
    return Counter(indents).most_common(1)[0][0]


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
