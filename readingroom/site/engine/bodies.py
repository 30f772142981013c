"""The texts of all documents in a few files, so that a build needs only those in memory that it shows.

Each process that reads documents has a file of its own. Texts are added at its end. What was replaced is left behind, until it is more
than half; then the texts are written anew, into one file.
"""

from __future__ import annotations

import os
from pathlib import Path

from readingroom.site.engine.digest import digest
from readingroom.site.engine.rows import Place

ROOM = 1 << 18
"""Bytes that are collected before they are written."""
BITS = 40
"""A place is the number of a file and, in so many bits, where in it a text begins."""


class Bodies:
    """The files of texts in a folder. Forked processes may read from them at the same time; `number` is that of the file to add to."""

    def __init__(self, folder: Path, number: int = 0) -> None:
        self.folder, self.number = folder, number
        folder.mkdir(parents=True, exist_ok=True)
        self.file = (folder / f"texts-{number}").open("ab+", buffering=ROOM)
        self.end = self.flushed = self.file.seek(0, os.SEEK_END)
        self.found = {path.name: path.stat().st_size for path in files_of_texts(folder)}  # what stands there was written by another build
        self.others: dict[int, int] = {}  # descriptors of the other files that were read from

    @property
    def size(self) -> int:
        """How many bytes are in all files."""
        self.flush()
        return sum(path.stat().st_size for path in files_of_texts(self.folder))

    def put(self, text: str) -> tuple[Place, bytes]:
        """Add a text; gives its place and its digest."""
        data = text.encode("utf-8", "surrogatepass")
        place = (self.number << BITS | self.end, len(data))
        self.file.write(data)
        self.end += len(data)
        return place, digest(data)

    def get(self, place: Place, sha: bytes) -> str:
        """The text at a place. Raises LookupError if another one stands there."""
        begin, length = place
        if not length:
            return ""
        number, start = begin >> BITS, begin & ((1 << BITS) - 1)
        data = os.pread(self._file(number, start + length), length, start)  # a map of the file would count as memory
        if len(data) < length:
            raise LookupError(f"texts-{number} ends too early")
        if start < self.found.get(f"texts-{number}", 0) and digest(data) != sha:
            raise LookupError(f"texts-{number} is damaged")
        return data.decode("utf-8", "surrogatepass")

    def _file(self, number: int, end: int) -> int:
        """The descriptor of a file, in which everything before `end` can be read."""
        if number == self.number:
            if end > self.flushed:
                self.flush()
            return self.file.fileno()
        found = self.others.get(number)
        if found is None:
            try:
                found = self.others[number] = os.open(self.folder / f"texts-{number}", os.O_RDONLY | getattr(os, "O_BINARY", 0))
            except OSError as error:
                raise LookupError(f"texts-{number} can't be read") from error
        return found

    def flush(self) -> None:
        """Hand everything to the system, so that other processes see it."""
        self.file.flush()
        self.flushed = self.end

    def compact(self, places: list[Place]) -> list[Place]:
        """Write the texts at `places` alone, into one file; gives their new places, in the same order, for the next build to read."""
        self.flush()
        draft, fresh, at = self.folder / "texts.new", [], 0
        with draft.open("wb") as new:
            for begin, length in places:
                start = begin & ((1 << BITS) - 1)
                new.write(os.pread(self._file(begin >> BITS, start + length), length, start))
                fresh.append((at, length))
                at += length
        draft.replace(self.folder / "texts-0")
        for path in files_of_texts(self.folder):
            if path.name != "texts-0":
                path.unlink()
        return fresh

    def close(self) -> None:
        """Close the files."""
        self.file.close()
        while self.others:
            os.close(self.others.popitem()[1])


def files_of_texts(folder: Path) -> list[Path]:
    """The files of texts in a folder."""
    return [path for path in folder.glob("texts-*") if path.name[6:].isdecimal()]


def remove_texts(folder: Path) -> None:
    """Remove all texts, and what a build that was killed or another release left of them."""
    for path in folder.glob("texts*"):
        path.unlink()
