"""Line ends: taken out of a text in a way that can be undone."""

from __future__ import annotations

import re
from itertools import groupby

_END = re.compile(r"\r\n|\r|\n")
_NAMES = {"\n": "lf", "\r\n": "crlf", "\r": "cr"}
_ENDS = {name: end for end, name in _NAMES.items()}


def fold_line_ends(text: str) -> tuple[str, str]:
    r"""A text with its own line ends -> (the same with "\n" only, what stood there).

    What stood there is "lf", "crlf" or "cr", or for a mixed file its runs: "lf*12 crlf*3". NEL, LS and PS are characters like
    any other. Linear in the length of the text.
    """
    if "\r" not in text:
        return text, "lf"
    both, returns, feeds = text.count("\r\n"), text.count("\r"), text.count("\n")
    if both == returns == feeds:
        return text.replace("\r\n", "\n"), "crlf"
    if not feeds:
        return text.replace("\r", "\n"), "cr"
    runs = (f"{_NAMES[end]}*{sum(1 for _ in run)}" for end, run in groupby(match.group() for match in _END.finditer(text)))
    ends = " ".join(runs)
    return text.replace("\r\n", "\n").replace("\r", "\n"), ends


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
            end, stop = _ENDS[name], at + int(count)
            if stop > len(lines):
                raise ValueError(f"line ends for {stop} lines, text has {len(lines)}")
            out += (end + line for line in lines[at:stop])
            at = stop
    except KeyError as error:
        raise ValueError(f"unknown line end {error}") from error
    if at != len(lines):
        raise ValueError(f"line ends for {at} lines, text has {len(lines)}")
    return "".join(out)
