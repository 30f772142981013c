"""What a build did: counted for the last line, the exit code and the report file."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pelican.log import LimitFilter


@dataclass
class Report:
    """The account of one build. `warnings` and `errors` are what Pelican, plugins and readers logged, each once, in order."""

    documents: int = 0  # articles of every status, translations too
    pages: int = 0  # files the build answers for, static ones too
    rendered: int = 0  # of these, how many were rendered or copied; the others were right as they stood
    names: list[str] = field(default_factory=list)  # of the rendered files
    removed: int = 0  # files of the last build that this site no longer has
    carried_over: int = 0  # files of others
    seconds: float = 0.0
    plain: str = ""  # why everything was rendered by Pelican itself, if it was
    always: dict[str, str] = field(default_factory=dict)  # pages that are rendered in every build, and why
    warnings: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.documents} documents, {self.pages} pages, {self.rendered} rendered, in {self.seconds:.1f} seconds"


class Collector(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: dict[tuple[int, str], None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message; the same one twice counts once."""
        try:
            text = record.getMessage()
            error = record.exc_info[1] if record.exc_info else None
            self.seen[(record.levelno, f"{text}: {error}" if error else text)] = None
        except Exception:
            self.handleError(record)

    def told(self, lowest: int, highest: int = logging.CRITICAL) -> list[str]:
        """The messages from one level to another."""
        return [text for level, text in self.seen if lowest <= level <= highest]


@contextmanager
def collecting() -> Iterator[Collector]:
    """Listen to the root logger for as long as the block runs."""
    collector, root = Collector(), logging.getLogger()
    root.addHandler(collector)
    try:
        yield collector
    finally:
        root.removeHandler(collector)


class Ear(logging.Handler):
    """Counts what is logged as a warning or worse, or as `level` or worse; if `of` is given, by a package of that name."""

    def __init__(self, level: int = logging.WARNING, of: str = "") -> None:
        super().__init__(level)
        self.heard = 0
        if of:
            self.addFilter(logging.Filter(of))

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - that it was said is enough
        """Count it."""
        self.heard += 1


@contextmanager
def hearing(ear: Ear | None = None) -> Iterator[Ear]:
    """Listen to the root logger for as long as the block runs, with an ear that may have heard something before."""
    ear, root = ear or Ear(), logging.getLogger()
    root.addHandler(ear)
    try:
        yield ear
    finally:
        root.removeHandler(ear)


@contextmanager
def unheard(ear: Ear) -> Iterator[None]:
    """Let nobody but `ear` hear what is logged, and let it count as not yet said, for as long as the block runs."""
    root, limits = logging.getLogger(), (LimitFilter._raised_messages.copy(), LimitFilter._group_count.copy())
    handlers, last = root.handlers, logging.lastResort
    root.handlers, logging.lastResort = [ear], None
    try:
        yield
    finally:
        root.handlers, logging.lastResort = handlers, last
        LimitFilter._raised_messages, LimitFilter._group_count = limits
