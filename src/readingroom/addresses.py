"""When a document changes, what was cited must still lead somewhere: names of passages that vanish, and what stands in their place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from readingroom.site.body import passages

ALIKE = 0.2  # of a passage; what has less of it is another one, and its neighbour is the better place
_WORD = re.compile(r"\w{1,6}")  # or a piece of one: scripts without spaces have no words to go by
_COMMON = 16  # passages; what more of them have says nothing about which of them is meant

Pair = tuple[str, str]


def vanished(old: str, new: str) -> tuple[list[tuple[str, str]], set[str]]:
    """For two Markdown bodies: (each passage of the old one that the new one lacks, with what stands there now; the names in the new one).

    What stands there is the passage that has most of it, or else the one that it followed; "" if nothing is left.
    """
    before, after = passages(old), passages(new)
    now = {name for name, _ in after}
    gone = {name: text for name, text in before if name not in now}
    heirs = _heirs(gone, after) if gone else {}
    found = []
    last = after[0][0] if after else ""
    for name, _ in before:
        if name in gone:
            found.append((name, heirs.get(name, last)))
        else:
            last = name
    return found, now


def _heirs(gone: Mapping[str, str], after: Sequence[tuple[str, str]]) -> dict[str, str]:
    """For each passage that is gone the one that has most of it, the first of several; those that none has are left out.

    What one passage has of another is its containment in shingles of two words (A. Broder, "On the resemblance and containment of
    documents", 1997). Only those that few passages have are looked at, so that the time grows with the texts and no faster.
    """
    shingles = {name: _shingles(text) for name, text in gone.items()}
    wanted = set().union(*shingles.values())
    holders: dict[Pair, list[int]] = defaultdict(list)
    for at, (_, text) in enumerate(after):
        for pair in _shingles(text) & wanted:
            holders[pair].append(at)
    heirs = {}
    for name, own in shingles.items():
        shared = Counter(at for pair in own if len(holders[pair]) <= _COMMON for at in holders[pair])
        best = max(shared, key=lambda at: (shared[at], -at), default=None)
        if best is not None and shared[best] >= ALIKE * len(own):
            heirs[name] = after[best][0]
    return heirs


def _shingles(text: str) -> set[Pair]:
    """Every two words that follow each other in a passage; the first word follows nothing."""
    words = _WORD.findall(text.casefold())
    return set(zip(["", *words], words, strict=False))
