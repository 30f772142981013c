"""What is left of a document whose ledger is gone, or whose text is."""

from __future__ import annotations

from readingroom import header
from readingroom.holding import mended
from readingroom.shelf import Shelf, ledger_name


def lost_markdown(shelf: Shelf, path: str) -> str:
    """Where the Markdown of a text stands that has no ledger to tell it; "" if there is none. Raises ReadingRoomError C-09."""
    name = ledger_name(path).removeprefix("ledger/").removesuffix(".json")
    for place in dict.fromkeys((name[:-4] if name.lower().endswith(".txt") else name, name)):
        text = shelf.read(f"documents/{place}.md")
        if text is not None and header.split(mended(text))[0].get("Source") == path:
            return f"documents/{place}.md"
    return ""


def is_given_up(shelf: Shelf, path: str) -> bool:
    """Whether a document has neither ledger nor Markdown: only its number stays taken. Raises ReadingRoomError for what can't be read."""
    return shelf.ledger(path) is None and not lost_markdown(shelf, path)
