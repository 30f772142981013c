"""From a Markdown file to what Pelican calls content and metadata.

A file with `Source:` is a converted document: its header is read by `readingroom.header`, its body made safe by
`readingroom.site.body`. A file without one was written by hand and goes through Pelican's own Markdown reader, unless it is a converted
document whose header was cut short: its status may be lost, and what its text says must not be live.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from pelican.contents import Author, Category, Tag
from pelican.readers import MarkdownReader, Readers

from readingroom import header
from readingroom.site.body import Event, pyromark_events, render
from readingroom.site.edtf import moment
from readingroom.site.harmless import printable
from readingroom.site.leaves import split_tags, stated
from readingroom.site.python_markdown import python_markdown_events
from readingroom.site.reading import Reading
from readingroom.site.sources import inside, read_ledger
from readingroom.statuses import PUBLIC, PUBLISHED, REDACTED, in_force

logger = logging.getLogger(__name__)

EXTENSIONS = ("md", "markdown", "mkd", "mdown")
_UNDATED = datetime(1, 1, 1)
_ORIGIN = re.compile(r"(?m)^[ \t]*+Source-SHA256:[ \t]*+[0-9a-f]{64}\b")
_CUT_SHORT = (
    "%s has lost its Source, and is left out of the site: its header ends too early, at a blank line or a line that is no field. "
    "Build again, or take the file back; a page of your own belongs into content/pages"
)
_WORD = re.compile(r"[^\W_]++")

ENGINES: dict[str, Callable[[str], Iterable[Event]]] = {"pyromark": pyromark_events, "python-markdown": python_markdown_events}


def use_reader(readers: Readers) -> None:
    """Put our reader in the place of Pelican's for Markdown files."""
    for extension in EXTENSIONS:
        readers.reader_classes[extension] = DocumentReader


class DocumentReader(MarkdownReader):  # type: ignore[misc]  # Pelican carries no types
    """Reads converted documents itself and leaves what was written by hand to Pelican."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The HTML of a file and its metadata. A document that is withheld, or whose status nobody knows, is skipped."""
        fields, body = header.split(Path(source_path).read_text("utf-8", "surrogateescape").replace("\r\n", "\n"))
        lower = {name.lower(): printable(value) for name, value in fields.items()}
        status = in_force(lower.get("status", "").lower(), str(self.settings.get("EDITION_DATE", "")))
        if status == PUBLISHED:  # its day has come, perhaps
            lower["status"] = status
        if status == REDACTED and lower.get("source"):
            lower = without_told_summary(lower, body)
            if not self.is_redacted(lower["source"], body):
                name = self.name(source_path)
                logger.warning("%s is to be redacted, but nothing was taken out of it yet: left out of the site until a hand does", name)
                status = "unredacted"
        if status not in PUBLIC | ({REDACTED} if lower.get("source") else set()):
            return "", {"title": "", "status": "skip", "slug": lower.get("slug", "")}
        if not lower.get("source"):
            if self.is_cut_short(source_path, body):
                logger.error(_CUT_SHORT, self.name(source_path))
                return "", {"title": "", "status": "skip", "slug": ""}
            content, metadata = super().read(source_path)
            reading = Reading()
            if status == "draft":
                metadata.setdefault("category", self._category_of_drafts())
        else:
            events = ENGINES[self.settings.get("READER", "pyromark")]
            content, reading = render(events(body), int(self.settings.get("CHAPTER_LIMIT", 0)))
            metadata = self.metadata(lower, reading)
        metadata.setdefault("date", sort_date(lower))
        return content, {**metadata, "fields": lower, "reading": reading}

    def name(self, source_path: str) -> str:
        """What a file is called in messages: its path below the content."""
        path, folder = Path(source_path), Path(self.settings["PATH"] or ".").absolute()
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name

    def is_cut_short(self, source_path: str, body: str) -> bool:
        """Whether a file without a source is a converted document all the same: what should be in its header stands in its text, or
        a ledger names it."""
        if _ORIGIN.search(body):
            return True
        name = self.name(source_path)
        stem = name.partition("/")[2].removesuffix(".md")
        ledgers = (inside(Path(self.settings["PATH"] or ".") / "ledger", f"{stem}{ending}.json") for ending in ("", ".txt", ".TXT"))
        documents = (read_ledger(file).get("markdown") for file in ledgers)
        return any(isinstance(document, dict) and document.get("path") == name for document in documents)

    def is_redacted(self, source: str, body: str) -> bool:
        """Whether a hand changed the body since it was converted. Where no ledger can say so, the word of the header must do."""
        file = inside(Path(self.settings["PATH"]) / "ledger", f"{source}.json")
        converted = read_ledger(file).get("markdown")
        digest = sha256(body.encode("utf-8", "surrogateescape")).hexdigest()
        return not isinstance(converted, dict) or converted.get("body_sha256") != digest

    def metadata(self, fields: Mapping[str, str], reading: Reading) -> dict[str, Any]:
        """The metadata of a document under Pelican's names; nothing else of its header gets a name that Pelican would act upon."""
        autoescape = self.settings["JINJA_ENVIRONMENT"].get("autoescape")
        text = (lambda value: value) if autoescape else escape
        given: dict[str, Any] = {"title": text(fields.get("title", "") or reading.incipit or fields["source"])}
        for name in ("slug", "lang", "summary"):
            if fields.get(name):
                given[name] = text(fields[name])
        given.setdefault("summary", "")
        if fields.get("status", "").lower() in PUBLIC - {""}:
            given["status"] = fields["status"].lower()
        if fields.get("authors"):
            given["authors"] = [Author(text(name), self.settings) for name in header.split_names(fields["authors"])]
        if fields.get("tags"):
            given["tags"] = [Tag(text(name), self.settings) for name in split_tags(fields["tags"])]
        if fields.get("category"):
            given["category"] = Category(text(fields["category"]), self.settings)
        elif given.get("status") == "draft":
            given["category"] = self._category_of_drafts()
        return given

    def _category_of_drafts(self) -> Category:
        """The category of drafts that have none: Pelican asks every draft for one."""
        return Category("drafts", self.settings)


def without_told_summary(fields: Mapping[str, str], body: str) -> dict[str, str]:
    """The fields of a redacted document: with its summary only if that is, word for word, a stretch of what is left of the text.

    A summary is taken from the text when it is converted, and so may hold what was taken out since.
    """
    if letters(fields.get("summary", "")) in letters(body):
        return dict(fields)
    return {name: value for name, value in fields.items() if name != "summary"}


def letters(text: str) -> str:
    """The words of a text, folded and each between spaces: for asking whether one text holds another."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def sort_date(fields: Mapping[str, str]) -> datetime:
    """The date that Pelican needs for its own sorting. It is never shown: see `Moment` for what is."""
    when = moment(stated(fields))
    year, month, day = when.order
    if not when.words or not 1 <= year <= 9998:
        return _UNDATED
    try:
        return datetime(year, max(1, month), max(1, day))
    except ValueError:  # 29 February of a common year
        return datetime(year, max(1, month), 1)
