"""PDF: the collection as a book to print, tagged for screen readers (PDF/UA-1). Set by Typst.

Typst because it sets a page in milliseconds, breaks lines over whole paragraphs, and gives the same bytes for the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from importlib.resources import files
from typing import BinaryIO

from readingroom.errors import ReadingRoomError
from readingroom.export.book.chapters import direction, language
from readingroom.export.book.cover import span
from readingroom.export.book.typst_source import chapter, literal
from readingroom.export.formats import File, Format
from readingroom.export.model import Collection

_MISSING = re.compile(r'the text `"(.{1,8}?)"` could not be displayed')


def pdf_file(collection: Collection) -> Iterator[File]:
    """`collection.pdf`."""
    yield File("collection.pdf", partial(_write, collection), has_texts=True)


def _write(collection: Collection, out: BinaryIO) -> None:
    import typst

    try:
        out.write(typst.compile(source(collection).encode("utf-8", "replace"), format="pdf", pdf_standards=["ua-1"]))
    except typst.TypstError as error:
        missing = _MISSING.search(str(error))
        if not missing:
            raise ReadingRoomError("U-25", f"the book can't be set: {error}", "please report this, with the text") from error
        fact = f"no font on this machine has {missing[1]!r}, which the texts need"
        raise ReadingRoomError("U-25", fact, "install fonts for their scripts: Noto Serif and Noto Serif CJK have nearly all") from error


def source(collection: Collection) -> str:
    """The book as Typst source."""
    site = collection.site
    edition = " · ".join(filter(None, (f"Edition {collection.edition}" if collection.edition else "", collection.edition_date)))
    tools = ", ".join(f"{name} {number}" for name, number in collection.tools)
    colophon = [f"{len(collection)} documents of {site.name}.", site.address, site.rights, f"Made with {tools}."]
    values = {
        "title": literal(site.name),
        "subtitle": literal(site.subtitle),
        "years": literal(span(collection)),
        "edition": literal(edition),
        "language": literal(language(collection).partition("-")[0]),
        "binding": "right" if direction(collection) == "rtl" else "left",
        "colophon": f"({', '.join(literal(text) for text in colophon if text)},)",
        "contents": "true" if len(collection) > 1 else "false",
    }
    head = "".join(f"#let book-{name} = {value}\n" for name, value in values.items())
    pieces = [head, files("readingroom.export.book").joinpath("book.typ").read_text("utf-8"), "#{\nopening()\n"]
    for document in collection:
        pieces += chapter(document)
    return "".join([*pieces, "closing()\n}\n"])


PDF = Format("pdf", "PDF: the collection as a book to print, tagged for screen readers", pdf_file, needs="typst", extra="pdf")
