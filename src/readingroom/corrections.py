"""metadata.csv: what the curator knows better. We only read it.

One row a document, or a folder (a path that ends in "/": its rows hold for all below it, the nearest folder first). Blank says
nothing, "-" takes a value away. It survives Excel: byte order mark, semicolons or tabs between columns, cp1252, and a hint where a
date became "Apr-31". What one cell says, `readingroom.cells` knows; which texts a path means, `readingroom.places`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from rapidfuzz import process

from readingroom import cells
from readingroom.cells import CONTINUES, FIELDS, NONE, ONE_ONLY, WAITS
from readingroom.errors import Message, ReadingRoomError
from readingroom.names import record
from readingroom.places import Places, tidied
from readingroom.statuses import strictest, withholds
from readingroom.table import read_table, unfolded

__all__ = ["CONTINUES", "FIELDS", "FILE", "NONE", "Corrections", "Unfit", "parse", "read"]

FILE = "metadata.csv"
HINTS = 50  # rows that fit no text for which the nearest path is looked for: each is compared with all of them


@dataclass(frozen=True, slots=True)
class Unfit:
    """A row that holds back and fits no text: nobody can tell which document it means."""

    path: str
    title: str
    line: int


@dataclass(frozen=True)
class Corrections:
    """The spreadsheet, row by row: path -> {field: value}. A path that ends in "/" stands for a folder."""

    rows: Mapping[str, Mapping[str, str]]
    lines: Mapping[str, int]  # path -> its line, for messages
    continues: Mapping[str, str] = field(default_factory=dict)  # path -> the text it goes on with
    unfit: tuple[Unfit, ...] = ()

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
        fields.pop(WAITS, None)
        held = strictest(status for part in parts if withholds(status := self.of(part).get("Status", ""))) if parts else ""
        return {**fields, "Status": strictest((held, fields.get("Status", "")))} if held else fields

    def is_published(self, path: str) -> bool:
        """Whether the row of a text itself, and not only that of its folder, says that it is published."""
        return self.rows.get(path, {}).get("Status") == "published"

    def line(self, path: str, name: str) -> int:
        """The line in which a field of a text was said; 0 if in none."""
        return self.lines.get(path, 0) if name in self.rows.get(path, {}) else 0

    def fitted(self, paths: Iterable[str], former: Mapping[str, str] | None = None) -> tuple[Corrections, list[Message]]:
        """The same for these texts, and a message for each row that fits none: a slip of the pen must not be lost.

        `former` are paths at which texts of the collection were, and where they are now. A path that no text has is taken for the one
        that it plainly means, see `Places`; one that may mean several holds all of them back, and says nothing else of them.
        """
        places = Places(paths, former)
        meant = {path: places.of(path) for path in self.lines if path}
        rows = _Rows()
        missed = 0
        for path in sorted(meant, key=lambda path: meant[path] != (path,)):  # what stands there to the letter comes first
            line, fields, target = self.lines[path], dict(self.rows[path]), self.continues.get(path, "")
            if not meant[path]:
                missed += 1
                rows.unfit(path, line, fields, (places.folders if path.endswith("/") else places.known) if missed <= HINTS else ())
                continue
            fields, target = rows.as_meant(path, line, fields, target, meant[path])
            target = next(iter(places.of(target)), target) if target else ""
            for place in meant[path]:
                rows.add(place, line, fields, target, quiet="*" in path)
        rows.nowhere += self.unfit
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
        self.nowhere: tuple[Unfit, ...] = ()
        self.messages: list[Message] = []

    def corrections(self) -> Corrections:
        """All of them."""
        return Corrections(self.rows, self.lines, self.continues, self.nowhere)

    def add(self, path: str, line: int, fields: Mapping[str, str], target: str, *, quiet: bool = False) -> None:
        """Take in a row. The first one of a path holds (M-03), but what a later one holds back is held back all the same. `quiet`: a
        pattern, which may well fit a text that has a row of its own."""
        held = withholds(fields.get("Status", ""))
        if not path:
            fact = "the row has no path" + (", so that nobody can tell what it holds back" if held else "")
            self.messages.append(Message("M-03", fact, "the row is passed over", FILE, line, "error" if held else "warning"))
            if held:
                self.nowhere += (Unfit("", fields.get("Title", ""), line),)
        elif path in self.rows:
            if quiet:
                self.rows[path] = {**fields, **self.rows[path]}
                return
            hint = "the row is passed over" + (", but for its status: make one of the two" if held else "")
            fact = f"{path!r} stands in line {self.lines[path]} already"
            self.messages.append(Message("M-03", fact, hint, FILE, line, "error" if held else "warning"))
            if held:
                self.rows[path]["Status"] = strictest((fields["Status"], self.rows[path].get("Status", "")))
        else:
            self.lines[path], self.rows[path] = line, dict(fields)
            if target:
                self.continues[path] = target

    def unfit(self, path: str, line: int, fields: Mapping[str, str], among: Iterable[str]) -> None:
        """A row that fits no text (M-02). Where something is to be held back and nobody can tell what, that is an error."""
        held = withholds(fields.get("Status", ""))
        if held and WAITS in fields:  # its text is expected
            self.lines[path], self.rows[path] = line, dict(fields)
            return
        close = process.extractOne(path, sorted(among), score_cutoff=60) if among else None
        hint = f"did you mean {close[0]!r}?" if close else "paths are those of the texts, with forward slashes; a folder ends in /"
        fact = f"no text has the path {path!r}"
        if held:
            fact += ", which is to be held back"
            hint += " Write expected as its status if the text is yet to come"
            self.nowhere += (Unfit(path, fields.get("Title", ""), line),)
        self.messages.append(Message("M-02", fact, hint, FILE, line, "error" if held else "warning"))

    def as_meant(self, path: str, line: int, fields: dict[str, str], target: str, meant: Sequence[str]) -> tuple[dict[str, str], str]:
        """The fields of a row, and the text that it goes on, as what it means can have them; tells if it is another."""
        if "*" in path or "?" in path:
            return (self.without_what_one_text_has(fields, target, line), "") if len(meant) > 1 else (fields, target)
        if len(meant) > 1:
            held = withholds(fields.get("Status", ""))
            fact = f"{path!r} may be {' or '.join(map(repr, meant[:3]))}" + (", so that all of them are held back" if held else "")
            self.messages.append(Message("M-02", fact, "write the path as that of the text", FILE, line, "error" if held else "warning"))
            return {name: value for name, value in fields.items() if name == "Status" and held}, ""
        place = meant[0]
        if place.endswith("/") and not path.endswith("/"):
            fact = f"no text has the path {path!r}, so that it is taken for the folder {place!r}"
            self.messages.append(Message("M-02", fact, "end the path of a folder with /", FILE, line, "warning"))
            return self.without_what_one_text_has(fields, target, line), ""
        if place not in (path, record(path)):
            fact = f"no text has the path {path!r}, so that it is taken for {place!r}"
            self.messages.append(Message("M-02", fact, f"write {place}", FILE, line, "note"))
        return fields, target

    def without_what_one_text_has(self, fields: Mapping[str, str], target: str, line: int) -> dict[str, str]:
        """The fields of a row that turned out to be that of a folder, without those that make no sense for one (M-04)."""
        wrong = [column for column, names in ONE_ONLY.items() if fields.keys() & {*names}] + [CONTINUES] * bool(target)
        self.messages += [_message(cells.for_one_only(column), line) for column in wrong]
        dropped = {name for column in wrong for name in ONE_ONLY.get(column, ())}
        return {name: value for name, value in fields.items() if name not in dropped}


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
    columns, table = read_table(text, FILE)
    rows = _Rows()
    rows.messages += [_message(fault, 1) for column in dict.fromkeys(columns) if (fault := cells.misnamed(column))]
    for column in sorted({column for column in columns if column and columns.count(column) > 1}):
        hint = "make one of them; the first cell that is not blank holds"
        rows.messages.append(Message("M-09", f"there are several columns {column!r}", hint, FILE, 1, "warning"))
    for line, cells_ in table:
        for row, odd in unfolded(columns, cells_):
            if odd:
                hint = "it is read as what it plainly means; put each cell between the delimiters that the other rows have"
                rows.messages.append(Message("M-09", odd, hint, FILE, line))
            path, fields, target, faults = _row(columns, row)
            rows.messages += [_message(fault, line) for fault in faults]
            rows.add(path, line, fields, target)
    return rows.corrections(), rows.messages


def _row(columns: Sequence[str], row: Sequence[str]) -> tuple[str, dict[str, str], str, list[cells.Fault]]:
    """A row: its path, its fields, the path of the text it continues, and what is wrong with its cells."""
    given = [(column, cells.unguarded(cell.strip())) for column, cell in zip_longest(columns, row, fillvalue="")]
    path = tidied(next(cell for column, cell in given if column == "path"))
    fields: dict[str, str] = {}
    target, faults = "", []
    for column, cell in given:
        if not cell or column == "path":
            continue
        found, fault = cells.meaning(column, cell, folder=path.endswith("/"))
        faults += [fault] if fault else []
        if column == CONTINUES and not fault:
            target = target or tidied(cell)
        elif "Status" in found:
            fields |= {**found, "Status": strictest((fields.get("Status", ""), found["Status"]))}
        else:
            fields.update({name: value for name, value in found.items() if name not in fields})
    return path, fields, target, faults


def _message(fault: cells.Fault, line: int) -> Message:
    return Message(fault.code, fault.fact, fault.hint, FILE, line, fault.level)
