"""Tables in columns of spaces, or parted by strokes.

The columns are what the rivers leave: places of the line where no row of the table has text. A title above the columns, a line that goes
on in one cell only, a group's name: all these are rows too, and blank lines between groups of rows do not end the table. Lines stay lines;
where a cell goes on below itself, that is a row of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from readingroom.document import BREAK, Joint, Piece, Table
from readingroom.structure.layout import Layout, Row, spoken
from readingroom.structure.marks import marker
from readingroom.structure.rules.candidate import Candidate
from readingroom.structure.series import counts_on

_CELL = re.compile(r"\S++(?:[ \u00a0]\S++)*+")  # words with single spaces between them
_WORD = re.compile(r"\S++")
_RULE = re.compile(r"[\s|+:=_—–-]+$")
_STROKE = re.compile(r"[ \t]*\|[ \t]*")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?$")
_FEWEST = 3  # rows with two cells and more; two lines may be aligned by chance
_LONG = 30  # characters on average; two columns with longer cells are running text
_LONGEST = 90  # characters on average for any column
_WIDEST = 40  # columns
_ALIGNED = 0.6  # of the cells of a column begin, or end, where most of them do
_ALONE = 4  # rows with one cell that may follow each other
_GAP = Joint("\t", rule="tables")


def table(layout: Layout, at: int) -> Candidate | None:
    """Three lines and more with two cells and more, whose cells stand below each other."""
    if not _begins(layout, at):
        return None
    piped = "|" in layout.rows[at].text
    group = _piped(layout, at) if piped else _spaced(layout, at)
    if len(group) < _FEWEST or (layout.speakers and any(spoken(row.text) in layout.speakers for row in group)):
        return None
    rows = [row for row in group if not _RULE.match(row.text)]
    grid = [_strokes(row) for row in rows] if piped else _grid(rows)
    if not grid:
        return None
    ruled = len(group) > 1 and bool(_RULE.match(group[1].text))
    pieces = tuple(cell for cells in grid for cell in cells)
    joints = tuple(joint for cells in grid for joint in (*(_GAP for _ in cells[1:]), BREAK))[:-1]
    header = ruled or piped or _headed(grid)
    block = Table(pieces=pieces, joints=joints, rows=tuple(map(tuple, grid)), header=header, rule="tables", confidence=0.85)
    return Candidate(block, 0.87, f"{len(grid)} lines in {len(grid[0])} columns", at + len(group))


def _begins(layout: Layout, at: int) -> bool:
    """Whether a table may begin here. Inside a run of lines with gaps the question was answered at its start."""
    rows = layout.rows
    if not _columnar(rows[at]) or (rows[at].mark and len(list(_cells(rows[at]))) == 2):
        return False
    return at < 2 or rows[at].gap > layout.lead + 1 or not _columnar(rows[at - 1]) or not _columnar(rows[at - 2])


def _columnar(row: Row) -> bool:
    return "  " in row.text or " | " in row.text


def _cells(row: Row) -> Iterator[Piece]:
    return (Piece(row.line, found.start(), found.end()) for found in _CELL.finditer(row.line.text))


def _spaced(layout: Layout, at: int) -> tuple[Row, ...]:
    """The lines that may make a table: lines with gaps in them, and a few others between those."""
    rows = layout.rows
    end = last = at
    while end < len(rows) and (end == at or rows[end].gap <= layout.lead + 1):
        row = rows[end]
        if "  " in row.text and "|" not in row.text:
            last = end
        elif not _RULE.match(row.text) and (end - last >= _ALONE or row.gap > layout.lead or len(row.text) > _LONGEST):
            break
        end += 1
    while last + 1 < end and _RULE.match(rows[last + 1].text):
        last += 1
    return rows[at : last + 1]


def _grid(rows: Sequence[Row]) -> list[list[Piece]]:
    """The cells of each row, column by column, empty ones included; nothing if the lines are no table."""
    cells = [list(_cells(row)) for row in rows]
    several = [found for found in cells if len(found) > 1]
    columns = _columns(several)
    if len(several) > _FEWEST and several[0] is cells[0] and len(below := _columns(several[1:])) > len(columns):
        columns = below  # names of columns stand closer together than what is below them
        cells[0] = [Piece(rows[0].line, found.start(), found.end()) for found in _WORD.finditer(rows[0].line.text)]
    if len(several) < max(_FEWEST, 0.6 * len(cells)) or not 2 <= len(columns) <= _WIDEST:
        return []
    if any(found[-1].start >= columns[-1][1] for found in cells):
        return []
    grid = [_place(found, columns) for found in cells]
    if sum(map(len, cells)) * 2 > 3 * sum(bool(cell.text) for row in grid for cell in row):
        return []  # gaps all over the lines: prose spaced out to fill them
    lengths = []
    for column in range(len(columns)):
        filled = [row[column] for row, found in zip(grid, cells, strict=True) if len(found) > 1 and row[column].text]
        if len(filled) < 2 or not _aligned(filled):
            return []
        if column == 0 and len(columns) == 2 and all(cell.text[-1] in ":：" for cell in filled):
            return []  # labels and what they state
        if column == 0 and len(columns) == 2 and (_marks(filled) or _sections(filled, [row[1] for row in grid])):
            return []  # items and their marks
        lengths.append(sum(len(cell.text) for cell in filled) / len(filled))
    return grid if sorted(lengths)[-2] <= _LONG and max(lengths) <= _LONGEST else []


def _marks(cells: Sequence[Piece]) -> bool:
    return all(marker(f"{cell.text} x") and len(cell.text) < 4 for cell in cells)


def _sections(cells: Sequence[Piece], texts: Sequence[Piece]) -> bool:
    """Whether cells are the numbers of sections, in their order (2.1, 2.2, 3), beside lines of text; others number rows, or are prices."""
    if max(len(cell.text) for cell in texts) <= _LONG or not any("." in cell.text[:-1] for cell in cells):
        return False
    return all(_SECTION.match(cell.text) for cell in cells) and all(counts_on(above.text, cell.text) for above, cell in pairwise(cells))


def _columns(cells: Sequence[Sequence[Piece]]) -> list[tuple[int, int]]:
    """Where columns begin and end: stretches of the line that some cell covers, with rivers between them."""
    spans = sorted({(cell.start, cell.end) for found in cells for cell in found})
    columns: list[tuple[int, int]] = []
    for start, end in spans:
        if columns and start < columns[-1][1] + 1:
            columns[-1] = columns[-1][0], max(end, columns[-1][1])
        else:
            columns.append((start, end))
    return columns


def _place(cells: Sequence[Piece], columns: Sequence[tuple[int, int]]) -> list[Piece]:
    """The cells of one line by columns; what reaches over several columns stands in the first."""
    line = cells[0].line
    row: list[Piece] = []
    todo = list(reversed(cells))
    at = 0
    for _, end in columns:
        here: list[Piece] = []
        while todo and todo[-1].start < end:
            here.append(todo.pop())
        row.append(Piece(line, here[0].start, here[-1].end) if here else Piece(line, at, at))
        at = row[-1].end
    return row


def _aligned(cells: Sequence[Piece]) -> bool:
    starts, ends = (Counter(edge) for edge in ((cell.start for cell in cells), (cell.end for cell in cells)))
    points = Counter(cell.start + cell.text.find(".") for cell in cells if "." in cell.text)
    best = max(counts.most_common(1)[0][1] for counts in (starts, ends, points) if counts)
    return best >= _ALIGNED * len(cells)


def _headed(grid: Sequence[Sequence[Piece]]) -> bool:
    """Whether the first row names the columns: it has no name itself, or words above figures."""
    first, others = grid[0], grid[1:]
    if first[0].start == first[0].end:
        return True
    for column in range(1, len(first)):
        below = [text for row in others if (text := row[column].text)]
        figures = sum(any(sign.isdigit() for sign in text) for text in below)
        head = first[column].text
        if head and below and figures * 2 > len(below) and not any(sign.isdigit() for sign in head):
            return True
    return False


def _piped(layout: Layout, at: int) -> tuple[Row, ...]:
    """Lines with the same number of strokes."""
    rows = layout.rows
    strokes = rows[at].text.strip("| ").count("|")
    end = at
    while end < len(rows) and (end == at or rows[end].gap <= layout.lead) and len(rows[end].text) <= 400:
        if rows[end].text.strip("| ").count("|") != strokes and not (_RULE.match(rows[end].text) and end > at):
            break
        end += 1
    return rows[at:end] if strokes else ()


def _strokes(row: Row) -> list[Piece]:
    text = row.line.text
    start, end = row.line.indent, row.line.indent + len(row.text)
    outer = _STROKE.match(text, start, end)
    start = outer.end() if outer else start
    cells: list[Piece] = []
    for found in _STROKE.finditer(text, start, end):
        cells.append(Piece(row.line, start, found.start()))
        start = found.end()
    if start < end:
        cells.append(Piece(row.line, start, end))
    return cells
