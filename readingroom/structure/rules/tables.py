"""Tables in columns of spaces."""

from __future__ import annotations

import re
from collections import Counter

from readingroom.document import BREAK, Joint, Piece, Table
from readingroom.structure.layout import Layout, Row
from readingroom.structure.rules.candidate import Candidate

_CELL = re.compile(r"\S++(?:[ \u00a0]\S++)*+")  # words with single spaces between them
_FEWEST = 3  # rows; two lines may be aligned by chance
_MOST = 400
_RULE = re.compile(r"[\s|+:=_-]+$")


def table(layout: Layout, at: int) -> Candidate | None:
    """Three lines and more with two cells and more each, whose cells begin below each other."""
    rows = layout.rows
    if not ("  " in rows[at].text or "\t" in rows[at].text):
        return None
    lines: list[list[Piece]] = []
    end = at
    while end < len(rows) and len(lines) < _MOST and (end == at or rows[end].gap <= layout.lead):
        if lines and _RULE.match(rows[end].text):
            break
        cells = _cells(rows[end])
        if len(cells) < 2:
            break
        lines.append(cells)
        end += 1
    if len(lines) < _FEWEST or (rows[at].mark and len(lines[0]) == 2 and lines[0][0].text == rows[at].text.split()[0]):
        return None
    starts = Counter(cell.start for cells in lines for cell in cells[1:])
    ends = Counter(cell.end for cells in lines for cell in cells[1:])  # numbers are aligned at their right
    fits = max(starts.most_common(1)[0][1], ends.most_common(1)[0][1])
    if fits < 0.7 * len(lines):
        return None
    if sum(len(cell.text) > 40 for cells in lines for cell in cells) > len(lines):
        return None  # two columns of running text
    grid = _grid(lines)
    pieces = tuple(cell for cells in grid for cell in cells)
    joints: list[Joint] = []
    for cells in grid:
        joints += [Joint("\t", rule="tables")] * (len(cells) - 1) + [BREAK]
    header = (
        all(cells for cells in grid[:1])
        and not any(c.isdigit() for cell in grid[0] for c in cell.text)
        and len(grid[0]) == max(map(len, grid))
    )
    block = Table(pieces=pieces, joints=tuple(joints[:-1]), rows=tuple(map(tuple, grid)), header=header, rule="tables", confidence=0.85)
    return Candidate(block, 0.85, f"{len(lines)} lines in columns", end)


def _cells(row: Row) -> list[Piece]:
    return [Piece(row.line, found.start(), found.end()) for found in _CELL.finditer(row.line.text)]


def _grid(lines: list[list[Piece]]) -> list[list[Piece]]:
    """The cells by column: a line with fewer cells than the fullest has them where they stand, with empty ones between."""
    fullest = max(lines, key=len)
    grid: list[list[Piece]] = []
    for cells in lines:
        if len(cells) == len(fullest):
            grid.append(cells)
            continue
        row: list[Piece] = []
        for cell in cells:
            while (
                len(row) < len(fullest) - 1
                and cell.start >= fullest[len(row)].end
                and cell.end > fullest[len(row)].end + 1
                and _nearer(cell, fullest, len(row))
            ):
                row.append(Piece(cell.line, cell.start, cell.start))
            row.append(cell)
        grid.append(row)
    return grid


def _nearer(cell: Piece, fullest: list[Piece], place: int) -> bool:
    """Whether a cell belongs rather under the next column than under this one."""
    here, there = fullest[place], fullest[place + 1]
    return min(abs(cell.start - there.start), abs(cell.end - there.end)) < min(abs(cell.start - here.start), abs(cell.end - here.end))
