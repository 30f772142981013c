"""What the shape of a body says that its HTML does not: whether kept lines are verse, who speaks, how a letter opens and closes.

When the shape is in doubt, nothing is said: lines are lines and paragraphs paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from readingroom.export.model import plain

_SPEAKER = re.compile(r"((?:[^\W\d_a-zà-öø-ÿа-яё][\w'’-]*+ ?){1,4}?)([.:：])\s")
_SALUTATION = re.compile(r"[^\n.]{2,60}[,!:،，：！]")
_HEAD = 6
"""Blocks in which a letter's salutation may stand."""
_FOOT = 4
"""Blocks of which its close may consist."""
_SHORT = 120
"""Characters of a block that is no paragraph of running text."""


def is_verse(blocks: Sequence[HtmlElement]) -> bool:
    """Whether kept lines are verse: at least half of all letters stand in them."""
    kept = sum(len(plain(block)) for block in blocks if block.get("class") == "verse")
    return kept * 2 >= sum(len(plain(block)) for block in blocks if block.tag[0] != "h") and kept > 0


def speakers(blocks: Sequence[HtmlElement]) -> dict[str, int]:
    """The names that open paragraphs as those of speakers, in capitals, each with the length of its mark: "ANNA." -> 5.

    At least two people must speak, and one of them twice.
    """
    counts: Counter[str] = Counter()
    for block in blocks:
        found = _SPEAKER.match(plain(block)) if block.tag == "p" else None
        if found and found[1].upper() == found[1] and sum(c.isalpha() for c in found[1]) > 1:
            counts[found[1]] += 1
    spoken = {name: len(name) + 1 for name in counts}
    return spoken if len(counts) > 1 and max(counts.values()) > 1 and sum(counts.values()) * 3 >= len(blocks) else {}


def letter_parts(blocks: Sequence[HtmlElement]) -> tuple[int, int]:
    """How many blocks open a letter, its salutation included, and how many close it; (0, 0) for what has no salutation."""
    for at, block in enumerate(blocks[:_HEAD]):
        text = plain(block)
        if block.tag != "p" or len(text) > _SHORT:
            return 0, 0
        if block.get("class") != "verse" and _SALUTATION.fullmatch(text) and at + 1 < len(blocks):
            return at + 1, _closing(blocks[at + 1 :])
    return 0, 0


def _closing(blocks: Sequence[HtmlElement]) -> int:
    count = 0
    for block in reversed(blocks[1:]):
        text = plain(block)
        signed = block.get("class") == "verse" or (len(text) <= 60 and text[-1:] not in ".?!。")
        if block.tag != "p" or len(text) > _SHORT or not signed or count == _FOOT:
            break
        count += 1
    return count
