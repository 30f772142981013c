"""metadata.csv: what the curator knows better. We only read it.

One row a document, or a folder (a path that ends in "/": its rows hold for all below it, the nearest folder first). Blank says
nothing, "-" takes a value away. It survives Excel: byte order mark, semicolons or tabs between columns, cp1252, and a hint where a
date became "Apr-31". What one cell says, `readingroom.cells` knows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import zip_longest
from pathlib import Path

from readingroom import cells
from readingroom.cells import CONTINUES, FIELDS, HELD, NONE, ONE_ONLY
from readingroom.errors import Message, ReadingRoomError
from readingroom.names import record

__all__ = ["CONTINUES", "FIELDS", "FILE", "NONE", "Corrections", "parse", "read", "strictest"]

FILE = "metadata.csv"
_LONGEST = 100_000_000  # characters of a cell, where the csv module would stop at 131,072


@dataclass(frozen=True)
class Corrections:
    """The spreadsheet, row by row: path -> {field: value}. A path that ends in "/" stands for a folder."""

    rows: Mapping[str, Mapping[str, str]]
    lines: Mapping[str, int]  # path -> its line, for messages
    continues: Mapping[str, str] = field(default_factory=dict)  # path -> the text it goes on with

    def of(self, path: str, *parts: str) -> dict[str, str]:
        """What is said of one text: its own row before its folder's before the folder above. Blank fields are left out.

        `parts` are the other texts of the same document: if one of them is held back, so is the whole.
        """
        if not self.rows:
            return {}
        fields: dict[str, str] = {}
        folders = path.split("/")[:-1]
        for place in (*("/".join(folders[:depth]) + "/" for depth in range(len(folders) + 1)), path):
            fields.update(self.rows.get(place.lstrip("/") or "/", {}))
        held = strictest(status for part in parts if (status := self.of(part).get("Status")) in HELD) if parts else ""
        return {**fields, "Status": strictest((held, fields.get("Status", "")))} if held else fields

    def line(self, path: str, name: str) -> int:
        """The line in which a field of a text was said; 0 if in none."""
        return self.lines.get(path, 0) if name in self.rows.get(path, {}) else 0

    def fitted(self, paths: Iterable[str]) -> tuple[Corrections, list[Message]]:
        """The same for these texts, and a message for each row that fits none: a slip of the pen must not be lost.

        A path that no text has is that of a folder if there is one of that name.
        """
        known = set(paths)
        folders = {"/"} | {"/".join(path.split("/")[:depth]) + "/" for path in known for depth in range(1, path.count("/") + 1)}
        places = {path: _place(path, known, folders) for path in self.lines}
        rows = _Rows()
        for path in sorted(self.lines, key=lambda path: places[path] != path):  # what stands there to the letter comes first
            place, line, fields, target = places[path], self.lines[path], dict(self.rows[path]), self.continues.get(path, "")
            if not place:
                rows.messages.append(_unknown(path, line, folders if path.endswith("/") else known, held=fields.get("Status") in HELD))
            elif place.endswith("/") and not path.endswith("/"):
                fact = f"no text has the path {path!r}, so that it is taken for the folder {place!r}"
                rows.messages.append(Message("M-02", fact, "end the path of a folder with /", FILE, line, "warning"))
                fields, target = rows.without_what_one_text_has(fields, target, line), ""
            rows.add(place or path, line, fields, record(target) if record(target) in known else target)
        return rows.corrections(), rows.messages

    def joined(self, paths: Sequence[str]) -> tuple[dict[str, tuple[str, ...]], list[Message]]:
        """The documents of a collection: path of the first text -> all its texts in order; and what can't be joined, and why.

        Several texts that continue the same one follow it in the order of their names.
        """
        known, messages, circling = set(paths), [], self._circling()
        after: dict[str, list[str]] = {}
        followers: set[str] = set()
        for path in paths:
            target = self.continues.get(path)
            if target and target in known and path not in circling:
                after.setdefault(target, []).append(path)
                followers.add(path)
            elif target:
                fact = f"{target!r} is no text" if target not in known else "the texts continue each other in a circle"
                hint = "give the path of the text that comes before"
                messages.append(Message("M-06", f"{CONTINUES}: {fact}", hint, FILE, self.lines[path], "warning"))
        documents = {}
        for first in paths:
            if first not in followers:
                chain, waiting = [], [first]
                while waiting:
                    chain.append(waiting.pop())
                    waiting += reversed(after.get(chain[-1], ()))
                documents[first] = tuple(chain)
        return documents, messages

    def _circling(self) -> set[str]:
        """The texts that, followed to what they continue, lead into a circle. Each is followed once."""
        sound: set[str] = set()
        circling: set[str] = set()
        for start in self.continues:
            path, walk = start, dict[str, None]()
            while path in self.continues and path not in sound and path not in circling and path not in walk:
                walk[path] = None
                path = self.continues[path]
            (circling if path in circling or path in walk else sound).update(walk)
        return circling


class _Rows:
    """The rows of a spreadsheet while it is read, and what there is to say of them."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, str]] = {}
        self.lines: dict[str, int] = {}
        self.continues: dict[str, str] = {}
        self.messages: list[Message] = []

    def corrections(self) -> Corrections:
        """All of them."""
        return Corrections(self.rows, self.lines, self.continues)

    def add(self, path: str, line: int, fields: Mapping[str, str], target: str) -> None:
        """Take in a row. The first one of a path holds (M-03), but what a later one holds back is held back all the same."""
        held = fields.get("Status") in HELD
        if not path:
            fact = "the row has no path" + (", so that nothing is held back by it" if held else "")
            self.messages.append(Message("M-03", fact, "the row is passed over", FILE, line, "error" if held else "warning"))
        elif path in self.rows:
            hint = "the row is passed over" + (", but for its status: make one of the two" if held else "")
            fact = f"{path!r} stands in line {self.lines[path]} already"
            self.messages.append(Message("M-03", fact, hint, FILE, line, "error" if held else "warning"))
            if held:
                self.rows[path]["Status"] = strictest((fields["Status"], self.rows[path].get("Status", "")))
        else:
            self.lines[path], self.rows[path] = line, dict(fields)
            if target:
                self.continues[path] = target

    def without_what_one_text_has(self, fields: Mapping[str, str], target: str, line: int) -> dict[str, str]:
        """The fields of a row that turned out to be that of a folder, without those that make no sense for one (M-04)."""
        wrong = [column for column, names in ONE_ONLY.items() if fields.keys() & {*names}] + [CONTINUES] * bool(target)
        self.messages += [_message(cells.for_one_only(column), line) for column in wrong]
        dropped = {name for column in wrong for name in ONE_ONLY.get(column, ())}
        return {name: value for name, value in fields.items() if name not in dropped}


