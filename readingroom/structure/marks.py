"""The marks that list items begin with."""

from __future__ import annotations

import re
from typing import NamedTuple

BULLETS = "•‣◦▪▫●○■□◆◇–—*+-\u2043\u2219\u00b7"
_MARK = re.compile(r"(?:([•‣◦▪▫●○■□◆◇*+\u2043\u2219\u00b7\-–])|(\d{1,3})[.)]|\((\d{1,3})\))(?:[ \t\u00a0]++|$)")


class Mark(NamedTuple):
    """The mark of a list item."""

    number: int | None  # None: a bullet
    end: int  # where the text of the item begins
    sign: str  # what it looks like: "•", "1."


def marker(text: str) -> Mark | None:
    """The list mark at the start of a line (white space stripped), or None."""
    found = _MARK.match(text)
    if not found:
        return None
    number = found[2] or found[3]
    return Mark(int(number) if number else None, found.end(), found[1] or "1.")
