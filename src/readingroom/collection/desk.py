"""The desk at which a collection is converted: what all steps share, and how a document is written."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace

from readingroom import corrections, fields, header, holding, ledger
from readingroom.addresses import vanished
from readingroom.collection.task import Task
from readingroom.corrections import Corrections
from readingroom.errors import Message, ReadingRoomError
from readingroom.ledger import Ledger
from readingroom.memory import Memory
from readingroom.progress import Progress, Report
from readingroom.registry import COPY, Registry
from readingroom.rereading import reread
from readingroom.resemblance import Held, trace
from readingroom.shelf import Shelf
from readingroom.statuses import PUBLISHED, WITHHELD, strictest
from readingroom.write.files import look_closely


class DiskFullError(Exception):
    """Stops the run: what follows would fail too."""


class Desk:
    """One conversion of a collection."""

    def __init__(self, task: Task, report: Report, progress: Progress, memory: Memory) -> None:
        self.task, self.report, self.progress, self.memory = task, report, progress, memory
        self.shelf = Shelf(task.content, task.wrote)
        self.registry: Registry = self.shelf.registry()
        self.corrections, wrong = corrections.read(task.metadata) if task.metadata else (Corrections({}, {}), [])
        self.parts: dict[str, tuple[str, ...]] = {}  # path of each document's first text -> all its texts
        self.ledgers: dict[str, Ledger] = {}
        self.left: dict[str, tuple[str, str]] = {}  # how ledger and Markdown look, of documents that are as they should be
        self.held: dict[str, str] = {}  # texts that were part of another document, and the status that held it back
        self.traces = Held({})  # of texts that are held back
        self.near: dict[str, str] = {}  # new texts that are near to one that is held back, and which that is
        self.written: set[str] = set()  # documents that say what hand and spreadsheet say
        self.restless: set[str] = set()  # documents of which something has to be said at each run
        for message in wrong:
            report.say(message)

    def said(self, path: str) -> dict[str, str]:
        """What the spreadsheet says of a document, all its texts taken together."""
        return self.corrections.of(path, *self.parts.get(path, ())[1:])

    def standing(self, entry: Ledger) -> str | None:
        """A document's Markdown as it is, but for blank lines in its header; None if there is none. Raises ReadingRoomError C-09."""
        markdown = self.shelf.markdown(entry)
        return markdown if markdown is None else holding.mended(markdown)

    def hand(self, entry: Ledger, standing: str) -> dict[str, str]:
        """Which fields of a document's Markdown a hand has changed, since it was written or before."""
        if ledger.sha256(standing) in (entry.written, entry.replaces):
            return dict(entry.hand)
        return fields.by_hand(entry, header.split(standing)[0])

    def write(self, entry: Ledger, body: str, hand: dict[str, str], standing: str | None, published: str | None) -> bool:
        """Give number and slug, compose the header, write ledger and Markdown; whether anything changed.

        `standing` is the Markdown that is there now, `published` the body that readers may have cited.
        """
        kept, said, why = self._held(entry.path, hand)
        if why:
            self.restless.add(entry.path)
            if entry.path not in self.near:  # of which it was told
                self.report.say(holding.kept_back(entry.path, why))
        for sentence in fields.conflicts(kept, said):
            self.report.say(Message("M-05", sentence, "the Markdown's word stands; make them agree", entry.path, level="warning"))
        if hand.get("Status") == PUBLISHED and holding.withholds(row := said.get("Status", "")):
            fact = f"Status: the Markdown says 'published', metadata.csv says {row!r}"
            self.report.say(Message("M-05", fact, "the stricter word stands; make them agree", entry.path, level="warning"))
        entry, markdown = self.compose(entry, body, hand)
        sha256 = ledger.sha256(markdown)
        old = self.ledgers.get(entry.path, entry)
        if sha256 == old.written:
            entry = replace(entry, replaces=old.replaces, written=old.written)
        else:
            entry = replace(entry, replaces=ledger.sha256(standing) if standing is not None else "", written=sha256)
        self.ledgers[entry.path] = ledger.without_edits(replace(entry, by_hand=()))  # what is left to be asked of it
        if published is not None and published != (now := header.split(markdown)[1]):
            self.registry.retire(entry.path, *vanished(published, now))
        self.remember(entry, body)
        looked = self._look(entry) if standing is not None else ("", "")
        changed = self.shelf.write(entry, markdown)
        self.written.add(entry.path)
        if entry.path not in self.restless:
            self.left[entry.path] = self._look(entry) if changed else looked
        return changed

    def compose(self, entry: Ledger, body: str, hand: dict[str, str]) -> tuple[Ledger, str]:
        """The ledger with its header, and the Markdown that follows from it."""
        hand, corrected, _ = self._held(entry.path, hand)
        title = hand.get("Title") or corrected.get("Title") or next((f.value for f in entry.found if f.field == "title"), "")
        wanted = hand.pop("Slug", "")
        slug = wanted or corrected.get("Slug", "")
        try:
            place = self.registry.give(entry.path, title, self.task.edition, slug)
        except ReadingRoomError as error:
            line = 0 if wanted else self.corrections.line(entry.path, "Slug")
            where = {"path": corrections.FILE, "line": line} if line else {"hint": "choose another in its Markdown"}
            self.report.say(replace(error.message, fact=f"{error.message.fact}: {entry.path} keeps its own", **where))
            self.restless.add(entry.path)
            place = self.registry.give(entry.path, title, self.task.edition)
        entry = replace(entry, header=fields.compose(entry.found, corrected, place, entry.sha256), hand=hand)
        return entry, ledger.markdown_of(entry, body)

    def before(self, path: str) -> str:
        """The status that holds a document back as far as ledger and registry remember, or the text that it is near to."""
        old, entry = self.ledgers.get(path), self.registry.get(path)
        status = entry.status if entry else ""
        near = WITHHELD if path in self.near or status == COPY else ""
        return strictest((holding.status_of(old) if old else "", near or status, self.held.get(path, "")))

    def row(self, path: str) -> dict[str, str]:
        """What the spreadsheet says of a document that may have to stay held back: a copy is published by its own row alone."""
        said, entry = self.said(path), self.registry.get(path)
        is_copy = path in self.near or (entry is not None and entry.status == COPY)
        if is_copy and said.get("Status") == PUBLISHED and not self.corrections.is_published(path):
            del said["Status"]
        return said

    def _held(self, path: str, hand: dict[str, str]) -> tuple[dict[str, str], dict[str, str], str]:
        """What hand and spreadsheet say, see `holding.hold`."""
        return holding.hold(self.before(path), hand, self.row(path))

    def remember(self, entry: Ledger, body: str) -> None:
        """Let the registry know whether a document is held back; then a trace of its text is kept there as well."""
        path, place = entry.path, self.registry[entry.path]
        status = {**entry.header, **entry.hand}.get("Status", "").strip().lower()
        if not holding.withholds(status):
            self.registry.mark(path, "", "")
            return
        if status == WITHHELD and (path in self.near or place.status == COPY) and not holding.withholds(self.row(path).get("Status", "")):
            status = COPY
        self.registry.mark(path, status, self.trace(entry) or place.trace or trace(body))

    def trace(self, entry: Ledger) -> str:
        """What is kept of the text of a document; "" where that is not at hand."""
        try:
            return trace(reread(self.task.texts, entry).text)
        except (ReadingRoomError, OSError):
            return ""

    def _look(self, entry: Ledger) -> tuple[str, str]:
        return look_closely(self.shelf.ledger_file(entry.path)), look_closely(self.shelf.file(entry.markdown))

    def guarded(self, path: str, step: Callable[[], object]) -> None:
        """Do a step for one text; what fails is that text alone, unless the disk is full."""
        try:
            step()
        except ReadingRoomError as error:
            self.fail(error.message)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                hint = "make room and run the command again: what is written is whole, and the rest will follow"
                self.report.say(Message("C-11", "the disk is full", hint, path))
                raise DiskFullError from error
            self.fail(Message("C-12", f"cannot be written ({error.strerror or error})", "mend the permissions of the folder", path))

    def fail(self, message: Message) -> None:
        """One text failed; the others go on."""
        self.report.say(message)
        self.report.count("failed")
