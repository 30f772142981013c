"""Files are replaced whole or not at all, and known again."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


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
            write(scratch, data)
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)
            write(scratch, data)
        if wrote is not None:
            wrote[name] = look(scratch)
        os.replace(scratch, name)
    except OSError:
        with suppress(OSError):
            os.unlink(scratch)
        raise
    return True


def holds(name: str, data: bytes) -> bool:
    """Whether a file has just these bytes."""
    try:
        if os.stat(name).st_size != len(data):
            return False
        with open(name, "rb") as file:
            return file.read() == data
    except OSError:
        return False


def write(name: str, data: bytes) -> None:
    """Write a file."""
    with open(name, "wb", buffering=0) as file:
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]
