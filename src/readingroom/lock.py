"""Two that would write into one folder do it one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(path: Path, notice: Callable[[], None]) -> Iterator[None]:
    """One at a time: waits until whoever holds this lock is done, after `notice()`. Systems without flock don't wait.

    The file is there as long as the lock is held.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            notice()
            fcntl.flock(handle, fcntl.LOCK_EX)
        if is_file_of(handle, path):
            break
        os.close(handle)  # whoever had it has removed it, and the next one has another
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def is_file_of(handle: int, path: Path) -> bool:
    """Whether an open file is the one that has this name."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
