"""PDF: a tagged book with all texts, whose text cannot act."""

from dataclasses import replace
from io import BytesIO

import pytest

from readingroom.errors import ReadingRoomError
from readingroom.export import pdf
from readingroom.export.book.typst_source import literal
from readingroom.export.model import Collection

pytest.importorskip("typst")


def test_text_stands_in_string_literals() -> None:
    """Quotation marks, backslashes and control signs end no literal."""
    assert literal('a "b" \\ #c') == '"a \\"b\\" \\\\ #c"'
    assert literal("line\nfeed") == '"line\\nfeed"'


def test_the_book_is_set(collection: Collection) -> None:
    """As PDF/UA-1; a document in a script for which this machine may have no font is left out."""
    latin = replace(
        collection, views=tuple(view for view in collection.views if view.entry.title.isascii() and "王伟" not in view.entry.authors)
    )
    out = BytesIO()
    next(pdf.pdf_file(latin)).write(out)
    data = out.getvalue()
    assert data.startswith(b"%PDF-")
    assert b"pdfuaid" in data
    again = BytesIO()
    next(pdf.pdf_file(latin)).write(again)
    assert again.getvalue() == data


def test_a_character_without_a_font_is_told(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    """U-25 names it, and what to install."""
    unassigned = "\u0378"
    monkeypatch.setattr(pdf, "source", lambda collection: f'#set document(title: "t")\n#set text(lang: "en")\n#"a{unassigned}b"')
    with pytest.raises(ReadingRoomError, match="U-25"):
        next(pdf.pdf_file(collection)).write(BytesIO())
