"""What the last conversion knew, so that the next needs not find it out again. A cache: deleting it changes nothing but the time.

It holds, for each text, the state its three files were left in, and what it contributes to the survey; and the sum of these. It is never
trusted blindly: a file that does not look as it was left is read, a sum that is not that of the texts it should be of is made anew, and a
damaged or foreign memory is set aside with a warning.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from readingroom import __version__
from readingroom.census import Census, Packed, unpack
from readingroom.convert import RULES
from readingroom.errors import Message

FILE = "convert.sqlite"
FORMAT = f"4 {__version__} {RULES} {sys.byteorder}"
SETTLED = (
    20_000_000  # nanoseconds; a file written less than that before it was looked at may be written again in the same tick of the clock
)
SETTLED_COARSE = 2_000_000_000  # the same where the file system counts whole seconds


GONE = "gone"
"""How a text looks that has vanished."""


class Stamp(NamedTuple):
    """How a text and its document were left."""

    text: str  # size and times of the text; `GONE` if there was none
    ledger: str
    markdown: str
    place: str  # of the Markdown, under content/
    sha256: str  # of the text
    inputs: str  # what the spreadsheet and the registry said of it
    rules: str  # it was converted with


def settled(word: str) -> bool:
    """Whether a file looked at just now was written long enough ago that it can't be written again within the same tick of its clock."""
    if not word:
        return False
    now, times = time.time_ns(), [int(part) for part in word.split(":")[1::2]]
    return all(now - at > (SETTLED if at % 1_000_000_000 else SETTLED_COARSE) for at in times)


class Memory:
    """The memory of one collection; `None` as folder makes one that forgets."""

    def __init__(self, folder: Path | None) -> None:
        self.warning: Message | None = None
        self._known: dict[str, Stamp] | None = None  # the stamps that stand in the file, once they were read
        self._base = self._open(folder / FILE) if folder else _empty(":memory:")
        self.lasting = folder is not None and not self.warning

    def _open(self, file: Path) -> sqlite3.Connection:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            base = _empty(str(file))
            found = base.execute("SELECT value FROM facts WHERE name = 'format'").fetchone()
            if not found or found[0] != FORMAT:  # another version's, if any: forget
                for table in _TABLES:
                    base.execute(f"DROP TABLE {table}")
                _furnish(base)
            base.execute("INSERT OR REPLACE INTO facts VALUES ('format', ?)", (FORMAT,))
            base.commit()
        except (sqlite3.Error, OSError) as error:
            with suppress(OSError):
                file.replace(file.with_suffix(".damaged"))
            self.warning = Message(
                "C-14",
                f"the cache was damaged and is set aside ({error})",
                "nothing is lost: it is made anew",
                str(file.name),
                level="warning",
            )
            return _empty(":memory:")
        return base

    def stamps(self) -> dict[str, Stamp]:
        """All stamps, by path of the text."""
        with suppress(sqlite3.Error, TypeError, ValueError):
            stamps = {path: Stamp(*data) for path, *data in self._base.execute("SELECT * FROM stamps")}
            self._known = dict(stamps)
            return stamps
        return {}

    def census(self, encoding: str | None) -> tuple[Census, dict[str, int]]:
        """The sum of the tallies that are remembered, and how often each of them is in it, by the hash of its text.

        Both empty if any of it is damaged, or the texts were read by another `encoding`.
        """
        census = Census()
        with suppress(sqlite3.Error, KeyError, TypeError, ValueError):
            times: dict[str, int] = dict(self._base.execute("SELECT sha256, times FROM tallies"))
            pieces = dict(self._base.execute("SELECT name, data FROM sums"))
            census.unpack(pieces)
            if pieces["of"] == _signature(times, encoding):
                return census, times
        return Census(), {}

    def keep_census(self, census: Census, times: Mapping[str, int], encoding: str | None) -> None:
        """Remember the sum of exactly these tallies."""
        if self.lasting:
            with suppress(sqlite3.Error):
                pieces = {**census.pack(), "of": _signature(times, encoding)}
                self._base.executemany("INSERT OR REPLACE INTO sums VALUES (?, ?)", pieces.items())

    def forget_census(self) -> None:
        """Forget the sum and its tallies."""
        with suppress(sqlite3.Error):
            self._base.execute("DELETE FROM tallies")
            self._base.execute("DELETE FROM sums")

    def tally(self, sha256: str) -> Packed:
        """What the text with this hash contributed to the sum. Raises ValueError if it isn't remembered."""
        try:
            for (data,) in self._base.execute("SELECT data FROM tallies WHERE sha256 = ?", (sha256,)):
                return unpack(data)
        except (sqlite3.Error, TypeError) as error:
            raise ValueError("a tally that can't be read") from error
        raise ValueError("no such tally")

    def tallies(self) -> Iterator[tuple[Packed, int]]:
        """All tallies, and how often each is in the sum. Raises ValueError for one that is damaged."""
        try:
            for data, times in self._base.execute("SELECT data, times FROM tallies"):
                yield unpack(data), times
        except (sqlite3.Error, TypeError) as error:
            raise ValueError("tallies that can't be read") from error

    def keep_tally(self, sha256: str, times: int, packed: bytes) -> None:
        """Remember what a text contributes to the sum, as often as it is there."""
        if not self.lasting:
            return  # all tallies of a collection are more than the memory of the machine should hold
        with suppress(sqlite3.Error):
            self._base.execute("INSERT OR REPLACE INTO tallies VALUES (?, ?, ?)", (sha256, times, packed))

    def drop_tally(self, sha256: str) -> None:
        """Forget what a text contributed."""
        with suppress(sqlite3.Error):
            self._base.execute("DELETE FROM tallies WHERE sha256 = ?", (sha256,))

    def keep(self, stamps: Mapping[str, Stamp]) -> None:
        """Remember exactly these stamps; those that were there already need not be written."""
        known = self.stamps() if self._known is None else self._known
        with suppress(sqlite3.Error):
            self._base.executemany("DELETE FROM stamps WHERE path = ?", [(path,) for path in known.keys() - stamps.keys()])
            rows = [(path, *stamp) for path, stamp in stamps.items() if known.get(path) != stamp]
            self._base.executemany("INSERT OR REPLACE INTO stamps VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            self._base.commit()
            self._known = dict(stamps)

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()


_TABLES = {
    "facts": "name TEXT PRIMARY KEY, value TEXT",
    "stamps": "path TEXT PRIMARY KEY, text TEXT, ledger TEXT, markdown TEXT, place TEXT, sha256 TEXT, inputs TEXT, rules TEXT",
    "tallies": "sha256 TEXT PRIMARY KEY, times INTEGER, data BLOB",
    "sums": "name TEXT PRIMARY KEY, data BLOB",
}


def _empty(name: str) -> sqlite3.Connection:
    base = sqlite3.connect(name)
    _furnish(base)
    return base


def _furnish(base: sqlite3.Connection) -> None:
    for table, columns in _TABLES.items():
        base.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")


def _signature(times: Mapping[str, int], encoding: str | None) -> str:
    """What a sum is the sum of, as one word."""
    return sha256("\n".join([encoding or "", *(f"{of} {often}" for of, often in sorted(times.items()))]).encode()).hexdigest()
