"""The numbers of passages within their document.

A passage keeps its number when others are added, moved or edited, so that an edit changes the postings of the words it touches and no
others: the number comes from the first words of the passage. Its lowest three bits are its class, which ranking needs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from zlib import crc32

HEADING = 0
LIMITS = (8, 16, 32, 64, 128, 256)
"""Words up to which a passage is of class 1 to 6; longer ones are of class 7. Titles and headings are of class 0."""
TITLE = 0
"""The slot of a document's title."""


def class_of(words: int, is_heading: bool) -> int:
    """The class of a passage of so many words."""
    return HEADING if is_heading else 1 + bisect_left(LIMITS, words)


def slots(passages: Sequence[tuple[str, int, bool]]) -> list[int]:
    """The slots of a document's passages, each given as (text, words, is a heading), in their order. TITLE is left free."""
    classes = [class_of(words, is_heading) for _, words, is_heading in passages]
    room = 1
    while room < 1 + 1.5 * max((classes.count(each) for each in set(classes)), default=0):
        room *= 2
    taken = {TITLE}
    found = []
    for (text, _, _), each in zip(passages, classes, strict=True):
        place = crc32(" ".join(text.split(None, 3)[:3]).casefold().encode("utf-8", "surrogatepass")) % room
        while (slot := place * 8 + each) in taken:
            place = (place + 1) % room
        taken.add(slot)
        found.append(slot)
    return found
