"""One text converted in memory: what its Markdown is going to be, before the whole collection is looked at."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from readingroom import ledger
from readingroom.collection.desk import Desk
from readingroom.collection.drafts import take_survey
from readingroom.collection.task import Task
from readingroom.collection.vanished import gone_paths
from readingroom.document import Survey
from readingroom.errors import ReadingRoomError
from readingroom.memory import Memory
from readingroom.names import record
from readingroom.progress import Report, silent
from readingroom.read import find
from readingroom.workers import draft


class Trial:
    """Converts texts of a collection that was converted before, with what it had in common then. Writes nothing."""

    def __init__(self, task: Task, known: Survey | None = None) -> None:
        """Raises ReadingRoomError if registry or spreadsheet can't be read. `known`: what an earlier trial knew of the collection.

        It is good enough for a guess: one text hardly changes it, and where it is not remembered all texts would have to be read.
        """
        memory = Memory(task.cache)
        try:
            self.desk = Desk(task, Report(), silent, memory)
            texts = [record(name) for name in find(task.texts)[0]]
            self.desk.corrections, _ = self.desk.corrections.fitted((*texts, *gone_paths(self.desk, texts)), self.desk.registry.former())
            self.desk.parts, _ = self.desk.corrections.joined(texts)
            self.firsts = {part: path for path, parts in self.desk.parts.items() for part in parts}
            self.known = known or take_survey(self.desk, self._hashes())
        finally:
            memory.close()

    def _hashes(self) -> dict[str, str]:
        """The hashes of the texts as they were converted. A text that was written a moment before has no stamp, but it has a ledger."""
        stamps = self.desk.memory.stamps()
        hashes = {path: stamps[path].sha256 for path in self.desk.parts if path in stamps}
        for path in self.desk.parts.keys() - stamps.keys():
            with suppress(ReadingRoomError):  # the build told it
                if entry := self.desk.shelf.ledger(path):
                    hashes[path] = entry.sha256
        return hashes

    def document(self, text: str) -> str:
        """The document that a text is part of, by its first text; "" if there is none."""
        return self.firsts.get(text, "")

    def markdown(self, path: str) -> str | None:
        """The Markdown of the document that begins with this text; None if it can't be foretold: the text is new, is part of another
        document or can't be converted, or a hand has edited the Markdown, which then stays."""
        desk, task = self.desk, self.desk.task
        if path not in desk.parts or path not in desk.registry:
            return None
        try:
            entry = desk.shelf.ledger(path)
            standing = desk.standing(entry) if entry else None
            if entry is None or standing is None or ledger.sha256(standing) != entry.written:
                return None
            desk.shelf.keep_place(path, entry.markdown)
            desk.ledgers[path] = ledger.without_edits(entry)  # what was withheld stays so
            made = draft(task.texts, task.encoding, task.off, self.known, desk.parts[path])
            if made.ledger is None:
                return None
            return desk.compose(replace(made.ledger, markdown=entry.markdown), made.body, desk.hand(entry, standing))[1]
        except (ReadingRoomError, OSError):
            return None  # the build is going to say it
