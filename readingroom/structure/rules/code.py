"""Lines kept to the letter: programs, records, protocols."""

from __future__ import annotations

import re

from readingroom.document import BREAK, Code, Piece
from readingroom.structure.layout import Layout, Row
from readingroom.structure.rules.candidate import Candidate

_STRONG = re.compile(
    r"[{(\[]$|[\])}]+[,;.]?$(?<=[^\w]{2})|^[{}\[\]()]+[,;]?$|[=(){}<>\"'].*;$|^(?:\$ |#!|//|/\*|<\?|</?[a-z]\w*[ />])|^\"[^\"]*\"(?::|$)|"
    r"^(?:GET|POST|PUT|DELETE|HTTP)[ /]|^[\w-]+: [\w-]+/[\w+.-]+|[=!]=|->|=>|::\w|\w\(\)"
)
_SYMBOL = re.compile(r"[{}\[\]<>=;$\\|@#&*_/\"'()]")
_HINT = re.compile(r"[{}\[\]<>=;$\\|/]|\($|^\"|\(\)")  # without any of these it is no code, and nothing more is asked
_FEWEST = 3  # lines
_MOST = 500


def code(layout: Layout, at: int) -> Candidate | None:
    """Three lines and more, most of which no prose looks like: brackets, assignments, tags, quoted keys."""
    rows = layout.rows
    if not _HINT.search(rows[at].text) and not (at + 1 < len(rows) and _HINT.search(rows[at + 1].text)):
        return None
    if not _like_code(rows[at]) and not (
        at + 1 < len(rows) and _STRONG.search(rows[at + 1].text) and rows[at + 1].gap == 0 and not rows[at].closed
    ):
        return None
    end, strong, depth = at, 0, 0
    while end < len(rows) and end - at < _MOST:
        row = rows[end]
        if end > at and ((row.gap > layout.lead and not depth > 0) or not (_like_code(row) or depth > 0)):
            break
        strong += bool(_STRONG.search(row.text))
        depth += sum(row.text.count(c) for c in "{[(") - sum(row.text.count(c) for c in "}])")
        end += 1
    if end - at < _FEWEST or strong * 2 < end - at or depth > 3:
        return None
    margin = min(row.line.indent for row in rows[at:end])
    pieces = tuple(Piece(row.line, margin, row.line.indent + len(row.text)) for row in rows[at:end])
    block = Code(pieces=pieces, joints=(BREAK,) * (len(pieces) - 1), rule="code", confidence=0.86)
    return Candidate(block, 0.86, f"{strong} of {end - at} lines are no prose", end)


def _like_code(row: Row) -> bool:
    return bool(_STRONG.search(row.text)) or len(_SYMBOL.findall(row.text)) * 8 > len(row.text)
