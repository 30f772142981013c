"""Characters that nobody sees: they break search and can turn a page around."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.clean.changes import Change

ALWAYS = "\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffc\u202d\u202e"
SOMETIMES = "\u180e\u200b-\u200f\u061c\u202a-\u202c\u2066-\u2069\U000e0000-\U000e007f"
CHARACTERS = ALWAYS + SOMETIMES
_FOUND = re.compile(f"[{CHARACTERS}]")
_DROPPED = re.compile(f"[{ALWAYS}]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
# scripts and signs in which a zero-width joiner, non-joiner or space is part of the spelling
_JOINING = re.compile(
    "[\u0590-\u08ff\u0900-\u109f\u1780-\u18af\u1950-\u1aaf\ua840-\ua87f\ufb1d-\ufdff\ufe70-\ufefe\ufe0e\ufe0f"
    "\u200d\u2190-\u2bff\u00a9\u00ae\U00010a00-\U00011fff\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)
_OPENERS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}


def drop_invisible_characters(line: str) -> Iterator[Change]:
    """Invisible characters go, unless the script next to them needs them; direction marks stay in pairs, in lines with RTL letters."""
    found = list(_FOUND.finditer(line))
    if not found:
        return
    kept = _paired(line) if _RTL.search(line) else set()
    for one in found:
        at = one.start()
        if at not in kept and not _needed(line, at):
            yield at, at + 1, ""


def _needed(line: str, at: int) -> bool:
    """Whether a joiner, non-joiner, zero-width space or tag stands next to a letter or sign that it belongs to."""
    mark = line[at]
    if _DROPPED.match(mark) or at == 0:
        return False
    if mark in "\u200c\u200d\u200b\u180e" or mark >= "\U000e0000":
        return _JOINING.match(line[at - 1]) is not None
    return False


def _paired(line: str) -> set[int]:
    """Where the direction marks stand that may stay: single marks, and openers that are closed in the line, with their closers."""
    kept: set[int] = set()
    opened: list[int] = []
    for found in _FOUND.finditer(line):
        at, mark = found.start(), found.group()
        if mark in "\u200e\u200f\u061c":
            kept.add(at)
        elif mark in _OPENERS:
            opened.append(at)
        elif mark in "\u202c\u2069" and opened and _OPENERS[line[opened[-1]]] == mark:
            kept |= {opened.pop(), at}
    return kept
