"""When a document changes, what was cited must still lead somewhere: names of passages that vanish, and what stands in their place."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from readingroom.site.body import passages

ALIKE = 50  # of 100; a passage less alike than this is another one, and its neighbour is the better place


def vanished(old: str, new: str) -> tuple[list[tuple[str, str]], set[str]]:
    """For two Markdown bodies: (each passage of the old one that the new one lacks, with what stands there now; the names in the new one).

    What stands there is the passage most like it (rapidfuzz's ratio of their letters), or else the one that it followed; "" if
    nothing is left.
    """
    before, after = passages(old), passages(new)
    now = dict(after)
    gone = []
    last = after[0][0] if after else ""
    for name, text in before:
        if name in now:
            last = name
            continue
        found = process.extractOne(text, now, scorer=fuzz.ratio, score_cutoff=ALIKE)
        gone.append((name, found[2] if found else last))
    return gone, set(now)
