"""The tables of a collection: a row for each document, a row for each passage. Every data format has the same columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from readingroom.export.model import Collection, Document, slug
from readingroom.export.passages import Passage
from readingroom.site.rows import Leaf

Value = str | int | bool | None | tuple[str, ...]
Kind = Literal["string", "integer", "boolean", "list"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the type of its values, and what they say."""

    name: str
    kind: Kind
    summary: str


@dataclass(frozen=True, slots=True)
class DocumentColumn(Column):
    """A column of the table of documents, and how a document has its value."""

    value: Callable[[Leaf], Value]


def _number(view: Leaf) -> int | None:
    return int(view.entry.number) if view.entry.number.isdigit() else None


def document_columns(collection: Collection) -> tuple[DocumentColumn, ...]:
    """The columns of the table of documents; after those that every collection has, one for each column of the curator's own."""
    own = sorted({label for view in collection.views for label, _ in view.more} - {"Number", "First edition"})
    return (
        DocumentColumn("number", "integer", "Number of the document in this collection; permanent.", _number),
        DocumentColumn("slug", "string", "Name of the document in addresses; permanent.", slug),
        DocumentColumn("title", "string", "Title; the first words of the text where `untitled` is true.", lambda view: view.entry.title),
        DocumentColumn("untitled", "boolean", "Whether the text states no title.", lambda view: view.entry.untitled),
        DocumentColumn("authors", "list", "People who wrote it, as the text names them.", lambda view: view.entry.authors),
        DocumentColumn(
            "date",
            "string",
            "Date as far as it is known, in EDTF (ISO 8601-2): 1931-04-02, 1931-04, 1931~.",
            lambda view: view.entry.when.edtf,
        ),
        DocumentColumn(
            "year", "integer", "Year in which it was written, or began; empty if only a decade is known.", lambda view: view.entry.when.year
        ),
        DocumentColumn("lang", "string", "Language of the text, as a BCP 47 tag.", lambda view: view.entry.lang),
        DocumentColumn(
            "collection", "string", "Collection it belongs to; parts of a path are separated by /.", lambda view: view.entry.collection
        ),
        DocumentColumn("tags", "list", "Subjects.", lambda view: tuple(tag.name for tag in view.tags)),
        DocumentColumn("summary", "string", "How the text begins, or what the curator says of it.", lambda view: view.entry.summary),
        DocumentColumn("words", "integer", "Number of words; of characters in scripts without spaces.", lambda view: view.reading.words),
        DocumentColumn("rights", "string", "Rights in the text.", lambda view: view.rights),
        DocumentColumn("holder", "string", "Who holds the original.", lambda view: view.holder),
        DocumentColumn("shelfmark", "string", "Shelf mark of the original.", lambda view: view.shelfmark),
        DocumentColumn("url", "string", "Address of the document's page.", collection.address),
        DocumentColumn("source", "string", "Path of the text file it was made from.", lambda view: view.path if view.source else ""),
        DocumentColumn("source_sha256", "string", "SHA-256 of that file.", lambda view: view.sha256 if view.source else ""),
        DocumentColumn("redacted", "boolean", "Whether passages were taken out before publication.", lambda view: view.redacted),
        *(DocumentColumn(_key(label), "string", f"{label}, as the curator states it.", _own(label)) for label in own),
    )


PASSAGE_COLUMNS: tuple[Column, ...] = (
    Column("document", "string", "Slug of the document."),
    Column("number", "integer", "Number of the passage in its document, from 1."),
    Column("anchor", "string", "Id of the passage on the document's page; permanent as long as its words are."),
    Column("kind", "string", "One of: paragraph, verse, heading, item, table, code, note."),
    Column("page", "string", "Page of the original on which it begins, where the source says so."),
    Column("text", "string", "Its text. Lines of verse and rows of a table are separated by line feeds."),
    Column("url", "string", "Address of the passage."),
)
"""The columns of the table of passages; see `passages_of` for their values."""


def documents(collection: Collection) -> Iterator[tuple[Value, ...]]:
    """The rows of the table of documents, each with a value for each column."""
    values = [column.value for column in document_columns(collection)]
    return (tuple([value(view) for value in values]) for view in collection.views)


def passages(collection: Collection) -> Iterator[tuple[Value, ...]]:
    """The rows of the table of passages, document by document."""
    return (row for document in collection for row in passages_of(collection, document))


def passages_of(collection: Collection, document: Document) -> Iterator[tuple[Value, ...]]:
    """The rows of one document in it; a value for each of PASSAGE_COLUMNS."""
    view, name, bases = document.view, slug(document.view), dict[int, str]()
    for passage in document.passages:
        base = bases.get(passage.part)
        if base is None:
            base = bases[passage.part] = passage_address(collection, view, passage).removesuffix(passage.anchor)
        yield name, passage.number, passage.anchor, passage.kind, passage.page, passage.text, base + passage.anchor


def passage_address(collection: Collection, view: Leaf, passage: Passage) -> str:
    """The address of a passage, on the page of a long document that it is on."""
    base = f"{collection.site.address}documents/{view.pages[passage.part].url}" if passage.part else collection.address(view)
    return f"{base}#{passage.anchor}"


def _key(label: str) -> str:
    """A label as the name of a column that collides with none of ours: "Place of writing" -> "x_place_of_writing"."""
    return f"x_{'_'.join(label.lower().split())}"


def _own(label: str) -> Callable[[Leaf], Value]:
    return lambda view: dict(view.more).get(label, "")
