"""What the last conversion knew, so that the next needs not find it out again. A cache: deleting it changes nothing but the time.

It holds, for each text, the state its three files were left in, and what it contributes to the survey. It is never trusted blindly:
a file that does not look as it was left is read, and a damaged or foreign memory is set aside with a warning.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from readingroom import __version__
from readingroom.convert import RULES
from readingroom.errors import Message
from readingroom.survey import Tally, unpack

FILE = "convert.sqlite"
FORMAT = f"2 {__version__} {RULES}"
SETTLED = (
    20_000_000  # nanoseconds; a file written less than that before it was looked at may be written again in the same tick of the clock
)
SETTLED_COARSE = 2_000_000_000  # the same where the file system counts whole seconds


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a text and its document were left."""

    text: str  # size and time of the text
    ledger: str
    markdown: str
    place: str  # of the Markdown, under content/
    sha256: str  # of the text
    inputs: str  # what the spreadsheet and the registry said of it
    rules: str  # it was converted with


def look(file: str | Path) -> str:
    """Size, time and place of a file as one word; "" if it isn't there."""
    try:
        status = os.stat(file)  # noqa: PTH116  # Path() alone takes longer, and this is asked three times for each text
    except (OSError, ValueError):
        return ""
    return f"{status.st_size}-{status.st_mtime_ns}-{status.st_ino}"


def settled(word: str) -> bool:
    """Whether a file looked at just now was written long enough ago that it can't be written again within the same tick of its clock."""
    time_ns = int(word.split("-")[1]) if word else time.time_ns()
    return time.time_ns() - time_ns > (SETTLED if time_ns % 1_000_000_000 else SETTLED_COARSE)


class Memory:
    """The memory of one collection; `None` as folder makes one that forgets."""

    def __init__(self, folder: Path | None) -> None:
        self.warning: Message | None = None
        self.lasting = folder is not None
        self._base = self._open(folder / FILE) if folder else _empty(":memory:")

    def _open(self, file: Path) -> sqlite3.Connection:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            base = _empty(str(file))
            found = base.execute("SELECT value FROM facts WHERE name = 'format'").fetchone()
            if found and found[0] != FORMAT:  # another version's: forget
                for table in ("stamps", "tallies", "facts"):
                    base.execute(f"DELETE FROM {table}")  # noqa: S608  # names from the line above
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
            return {path: Stamp(*json.loads(data)) for path, data in self._base.execute("SELECT path, data FROM stamps")}
        return {}

    def surveyed(self) -> set[str]:
        """The hashes of the texts whose tallies are remembered."""
        with suppress(sqlite3.Error):
            return {sha256 for (sha256,) in self._base.execute("SELECT sha256 FROM tallies")}
        return set()

    def tally(self, sha256: str) -> Tally | None:
        """What a text with this hash contributes to the survey; None if it isn't remembered."""
        with suppress(sqlite3.Error, TypeError, ValueError, zlib.error):
            for (data,) in self._base.execute("SELECT data FROM tallies WHERE sha256 = ?", (sha256,)):
                return unpack(data)
        return None

    def keep_tally(self, sha256: str, packed: bytes) -> None:
        """Remember what a text contributes to the survey."""
        with suppress(sqlite3.Error):
            self._base.execute("INSERT OR REPLACE INTO tallies VALUES (?, ?)", (sha256, packed))

    def keep(self, stamps: Mapping[str, Stamp]) -> None:
        """Remember exactly these stamps, and forget what no text needs any more."""
        with suppress(sqlite3.Error):
            self._base.execute("DELETE FROM stamps")
            rows = ((path, json.dumps([s.text, s.ledger, s.markdown, s.place, s.sha256, s.inputs, s.rules])) for path, s in stamps.items())
            self._base.executemany("INSERT INTO stamps VALUES (?, ?)", rows)
            self._base.commit()

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()


def _empty(name: str) -> sqlite3.Connection:
    base = sqlite3.connect(name)
    base.execute("CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT)")
    base.execute("CREATE TABLE IF NOT EXISTS stamps (path TEXT PRIMARY KEY, data TEXT)")
    base.execute("CREATE TABLE IF NOT EXISTS tallies (sha256 TEXT PRIMARY KEY, data BLOB)")
    return base
