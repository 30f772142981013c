"""What stands around and beside a text on its pages and is none of it, but for furniture: see `furniture` for what the print repeats.

frames         boxes drawn around it
notices        licence and legend of an electronic edition
line_numbers   numbers beside its lines

One a file: `lines -> (lines, what was taken out)`. To add one: write the file, add it to `PARTS`, a page to docs/rules/.
"""

from __future__ import annotations

from collections.abc import Sequence

from readingroom.document import Dropped, Line
from readingroom.structure import frames, line_numbers, notices

PARTS = ((frames.RULE, frames.frames), (notices.RULE, notices.notices), (line_numbers.RULE, line_numbers.line_numbers))
NAMES = frozenset(name for name, _ in PARTS)
"""The rules that it is taken out under."""


def apparatus(lines: Sequence[Line], off: frozenset[str] = frozenset()) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """Part the lines of a text into (those of the text itself, what stands around them), without the rules named in `off`.

    ValueError for a name that no rule has.
    """
    if unknown := off - NAMES:
        raise ValueError(f"no rule is called {', '.join(sorted(unknown))}")
    kept, gone = tuple(lines), list[Dropped]()
    for name, part in PARTS:
        if name not in off:
            kept, dropped = part(kept)
            gone += dropped
    return kept, tuple(gone)
