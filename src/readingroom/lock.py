"""Two that would write into one folder do it one after the other; who writes a file can be told from who was killed while writing it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, which neither removes nor replaces a file that is open
    fcntl = None  # type: ignore[assignment]  # Windows has none

HELD = fcntl is not None
"""Whether files can be held while they are written."""


@contextmanager
def locked(path: Path, notice: Callable[[], None]) -> Iterator[None]:
    """One at a time: waits until whoever holds this lock is done, after `notice()`. Systems without flock don't wait.

    The file is there as long as the lock is held.
    """
    if fcntl is None:
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


def hold(handle: int, *, wait: bool) -> bool:
    """Hold an open file until it is closed, be it by the end of the process; False if another does, or where there are no locks."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def is_file_of(handle: int, path: str | Path) -> bool:
    """Whether an open file is the one that has this name."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))  # noqa: PTH116 - asked for each file that is written
    except FileNotFoundError:
        return False
