"""Files are replaced whole or not at all, and known again."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from io import FileIO
from pathlib import Path

from readingroom.lock import HELD, hold, is_file_of

SCRATCH = re.compile(r"\..*\.\d+\.part", re.DOTALL)
"""Names of files that are being written: `.NAME.PROCESS.part`."""


def look(file: str | Path) -> str:
    """Size, time and place of a file as one word; "" if it isn't there."""
    try:
        status = os.stat(file)  # Path() alone takes longer, and this is asked three times for each text
    except (OSError, ValueError):
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ino}"


def look_closely(file: str | Path) -> str:
    """The same with the time at which the system last changed anything of it, which nobody can set: a file that another was put in the
    place of, of the same size and with its time put back, looks otherwise. A new name changes it as well."""
    try:
        status = os.stat(file)
    except (OSError, ValueError):
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ino}:{status.st_ctime_ns}"


def replace(file: str | Path, data: bytes, wrote: dict[str, str] | None = None) -> bool:
    """Make `file` hold `data`, by rename, folders included; False if it did already. Raises OSError and leaves the old file as it was.

    `wrote` gets how the file looks, before it has its name: whoever writes there afterwards, even at once, leaves another look.
    """
    name = str(file)
    if holds(name, data):
        return False
    folder, last = os.path.split(name)
    scratch = os.path.join(folder, f".{last[:60]}.{os.getpid()}.part")
    try:
        try:
            opened = _scratch_file(scratch)
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)
            opened = _scratch_file(scratch)
        with opened:
            write(opened, data)
            if wrote is not None:
                wrote[name] = look(scratch)
            if not HELD:
                opened.close()
            os.replace(scratch, name)
    except BaseException:  # Ctrl-C too
        with suppress(OSError):
            os.unlink(scratch)
        raise
    return True


def clear_scratch(folder: str | Path, *, inside: bool = True) -> None:
    """Remove what `replace` left in a folder, and in those `inside` it, when its process was killed. Whoever writes still holds its file,
    in this process or another, here or on another machine that knows of the lock: it stays."""
    waiting = [str(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting += [entry.path] * inside
                    elif entry.name.startswith(".") and SCRATCH.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                        _clear(entry.path)
        except OSError:
            pass  # a folder that is closed to us, or gone


def _clear(scratch: str) -> None:
    with suppress(OSError):
        if not HELD:
            os.unlink(scratch)  # Windows refuses it for a file that is open
            return
        with open(scratch, "rb") as file:
            if hold(file.fileno(), wait=False) and is_file_of(file.fileno(), scratch):
                os.unlink(scratch)


def _scratch_file(scratch: str) -> FileIO:
    """A scratch file, open and held: it is told from one whose writer was killed. If somebody took it for one of those, just before it
    was held, there is another."""
    while True:
        file = FileIO(scratch, "wb")
        if not hold(file.fileno(), wait=True) or is_file_of(file.fileno(), scratch):
            return file
        file.close()


def holds(name: str, data: bytes) -> bool:
    """Whether a file has just these bytes."""
    try:
        if os.stat(name).st_size != len(data):
            return False
        with open(name, "rb") as file:
            return file.read() == data
    except OSError:
        return False


def write(file: FileIO, data: bytes) -> None:
    """Write all of it: a system may take less at a time."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]
