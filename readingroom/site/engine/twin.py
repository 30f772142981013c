"""The twin of the site: the same files under a second name each, to be turned into the next site.

To link ten thousand files, and later to remove as many names, takes longer than to find out which page has changed. So the folder that
the new site was exchanged for is kept in the cache. At the next build it is put right where it differs, and becomes the site. Where
there is none (after a first build), another process links one while documents are read.

A file of the twin is trusted if its time, size and inode are those that the last build noted of the file in the site: then it is that file.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from readingroom.site.engine import tree
from readingroom.site.engine.processes import fork, workers
from readingroom.site.engine.tree import Written

FEWEST = 1000
"""Files that are worth a process of their own: fewer are linked while pages are looked at."""


class Twin:
    """The twin of the site `live`, in the cache folder `cache`."""

    def __init__(self, cache: Path, live: Path) -> None:
        self.folder, self.live = cache / "twin", live
        self.child = 0

    def prepare(self, names: Collection[str]) -> None:
        """Begin to link the files `names` of the site, if there is no twin."""
        if self.folder.exists() or workers() < 2 or len(names) < FEWEST or not self.live.exists():
            return
        self.child = fork(lambda: link_all(str(self.live), self.folder, names))

    def take(self, new: Path, wanted: Mapping[str, object]) -> dict[str, Written]:
        """Let the twin take the place of the folder `new`, with the files that are there already; what isn't wanted goes.

        Gives what is in it now, but for the files of `new`: names and what a file is recognised by. Nothing if there is no twin.
        """
        self.wait()
        if not self.folder.exists():
            return {}
        there = dict(tree.walk(str(self.folder)))
        for name in there.keys() - wanted.keys():
            remove(str(self.folder), name)
        present = {name: tree.recognise(entry.stat(follow_symlinks=False)) for name, entry in there.items() if name in wanted}
        folders = tree.Folders(str(self.folder))
        for name, entry in tree.walk(str(new)):
            os.replace(entry.path, folders.make(name))
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

    def wait(self) -> None:
        """Wait for the process that links."""
        if self.child:
            os.waitpid(self.child, 0)
            self.child = 0


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
