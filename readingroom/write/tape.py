"""The edits of a document as they are made, from the beginning of its source to the end."""

from __future__ import annotations

from collections.abc import Sequence

from readingroom.document import SPACE, AnyBlock, Dropped, Edit, Piece
from readingroom.write.escapes import Replacement


class Tape:
    """Moves forward over a source text. Everything passed over without being shown is an edit that takes it out."""

    def __init__(self, text: str, dropped: Sequence[Dropped]) -> None:
        self.text = text
        self.edits: list[Edit] = []
        self.at = 0
        self._pending = ""
        self._rule = "blocks"
        places = sorted((p.line.at(p.start), p.line.at(p.end), block.rule, block.confidence) for block in dropped for p in block.pieces)
        self._dropped = places[::-1]

    def part(self, between: str) -> None:
        """What is to be written before the next piece: a block begins."""
        self._pending = between

    def flow(self, block: AnyBlock, replacements: Sequence[Replacement]) -> None:
        """Write the pieces of a block with its joints, `replacements` being places in its text."""
        position, todo = 0, list(replacements[::-1])
        last = len(block.pieces) - 1
        for index, piece in enumerate(block.pieces):
            joint = (block.joints[index] if index < len(block.joints) else SPACE) if index < last else None
            end = piece.end - (joint.drop if joint else 0)
            here: list[Replacement] = []
            while todo and todo[-1][0] < position + end - piece.start + (joint is None):
                start, stop, after = todo.pop()
                here.append((start - position + piece.start, stop - position + piece.start, after))
            self._skip(piece.line.at(piece.start), self._pending, block.rule, block.confidence)
            self._show(Piece(piece.line, piece.start, end), here)
            position += end - piece.start
            if joint:
                self._pending = joint.after
                self._rule = joint.rule
                position += len(joint.after)

    def finish(self) -> None:
        """Take out what follows the last block; the body ends with one line end."""
        self._skip(len(self.text), "\n" if self.at else "", "blocks", 1.0)

    def _skip(self, to: int, after: str, rule: str, confidence: float) -> None:
        """Take out everything up to `to`, each dropped stretch under its own rule, and write `after`."""
        while self._dropped and self._dropped[-1][0] < to:
            start, end, why, sure = self._dropped.pop()
            self._edit(self.at, start, "", rule, 1.0)
            self._edit(start, min(end, to), "", why, sure)
        self._edit(self.at, to, after, rule, confidence)

    def _edit(self, start: int, end: int, after: str, rule: str, confidence: float) -> None:
        start = max(start, self.at)
        end = max(start, end)
        if self.text[start:end] != after:
            self.edits.append(Edit(start, end, after, rule, confidence))
        self.at = end

    def _show(self, piece: Piece, replacements: list[Replacement]) -> None:
        """Write a piece: the edits of cleaning and the escapes, in order."""
        line = piece.line
        stop = line.at(piece.end)
        if not line.edits:
            for start, end, after in replacements:
                self._edit(line.start + start, line.start + end, after, "escapes", 1.0)
                # what lies between two edits is shown as it is
            self.at = max(self.at, stop)
            return
        shift = 0
        todo = replacements[::-1]
        for edit in line.edits:
            begin = edit.start - line.start + shift
            while todo and todo[-1][0] < begin:
                start, end, after = todo.pop()
                self._edit(line.at(start), line.at(start) + end - start, after, "escapes", 1.0)
            shift += len(edit.after) - (edit.end - edit.start)
            if edit.start < line.at(piece.start) or edit.end > stop:
                continue
            new = edit.after
            inside: list[Replacement] = []
            while todo and todo[-1][0] < begin + len(edit.after):
                inside.append(todo.pop())
            for start, end, after in reversed(inside):
                new = new[: start - begin] + after + new[end - begin :]
            self._edit(edit.start, edit.end, new, edit.rule, edit.confidence)
        for start, end, after in reversed(todo):
            self._edit(line.at(start), line.at(start) + end - start, after, "escapes", 1.0)
        self.at = max(self.at, stop)
