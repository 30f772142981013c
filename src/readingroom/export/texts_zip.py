"""`texts.zip`: every document as Markdown, as plain text, and as the files it was made from, with a list of what is in it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, BinaryIO

from readingroom import header
from readingroom.cells import guarded
from readingroom.export.formats import File, Format
from readingroom.export.model import Collection, Document, file_name
from readingroom.export.plain_text import plain_text
from readingroom.site.edtf import instant

_NAMES = {name.lower(): name for name in header.ORDER}
_COLUMNS = ("file", "kind", "title", "date", "bytes", "sha256", "source")


Row = tuple[str, str, str, str, int, str, str]
"""What the list of a `texts.zip` says of a file, see _COLUMNS."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier `texts.zip`, of which files are taken over as they are, compressed: what its list said of the files of each document,
    by a key that stands for all that these were made from."""

    path: Path
    rows: Mapping[bytes, tuple[Row, ...]]


NOTHING = Earlier(Path(), {})


def texts_file(collection: Collection) -> Iterator[File]:
    """`texts.zip`."""
    yield File("texts.zip", partial(_write, collection), has_texts=True)


def _write(collection: Collection, out: BinaryIO) -> None:
    write_texts(collection, out)


def write_texts(
    collection: Collection, out: BinaryIO, keys: Mapping[str, bytes] = MappingProxyType({}), earlier: Earlier = NOTHING
) -> dict[bytes, tuple[Row, ...]]:
    """Write `texts.zip`; gives what its list says, by the keys of documents (file of the page -> key). Files of documents whose keys are
    known are taken from the earlier one."""
    made: dict[bytes, tuple[Row, ...]] = {}
    rows: list[Row] = []
    with ExitStack() as stack:
        archive = stack.enter_context(zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED))
        before = stack.enter_context(zipfile.ZipFile(earlier.path)) if earlier.rows else None
        for view in collection.views:
            key = keys.get(view.save_as, b"")
            if before and key in earlier.rows:
                found = earlier.rows[key]
                for row in found:
                    copy_member(before, archive, row[0])
            else:
                found = tuple(_add(collection, archive, collection.read(view)))
            rows += found
            made[key] = found
        archive.writestr(member("manifest.csv", collection.edition_date), _manifest(rows))
    return made


def _add(collection: Collection, archive: zipfile.ZipFile, document: Document) -> Iterator[Row]:
    """Add the files of a document; gives what the list says of them."""
    entry = document.view.entry
    for name, kind, source, data in members(document):
        archive.writestr(member(name, collection.edition_date), data)
        yield name, kind, guarded(entry.title), entry.when.edtf, len(data), sha256(data).hexdigest(), guarded(source)


def copy_member(before: zipfile.ZipFile, archive: zipfile.ZipFile, name: str) -> None:
    """Copy a member of an archive to another as it is, without decompressing it: zipfile has no function for this, but all its parts."""
    old = before.getinfo(name)
    new = member(name, "")
    new.date_time, new.CRC, new.compress_size, new.file_size = old.date_time, old.CRC, old.compress_size, old.file_size
    source, target = before.fp, archive.fp
    assert source and target
    source.seek(old.header_offset)
    header_of_old = source.read(30)
    source.seek(old.header_offset + 30 + int.from_bytes(header_of_old[26:28], "little") + int.from_bytes(header_of_old[28:30], "little"))
    inner: Any = archive
    target.seek(inner.start_dir)
    new.header_offset = target.tell()
    target.write(new.FileHeader())
    target.write(source.read(old.compress_size))
    inner.start_dir = target.tell()
    inner.filelist.append(new)
    inner.NameToInfo[new.filename] = new
    inner._didModify = True


def members(document: Document) -> Iterator[tuple[str, str, str, bytes]]:
    """The files of a document: name, kind, path of the source, bytes."""
    yield f"markdown/{file_name(document.view)}.md", "markdown", "", markdown(document).encode("utf-8", "surrogateescape")
    yield f"text/{file_name(document.view)}.txt", "text", "", plain_text(document).encode("utf-8", "replace")
    originals = document.originals
    for at, original in enumerate(originals, 1):
        ending = PurePosixPath(original.path).suffix if original.path.isascii() else ".txt"
        part = f" {at}" if len(originals) > 1 else ""
        yield f"originals/{file_name(document.view)}{part}{ending}", "original", original.path, original.data


def markdown(document: Document) -> str:
    """The Markdown file of a document, with the fields that are published."""
    fields = {_NAMES.get(name, _extension(name)): value for name, value in document.fields.items()}
    if document.view.redacted:
        fields.pop("Source-SHA256", None)
    return header.join(fields, document.markdown)


def member(name: str, day: str) -> zipfile.ZipInfo:
    """An entry of an archive with a fixed time: the day of the edition, or the earliest that the format knows."""
    year, month, date = (int(part) for part in (instant(day)[:10] or "1980-01-01").split("-"))
    info = zipfile.ZipInfo(name, (min(max(year, 1980), 2107), month, date, 0, 0, 0))
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
    return info


def _extension(name: str) -> str:
    """A field of one's own as it is written in a header: "x-rights" -> "X-Rights"."""
    return "-".join(part.capitalize() for part in name.split("-"))


def _manifest(rows: list[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


TEXTS = Format("texts", "a ZIP archive of all texts: Markdown, plain text, and the original files", texts_file)
