"""Reads many new documents in as many processes as there are cores, before the build comes to them.

They take small shares of the documents, write down in batches what they made of them, for the next build as for this one, and the build
takes these in while others still read. What a worker could not keep (a warning, an error, a document that must be read each time) the
build reads itself, and says itself.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from readingroom.site.engine.batches import BATCH
from readingroom.site.engine.bodies import Bodies
from readingroom.site.engine.processes import Child, Queue, workers
from readingroom.site.engine.reading import File, Reading
from readingroom.site.engine.report import unheard
from readingroom.site.engine.rows import Key, Row

FEWEST = 400
"""Documents that are worth the workers: starting them takes as long as reading about that many."""

Batch = tuple[int, dict[Key, Row]]
"""The number of a file in which documents were written down, and these."""


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
    ahead = Ahead(reading, generator, kind, Queue(waiting))
    first, helpers = ahead.batches.new_number(), list[Worker]()
    known, reading.rows = reading.rows, {}
    try:
        for other in range(1, number):
            helpers.append(Worker(ahead, other, count(first + other, number)))
        for batch in ahead.read(count(first, number)):
            if batch:
                ahead.add(batch)
            for helper in helpers:
                helper.take_in()
        for helper in helpers:
            helper.wait()
            helper.take_in()
    except BaseException:
        for helper in helpers:
            helper.end()
        raise
    finally:
        reading.rows = known
        ahead.queue.close()
        for helper in helpers:
            os.close(helper.told)


class Ahead:
    """What all processes do that read documents ahead."""

    def __init__(self, reading: Reading, generator: Any, kind: type, queue: Queue[File]) -> None:
        self.reading, self.generator, self.kind, self.queue = reading, generator, kind, queue
        self.batches, self.epoch = generator.work.memory.batches, generator.work.epoch

    def read(self, numbers: Iterator[int]) -> Iterator[Batch | None]:
        """Read share after share; gives after each the batch that was written down, if there are documents enough for one by then.

        What is to be said of a document, the build says when it reads it itself.
        """
        reading = self.reading
        for share in self.queue:
            before = len(reading.uncertain)
            with unheard(reading.attention.ear):
                reading.ahead(self.generator, self.kind, share)
            del reading.uncertain[before:]
            yield self._keep(next(numbers)) if len(reading.rows) >= BATCH else None
        if reading.rows:
            yield self._keep(next(numbers))

    def _keep(self, number: int) -> Batch:
        """Write down what was read, and forget it."""
        rows, self.reading.rows = self.reading.rows, {}
        self.reading.bodies.flush()
        self.batches.write(number, self.epoch, rows)
        return number, rows

    def fetch(self, number: int) -> Batch:
        """What another process wrote down."""
        return number, self.batches.read(number, self.epoch, self.generator.settings, self.reading.names)

    def add(self, batch: Batch) -> None:
        """Let the build find the documents. They needn't be written down once more, if nothing is going to be added to them."""
        reading, (_, rows) = self.reading, batch
        reading.old.update(rows)
        for key, row in rows.items():
            reading.ready[key] = reading.restore(self.generator, self.kind, row.state[row.shape.path], row)
        if reading.foresight.digesters:
            reading.changed -= rows.keys()
        else:
            reading.changed |= rows.keys()


class Worker(Child):
    """Another process that reads documents ahead. It tells the numbers of its batches through a pipe."""

    def __init__(self, ahead: Ahead, number: int, numbers: Iterator[int]) -> None:
        self.ahead = ahead
        self.told, telling = os.pipe()

        def work() -> None:
            reading = ahead.reading
            reading.bodies, reading.rows = Bodies(reading.bodies.folder, number), {}
            for batch in ahead.read(numbers):
                if batch:
                    os.write(telling, batch[0].to_bytes(8, "little"))

        try:
            super().__init__(work)
        except BaseException:  # there is no room for one more process
            os.close(self.told)
            raise
        finally:
            os.close(telling)
        os.set_blocking(self.told, False)

    def take_in(self) -> None:
        """Add the batches that are there by now: all that it is going to tell of, if it has ended or was killed."""
        with contextlib.suppress(BlockingIOError):
            while told := os.read(self.told, 8):
                batch = self.ahead.fetch(int.from_bytes(told, "little"))
                self.ahead.add(batch)
                self.ahead.reading.read += len(batch[1])
