"""Boxes drawn around a text with strokes, stars or lines: a frame is no text.

Every line between two rules begins with the same sign, most end with it, and none is parted by it inside: that would be a table. The signs
become spaces, so that what stands in the same column still does; the rules go.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from readingroom.document import Dropped, Line, Piece, whole

RULE = "frames"
_EDGES = "|*#│┃║:!"
_RULER = re.compile(r"[ \t]*[+.,'`*#|┌┏╔┐└╚─━═=_-][-=_*#─━═~+]{8,}[+.,'`*#|┐┓╗┘╝─━═=_-][ \t]*$")
_FEWEST = 3  # lines in a frame with a rule above and below
_BARE = 5  # lines of one without rules


def frames(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """(the lines without frames, what was taken out)."""
    if sum(line.text.lstrip()[:1] in _EDGES for line in lines if line.text) < _FEWEST:
        return tuple(lines), ()
    out: list[Line] = []
    gone: list[Piece] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at)
        if end == at:
            out.append(lines[at])
            at += 1
            continue
        for line in lines[at:end]:
            if _RULER.match(line.text):
                gone.append(whole(line))
                continue
            text, places = line.text, _edges(line.text)
            for place in places:
                text = f"{text[:place]} {text[place + 1 :]}"
                gone.append(Piece(line, place, place + 1))
            out.append(line._replace(text=text))
        at = end
    if not any(not line.blank for line in out):
        return tuple(lines), ()
    return tuple(out), tuple(Dropped(pieces=(piece,), rule=RULE, confidence=0.9) for piece in gone)


def _edges(text: str) -> list[int]:
    """The places of the signs at both ends of a line."""
    first = len(text) - len(text.lstrip())
    last = len(text.rstrip()) - 1
    return [first] if last == first or text[last] != text[first] else [first, last]


def _end(lines: Sequence[Line], at: int) -> int:
    """The line behind a frame that begins at a line; the line itself if none does."""
    ruled = bool(_RULER.match(lines[at].text))
    first = at + ruled
    if first >= len(lines) or (sign := lines[first].text.lstrip()[:1]) not in _EDGES or not sign:
        return at
    end = first
    closed = inner = 0
    while end < len(lines) and (text := lines[end].text.strip())[:1] == sign and not _RULER.match(text):
        closed += len(text) == 1 or text[-1] == sign
        inner += sign in text[1:-1]
        end += 1
    count = end - first
    below = end < len(lines) and bool(_RULER.match(lines[end].text))
    enough = count >= _FEWEST if ruled and below else count >= _BARE and sign not in ":!"
    if not enough or closed * 5 < count * 4 or inner * 5 > count:
        return at
    return end + below
