"""`convert --review`: what was decided with doubt, as a spreadsheet to answer in and a page that shows each doubt in its place."""

from __future__ import annotations

from pathlib import Path

from readingroom.errors import ReadingRoomError
from readingroom.ledger import Ledger
from readingroom.rereading import reread
from readingroom.review.doubts import Doubt, doubts_of
from readingroom.review.page import render_page
from readingroom.review.sheet import render_sheet, row
from readingroom.review.wordings import Wording, by_document, wordings
from readingroom.shelf import Shelf
from readingroom.write.files import clear_scratch, replace


def write_review(texts: Path, content: Path, folder: Path) -> int:
    """Write review.csv and review.html into `folder`; returns how many documents hold something doubtful. Raises OSError."""
    shelf = Shelf(content)
    rows: list[dict[str, str]] = []
    taken: dict[tuple[str, str], Wording] = {}
    doubtful: list[tuple[str, str, list[Doubt]]] = []
    for place in shelf.registry().entries():
        try:
            entry = shelf.ledger(place.path)
        except ReadingRoomError:
            continue  # a damaged ledger is told by the conversion and by check
        if entry:
            rows.append(row(entry))
            wordings(entry, _text(texts, entry), taken)
            doubts = doubts_of(entry, texts)
            if doubts:
                doubtful.append((entry.path, entry.markdown, doubts))
    clear_scratch(folder, inside=False)
    found = sorted(taken.values(), key=lambda wording: (wording.sure, -wording.documents, wording.text))
    replace(folder / "review.csv", render_sheet(rows, by_document(found)))
    replace(folder / "review.html", render_page(doubtful, found).encode())
    return len(doubtful)


def _text(texts: Path, entry: Ledger) -> str:
    """The text of a document, or "" where it can't be read any more."""
    try:
        return reread(texts, entry).text
    except ReadingRoomError:
        return ""
