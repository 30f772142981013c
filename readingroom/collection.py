"""A folder of texts becomes documents, ledgers and a registry: what is new is converted, what is there is kept.

For each text one of these is true, and is counted under its name:
    converted    it had no document, or the text changed, or --again was said
    unchanged    text, Markdown and spreadsheet are as they were
    updated      the spreadsheet or a hand changed its Markdown; text and rules did not
    moved        the same bytes stand at another path now
    kept         the text changed, but a hand has edited the Markdown: left alone and reported
    failed       it could not be read or converted
"""

from __future__ import annotations

import errno
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from readingroom import corrections, fields, header, ledger, quality, survey
from readingroom.convert import RULES
from readingroom.corrections import Corrections
from readingroom.describe import category
from readingroom.document import Survey, apply
from readingroom.errors import Message, ReadingRoomError
from readingroom.ledger import Ledger
from readingroom.memory import Memory, Stamp, look, settled
from readingroom.names import actual, record
from readingroom.progress import Progress, Report
from readingroom.read import find, fingerprint, read
from readingroom.registry import Registry
from readingroom.shelf import Shelf
from readingroom.workers import Draft, draft, pool, take_stock


@dataclass(frozen=True)
class Task:
    """What to convert, and how."""

    texts: Path
    content: Path
    metadata: Path | None = None  # the spreadsheet
    edition: str = "1"
    again: bool = False  # convert what is converted already, with today's rules and collection
    encoding: str | None = None  # for all texts; None: found for each
    jobs: int = 0  # processes; 0: one a core
    cache: Path | None = None  # where the memory of the last conversion is kept; None: nowhere


def convert_collection(task: Task, report: Report, progress: Progress) -> None:
    """Bring content/ up to date with texts/. What goes wrong with one text is reported, and the others go on.

    Raises ReadingRoomError if nothing can be done: no such folder (U-03), a damaged registry (G-01), a spreadsheet without columns (M-01).
    """
    memory = Memory(task.cache)
    try:
        _Run(task, report, progress, memory).run()
    finally:
        memory.close()


