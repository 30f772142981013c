"""Documents that were read before are not read again.

What a reader makes of a file is kept with the digests of the file and of every other file that was opened on the way, under one digest
of settings and versions. A document whose reading said something (a warning), or that looked at the date, the network or a folder, is
read again each time.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from dateutil import parser as dateutil_parser  # type: ignore[import-untyped]  # it carries no types
from pelican import readers as pelican_readers
from pelican.contents import SkipStub
from pelican.urlwrappers import URLWrapper
from pelican.utils import SafeDatetime

from readingroom.site.engine.bodies import Bodies
from readingroom.site.engine.digest import digest
from readingroom.site.engine.environment import is_known_reader
from readingroom.site.engine.report import hearing

logger = logging.getLogger(__name__)

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
FRESH = 2_000_000_000
"""Nanoseconds for which a file counts as just written: another change may leave the same time, so its content is compared."""
BEHIND = ("settings", "_context", "_content", "translations")
"""What a document is given anew in each build."""

PLAIN_WRAPPER = {"settings", "_name", "_slug", "_slug_from_name", "name", "slug"}
"""What a category, tag or author holds that nobody added to."""

Stamp = tuple[int, int, int, int]


def stamp_of(status: os.stat_result) -> Stamp:
    """What changes with every change of a file, short of somebody setting clocks back."""
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns


def is_fresh(stamp: Stamp, now: int) -> bool:
    """Whether a file was written so lately that its stamp can't be trusted later."""
    return max(stamp[0], stamp[3]) > now - FRESH


@dataclass(slots=True)
class Row:
    """A document as it was read."""

    stamp: Stamp | None  # None: it was just written then
    sha: bytes  # of the file
    others: tuple[tuple[str, bytes], ...]  # other files that were opened, and their digests; b"" for one that wasn't there
    state: dict[str, Any]  # the attributes
    place: tuple[int, int]  # of the text in `Bodies`
    body: bytes  # its digest
    links: bool  # whether the text has links for Pelican to replace
    summary: str | None = None  # once it was asked for


class Watch:
    """Notes what happens while a document is read. One for the whole process, because audit hooks stay."""

    def __init__(self) -> None:
        self.active = False
        self.hooked = False
        self.opened: dict[str, None] = {}
        self.unsure = ""
        self.noting = False
        self.noted: dict[str, None] = {}  # what was opened for reading, or listed, since `note` was called

    def hook(self, event: str, args: tuple[Any, ...]) -> None:
        """See sys.addaudithook(3)."""
        if not (self.active or self.noting):
            return
        if event == "open":
            if isinstance(args[0], (str, bytes)) and not (isinstance(args[2], int) and args[2] & WRITING):
                self.opened[os.fsdecode(args[0])] = self.noted[os.fsdecode(args[0])] = None
        elif event in {"os.listdir", "os.scandir"} and args and isinstance(args[0], str):
            self.noted[args[0]] = None
            if not (args[0].startswith(INSTALLED) or args[0] in sys.path or args[0] == "."):  # or else it is an import
                self.unsure = event
        elif event.startswith(("socket.", "subprocess.", "os.listdir", "os.scandir", "glob.", "urllib.")):
            self.unsure = event

    def start(self) -> None:
        """From now on the system tells us."""
        if not self.hooked:
            sys.addaudithook(self.hook)
            self.hooked = True

    def note(self, on: bool) -> None:
        """Begin to note what a whole build looks at, or end."""
        self.start()
        self.noting = on
        if on:
            self.noted = {}

    @contextmanager
    def watching(self) -> Iterator[Watch]:
        """Start with nothing noted, and watch for as long as the block runs."""
        self.start()
        self.opened, self.unsure, self.active = {}, "", True
        try:
            yield self
        finally:
            self.active = False


WATCH = Watch()


