"""CSV: a row a document, and a row a passage. Spreadsheets open it; UTF-8 with a byte order mark, or they would garble letters."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from functools import partial
from typing import BinaryIO

from readingroom.cells import guarded
from readingroom.export import columns
from readingroom.export.columns import Value
from readingroom.export.formats import File, Format, Pieces, pieced
from readingroom.export.model import Collection


def csv_files(collection: Collection) -> Iterator[File]:
    """`documents.csv` and `passages.csv`."""
    table = columns.document_columns(collection)
    head = "\ufeff".encode() + line(column.name for column in table)
    yield pieced("documents.csv", collection, Pieces(lambda view: line(cell(column.value(view)) for column in table), head))
    yield File("passages.csv", partial(_write_passages, collection), has_texts=True)


def _write_passages(collection: Collection, out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, "utf-8-sig", errors="replace", newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in columns.PASSAGE_COLUMNS])
    writer.writerows(map(cell, row) for row in columns.passages(collection))
    text.flush()
    text.detach()


def line(cells: Iterable[str]) -> bytes:
    """A line of a table."""
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue().encode("utf-8", "replace")


def cell(value: Value) -> str:
    """A value as a cell that no spreadsheet takes for a formula; the items of a list are separated by semicolons."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return guarded("; ".join(value))
        case _:
            return guarded(str(value)) if isinstance(value, str) else str(value)


CSV = Format("csv", "tables of documents and passages for spreadsheets", csv_files)
