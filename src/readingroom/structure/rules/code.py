"""Lines kept to the letter: programs, records, protocols, what is to be typed at a prompt.

A line is taken for code by what it is made of: brackets that open at its end or close at its start, assignments, calls, tags, quoted keys,
options. Between such lines, inside brackets that are still open and further in than the first line, any line belongs to it. A single line
has to be set in, or to end as no sentence can.
"""

from __future__ import annotations

import re

from readingroom.document import BREAK, Code, Piece
from readingroom.structure.layout import Layout, Row
from readingroom.structure.rulers import spaceless
from readingroom.structure.rules.candidate import Candidate

_STRONG = re.compile(
    r"[\w)>=:]?[ \t]?[{(\[]$|[})\]`>\"'][;,]$|\\$"  # what stands open, what ends a statement, a line that goes on
    r"|^[{}\[\]()]+[;,.)]*+$|^[}\])]"
    r"|^(?:\$[ \w]|#!|//|/\*|\*/|<!--|<\?|</?[A-Za-z][\w.-]*+[^<>]*+>|>>> |--?[a-z][\w-]++(?:[ =]|$))"
    r"|^[\"'][^\"']*+[\"'][ \t]?:(?:[ \t]|$)"
    r"|^[\w.$\[\]'\"-]++[ \t]?[-+:]?=[ \t]?\S"  # an assignment
    r"|=>|::\w|\w\(\)|[\w\]]\((?:[\"'$&{\[]|[\w.]++(?:,[ \t][^)]*+)?\);?$)|[!=]==?[ \t]|&&|\|\||\|>|</\w|/>|[ \t]--[a-z][\w-]++(?:[ =]|$)"
    r"|%>%|<-[ \t]?\w"
    r"|^(?:GET|POST|PUT|DELETE|PATCH|HEAD) /|^HTTP/\d|^[\w-]++: [\w-]++/[\w+.-]++(?:;|$)"
)
_SYMBOL = re.compile(r"[{}\[\]<>=;$\\|@#&*_/\"'()`]")
_TECHNICAL = re.compile(r"(?<!\S)(?:\S*[{}<>\\|=$`]\S*|\*\.\w+|\S+\(\S*\)\S*|-{1,2}[a-z][\w-]*+|\w+_\w+|[\w-]+\.[\w.-]+/\S*)(?!\S)")
_ADDRESS = re.compile(r"\S*(?:https?://|www\.|@)\S*")
_HINT = re.compile(r"[{}()\[\]<>=;$\\|\"'/`]|--")  # without one of these a line is no code
_PLAIN = re.compile(r"(?<!\S)[^\W\d_]{2,}(?:['’-][^\W\d_]+)*(?=[,;:.!?]?(?:\s|$))")
_SPOKEN = 4  # plain words in a line, of which code has fewer: what mentions a call in passing is prose
_TYPED = re.compile(
    r"\$ [a-z]|<[A-Za-z!/][^<>]*+>(?:[^<>]*+</[A-Za-z]+>)?$|\.{0,2}/[\w./-]++ [a-z-]|[a-z][\w-]*+ (?:[\w./-]++ ){0,4}--[a-z][\w-]++"
)
"""What a single line can only be that is typed: behind a prompt, a tag from end to end, a command with its path or options."""
_COMMENT = re.compile(r"(?:\$ |#!|//|/\*|<!--|>>> |[A-Z]+ .*;$)")
_SET_IN = 2  # columns from the margin
_MOST = 400  # lines
_CLOSED = re.compile(r"[.!?…]$")


def code(layout: Layout, at: int) -> Candidate | None:
    """Lines that no prose looks like."""
    rows = layout.rows
    if not _starts(layout, at):
        return None
    end, strong, depth = at, 0, 0
    first = rows[at].line.indent
    while end < len(rows) and end - at < _MOST:
        row = rows[end]
        is_strong = _strong(row)
        inside = end > at and (row.line.indent > first or (depth > 0 and (is_strong or not _prose(row))))
        if end > at and row.gap > layout.lead and not ((is_strong or (inside and depth > 0)) and row.gap <= layout.lead + 1):
            break
        if end > at and row.mark and depth == 0 and row.line.indent <= first:
            break
        if end > at and not (is_strong or _like_code(row) or inside or _between(layout, end)):
            break
        strong += is_strong
        depth = max(0, depth + _depth(row.text))
        end += 1
    if end - at == 1:
        return _candidate(layout, at, end, "a line of what is typed and not read") if _alone(layout, at) else None
    if strong * 5 < (end - at) * 2 or (end - at == 2 and strong < 2 and not _set_in(layout, at, end)):
        return None
    return _candidate(layout, at, end, f"{strong} of {end - at} lines are no prose")


