"""The twin of the site: the same files under a second name each, to be turned into the next site.

To link ten thousand files, and later to remove as many names, takes longer than to find out which page has changed. So the folder that
the new site was exchanged for is kept in the cache. At the next build it is put right where it differs, and becomes the site. Another
process looks through it while documents are read or, where there is none (after a first build), links one.

A file of the twin is trusted if its time, size and inode are those that the last build noted of the file in the site: then it is that file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from readingroom.site.engine import strangers, tree
from readingroom.site.engine.processes import Question, workers
from readingroom.site.engine.strangers import Seen
from readingroom.site.engine.tree import Record, Written

FEWEST = 1000
"""Files that are worth a process of their own: fewer are linked while pages are looked at."""


@dataclass(frozen=True)
class View:
    """What is in the twin."""

    files: dict[str, Written]  # by name under the folder, with "/": what each is recognised by
    empty: list[str]  # folders that hold nothing, "name/"


Changes = tuple[dict[str, Written | None], list[str]]
"""Files by name (None: it isn't there), and empty folders."""


class Twin:
    """The twin of the site `live`, in the cache folder `cache`."""

    def __init__(self, cache: Path, live: Path) -> None:
        self.folder, self.live = cache / "twin", live
        self.records: Mapping[str, Record] = {}
        self.answer: Callable[[], tuple[Changes | None, Seen | None] | None] | None = None
        self.strangers: Seen | None = None

    def prepare(self, records: Mapping[str, Record], ours: Container[str]) -> None:
        """Begin to look through the twin in another process; if there is none, to link the files of the site. `records` are theirs.

        That process then looks through the site for files that aren't `ours`.
        """
        if workers() < 2 or len(records) < FEWEST or not self.live.exists():
            return
        self.records = records
        self.answer = Question(partial(inspect, str(self.live), self.folder, records, ours))

    def take(self, new: Path, wanted: Mapping[str, object]) -> dict[str, Written]:
        """Let the twin take the place of the folder `new`, with the files that are there already; what isn't wanted goes.

        Gives what is in it now, but for the files of `new`: names and what a file is recognised by. Nothing if there is no twin.
        """
        view = self.wait()
        if not self.folder.exists():
            return {}
        if view is None:
            view = look(self.folder)
        for name in (*(view.files.keys() - wanted.keys()), *view.empty):
            remove(str(self.folder), name)
        present = {name: written for name, written in view.files.items() if name in wanted}
        folders = tree.Folders(str(self.folder))
        for name, entry in tree.walk(str(new)):
            path = folders.make(name)
            if not name.endswith("/"):
                os.replace(entry.path, path)
        tree.clear(new)
        self.folder.rename(new)
        return present

    def keep(self, old: Path) -> None:
        """Keep the folder that was the site until now."""
        self.wait()
        tree.clear(self.folder)
        with suppress(OSError):  # the cache may be on another file system
            old.rename(self.folder)
        tree.clear(old)

    def wait(self) -> View | None:
        """Wait for the other process; gives what is in the twin, None if that process didn't look."""
        answer, self.answer = self.answer, None
        found, self.strangers = (answer() if answer else None) or (None, self.strangers)
        if found is None:
            return None
        changed, empty = found
        files = {name: written for name, (_, written) in self.records.items() if name not in changed}
        files.update((name, written) for name, written in changed.items() if written)
        return View(files, empty)


def inspect(live: str, folder: Path, records: Mapping[str, Record], ours: Container[str]) -> tuple[Changes | None, Seen | None]:
    """What differs in the twin, None if there was none and one was made; and what the site has of others."""
    changed = None
    if folder.exists():
        changed = changes(folder, records)
    else:
        link_all(live, folder, records)
    return changed, strangers.look_ahead(live, ours)


def look(folder: Path) -> View:
    """Look through a twin."""
    there = dict(tree.walk(str(folder)))
    empty = [name for name in there if name.endswith("/")]
    files = {name: tree.recognise(entry.stat(follow_symlinks=False)) for name, entry in there.items() if not name.endswith("/")}
    return View(files, empty)


def changes(folder: Path, records: Mapping[str, Record]) -> Changes:
    """What is in a twin, but for what is as the records say: that would be much to hand over."""
    view = look(folder)
    known = {name: written for name, (_, written) in records.items()}
    changed: dict[str, Written | None] = {name: written for name, written in view.files.items() if known.get(name) != written}
    changed.update((name, None) for name in records.keys() - view.files.keys())
    return changed, view.empty


def link_all(live: str, folder: Path, names: Iterable[str]) -> None:
    """Make the twin: under another name until it is complete."""
    draft = folder.with_name(folder.name + ".new")
    tree.clear(draft)
    draft.mkdir(parents=True)
    folders = tree.Folders(str(draft))
    for name in names:
        with suppress(FileNotFoundError):  # somebody removed it: it will be made anew
            os.link(f"{live}/{name}", folders.make(name), follow_symlinks=False)
    draft.rename(folder)


def remove(top: str, name: str) -> None:
    """Remove a file, or an empty folder ("name/"), and the folders that are empty without it."""
    if not name.endswith("/"):
        os.unlink(f"{top}/{name}")
        name = name.rpartition("/")[0]
    with suppress(OSError):  # there is more in it
        while name:
            os.rmdir(f"{top}/{name}")
            name = name.rstrip("/").rpartition("/")[0]
