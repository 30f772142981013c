"""Which asterisks and underscores of a text are emphasis: the page shows the others as they are, and so does a summary."""

from __future__ import annotations

import re

FARTHEST = 2000
"""Characters; emphasis does not go on for longer."""

_OPENING = re.compile(r"(\*{1,3}|_)(?=[^\s*_)\]}>.,;:!?%])")
_OPENS = frozenset("([{<¿¡\\")
"""What stands before a word and not behind one: no emphasis ends there. Quotation marks do both, each in some language."""
_BEHIND_A_WORD = re.compile(r"(?<=[^\W_])([*_])(?![\w*])")
_PAUSE = re.compile(r"[.;:!?](?=\s)")
_SENTENCE = re.compile(r"[^\W\d_]{4}[.!?]\s")
_STOPS = '.!?…"”’“«»)'


def emphasis(text: str) -> frozenset[int]:
    """The places of the marks that are well-formed emphasis: `*so*`, `**so**`, `_so_` around whole words.

    A star may also refer to a note, or say something of a name: "(*) ... Moor*". No emphasis begins before a closing bracket, or goes on
    from one sentence into another and ends within that; where a mark behind a word has no partner, none goes over a stop.
    """
    pairs: list[tuple[int, int, str, str]] = []  # from, to, the mark, what is inside
    at = 0
    while opening := _OPENING.search(text, at):
        start, inside, sign = opening.start(), opening.end(), opening[1]
        at = inside
        if not _outside(text[start - 1 : start]):
            continue
        close = text.find(sign, inside + 1, inside + FARTHEST)
        if close < 0:
            continue
        after = close + len(sign)
        inner = text[inside:close]
        if sign[0] in inner or text[after : after + 1] == sign[0] or not _outside(text[after : after + 1]) or not _is_whole(inner):
            continue
        pairs.append((start, after, sign, inner))
        at = after
    if not pairs:
        return frozenset()
    known = {end - 1 for _, end, _, _ in pairs}
    lone = {found[1] for found in _BEHIND_A_WORD.finditer(text) if found.start() not in known}
    marks: set[int] = set()
    for start, end, sign, inner in pairs:
        if not (sign in lone and _PAUSE.search(inner)):
            marks.update(range(start, start + len(sign)))
            marks.update(range(end - len(sign), end))
    return frozenset(marks)


def _is_whole(inner: str) -> bool:
    """Whether what stands between two marks are whole words, and no end of one sentence with the beginning of another."""
    return not (inner[-1].isspace() or inner[-1] in _OPENS or (_SENTENCE.search(inner) and inner[-1] not in _STOPS))


def _outside(character: str) -> bool:
    """Whether emphasis may begin behind or end before this character: at an edge, a space, a sign that is no letter."""
    return not character or not (character.isalnum() or character in "*_\\")
