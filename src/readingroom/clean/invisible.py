"""Characters that nobody sees: they break search and can turn a page around."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.clean.changes import Change

_ALWAYS = "\u2060-\u2064\u202d\u202e\u206a-\u206f\ufeff\ufff9-\ufffc"  # joiners of nothing, overrides, marks of other programs
_JOINERS = "\u180e\u200b-\u200d\U000e0020-\U000e007f"
_MARKS = "\u061c\u200e\u200f"
_ISOLATES = "\u202a-\u202c\u2066-\u2069"
CHARACTERS = _ALWAYS + _JOINERS + _MARKS + _ISOLATES
_FOUND = re.compile(f"[{CHARACTERS}]+")
_PAIRS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_RTL = re.compile("[\u0590-\u0600\u0608-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
# what may stand before a joiner, and mean it: Arabic and its kin, Indic scripts, Mongolian, and the parts of an emoji
_JOINING = re.compile(
    "[\u0600-\u0605\u0620-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\u1800-\u18af\u1950-\u1aaf\ua840-\ua87f\ua900-\uabff"
    "\ufb50-\ufdff\ufe70-\ufefc\ufe0e\ufe0f\u2190-\u2bff\u00a9\u00ae\U00010a00-\U00011fff\U0001f000-\U0001faff]"
)
_SPACED = re.compile("[\u0e00-\u109f\u1780-\u17ff\u1950-\u1aaf]")  # scripts without spaces, in which U+200B parts words


def drop_invisible_characters(line: str) -> Iterator[Change]:
    """Invisible characters go where nothing needs them.

    Joiners stay behind letters and signs that join (Persian, Indic, emoji), zero width spaces in the scripts of South-East Asia,
    direction marks in lines with letters from right to left, and there isolates and embeddings that are closed in the line.
    """
    kept = _direction(line) if _RTL.search(line) else frozenset[int]()
    for found in _FOUND.finditer(line):
        before = line[found.start() - 1] if found.start() else ""
        run = found.group()
        stay = "".join(mark for at, mark in enumerate(run, found.start()) if at in kept or _joins(mark, before))
        if stay != run:
            yield *found.span(), stay


def _joins(mark: str, before: str) -> bool:
    """Whether a joiner or zero width space belongs to the character before it."""
    if mark == "\u200b":
        return _SPACED.match(before) is not None
    if "\U000e0020" <= mark <= "\U000e007f":
        return before == "\U0001f3f4"  # the flags of England, Scotland, Wales
    return mark in "\u200c\u200d\u180e" and _JOINING.match(before) is not None


def _direction(line: str) -> frozenset[int]:
    """Where the direction marks stand that may stay: the single ones, and openers with their closers."""
    kept: set[int] = set()
    opened: list[int] = []
    for found in _FOUND.finditer(line):
        for at, mark in enumerate(found.group(), found.start()):
            if mark in _MARKS:
                kept.add(at)
            elif mark in _PAIRS:
                opened.append(at)
            elif opened and _PAIRS[line[opened[-1]]] == mark:
                kept |= {opened.pop(), at}
    return frozenset(kept)
