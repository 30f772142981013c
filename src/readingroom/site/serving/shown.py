"""What browsers show of a site, and how they hear that it is old."""

from __future__ import annotations

import stat
import threading
from collections import Counter
from collections.abc import Generator
from pathlib import Path

from readingroom.site.engine.digest import digest

PATIENCE = 15
"""Seconds after which a browser that waits gets a sign of life: if it has gone, this is how we learn it."""
MOST = 500
"""Files whose last state is remembered; a page and what it loads are a dozen."""
LARGE = 5_000_000
"""Bytes from which a file is not read to see whether it changed."""


class Shown:
    """The files of an output folder as browsers get them: from the folder, or, ahead of the build, from memory or from their source.

    A round is one batch of changes with the build that follows. What was put here for a round is dropped when that round is built.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self._changed = threading.Condition()
        self._told = 0  # how often
        self._fault = ""
        self._ahead: dict[str, tuple[int, bytes | Path]] = {}
        self._given: dict[str, bytes] = {}  # digest of what was last handed out
        self._waiting: Counter[str] = Counter()

    def put(self, number: int, files: dict[str, bytes | Path]) -> None:
        """Show these from now on, until round `number` is built."""
        with self._changed:
            self._ahead.update((name, (number, content)) for name, content in files.items())

    def built(self, number: int) -> None:
        """From now on what this round and earlier ones were about is in the folder."""
        with self._changed:
            self._ahead = {name: kept for name, kept in self._ahead.items() if kept[0] > number}

    def find(self, name: str) -> bytes | Path:
        """A file: its bytes, or where they are."""
        ahead = self._ahead.get(name)
        return ahead[1] if ahead else self.output / name

    def give(self, name: str, content: bytes | Path) -> None:
        """Note what a browser is given."""
        with self._changed:
            self._given.pop(name, None)
            self._given[name] = _digest(content)
            if len(self._given) > MOST:
                del self._given[next(iter(self._given))]

    def in_view(self) -> list[str]:
        """The pages that browsers show now."""
        with self._changed:
            return [name for name, count in self._waiting.items() if count]

    def is_old(self, page: str) -> bool:
        """Whether a page, or a style, script or picture that was handed out, is another one by now."""
        return any(
            _digest(self.find(name)) != given for name, given in list(self._given.items()) if name == page or not name.endswith(".html")
        )

    def tell(self, fault: str = "") -> None:
        """Wake all browsers that wait. `fault` is what to show above the page; the page stays as it is."""
        with self._changed:
            self._told, self._fault = self._told + 1, fault
            self._changed.notify_all()

    def listen(self, page: str) -> Generator[str | None]:
        """What to tell the browser that shows a page: a fault, "" to reload, None as a sign of life."""
        with self._changed:
            seen, said = -1, ""
            self._waiting[page] += 1
        try:
            while True:
                with self._changed:
                    new = self._changed.wait_for(lambda before=seen: self._told != before, timeout=PATIENCE)  # type: ignore[misc]  # the default binds this round's number
                    seen, fault = self._told, self._fault
                if new and fault != said:
                    said = fault
                    yield fault
                elif new and not fault and self.is_old(page):
                    yield ""
                else:
                    yield None
        finally:
            with self._changed:
                self._waiting[page] -= 1
                self._waiting += Counter()  # without those that nobody shows


def _digest(content: bytes | Path) -> bytes:
    """A digest of bytes or of a file; the time of a large one must do."""
    if isinstance(content, bytes):
        return digest(content)
    try:
        status = content.stat()
        if not stat.S_ISREG(status.st_mode):  # a folder, or a device that never ends
            return b""
        return digest(content.read_bytes()) if status.st_size < LARGE else digest(f"{status.st_size} {status.st_mtime_ns}".encode())
    except OSError:
        return b""