def _starts(layout: Layout, at: int) -> bool:
    row = layout.rows[at]
    if row.mark:
        return False  # an item may speak of code, or be an address
    return bool(_HINT.search(row.text) and (_strong(row) or _alone(layout, at))) or _begins_code(layout, at)


def _begins_code(layout: Layout, at: int) -> bool:
    """Whether a line of few words, like "WHERE" or "else", stands directly above a line that is surely code."""
    rows = layout.rows
    if at + 1 >= len(rows) or rows[at + 1].gap > layout.lead or rows[at].closed or len(rows[at].text) > 60:
        return False
    below = rows[at + 1]
    return (
        bool(_STRONG.search(below.text))
        and (below.line.indent > rows[at].line.indent or _like_code(rows[at]))
        and below.text[-1] not in ".:"
    )


def _between(layout: Layout, at: int) -> bool:
    """Whether a short line that ends no sentence stands between lines of code."""
    rows = layout.rows
    return (
        at + 1 < len(rows)
        and rows[at + 1].gap <= layout.lead
        and not rows[at].closed
        and len(rows[at].text) <= 60
        and _strong(rows[at + 1])
    )


def _strong(row: Row) -> bool:
    """Whether a line can only be code. A sentence may speak of code, and scripts without spaces break lines at brackets."""
    if not _HINT.search(row.text) or not _STRONG.search(row.text) or (not row.text.isascii() and any(map(spaceless, row.text))):
        return False
    return _like_code(row) or len(_PLAIN.findall(row.text)) < _SPOKEN or bool(_COMMENT.match(row.text))


def _like_code(row: Row) -> bool:
    return len(_SYMBOL.findall(row.text)) * 8 > len(row.text)


def _prose(row: Row) -> bool:
    """Whether a line reads like a sentence: what is quoted from a program may leave its brackets open."""
    return not _like_code(row) and len(_PLAIN.findall(row.text)) >= _SPOKEN


def _depth(text: str) -> int:
    return sum(text.count(sign) for sign in "{[(") - sum(text.count(sign) for sign in "}])")


def _set_in(layout: Layout, at: int, end: int) -> bool:
    """Whether rows stand further in than those above and below, apart from both."""
    rows = layout.rows
    edge = min(row.line.indent for row in rows[at:end])
    apart = (at == 0 or (rows[at].gap > layout.lead and rows[at - 1].line.indent + _SET_IN <= edge)) and (
        end >= len(rows) or (rows[end].gap > layout.lead and rows[end].line.indent + _SET_IN <= edge)
    )
    return apart and edge >= _SET_IN


def _alone(layout: Layout, at: int) -> bool:
    """Whether a single line is code: set in, and half of its words are nothing that is read aloud; addresses are not counted."""
    text = layout.rows[at].text
    if len(text) > 200 or not _HINT.search(text):
        return False
    if _TYPED.match(text) and _parted(layout, at):
        return True
    if _CLOSED.search(text) or not _set_in(layout, at, at + 1):
        return False
    words = _ADDRESS.sub("", text).split()
    return bool(words) and len(_TECHNICAL.findall(_ADDRESS.sub("", text))) * 2 >= len(words)


def _parted(layout: Layout, at: int) -> bool:
    """Whether a line is a block by itself: below the end of a sentence, and not full."""
    rows = layout.rows
    above = at == 0 or rows[at].gap > layout.lead or rows[at - 1].closed
    below = at + 1 >= len(rows) or rows[at + 1].gap > layout.lead or (layout.measure > 0 and layout.room(at + 1) > layout.ruler.letter)
    return above and below and not (at + 1 < len(rows) and rows[at + 1].low and rows[at + 1].gap <= layout.lead)


def _candidate(layout: Layout, at: int, end: int, evidence: str) -> Candidate:
    group = layout.rows[at:end]
    margin = min(row.line.indent for row in group)
    pieces = tuple(Piece(row.line, margin, row.line.indent + len(row.text)) for row in group)
    block = Code(pieces=pieces, joints=(BREAK,) * (len(pieces) - 1), rule="code", confidence=0.9)
    return Candidate(block, 0.9, evidence, end)
