"""Renders pages and writes them, in as many processes as there are cores.

Workers are forked when everything is in memory. They take small shares from a common queue, so that none waits for another, and hand
back what they wrote and what was logged. A page that fails in a worker is rendered again by the parent, to raise what it raised.
All keys of a share are computed, then all its pages rendered, then all written, while the processor has each of these at hand.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pelican.log import FilteredMessage

from readingroom.site.engine.faults import PAGE
from readingroom.site.engine.fragments import Fragments
from readingroom.site.engine.pages import Feed, Keys, Page
from readingroom.site.engine.processes import Question, Queue, workers
from readingroom.site.engine.report import hearing
from readingroom.site.engine.tree import Record, Written, recognise

FEWEST = 120
"""Pages that are worth a second process: forking and compiling templates takes as long as about that many."""

Item = tuple[str, Page | Feed]
"""The name of a file and what makes it."""


@dataclass
class Maker:
    """How an item comes to its key, its text and its file. `write` puts a text into the file of that name."""

    keys: Keys
    shared: dict[str, Any]  # the context that documents look into for the site's address
    known: dict[str, bytes | None]  # keys that are known already, by name
    write: Callable[[str, str], Written]
    memories: Sequence[Fragments] = ()  # what loops made of their items so far

    def __post_init__(self) -> None:
        self.usual = self.shared["localsiteurl"]  # for keys it is always the same; each page that is made has its own

    def key(self, item: Page | Feed) -> bytes | None:
        """The key of an item."""
        self.shared["localsiteurl"] = self.usual
        return self.known[item.name] if item.name in self.known else self.keys.key(item)

    def text(self, item: Page | Feed) -> str:
        """The text of an item. Raises whatever its template does."""
        return item.render(self.shared)

    def forget(self) -> None:
        """Begin anew, since something was said that is to be said of each page: what a loop remembers is silent."""
        for memory in self.memories:
            memory.forget()


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


def render_all(items: Sequence[Item], maker: Maker, progress: Callable[[int], None]) -> dict[str, Record]:
    """Make and write all items; gives their records by name. Raises what the first failing page raises.

    A page whose rendering said something has no key: it must be said again. `progress` is told how many items were taken so far.
    """
    number = min(workers(), len(items) // FEWEST)
    if number < 2:
        return _render_here(items, maker, progress)
    queue = Queue(items)
    gc.freeze()  # what is in memory now stays as it is: a worker that looks at it must not copy it
    helpers: list[Question[Result]] = []
    try:
        for _ in range(number - 1):
            helpers.append(Question(partial(_help, queue, maker)))
        done = _work(queue, maker, progress)
        results = [helper() for helper in helpers]
    except BaseException:
        for helper in helpers:
            helper.end()
        raise
    finally:
        queue.close()
    for result in filter(None, results):
        done.update(result.done)
        maker.keys.reasons.update(result.reasons)
        for record in result.said:
            with contextlib.suppress(FilteredMessage):  # the same was said of another page
                logging.getLogger(record.name).handle(record)
    left = [item for item in items if item[0] not in done]  # what failed, or what a worker that was killed had taken
    done.update(_render_here(left, maker, lambda _count: None))
    return done


def _render_here(items: Sequence[Item], maker: Maker, progress: Callable[[int], None]) -> dict[str, Record]:
    """Make item after item in this process; an exception goes on to the caller."""
    done = {}
    with hearing() as ear:
        for count, (name, item) in enumerate(items):
            before = ear.heard
            try:
                key = maker.key(item)
                text = maker.text(item)
                if ear.heard != before:
                    maker.forget()
                written = maker.write(name, text)
            except Exception as error:
                error.add_note(f"{PAGE}{name}")
                raise
            done[name] = (key if ear.heard == before else None), written
            progress(count + 1)
    return done


def _work(queue: Queue[Item], maker: Maker, progress: Callable[[int], None]) -> dict[str, Record]:
    """Make share after share until the queue is empty. What can't be made is not in the result: the parent meets the reason again."""
    done: dict[str, Record] = {}
    with hearing() as ear:
        for share in queue:
            keys: dict[str, bytes | None] = {}
            texts: dict[str, str] = {}
            for name, item in share:
                before = ear.heard
                with contextlib.suppress(Exception):
                    key = maker.key(item)
                    keys[name] = key if ear.heard == before else None
            for name, item in share:
                before = ear.heard
                with contextlib.suppress(Exception):
                    texts[name] = maker.text(item)
                if ear.heard != before:
                    keys[name] = None
                    maker.forget()
            for name, text in texts.items():
                with contextlib.suppress(Exception):
                    done[name] = keys[name], maker.write(name, text)
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


def _help(queue: Queue[Item], maker: Maker) -> Result:
    """What another process does."""
    keeper = _Keeper()
    logging.getLogger().handlers = [keeper]
    done = _work(queue, maker, lambda _count: None)
    return Result(done, maker.keys.reasons, keeper.records)
