"""A spreadsheet saved as text: its rows, whatever parts its cells, and the rows that a cell has swallowed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from readingroom.cells import pieces, unguarded
from readingroom.errors import ReadingRoomError
from readingroom.statuses import meant, parse

LONGEST = 100_000_000  # characters of a cell, where the csv module would stop at 131,072
DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)  # Excel's own first line
_TEXT = re.compile(r"\.te?xt$|/$|\\$", re.IGNORECASE)
_BEFORE_STATUS = re.compile(r"(\S.*?)(?:\s*[:=>]\s*|\s+[-\u2013\u2014]+\s+|\s{2,}|\s)(\S.*)", re.DOTALL)

Row = tuple[int, list[str]]
"""The line in which a row ends, and its cells."""


def read_table(text: str, path: str) -> tuple[list[str], list[Row]]:
    """The names of the columns, in small letters, and the rows below that are not blank. Both empty for a table without any.

    Rows that are blank are passed over, before the names as well. Raises ReadingRoomError M-01, which names `path`, if there is no column
    `path`, or a quotation mark is not closed: it would swallow rows.
    """
    lines = text.splitlines(keepends=True)
    skipped = next((at for at, line in enumerate(lines) if line.strip(f' "{DELIMITERS}\r\n\ufeff\xa0')), len(lines))
    delimiter = ""
    if skipped < len(lines) and (found := _SEPARATOR.fullmatch(lines[skipped])):
        skipped, delimiter = skipped + 1, found[1]
    head = next((line for line in lines[skipped:] if line.strip()), "")
    delimiter = delimiter or max(DELIMITERS, key=head.count)
    rows = _rows("".join(lines[skipped:]), delimiter, skipped, path)
    filled = [(line, row) for line, row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return [], []
    line, first = filled[0]
    if len([cell for cell in first if cell.strip()]) == 1 and len(parts := _split(first[0], delimiter)) > 1:
        filled = [(at, _split(row[0], delimiter) if not any(row[1:]) else row) for at, row in filled]  # each row in quotation marks
        first = parts
    columns = [name.strip().strip("\ufeff").lower() for name in first]
    if "path" not in columns:
        hint = "its first row must name the columns: path, title, status and so on; nothing new is published before"
        raise ReadingRoomError("M-01", "there is no column 'path'", hint, path=path, line=line)
    return columns, filled[1:]


def _rows(text: str, delimiter: str, skipped: int, path: str) -> list[Row]:
    before = csv.field_size_limit(LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [(skipped + reader.line_num, row) for row in reader]
    except csv.Error as error:
        hint = "close each quotation mark that opens a cell, and write one inside such a cell twice"
        raise ReadingRoomError("M-01", f"it is no table: {error}", hint, path=path, line=skipped + reader.line_num) from error
    finally:
        csv.field_size_limit(before)


def _split(cell: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([cell], delimiter=delimiter))
    except (csv.Error, StopIteration):
        return [cell]


def unfolded(columns: Sequence[str], row: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    """The rows that a row stands for, each with what is odd about it: "" for the one that it is, as nearly all are.

    A path that has swallowed the cells behind it (another delimiter, quotation marks around the whole row) gives them back; a cell that has
    swallowed rows that hold something back gives these; path and status that were exchanged change places again.
    """
    cells = list(row)
    at = columns.index("path")
    path = unguarded(cells[at].strip()) if at < len(cells) else ""
    for cell in cells:
        if "\n" in cell.strip():
            for line in cell.strip().splitlines()[0 if cell is cells[at] else 1 :]:
                parts = pieces(line)
                if len(parts) > 1 and parts[0] and any(map(meant, parts[1:])):
                    yield _in_order(columns, at, parts, []), f"a cell holds the row {line.strip()[:60]!r}"
    if "\n" in path:
        path = path.splitlines()[0].strip()
        cells[at] = path
    status = columns.index("status") if "status" in columns else -1
    if meant(path) and 0 <= status < len(cells) and _TEXT.search(cells[status].strip()):
        cells[at], cells[status] = cells[status], cells[at]
        yield cells, "path and status have changed places"
        return
    parts = _parts_of(path)
    if len(parts) < 2:
        yield cells, ""
    elif all(_TEXT.search(part) for part in parts):
        for part in parts:
            yield [*cells[:at], part, *cells[at + 1 :]], f"the path {path[:60]!r} names several texts"
    else:
        yield _in_order(columns, at, parts, cells), f"the path {path[:60]!r} holds other cells of its row"


def _parts_of(path: str) -> list[str]:
    """A path and what it has swallowed; the path alone for one that is nothing else."""
    parts = [part for part in pieces(path.replace(", ", ",")) if part]
    swallows = "\t" in path or any(map(meant, parts[1:])) or (_TEXT.search(parts[0]) and not _TEXT.search(path)) if parts else False
    if len(parts) > 1 and (swallows or all(_TEXT.search(part) for part in parts)):
        return parts
    for found in (_BEFORE_STATUS.fullmatch(path), _last_word(path)):
        if found and (meant(found[2]) or parse(found[2])) and parse(found[2]) != "published":
            return [found[1].strip(), found[2].strip()]
    return [path]


def _last_word(path: str) -> re.Match[str] | None:
    return re.fullmatch(r"(\S.*)\s(\S+)", path, re.DOTALL)


def _in_order(columns: Sequence[str], at: int, parts: Sequence[str], cells: Sequence[str]) -> list[str]:
    """The parts of a path as cells, in the order of the columns from that of the path on; the other cells that the row has behind them."""
    found = list(parts)
    others = [cell for place, cell in enumerate(cells) if place != at and cell.strip()]
    room = len(columns) - at
    if not others and len(found) <= room:
        return [""] * at + found
    behind = [*cells[at + 1 :], *[""] * (len(columns) - max(len(cells), at + 1))]
    return [""] * at + [found[0], *behind, *found[1:], *cells[:at]]
