"""The texts of all documents in one file, so that a build needs only those in memory that it shows.

Texts are added at the end. What was replaced is left behind, until it is more than half; then the file is written anew.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from readingroom.site.engine.digest import digest
from readingroom.site.engine.rows import Place

ROOM = 1 << 18
"""Bytes that are collected before they are written."""


class Bodies:
    """The file of texts. Forked processes may read from it at the same time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file = path.open("ab+", buffering=ROOM)
        self.end = self.found = self.file.seek(0, os.SEEK_END)  # what stands before `found` was written by another build
        self.flushed = self.end

    def put(self, text: str) -> tuple[Place, bytes]:
        """Add a text; gives its place and its digest."""
        data = text.encode("utf-8", "surrogatepass")
        place = (self.end, len(data))
        self.file.write(data)
        self.end += len(data)
        return place, digest(data)

    def append(self, other: Path) -> int:
        """Add all texts of another file; gives the place at which they begin."""
        begin = self.end
        with other.open("rb") as file:
            shutil.copyfileobj(file, self.file, 1 << 20)
        self.end = self.file.tell()
        return begin

    def get(self, place: Place, sha: bytes) -> str:
        """The text at a place. Raises LookupError if another one stands there."""
        start, length = place
        if not length:
            return ""
        if start + length > self.flushed:
            self.flush()
        data = os.pread(self.file.fileno(), length, start)  # a map of the file would count as memory
        if len(data) < length:
            raise LookupError(f"{self.path.name} ends too early")
        if start < self.found and digest(data) != sha:
            raise LookupError(f"{self.path.name} is damaged")
        return data.decode("utf-8", "surrogatepass")

    def flush(self) -> None:
        """Hand everything to the system, so that other processes see it."""
        self.file.flush()
        self.flushed = self.end

    def compact(self, places: list[Place]) -> list[Place]:
        """Write the file anew with the texts at `places` alone; gives their new places, in the same order."""
        self.flush()
        draft, fresh, at = self.path.with_name(self.path.name + ".new"), [], 0
        with self.path.open("rb") as old, draft.open("wb") as new:
            for start, length in places:
                old.seek(start)
                new.write(old.read(length))
                fresh.append((at, length))
                at += length
        draft.replace(self.path)
        return fresh

    def close(self) -> None:
        """Close the file."""
        self.file.close()
