"""What can be wrong, said so that it can be mended: a code, the fact, a hint.

Every code has its entry in docs/messages.md; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Message:
    """`letters/12.txt:40: R-03 cannot decode as UTF-8. Hint: save it as UTF-8.`"""

    code: str  # R-: reading, C-: converting, M-: metadata.csv, G-: registry, L-: ledger, S-: site, K-: check, U-: usage
    fact: str
    hint: str = ""
    path: str = ""
    line: int = 0  # 0: the file as a whole
    level: Level = "error"

    def __str__(self) -> str:
        place = f"{printable(self.path)}:{self.line}: " if self.path and self.line else f"{printable(self.path)}: " if self.path else ""
        hint = f" Hint: {self.hint}" if self.hint else ""
        return f"{place}{self.code} {self.fact}.{hint}"


class ReadingRoomError(Exception):
    """Something that stops one document or the command; carries its `Message`."""

    def __init__(self, code: str, fact: str, hint: str = "", *, path: str = "", line: int = 0) -> None:
        self.message = Message(code, fact, hint, path, line)
        super().__init__(str(self.message))


def printable(name: str) -> str:
    """A file name that can't garble a terminal: control and direction marks are shown as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)
