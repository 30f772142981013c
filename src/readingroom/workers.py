"""Many texts at once: the two passes over a collection, on all cores.

Each function takes plain values and gives back plain values, since they go from process to process.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from readingroom import ledger, quality, survey
from readingroom.census import Stock, Teller
from readingroom.clean import clean
from readingroom.convert import convert, version
from readingroom.document import Source, Survey
from readingroom.errors import Message, ReadingRoomError
from readingroom.ledger import Ledger
from readingroom.names import actual
from readingroom.read import read_joined
from readingroom.resemblance import Print, taken

MANY = 64  # texts; for fewer, starting processes takes longer than they save

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Draft:
    """A converted text on its way home: a ledger without header, the body, what there is to say of it. Or why there is none."""

    path: str
    ledger: Ledger | None
    body: str = ""
    digest: str = ""  # of its letters, for finding copies
    messages: tuple[Message, ...] = ()
    seen: Print | None = None  # for finding texts that are held back, if there are any


class TakeStock:
    """First pass: what one text contributes to the survey; None if it can't be read (the second pass says why).

    Texts share most of their words, so each process sends each word a few times only.
    """

    def __init__(self, texts: Path, encoding: str | None) -> None:
        self.texts, self.encoding = texts, encoding
        self.teller = Teller()

    def __call__(self, parts: tuple[str, ...]) -> Stock | None:
        """Read and tally the text of these files."""
        try:
            text = read_joined(self.texts, [actual(part) for part in parts], [self.encoding] * len(parts)).text
        except ReadingRoomError:
            return None
        return self.teller(survey.tally(clean(text)))


def draft(texts: Path, encoding: str | None, off: frozenset[str], known: Survey, parts: tuple[str, ...]) -> Draft:
    """Second pass: convert one text, of one file or several. Never raises: whatever goes wrong with one text is said in its draft."""
    path = parts[0]
    try:
        source = _recorded(read_joined(texts, [actual(part) for part in parts], [encoding] * len(parts)), parts)
        made = convert(source, known, off)
        body, edits, found, used = made.body, made.edits, made.document.findings, made.document.used
        del made  # its blocks: no two accounts of a large text at once
        entry = ledger.draw_up(source, body, edits, path=path, markdown="", rules=version(off))
        del edits
    except ReadingRoomError as error:
        return Draft(path, None, messages=(replace(error.message, path=path),))
    except Exception as error:  # one bad text must not stop the others; the kind of fault goes into the message
        hint = "this is a fault of Reading Room: please report it with the text"
        return Draft(path, None, messages=(Message("C-08", f"could not be converted ({type(error).__name__}: {error})", hint, path),))
    drawn = ledger.rows(entry)  # one text goes home faster than hundreds of tuples
    entry = replace(entry, found=found, collection=used, drawn=drawn, edits=(), before=())
    notes = [Message("R-90", note, path=path, level="note") for note in source.notes]
    seen = taken(source.text) if known.some_held else None
    return Draft(path, entry, body, quality.letters_digest(source.text), (*notes, *quality.remarks(path, source.text)), seen)


def _recorded(source: Source, parts: tuple[str, ...]) -> Source:
    """The source with the records of its files' names in place of the names."""
    if source.path == parts[0] and not source.parts:
        return source
    named = tuple(replace(part, path=path) for part, path in zip(source.parts, parts, strict=True)) if source.parts else ()
    return replace(source, path=parts[0], parts=named)


@contextmanager
def pool(size: int, jobs: int) -> Iterator[Callable[[Callable[[T], R], Iterable[T]], Iterator[R]]]:
    """A `map` over `size` texts that keeps their order: by `jobs` processes (0: one a core), or in this one if there are few."""
    jobs = min(jobs or os.cpu_count() or 1, max(1, size // MANY + 1)) if size >= MANY else 1
    if jobs == 1:
        yield map
        return
    with ExitStack() as stack:

        def over(function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
            executor = ProcessPoolExecutor(jobs, initializer=_equip, initargs=(function,))
            stack.callback(executor.shutdown, cancel_futures=True)  # after Ctrl-C nobody waits for the rest
            return executor.map(_work, items, chunksize=16)

        yield over


_equipment: list[Callable[[Any], Any]] = []
"""In a process of a pool: what it does with each text. It holds the survey, which is large, so it is sent once and not with every text."""


def _equip(function: Callable[[Any], Any]) -> None:
    _equipment[:] = [function]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all: one that dies with a lock in its hand leaves the others waiting
    gc.freeze()  # what was there before the first text stays to the end: no need to look through it again and again


def _work(item: Any) -> Any:
    return _equipment[0](item)


__all__ = ["Draft", "TakeStock", "draft", "pool"]
