"""The edits of a document as they are made, from the beginning of its source to the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from readingroom.document import SPACE, Block, Dropped, Edit, Footnote, Line, Piece
from readingroom.write.escapes import Replacement
from readingroom.write.pages import PageMarks

HARD_BREAK = "  \n"
"""A line that stays a line. Python-Markdown does not know the backslash."""
_EDIT: Callable[[tuple[Any, ...]], Edit] = partial(tuple.__new__, Edit)
"""An edit from its fields. A text has hundreds: this takes half as long as calling it."""
_WORD = re.compile(r"\s+(?=\S)")
_LETTER = re.compile(r"[^\W_]")


class Tape:
    """Moves forward over a source text. Everything passed over without being shown is an edit that takes it out."""

    def __init__(
        self, text: str, dropped: Sequence[Dropped], pages: PageMarks, notes: Sequence[Footnote] = (), repairs: Sequence[Edit] = ()
    ) -> None:
        self.text = text
        self.edits: list[Edit] = []
        self._at = 0
        self._pending = ""  # what is to be written before the next piece
        self._pages = pages
        self._page: int | None = None
        self._breaks = list(pages.breaks[::-1])
        self._references: dict[int, list[Replacement]] = {}  # line.start -> what refers to notes, places in the line's text
        for note in notes:
            for mark in note.marks:
                self._references.setdefault(mark.line.start, []).append((mark.start, mark.end, f"[^{note.label}]"))
        stretches = [(p.line.at(p.start), p.line.at(p.end), block.rule, block.confidence) for block in dropped for p in block.pieces]
        # A repair that left no letter of those it found may stand where no block is, and goes under its own name.
        silent = [edit for edit in repairs if not _LETTER.search(edit.after) and _LETTER.search(text, edit.start, edit.end)]
        stretches += [(edit.start, edit.end, edit.rule, edit.confidence) for edit in silent]
        self._dropped = sorted(stretches)[::-1]

    def flow(self, block: Block, before: str, inside: str, replacements: Sequence[Replacement], *, hard: bool = True) -> None:
        """Write the pieces of a block with its joints. `inside` begins every further line; `replacements` are places in its text."""
        position, todo = 0, list(replacements[::-1])
        last = len(block.pieces) - 1
        joints = (*block.joints[:last], *(SPACE,) * (last - len(block.joints)), None)
        turns = hard and (self._turns(block.pieces[0]) or self._turns(block.pieces[-1]))
        plain = not (todo or turns or (hard and self._references))  # nothing but line ends change, and what cleaning changed
        glued = False
        after, rule, sure = before, block.rule, block.confidence
        for piece, joint in zip(block.pieces, joints, strict=True):
            line, start, end = piece
            if joint:
                end -= joint.drop
            if plain and not line.edits:
                to = line.start + start
                if self._pending or (self._dropped and self._dropped[-1][0] < to):
                    self._skip(to, after, rule, sure)
                else:
                    self._write(to, after, rule, sure)
                self._at = max(self._at, line.start + end)
            else:
                here: list[Replacement] = []
                while todo and (joint is None or todo[-1][0] < position + end - start):
                    first, stop, text = todo.pop()
                    here.append((first - position + start, stop - position + start, text))
                marker = self._page_mark(piece, glued) if turns and self._turns(piece) else None
                if hard and self._references:
                    here = self._refer(piece, end, here)
                if marker:  # before a backslash at the same place, which belongs to the character behind it
                    here = sorted([marker, *here], key=lambda replacement: replacement[0])
                self._skip(line.at(start), after, rule, sure)
                self._show(piece, end, here)
            position += end - start
            if joint:
                glued = not joint.after
                after = ((HARD_BREAK if hard else "\n") + inside) if joint.after == "\n" else joint.after
                rule, sure = joint.rule, joint.confidence
                position += len(joint.after)

    def cell(self, block: Block, piece: Piece, before: str, replacements: Sequence[Replacement]) -> None:
        """Write one cell of a table."""
        self._skip(piece.line.at(piece.start), before, block.rule, block.confidence)
        here = [(start + piece.start, end + piece.start, text) for start, end, text in replacements]
        self._show(piece, piece.end, self._refer(piece, piece.end, here))

    def replace(self, block: Block, before: str, text: str) -> None:
        """Write something else in place of a block."""
        self._skip(block.pieces[0].line.at(block.pieces[0].start), before, block.rule, block.confidence)
        self._edit(self._at, block.pieces[-1].line.at(block.pieces[-1].end), text, block.rule, block.confidence)

    def add(self, text: str) -> None:
        """Write something before whatever comes next."""
        self._pending += text

    def finish(self) -> None:
        """Take out what follows the last block; the body ends with one line end, or is empty."""
        shown = self._page is not None or self._at > 0
        self._skip(len(self.text), "\n" if shown else "", "blocks", 1.0)

    def _refer(self, piece: Piece, end: int, replacements: list[Replacement]) -> list[Replacement]:
        """The replacements in a piece, and the references to notes instead of the marks that stand for them."""
        marks = [mark for mark in self._references.get(piece.line.start, ()) if piece.start <= mark[0] and mark[1] <= end]
        if not marks:
            return replacements
        others = [other for other in replacements if not any(mark[0] <= other[0] < mark[1] for mark in marks)]
        return sorted([*others, *marks])

    def _turns(self, piece: Piece) -> bool:
        """Whether a page may begin with this piece or right before it."""
        return piece.line.page != self._page or (bool(self._breaks) and self._breaks[-1][0] < piece.line.start)

    def _page_mark(self, piece: Piece, glued: bool) -> Replacement | None:
        """The mark of a page that begins with this piece: an empty link right before its first word."""
        page, before = piece.line.page, self._page
        label = ""
        if before is not None and page != before:
            label = self._pages.labels.get(page, "")
        while self._breaks and self._breaks[-1][0] < piece.line.start:
            label = self._breaks.pop()[1]
        self._page = page
        if not label or before is None:
            return None
        place = piece.start
        if glued:  # the word began on the page before
            found = _WORD.search(piece.line.text, piece.start, piece.end)
            if not found:
                return None
            place = found.end()
        return place, place, f"[](#page-{label})"

    def _skip(self, to: int, after: str, rule: str, confidence: float) -> None:
        """Take out everything up to `to`, each dropped stretch under its own rule, and write `after`."""
        if self._pending:
            after, self._pending = self._pending + after, ""
        while self._dropped and self._dropped[-1][0] < to:
            start, end, why, sure = self._dropped.pop()
            self._edit(self._at, start, "", rule, 1.0)
            self._edit(start, min(end, to), "", why, sure)
        self._write(to, after, rule, confidence)

    def _edit(self, start: int, end: int, after: str, rule: str, confidence: float) -> None:
        """One more change. Places that were passed already are cut off, so that edits never overlap."""
        self._at = max(start, self._at)
        self._write(end, after, rule, confidence)

    def _write(self, to: int, after: str, rule: str, confidence: float) -> None:
        """What follows, up to `to`, becomes `after`."""
        start = self._at
        self._at = end = max(start, to)
        if self.text[start:end] != after:
            self.edits.append(_EDIT((start, end, after, rule, confidence)))

    def _show(self, piece: Piece, end: int, replacements: Sequence[Replacement]) -> None:
        """Let a stretch of a line stand, but for the edits of cleaning in it and for `replacements`, places in the line's text."""
        line = piece.line
        if not line.edits and not replacements:
            self._at = max(self._at, line.start + end)
            return
        todo = list(replacements[::-1])
        shift = 0
        done = piece.start  # the place in the line's text up to which all is written
        for edit in line.edits:
            place = edit.start - line.start + shift
            shift += len(edit.after) - (edit.end - edit.start)
            behind = place + len(edit.after)
            if not (place < end and done < behind) if edit.after else not piece.start < place <= end:
                continue
            while todo and todo[-1][0] < place:
                done = self._replace(line, todo.pop(), edit.start)
            # Of what the edit wrote only that part is shown which lies in the piece: an edit may reach beyond it.
            done, new = max(done, place), ""
            while todo and todo[-1][0] < behind:
                start, to, text = todo.pop()
                new += line.text[done:start] + text
                done = to
            self._edit(edit.start, edit.end, new + line.text[done : min(behind, end)], edit.rule, edit.confidence)
            if done > behind:
                self._edit(edit.end, line.at(done), "", edit.rule, edit.confidence)
            done = max(done, min(behind, end))
        while todo:
            self._replace(line, todo.pop(), line.end)
        self._at = max(self._at, line.at(end))

    def _replace(self, line: Line, replacement: Replacement, limit: int) -> int:
        """Write something in place of a stretch of a line's text, but of no source behind `limit`; the place where the stretch ends."""
        start, to, text = replacement
        rule = "page-breaks" if text.startswith("[](") else "footnotes" if text.startswith("[^") else "escapes"
        begin = line.at(start)
        self._edit(begin, min(line.at(to), limit) if to > start else begin, text, rule, 1.0)
        return to
