"""Paragraphs that a blank line, a column or a page cut in two.

A wrong join is worse than a missed one. The right half in lower case under a left half that ends no sentence is nearly always a cut.
Before a capital more is asked: a word at the end that needs another one, a comma, a line that is full, a length that no heading has.
"""

from __future__ import annotations

import re
from dataclasses import replace

from readingroom.document import AnyBlock, Joint, ListItem, Paragraph, Piece
from readingroom.structure.layout import Layout
from readingroom.structure.passes.line_ends import joint as join
from readingroom.structure.rulers import spaceless
from readingroom.structure.rules.flow import LOOSE, TIGHT

_LONG = 160  # characters; a paragraph that long without a stop at its end is unfinished
_STARTED = 60  # characters; what has no stop and is shorter may be a heading, an address, an item of a list
_ALONE = 90  # characters; the same for a single line
_NAME = 60  # characters; a name, a place and a date are shorter

_SALUTATION = 60  # characters; a shorter line that ends with a comma is rather "Dear Sir,"


_NUMBER = 8  # characters at an end that show whether it is a number
_UNITS = re.compile(r"(?:^|\s)\d{1,3}$")
_THOUSANDS = re.compile(r"\d{3}(?![\d.):])")
"""The next three digits of a number that spaces part into groups: "5 / 000 gulls"."""


class _Half:
    """A block that may still grow. It grows by lists, since a hostile text can be one paragraph in a hundred thousand parts."""

    def __init__(self, block: Paragraph | ListItem) -> None:
        self.block = block
        self.pieces: list[Piece] = list(block.pieces)
        self.joints: list[Joint] = list(block.joints)
        self.length = _length(block)
        self.open = _opened(block)

    def grow(self, right: Paragraph, joint: Joint) -> None:
        self.joints += (joint, *right.joints)
        self.pieces += right.pieces
        self.length += _length(right)
        self.open += _opened(right)

    def grown(self) -> AnyBlock:
        if len(self.pieces) == len(self.block.pieces):
            return self.block
        return replace(self.block, pieces=tuple(self.pieces), joints=tuple(self.joints))


def heal_cuts(blocks: tuple[AnyBlock, ...], layout: Layout, _lang: str) -> tuple[AnyBlock, ...]:
    """Join a paragraph to the paragraph or item before it where the evidence says that it is its second half."""
    out: list[AnyBlock] = []
    half: _Half | None = None
    for block in blocks:
        if half and isinstance(block, Paragraph) and block.quoted == half.block.quoted and (sure := cut(half, block, layout)):
            joint = join(half.pieces[-1].text, block.pieces[0].text, layout)
            if joint.after or not joint.drop:
                joint = joint._replace(rule="cuts", confidence=sure)
            half.grow(block, joint)
            continue
        if half:
            out.append(half.grown())
        half = _Half(block) if isinstance(block, Paragraph | ListItem) else None
        if not half:
            out.append(block)
    if half:
        out.append(half.grown())
    return tuple(out)


def cut(left: _Half, right: Paragraph, layout: Layout) -> float:
    """How sure it is that `right` is the second half of `left`; 0: it is not."""
    at = layout.places[right.pieces[0].line.number]
    row, before = layout.rows[at], layout.rows[layout.places[left.pieces[-1].line.number]]
    end = left.pieces[-1].text.rstrip()
    recited = layout.places[left.pieces[0].line.number] in layout.recitals and row.gap > layout.lead and not row.low
    if not end or at in layout.begins or recited or (before.closed and not (left.open > 0 and _opened(right) < 0)):
        return 0.0
    if layout.first and row.indent >= layout.first and not row.low:
        return 0.0
    if end[-1] == "," and len(left.pieces) == 1 and left.length < _SALUTATION:
        return 0.0
    if row.low or row.text[0] in ",;)]»”":
        return 0.95 if row.gap <= 2 or row.torn else 0.85
    if before.closed:
        return 0.0
    if end[-1] in "-\u2010\u00ad" and len(end) > 1 and end[-2].isalnum() and row.text[0].isalnum():
        return 0.9
    if left.length > 30 and _THOUSANDS.match(row.text) and _UNITS.search(end[-_NUMBER:]):
        return 0.9
    if layout.binds(end) or end[-1] in ",、，،":
        return 0.9 if left.length > 30 else 0.0
    if isinstance(left.block, ListItem):
        return 0.0
    full = layout.measure and layout.room(at) <= (LOOSE if row.torn else TIGHT) * layout.ruler.letter
    apart = row.gap or row.torn
    if (row.tight or spaceless(end[-1])) and left.length > 20 and (full or layout.finished is not False):
        return 0.8  # no capitals: an unfinished sentence is all there is to see
    if apart and _unfinished(left, right, layout):
        return 0.75
    if full and len(left.pieces) > 1:
        return 0.85
    if layout.measure and not full:  # cut in the middle of a line; what is short may be a name below what was said
        aside = row.gap > layout.lead and not (left.block.quoted or "/" in end[-_NAME:])
        return 0.75 if aside and left.length > _LONG and len(left.pieces) > 2 and len(right.text) > _NAME else 0.0
    return 0.8 if left.length > _LONG else 0.0


def _unfinished(left: _Half, right: Paragraph, layout: Layout) -> bool:
    """Whether `left` stops in the middle of a sentence in a text that does not do that, and `right` comes to the end of one."""
    last = layout.rows[layout.places[right.pieces[-1].line.number]]
    word = left.pieces[-1].text.rsplit(None, 1)[-1]
    long = left.length >= (_STARTED if len(left.pieces) > 1 else _ALONE)
    return long and word.isalnum() and last.closed and len(right.text) >= _STARTED // 2 and bool(layout.finished)


def _opened(block: Paragraph | ListItem) -> int:
    """How many brackets a block opens more than it closes."""
    opened = 0
    for piece in block.pieces:
        line = piece.line.text
        if "(" in line or ")" in line:
            opened += line.count("(", piece.start, piece.end) - line.count(")", piece.start, piece.end)
    return opened


def _length(block: Paragraph | ListItem) -> int:
    """How many characters its pieces have."""
    return sum([piece.end - piece.start for piece in block.pieces])
