"""Quotations that every line of says so: ">" before each, as in letters sent by wire and in Markdown."""

from __future__ import annotations

import re
from itertools import pairwise

from readingroom.document import BREAK, AnyBlock, ListItem, Paragraph, Piece, Verse
from readingroom.structure.layout import Layout, ends_sentence
from readingroom.structure.marks import marker
from readingroom.structure.rules.candidate import Candidate

_MARK = re.compile(r"((?:>[ \t]?){1,6})(?!>)[ \t]*+")
_ALONE = re.compile(r">[> \t]*+[^\W\d_]|>[> \t]*+[\"'“„«»‘‹(\[¿¡「『]")
_ROOM = 0.25  # of the widest line: what a line behind a full stop may lack and still go on
_MOST = 2000  # rows


def marked_quotation(layout: Layout, at: int) -> Candidate | None:
    """The first paragraph, verse or item of a group of lines each of which begins with ">"."""
    rows = layout.rows
    if rows[at].text[0] != ">" or not _believed(layout, at):
        return None
    first = at
    while first < len(rows) and first - at < _MOST and _quoted(layout, first) and not _piece(layout, first).text:
        first += 1  # a line of nothing but the mark parts paragraphs
    if first >= len(rows) or not _quoted(layout, first) or not (opening := _piece(layout, first)).text:
        return None
    depth = _depth(layout, first)
    pieces = [opening]
    end = first + 1
    while end < len(rows) and end - first < _MOST and rows[end].gap <= layout.lead and _quoted(layout, end):
        piece = _piece(layout, end)
        if not piece.text or _depth(layout, end) != depth or marker(piece.text):
            break
        pieces.append(piece)
        end += 1
    found, count = _candidate(pieces, depth)
    end = first + count
    while end < len(rows) and end - at < _MOST and rows[end].gap <= layout.lead and _quoted(layout, end) and not _piece(layout, end).text:
        end += 1
    return Candidate(found, 0.95, 'every line begins with ">"', end)


def _quoted(layout: Layout, at: int) -> bool:
    return layout.rows[at].text[0] == ">"


def _believed(layout: Layout, at: int) -> bool:
    """Whether the lines between two blank ones all carry the mark. ">>> " is a prompt, and "> 40" by itself may be more than forty."""
    group = layout.group(at)
    if len(group) == 1 and not _ALONE.match(layout.rows[at].text):
        return False
    return group in layout.marked


def _piece(layout: Layout, at: int) -> Piece:
    """A row without its marks."""
    row = layout.rows[at]
    mark = _MARK.match(row.text)
    start = row.line.indent + (mark.end() if mark else 0)
    return Piece(row.line, start, max(start, row.line.indent + len(row.text)))


def _depth(layout: Layout, at: int) -> int:
    mark = _MARK.match(layout.rows[at].text)
    return mark[1].count(">") if mark else 1


def _candidate(pieces: list[Piece], depth: int) -> tuple[AnyBlock, int]:
    """What the lines of one stretch are, and how many of them: an item, verse if every line ended early, or the first paragraph."""
    mark = marker(pieces[0].text)
    widest = max(len(piece.text) for piece in pieces)
    room = [widest - len(above.text) - 1 - len(below.text.split(None, 1)[0]) for above, below in pairwise(pieces)]
    if not mark and len(pieces) > 2 and all(lacking > 0 for lacking in room):
        joints = (BREAK,) * (len(pieces) - 1)
        return Verse(pieces=tuple(pieces), joints=joints, quoted=depth, rule="marked-quotations", confidence=0.9), len(pieces)
    ended = next((at for at, lacking in enumerate(room) if lacking > _ROOM * widest and ends_sentence(pieces[at].text)), len(room))
    found = tuple(pieces[: ended + 1])
    if mark:
        head = found[0]._replace(start=found[0].start + mark.end)
        item = ListItem(pieces=(head, *found[1:]), number=mark.number, quoted=depth, rule="marked-quotations", confidence=0.9)
        return item, len(found)
    return Paragraph(pieces=found, quoted=depth, rule="marked-quotations", confidence=0.95), len(found)
