"""What a format is: its name, and a pure function from the collection to files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from readingroom.export.model import Collection
from readingroom.site.rows import Leaf


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a file is put together of that has a piece for each document, in order: one that stands already need not be made again."""

    piece: Callable[[Leaf], bytes]
    head: bytes = b""
    between: bytes = b""
    tail: bytes = b""


@dataclass(frozen=True, slots=True)
class File:
    """A file of an export. `write` writes its bytes, the same ones each time."""

    name: str  # relative to the target, folders separated by "/"
    write: Callable[[BinaryIO], None]
    pieces: Pieces | None = None  # if it can be written in pieces
    has_texts: bool = False  # whether it holds the texts, and not only what is said of them


def pieced(name: str, collection: Collection, pieces: Pieces) -> File:
    """A file that is put together of pieces."""

    def write(out: BinaryIO) -> None:
        out.write(pieces.head)
        for at, view in enumerate(collection.views):
            out.write(pieces.between * bool(at) + pieces.piece(view))
        out.write(pieces.tail)

    return File(name, write, pieces)


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
