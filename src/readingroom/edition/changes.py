"""What changed between two editions, document by document, and which addresses did."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from readingroom import header
from readingroom.cells import guarded
from readingroom.site.names import url


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a document. `source` is the file it was made from, or its own if a hand wrote it."""

    source: str
    title: str
    what: str  # new, gone, or some of: text, metadata, address
    before: str = ""  # its address in the earlier edition; "" if it was not there
    now: str = ""


@dataclass(frozen=True, slots=True)
class _State:
    title: str
    address: str
    body: bytes
    fields: tuple[tuple[str, str], ...]


def changes_between(before: Path | None, now: Path) -> list[Change]:
    """The changes from one edition to the next, each given by the payload of its bag; for a first edition, none."""
    if before is None:
        return []
    old, new = _states(before), _states(now)
    return [change for source in sorted(old.keys() | new.keys()) if (change := _compared(source, old.get(source), new.get(source)))]


def _compared(source: str, old: _State | None, new: _State | None) -> Change | None:
    if old is None or new is None:
        there = new or old
        assert there
        return Change(source, there.title, "new" if new else "gone", old.address if old else "", new.address if new else "")
    kinds = (("text", old.body != new.body), ("metadata", old.fields != new.fields), ("address", old.address != new.address))
    what = ", ".join(kind for kind, is_other in kinds if is_other)
    return Change(source, new.title, what, old.address, new.address) if what else None


def _states(payload: Path) -> dict[str, _State]:
    return dict(_read(payload / "content"))


def _read(content: Path) -> Iterator[tuple[str, _State]]:
    for file in sorted((content / "documents").rglob("*.md")):
        fields, body = header.split(file.read_text("utf-8", "surrogateescape"))
        source = fields.get("Source") or file.relative_to(content).as_posix()
        shown = tuple(sorted((name, value) for name, value in fields.items() if name not in {"Slug", "Source-SHA256"}))
        address = f"documents/{url(fields.get('Slug', file.stem))}.html"
        yield source, _State(fields.get("Title", ""), address, sha256(body.encode("utf-8", "surrogateescape")).digest(), shown)


def write_changes(changes: Sequence[Change], file: Path) -> None:
    """`changes.csv`."""
    rows = [(change.what, change.source, change.title, change.before, change.now) for change in changes]
    _write(("what", "source", "title", "address before", "address now"), rows, file)


def write_redirects(changes: Sequence[Change], file: Path) -> None:
    """`redirects.csv`: the address of the earlier edition, and where that document is now. The site has a page at each of the first."""
    _write(
        ("from", "to"), [(change.before, change.now) for change in changes if change.before and change.now not in {"", change.before}], file
    )


def _write(head: Sequence[str], rows: Sequence[Sequence[str]], file: Path) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    file.write_bytes(text.getvalue().encode("utf-8", "replace"))
