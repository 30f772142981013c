"""Notes at the foot of a page, or gathered at the end, and the marks in the text that refer to them.

A note begins a line with its mark (`*`, `†`, `[1]`, `¹`, `1`), below a blank line or below another note. It is believed only where exactly
one word before it carries the same mark, so that it is plain to which place it belongs; a bare number besides has to stand at the foot of
its page. Everything else that begins with a star or a number is left to the other rules.

Notes leave the lines before these are measured: what stands on both sides of a note is one sentence more often than not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from readingroom.document import AnyBlock, Dropped, Footnote, Line, Piece, whole
from readingroom.structure.joints import between

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
_RULE = re.compile(r"(?:[_=—–-][ ]?){3,}$")
_LONGEST = 12  # lines


@dataclass(slots=True)
class _Note:
    kind: str  # "sign", "bracket", "super", "number"
    label: str
    first: int  # the lines of the note: lines[first:end]
    end: int
    start: int  # where in the first line its text begins
    mark: Piece | None = None
    foot: bool = False  # whether its page ends behind it


def footnotes(lines: Sequence[Line], words: Set[str] = frozenset()) -> tuple[tuple[Line, ...], tuple[AnyBlock, ...]]:
    """Part the notes from the text: (the lines that remain, notes and the rules drawn above them). `words` is the hyphen dictionary."""
    found = _find(lines)
    if not found:
        return tuple(lines), ()
    _refer(lines, found)
    notes = _believe(lines, found)
    if not notes:
        return tuple(lines), ()
    taken: set[int] = set()
    blocks: list[AnyBlock] = []
    labels = _labels(notes)
    for note, label in zip(notes, labels, strict=True):
        assert note.mark is not None
        if (rule := _rule_above(lines, note.first)) is not None and rule not in taken:
            taken.add(rule)
            blocks.append(Dropped(pieces=(whole(lines[rule]),), rule="footnotes"))
        taken.update(range(note.first, note.end))
        pieces = [whole(line) for line in lines[note.first : note.end]]
        pieces[0] = pieces[0]._replace(start=note.start)
        joints = tuple(between(a.text, b.text, words) for a, b in pairwise(pieces))
        sure = 0.8 if note.kind == "number" else 0.95
        blocks.append(Footnote(pieces=tuple(pieces), joints=joints, label=label, marks=(note.mark,), rule="footnotes", confidence=sure))
    return tuple(line for at, line in enumerate(lines) if at not in taken), tuple(blocks)


def _find(lines: Sequence[Line]) -> list[_Note]:
    """Everything that looks like a note."""
    notes: list[_Note] = []
    for at, line in enumerate(lines):
        bare = line.text.lstrip()
        if not bare or bare[0] not in _BEGINS:
            continue
        found = _NOTE.match(line.text, len(line.text) - len(bare))
        if not found:
            continue
        apart = at == 0 or lines[at - 1].blank or _torn(lines[at - 1], line) or bool(_RULE.match(lines[at - 1].text.strip()))
        if not apart and not (notes and notes[-1].end == at):
            continue
        end = at + 1
        while end < len(lines) and end - at < _LONGEST and not lines[end].blank and not _torn(lines[end - 1], lines[end]):
            if _NOTE.match(lines[end].text, lines[end].indent):
                break
            end += 1
        kind = ("sign", "bracket", "super", "number")[(found.lastindex or 1) - 1]
        notes.append(_Note(kind, found[found.lastindex or 1], at, end, found.end(), foot=_at_foot(lines, end)))
    return notes


def _refer(lines: Sequence[Line], notes: Sequence[_Note]) -> None:
    """Give the notes their marks, where exactly one refers to them; a mark counts up to the next note that bears it."""
    wanted = {(note.kind, note.label) for note in notes}
    open_: dict[tuple[str, str], list[Piece]] = {}
    todo = list(reversed(notes))
    emphasis = False  # whether a "*" that began a word is still to be closed
    inside = 0
    for at, line in enumerate(lines):
        if line.blank:
            emphasis = False
        if todo and todo[-1].first == at:
            note = todo.pop()
            marks = open_.pop((note.kind, note.label), [])
            note.mark = marks[0] if len(marks) == 1 else None
            inside = note.end
        if at < inside or not _SIGN.search(line.text):
            continue
        for begin, stop, key in _marks_in(line.text):
            if key is None:
                emphasis = True
            elif key[0] == "sign" and "*" in key[1] and emphasis:
                emphasis = False
            elif key in wanted:
                open_.setdefault(key, []).append(Piece(line, begin, stop))


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


def _believe(lines: Sequence[Line], notes: list[_Note]) -> list[_Note]:
    """Those to which a mark refers, but no numbers away from the foot of a page or out of order, no stars of lists or emphasis."""
    items = {note.label for note in notes if note.kind == "sign" and not note.mark}
    believed: list[_Note] = []
    last = 0
    for note in notes:
        if not note.mark or (note.kind == "sign" and (_emphasised(lines, note) or (not note.foot and note.label in items))):
            continue
        if note.kind == "number":
            if not note.foot or int(note.label) not in (1, last + 1):
                continue
            last = int(note.label)
        believed.append(note)
    return believed


def _emphasised(lines: Sequence[Line], note: _Note) -> bool:
    """Whether the sign is closed again: the note would be a word in emphasis."""
    return any(note.label in line.text[note.start if at == 0 else 0 :] for at, line in enumerate(lines[note.first : note.end]))


def _at_foot(lines: Sequence[Line], end: int) -> bool:
    """Whether a page, or the text, ends behind line `end - 1`; further notes may stand between."""
    last = lines[end - 1]
    for at in range(end, min(len(lines), end + 4 * _LONGEST)):
        if _torn(lines[at - 1], lines[at]) or lines[at].page != last.page:
            return True
        if not lines[at].blank and (lines[at - 1].blank or at == end) and not _NOTE.match(lines[at].text, lines[at].indent):
            return False
    return end + 4 * _LONGEST >= len(lines)


def _torn(above: Line, below: Line) -> bool:
    """Whether a page ends, or something was taken out, between two lines."""
    return below.page != above.page or below.number != above.number + 1


def _rule_above(lines: Sequence[Line], at: int) -> int | None:
    """The rule drawn above a note."""
    above = at - 1
    while above >= 0 and at - above <= 3 and lines[above].blank:
        above -= 1
    return above if above >= 0 and _RULE.match(lines[above].text.strip()) else None


def _labels(notes: Sequence[_Note]) -> list[str]:
    """The numbers as they are, if each is there once; or counted through."""
    labels = [note.label for note in notes]
    if all(label.isascii() and label.isdigit() for label in labels) and len(set(labels)) == len(labels):
        return labels
    return [str(number) for number in range(1, len(notes) + 1)]
