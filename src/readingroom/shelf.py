"""Where the documents, ledgers and the registry of a collection stand under content/, and how they are read and written."""

from __future__ import annotations

import hashlib
import os
from itertools import chain
from pathlib import Path, PurePosixPath

from readingroom import header, ledger, registry
from readingroom.errors import ReadingRoomError
from readingroom.ledger import Ledger
from readingroom.registry import Registry
from readingroom.write.files import replace

LONGEST_NAME = 180  # bytes of one file name, so that ".json" and a scratch name still fit into the usual 255


class Shelf:
    """The converted side of a collection. Paths are records, see readingroom.names."""

    def __init__(self, content: Path, wrote: dict[str, str] | None = None) -> None:
        """`wrote` gets each file that is written or removed, and how it looks then (`write.files.look`)."""
        self.content = content
        self.wrote = {} if wrote is None else wrote
        self._root = os.path.join(content, "")  # noqa: PTH118  with the stroke at its end
        self.registry_file = content / "registry.csv"
        self._taken: dict[str, str] = {}  # Markdown path, case folded -> path of the text it belongs to

    def file(self, place: str) -> str:
        """A file under content/. Its name is a string: all files of all documents are looked at, and `Path` is slow."""
        return f"{self._root}{place}"

    def ledger_file(self, path: str) -> str:
        """content/ledger/<path>.json"""
        return self.file(ledger_name(path))

    def markdown_path(self, path: str) -> str:
        """documents/<path without .txt>.md; the whole name where two texts would share one ("12.txt" and "12.TXT")."""
        short = _shortened(path)
        stem = short[:-4] if short.lower().endswith(".txt") else short
        candidates = chain((stem, short), (f"{short}-{n}" for n in range(2, 1000)))
        for candidate in candidates:
            if self._foreign(f"documents/{candidate}.md", path):
                continue
            if self._taken.setdefault(candidate.casefold(), path) == path:
                return f"documents/{candidate}.md"
        raise ReadingRoomError("C-10", "a thousand texts have this name but for their letters' case", "rename some", path=path)

    def _foreign(self, markdown: str, path: str) -> bool:
        """Whether a file stands there that is not this text's document: somebody wrote it by hand."""
        text = self.read(markdown)
        return text is not None and header.split(text)[0].get("Source") != path

    def read(self, markdown: str) -> str | None:
        """A Markdown file under content/, with line feeds; None if there is none. Raises ReadingRoomError C-09 if it can't be read."""
        try:
            with open(self.file(markdown), encoding="utf-8-sig") as opened:  # noqa: PTH123  see `file`
                return opened.read()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise ReadingRoomError("C-09", f"the Markdown cannot be read ({error})", "save it as UTF-8", path=markdown) from error

    def keep_place(self, path: str, markdown: str) -> None:
        """A document that is there already keeps its place."""
        self._taken[markdown.removeprefix("documents/").removesuffix(".md").casefold()] = path

    def ledger(self, path: str) -> Ledger | None:
        """The ledger of a text; None if it has none. Raises ReadingRoomError L-03 if it is damaged."""
        file = self.ledger_file(path)
        try:
            with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  see `file`
                return ledger.load(opened.read(), path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ReadingRoomError(
                "L-03",
                f"the ledger cannot be read ({error})",
                "take it back from git; or delete it and its Markdown, to convert the text afresh",
                path=path,
            ) from error

    def ledgers(self) -> list[str]:
        """The texts that have a ledger that can be read. For when the registry is lost: all of them are opened."""
        found = []
        for file in sorted((self.content / "ledger").rglob("*.json")):
            try:
                found.append(ledger.load(file.read_bytes(), file.name).path)
            except (OSError, ReadingRoomError):
                continue
        return found

    def markdown(self, entry: Ledger) -> str | None:
        """The document's Markdown as it is; None if there is none. Raises ReadingRoomError C-09."""
        return self.read(entry.markdown)

    def write(self, entry: Ledger, markdown: str) -> bool:
        """Ledger first, then Markdown, each by rename; whether anything changed. Raises OSError."""
        changed = replace(self.ledger_file(entry.path), ledger.dump(entry).encode(), self.wrote)
        return replace(self.file(entry.markdown), markdown.encode(), self.wrote) or changed

    def remove(self, entry: Ledger) -> None:
        """Take away what stood at the old place of a document that moved."""
        for file in (self.file(entry.markdown), self.ledger_file(entry.path)):
            self.wrote[file] = ""
            Path(file).unlink(missing_ok=True)

    def registry(self) -> Registry:
        """The registry; an empty one if there is none yet. Raises ReadingRoomError G-01 if it is damaged or can't be read."""
        try:
            return registry.load(self.registry_file.read_text("utf-8"))
        except FileNotFoundError:
            return Registry()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or error
            hint = "see who may read it, or take the file back from git"
            raise ReadingRoomError("G-01", f"the registry cannot be read: {reason}", hint, path=self.registry_file.name) from error

    def write_registry(self, entries: Registry) -> None:
        """Raises OSError."""
        if entries.entries():
            replace(self.registry_file, entries.dump().encode(), self.wrote)


def ledger_name(path: str) -> str:
    """Where the ledger of a text stands under content/."""
    return f"ledger/{_shortened(path)}.json"


def _shortened(path: str) -> str:
    """The path, each name no longer than file systems take; a shortened one ends in a hash of the whole."""
    if len(path.encode()) <= LONGEST_NAME and not path.startswith("/"):
        return path  # as nearly all are
    return str(PurePosixPath(*(_short_name(part) for part in path.split("/"))))


def _short_name(name: str) -> str:
    data = name.encode()
    if len(data) <= LONGEST_NAME:
        return name
    return data[:LONGEST_NAME].decode("utf-8", "ignore") + "~" + hashlib.sha256(data).hexdigest()[:8]
