"""Files that others put into the output: they are carried over from each site into the next one.

To look for them through a whole site takes its time. Another process does it while documents are read; what it saw holds as long as no
folder has another time than it had then.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from readingroom.errors import ReadingRoomError
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
    """What in a site isn't `ours`. Raises ReadingRoomError S-05 for a folder that can't be read."""
    seen, waiting = Seen([], {}), [""]
    while waiting:
        under = waiting.pop()
        try:
            seen.folders[under] = os.stat(f"{live}/{under}").st_ctime_ns
            entries = list(os.scandir(f"{live}/{under}"))
        except FileNotFoundError:
            continue
        except PermissionError as error:
            fact = "a folder of the output can't be read, and so not be carried over"
            raise ReadingRoomError("S-05", fact, "mend its permissions, or move it elsewhere", path=f"{live}/{under}") from error
        if under and not entries:
            seen.names.append(under)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{under}{entry.name}/")
            elif under + entry.name not in ours:
                seen.names.append(under + entry.name)
    return seen


def carry_over(names: Iterable[str], live: str, new: str) -> int:
    """Link what others put into the last site into the new one, unless that has a file of that name. Gives how many there were.

    Raises ReadingRoomError S-05 if the new site has a folder where they have a file, or the other way round: then there is no place for it.
    """
    folders, count, made = Folders(new), 0, set[str]()
    for name in names:
        source, target = f"{live}/{name}", f"{new}/{name}"
        blocked = in_the_way(new, name)
        if blocked and not name.endswith("/"):
            fact = f"the output has {name}, which is none of its files, and the site has {blocked} now"
            raise ReadingRoomError("S-05", fact, "move one of them elsewhere", path=source)
        if blocked or os.path.lexists(target.rstrip("/")):
            continue
        if name.endswith("/"):
            os.makedirs(target, exist_ok=True)
        else:
            link(source, folders.make(name))
        made |= set(parents(name))
        count += 1
    for folder in made:
        shutil.copymode(f"{live}/{folder}", f"{new}/{folder}")
    return count


def parents(name: str) -> Iterator[str]:
    """The folders that a file, or an empty folder ("name/"), is in, the innermost first; an empty folder itself too."""
    folder = name.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def in_the_way(top: str, name: str) -> str:
    """What in the new site leaves no place for `name`: a file where it has a folder, or a folder where it is a file. "" if nothing."""
    if not name.endswith("/") and os.path.isdir(f"{top}/{name}") and not os.path.islink(f"{top}/{name}"):
        return name
    return next((folder for folder in parents(name) if os.path.lexists(f"{top}/{folder}") and not os.path.isdir(f"{top}/{folder}")), "")
