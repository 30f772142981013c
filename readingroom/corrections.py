"""metadata.csv: what the curator knows better. We only read it.

One row a document, or a folder (a path that ends in "/": its rows hold for all below it, the nearest folder first). Blank says
nothing, "-" takes a value away. It survives Excel: byte order mark, semicolons or tabs between columns, cp1252, and a hint where a
date became "Apr-31".
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from readingroom.errors import Message, ReadingRoomError

FILE = "metadata.csv"
FIELDS = {
    "title": "Title",
    "authors": "Authors",
    "date": "Date",
    "lang": "Lang",
    "tags": "Tags",
    "category": "Category",
    "slug": "Slug",
    "summary": "Summary",
    "status": "Status",
    "rights": "X-Rights",
    "holder": "X-Holder",
    "shelfmark": "X-Shelfmark",
}
"""Column -> the field it corrects. Any other column becomes `X-Name`."""

CONTINUES = "continues"
"""A column of its own: the path of the text that this one goes on with. The two are one document."""

ONE_ONLY = ("title", "slug", "date", "summary", CONTINUES)  # make no sense for a whole folder
STATUSES = ("", "-", "published", "withheld", "redacted")
NONE = "-"

_MOMENT = r"(?:\d{4}|\d{3}X|\d\dXX)(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[~?%]?"
_EDTF = re.compile(f"{_MOMENT}(?:/{_MOMENT})?")  # 1931-04-02, 1931-04, 1931~, 193X, 1931-21 (spring), 1914/1918
_EXCEL = re.compile(r"[A-Za-z]{3,4}[-. ]\d\d|\d\d[-. ][A-Za-z]{3,4}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_NAME = re.compile(r"[^\W_]+(?:[ _-][^\W_]+)*")


@dataclass(frozen=True)
class Corrections:
    """The spreadsheet, row by row: path -> {field: value}. A path that ends in "/" stands for a folder."""

    rows: Mapping[str, Mapping[str, str]]
    lines: Mapping[str, int]  # path -> its line, for messages
    continues: Mapping[str, str] = field(default_factory=dict)  # path -> the text it goes on with

    def of(self, path: str) -> dict[str, str]:
        """What is said of one text: its own row before its folder's before the folder above. Blank fields are left out."""
        fields: dict[str, str] = {}
        if not self.rows:
            return fields
        parts = path.split("/")[:-1]
        for place in (*("/".join(parts[:depth]) + "/" for depth in range(len(parts) + 1)), path):
            fields.update(self.rows.get(place.lstrip("/") or "/", {}))
        return fields

    def joined(self, paths: Sequence[str]) -> tuple[dict[str, tuple[str, ...]], list[Message]]:
        """The documents of a collection: path of the first text -> all its texts in order; and what can't be joined, and why.

        Several texts that continue the same one follow it in the order of their names.
        """
        known, messages = set(paths), []
        after: dict[str, list[str]] = {}
        followers: set[str] = set()
        for path in paths:
            target = self.continues.get(path)
            if not target:
                continue
            seen, first = {path}, target
            while first in self.continues and first not in seen:
                seen.add(first)
                first = self.continues[first]
            if target not in known or first in seen:
                fact = f"{target!r} is no text" if target not in known else "the texts continue each other in a circle"
                messages.append(
                    Message(
                        "M-06", f"{CONTINUES}: {fact}", "give the path of the text that comes before", FILE, self.lines[path], "warning"
                    )
                )
                continue
            after.setdefault(target, []).append(path)
            followers.add(path)

        def chain(path: str) -> list[str]:
            return [path, *(part for follower in after.get(path, ()) for part in chain(follower))]

        return {path: tuple(chain(path)) for path in paths if path not in followers}, messages

    def unknown(self, paths: Iterable[str]) -> list[Message]:
        """A message for each row that fits no text: a slip of the pen must not be lost."""
        known = set(paths)
        folders = {"/"} | {"/".join(path.split("/")[:depth]) + "/" for path in known for depth in range(1, path.count("/") + 1)}
        out = []
        for path, line in self.lines.items():
            if path not in known and path not in folders:
                close = get_close_matches(path, sorted(folders if path.endswith("/") else known), n=1)
                hint = f"did you mean {close[0]!r}?" if close else "paths are those of the texts, with forward slashes; a folder ends in /"
                out.append(Message("M-02", f"no text has the path {path!r}", hint, FILE, line, "warning"))
        return out


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
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    table = [(reader.line_num, row) for row in reader]
    columns = [name.strip().lower() for name in table[0][1]] if table else []
    if not any(columns):
        return Corrections({}, {}), []
    if "path" not in columns:
        hint = f"the columns are: path, {', '.join(FIELDS)}, and any of your own"
        raise ReadingRoomError("M-01", "there is no column 'path'", hint, path=FILE, line=1)
    messages: list[Message] = []
    rows: dict[str, dict[str, str]] = {}
    lines: dict[str, int] = {}
    continues: dict[str, str] = {}
    for line, row in table[1:]:
        if not any(cell.strip() for cell in row):
            continue
        cells = dict(zip(columns, (" ".join(cell.split()) for cell in row), strict=False))
        path = _path(cells.pop("path"))
        if not path or path in rows:
            fact = f"{path!r} stands in line {lines[path]} already" if path else "the row has no path"
            messages.append(Message("M-03", fact, "the row is passed over", FILE, line, "warning"))
            continue
        lines[path] = line
        rows[path] = {}
        for column, value in cells.items():
            if column and value:
                wrong = _wrong(column, value, path)
                if wrong:
                    messages.append(Message("M-04", f"{column}: {wrong[0]}", wrong[1], FILE, line, "warning"))
                elif column == CONTINUES:
                    continues[path] = _path(value)
                else:
                    rows[path].update(_field(column, value))
    return Corrections(rows, lines, continues), messages


def _path(cell: str) -> str:
    """A path as curators write it: with backslashes, or with the folder of texts before it."""
    return cell.replace("\\", "/").removeprefix("./").removeprefix("texts/")


def _wrong(column: str, value: str, path: str) -> tuple[str, str] | None:
    """(fact, hint) if a cell can't be meant as it stands."""
    if path.endswith("/") and column in ONE_ONLY:
        return "a whole folder can't share one", "give it to the documents one by one"
    if column == "date" and value != NONE and not _EDTF.fullmatch(value):
        if _EXCEL.fullmatch(value):
            return (
                f"{value!r} looks like a date that a spreadsheet rewrote",
                "format the column as text and write 1931-04-02, 1931-04 or 1931",
            )
        return f"{value!r} is no date", "write 1931-04-02, 1931-04, 1931, or 1931~ for about 1931"
    if column == "status" and value.lower() not in STATUSES:
        return f"{value!r} is not known", "leave it blank, or write withheld or redacted"
    if column == "slug" and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        return f"{value!r} is no slug", "use lower-case letters a-z, digits and single hyphens"
    if column not in FIELDS and not _NAME.fullmatch(column):
        return f"the column {column!r} has no usable name", "use letters, digits and spaces"
    return None


def _field(column: str, value: str) -> dict[str, str]:
    """One cell as header fields. A date that is no day is `Issued`; whichever is given takes the other away."""
    if column == "date":
        if value == NONE:
            return {"Date": NONE, "Issued": NONE}
        return {"Date": value, "Issued": NONE} if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else {"Issued": value, "Date": NONE}
    if column == "status":
        return {"Status": value.lower()}
    return {FIELDS.get(column) or "X-" + "-".join(word.capitalize() for word in re.split(r"[ _-]", column)): value}
