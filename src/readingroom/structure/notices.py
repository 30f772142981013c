"""What an electronic edition says about itself around its text: licence, legend of signs, who typed it.

Its start and its end are marked by lines between stars ("*** START OF ... ***", "*** END OF ... ***"), or the legend stands between two
rows of dashes below the title. It goes to the ledger under a rule of its own; title and author are read from it first, see `describe`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from readingroom.document import Dropped, Line, whole

RULE = "edition-notices"
_START = re.compile(r"\s*\*{2,}[ ]?START(?:[ *]|OF)[^\n]{0,200}$", re.IGNORECASE)
_GOES_ON = re.compile(r"[^*]{1,120}\*{2,}\s*$")
_END = re.compile(r"\s*\*{2,}[ ]?END(?:[ *]|OF)[^\n]{0,200}$", re.IGNORECASE)
_MADE = re.compile(
    r"\s*\[?(?:(?:E-?text )?(?:produced|prepared|transcribed|digitized|digitised|scanned) by\b|transcriber['’]s notes?)", re.IGNORECASE
)
_LAST = re.compile(r"\s*end of (?:the |this )?(?:project\b|[\w ]{0,30}\be-?(?:book|text))", re.IGNORECASE)
_DASHES = re.compile(r"\s*[-‐―─－]{20,}\s*$")
_LEGEND = re.compile(r"記号について|凡例|《》|［＃|\blegend\b|\bsigns used\b", re.IGNORECASE)
_WITHIN = 40  # lines of a legend
_HEAD = 60  # lines in which a legend begins
_TOP = 12  # lines with text above a legend
_FARTHEST = 1200  # lines in which the licence above a text ends
_NOTE = 80  # lines of a note of who typed the text
_MADE_LINES = 12  # of who typed the text


def notices(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """(the lines of the text itself, what the edition says around it)."""
    start, end = _framed(lines)
    if start == 0 and end == len(lines) and not any(_DASHES.match(line.text) for line in lines[:_HEAD]):
        return tuple(lines), ()
    gone = [*range(start), *range(end, len(lines)), *_legend(lines, start, end)]
    if not gone or all(line.blank for at, line in enumerate(lines) if at not in set(gone)):
        return tuple(lines), ()
    out = set(gone)
    dropped = tuple(Dropped(pieces=(whole(lines[at]),), rule=RULE, confidence=0.95) for at in sorted(out) if not lines[at].blank)
    return tuple([line for at, line in enumerate(lines) if at not in out or line.blank]), dropped


def _framed(lines: Sequence[Line]) -> tuple[int, int]:
    """The first line of a text between such marks and the line behind its last one."""
    first = next((at for at, line in enumerate(lines[:_FARTHEST]) if "*" in line.text and _START.match(line.text)), None)
    last = next((at for at in range(len(lines) - 1, -1, -1) if "*" in lines[at].text and _END.match(lines[at].text)), None)
    if first is None or (last is not None and last <= first):
        return 0, len(lines)
    start = first + 1
    if not lines[first].text.rstrip().endswith("*") and start < len(lines) and _GOES_ON.match(lines[start].text):
        start += 1
    made = next((at for at in range(start, min(start + _MADE_LINES, len(lines))) if not lines[at].blank), start)
    if made < len(lines) and _MADE.match(lines[made].text):
        start = _behind_note(lines, made)
    end = len(lines) if last is None else last
    while end > start and (lines[end - 1].blank or any(_LAST.match(line.text) for line in lines[max(start, end - 2) : end])):
        end -= 1
    return start, end


def _behind_note(lines: Sequence[Line], at: int) -> int:
    """The line behind what says who typed the text: a paragraph; up to its bracket, a note; and one more of them."""
    end = at
    for _ in range(2):
        bracket = lines[end].text.lstrip().startswith("[")
        while end < len(lines) and end - at < _NOTE and not (lines[end].blank and not bracket):
            end += 1
            if bracket and lines[end - 1].text.rstrip().endswith("]"):
                break
        following = next((other for other in range(end, min(end + _MADE_LINES, len(lines))) if not lines[other].blank), end)
        if following >= len(lines) or not _MADE.match(lines[following].text):
            return end
        end = following
    return end


def _legend(lines: Sequence[Line], start: int, end: int) -> range:
    """The lines from one row of dashes to the next near the top, where what stands between says what signs mean."""
    filled = list(islice((at for at in range(start, end) if not lines[at].blank), _TOP))
    for at in filled:
        if not _DASHES.match(lines[at].text):
            continue
        below = next((other for other in range(at + 1, min(end, at + _WITHIN)) if _DASHES.match(lines[other].text)), None)
        if below and any(_LEGEND.search(line.text) for line in lines[at:below]):
            return range(at, below + 1)
        return range(0)
    return range(0)
