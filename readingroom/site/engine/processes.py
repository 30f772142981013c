"""Other processes, and what they share. The only place that forks."""

from __future__ import annotations

import logging
import os
import pickle
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

from readingroom.errors import ReadingRoomError

T = TypeVar("T")

SHARE = 32
"""Items that a process takes at once: few enough to end together, enough to forget the queue."""
SHARES = 8000
"""Shares that fit into a pipe, which holds 64 kB."""


def workers() -> int:
    """How many processes to use: one for each core we may run on; one where a fork isn't safe. Raises ReadingRoomError U-12."""
    if sys.platform != "linux":
        return 1
    wanted = os.environ.get("READINGROOM_WORKERS", "0")
    if not wanted.isdecimal():
        raise ReadingRoomError("U-12", f"READINGROOM_WORKERS is {wanted!r}", "give a number of processes, or leave it out")
    return int(wanted) or len(os.sched_getaffinity(0))


def fork(work: Callable[[], None]) -> int:
    """Let another process do `work` and end; gives its number, to wait for. It finds everything as it is now, and is heard by nobody."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: the child touches nothing that they use
        child = os.fork()
    if child:
        return child
    status = 1
    try:
        logging.getLogger().handlers = []  # nothing may touch the console: a thread may have held its lock
        logging.lastResort = None
        work()
        status = 0
    finally:
        os._exit(status)  # no clean-up: everything belongs to the parent


def ask(work: Callable[[], T]) -> Callable[[], T | None]:
    """Let another process find something out; gives what waits for the answer. It is None if that process failed or was killed."""
    answer = tempfile.TemporaryFile()  # noqa: SIM115 - it stays open in both processes

    def tell() -> None:
        pickle.dump(work(), answer)
        answer.flush()

    child = fork(tell)

    def wait() -> T | None:
        os.waitpid(child, 0)
        with answer:
            answer.seek(0)
            with suppress(EOFError, pickle.UnpicklingError):
                return pickle.load(answer)  # type: ignore[no-any-return]  # noqa: S301 - written by a process we forked, into a file without a name
        return None

    return wait


class Queue(Generic[T]):
    """Items in small shares, each for one of several processes: whoever asks next gets the next one, so that none waits for another.

    It is made before they are forked.
    """

    def __init__(self, items: Sequence[T]) -> None:
        size = max(SHARE, len(items) // SHARES + 1)
        self.shares = [items[start : start + size] for start in range(0, len(items), size)]
        self.pipe, feeder = os.pipe()  # of the numbers of all shares: a read of four bytes gets one, whoever reads
        os.write(feeder, b"".join(number.to_bytes(4, "little") for number in range(len(self.shares))))
        os.close(feeder)
        self.taken = 0  # how many items were taken before the share that this process was given last

    def __iter__(self) -> Iterator[Sequence[T]]:
        while found := os.read(self.pipe, 4):
            number = int.from_bytes(found, "little")
            self.taken = number * len(self.shares[0])
            yield self.shares[number]

    def close(self) -> None:
        """Let no more be taken, by anybody: if this process stops early, the others needn't go on."""
        while os.read(self.pipe, 1 << 16):
            pass
        os.close(self.pipe)
