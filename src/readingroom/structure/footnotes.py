"""Notes at the foot of a page, or gathered at the end, and the marks in the text that refer to them.

A note begins a line with its mark (`*`, `†`, `[1]`, `¹`, `1`), below a blank line or below another note. It is believed only where it is
plain to which place it belongs: see `references`. A bare number besides has to stand at the foot of its page, or among others that are just
the marks before them, one by one. Everything else that begins with a star or a number is left to the other rules.

Notes leave the lines before these are measured: what stands on both sides of a note is one sentence more often than not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise
from string import ascii_lowercase

from readingroom.document import AnyBlock, Dropped, Footnote, Joint, Line, Paragraph, Piece, whole
from readingroom.structure.joints import between
from readingroom.structure.references import Note, begin_of_note, refer, torn

_RULE = re.compile(r"(?:[_=—–-][ ]?){3,}$")
_LONGEST = 12  # lines


def footnotes(lines: Sequence[Line], words: Set[str] = frozenset()) -> tuple[tuple[Line, ...], tuple[AnyBlock, ...]]:
    """Part the notes from the text: (the lines that remain, notes and the rules drawn above them). `words` is the hyphen dictionary."""
    found = _find(lines)
    if not found:
        return tuple(lines), ()
    refer(lines, found)
    notes = _believe(lines, found)
    if not notes:
        return tuple(lines), ()
    taken: set[int] = set()
    blocks: list[AnyBlock] = []
    for note, label in zip(notes, _labels(notes), strict=True):
        assert note.mark is not None
        if (rule := _rule_above(lines, note.first)) is not None and rule not in taken:
            taken.add(rule)
            blocks.append(Dropped(pieces=(whole(lines[rule]),), rule="footnotes"))
        taken.update(range(note.first, note.end))
        pieces, joints = _text(lines, note, words)
        pieces = (pieces[0]._replace(start=note.start), *pieces[1:])
        sure = 0.8 if note.kind == "number" else 0.95
        blocks.append(Footnote(pieces=pieces, joints=joints, label=label, marks=(note.mark,), rule="footnotes", confidence=sure))
    for note in _beside(found, notes):
        taken.update(range(note.first, note.end))
        pieces, joints = _text(lines, note, words)
        blocks.append(Paragraph(pieces=pieces, joints=joints, rule="footnotes", confidence=0.8))
    return tuple(line for at, line in enumerate(lines) if at not in taken), tuple(blocks)


def _text(lines: Sequence[Line], note: Note, words: Set[str]) -> tuple[tuple[Piece, ...], tuple[Joint, ...]]:
    """The lines of a note and what joins them."""
    pieces = tuple(whole(line) for line in lines[note.first : note.end])
    return pieces, tuple(between(above.text, below.text, words) for above, below in pairwise(pieces))


def _beside(found: Sequence[Note], believed: Sequence[Note]) -> list[Note]:
    """Notes that have lost their mark, among others at the foot of a page: they stay what they are, but no part of the sentence above."""
    notes: list[Note] = []
    sure = {id(note) for note in believed}
    group: list[Note] = []
    for note, after in pairwise([*found, None]):
        assert note is not None
        group.append(note)
        if after and after.first == note.end and after.kind == note.kind:
            continue
        if note.kind != "sign" and any(id(each) in sure for each in group):
            notes += [each for each in group if id(each) not in sure and each.foot]
        group = []
    return notes


def _find(lines: Sequence[Line]) -> list[Note]:
    """Everything that looks like a note."""
    notes: list[Note] = []
    for at, line in enumerate(lines):
        found = begin_of_note(line.text)
        if not found:
            continue
        apart = at == 0 or lines[at - 1].blank or torn(lines[at - 1], line) or bool(_RULE.match(lines[at - 1].text.strip()))
        if not apart and not (notes and notes[-1].end == at):
            continue
        end = at + 1
        while end < len(lines) and end - at < _LONGEST and not lines[end].blank and not torn(lines[end - 1], lines[end]):
            if begin_of_note(lines[end].text):
                break
            end += 1
        kind = ("sign", "bracket", "super", "number")[(found.lastindex or 1) - 1]
        notes.append(
            Note(kind, found[found.lastindex or 1], at, end, found.end(), foot=_at_foot(lines, end), listed=found[0].rstrip()[-1:] == ".")
        )
    return notes


def _believe(lines: Sequence[Line], notes: list[Note]) -> list[Note]:
    """Those to which a mark refers, but no numbers away from the foot of a page or out of order, no stars of lists or emphasis."""
    items = {note.label for note in notes if note.kind == "sign" and not note.mark}
    believed: list[Note] = []
    last = 0
    for note in notes:
        if note.kind == "number":
            told = note.matched and not note.listed
            if not (note.foot or told) or int(note.label) not in (1, last + 1):
                continue
            last = int(note.label)  # also of one that has lost its mark
        if not note.mark or (note.kind == "sign" and (_emphasised(lines, note) or (not note.foot and note.label in items))):
            continue
        believed.append(note)
    return believed


def _emphasised(lines: Sequence[Line], note: Note) -> bool:
    """Whether the sign is closed again: the note would be a word in emphasis."""
    return any(note.label in line.text[note.start if at == 0 else 0 :] for at, line in enumerate(lines[note.first : note.end]))


def _at_foot(lines: Sequence[Line], end: int) -> bool:
    """Whether a page, or the text, ends behind line `end - 1`; further notes may stand between."""
    last = lines[end - 1]
    for at in range(end, min(len(lines), end + 4 * _LONGEST)):
        if torn(lines[at - 1], lines[at]) or lines[at].page != last.page:
            return True
        if not lines[at].blank and (lines[at - 1].blank or at == end) and not begin_of_note(lines[at].text):
            return False
    return end + 4 * _LONGEST >= len(lines)


def _rule_above(lines: Sequence[Line], at: int) -> int | None:
    """The rule drawn above a note."""
    above = at - 1
    while above >= 0 and at - above <= 3 and lines[above].blank:
        above -= 1
    return above if above >= 0 and _RULE.match(lines[above].text.strip()) else None


def _labels(notes: Sequence[Note]) -> list[str]:
    """The numbers as they are, if each is there once, with letters for signs beside them; or counted through, in the order of the marks."""
    numbers = [note.label for note in notes if note.label.isascii() and note.label.isdigit()]
    signs = len(notes) - len(numbers)
    letters = iter(ascii_lowercase)
    order = sorted(range(len(notes)), key=lambda at: _place(notes[at]))
    own = set(numbers)
    if numbers and len(own) == len(numbers) and signs <= len(ascii_lowercase):
        named = {at: notes[at].label if notes[at].label in own else next(letters) for at in order}
    else:
        named = {at: str(number) for number, at in enumerate(order, 1)}
    return [named[at] for at in range(len(notes))]


def _place(note: Note) -> tuple[int, int]:
    assert note.mark is not None
    return note.mark.line.start, note.mark.start
