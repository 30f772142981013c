"""A document as plain text for corpus tools: no markup, a passage on one line, an empty line between two."""

from __future__ import annotations

from readingroom.export.model import Document


def plain_text(document: Document) -> str:
    """Title, authors and date, then the passages. Lines of verse and rows of a table stay lines."""
    entry = document.view.entry
    head = [] if entry.untitled else [entry.title]
    head += filter(None, ("; ".join(entry.authors), entry.when.edtf))
    blocks = ["\n".join(head)] if head else []
    return "\n\n".join([*blocks, *(passage.text for passage in document.passages)]) + "\n"
