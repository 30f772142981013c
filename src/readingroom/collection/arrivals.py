"""What came: which texts there are, which are new, changed or moved."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from readingroom import header, ledger
from readingroom.collection.desk import Desk
from readingroom.errors import Message, ReadingRoomError
from readingroom.holding import hold, status_of, withholds
from readingroom.ledger import Ledger
from readingroom.names import actual
from readingroom.read import fingerprint_joined
from readingroom.registry import COPY
from readingroom.statuses import strictest
from readingroom.traces import is_given_up


def take_fingerprints(desk: Desk, paths: list[str]) -> dict[str, str]:
    """path -> SHA-256 of its bytes, of all that can be read; the others are reported."""
    prints = {}
    for done, path in enumerate(paths):
        try:
            prints[path] = fingerprint_joined(desk.task.texts, [actual(part) for part in desk.parts[path]])
        except ReadingRoomError as error:
            desk.fail(replace(error.message, path=path))
        desk.progress("Reading", done + 1, len(paths))
    return prints


def load_ledgers(desk: Desk, paths: list[str], asleep: set[str]) -> set[str]:
    """Load the ledgers of all texts but those asleep, and of documents whose text is gone; returns the texts whose ledger is damaged."""
    damaged = set()
    known = [entry.path for entry in desk.registry.entries()] or desk.shelf.ledgers()  # a registry that was lost is made of these
    for path in dict.fromkeys((*paths, *known)):
        if path in asleep:
            continue
        try:
            entry = desk.shelf.ledger(path)
        except ReadingRoomError as error:
            desk.fail(error.message)
            damaged.add(path)
            continue
        if entry:
            desk.ledgers[path] = ledger.without_edits(entry)
            if withholds(status := status_of(entry)):
                desk.held.update({part.path: status for part in entry.parts[1:]})  # should they be parted now
                desk.held.setdefault(path, status)
            desk.shelf.keep_place(path, entry.markdown)
            desk.registry.adopt(path, entry.header)
            if withholds(status) and path in desk.registry and not desk.registry[path].status:
                desk.registry.mark(path, status.strip().lower(), "")
    return damaged


def take_in_followers(desk: Desk) -> None:
    """Texts that now go on another's document and had one of their own: it goes, and its slug leads to the other.

    One that a hand has edited stays, and so does the text's own document: nothing is thrown away that can't be made again.
    """
    for path, parts in list(desk.parts.items()):
        for part in parts[1:]:
            entry = _own(desk, part)
            if entry is None:
                continue
            if _edited_body(desk, entry):
                hint = f"move the edits to the document of {path} and delete this one's Markdown"
                desk.report.say(
                    Message("M-07", "continues another text, but its own Markdown was edited by hand", hint, part, level="warning")
                )
                desk.parts[path] = tuple(other for other in desk.parts[path] if other != part)
                desk.parts[part] = (part,)
            else:
                before = strictest((status_of(entry), desk.registry[part].status))
                _, said, _ = hold(before, {}, desk.corrections.of(part))
                if withholds(said.get("Status", "")):
                    desk.held[path] = strictest((said["Status"], desk.held.get(path, "")))
                desk.shelf.remove(entry)
                desk.registry.lead(part, path)
                desk.report.count("joined")


def _own(desk: Desk, path: str) -> Ledger | None:
    """The ledger of a text's own document, if it has one that can be read."""
    try:
        return desk.shelf.ledger(path) if path in desk.registry else None
    except ReadingRoomError:
        return None  # told when ledgers are loaded


def find_moved(desk: Desk, prints: dict[str, str], asleep: set[str]) -> bool:
    """A text with no document, whose bytes are those of a document with no text, is that document at a new path. Whether there was any."""
    moved = False
    lost = {entry.sha256: path for path, entry in desk.ledgers.items() if path not in prints}
    for path, sha256 in prints.items():
        old = lost.get(sha256)
        if path in asleep or path in desk.ledgers or path in desk.registry or not old or old not in desk.registry:
            continue
        entry = desk.shelf.ledger(old)  # with its edits
        if entry is None:
            continue
        del desk.ledgers[old]
        markdown = desk.shelf.markdown(entry)
        new = replace(entry, path=path, markdown=desk.shelf.markdown_path(path))
        desk.registry.move(old, path)
        if "withheld" in (status_of(entry), desk.registry[path].status):  # the row of the folder it came to says nothing of it
            desk.registry.mark(path, COPY, desk.registry[path].trace)
        if markdown is not None:
            desk.shelf.write(new, markdown)
        desk.shelf.remove(entry)
        desk.ledgers[path] = ledger.without_edits(new)
        del lost[sha256]
        desk.report.count("moved")
        desk.report.say(Message("C-07", f"was {old}: same text, so it keeps its number, slug and edits", path=path, level="note"))
        moved = True
    return moved


def decide(desk: Desk, path: str, sha256: str) -> Literal["convert", "keep", "leave"]:
    """What is to be done with a text: convert it; keep its document, but for what hand and spreadsheet say; or leave both alone.

    Markdown that a hand has edited is never converted again. If its text changed as well, a person must decide: that is told.
    """
    entry = desk.ledgers.get(path)
    if entry is None:
        return "convert"
    changed = entry.sha256 != sha256
    if entry.lost and not changed:
        return "convert"
    if not changed and not desk.task.again:
        return "keep"
    if _edited_body(desk, entry):
        desk.report.count("kept")
        if changed:
            hint = "edit the Markdown to match, or delete it to convert the new text"
            desk.report.say(
                Message("C-05", "the text changed, but its Markdown was edited by hand: left as it is", hint, path, level="warning")
            )
            return "leave"
        return "keep"
    return "convert"


def _edited_body(desk: Desk, entry: Ledger) -> bool:
    markdown = desk.standing(entry)
    if markdown is None:
        return False
    if entry.by_hand or entry.lost:
        return True
    return ledger.sha256(markdown) not in (entry.written, entry.replaces) and ledger.sha256(header.split(markdown)[1]) != entry.body_sha256


def tell_vanished(desk: Desk, paths: set[str]) -> None:
    """Name the documents whose text is gone; nothing is deleted, least of all when all are gone."""
    gone = [entry.path for entry in desk.registry.entries() if entry.path not in paths and not desk.registry.is_lead(entry.path)]
    vanished = [path for path in gone if path in desk.ledgers or not _is_given_up(desk, path)]
    if not paths:
        desk.report.say(_empty(len(vanished)))
        return
    for path in vanished:
        hint = "delete its Markdown and ledger too if it is to go; its number and slug stay taken"
        desk.report.say(Message("C-13", "the text has vanished; its document stays", hint, path, level="warning"))


def _empty(vanished: int) -> Message:
    """What is to be said of a folder without texts, of which there may be documents."""
    if not vanished:
        return Message("S-01", "the folder holds no texts", "put your text files there: *.txt or *.text", level="warning")
    fact = f"the folder holds no text any more; nothing was deleted ({vanished} documents stay)"
    return Message("C-13", fact, "is it the right folder?", level="warning")


def _is_given_up(desk: Desk, path: str) -> bool:
    try:
        return is_given_up(desk.shelf, path)
    except ReadingRoomError:
        return False  # something is there
