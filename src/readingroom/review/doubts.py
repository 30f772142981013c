"""What a conversion was not sure of, each with the lines around it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from readingroom.document import REVIEW_BELOW
from readingroom.errors import ReadingRoomError
from readingroom.ledger import Ledger
from readingroom.rereading import reread

AROUND = 2  # lines before and after
MOST = 40  # doubts of one document that are shown; a text that has more should be looked at as a whole


@dataclass(frozen=True, slots=True)
class Doubt:
    """A decision below `REVIEW_BELOW`, with its place in the source."""

    what: str  # "date", or the rule of an edit
    rule: str
    sure: float
    line: int  # 1-based; 0: not from the text
    before: str
    after: str
    context: tuple[tuple[int, str], ...]  # (line number, line) around it


def doubts_of(entry: Ledger, texts: Path) -> list[Doubt]:
    """All doubts about one document, in the order of the text, fields first. Without its text they come without context."""
    try:
        text = reread(texts, entry).text
    except ReadingRoomError:
        text = ""
    lines = text.split("\n")
    starts = [0]
    for text_line in lines:
        starts.append(starts[-1] + len(text_line) + 1)

    def around(line: int) -> tuple[tuple[int, str], ...]:
        first, last = max(1, line - AROUND), min(len(lines), line + AROUND)
        return tuple((number, lines[number - 1]) for number in range(first, last + 1)) if line and text else ()

    found = [
        Doubt(f.field, f.rule, f.confidence, f.line, f.evidence, f.value, around(f.line))
        for f in entry.found
        if f.confidence < REVIEW_BELOW
    ]
    for edit, before in zip(entry.edits, entry.before, strict=True):
        if edit.confidence < REVIEW_BELOW and len(found) < MOST:
            line = bisect_right(starts, edit.start if before.strip() else edit.end)  # a line end belongs to the line after it
            found.append(Doubt(edit.rule, edit.rule, edit.confidence, line, before, edit.after, around(line)))
    return found
