"""CSV: a row a document, and a row a passage. Spreadsheets open it; UTF-8 with a byte order mark, or they would garble letters."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import BinaryIO

from readingroom.cells import guarded
from readingroom.export import columns
from readingroom.export.columns import Column, Value
from readingroom.export.formats import File, Format
from readingroom.export.model import Collection


def csv_files(collection: Collection) -> Iterator[File]:
    """`documents.csv` and `passages.csv`."""
    yield File("documents.csv", partial(_write, columns.document_columns(collection), columns.documents, collection))
    yield File("passages.csv", partial(_write, columns.PASSAGE_COLUMNS, columns.passages, collection))


def _write(
    table: Sequence[Column], rows: Callable[[Collection], Iterator[tuple[Value, ...]]], collection: Collection, out: BinaryIO
) -> None:
    text = io.TextIOWrapper(out, "utf-8-sig", errors="replace", newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in table])
    writer.writerows(map(cell, row) for row in rows(collection))
    text.flush()
    text.detach()


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
