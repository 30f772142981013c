"""JSON: the table of documents as one array; and JSON Lines, an object a line, with the passages of each document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from readingroom.export import columns
from readingroom.export.formats import File, Format
from readingroom.export.model import Collection


def json_file(collection: Collection) -> Iterator[File]:
    """`documents.json`."""
    yield File("documents.json", partial(_write_array, collection))


def json_lines_file(collection: Collection) -> Iterator[File]:
    """`documents.jsonl`: each document with its passages."""
    yield File("documents.jsonl", partial(_write_lines, collection))


def _write_array(collection: Collection, out: BinaryIO) -> None:
    names = [column.name for column in columns.document_columns(collection)]
    for at, row in enumerate(columns.documents(collection)):
        out.write(b",\n" if at else b"[\n")
        out.write(_json(dict(zip(names, row, strict=True))))
    out.write(b"\n]\n" if len(collection) else b"[]\n")


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
