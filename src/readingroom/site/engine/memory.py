"""What a build remembers of the last one: documents as they were read, and the files of the output with their keys.

.readingroom/engine-1f3a.../     one for each output
  documents-0   and so on: what readers made of some hundred files each, valid for one `epoch`: one set of versions and settings
  texts-0       and so on: the texts of these documents
  output-4711   the files of the output folder with that inode: after a kill it is plain which of two folders is the site
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from readingroom.site.engine import state
from readingroom.site.engine.batches import Batches
from readingroom.site.engine.bodies import Bodies, remove_texts
from readingroom.site.engine.digest import digest
from readingroom.site.engine.manifest import Manifest
from readingroom.site.engine.reading import Reading
from readingroom.site.engine.rows import Key, Row
from readingroom.site.engine.tree import Record

FORMAT = "6"
"""Of what is in the files; raised when that changes."""
WASTE = 1_000_000
"""Bytes of old texts that are never worth writing the file anew."""


class Memory:
    """The state of one output folder, `live`."""

    def __init__(self, cache: Path, live: Path) -> None:
        self.folder = cache / f"engine-{digest(str(live).encode('utf-8', 'surrogateescape')).hex()[:12]}"
        self.owner = f"{FORMAT} {live}"
        self.live = live
        self.manifest = Manifest(live)
        self.batches = Batches(self.folder, self.owner)

    def documents(self, epoch: bytes, settings: Mapping[str, Any]) -> tuple[dict[Key, Row], dict[tuple[str, str], Any]]:
        """The documents that were read with the same versions and settings, and the names that stand in them, each as one object."""
        rows: dict[Key, Row] = {}
        names: dict[tuple[str, str], Any] = {}
        for number in self.batches.numbers():
            rows.update(self.batches.read(number, epoch, settings, names))
        return rows, names

    def bodies(self, *, anew: bool) -> Bodies:
        """The texts; removed first if nothing refers to them."""
        if anew:
            self._forget_documents()
            remove_texts(self.folder)
        return Bodies(self.folder)

    def keep_documents(self, epoch: bytes, reading: Reading) -> None:
        """Write the documents down for the next build: those files of them in which something is to be changed."""
        rows, bodies, changed = reading.rows, reading.bodies, reading.changed
        if is_wasteful(reading):
            self._forget_documents()
            places = dict(zip(rows, bodies.compact([row.place for row in rows.values()]), strict=True))
            rows = {key: row for key, row in rows.items() if places[key]}  # a document whose text is lost is read again
            for key, row in rows.items():
                row.place = places[key] or row.place
            changed = {*rows}
        bodies.flush()
        self.batches.bring_up_to_date(epoch, rows, changed)

    def _forget_documents(self) -> None:
        """Remove what is kept of documents, of other settings too: their texts are about to have other places."""
        self.batches.remove(self.batches.numbers())

    def outputs(self) -> tuple[dict[str, Record], set[str]]:
        """The records of the folder that is live now, and the names of all files that we ever put there."""
        records: dict[str, Record] = {}
        ours = self.manifest.names()
        current = self.inode(self.live)
        for path in self.files():
            found = state.read(path, self.owner, {})
            if found:
                ours |= found.keys()
                if path.name == f"output-{current}":
                    records = found
        return records, ours

    def keep_outputs(self, new: Path, records: dict[str, Record]) -> None:
        """Write down what is in a folder that is about to become the site."""
        state.write(self.folder / f"output-{self.inode(new)}", self.owner, records)

    def forget_others(self) -> None:
        """Remove the records of folders that are gone."""
        current = self.inode(self.live)
        for path in self.files():
            if path.name != f"output-{current}":
                path.unlink(missing_ok=True)

    def files(self) -> list[Path]:
        """The files with records of output folders."""
        return sorted(path for path in self.folder.glob("output-*") if re.fullmatch(r"output-\d+", path.name))

    @staticmethod
    def inode(folder: Path) -> int:
        """The number of a folder; 0 if there is none."""
        try:
            return folder.stat().st_ino
        except FileNotFoundError:
            return 0


def is_wasteful(reading: Reading) -> bool:
    """Whether most of what is in the files of texts no document has any more: then it is written anew."""
    return reading.bodies.size > 2 * sum(row.place[1] for row in reading.rows.values()) + WASTE
