"""`texts.zip`: every document as Markdown, as plain text, and as the files it was made from, with a list of what is in it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import PurePosixPath
from typing import BinaryIO

from readingroom import header
from readingroom.cells import guarded
from readingroom.export.formats import File, Format
from readingroom.export.model import Collection, Document, file_name
from readingroom.export.plain_text import plain_text

_NAMES = {name.lower(): name for name in header.ORDER}
_COLUMNS = ("file", "kind", "title", "date", "bytes", "sha256", "source")


def texts_file(collection: Collection) -> Iterator[File]:
    """`texts.zip`."""
    yield File("texts.zip", partial(_write, collection))


def _write(collection: Collection, out: BinaryIO) -> None:
    rows = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for document in collection:
            for name, kind, source, data in members(document):
                archive.writestr(member(name, collection.edition_date), data)
                entry = document.view.entry
                rows.append((name, kind, guarded(entry.title), entry.when.edtf, len(data), sha256(data).hexdigest(), guarded(source)))
        archive.writestr(member("manifest.csv", collection.edition_date), _manifest(rows))


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
    year, month, date = (int(part) for part in (day or "1980-01-01").split("-"))
    info = zipfile.ZipInfo(name, (max(year, 1980), month, date, 0, 0, 0))
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
    return info


def _extension(name: str) -> str:
    """A field of one's own as it is written in a header: "x-rights" -> "X-Rights"."""
    return "-".join(part.capitalize() for part in name.split("-"))


def _manifest(rows: list[tuple[str, str, str, str, int, str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


TEXTS = Format("texts", "a ZIP archive of all texts: Markdown, plain text, and the original files", texts_file)
