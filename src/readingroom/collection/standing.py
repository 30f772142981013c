"""What is converted already: it stays, but for what a hand or the spreadsheet says."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from readingroom import header, ledger
from readingroom.collection.desk import Desk
from readingroom.convert import version
from readingroom.describe import category
from readingroom.document import apply
from readingroom.errors import ReadingRoomError
from readingroom.ledger import Ledger
from readingroom.rereading import reread


def keep_all(desk: Desk, paths: list[str]) -> None:
    """Bring each document up to date without converting its text again."""
    for path in paths:
        if desk.ledgers[path].rules != version(desk.task.off):
            desk.report.count("converted with other rules")
        desk.guarded(path, partial(_refresh, desk, path))


def _refresh(desk: Desk, path: str) -> None:
    """Take in what a hand or the spreadsheet changed; write only what differs."""
    entry = desk.shelf.ledger(path)
    if entry is None:
        raise ReadingRoomError("L-03", "the ledger is gone", "run the command again", path=path)
    standing = desk.standing(entry)
    entry = replace(entry, found=(*(f for f in entry.found if f.field != "category"), *filter(None, [category(entry.path)])))
    if standing is None or ledger.sha256(standing) == entry.replaces != entry.written:  # deleted, or cut off while it was written
        body, hand = _body(desk, entry), dict(entry.hand)
    else:
        _, text = header.split(standing)
        body, hand = ledger.undo_by_hand(entry, text), dict(entry.hand)
        if ledger.sha256(standing) != entry.written:
            hand = desk.hand(entry, standing)
            if ledger.sha256(body) != entry.body_sha256:
                body = _body(desk, entry)
                entry = replace(entry, by_hand=ledger.compare(body, text))
    published = ledger.redo_by_hand(desk.ledgers[entry.path], body)  # before the hand's last changes
    changed = desk.write(entry, body, hand, standing, published)
    desk.report.count("updated" if changed else "unchanged")


def _body(desk: Desk, entry: Ledger) -> str:
    """The body as converted, made again from text and ledger."""
    source = reread(desk.task.texts, entry)
    if source.sha256 != entry.sha256:
        raise ReadingRoomError(
            "C-06", "the text changed and its Markdown was edited: neither is touched", "take one of them back", path=entry.path
        )
    return apply(source.text, entry.edits)
