"""What a format is: its name, and a pure function from the collection to files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from readingroom.export.model import Collection


@dataclass(frozen=True, slots=True)
class File:
    """A file of an export. `write` writes its bytes, the same ones each time."""

    name: str  # relative to the target, folders separated by "/"
    write: Callable[[BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a collection can be exported in."""

    name: str  # as the option --format has it
    summary: str  # what it is, for --help and the docs
    files: Callable[[Collection], Iterator[File]]
    needs: str = ""  # a module that is not among the dependencies of the program
    extra: str = ""  # the extra of the package that installs it


def whole(data: bytes) -> Callable[[BinaryIO], None]:
    """A `write` for a file whose bytes are at hand."""

    def write(out: BinaryIO) -> None:
        out.write(data)

    return write
