"""What may not be shown, whatever its Markdown says: the registry, the ledger or the spreadsheet hold it back.

A build enters this into the Markdown first, and then there is nothing left to do here. It is Pelican's own command that has no such step,
or a build whose spreadsheet can't be used.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican.generators import ArticlesGenerator

from readingroom import corrections
from readingroom.collection.suspects import suspects
from readingroom.corrections import Corrections
from readingroom.errors import Message, ReadingRoomError
from readingroom.holding import effective
from readingroom.names import record
from readingroom.read import find
from readingroom.registry import COPY, Registry, load
from readingroom.site.sources import ledger_file, read_ledger
from readingroom.statuses import PUBLISHED, REDACTED, WITHHELD, in_force, strictest, withholds

logger = logging.getLogger(__name__)

LISTS = ("articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations")


class Decisions:
    """What is remembered and said of the documents of a site, as far as it holds any of them back."""

    def __init__(self, content: Path, spreadsheet: Path, texts: Path, edition_date: str) -> None:
        self.content, self.edition_date = content, edition_date
        self.messages: list[Message] = []
        self.registry = self._registry()
        self.usable, self.sheet = True, Corrections({}, {})
        former, paths = self.registry.former(), [entry.path for entry in self.registry.entries() if not entry.lead]
        try:
            sheet, told = corrections.read(spreadsheet)
            self.sheet, more = sheet.fitted(paths, former)
            if self.sheet.unfit and texts.is_dir():  # there may be texts that have no document yet
                self.sheet, more = sheet.fitted([*map(record, find(texts)[0]), *paths], former)
            self.messages += [message for message in (*told, *more) if message.level == "error"]
        except ReadingRoomError as error:
            self.usable = False
            self.messages.append(error.message)

    def _registry(self) -> Registry:
        try:
            return load((self.content / "registry.csv").read_text("utf-8"))
        except (OSError, UnicodeDecodeError, ReadingRoomError):  # told where it is read for addresses; the ledgers remember as well
            return Registry()

    def status(self, fields: Mapping[str, str]) -> str:
        """The status that holds a document back, or a part of it; "" if none does. `fields` are those of its header, in small letters."""
        path = fields.get("source", "")
        entry = self.registry.get(path)
        before = entry.status if entry else self._in_ledger(path)
        parts = self._parts(path) if self.sheet.rows else ()
        row = self.sheet.of(path, *parts).get("Status", "")
        if before == COPY:
            before, row = WITHHELD, "" if row == PUBLISHED and not self.sheet.is_published(path) else row
        statuses = [in_force(status, self.edition_date) for status in (before, fields.get("status", "").lower(), row)]
        return effective(*statuses)

    def waiting(self, documents: Mapping[str, str]) -> set[str]:
        """The documents, path -> title, that came without a build and that a row may mean that fits none; all of them if there is a
        spreadsheet that can't be used."""
        first = {path: title for path, title in documents.items() if path not in self.registry and not self._ledger(path)}
        if not self.usable:
            return set(first)
        return {path for row in self.sheet.unfit for path in suspects(row, first)} if first else set()

    def _ledger(self, path: str) -> dict[str, Any]:
        return read_ledger(ledger_file(self.content, path))

    def _in_ledger(self, path: str) -> str:
        """The status with which a document was left that the registry does not know."""
        ledger = self._ledger(path)
        try:
            told = (ledger.get("hand", {}).get("Status", ""), ledger.get("markdown", {}).get("header", {}).get("Status", ""))
        except AttributeError:  # no ledger that we wrote
            return WITHHELD
        return strictest(status for status in told if withholds(str(status)))

    def _parts(self, path: str) -> tuple[str, ...]:
        """The other texts of a document, as the spreadsheet joins them."""
        return tuple(part for part, target in self.sheet.continues.items() if self._first(target) == path)

    def _first(self, path: str) -> str:
        seen = {path}
        while (before := self.sheet.continues.get(path)) and before not in seen:
            seen.add(path := before)
        return path


def decisions(settings: Mapping[str, Any]) -> Decisions:
    """Those of a site with these settings."""
    content = Path(settings["PATH"])
    texts = content.parent / str(settings.get("TEXTS", "texts"))
    return Decisions(content, content.parent / corrections.FILE, texts, str(settings.get("EDITION_DATE", "")))


def hold_back(generator: ArticlesGenerator) -> None:
    """Take every document out of the lists of a generator that is held back and does not say so itself."""
    lists = {name: getattr(generator, name) for name in LISTS}
    documents = [document for found in lists.values() for document in found if _fields(document).get("source")]
    if not documents:
        return
    known = decisions(generator.settings)
    for message in known.messages:
        logger.error("%s", message)
    waiting = known.waiting({_fields(one)["source"]: _fields(one).get("title", "") for one in documents})
    held = set()
    for document in documents:
        fields = _fields(document)
        status = known.status(fields)
        if withholds(status) and not status == fields.get("status", "").lower() == REDACTED:
            held.add(document.relative_source_path)
            logger.error("%s is %s, which its Markdown does not say: it is left out. Run: readingroom build", fields["source"], status)
        elif fields["source"] in waiting:
            held.add(document.relative_source_path)
            logger.error("%s is new, and may be what is to be held back: it waits. Mend metadata.csv", fields["source"])
    if held:
        for name, found in lists.items():
            setattr(generator, name, [document for document in found if document.relative_source_path not in held])
        for document in documents:
            if document.relative_source_path in held:  # links to it lead nowhere, as to any document that there is none of
                generator.context["generated_content"].pop(document.get_relative_source_path(), None)


def _fields(document: Any) -> dict[str, str]:
    """The header of a converted document; nothing for a page written by hand."""
    fields: dict[str, str] = document.metadata.get("fields") or {}
    return fields
