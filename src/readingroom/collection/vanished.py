"""Documents whose text is gone: hand and spreadsheet have their say all the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import partial

from readingroom import header, ledger
from readingroom.collection.desk import Desk
from readingroom.errors import Message


def gone_paths(desk: Desk, texts: Iterable[str]) -> list[str]:
    """The texts that the registry knows and that are not there, but for those that are part of other documents."""
    there = {*texts, *desk.corrections.continues}
    return [entry.path for entry in desk.registry.entries() if entry.path not in there and not entry.lead]


def keep_vanished(desk: Desk, asleep: Collection[str]) -> None:
    """Bring the documents up to date whose text is not there."""
    parts = {part for parts in desk.parts.values() for part in parts}
    for path in [path for path in desk.ledgers if path not in parts and path not in asleep]:
        desk.guarded(path, partial(_refresh, desk, path))


def _refresh(desk: Desk, path: str) -> None:
    """Take in what a hand or the spreadsheet changed. What a hand changed in the body can't be told from what was converted, which would be
    made from the text: then the body stays as it is, and the ledger says that it can't prove it (C-16)."""
    entry = desk.shelf.ledger(path)
    standing = desk.standing(entry) if entry else None
    if entry is None or standing is None:
        return  # `check` tells
    text = header.split(standing)[1]
    body, hand = ledger.undo_by_hand(entry, text), desk.hand(entry, standing)
    if not entry.lost and ledger.sha256(standing) != entry.written and ledger.sha256(body) != entry.body_sha256:
        hint = "put the text back and run: readingroom build; or take the Markdown back from version control"
        fact = "its Markdown was edited when its text was not at hand: the source can't be rebuilt any more"
        desk.report.say(Message("C-16", fact, hint, path, level="warning"))
        entry = replace(entry, lost=True, by_hand=())
    if entry.lost:
        body = text
    published = None if entry.lost else ledger.redo_by_hand(desk.ledgers[path], body)  # before the hand's last changes
    desk.report.count("updated" if desk.write(entry, body, hand, standing, published) else "unchanged")