def strictest(statuses: Iterable[str]) -> str:
    """The one of several statuses that holds back most; the first if none does, "" if there is none."""
    given = [status for status in statuses if status]
    return next((held for held in HELD if held in given), given[0] if given else "")


def read(file: Path) -> tuple[Corrections, list[Message]]:
    """The spreadsheet and what is wrong with it; a row with a mistake loses only the field that is wrong.

    A file that isn't there says nothing. Raises ReadingRoomError M-01 if it can't be read as a table with a column `path`.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return Corrections({}, {}), []
    except OSError as error:
        raise ReadingRoomError(
            "M-01", f"cannot be read: {error.strerror}", "close it elsewhere, or mend its permissions", path=file.name
        ) from error
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # what Excel writes as plain "CSV"
    return parse(text)


def parse(text: str) -> tuple[Corrections, list[Message]]:
    """Like `read`, from the text of the spreadsheet."""
    table = _table(text)
    columns = [name.strip().lower() for name in table[0][1]] if table else []
    if not any(columns):
        return Corrections({}, {}), []
    if "path" not in columns:
        hint = f"the columns are: path, {', '.join(FIELDS)}, and any of your own"
        raise ReadingRoomError("M-01", "there is no column 'path'", hint, path=FILE, line=1)
    rows = _Rows()
    rows.messages += [_message(fault, 1) for column in dict.fromkeys(columns) if (fault := cells.misnamed(column))]
    for column in sorted({column for column in columns if column and columns.count(column) > 1}):
        hint = "make one of them; the first cell that is not blank holds"
        rows.messages.append(Message("M-09", f"there are several columns {column!r}", hint, FILE, 1, "warning"))
    for line, row in table[1:]:
        if any(cell.strip() for cell in row):
            path, fields, target, faults = _row(columns, row)
            rows.messages += [_message(fault, line) for fault in faults]
            rows.add(path, line, fields, target)
    return rows.corrections(), rows.messages


def _table(text: str) -> list[tuple[int, list[str]]]:
    """The rows, each with the line it ends in. A quotation mark that is not closed would swallow rows, so that it is refused."""
    first = text.split("\n", 1)[0]
    before = csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        return [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        hint = "close each quotation mark that opens a cell, and write one inside such a cell twice"
        raise ReadingRoomError("M-01", f"it is no table: {error}", hint, path=FILE, line=reader.line_num) from error
    finally:
        csv.field_size_limit(before)


def _row(columns: Sequence[str], row: Sequence[str]) -> tuple[str, dict[str, str], str, list[cells.Fault]]:
    """A row: its path, its fields, the path of the text it continues, and what is wrong with its cells."""
    given = [(column, cells.unguarded(cell.strip())) for column, cell in zip_longest(columns, row, fillvalue="")]
    path = _path(next(cell for column, cell in given if column == "path"))
    fields: dict[str, str] = {}
    target, faults = "", []
    for column, cell in given:
        value = " ".join(cell.split())
        if not value or column == "path":
            continue
        found, fault = cells.meaning(column, value, folder=path.endswith("/"))
        faults += [fault] if fault else []
        if column == CONTINUES and not fault:
            target = target or _path(cell)
        elif "Status" in found:
            fields["Status"] = strictest((fields.get("Status", ""), found["Status"]))
        else:
            fields.update({name: value for name, value in found.items() if name not in fields})
    return path, fields, target, faults


def _path(cell: str) -> str:
    """A path as curators write it: with backslashes, or with the folder of texts before it."""
    return cell.replace("\\", "/").removeprefix("./").removeprefix("texts/")


def _place(path: str, known: set[str], folders: set[str]) -> str:
    """The text or folder that a path means, as records have it; "" if none."""
    for place in (path, record(path), f"{path}/", f"{record(path)}/"):
        if place in known or place in folders:
            return place
    return ""


def _unknown(path: str, line: int, among: set[str], *, held: bool) -> Message:
    """M-02. Where something is to be held back and nobody can tell what, that is an error."""
    close = get_close_matches(path, sorted(among), n=1)
    hint = f"did you mean {close[0]!r}?" if close else "paths are those of the texts, with forward slashes; a folder ends in /"
    fact = f"no text has the path {path!r}" + (", which is to be held back" if held else "")
    return Message("M-02", fact, hint, FILE, line, "error" if held else "warning")


def _message(fault: cells.Fault, line: int) -> Message:
    return Message(fault.code, fault.fact, fault.hint, FILE, line, fault.level)
