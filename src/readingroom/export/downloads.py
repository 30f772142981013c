"""The files that a site offers to take away, made again only where what they hold has changed, and the page that lists them.

Made files are kept in the cache with what their pieces were made from. A piece of a table, a member of a ZIP archive are taken over
from the file before as they are.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readingroom.errors import ReadingRoomError
from readingroom.export.formats import File, Format, Pieces
from readingroom.export.model import Collection
from readingroom.export.target import is_installed
from readingroom.export.texts_zip import TEXTS, Earlier, write_texts
from readingroom.site.browse.shelves import Page
from readingroom.site.engine import state
from readingroom.site.engine.digest import digest
from readingroom.site.generator import TAKE_AWAY
from readingroom.site.rows import Leaf

logger = logging.getLogger(__name__)

FOLDER = "downloads"
"""In the output."""
LETTERS = 6
"""Characters of a word, with the space after it: how large a collection is, is told by its words, without reading it."""

Put = Callable[[str, Path, bytes], None]
"""Gives a file to the output: its name there, where it is, what its content is known by."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away."""

    url: str
    name: str
    size: str  # in words
    summary: str  # of the format


@dataclass(frozen=True, slots=True)
class TakeAwayView:
    """`takeaway.html`."""

    save_as: str
    root: str
    title: str
    documents: int
    files: tuple[Download, ...]
    later: tuple[str, ...]  # summaries of formats that are too large to be made in each build


def chosen(names: Sequence[str], formats: Sequence[Format]) -> list[Format]:
    """The formats of these names. Those that there are not, or that lack a library, are left out, which is said."""
    found = []
    for name in dict.fromkeys(names):
        kind = next((kind for kind in formats if kind.name == name), None)
        if kind is None:
            logger.warning("DOWNLOADS names %r, which is no format; there are %s", name, ", ".join(kind.name for kind in formats))
        elif not is_installed(kind):
            logger.warning("DOWNLOADS names %r, which needs: python -m pip install 'readingroom[%s]'", name, kind.extra)
        else:
            found.append(kind)
    return found


def is_large(collection: Collection, limit: int) -> bool:
    """Whether the texts of a collection are more characters than the limit."""
    return bool(limit) and sum(view.reading.words for view in collection.views) * LETTERS > limit


class Downloads:
    """The files of one build. `keys` has for each document (by the file of its page) what stands for all that is exported of it;
    `surroundings` for all that is not a document's: versions, settings, what every page of the site shows."""

    def __init__(self, collection: Collection, keys: Mapping[str, bytes], surroundings: bytes, folder: Path, put: Put) -> None:
        self.collection, self.surroundings, self.folder, self.put = collection, surroundings, folder, put
        self.keys = [keys[view.save_as] for view in collection.views]
        self.by_page = keys
        self.owner = f"downloads {folder}"
        folder.mkdir(parents=True, exist_ok=True)

    def make(self, formats: Sequence[Format], limit: int) -> Page:
        """Make what is new, hand over all; gives the page that lists them."""
        large = is_large(self.collection, limit)
        files: list[Download] = []
        later: list[str] = []
        for kind in formats:
            for file in kind.files(self.collection):
                if file.has_texts and large:
                    later += [kind.summary] if kind.summary not in later else []
                    continue
                try:
                    size = self._bring(kind, file)
                except ReadingRoomError as error:  # of this format alone, as a font that is missing
                    logger.warning("%s", error)
                    continue
                files.append(Download(f"{FOLDER}/{file.name.replace(' ', '%20')}", file.name, in_words(size), kind.summary))
        shown = tuple(download for download in files if "/" not in download.name)  # not each of thousands of TEI files
        return Page(TAKE_AWAY, "takeaway", TakeAwayView(TAKE_AWAY, "", "Take away", len(self.collection), shown, tuple(later)))

    def _bring(self, kind: Format, file: File) -> int:
        """Make a file unless it stands as it was made from the same, and hand it over; its size in bytes."""
        path, note = self.folder / file.name, self.folder / f"{file.name}.made"
        known = digest(self.surroundings + file.name.encode("utf-8", "surrogateescape") + b"".join(self.keys))
        before = state.read(note, self.owner, {}) if path.exists() else None
        if not before or before[0] != known or before[1] != path.stat().st_size:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f"{path.name}.new")
            known_pieces = before[3] if before and before[2] == self.surroundings else {}
            with draft.open("wb") as out:
                if file.pieces:
                    made: Any = self._patch(file.pieces, path, known_pieces, out)
                elif kind is TEXTS:
                    made = write_texts(self.collection, out, self.by_page, Earlier(path, known_pieces))
                else:
                    file.write(out)
                    made = {}
            note.unlink(missing_ok=True)
            draft.replace(path)
            state.write(note, self.owner, (known, path.stat().st_size, self.surroundings, made))
        self.put(f"{FOLDER}/{file.name}", path, known)
        return path.stat().st_size

    def _patch(self, pieces: Pieces, path: Path, places: Mapping[bytes, tuple[int, int]], out: Any) -> dict[bytes, tuple[int, int]]:
        """Write a file in pieces, those that are known from the file before; gives where each is."""
        old = path.read_bytes() if places else b""
        made, parts, at = dict[bytes, tuple[int, int]](), [pieces.head], len(pieces.head)
        for number, (view, key) in enumerate(zip(self.collection.views, self.keys, strict=True)):
            place = places.get(key)
            piece = old[place[0] : place[1]] if place else pieces.piece(view)
            if number:
                parts.append(pieces.between)
                at += len(pieces.between)
            made[key] = at, at + len(piece)
            parts.append(piece)
            at += len(piece)
        out.write(b"".join([*parts, pieces.tail]))
        return made


def key_of(leaf: Leaf, content: bytes, originals: str) -> bytes:
    """What stands for all that is exported of a document: its file (`content`), what others decided of it, and its originals."""
    names = "\t".join((leaf.save_as, *(tag.name for tag in leaf.tags), originals))
    return digest(content + names.encode("utf-8", "surrogatepass"))


def in_words(size: int) -> str:
    """A number of bytes as readers want it: "3.4 MB"."""
    if size < 1000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{size / 1000:.0f} KB"
    return f"{size / 1_000_000:,.1f} MB" if size < 10_000_000 else f"{size / 1_000_000:,.0f} MB"
