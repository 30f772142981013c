"""Which mark in the text refers to which note.

A mark stands right behind a word: `*`, `†`, `[1]`, `¹`, `1`. Where no two notes are called alike, a note belongs to the one mark before it
that is called as it is. Where notes are numbered anew, on each page or in each chapter, the same name means another note each time: then
only the marks since the last notes count. Notes gathered behind several chapters are told apart by their order, if it is that of the marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from readingroom.document import Line, Piece

_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_BEGINS = frozenset("*†‡§¶[0123456789" + _SUPERSCRIPT)
_NOTE = re.compile(
    rf"(?:(\*{{1,4}}|[†‡§¶]{{1,3}})|\[(\d{{1,3}}|\*{{1,3}})\]|([{_SUPERSCRIPT}]{{1,3}})|(\d{{1,3}}))"
    r"(?:[.:](?=[ ]))?[ ]*+(?=[^\W_]|[\"'“‘«„(\[¿¡_*])"
)
_MARK = re.compile(
    r"(?<=[\w.,;:!?)\]\"'“”‘’»])(?P<sign>\*{1,4}|[†‡§¶]{1,3})(?![*†‡§¶\w])"
    r"|(?<=\S)[ ]?\[(?P<bracket>\d{1,3}|\*{1,3})\](?![(\[:])"
    rf"|(?<=[^\s{_SUPERSCRIPT}])(?P<super>[{_SUPERSCRIPT}]{{1,3}})(?![{_SUPERSCRIPT}])"
    r"|(?<=[^\W\d_][.,;:!?)\"”’»])(?P<number>\d{1,3})(?=\s|$)|(?<=[a-zà-ÿ]{2})(?P<glued>\d{1,3})(?=[\s.,;:!?)\"”’»]|$)"
)
_EMPHASIS = re.compile(r"(?<![^\s(\"'“‘«\[])\*{1,3}(?=[^\s*])")
_SIGN = re.compile(rf"[*†‡§¶\[\d{_SUPERSCRIPT}]")  # without one of these a line has no mark


@dataclass(slots=True)
class Note:
    """What looks like a note."""

    kind: str  # "sign", "bracket", "super", "number"
    label: str
    first: int  # the lines of the note: lines[first:end]
    end: int
    start: int  # where in the first line its text begins
    mark: Piece | None = None  # what refers to it
    foot: bool = False  # whether its page ends behind it
    listed: bool = False  # whether its number has a stop, as that of an item
    matched: bool = False  # whether it is one of several notes that are called just as the marks before them, one by one


class _Mark(NamedTuple):
    at: int  # the line
    kind: str
    label: str
    piece: Piece


def begin_of_note(text: str) -> re.Match[str] | None:
    """The mark that a line begins with as notes do, and the space behind it: a group for each kind."""
    bare = text.lstrip()
    return _NOTE.match(text, len(text) - len(bare)) if bare and bare[0] in _BEGINS else None


def refer(lines: Sequence[Line], notes: Sequence[Note]) -> None:
    """Give the notes their marks, where it is plain which mark refers to them."""
    wanted = {(note.kind, note.label) for note in notes}
    marks = [mark for mark in _marks(lines, notes) if (mark.kind, mark.label) in wanted]
    sheets = list(accumulate((torn(above, below) for above, below in pairwise(lines)), initial=0))
    for kind in sorted({mark.kind for mark in marks}):
        mine = [note for note in notes if note.kind == kind]
        anew = len({note.label for note in mine}) < len(mine)
        before = _Before()
        for run, fresh in _runs(mine, [mark for mark in marks if mark.kind == kind]):
            if anew:
                before = _Before()
            before.add(fresh, sheets)
            if [mark.label for mark in fresh] == [note.label for note in run]:
                for note, mark in zip(run, fresh, strict=True):
                    note.mark, note.matched = mark.piece, len(run) > 1
            else:
                _refer_by_label(run, before, sheets)


class _Before:
    """Marks before some notes, by what they are called, and by that and their page."""

    def __init__(self) -> None:
        self.named: dict[str, list[_Mark]] = {}
        self.placed: dict[tuple[str, int], list[_Mark]] = {}

    def add(self, marks: Sequence[_Mark], sheets: Sequence[int]) -> None:
        """Some more."""
        for mark in marks:
            self.named.setdefault(mark.label, []).append(mark)
            self.placed.setdefault((mark.label, sheets[mark.at]), []).append(mark)


def _refer_by_label(run: Sequence[Note], before: _Before, sheets: Sequence[int]) -> None:
    """Give notes the one mark that is called as they are; where several of them are called so, the one on their own page."""
    named = Counter(note.label for note in run)
    placed = Counter((note.label, sheets[note.first]) for note in run)
    for note in run:
        place = note.label, sheets[note.first]
        marks: Sequence[_Mark] = ()
        if named[note.label] == 1:
            marks = before.named.get(note.label, ())
        elif placed[place] == 1 and sheets[-1]:
            marks = before.placed.get(place, ())
        note.mark = marks[0].piece if len(marks) == 1 else None


def _runs(notes: Sequence[Note], marks: Sequence[_Mark]) -> Iterator[tuple[list[Note], list[_Mark]]]:
    """Notes that no mark of their kind parts, and the marks since the run before."""
    order = sorted([*((mark.at, mark) for mark in marks), *((note.first, note) for note in notes)], key=lambda item: item[0])
    fresh: list[_Mark] = []
    for is_note, group in groupby((item for _, item in order), key=lambda item: isinstance(item, Note)):
        if is_note:
            yield [item for item in group if isinstance(item, Note)], fresh
        else:
            fresh = [item for item in group if isinstance(item, _Mark)]


def _marks(lines: Sequence[Line], notes: Sequence[Note]) -> Iterator[_Mark]:
    """The marks in the text, in order; those in notes are left out, and stars that end an emphasis."""
    todo = list(reversed(notes))
    emphasis = False  # whether a "*" that began a word is still to be closed
    inside = 0
    for at, line in enumerate(lines):
        if line.blank:
            emphasis = False
        if todo and todo[-1].first == at:
            inside = todo.pop().end
        if at < inside or not _SIGN.search(line.text):
            continue
        for begin, stop, key in _marks_in(line.text):
            if key is None:
                emphasis = True
            elif key[0] == "sign" and "*" in key[1] and emphasis:
                emphasis = False
            else:
                yield _Mark(at, *key, Piece(line, begin, stop))


def _marks_in(text: str) -> list[tuple[int, int, tuple[str, str] | None]]:
    """Marks in a line, and where emphasis begins (None), in order."""
    found: list[tuple[int, int, tuple[str, str] | None]] = []
    for match in _MARK.finditer(text):
        kind = match.lastgroup or ""
        found.append((*match.span(), ("number" if kind == "glued" else kind, match[kind])))
    if "*" in text:
        found += [(match.start(), match.end(), None) for match in _EMPHASIS.finditer(text)]
        found.sort(key=lambda mark: mark[:2])
    return found


def torn(above: Line, below: Line) -> bool:
    """Whether a page ends, or something was taken out, between two lines."""
    return below.page != above.page or below.number != above.number + 1
