"""Renders pages and writes them, in as many processes as there are cores.

Workers are forked when everything is in memory. They take small shares from a common queue, so that none waits for another, and hand
back what they wrote and what was logged. A page that fails in a worker is rendered again by the parent, to raise what it raised.
The pages of a share are written one after another when all are rendered: to turn from one to the other for each page takes a tenth more.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from readingroom.site.engine.faults import PAGE
from readingroom.site.engine.pages import Feed, Page
from readingroom.site.engine.processes import Queue, ask, workers
from readingroom.site.engine.report import hearing
from readingroom.site.engine.tree import Record, Written, recognise

FEWEST = 120
"""Pages that are worth a second process: forking and compiling templates takes as long as about that many."""

Item = tuple[str, Page | Feed]
"""The name of a file and what makes it."""
Make = Callable[[str, Page | Feed], tuple[bytes | None, str]]
"""The key of an item, and its text."""
Write = Callable[[str, str], Written]
"""Writes a text to the file of that name."""


@dataclass
class Result:
    """What another process rendered, by name, why some of it has no key, and what was logged meanwhile."""

    done: dict[str, Record]
    reasons: dict[str, str]
    said: list[logging.LogRecord]


def write_page(folder: str, name: str, text: str) -> Written:
    """Write a new file, and its folder if need be. Never opens a file that exists: it could be another site's too."""
    path = f"{folder}/{name}"
    data = text.encode("utf-8") if os.linesep == "\n" else text.replace("\n", os.linesep).encode("utf-8")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        file = os.open(path, flags, 0o666)
    except FileExistsError:
        os.unlink(path)
        file = os.open(path, flags, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        file = os.open(path, flags, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
        status = os.fstat(file)
    finally:
        os.close(file)
    return recognise(status)


def render_all(
    items: Sequence[Item], make: Make, write: Write, reasons: dict[str, str], progress: Callable[[int], None]
) -> dict[str, Record]:
    """Make and write all items; gives their records by name. Raises what the first failing page raises.

    A page whose rendering said something has no key: it must be said again. `reasons` is where `make` leaves why a page has none.
    `progress` is told how many items were taken so far.
    """
    number = min(workers(), len(items) // FEWEST)
    if number < 2:
        return _render_here(items, make, write, progress)
    queue = Queue(items)
    gc.freeze()  # what is in memory now stays as it is: a worker that looks at it must not copy it
    helpers = [ask(partial(_help, queue, make, write, reasons)) for _ in range(number - 1)]
    try:
        done = _work(queue, make, write, progress)
    finally:
        queue.close()
        results = [wait() for wait in helpers]
    for result in filter(None, results):
        done.update(result.done)
        reasons.update(result.reasons)
        for record in result.said:
            logging.getLogger(record.name).handle(record)
    left = [item for item in items if item[0] not in done]  # what failed, or what a worker that was killed had taken
    done.update(_render_here(left, make, write, lambda _count: None))
    return done


@contextlib.contextmanager
def unwatched(items: Sequence[Item]) -> Iterator[None]:
    """While pages are rendered, no template is asked whether its file has changed: a page would ask for each that it draws in.

    Those that were loaded before keys were computed are loaded again, so that no page is older than its key.
    """
    environments = {page.template.environment for _, page in items if isinstance(page, Page)}
    watched = {environment for environment in environments if environment.auto_reload}
    for environment in environments:
        environment.auto_reload = False
        if environment.cache is not None:
            environment.cache.clear()
    try:
        yield
    finally:
        for environment in watched:
            environment.auto_reload = True


def _render_here(items: Sequence[Item], make: Make, write: Write, progress: Callable[[int], None]) -> dict[str, Record]:
    """Make item after item in this process; an exception goes on to the caller."""
    done = {}
    with hearing() as ear:
        for count, (name, item) in enumerate(items):
            before = ear.heard
            try:
                key, text = make(name, item)
                written = write(name, text)
            except Exception as error:
                error.add_note(f"{PAGE}{name}")
                raise
            done[name] = (key if ear.heard == before else None), written
            progress(count + 1)
    return done


def _work(queue: Queue[Item], make: Make, write: Write, progress: Callable[[int], None]) -> dict[str, Record]:
    """Make share after share until the queue is empty. What can't be made is not in the result."""
    done = {}
    with hearing() as ear:
        for share in queue:
            made = []
            for name, item in share:
                before = ear.heard
                with contextlib.suppress(Exception):  # whatever it is, the parent meets it again
                    key, text = make(name, item)
                    made.append((name, key if ear.heard == before else None, text))
            for name, key, text in made:
                with contextlib.suppress(Exception):
                    done[name] = key, write(name, text)
            progress(queue.taken)
    return done


class _Keeper(logging.Handler):
    """Keeps what is logged, as data that another process can read."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        record.msg, record.args = record.getMessage(), None
        if record.exc_info:
            record.exc_text, record.exc_info = "".join(traceback.format_exception(*record.exc_info)), None
        self.records.append(record)


def _help(queue: Queue[Item], make: Make, write: Write, reasons: dict[str, str]) -> Result:
    """What another process does."""
    keeper = _Keeper()
    logging.getLogger().handlers = [keeper]
    done = _work(queue, make, write, lambda _count: None)
    return Result(done, reasons, keeper.records)
