"""Other processes, and what they share. The only place that forks."""

from __future__ import annotations

import logging
import os
import pickle
import signal
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


def workers() -> int:
    """How many processes to use: one for each core we may run on; one where a fork isn't safe. Raises ReadingRoomError U-12."""
    if sys.platform != "linux":
        return 1
    wanted = os.environ.get("READINGROOM_WORKERS", "0")
    if not wanted.isdecimal():
        raise ReadingRoomError("U-12", f"READINGROOM_WORKERS is {wanted!r}", "give a number of processes, or leave it out")
    return int(wanted) or len(os.sched_getaffinity(0))


class Child:
    """Another process that does `work` and ends. It finds everything as it is now, and is heard by nobody."""

    def __init__(self, work: Callable[[], None]) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads: the child touches nothing that they use
            self.number = os.fork()
        if self.number:
            return
        status = 1
        try:
            logging.getLogger().handlers = []  # nothing may touch the console: a thread may have held its lock
            logging.lastResort = None
            work()
            status = 0
        finally:
            os._exit(status)  # no clean-up: everything belongs to the parent

    def wait(self) -> None:
        """Wait for its end."""
        if self.number:
            os.waitpid(self.number, 0)
            self.number = 0

    def end(self) -> None:
        """End it at once, whatever it is doing: nobody waits for what it finds any more."""
        if self.number:
            os.kill(self.number, signal.SIGKILL)
            self.wait()


class Question(Child, Generic[T]):
    """Another process that finds something out. Called, it waits for the answer, which is None if that process failed or was killed."""

    def __init__(self, work: Callable[[], T]) -> None:
        self.answer = tempfile.TemporaryFile()  # noqa: SIM115 - it stays open in both processes

        def tell() -> None:
            pickle.dump(work(), self.answer)
            self.answer.flush()

        super().__init__(tell)

    def __call__(self) -> T | None:
        """The answer."""
        try:
            self.wait()
        except BaseException:
            self.end()
            raise
        with self.answer:
            self.answer.seek(0)
            with suppress(EOFError, pickle.UnpicklingError):
                return pickle.load(self.answer)  # type: ignore[no-any-return]  # noqa: S301 - written by a process we forked, into a file without a name
        return None


class Queue(Generic[T]):
    """Items in small shares, each for one of several processes: whoever asks next gets the next one, so that none waits for another.

    It is made before they are forked. When the process that made it is gone, there are no more shares for the others.
    """

    def __init__(self, items: Sequence[T]) -> None:
        self.shares = [items[start : start + SHARE] for start in range(0, len(items), SHARE)]
        self.file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - the numbers of all shares; forked processes read on from one place
        self.file.write(b"".join(number.to_bytes(4, "little") for number in range(len(self.shares))))
        self.file.seek(0)
        self.maker = os.getpid()
        self.taken = 0  # how many items were taken before the share that this process was given last

    def __iter__(self) -> Iterator[Sequence[T]]:
        while self.maker in (os.getpid(), os.getppid()) and (found := self.file.read(4)):
            number = int.from_bytes(found, "little")
            self.taken = number * SHARE
            yield self.shares[number]

    def close(self) -> None:
        """Let no more be taken, by anybody: if this process stops early, the others needn't go on."""
        self.file.seek(0, os.SEEK_END)
        self.file.close()