class _Run:
    """One conversion of a collection: the state that its steps share."""

    def __init__(self, task: Task, report: Report, progress: Progress, memory: Memory) -> None:
        self.task, self.report, self.progress, self.memory = task, report, progress, memory
        self.shelf = Shelf(task.content)
        self.registry: Registry = self.shelf.registry()
        self.corrections, wrong = corrections.read(task.metadata) if task.metadata else (Corrections({}, {}), [])
        self.ledgers: dict[str, Ledger] = {}
        self.left: dict[str, tuple[str, str]] = {}  # how ledger and Markdown look, of documents that are as they should be
        self.damaged: set[str] = set()  # texts whose ledger can't be read: left alone
        for message in wrong:
            report.say(message)

    def run(self) -> None:
        """All steps, in order."""
        if not self.task.texts.is_dir():
            raise ReadingRoomError("U-03", f"there is no folder {str(self.task.texts)!r}", "give the folder that holds your text files")
        names, passed_over = find(self.task.texts)
        for message in passed_over:
            self.report.say(message)
        paths = [record(name) for name in names]
        for message in self.corrections.unknown(paths):
            self.report.say(message)
        looks = {path: look(self.task.texts / actual(path)) for path in paths}  # before they are read: what changes later is seen next time
        looks = {path: seen if settled(seen) else "" for path, seen in looks.items()}
        asleep = self._untouched(looks)
        awake = [path for path in paths if path not in asleep]
        self._load_ledgers(awake, set(asleep))
        prints = {path: stamp.sha256 for path, stamp in asleep.items()} | self._fingerprints(awake)
        prints = {path: prints[path] for path in paths if path in prints and path not in self.damaged}
        self._find_moved(prints, set(asleep))
        wanted = [path for path in awake if path in prints and self._must_convert(path, prints[path])]
        known = self._survey(prints) if wanted else Survey()
        try:
            self._keep_all([path for path in awake if path in prints and path not in set(wanted)])
            self.report.count("unchanged", len(asleep))
            self._convert_all(wanted, known, prints)
        except _DiskFull as full:
            self.report.say(full.message)
        finally:
            self._save_registry()
            self._remember(looks, asleep)
        self._tell_vanished(set(paths))

    # -- what the last conversion knew

    def _untouched(self, looks: dict[str, str]) -> dict[str, Stamp]:
        """The texts of which nothing has changed since they were left: neither they, nor their documents, nor what is said of them."""
        if self.memory.warning:
            self.report.say(self.memory.warning)
        if self.task.again:
            return {}
        stamps = self.memory.stamps()
        asleep = {}
        for path, seen in looks.items():
            stamp = stamps.get(path)
            if (
                stamp
                and seen
                and stamp.text == seen
                and stamp.ledger == look(self.shelf.ledger_file(path))
                and stamp.markdown == look(self.shelf.content / stamp.place)
                and stamp.inputs == self._inputs(path)
            ):
                asleep[path] = stamp
                self.shelf.keep_place(path, stamp.place)
                if stamp.rules != RULES:
                    self.report.count("converted with older rules")
        return asleep

    def _inputs(self, path: str) -> str:
        """What else decides over a document's Markdown, as one word."""
        entry = self.registry[path] if path in self.registry else None
        return ledger.sha256(repr((sorted(self.corrections.of(path).items()), entry)))

    def _remember(self, looks: dict[str, str], asleep: dict[str, Stamp]) -> None:
        stamps = dict(asleep)
        for path, (ledger_left, markdown_left) in self.left.items():
            entry, seen = self.ledgers[path], looks.get(path)
            if seen and ledger_left and markdown_left:
                stamps[path] = Stamp(seen, ledger_left, markdown_left, entry.markdown, entry.sha256, self._inputs(path), entry.rules)
        self.memory.keep(stamps)

    # -- what is there

    def _fingerprints(self, paths: list[str]) -> dict[str, str]:
        """path -> SHA-256 of its bytes, of all that can be read; the others are reported."""
        prints = {}
        for done, path in enumerate(paths):
            try:
                prints[path] = fingerprint(self.task.texts, actual(path))
            except ReadingRoomError as error:
                self._fail(replace(error.message, path=path))
            self.progress("Reading", done + 1, len(paths))
        return prints

    def _load_ledgers(self, paths: list[str], asleep: set[str]) -> None:
        for path in dict.fromkeys((*paths, *(entry.path for entry in self.registry.entries()))):
            if path in asleep:
                continue
            try:
                entry = self.shelf.ledger(path)
            except ReadingRoomError as error:
                self._fail(error.message)
                self.damaged.add(path)
                continue
            if entry:
                self.ledgers[path] = entry
                self.shelf.keep_place(path, entry.markdown)
                self.registry.adopt(path, entry.header)

    def _find_moved(self, prints: dict[str, str], asleep: set[str]) -> None:
        """A text with no document, whose bytes are those of a document with no text, is that document at a new path."""
        lost = {entry.sha256: path for path, entry in self.ledgers.items() if path not in prints}
        for path, sha256 in prints.items():
            old = lost.get(sha256)
            if path in asleep or path in self.ledgers or path in self.registry or not old or old not in self.registry:
                continue
            entry = self.ledgers.pop(old)
            markdown = self.shelf.markdown(entry)
            new = replace(entry, path=path, markdown=self.shelf.markdown_path(path))
            self.registry.move(old, path)
            if markdown is not None:
                self.shelf.write(new, markdown)
            self.shelf.remove(entry)
            self.ledgers[path] = new
            del lost[sha256]
            self.report.count("moved")
            self.report.say(Message("C-07", f"was {old}: same text, so it keeps its number, slug and edits", path=path, level="note"))

    def _must_convert(self, path: str, sha256: str) -> bool:
        entry = self.ledgers.get(path)
        if entry is None:
            return True
        changed = entry.sha256 != sha256
        if not changed and not self.task.again:
            return False
        if self._edited_body(entry):
            if changed:
                hint = "edit the Markdown to match, or delete it to convert the new text"
                self.report.say(Message("C-05", "the text changed, but its Markdown was edited by hand: left as it is", hint, path, level="warning"))
            self.report.count("kept")
            return False
        return True

    def _edited_body(self, entry: Ledger) -> bool:
        markdown = self.shelf.markdown(entry)
        if markdown is None:
            return False
        if entry.by_hand:
            return True
        return ledger.sha256(markdown) not in (entry.written, entry.replaces) and ledger.sha256(header.split(markdown)[1]) != entry.body_sha256

    # -- the two passes

    def _survey(self, prints: dict[str, str]) -> Survey:
        """What the collection as it is now has in common: texts that were surveyed before are remembered by their hash."""
        tallies = self.memory.tallies(prints.values())
        paths = [path for path, sha256 in prints.items() if sha256 not in tallies]
        new = {}
        with pool(len(paths), self.task.jobs) as over:
            for done, (path, tally) in enumerate(zip(paths, over(partial(take_stock, self.task.texts, self.task.encoding), paths), strict=True), 1):
                if tally is not None:
                    new[prints[path]] = tally
                self.progress("Surveying", done, len(paths))
        self.memory.keep_tallies(new)
        tallies |= new
        return survey.conclude(tallies[sha256] for sha256 in prints.values() if sha256 in tallies)

    def _convert_all(self, paths: list[str], known: Survey, prints: dict[str, str]) -> None:
        digests = {}
        with pool(len(paths), self.task.jobs) as over:
            for done, made in enumerate(over(partial(draft, self.task.texts, self.task.encoding, known), paths), 1):
                for message in made.messages:
                    self.report.say(message)
                if made.ledger is None:
                    self.report.count("failed")
                else:
                    digests[made.path] = made.digest
                    self._guarded(made.path, partial(self._put, made, made.ledger))
                self.progress("Converting", done, len(paths))
        by_bytes = {prints[path]: digest for path, digest in digests.items()}
        copies = {path: by_bytes[sha256] for path, sha256 in prints.items() if sha256 in by_bytes}  # of what was converted before
        for message in quality.duplicates({**copies, **digests}):
            self.report.say(message)

    def _put(self, made: Draft, entry: Ledger) -> None:
        """Write a fresh conversion. Fields that a hand changed stay changed."""
        old = self.ledgers.get(made.path)
        standing = self.shelf.markdown(old) if old else None
        hand = self._hand(old, standing) if old and standing is not None else {}
        entry = replace(entry, markdown=old.markdown if old else self.shelf.markdown_path(made.path))
        self._write(entry, made.body, hand, standing)
        self.report.count("converted")

    # -- what is converted already

    def _keep_all(self, paths: list[str]) -> None:
        for path in paths:
            entry = self.ledgers[path]
            if entry.rules != RULES:
                self.report.count("converted with older rules")
            self._guarded(path, partial(self._refresh, entry))

    def _refresh(self, entry: Ledger) -> None:
        """Take in what a hand or the spreadsheet changed; write only what differs."""
        standing = self.shelf.markdown(entry)
        entry = replace(entry, found=(*(f for f in entry.found if f.field != "category"), *filter(None, [category(entry.path)])))
        if standing is None or ledger.sha256(standing) == entry.replaces != entry.written:  # deleted, or cut off while it was written
            body, hand = self._body(entry), dict(entry.hand)
        else:
            now, text = header.split(standing)
            if ledger.sha256(standing) == entry.written:
                body, hand = ledger.undo_by_hand(entry, text), dict(entry.hand)
            else:
                body, hand = self._body(entry), self._hand(entry, standing)
                entry = replace(entry, by_hand=ledger.compare(body, text))
        changed = self._write(entry, body, hand, standing)
        self.report.count("updated" if changed else "unchanged")

    def _body(self, entry: Ledger) -> str:
        """The body as converted, made again from text and ledger."""
        source = read(self.task.texts, actual(entry.path), entry.encoding)
        if source.sha256 != entry.sha256:
            raise ReadingRoomError("C-06", "the text changed and its Markdown was edited: neither is touched", "take one of them back", path=entry.path)
        return apply(source.text, entry.edits)

    def _hand(self, entry: Ledger, standing: str) -> dict[str, str]:
        if ledger.sha256(standing) in (entry.written, entry.replaces):
            return dict(entry.hand)
        return fields.by_hand(entry, header.split(standing)[0])

    # -- writing

    def _write(self, entry: Ledger, body: str, hand: dict[str, str], standing: str | None) -> bool:
        """Give number and slug, compose the header, write ledger and Markdown; whether anything changed."""
        corrected = self.corrections.of(entry.path)
        for sentence in fields.conflicts(hand, corrected):
            self.report.say(Message("M-05", sentence, "the Markdown's word stands; make them agree", entry.path, level="warning"))
        title = hand.get("Title") or corrected.get("Title") or next((f.value for f in entry.found if f.field == "title"), "")
        slug = hand.pop("Slug", "") or corrected.get("Slug", "")
        try:
            place = self.registry.give(entry.path, title, self.task.edition, slug)
        except ReadingRoomError as error:
            self.report.say(error.message)
            place = self.registry.give(entry.path, title, self.task.edition)
        entry = replace(entry, header=fields.compose(entry.found, corrected, place, entry.sha256), hand=hand)
        markdown = ledger.markdown_of(entry, body)
        sha256 = ledger.sha256(markdown)
        old = self.ledgers.get(entry.path, entry)
        if sha256 == old.written:
            entry = replace(entry, replaces=old.replaces, written=old.written)
        else:
            entry = replace(entry, replaces=ledger.sha256(standing) if standing is not None else "", written=sha256)
        self.ledgers[entry.path] = entry
        looked = self._look(entry)
        changed = self.shelf.write(entry, markdown)
        self.left[entry.path] = self._look(entry) if changed else looked
        return changed

    def _look(self, entry: Ledger) -> tuple[str, str]:
        return look(self.shelf.ledger_file(entry.path)), look(self.shelf.content / entry.markdown)

    def _guarded(self, path: str, step: partial[None]) -> None:
        """Do a step for one text; what fails is that text alone, unless the disk is full."""
        try:
            step()
        except ReadingRoomError as error:
            self._fail(error.message)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                hint = "make room and run the command again: what is written is whole, and the rest will follow"
                raise _DiskFull(Message("C-11", "the disk is full", hint, path)) from error
            self._fail(Message("C-12", f"cannot be written ({error.strerror or error})", "mend the permissions of the folder", path))

    def _fail(self, message: Message) -> None:
        self.report.say(message)
        self.report.count("failed")

    def _save_registry(self) -> None:
        try:
            self.shelf.write_registry(self.registry)
        except OSError as error:
            self.report.say(Message("C-12", f"cannot be written ({error.strerror or error})", "make room or mend the permissions; run the command again", "registry.csv"))

    def _tell_vanished(self, paths: set[str]) -> None:
        vanished = [entry.path for entry in self.registry.entries() if entry.path not in paths]
        if vanished and not paths:
            self.report.say(Message("C-13", f"the folder holds no text any more; nothing was deleted ({len(vanished)} documents stay)", "is it the right folder?", level="warning"))
            return
        for path in vanished:
            hint = "delete its Markdown and ledger too if it is to go; its number and slug stay taken"
            self.report.say(Message("C-13", "the text has vanished; its document stays", hint, path, level="warning"))


class _DiskFull(Exception):  # noqa: N818  # not an error of ours: it stops the run, and is told as a message
    def __init__(self, message: Message) -> None:
        self.message = message
