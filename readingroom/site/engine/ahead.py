"""Reads many new documents in as many processes as there are cores, before the build comes to them.

Workers fill the cache, each with a share of the documents; the build then finds them there. What a worker could not keep (a warning, an
error, a document that must be read each time) the build reads itself, and says itself.
"""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import os
import tempfile
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

from readingroom.site.engine import state
from readingroom.site.engine.bodies import Bodies
from readingroom.site.engine.reading import Reading, Row
from readingroom.site.engine.render import workers

FEWEST = 400
"""Documents that are worth the workers: starting them takes as long as reading about that many."""


def read_ahead(reading: Reading, generator: Any, kind: type, names: Sequence[str], fresh: Callable[[str], Callable[[], Any]]) -> None:
    """Put what workers read into `reading.old`. `fresh` gives for a name what reads the document."""
    waiting = [name for name in names if not is_kept(reading, generator, kind, name)]
    number = workers()
    if number < 2 or len(waiting) < FEWEST:
        return
    with tempfile.TemporaryDirectory(dir=reading.bodies.path.parent) as scratch:
        children = [_fork(reading, generator, kind, waiting[share::number], fresh, Path(scratch) / str(share)) for share in range(number)]
        for child, results, texts in children:
            os.waitpid(child, 0)
            _take_in(reading, generator.settings, results, texts)


def is_kept(reading: Reading, generator: Any, kind: type, name: str) -> bool:
    """Whether the document seems to be in the cache; the build looks closer."""
    row = reading.old.get((kind.__name__, name))
    return row is not None and row.stamp in {None, reading.stamp(os.path.abspath(os.path.join(generator.path, name)))}


def _fork(
    reading: Reading, generator: Any, kind: type, names: Sequence[str], fresh: Callable[[str], Callable[[], Any]], texts: Path
) -> tuple[int, IO[bytes], Path]:
    """Start a worker; gives its process, the file in which it leaves its rows, and the file of their texts."""
    results = tempfile.TemporaryFile()  # noqa: SIM115 - it stays open in both processes
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: the child touches nothing that they use
        child = os.fork()
    if child:
        return child, results, texts
    status = 1
    try:
        logging.getLogger().handlers = []  # what is to be said, the build says when it reads the document itself
        logging.lastResort = None
        reading.bodies, reading.rows = Bodies(texts), {}
        for name in names:
            with contextlib.suppress(Exception):  # whatever it is, the build meets it again
                reading.document(generator, kind, name, fresh(name))
        reading.bodies.close()
        fields = [field.name for field in dataclasses.fields(Row)]
        rows = {key: tuple(getattr(row, field) for field in fields) for key, row in reading.rows.items()}
        try:
            data = state.dump(rows)
        except Exception:  # some document holds what can't be written down: pickle lets through whatever a class raises
            data = state.dump({key: row for key, row in rows.items() if state.is_plain(row)})
        results.write(data)
        results.flush()
        status = 0
    finally:
        os._exit(status)  # no clean-up: everything belongs to the parent


def _take_in(reading: Reading, settings: Any, results: IO[bytes], texts: Path) -> None:
    """Add what a worker read; nothing if it was killed."""
    with results:
        results.seek(0)
        try:
            rows = state.load(results.read(), settings)
        except Exception:  # a worker that was killed left half a file
            return
    begin = reading.bodies.append(texts)
    for key, values in rows.items():
        row = Row(*values)
        row.place = row.place[0] + begin, row.place[1]
        reading.old[key] = row
    reading.read += len(rows)
    reading.changed = True
