"""Documents as they were read, some hundred in a file: after an edit one file is written, and what many documents have is in it once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any

from readingroom.site.engine import state
from readingroom.site.engine.rows import FIELDS, Key, Row

BATCH = 500
"""Documents in one file."""
FEW = 100
"""Files that are never worth writing them all anew, however few documents are in each."""
RARE = 20
"""One of so many documents may be digested anew in each build: that takes less time than to write down all that stand with it."""


class Batches:
    """The files with documents in a folder, by their numbers. `owner`: what they belong to, see state.py."""

    def __init__(self, folder: Path, owner: str) -> None:
        self.folder, self.owner = folder, owner
        self.keys: dict[int, dict[Key, int]] = {}  # which documents are in which file, with how many digests; of two files the later counts

    def path(self, number: int) -> Path:
        """The file with that number."""
        return self.folder / f"documents-{number}"

    def numbers(self) -> list[int]:
        """The numbers of the files that are there."""
        return sorted(int(path.name[10:]) for path in self.folder.glob("documents-*") if path.name[10:].isdecimal())

    def new_number(self) -> int:
        """The number from which on there are no files."""
        return max(self.numbers(), default=-1) + 1

    def read(self, number: int, epoch: bytes, settings: Mapping[str, Any], names: dict[tuple[str, str], Any]) -> dict[Key, Row]:
        """The documents in one file; none if they were read with other versions or settings. `names`: see `state.load`."""
        found = state.read(self.path(number), self.owner, settings, names)
        if not found or found[0] != epoch:
            return {}
        rows = {key: Row(*values) for key, values in found[1].items()}
        self.keys[number] = sizes(rows)
        return rows

    def write(self, number: int, epoch: bytes, rows: Mapping[Key, Row]) -> None:
        """Put some documents into a file, which may be a new one."""
        values = {key: FIELDS(row) for key, row in rows.items()}
        try:
            state.write(self.path(number), self.owner, (epoch, values))
        except Exception:  # some document holds what can't be written down: pickle lets through whatever a class raises
            values = {key: value for key, value in values.items() if state.is_plain(value)}
            state.write(self.path(number), self.owner, (epoch, values))
        self.keys[number] = sizes(rows)

    def bring_up_to_date(self, epoch: bytes, rows: Mapping[Key, Row], changed: Set[Key]) -> None:
        """Let the files hold just these documents, of which some are new or changed, or have more digests. If only a few have, as those in
        a feed do, these digests are forgotten."""
        before = self.keys
        if len(before) > FEW + 2 * len(rows) / BATCH:
            before, changed = {}, rows.keys()
        where = {key: number for number in sorted(before) for key in before[number]}
        keys = {number: {key: had for key, had in held.items() if key in rows and where[key] == number} for number, held in before.items()}
        dirty = {number for number, held in keys.items() if len(held) < len(before[number])}
        grown = [number for number, held in keys.items() for key, had in held.items() if len(rows[key].digests) > had]
        if len(grown) * RARE > len(rows):
            dirty.update(grown)
        dirty |= {where[key] for key in changed if key in where and key in rows}
        last = max(keys, default=0)
        for key in rows:
            if key in changed and key not in where:
                if len(keys.setdefault(last, {})) >= BATCH:
                    last += 1
                keys.setdefault(last, {})[key] = 0
                dirty.add(last)
        for number in filter(keys.get, dirty):
            self.write(number, epoch, {key: rows[key] for key in keys[number]})
        self.remove(number for number in self.numbers() if not keys.get(number))  # their documents are gone, or they are of another epoch

    def remove(self, numbers: Iterable[int]) -> None:
        """Remove these files."""
        for number in numbers:
            self.path(number).unlink(missing_ok=True)
            self.keys.pop(number, None)


def sizes(rows: Mapping[Key, Row]) -> dict[Key, int]:
    """How many digests there are of each document: more are added when a page sees a document in a way that nobody foresaw."""
    return {key: len(row.digests) for key, row in rows.items()}
