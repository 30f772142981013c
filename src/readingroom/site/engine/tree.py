"""Folders of output: the new site grows beside the old one and takes its place in one step.

    output        the last good site; nobody writes into it while a build runs
    output.next   the site being built: new files, and hard links to those that stay as they are

A file that two folders share is never opened for writing: it is replaced. So a build that is killed leaves `output` whole.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from readingroom.errors import ReadingRoomError

RENAME_EXCHANGE = 2
AT_FDCWD = -100
Written = tuple[int, int, int]
"""What a file is recognised by: time in ns, size, inode."""
Record = tuple[bytes | None, Written]
"""Of a file of the output: its key (None: it has none, and is made anew each time) and what it is recognised by."""
BESIDE = (".next", ".old", ".journal", ".lock", ".files")
"""What is added to the name of the output for what builds have beside it."""
NOT_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM, errno.EXDEV}
"""What a kernel or file system answers that can't exchange two names."""


def beside(live: Path, ending: str) -> Path:
    """The folder next to `live` whose name has `ending` added."""
    return live.with_name(live.name + ending)


def recover(live: Path) -> None:
    """Finish or take back what a killed build began. Afterwards `live` is a whole site, or there never was one.

    With RENAME_EXCHANGE there is nothing to do but to clear away. Without it, the one moment at which `live` has no name is the
    one between two renames: then the journal stands beside it, `.old` is the last good site and `.next` the new one, complete.
    """
    old, new, journal = beside(live, ".old"), beside(live, ".next"), beside(live, ".journal")
    if journal.exists():  # only then is `.old` ours
        if not live.exists():
            (new if new.exists() else old).rename(live)
        clear(old)
        journal.unlink()
    clear(new)


def clear(folder: Path) -> None:
    """Remove a folder and all in it; nothing happens if it isn't there."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)


def move(source: Path, target: Path) -> None:
    """Move all files below a folder into another, over those of the same names; the folder goes."""
    for name, entry in walk(str(source)):
        folder = target / name if name.endswith("/") else (target / name).parent
        folder.mkdir(parents=True, exist_ok=True)
        if not name.endswith("/"):
            os.replace(entry.path, target / name)
    clear(source)


def walk(top: str, under: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder that is no folder itself, as (name relative to the top with "/", entry). Links are not followed.

    An empty folder is given too, since it may be somebody's.
    """
    try:
        entries = list(os.scandir(top))
    except FileNotFoundError:
        return
    for entry in entries:
        name = under + entry.name
        if entry.is_dir(follow_symlinks=False):
            inside = list(walk(entry.path, name + "/"))
            if inside:
                yield from inside
            else:
                yield name + "/", entry
        else:
            yield name, entry


def recognise(status: os.stat_result) -> Written:
    """What a file of the output is recognised by. Not the time of its inode: a link changes that."""
    return status.st_mtime_ns, status.st_size, status.st_ino


def link(source: str, target: str) -> None:
    """Give a file a second name; where hard links are not to be had, copy it. The folder of `target` must exist."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.EMLINK, errno.EXDEV, errno.ENOTSUP, errno.EOPNOTSUPP}:
            raise
        shutil.copy2(source, target, follow_symlinks=False)


class Folders:
    """Makes folders, each once."""

    def __init__(self, top: str) -> None:
        self.top = top
        self.made: set[str] = {""}

    def make(self, name: str) -> str:
        """The full path of the file `name` (relative, "/"), its folder made."""
        folder = name.rpartition("/")[0]
        if folder not in self.made:
            os.makedirs(os.path.join(self.top, folder), exist_ok=True)
            self.made.add(folder)
        return f"{self.top}/{name}"


def exchange(live: Path, new: Path, dispose: Callable[[Path], None] | None = None) -> None:
    """Let `new` take the place of `live`, in one step where the system can; what was there before goes, or is given to `dispose`.

    Raises ReadingRoomError S-05 where `live` can't be renamed.
    """
    if not live.exists():
        new.rename(live)
        return
    with contextlib.suppress(OSError):
        shutil.copymode(live, new)
    if swap(live, new):
        (dispose or clear)(new)
        return
    old, journal = beside(live, ".old"), beside(live, ".journal")
    journal.write_text("The new site is complete; it is about to take the place of the old one.\n", encoding="utf-8")
    try:
        live.rename(old)
    except OSError as error:
        journal.unlink()
        if error.errno != errno.EXDEV:
            raise
        fact = f"the output {str(live)!r} is on a file system that can't rename it, as that of a container can't what is in its image"
        raise ReadingRoomError("S-05", fact, "give OUTPUT_PATH (or --output) another folder, or remove this one first") from error
    new.rename(live)
    (dispose or clear)(old)
    journal.unlink()


def swap(one: Path, other: Path) -> bool:
    """Exchange two names in one step (renameat2(2)); False where kernel or file system can't."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:  # a C library older than 2018
        return False
    if rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in NOT_HERE:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))
