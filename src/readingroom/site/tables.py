"""Tables: how the cells of a column look, which is known when all of them are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FIGURE = re.compile(r"[-+\u2212\u2013]?+[£$€¥]?+\d[\d.,:/'\u2019\xa0\u202f ]*+%?+|[-\u2013\u2014]")  # or a dash for none
SHORT = 16
"""A column of a table with no cell of more characters needs no second line in any."""


@dataclass(slots=True)
class _Cell:
    """A cell, which gets its start tag when all of its column are known."""

    at: int  # where that goes
    column: int
    head: bool
    start: int  # where its text begins, in pieces of the text of the table
    text: str = ""


class Table:
    """A table that is being written. `columns` says how the Markdown aligns each: None, Left, Center or Right."""

    def __init__(self, columns: Sequence[str] = ()) -> None:
        self.columns = columns
        self.cells: list[_Cell] = []
        self.column = 0
        self.head = False

    def row(self, *, head: bool) -> None:
        """A row begins; `head`: it is the one above all others."""
        self.head, self.column = head, 0

    def cell(self, at: int, start: int) -> None:
        """A cell begins: its start tag goes to `at`, its text is at `start` in pieces of the text of the table."""
        self.cells.append(_Cell(at, self.column, self.head, start))
        self.column += 1

    def end_cell(self, text: Sequence[str]) -> None:
        """The cell ends. `text` is that of the table so far, in pieces."""
        self.cells[-1].text = "".join(text[self.cells[-1].start :]).strip()

    def starts(self) -> Iterator[tuple[int, str]]:
        """The start tag of each cell, and where it goes: figures stand below each other, unless the Markdown says how a column stands."""
        looks: dict[int, str] = {}
        for column in {cell.column for cell in self.cells}:
            texts = [cell.text for cell in self.cells if cell.column == column and not cell.head and cell.text]
            align = self.columns[column] if column < len(self.columns) else "None"
            if align == "None" and len(texts) > 1 and all(map(_FIGURE.fullmatch, texts)):
                align = "Right"
            short = "short" if max(map(len, texts), default=0) <= SHORT else ""
            looks[column] = " ".join(filter(None, (align.lower() if align in {"Center", "Right"} else "", short)))
        for cell in self.cells:
            look = looks[cell.column].removesuffix("short").strip() if cell.head else looks[cell.column]
            given = f' class="{look}"' if look else ""
            yield cell.at, f'<th scope="col"{given}>' if cell.head else f"<td{given}>"
