"""The tables of a collection: a row for each document, a row for each passage. Every data format has the same columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from readingroom.export.model import Collection, Document, Passage, slug
from readingroom.site.rows import Leaf

Value = str | int | bool | None | tuple[str, ...]
Kind = Literal["string", "integer", "boolean", "list"]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its name, the type of its values, what they say, and how a row has them."""

    name: str
    kind: Kind
    summary: str
    value: Callable[[Row], Value]


@dataclass(frozen=True, slots=True)
class Place:
    """A passage and the document that it belongs to."""

    view: Leaf
    passage: Passage


def _number(view: Leaf) -> int | None:
    return int(view.entry.number) if view.entry.number.isdigit() else None


def document_columns(collection: Collection) -> tuple[Column[Leaf], ...]:
    """The columns of the table of documents; after those that every collection has, one for each column of the curator's own."""
    own = sorted({label for view in collection.views for label, _ in view.more} - {"Number", "First edition"})
    return (
        Column("number", "integer", "Number of the document in this collection; permanent.", _number),
        Column("slug", "string", "Name of the document in addresses; permanent.", slug),
        Column("title", "string", "Title; the first words of the text where `untitled` is true.", lambda view: view.entry.title),
        Column("untitled", "boolean", "Whether the text states no title.", lambda view: view.entry.untitled),
        Column("authors", "list", "People who wrote it, as the text names them.", lambda view: view.entry.authors),
        Column(
            "date",
            "string",
            "Date as far as it is known, in EDTF (ISO 8601-2): 1931-04-02, 1931-04, 1931~.",
            lambda view: view.entry.when.edtf,
        ),
        Column(
            "year", "integer", "Year in which it was written, or began; empty if only a decade is known.", lambda view: view.entry.when.year
        ),
        Column("lang", "string", "Language of the text, as a BCP 47 tag.", lambda view: view.entry.lang),
        Column("collection", "string", "Collection it belongs to; parts of a path are separated by /.", lambda view: view.entry.collection),
        Column("tags", "list", "Subjects.", lambda view: tuple(tag.name for tag in view.tags)),
        Column("summary", "string", "How the text begins, or what the curator says of it.", lambda view: view.entry.summary),
        Column("words", "integer", "Number of words; of characters in scripts without spaces.", lambda view: view.reading.words),
        Column("rights", "string", "Rights in the text.", lambda view: view.rights),
        Column("holder", "string", "Who holds the original.", lambda view: view.holder),
        Column("shelfmark", "string", "Shelf mark of the original.", lambda view: view.shelfmark),
        Column("url", "string", "Address of the document's page.", collection.address),
        Column("source", "string", "Path of the text file it was made from.", lambda view: view.path if view.source else ""),
        Column("source_sha256", "string", "SHA-256 of that file.", lambda view: view.sha256 if view.source else ""),
        Column("redacted", "boolean", "Whether passages were taken out before publication.", lambda view: view.redacted),
        *(Column(_key(label), "string", f"{label}, as the curator states it.", _own(label)) for label in own),
    )


def passage_columns(collection: Collection) -> tuple[Column[Place], ...]:
    """The columns of the table of passages."""
    return (
        Column("document", "string", "Slug of the document.", lambda row: slug(row.view)),
        Column("number", "integer", "Number of the passage in its document, from 1.", lambda row: row.passage.number),
        Column(
            "anchor",
            "string",
            "Id of the passage on the document's page; permanent as long as its words are.",
            lambda row: row.passage.anchor,
        ),
        Column("kind", "string", "One of: paragraph, verse, heading, item, table, code, note.", lambda row: row.passage.kind),
        Column("page", "string", "Page of the original on which it begins, where the source says so.", lambda row: row.passage.page),
        Column("text", "string", "Its text. Lines of verse and rows of a table are separated by line feeds.", lambda row: row.passage.text),
        Column("url", "string", "Address of the passage.", lambda row: passage_address(collection, row.view, row.passage)),
    )


def documents(collection: Collection) -> Iterator[Mapping[str, Value]]:
    """The rows of the table of documents: column -> value."""
    columns = document_columns(collection)
    for view in collection.views:
        yield {column.name: column.value(view) for column in columns}


def passages(collection: Collection, document: Document) -> Iterator[Mapping[str, Value]]:
    """The rows of one document in the table of passages."""
    columns = passage_columns(collection)
    for passage in document.passages:
        yield {column.name: column.value(Place(document.view, passage)) for column in columns}


def passage_address(collection: Collection, view: Leaf, passage: Passage) -> str:
    """The address of a passage, on the page of a long document that it is on."""
    base = f"{collection.site.address}documents/{view.pages[passage.part].url}" if passage.part else collection.address(view)
    return f"{base}#{passage.anchor}"


def _key(label: str) -> str:
    """A label as the name of a column that collides with none of ours: "Place of writing" -> "x_place_of_writing"."""
    return f"x_{'_'.join(label.lower().split())}"


def _own(label: str) -> Callable[[Leaf], Value]:
    return lambda view: dict(view.more).get(label, "")
