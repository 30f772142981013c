"""The last step: what is to be held back is not left published, even where nothing else could be done with a document."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from readingroom import header, holding
from readingroom.collection.desk import Desk
from readingroom.resemblance import trace
from readingroom.traces import lost_markdown
from readingroom.write.files import replace


def hold_back_the_rest(desk: Desk, asleep: Collection[str]) -> None:
    """Documents that were not brought up to date: their text can't be read, changed while a hand had edited, their ledger is damaged or
    gone. Those that are to be held back get their status into the header, as if by hand; nothing else of them changes."""
    known = [entry.path for entry in desk.registry.entries() if not entry.lead]
    for path in {*desk.parts, *desk.ledgers, *known} - desk.written - {*asleep}:
        desk.guarded(path, partial(_hold, desk, path))


def _hold(desk: Desk, path: str) -> None:
    row, before = desk.row(path).get("Status", ""), desk.before(path)
    if not holding.withholds(row) and not holding.withholds(before):
        return
    entry = desk.ledgers.get(path)
    place = entry.markdown if entry else lost_markdown(desk.shelf, path)
    text = desk.shelf.read(place) if place else None
    if text is None:
        if path in desk.registry and holding.withholds(row):
            desk.registry.mark(path, row, desk.registry[path].trace)
        return
    text = holding.mended(text)
    fields, body = header.split(text)
    status = holding.effective(before, holding.given(fields), row)
    if status:
        replace(desk.shelf.file(place), holding.marked(text, status).encode(), desk.shelf.wrote)
    if path in desk.registry:
        known = desk.registry[path].trace
        desk.registry.mark(path, status, (known or trace(body)) if status else "")
