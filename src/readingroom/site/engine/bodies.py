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
        self.file = path_of_texts(folder, number).open("ab+", buffering=ROOM)
        self.end = self.flushed = self.file.seek(0, os.SEEK_END)
        self.others: dict[int, int] = {}  # descriptors of the other files; those that are there are opened now: a later build removes them
        self.found = {other: os.fstat(self._open(other)).st_size for other in numbers_of_texts(folder)}  # before that another build wrote

    @property
    def size(self) -> int:
        """How many bytes are in all files."""
        self.flush()
        return sum(path_of_texts(self.folder, number).stat().st_size for number in numbers_of_texts(self.folder))

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
        number, start = divmod(begin, 1 << BITS)
        if number == self.number and start + length > self.flushed:
            self.flush()
        data = self._read(number, start, length)
        if start < self.found.get(number, 0) and digest(data) != sha:
            raise LookupError(f"texts-{number} is damaged")
        return data.decode("utf-8", "surrogatepass")

    def _read(self, number: int, start: int, length: int) -> bytes:
        """Bytes of a file. Raises LookupError if they aren't there."""
        try:
            data = os.pread(self._open(number), length, start)  # a map of the file would count as memory
        except OSError as error:
            raise LookupError(f"texts-{number} can't be read: {error.strerror}") from error
        if len(data) < length:
            raise LookupError(f"texts-{number} ends too early")
        return data

    def _open(self, number: int) -> int:
        """The descriptor of a file. Raises OSError if it isn't there."""
        if number == self.number:
            return self.file.fileno()
        if number not in self.others:
            self.others[number] = os.open(path_of_texts(self.folder, number), os.O_RDONLY | getattr(os, "O_BINARY", 0))
        return self.others[number]

    def flush(self) -> None:
        """Hand everything to the system, so that other processes see it. Raises OSError if somebody else has written into the file: then
        the places of our texts in it are others than was said."""
        self.file.flush()
        if os.lseek(self.file.fileno(), 0, os.SEEK_CUR) != self.end:
            raise OSError(f"{path_of_texts(self.folder, self.number)}: somebody else writes into it, too")
        self.flushed = self.end

    def compact(self, places: list[Place]) -> list[Place | None]:
        """Write the texts at `places` alone, into one file; gives their new places, in the same order, for the next build to read. None for
        a text that can't be read."""
        self.flush()
        draft, at = self.folder / "texts.new", 0
        fresh: list[Place | None] = []
        with draft.open("wb") as new:
            for begin, length in places:
                try:
                    new.write(self._read(*divmod(begin, 1 << BITS), length) if length else b"")
                except LookupError:
                    fresh.append(None)
                else:
                    fresh.append((at, length))
                    at += length
        draft.replace(path_of_texts(self.folder, 0))
        for number in numbers_of_texts(self.folder):
            if number:
                path_of_texts(self.folder, number).unlink()
        return fresh

    def close(self) -> None:
        """Close the files."""
        self.file.close()
        while self.others:
            os.close(self.others.popitem()[1])


def path_of_texts(folder: Path, number: int) -> Path:
    """The file of texts with that number."""
    return folder / f"texts-{number}"


def numbers_of_texts(folder: Path) -> list[int]:
    """The numbers of the files of texts in a folder."""
    return [int(path.name[6:]) for path in folder.glob("texts-*") if path.name[6:].isdecimal()]


def remove_texts(folder: Path) -> None:
    """Remove all texts, and what a build that was killed or another release left of them."""
    for path in folder.glob("texts*"):
        path.unlink()
