"""What to convert, and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Difference:
    """What converting a text again would change in its Markdown: (place, before, after) each."""

    path: str
    changes: tuple[tuple[int, str, str], ...]


Confirm = Callable[[Sequence[Difference]], bool]


@dataclass(frozen=True)
class Task:
    """What to convert, and how."""

    texts: Path
    content: Path
    metadata: Path | None = None  # the spreadsheet
    edition: str = "1"
    again: bool = False  # convert what is converted already, with today's rules and collection
    encoding: str | None = None  # for all texts; None: found for each
    off: frozenset[str] = frozenset()  # rules to leave out, by name
    jobs: int = 0  # processes; 0: one a core
    confirm: Confirm | None = None  # asked before `again` changes Markdown; None: it may
    cache: Path | None = None  # where the memory of the last conversion is kept; None: nowhere
    wrote: dict[str, str] | None = None  # gets each file that is written, and how it was left, see `Shelf`
