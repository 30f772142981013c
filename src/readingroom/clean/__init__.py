"""Text to text: repairs of characters. A line stays a line; what a repair changes in it is an edit of the source.

Composed and decomposed letters, half and full widths, quotation marks and hyphens stay as found: they are how the text was written, and
whatever compares words folds them itself. HTML escapes are text.

A repair is a file with a function that looks at one line. To add one: write the file, add a line to `REPAIRS`, a page to docs/rules/.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate, repeat
from typing import Any

from readingroom.clean import (
    control_characters,
    invisible,
    kangxi_radicals,
    letter_spacing,
    ligatures,
    mojibake,
    presentation_forms,
    spaces,
    spacing_accents,
    stray_bytes,
    symbol_bullets,
)
from readingroom.clean.changes import Change, change_text, compose, gather
from readingroom.clean.control_characters import drop_control_characters
from readingroom.clean.invisible import drop_invisible_characters
from readingroom.clean.kangxi_radicals import restore_ideographs
from readingroom.clean.letter_spacing import close_letter_spacing
from readingroom.clean.ligatures import split_ligatures
from readingroom.clean.mojibake import undo_mojibake
from readingroom.clean.page_breaks import drop_form_feeds
from readingroom.clean.presentation_forms import restore_letters
from readingroom.clean.soft_hyphens import drop_soft_hyphens
from readingroom.clean.spaces import fold_spaces
from readingroom.clean.spacing_accents import put_accents_on
from readingroom.clean.stray_bytes import read_stray_bytes
from readingroom.clean.stray_emphasis import drop_stray_emphasis
from readingroom.clean.symbol_bullets import show_symbol_bullets
from readingroom.document import Edit, Line

__all__ = ["REPAIRS", "Repair", "clean"]


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair: its name, what it does to a line, and what a line must have for it to be worth asking."""

    name: str  # the rule in its edits; the name of its module, with hyphens
    changes: Callable[..., Iterable[Change]]  # of a line; and of `evident`, if there is one
    characters: str = ""  # of which the line has one: the inside of a character class
    shape: re.Pattern[str] | None = None  # or which the line matches
    confidence: float = 1.0  # of its edits
    ascii: bool = True  # whether it may find something in plain ASCII
    evident: Callable[[str], bool] | None = None  # what it may want to know of the whole text; it gets a function that answers


REPAIRS: tuple[Repair, ...] = (
    Repair("page-breaks", drop_form_feeds, "\f"),
    Repair("stray-bytes", read_stray_bytes, stray_bytes.BYTES, confidence=0.9),
    # while the characters that it needs are there
    Repair("mojibake", undo_mojibake, shape=mojibake.SHAPE, confidence=0.9, ascii=False, evident=mojibake.is_evident),
    Repair("spacing-accents", put_accents_on, spacing_accents.CHARACTERS, confidence=0.9),
    Repair("control-characters", drop_control_characters, control_characters.CHARACTERS, evident=control_characters.is_unpaired),
    Repair("invisible", drop_invisible_characters, invisible.CHARACTERS),
    Repair("soft-hyphens", drop_soft_hyphens, "\u00ad"),
    Repair("ligatures", split_ligatures, ligatures.CHARACTERS),
    Repair("presentation-forms", restore_letters, presentation_forms.CHARACTERS),
    Repair("kangxi-radicals", restore_ideographs, kangxi_radicals.CHARACTERS),
    Repair("spaces", fold_spaces, spaces.CHARACTERS),
    Repair("symbol-bullets", show_symbol_bullets, symbol_bullets.CHARACTERS),
    Repair("stray-emphasis", drop_stray_emphasis, "*_", confidence=0.9),
    Repair("letter-spacing", close_letter_spacing, shape=letter_spacing.SHAPE, confidence=0.9),  # last: it reads gaps
)
"""All repairs, in the order in which they are made: each works on the line as the one before it left it."""

ROUNDS = 4
"""How often the repairs go over a line at most. One may uncover work for another; the second round finds nothing but in hostile lines."""

_ASCII_SHAPES = tuple(repair.shape for repair in REPAIRS if repair.shape and repair.ascii)
_CHARACTERS = re.compile("[" + "".join(repair.characters for repair in REPAIRS) + "]")
_SHAPES = tuple(repair.shape for repair in REPAIRS if repair.shape)
_CAUSES = tuple(repair.shape or re.compile(f"[{repair.characters}]") for repair in REPAIRS)


def clean(text: str, off: frozenset[str] = frozenset()) -> tuple[Line, ...]:
    r"""A text with "\n" line ends -> its lines, repaired, each with its edits of the text. As many lines as came in.

    `off` holds the names of repairs to leave out. ValueError for a name that no repair has. A text without anything to repair costs
    one search for suspicious characters; only the lines with something in it are worked on.
    """
    unknown = off - {repair.name for repair in REPAIRS}
    if unknown:
        raise ValueError(f"no such repair: {', '.join(sorted(unknown))}")
    texts = text.split("\n")
    ends = [length - 1 for length in accumulate([len(line) + 1 for line in texts])]
    starts = [0, *[end + 1 for end in ends]]
    answers = {repair.name: cache(partial(repair.evident, text)) for repair in REPAIRS if repair.evident}
    lines: list[Line] = []
    page = 0
    for at in (*_suspicious(text, ends), len(texts)):
        done = len(lines)
        columns = (texts[done:at], starts[done:at], ends[done:at], range(done + 1, at + 1), repeat(page), repeat(()))
        lines += map(_LINE, zip(*columns, strict=False))
        if at < len(texts):
            line = texts[at]
            repaired, edits = _repair(line, starts[at], off, answers)
            opened = line.count("\f", 0, len(line) - len(line.lstrip())) if "\f" in line else 0
            lines.append(Line(repaired, starts[at], ends[at], at + 1, page + opened, edits))
            page += line.count("\f")
    return tuple(lines)


_LINE: Callable[[tuple[Any, ...]], Line] = partial(tuple.__new__, Line)
"""A line from its fields. A text has hundreds: this takes half as long as calling it."""


def _suspicious(text: str, ends: Sequence[int]) -> list[int]:
    """The lines in which a repair may find something, in order. What it looks for never goes over the end of a line."""
    found: set[int] = set()
    for pattern in (_CHARACTERS, *(_ASCII_SHAPES if text.isascii() else _SHAPES)):
        match = pattern.search(text)
        while match:
            at = bisect_left(ends, match.start())
            found.add(at)
            match = pattern.search(text, ends[at])
    return sorted(found)


def _repair(line: str, start: int, off: frozenset[str], answers: Mapping[str, Callable[[], bool]]) -> tuple[str, tuple[Edit, ...]]:
    """A line, all repairs made, and the edits of the source that make it so. `start` is its offset in the source.

    `answers` are the functions that say of the whole text what some repairs want to know, by their names.
    """
    edits: tuple[Edit, ...] = ()
    for _ in range(ROUNDS):
        before = edits
        for repair, cause in zip(REPAIRS, _CAUSES, strict=True):
            if repair.name in off or not cause.search(line):
                continue
            answer = (answers[repair.name],) if repair.evident else ()
            changes = gather(line, repair.changes(line, *answer))
            if changes:
                edits = compose(edits, line, changes, start, rule=repair.name, confidence=repair.confidence)
                line = change_text(line, changes)
        if edits is before:
            break
    return line, edits
