"""Files are replaced whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def replace(file: Path, data: bytes) -> bool:
    """Make `file` hold `data`, by rename, folders included; False if it did already. Raises OSError and leaves the old file as it was."""
    name = str(file)
    if holds(name, data):
        return False
    scratch = os.path.join(os.path.dirname(name), f".{file.name[:60]}.{os.getpid()}.part")
    try:
        try:
            write(scratch, data)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            write(scratch, data)
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
