"""From what is to be written to a complete folder: what is right as it stands is linked, the rest is rendered or copied."""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from readingroom.site.engine import strangers, tree
from readingroom.site.engine.digest import digest, file_digest
from readingroom.site.engine.pages import Feed, Keys, Page
from readingroom.site.engine.render import Maker, render_all, write_page
from readingroom.site.engine.rows import is_fresh, stamp_of
from readingroom.site.engine.statics import Copy
from readingroom.site.engine.templates import unwatched
from readingroom.site.engine.tree import Record, Written
from readingroom.site.engine.twin import Twin

logger = logging.getLogger(__name__)


class Outputs:
    """The files of one build. `old` are the records of the last one, `live` its folder, `new` the folder that is being filled."""

    def __init__(self, live: str, new: str, old: Mapping[str, Record], twin: Twin) -> None:
        self.live, self.new, self.old, self.twin = live, new, old, twin
        self.items: dict[str, Any] = {}
        self.records: dict[str, Record] = {}
        self.present: dict[str, Written] = {}  # what the twin brought into the new folder
        self.rendered: list[str] = []
        self.direct: set[str] | None = None  # what others wrote into the new folder before it was filled; None: it wasn't filled

    def fill(self, keys: Keys, shared: dict[str, Any], progress: Callable[[int, int], None]) -> None:
        """Put every noted item into the new folder. Raises what a page raises that can't be rendered."""
        started = time.time_ns()
        self.direct = {name for name, _ in tree.walk(self.new)}  # after the page of that name, if there is one
        items = {name: item for name, item in self.items.items() if name not in self.direct}
        self.present = self.twin.take(Path(self.new), items)
        folders = tree.Folders(self.new)
        known: dict[str, bytes | None] = {}
        todo: list[tuple[str, Page | Feed]] = []
        for name, item in items.items():
            record = self.old.get(name)
            if isinstance(item, Copy):
                key = copy_key(item, started)
            elif record and record[0]:
                key = known[name] = keys.key(item)
            else:  # it is made in any case; its key can wait
                key = None
            if key and record and record[0] == key and (self.present.get(name) == record[1] or self.stays(name, record[1], folders)):
                self.records[name] = record
                continue
            if isinstance(item, Copy):
                folders.make(name)
                if written := self.copy(name, item.source):
                    self.records[name] = key, written
            else:
                todo.append((name, item))

        count = len(items) - len(todo)
        with unwatched([page for _, page in todo if isinstance(page, Page)], shared) as memories:
            made = render_all(todo, Maker(keys, shared, known, self.write, memories), lambda done: progress(count + done, len(items)))
        self.records.update(made)
        self.rendered += made

    def stays(self, name: str, written: Written, folders: tree.Folders) -> bool:
        """Whether the file of the last site is still as it was recorded; then it is linked into the new folder."""
        if self.standing(name) != written:
            return False
        self.free(name)
        tree.link(f"{self.live}/{name}", folders.make(name))
        return True

    def standing(self, name: str) -> Written | None:
        """What the file of the last site is recognised by; None if there is none."""
        try:
            return tree.recognise(os.lstat(f"{self.live}/{name}"))
        except OSError:
            return None

    def free(self, name: str) -> None:
        """Take a file that the twin brought out of the way: others share it, so it must not be written to."""
        if name in self.present:
            os.unlink(f"{self.new}/{name}")

    def write(self, name: str, text: str) -> Written:
        """Write a page; if the file that stands there has just this text, it stays."""
        written = self.standing(name) if name in self.old else None
        if written and os.linesep == "\n":
            data = text.encode("utf-8")
            if written[1] == len(data) and has_bytes(f"{self.live}/{name}", data):
                self.free(name)
                tree.link(f"{self.live}/{name}", tree.Folders(self.new).make(name))
                return written
        return write_page(self.new, name, text)

    def copy(self, name: str, source: str) -> Written | None:
        """Copy a file; if the one that stands there has just these bytes, it stays. None if the source can't be read, which is said."""
        written, path = self.standing(name), f"{self.new}/{name}"
        self.free(name)
        try:
            if written and written[1] == os.stat(source).st_size and file_digest(f"{self.live}/{name}") == file_digest(source):
                tree.link(f"{self.live}/{name}", path)
                return written
            shutil.copyfile(source, path)
        except OSError as error:
            if error.filename != source:
                raise
            logger.warning("A problem occurred copying file %s to %s; %s", source, name, error)  # as Pelican does
            return None
        self.rendered.append(name)
        return tree.recognise(os.stat(path))

    def finish(self, ours: set[str], retained: Iterable[str] | None, *, alone: bool) -> int:
        """Record what others wrote during the build, and take over from the last folder what isn't ours; gives how many of these.

        `retained`: the names to which that is limited, at the top of the folder; None if it isn't. `alone`: nobody else can have
        written anything since `fill` began. Raises ReadingRoomError S-05 if there is no place for them.
        """
        if not alone or self.direct != set():
            for name, entry in tree.walk(self.new):
                if name not in self.records and not name.endswith("/"):
                    self.records[name] = None, tree.recognise(entry.stat(follow_symlinks=False))
        seen = self.twin.strangers
        if not (seen and seen.holds(self.live)):
            seen = strangers.look(self.live, ours)
        names = seen.names if retained is None else [name for name in seen.names if name.partition("/")[0] in {*retained}]
        return strangers.carry_over(names, self.live, self.new)


def copy_key(copy: Copy, now: int) -> bytes | None:
    """The key of a copy: its content, if that is known; or where it comes from, and that file's stamp, or its content if it was just
    written. None if it can't be read."""
    if copy.known_by:
        return digest(b"content " + copy.known_by)
    try:
        stamp = stamp_of(os.stat(copy.source))
    except OSError:
        return None
    what = file_digest(copy.source).hex() if is_fresh(stamp, now) else str(stamp)
    return digest(f"{copy.source} {what}".encode("utf-8", "surrogateescape")) if what else None


def has_bytes(path: str, data: bytes) -> bool:
    """Whether a file has just these bytes."""
    try:
        with open(path, "rb") as file:
            return file.read() == data
    except OSError:
        return False
