"""Changes to a line, and how one round of them is laid over those made before.

A repair sees a line as the repairs before it left it, and says `(start, end, after)` in that text. What is kept are edits of
the source, so each round is carried back to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from readingroom.document import Edit

Change = tuple[int, int, str]
"""`line[start:end]` becomes the string."""


def change_text(text: str, changes: Sequence[Change], begin: int = 0) -> str:
    """The text with the changes made; they are in order, don't overlap, and count from `begin` places before the text."""
    out: list[str] = []
    at = 0
    for start, end, after in changes:
        out += (text[at : start - begin], after)
        at = end - begin
    out.append(text[at:])
    return "".join(out)


def compose(edits: Sequence[Edit], text: str, changes: Sequence[Change], begin: int, rule: str) -> tuple[Edit, ...]:
    """Edits of the source that gave `text`, followed by changes of it, as one set of edits of the source.

    `begin` is the offset of the line in the source. Changes that reach into what an earlier edit wrote are one edit with it, under
    the later rule. One pass over both, linear in their number.
    """
    out: list[Edit] = []
    shift = begin  # what turns an offset in `text` into one in the source, between edits
    done = 0  # edits that are dealt with
    at = 0  # changes that are dealt with
    while at < len(changes):
        low, high, _ = changes[at]
        while done < len(edits) and (written := edits[done].start - shift + len(edits[done].after)) <= low:
            out.append(edits[done])
            shift = edits[done].end - written
            done += 1
        before, first = shift, at
        at += 1
        grown = True
        while grown:  # take in whatever overlaps with what is taken in so far
            grown = False
            while done < len(edits) and (start := edits[done].start - shift) < high:
                low, high = min(low, start), max(high, start + len(edits[done].after))
                shift = edits[done].end - start - len(edits[done].after)
                done += 1
                grown = True
            while at < len(changes) and changes[at][0] < high:
                high = max(high, changes[at][1])
                at += 1
                grown = True
        out.append(Edit(low + before, high + shift, change_text(text[low:high], changes[first:at], low), rule))
    out.extend(edits[done:])
    return tuple(out)
