"""Reads many new documents in as many processes as there are cores, before the build comes to them.

Workers fill the cache: they take small shares of the documents and hand over what they made of them in batches, while others are still
being read. The build then finds them there. What a worker could not keep (a warning, an error, a document that must be read each time)
the build reads itself, and says itself.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from typing import Any

from readingroom.site.engine import state
from readingroom.site.engine.bodies import Bodies
from readingroom.site.engine.processes import Queue, fork, workers
from readingroom.site.engine.reading import File, Key, Reading
from readingroom.site.engine.report import unheard
from readingroom.site.engine.rows import FIELDS, Row

FEWEST = 400
"""Documents that are worth the workers: starting them takes as long as reading about that many."""
BATCH = 500
"""Documents that a worker hands over at once: enough for most names to be said only once, few enough to end together."""


def read_ahead(reading: Reading, generator: Any, kind: type, files: Mapping[str, str]) -> None:
    """Put what is read by several processes into `reading.old`. `files` are names and paths."""
    rows, stamp, named = reading.old, reading.stamp, kind.__name__

    def waits(name: str, path: str) -> bool:
        row = rows.get((named, name))
        try:
            return row is None or (row.stamp is not None and row.stamp != stamp(path))
        except OSError:  # the build says what is wrong with it
            return False

    waiting = [file for file in files.items() if waits(*file)]  # they don't seem to be in the cache; the build looks closer
    number = workers()
    if number < 2 or len(waiting) < FEWEST:
        return
    reading.bodies.flush()
    generator.work.foresee(generator)
    queue = Queue(waiting)
    helpers = [Worker(reading, generator, kind, queue, other) for other in range(1, number)]
    try:
        for share in queue:
            _read(reading, generator, kind, share)
            for helper in helpers:
                helper.take_in(reading, generator.settings)
        reading.old.update(reading.rows)
    finally:
        queue.close()
        for helper in helpers:
            helper.end(reading, generator.settings)


def _read(reading: Reading, generator: Any, kind: type, files: Sequence[File]) -> None:
    """Read some documents. What is to be said of one, the build says when it reads it itself."""
    before = len(reading.uncertain)
    with unheard(reading.attention.ear):
        reading.ahead(generator, kind, files)
    del reading.uncertain[before:]


class Worker:
    """Another process that reads documents. What it has read it leaves in a file, batch after batch, and tells through a pipe how long
    each of them is."""

    def __init__(self, reading: Reading, generator: Any, kind: type, queue: Queue[File], number: int) -> None:
        self.results = tempfile.TemporaryFile()  # noqa: SIM115 - it stays open in both processes
        self.told, self.telling = os.pipe()
        self.at = 0  # where the next batch begins

        def work() -> None:
            reading.bodies, reading.rows = Bodies(reading.bodies.folder, number), {}
            for share in queue:
                _read(reading, generator, kind, share)
                if len(reading.rows) >= BATCH:
                    self._hand_over(reading)
            self._hand_over(reading)

        self.process = fork(work)
        os.close(self.telling)
        os.set_blocking(self.told, False)

    def _hand_over(self, reading: Reading) -> None:
        """Leave what was read where the build finds it, and forget it."""
        rows, reading.rows = {key: FIELDS(row) for key, row in reading.rows.items()}, {}
        reading.bodies.flush()
        try:
            data = state.dump(rows)
        except Exception:  # some document holds what can't be written down: pickle lets through whatever a class raises
            data = state.dump({key: row for key, row in rows.items() if state.is_plain(row)})
        self.results.write(data)
        self.results.flush()
        os.write(self.telling, len(data).to_bytes(8, "little"))

    def take_in(self, reading: Reading, settings: Any) -> None:
        """Add the batches that are there by now."""
        with contextlib.suppress(BlockingIOError):
            while told := os.read(self.told, 8):
                length = int.from_bytes(told, "little")
                data = os.pread(self.results.fileno(), length, self.at)
                self.at += length
                rows: dict[Key, Any] = state.load(data, settings, reading.names)
                reading.old.update((key, Row(*values)) for key, values in rows.items())
                reading.changed.update(rows)
                reading.read += len(rows)

    def end(self, reading: Reading, settings: Any) -> None:
        """Wait until the process has nothing more to read, and add what is left of it; that may be less than it took, if it was killed."""
        os.waitpid(self.process, 0)
        self.take_in(reading, settings)
        os.close(self.told)
        self.results.close()