class Reading:
    """Reads the documents of a site, through the cache. `rows` is what the last build left, for the same `epoch`."""

    def __init__(self, rows: dict[tuple[str, str], Row], bodies: Bodies) -> None:
        self.old = rows
        self.rows: dict[tuple[str, str], Row] = {}
        self.bodies = bodies
        self.started = time.time_ns()
        self.read = 0  # how many were not in the cache
        self.changed = False  # whether `rows` have to be written down again
        self.uncertain: list[str] = []  # documents that have to be read each time
        self.names: dict[tuple[type, str], Any] = {}
        self.stamps: dict[str, Stamp] = {}
        self.attaching = ""  # a document with an {attach} link

    def document(self, generator: Any, kind: Any, name: str, fresh: Callable[[], Any]) -> Any:
        """The document of a file: as it was kept, or read anew by `fresh`, which may raise whatever a reader raises.

        What was kept was valid. What is read anew is to be asked."""
        path = os.path.abspath(os.path.join(generator.path, name))
        key = (kind.__name__, name)
        stamp = self.stamp(path)
        row = self.old.get(key)
        if row is not None and self.holds(row, stamp, path, generator.settings):
            settled = None if is_fresh(stamp, self.started) else stamp
            self.changed = self.changed or row.stamp != settled
            row.stamp = settled
            self.rows[key] = row
            return self.restore(generator, kind, path, row, fresh)
        self.read += 1
        self.changed = True
        sha = file_digest(path)
        with hearing() as ear, WATCH.watching() as watch, dates_told() as told:
            document = fresh()
        reader = generator.readers.readers.get(os.path.splitext(name)[1][1:])
        sure = not watch.unsure and not told() and not ear.heard and is_known_reader(reader)
        if isinstance(document, SkipStub) or not document.is_valid():
            return document
        still = stamp_of(os.stat(path)) == stamp  # nobody wrote into it while it was read
        if sure and still and type(document) is kind and is_settled_date(document):
            self.intern(document)
            others = tuple((other, file_digest(other)) for other in watch.opened if is_another(other, path))
            self.keep(key, (stamp, sha, others), document, fresh)
        if key not in self.rows:
            self.uncertain.append(name)
        return document

    def intern(self, document: Any) -> None:
        """Let equal categories, tags and authors of all documents be one object each."""
        for state in (document.__dict__, document.metadata):
            for name in ("category", "author", "tags", "authors"):
                value = state.get(name)
                if isinstance(value, list):
                    state[name] = [self.one(item) for item in value]
                elif value is not None:
                    state[name] = self.one(value)

    def one(self, item: Any) -> Any:
        """The object that stands for an item."""
        if isinstance(item, URLWrapper) and not item.__dict__.keys() - PLAIN_WRAPPER and item._slug_from_name:
            return self.names.setdefault((type(item), item._name), item)
        return item

    def stamp(self, path: str) -> Stamp:
        """The stamp that a file had when it was first asked for."""
        found = self.stamps.get(path)
        if found is None:
            found = self.stamps[path] = stamp_of(os.stat(path))
        return found

    @staticmethod
    def holds(row: Row, stamp: Stamp, path: str, settings: Any) -> bool:
        """Whether a row still describes its file. A file that was only touched is the same, unless its time is its date."""
        same = row.stamp == stamp or (settings.get("DEFAULT_DATE") != "fs" and row.sha == file_digest(path))
        return same and all(file_digest(other) == sha for other, sha in row.others)

    def restore(self, generator: Any, kind: Any, path: str, row: Row, fresh: Callable[[], Any]) -> Any:
        """The document that a row describes."""
        document = kind.__new__(kind)
        state = document.__dict__
        state.update(row.state)
        state["metadata"] = row.state["metadata"].copy()
        state["settings"], state["_context"], state["translations"] = generator.settings, generator.context, []
        state["source_path"] = path
        self.lean(document, row, fresh)
        return document

    def lean(self, document: Any, row: Row, fresh: Callable[[], Any]) -> None:
        """Let a document fetch its text when it is asked for; from its file, should the kept one be damaged."""
        state = document.__dict__
        state["body"] = partial(self.body, row, fresh)
        if not row.links:
            state["body_digest"] = row.body
            if row.summary is not None:
                state["_short"] = row.summary

    def body(self, row: Row, fresh: Callable[[], Any]) -> Any:
        """The text of a document."""
        try:
            return self.bodies.get(row.place, row.body)
        except LookupError as error:
            logger.warning("A text is read anew, because %s. Deleting the cache folder mends it.", error)
            return fresh().__dict__["_content"]

    def keep(self, key: tuple[str, str], file: tuple[Stamp, bytes, tuple[tuple[str, bytes], ...]], document: Any, fresh: Any) -> None:
        """Remember a document, if it is plain data, and let go of its text. `file`: its stamp, its digest, what else was opened."""
        state = {name: value for name, value in document.__dict__.items() if name not in BEHIND}
        text = document._content
        if not isinstance(text, str) or "_get_content" in state:
            return
        state["metadata"] = dict(state["metadata"])
        stamp, sha, others = file
        place, body = self.bodies.put(text)
        row = Row(None if is_fresh(stamp, self.started) else stamp, sha, others, state, place, body, document.has_links())
        self.rows[key] = row
        del document.__dict__["_content"]
        self.lean(document, row, fresh)


def is_another(opened: str, path: str) -> bool:
    """Whether a file that was opened is part of the document: not the file itself, no code, nothing of an installed package."""
    return (
        os.path.abspath(opened) != path
        and not opened.endswith((".py", ".pyc", ".so"))
        and not os.path.abspath(opened).startswith(INSTALLED)
    )


INSTALLED = tuple({sys.prefix + os.sep, sys.base_prefix + os.sep, os.path.dirname(os.__file__) + os.sep, "/usr/share/", "/dev/"})


def file_digest(path: str) -> bytes:
    """A digest of a file's bytes; empty if it can't be read."""
    try:
        with open(path, "rb") as file:
            return digest(file.read())
    except OSError:
        return b""


def is_settled_date(document: Any) -> bool:
    """Whether the document would be the same on another day: Pelican makes a draft of one that is dated later than today."""
    return bool(document.settings["WITH_FUTURE_DATES"]) or not hasattr(document, "date")


OTHER_DAYS = SafeDatetime(1972, 1, 15), SafeDatetime(1977, 6, 20)
"""Two days that differ in everything."""


@contextmanager
def dates_told() -> Iterator[Callable[[], bool]]:
    """While the block runs, notice when Pelican fills a date from today's: "1931" becomes a day in 1931 that is another one tomorrow."""
    filled = False
    original = pelican_readers.get_date

    def get_date(string: str) -> Any:
        nonlocal filled
        if len(string) == 10 and string[4] == string[7] == "-" and string.isascii() and string.replace("-", "").isdecimal():
            with suppress(ValueError):  # what isn't a date after all is for Pelican to refuse
                return SafeDatetime(int(string[:4]), int(string[5:7]), int(string[8:]))
        found = original(string)
        one, other = (dateutil_parser.parse(string, default=day) for day in OTHER_DAYS)
        filled = filled or one != other
        return found

    pelican_readers.get_date = get_date
    try:
        yield lambda: filled
    finally:
        pelican_readers.get_date = original
