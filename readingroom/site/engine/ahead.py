"""Reads many new documents in as many processes as there are cores, before the build comes to them.

Workers fill the cache, each with a share of the documents; the build then finds them there. What a worker could not keep (a warning, an
error, a document that must be read each time) the build reads itself, and says itself.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from readingroom.site.engine import state
from readingroom.site.engine.bodies import Bodies
from readingroom.site.engine.processes import fork, workers
from readingroom.site.engine.reading import File, Reading
from readingroom.site.engine.report import unheard
from readingroom.site.engine.rows import FIELDS, Row

FEWEST = 400
"""Documents that are worth the workers: starting them takes as long as reading about that many."""


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
    shares = [waiting[share::number] for share in range(number)]
    reading.bodies.flush()
    generator.work.foresee(generator)
    with tempfile.TemporaryDirectory(dir=reading.bodies.path.parent) as scratch:
        children = [_fork(reading, generator, kind, share, Path(scratch) / str(at)) for at, share in enumerate(shares[1:])]
        _read(reading, generator, kind, shares[0])
        reading.old.update(reading.rows)
        for child, results, texts in children:
            os.waitpid(child, 0)
            _take_in(reading, generator.settings, results, texts)


def _read(reading: Reading, generator: Any, kind: type, files: Sequence[File]) -> None:
    """Read some documents and forget them: their rows stay. What is to be said of one, the build says when it reads it itself."""
    before = len(reading.uncertain)
    with unheard(reading.attention.ear):
        for file in files:
            with contextlib.suppress(Exception):  # whatever it is, the build meets it again
                reading.document(generator, kind, file)
    del reading.uncertain[before:]


def _fork(reading: Reading, generator: Any, kind: type, files: Sequence[File], texts: Path) -> tuple[int, IO[bytes], Path]:
    """Start a worker; gives its process, the file in which it leaves its rows, and the file of their texts."""
    results = tempfile.TemporaryFile()  # noqa: SIM115 - it stays open in both processes

    def work() -> None:
        reading.bodies, reading.rows = Bodies(texts), {}
        _read(reading, generator, kind, files)
        reading.bodies.close()
        rows = {key: FIELDS(row) for key, row in reading.rows.items()}
        try:
            data = state.dump(rows)
        except Exception:  # some document holds what can't be written down: pickle lets through whatever a class raises
            data = state.dump({key: row for key, row in rows.items() if state.is_plain(row)})
        results.write(data)
        results.flush()

    return fork(work), results, texts


def _take_in(reading: Reading, settings: Any, results: IO[bytes], texts: Path) -> None:
    """Add what a worker read; nothing if it was killed."""
    with results:
        results.seek(0)
        try:
            rows = state.load(results.read(), settings, reading.names)
        except Exception:  # a worker that was killed left half a file
            return
    begin = reading.bodies.append(texts)
    for key, values in rows.items():
        row = Row(*values)
        row.place = row.place[0] + begin, row.place[1]
        reading.old[key] = row
    reading.changed.update(rows)
    reading.read += len(rows)
