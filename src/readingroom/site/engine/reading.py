"""Documents that were read before are not read again.

What a reader makes of a file is kept with the digests of the file and of every other file that was opened on the way, under one digest
of settings and versions. A document whose reading said something (a warning), or that looked at the date, the network or a folder, is
read again each time.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from pelican.contents import SkipStub
from pelican.urlwrappers import URLWrapper

from readingroom.site.engine.bodies import Bodies
from readingroom.site.engine.digest import Unknown, file_digest
from readingroom.site.engine.environment import is_known_reader
from readingroom.site.engine.foresight import Foresight
from readingroom.site.engine.rows import Address, Key, Row, Stamp, are_fixed, copied, is_fresh, is_later, stamp_of, together
from readingroom.site.engine.shapes import taken_apart
from readingroom.site.engine.watch import WATCH, Attention, is_another

logger = logging.getLogger(__name__)

PLAIN_WRAPPER = {"settings", "_name", "_slug", "_slug_from_name", "name", "slug"}
"""What a category, tag or author holds that nobody added to."""

File = tuple[str, str]
"""The name of a file, as Pelican has it, and its absolute path."""
Others = tuple[tuple[str, bytes], ...]
"""Files and their digests."""


@dataclass(slots=True)
class Draft:
    """A document while it is read."""

    kind: Any  # its class
    name: str
    path: str
    stamp: Stamp
    sha: bytes  # of its file
    document: Any = None
    sure: bool = False  # whether it would be read alike at any time
    others: Others = ()  # other files that were opened meanwhile
    address: Address | None = None


class Reading:
    """Reads the documents of a site, through the cache. `rows` is what the last build left, for the same `epoch`.

    `names` are the categories, tags and authors that stand in the rows, by kind and name: one object for each. `stamps` are those of
    files that were asked for already.
    """

    def __init__(self, rows: dict[Key, Row], bodies: Bodies, names: dict[tuple[str, str], Any], stamps: dict[str, Stamp]) -> None:
        self.old = rows
        self.rows: dict[Key, Row] = {}
        self.ready: dict[Key, Any] = {}  # documents that were restored ahead
        self.bodies = bodies
        self.names = names
        self.attention = Attention()
        self.anew: dict[type, Callable[[str], Any]] = {}  # what reads a file, by kinds of documents; takes the name or the path of it
        self.readers: dict[type, bool] = {}  # classes of readers that were met: are they known?
        self.foresight = Foresight()  # what pages are likely to see of a document: then it is digested at once
        self.started = time.time_ns()
        self.read = 0  # how many were not in the cache
        self.changed: set[Key] = set()  # the rows that have to be written down
        self.uncertain: list[str] = []  # documents that have to be read each time
        self.stamps = stamps
        self.attaching = ""  # a document with an {attach} link
        self.attention.start()

    def close(self) -> None:
        """Let go of files, and of what was hooked in."""
        self.bodies.close()
        self.attention.stop()

    def document(self, generator: Any, kind: Any, file: File) -> Any:
        """The document of a file: as it was kept, or read `anew`, which may raise whatever a reader raises.

        What was kept was valid. What is read anew is to be asked."""
        ready = self.ready.pop((kind.__name__, file[0]), None)
        row = self.kept(generator, kind, file)
        if row is not None:
            return self.restore(generator, kind, file[1], row) if ready is None else ready
        draft = self.look(kind, file)
        self.fetch(draft)
        if self.settle(draft):
            self.note(draft, generator)
        return draft.document

    def ahead(self, generator: Any, kind: Any, files: Sequence[File]) -> None:
        """Read documents and forget them: their rows stay. One that can't be read is passed over; whoever asks for it meets the reason.

        Each step is done for all of them before the next, while the processor has it at hand.
        """
        drafts: list[Draft] = []
        for file in files:
            with suppress(Exception):
                if self.kept(generator, kind, file) is None:
                    drafts.append(self.look(kind, file))
        for step in (self.fetch, self.settle, partial(self.note, generator=generator)):
            going = []
            for draft in drafts:
                with suppress(Exception):  # a reader may raise anything
                    if step(draft):
                        going.append(draft)
            drafts = going

    def kept(self, generator: Any, kind: Any, file: File) -> Row | None:
        """What is kept of a file, if that still holds."""
        name, path = file
        key = (kind.__name__, name)
        row = self.old.get(key)
        if row is None:
            return None
        stamp = self.stamp(path)
        if not ((row.stamp == stamp and not row.others) or self.holds(row, stamp, path, generator.settings)):
            return None
        if row.stamp != stamp and (row.stamp or not is_fresh(stamp, self.started)):
            row.stamp = None if is_fresh(stamp, self.started) else stamp
            self.changed.add(key)
        self.rows[key] = row
        return row

    def look(self, kind: Any, file: File) -> Draft:
        """Begin with a file that is to be read. Raises OSError if it isn't there."""
        return Draft(kind, *file, self.stamp(file[1]), file_digest(file[1]))

    def fetch(self, draft: Draft) -> bool:
        """Let Pelican read it, and notice what its reading depends on. Raises whatever a reader raises. False for what is no document."""
        self.read += 1
        began = time.time_ns()
        self.attention.begin()
        try:
            draft.document = self.anew[draft.kind](draft.name)
        finally:
            draft.sure = self.attention.end()
        others = [other for other in WATCH.opened if is_another(other, draft.path)]
        if draft.sure and others:
            draft.others = tuple((other, file_digest(other)) for other in others)
            draft.sure = not any(is_later(other, began) for other in others)
        return not isinstance(draft.document, SkipStub)

    def settle(self, draft: Draft) -> bool:
        """Find out its address, and whether it is valid."""
        document = draft.document
        if isinstance(document, SkipStub):
            return False
        self.intern(document)
        draft.address = document.settled() if type(document) is draft.kind else None
        valid: bool = document.is_valid()
        document.__dict__.pop("_address", None)  # a plugin may yet change what it is made of
        return valid

    def note(self, draft: Draft, generator: Any) -> bool:
        """Keep what can be kept of it."""
        name, path, document, address = draft.name, draft.path, draft.document, draft.address
        key = (draft.kind.__name__, name)
        reader = generator.readers.readers.get(os.path.splitext(name)[1][1:])
        still = stamp_of(os.stat(path)) == draft.stamp  # nobody wrote into it while it was read
        if draft.sure and still and address is not None and self.knows(type(reader)) and is_settled_date(document):
            self.keep(key, (draft.stamp, draft.sha, draft.others), document, address)
        if key not in self.rows:
            self.uncertain.append(name)
        return True

    def knows(self, reader: type) -> bool:
        """See `is_known_reader`; asked once of each class."""
        known = self.readers.get(reader)
        if known is None:
            known = self.readers[reader] = is_known_reader(reader)
        return known

    def intern(self, document: Any) -> None:
        """Let equal categories, tags and authors of all documents be one object each."""
        state, metadata = document.__dict__, document.metadata
        for name in ("category", "author", "tags", "authors"):
            told, shown = metadata.get(name), state.get(name)
            if told is not None:
                metadata[name] = self.ones(told)
            if shown is not None:
                state[name] = metadata[name] if shown is told else self.ones(shown)

    def ones(self, value: Any) -> Any:
        """The object that stands for an item; a list stays, and gets those that stand for what is in it."""
        if not isinstance(value, list):
            return self.one(value)
        value[:] = map(self.one, value)
        return value

    def one(self, item: Any) -> Any:
        """The object that stands for an item."""
        if isinstance(item, URLWrapper) and is_plain_name(item):
            return self.names.setdefault((type(item).__name__, item._name), item)
        return item

    def names_stand(self) -> bool:
        """Whether categories, tags and authors are as they were read: a plugin may give one of them a description, or another slug."""
        return all(name == item._name and is_plain_name(item) for (_, name), item in self.names.items() if isinstance(item, URLWrapper))

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

    def restore(self, generator: Any, kind: Any, path: str, row: Row) -> Any:
        """The document that a row describes."""
        place = row.shape.path
        if row.state[place] != path:  # the site was moved
            row.state = (*row.state[:place], path, *row.state[place + 1 :])
            row.digests.clear()
        document = kind.__new__(kind)
        state = document.__dict__ = together(row)
        state["settings"], state["_context"], state["translations"] = generator.settings, generator.context, []
        self.lean(state, row)
        return document

    def lean(self, state: dict[str, Any], row: Row) -> None:
        """Let a document with these attributes fetch its text when it is asked for."""
        state["_row"], state["_reading"] = row, self
        if not row.links:
            state["body_digest"] = row.body

    def body(self, document: Any) -> Any:
        """The text of a document; from its file, should the kept one be damaged."""
        try:
            return self.bodies.get(document._row.place, document._row.body)
        except LookupError as error:
            logger.warning("A text is read anew, because %s. Deleting the cache folder mends it.", error)
            row = document._row
            return self.anew[type(document)](row.state[row.shape.path]).__dict__["_content"]

    def keep(self, key: Key, file: tuple[Stamp, bytes, Others], document: Any, address: Address) -> None:
        """Remember a document, if it is plain data, and let go of its text. `file`: its stamp, its digest, what else was opened."""
        text = document._content
        if not isinstance(text, str) or "_get_content" in document.__dict__ or type(document.source_path) is not str:
            return
        shape, state, metadata, lists = taken_apart(document)
        fixed = are_fixed((*state, *metadata, *chain.from_iterable(lists)))
        if not fixed:
            state, metadata, lists = copied(state, metadata, lists)
        stamp, sha, others = file
        place, body = self.bodies.put(text)
        settled = None if is_fresh(stamp, self.started) else stamp
        links, attach = document.has_links(), reads_attach(document)
        row = Row(settled, sha, others, shape, state, metadata, lists, place, body, links, attach, address, fixed)
        self.rows[key] = row
        self.changed.add(key)
        del document.__dict__["_content"]
        self.lean(document.__dict__, row)
        if row.fixed and not row.links:
            document.__dict__["_address"] = address
            with suppress(Unknown):  # it is said of the page that meets it
                self.foresight(document)
            del document.__dict__["_address"]


def reads_attach(document: Any) -> bool:
    """Whether a document may have an {attach} link: Pelican decides what becomes of it while pages are rendered."""
    metadata = document.metadata
    for field in document.settings["FORMATTED_FIELDS"]:
        if field in metadata and "attach" in str(metadata[field]):
            return True
    return document.has_links() and "attach" in document._content


def is_plain_name(item: URLWrapper) -> bool:
    """Whether a category, tag or author is nothing but its name."""
    return item._slug_from_name and not item.__dict__.keys() - PLAIN_WRAPPER


def is_settled_date(document: Any) -> bool:
    """Whether the document would be the same on another day: Pelican makes a draft of one that is dated later than today."""
    return bool(document.settings["WITH_FUTURE_DATES"]) or not hasattr(document, "date")
