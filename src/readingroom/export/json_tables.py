"""JSON: the table of documents as one array; and JSON Lines, an object a line, with the passages of each document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from readingroom.export import columns
from readingroom.export.formats import File, Format, Pieces, pieced
from readingroom.export.model import Collection
from readingroom.site.rows import Leaf


def json_file(collection: Collection) -> Iterator[File]:
    """`documents.json`."""
    table = columns.document_columns(collection)

    def piece(view: Leaf) -> bytes:
        return _json({column.name: column.value(view) for column in table})

    empty = not len(collection)
    yield pieced("documents.json", collection, Pieces(piece, b"[" if empty else b"[\n", b",\n", b"]\n" if empty else b"\n]\n"))


def json_lines_file(collection: Collection) -> Iterator[File]:
    """`documents.jsonl`: each document with its passages."""
    yield File("documents.jsonl", partial(_write_lines, collection), has_texts=True)


def _write_lines(collection: Collection, out: BinaryIO) -> None:
    names = [column.name for column in columns.document_columns(collection)]
    inner = [column.name for column in columns.PASSAGE_COLUMNS]
    for document, row in zip(collection, columns.documents(collection), strict=True):
        found = [dict(zip(inner[1:], passage[1:], strict=True)) for passage in columns.passages_of(collection, document)]
        out.write(_json({**dict(zip(names, row, strict=True)), "passages": found}) + b"\n")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")).encode("utf-8", "replace")


JSON = Format("json", "the table of documents as one JSON array", json_file)
JSON_LINES = Format("jsonl", "a JSON object a line: each document with its passages", json_lines_file)
