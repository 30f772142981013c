"""Who publishes a text, and where to write to: the last lines of many, in words of their own for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set

from readingroom.document import Line
from readingroom.survey import WIDEST, addresses

LINES = 3  # of an imprint

RIGHTS = re.compile(r"\s*+(?:copyright )?(?:©|\(c\)) ?\d{4}\b.{0,80}$", re.IGNORECASE)
"""A line of rights: "© 1931 The Lamp, all rights reserved"."""


def imprint(filled: Sequence[Line], rest: Sequence[int], known: Set[str], begins: Callable[[int], bool]) -> list[int]:
    """The places of the lines of a contact block at the end of a text.

    It ends with an address that other texts end with too (`known`: what repeats in the collection), and `begins` where something new may
    begin; a line above it that ends with a colon belongs to it. `rest` are the places of the lines that are left.
    """
    found: list[int] = []
    if len(rest) <= LINES or not any(address in known for address in addresses(filled[rest[-1]].text[-WIDEST:])):
        return found
    for size in range(1, LINES + 1):
        here = rest[-size:]
        if here[0] + size - 1 != here[-1] or sum(len(filled[at].text) for at in here) > WIDEST:
            break
        if begins(here[0]):
            found = list(here)
            if filled[here[0] - 1].text.rstrip()[-1:] not in ":：":
                break
    return found
