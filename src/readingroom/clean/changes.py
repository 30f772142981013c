"""Changes to a line, and how one round of them is laid over those made before.

A repair sees a line as the repairs before it left it, and says `(start, end, after)` in that text. What is kept are edits of
the source, so each round is carried back to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

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


MANY = 10_000
"""From so many changes in one line on they are taken together by the hundred: a line of ten megabytes that is all control characters
must not become millions of edits."""


def gather(text: str, changes: Iterable[Change]) -> list[Change]:
    """Changes as a list, however many there are: those after the first `MANY` in hundreds, each of which is one change."""
    source = iter(changes)
    out = list(islice(source, MANY))
    while batch := list(islice(source, 100)):
        start, end = batch[0][0], batch[-1][1]
        out.append((start, end, change_text(text[start:end], batch, start)))
    return out


def compose(edits: Sequence[Edit], text: str, changes: Sequence[Change], begin: int, *, rule: str, confidence: float) -> tuple[Edit, ...]:
    """Edits of the source that gave `text`, followed by changes of it, as one set of edits of the source.

    `begin` is the offset of the line in the source. Changes that reach into what earlier edits wrote are one edit with them, under
    the rule of the one that is least sure. One pass over both, linear in their number.
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
        before, first, taken = shift, at, done
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
        sure, why = min([(confidence, rule), *((edit.confidence, edit.rule) for edit in edits[taken:done])], key=lambda pair: pair[0])
        out.append(Edit(low + before, high + shift, change_text(text[low:high], changes[first:at], low), why, sure))
    out.extend(edits[done:])
    return tuple(out)
