"""Text to text: repairs of characters. A line stays a line; what a repair changes in it is an edit of the source.

A repair is a file with a function that looks at one line. To add one: write the file, add a line to `REPAIRS`, a page to docs/rules/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from readingroom.clean import control_characters, invisible, letter_spacing, ligatures, mojibake, presentation_forms, spaces
from readingroom.clean.changes import Change, change_text, compose
from readingroom.clean.control_characters import drop_control_characters
from readingroom.clean.invisible import drop_invisible_characters
from readingroom.clean.letter_spacing import close_letter_spacing
from readingroom.clean.ligatures import split_ligatures
from readingroom.clean.mojibake import undo_mojibake
from readingroom.clean.page_breaks import drop_form_feeds
from readingroom.clean.presentation_forms import restore_letters
from readingroom.clean.soft_hyphens import drop_soft_hyphens
from readingroom.clean.spaces import fold_spaces
from readingroom.clean.stray_emphasis import drop_stray_emphasis
from readingroom.document import Edit, Line

__all__ = ["REPAIRS", "Repair", "clean"]


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair: its name, what it does to a line, and what a line must have for it to be worth asking."""

    name: str  # the rule in its edits; the name of its module, with hyphens
    changes: Callable[[str], Iterable[Change]]
    characters: str = ""  # of which the line has one: the inside of a character class
    shape: re.Pattern[str] | None = None  # or which the line matches


REPAIRS: tuple[Repair, ...] = (
    Repair("mojibake", undo_mojibake, shape=mojibake.SHAPE),  # first: it needs the characters as they were
    Repair("page-breaks", drop_form_feeds, "\f"),
    Repair("control-characters", drop_control_characters, control_characters.CHARACTERS),
    Repair("invisible", drop_invisible_characters, invisible.CHARACTERS),
    Repair("soft-hyphens", drop_soft_hyphens, "\u00ad"),
    Repair("ligatures", split_ligatures, ligatures.CHARACTERS),
    Repair("presentation-forms", restore_letters, presentation_forms.CHARACTERS),
    Repair("stray-emphasis", drop_stray_emphasis, "*"),
    Repair("spaces", fold_spaces, spaces.CHARACTERS),
    Repair("letter-spacing", close_letter_spacing, shape=letter_spacing.SHAPE),  # last: it reads gaps
)
"""All repairs, in the order in which they are made: each works on the line as the one before it left it."""

_CHARACTERS = re.compile("[" + "".join(repair.characters for repair in REPAIRS) + "]")


def clean(text: str, off: frozenset[str] = frozenset()) -> tuple[Line, ...]:
    r"""A text with "\n" line ends -> its lines, repaired, each with its edits of the text. As many lines as came in.

    `off` holds the names of repairs to leave out. ValueError for a name that no repair has. A text without anything to repair costs
    one search for suspicious characters; else each line is asked, and only those with something in it are worked on.
    """
    unknown = off - {repair.name for repair in REPAIRS}
    if unknown:
        raise ValueError(f"no such repair: {', '.join(sorted(unknown))}")
    tests = [_CHARACTERS.search] if _CHARACTERS.search(text) else []
    tests += [repair.shape.search for repair in REPAIRS if repair.shape and repair.shape.search(text)]
    lines: list[Line] = []
    start = page = 0
    for number, line in enumerate(text.split("\n"), 1):
        end = start + len(line)
        if any(test(line) for test in tests):
            repaired, edits = _repair(line, start, off)
            opened = line.count("\f", 0, len(line) - len(line.lstrip())) if "\f" in line else 0
            lines.append(Line(repaired, start, end, number, page + opened, edits))
            page += line.count("\f")
        else:
            lines.append(Line(line, start, end, number, page))
        start = end + 1
    return tuple(lines)


def _repair(line: str, start: int, off: frozenset[str]) -> tuple[str, tuple[Edit, ...]]:
    """A line, all repairs made, and the edits of the source that make it so. `start` is its offset in the source."""
    edits: tuple[Edit, ...] = ()
    for repair in REPAIRS:
        if repair.name in off:
            continue
        changes = list(repair.changes(line))
        if changes:
            edits = compose(edits, line, changes, start, repair.name)
            line = change_text(line, changes)
    return line, edits
