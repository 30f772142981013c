"""SQLite: both tables in one database with full-text search (FTS5), and settings with which Datasette shows it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import BinaryIO

from readingroom.export import columns
from readingroom.export.columns import Column, Value
from readingroom.export.formats import File, Format, whole
from readingroom.export.model import Collection

NAME = "collection"
_TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "list": "TEXT"}
_INDEXES = """
CREATE INDEX documents_year ON documents (year);
CREATE INDEX passages_document ON passages (document);
CREATE VIRTUAL TABLE passages_fts USING fts5 (text,
  content='passages', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
INSERT INTO passages_fts (passages_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE documents_fts USING fts5 (title, authors, summary,
  content='documents', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
INSERT INTO documents_fts (documents_fts) VALUES ('rebuild');
"""


def sqlite_files(collection: Collection) -> Iterator[File]:
    """`collection.db`, and `datasette.yml` for it."""
    yield File(f"{NAME}.db", partial(_write, collection), has_texts=True)
    yield File("datasette.yml", whole(_settings(collection)))


def _write(collection: Collection, out: BinaryIO) -> None:
    """The database is made in a file of its own, since SQLite writes to a path, and copied."""
    with tempfile.TemporaryDirectory(prefix="readingroom-") as folder:
        file = Path(folder, f"{NAME}.db")
        with closing(sqlite3.connect(file, isolation_level=None)) as database:
            _fill(database, collection)
        with file.open("rb") as made:
            shutil.copyfileobj(made, out)


def _fill(database: sqlite3.Connection, collection: Collection) -> None:
    of_documents = columns.document_columns(collection)
    database.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;"
        + _table("documents", of_documents, "UNIQUE (slug)")
        + _table("passages", columns.PASSAGE_COLUMNS, "FOREIGN KEY (document) REFERENCES documents (slug)")
    )
    database.execute("BEGIN")
    database.executemany(_insert("documents", of_documents), map(_plain_row, columns.documents(collection)))
    database.executemany(
        _insert("passages", columns.PASSAGE_COLUMNS), ([_plain(value) for value in row] for row in columns.passages(collection))
    )
    database.execute("COMMIT")
    database.executescript(_INDEXES)


def _table(name: str, table: Sequence[Column], constraint: str) -> str:
    fields = ", ".join(f"{_quoted(column.name)} {_TYPES[column.kind]}" for column in table)
    return f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, {fields}, {constraint});\n"


def _insert(name: str, table: Sequence[Column]) -> str:
    names = ", ".join(_quoted(column.name) for column in table)
    return f"INSERT INTO {name} ({names}) VALUES ({', '.join('?' * len(table))})"  # noqa: S608 - names of columns, quoted


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _plain_row(row: tuple[Value, ...]) -> list[str | int | None]:
    return [_plain(value) for value in row]


def _plain(value: Value) -> str | int | None:
    """A value as SQLite has it; a list as JSON, so that Datasette can count its items."""
    match value:
        case str():
            return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
        case tuple():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return value


def _settings(collection: Collection) -> bytes:
    """Settings of Datasette, as YAML. JSON strings are YAML strings."""
    name, rights = json.dumps(collection.site.name, ensure_ascii=False), json.dumps(collection.site.rights, ensure_ascii=False)
    about = json.dumps(collection.site.subtitle, ensure_ascii=False)
    lines = [
        f"title: {name}",
        f"description: {about}",
        f"license: {rights}",
        "databases:",
        f"  {NAME}:",
        "    tables:",
        "      documents:",
        "        sort: date",
        "        label_column: title",
        "        facets: [year, collection, lang, {array: authors}, {array: tags}]",
        "      passages:",
        "        facets: [kind]",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


SQLITE = Format("sqlite", "a database with full-text search, and settings to open it in Datasette", sqlite_files)
