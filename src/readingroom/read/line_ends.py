"""Line ends: taken out of a text in a way that can be undone."""

from __future__ import annotations

import re
from itertools import groupby

_END = re.compile("\r\n|\r|\n|\u2028(?![\r\n])|\u2029")
_NAMES = {"\n": "lf", "\r\n": "crlf", "\r": "cr", "\u2028": "ls", "\u2029": "ps", "\x85": "nel"}
_ENDS = {name: end for end, name in _NAMES.items()}
_NO_LINE_END = re.compile("[\x80-\x84\x86-\x9f\xc2-\xf4]\x85|\x85[ .,;:!?\x80-\x84\x86-\x9f]")
"""NEL as a byte of mojibake, or for the ellipsis that Windows has there."""
_FOLDED = {"\u2029": "\n\n"}
"""What stands in the folded text instead: the separator of paragraphs is a line end and a blank line."""


def fold_line_ends(text: str, *, separators: bool = True) -> tuple[str, str]:
    r"""A text with its own line ends -> (the same with "\n" only, what stood there).

    What stood there is "lf", "crlf" or "cr", or for a mixed file its runs: "lf*12 crlf*3". U+2028 is a line end ("ls") unless it stands
    right before another, U+2029 is one with a blank line behind it ("ps"); NEL ("nel") is one where no other is in the text, and a
    character like any other elsewhere. Without `separators` these three are characters, as they once were. Linear in the text.
    """
    unicode = separators and ("\u2028" in text or "\u2029" in text)
    if "\r" not in text and not unicode:
        if separators and "\x85" in text and "\n" not in text and not _NO_LINE_END.search(text):
            return text.replace("\x85", "\n"), "nel"
        return text, "lf"
    if not unicode:
        both, returns, feeds = text.count("\r\n"), text.count("\r"), text.count("\n")
        if both == returns == feeds:
            return text.replace("\r\n", "\n"), "crlf"
        if not feeds:
            return text.replace("\r", "\n"), "cr"
    runs = (f"{_NAMES[end]}*{sum(1 for _ in run)}" for end, run in groupby(match.group() for match in _END.finditer(text)))
    ends = " ".join(runs)
    if not unicode:
        return text.replace("\r\n", "\n").replace("\r", "\n"), ends
    return _END.sub(lambda match: _FOLDED.get(match.group(), "\n"), text), ends or "lf"


def unfold_line_ends(text: str, line_ends: str) -> str:
    r"""The inverse of `fold_line_ends`. ValueError if the runs don't fit the text or a name is unknown."""
    try:
        if "*" not in line_ends:
            return text if line_ends == "lf" else text.replace("\n", _ENDS[line_ends])
        lines = text.split("\n")
        out = [lines[0]]
        at = 1
        for run in line_ends.split(" "):
            name, _, count = run.partition("*")
            end = _ENDS[name]
            step = len(_FOLDED.get(end, "\n"))
            stop = at + int(count) * step
            if stop > len(lines):
                raise ValueError(f"line ends for {stop} lines, text has {len(lines)}")
            if step > 1 and any(lines[at:stop:step]):
                raise ValueError("no blank line where paragraphs were parted")
            out += (end + line for line in lines[at + step - 1 : stop : step])
            at = stop
    except KeyError as error:
        raise ValueError(f"unknown line end {error}") from error
    if at != len(lines):
        raise ValueError(f"line ends for {at} lines, text has {len(lines)}")
    return "".join(out)
