"""Files that others put into the output: they are carried over from each site into the next one.

To look for them through a whole site takes its time. Another process does it while documents are read; what it saw holds as long as no
folder has another time than it had then.
"""

from __future__ import annotations

import os
import time
from collections.abc import Container, Iterable
from dataclasses import dataclass

from readingroom.site.engine.rows import FRESH
from readingroom.site.engine.tree import Folders, link


@dataclass(frozen=True)
class Seen:
    """What was seen of others in a site."""

    names: list[str]  # of files, and of empty folders ("name/"), relative to the site
    folders: dict[str, int]  # of each folder of the site ("name/"; "" is the site) the time, in ns, that it had before

    def holds(self, live: str) -> bool:
        """Whether no folder has changed since."""
        try:
            return all(os.stat(f"{live}/{name}").st_ctime_ns == changed for name, changed in self.folders.items())
        except OSError:
            return False


def look_ahead(live: str, ours: Container[str]) -> Seen | None:
    """What in a site isn't `ours`; None if a folder changed so lately that one more change might not be told by its time."""
    limit = time.time_ns() - FRESH
    seen = look(live, ours)
    return None if any(changed > limit for changed in seen.folders.values()) else seen


def look(live: str, ours: Container[str]) -> Seen:
    """What in a site isn't `ours`."""
    seen, waiting = Seen([], {}), [""]
    while waiting:
        under = waiting.pop()
        try:
            seen.folders[under] = os.stat(f"{live}/{under}").st_ctime_ns
            entries = list(os.scandir(f"{live}/{under}"))
        except FileNotFoundError:
            continue
        if under and not entries:
            seen.names.append(under)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{under}{entry.name}/")
            elif under + entry.name not in ours:
                seen.names.append(under + entry.name)
    return seen


def carry_over(names: Iterable[str], live: str, new: str) -> int:
    """Link what others put into the last site into the new one, unless that has a file of that name. Gives how many there were."""
    folders, count = Folders(new), 0
    for name in names:
        source, target = f"{live}/{name}", f"{new}/{name}"
        if os.path.lexists(target.rstrip("/")) or in_the_way(new, name):
            continue
        if name.endswith("/"):
            os.makedirs(target, exist_ok=True)
        elif os.path.isfile(source) or os.path.islink(source):
            link(source, folders.make(name))
        count += 1
    return count


def in_the_way(top: str, name: str) -> bool:
    """Whether a parent of `name` is a file in the new site."""
    parent = name.rstrip("/").rpartition("/")[0]
    while parent:
        if os.path.lexists(f"{top}/{parent}"):
            return not os.path.isdir(f"{top}/{parent}")
        parent = parent.rpartition("/")[0]
    return False
