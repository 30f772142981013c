"""From what is to be written to a complete folder: what is right as it stands is linked, the rest is rendered or copied."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Mapping
from typing import Any

from readingroom.site.engine import tree
from readingroom.site.engine.digest import digest
from readingroom.site.engine.pages import Feed, Keys, Page
from readingroom.site.engine.reading import file_digest, is_fresh, stamp_of
from readingroom.site.engine.render import Written, render_all, write_page
from readingroom.site.engine.statics import Copy

Record = tuple[bytes | None, Written]
"""Of a file of the output: its key (None: it has none, and is made anew each time) and what it is recognised by."""


class Outputs:
    """The files of one build. `old` are the records of the last one, `live` its folder, `new` the folder that is being filled."""

    def __init__(self, live: str, new: str, old: Mapping[str, Record]) -> None:
        self.live, self.new, self.old = live, new, old
        self.items: dict[str, Any] = {}
        self.records: dict[str, Record] = {}
        self.found = list(tree.walk(live))
        self.standing = {name: recognise(entry.stat(follow_symlinks=False)) for name, entry in self.found if not name.endswith("/")}
        self.rendered: list[str] = []

    def fill(self, keys: Keys, shared: dict[str, Any], progress: Callable[[int, int], None]) -> None:
        """Put every noted item into the new folder. Raises what a page raises that can't be rendered."""
        started = time.time_ns()
        direct = {name for name, _ in tree.walk(self.new)}  # written by others meanwhile, after the page of that name, if there is one
        items = {name: item for name, item in self.items.items() if name not in direct}
        folders = tree.Folders(self.new)
        wanted: dict[str, bytes | None] = {}
        todo: list[tuple[str, Page | Feed]] = []
        for name, item in items.items():
            path = folders.make(name)
            key = wanted[name] = copy_key(item, started) if isinstance(item, Copy) else keys.key(item)
            record = self.old.get(name)
            if record and key and record[0] == key and self.standing.get(name) == record[1]:
                tree.link(f"{self.live}/{name}", path)
                self.records[name] = record
            elif isinstance(item, Copy):
                self.records[name] = key, self.copy(name, item.source)
                if self.records[name][1] != self.standing.get(name):
                    self.rendered.append(name)
            else:
                todo.append((name, item))
        count = len(items) - len(todo)
        result = render_all(todo, shared, self.write, lambda done: progress(count + done, len(items)))
        for name in result.spoke:
            wanted[name] = None
        for name, written in result.done.items():
            self.records[name] = wanted[name], written
            self.rendered.append(name)

    def write(self, name: str, text: str) -> Written:
        """Write a page; if the file that stands there has just this text, it stays."""
        written = self.standing.get(name)
        if written and os.linesep == "\n":
            data = text.encode("utf-8")
            if written[1] == len(data) and has_bytes(f"{self.live}/{name}", data):
                tree.link(f"{self.live}/{name}", f"{self.new}/{name}")
                return written
        return write_page(self.new, name, text)

    def copy(self, name: str, source: str) -> Written:
        """Copy a file; if the one that stands there has just these bytes, it stays."""
        written, path = self.standing.get(name), f"{self.new}/{name}"
        if written and written[1] == os.stat(source).st_size and file_digest(f"{self.live}/{name}") == file_digest(source):
            tree.link(f"{self.live}/{name}", path)
            return written
        shutil.copyfile(source, path)
        return recognise(os.stat(path))

    def finish(self, ours: set[str]) -> int:
        """Record what others wrote during the build, and take over from the last folder what isn't ours; gives how many of these."""
        for name, entry in tree.walk(self.new):
            if name not in self.records and not name.endswith("/"):
                self.records[name] = None, recognise(entry.stat(follow_symlinks=False))
        return tree.carry_over([(name, entry) for name, entry in self.found if name not in ours], self.new)


def recognise(status: os.stat_result) -> Written:
    """What a file of the output is recognised by. Not the time of its inode: a link changes that."""
    return status.st_mtime_ns, status.st_size, status.st_ino


def copy_key(copy: Copy, now: int) -> bytes | None:
    """The key of a copy: where it comes from, and that file's stamp; None for one that was just written."""
    stamp = stamp_of(os.stat(copy.source))
    return None if is_fresh(stamp, now) else digest(f"{copy.source} {stamp}".encode("utf-8", "surrogateescape"))


def has_bytes(path: str, data: bytes) -> bool:
    """Whether a file has just these bytes."""
    try:
        with open(path, "rb") as file:
            return file.read() == data
    except OSError:
        return False
