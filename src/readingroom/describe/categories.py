"""The collection a document belongs to: the folder it lies in."""

from __future__ import annotations

from readingroom.document import Finding


def category(path: str) -> Finding | None:
    """The full folder path of a text ("letters/1931/12.txt" -> "letters/1931"), None for a text at the top."""
    folder = path.rpartition("/")[0].strip("/")
    return Finding("category", folder, "folder", 1.0, 0, path) if folder else None
