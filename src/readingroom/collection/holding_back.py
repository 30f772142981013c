"""The last step: what the spreadsheet holds back is not left published, even where nothing else could be done with a document."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from readingroom import holding
from readingroom.cells import HELD
from readingroom.collection.desk import Desk
from readingroom.traces import lost_markdown
from readingroom.write.files import replace


def hold_back_the_rest(desk: Desk, asleep: Collection[str]) -> None:
    """Documents that were not brought up to date: their text is gone or can't be read, changed while a hand had edited, their ledger is
    damaged. Those that are to be held back get their status into the header, as if by hand; nothing else of them changes."""
    for path in {*desk.parts, *desk.ledgers} - desk.written - {*asleep}:
        status = desk.said(path).get("Status", "")
        if status in HELD:
            desk.guarded(path, partial(_hold, desk, path, status))


def _hold(desk: Desk, path: str, status: str) -> None:
    entry = desk.ledgers.get(path)
    place = entry.markdown if entry else lost_markdown(desk.shelf, path)
    text = desk.shelf.read(place) if place else None
    if text is not None:
        replace(desk.shelf.file(place), holding.marked(holding.mended(text), status).encode(), desk.shelf.wrote)
