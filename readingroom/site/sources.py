"""The source pages: read ledgers and Markdown, prove the source, hand out rows and the original bytes."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from readingroom import header
from readingroom.read import restore
from readingroom.site.account import Found, Rule, Run, changes_of, findings, lines, rules, source_text
from readingroom.site.catalogue import Entry, Leaf


@dataclass(frozen=True, slots=True)
class Account:
    """What is known of a source: its lines, and what the ledger says."""

    lines: tuple[tuple[Run, ...], ...] = ()
    rules: tuple[Rule, ...] = ()
    changes: int = 0
    doubtful: int = 0
    found: tuple[Found, ...] = ()
    sha256: str = ""
    size: int = 0
    encoding: str = ""
    line_ends: str = ""
    version: str = ""  # of the rules
    cut: int = 0  # characters that are not shown
    by_hand: bool = False  # the Markdown was changed by hand since: no line can be compared


@dataclass(frozen=True)
class SourceView:
    """`sources/<slug>.html`. Its fields say which files it is made from, as they are now; they are read when the page is rendered,
    so that a page that is right already costs no more than three looks at the disk."""

    save_as: str
    root: str
    entry: Entry
    path: str  # under texts/
    sha256: str  # of the source, as the header has it
    download: str  # relative to this page; "" if the bytes are not to be had
    markdown: str  # paths
    ledger: str  # "" if it would lie elsewhere
    text: str
    limit: int  # characters shown
    stamps: str  # of these three files

    @cached_property
    def account(self) -> Account:
        """The source and its changes, read now."""
        return read_account(self)[0]


def source_view(leaf: Leaf, key: str, content: Path, texts: Path, limit: int, download: str) -> SourceView:
    """The source page of a document. `key` is the document's file under `content`."""
    markdown, ledger, text = f"{content}/{key}", inside(content / "ledger", f"{leaf.path}.json"), inside(texts, leaf.path)
    stamps = " ".join(map(_stamp, (markdown, ledger, text)))
    return SourceView(leaf.source, "../", leaf.entry, leaf.path, leaf.sha256, download, markdown, ledger, text, limit, stamps)


def read_account(view: SourceView) -> tuple[Account, bytes | None]:
    """The account of a source, and its bytes.

    The source is the Markdown with the changes of the ledger taken back, proven by its hash. Without a ledger, or if the Markdown was
    changed by hand since, it is the text itself, without comparison, provided that it is still the one that the header names.
    """
    try:
        return _account(view, read_ledger(view.ledger))
    except (KeyError, TypeError, ValueError, AttributeError, LookupError):  # no ledger that we wrote: as if there were none
        return _account(view, {})


def _account(view: SourceView, ledger: dict[str, Any]) -> tuple[Account, bytes | None]:
    """The same from a ledger that may be empty. What it raises when the ledger is damaged is anything that wrong data can cause."""
    _, body = header.split(Path(view.markdown).read_bytes().decode("utf-8", "surrogateescape"))
    source: dict[str, Any] = ledger.get("source", {})
    changes = changes_of(ledger)
    text = source_text(body, changes) if ledger else None
    data = restore(text, source["encoding"], source.get("bom", False), source.get("line_ends", "lf")) if text is not None else None
    proven = data is not None and sha256(data).hexdigest() == source.get("sha256")
    if not proven:
        data, changes = original(view.text, view.sha256), ()
        text = _decode(data, source.get("encoding", "utf-8")) if data is not None else None
    counted = rules(changes)
    account = Account(
        lines=_lines(text, [change for change in changes if change[0] + len(change[1]) <= view.limit], view.limit),
        rules=counted,
        changes=len(changes),
        doubtful=sum(rule.doubtful for rule in counted),
        found=findings(ledger),
        sha256=source.get("sha256", "") or view.sha256,
        size=len(data) if data is not None else 0,
        encoding=source.get("encoding", ""),
        line_ends=source.get("line_ends", ""),
        version=str(ledger.get("rules", "")),
        cut=max(0, len(text) - view.limit) if text is not None else 0,
        by_hand=bool(ledger) and not proven,
    )
    return account, data


def _lines(text: str | None, changes: list[Any], limit: int) -> tuple[tuple[Run, ...], ...]:
    """The lines that are shown."""
    return tuple(lines(text[:limit], changes)) if text is not None else ()


def _decode(data: bytes, encoding: str) -> str:
    """Bytes as text to look at."""
    try:
        text = data.decode(encoding, "replace")
    except LookupError:  # an encoding that a hand wrote into a ledger
        text = data.decode("utf-8", "replace")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def read_ledger(file: str) -> dict[str, Any]:
    """A ledger, or nothing if there is none or it is damaged."""
    try:
        found = json.loads(Path(file).read_text("utf-8")) if file else None
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and found.get("format") == 1 else {}


def original(file: str, digest: str) -> bytes | None:
    """The bytes of a text, if it is there and still has this SHA-256."""
    try:
        data = Path(file).read_bytes() if file and digest else None
    except (OSError, ValueError):
        return None
    return data if data is not None and sha256(data).hexdigest() == digest else None


def inside(folder: Path, name: str) -> str:
    """The file of this name below a folder; "" for a name, out of a header that may be anybody's, that leads out of it."""
    file = os.path.normpath(f"{folder}/{name}")
    return file if file.startswith(f"{folder}{os.sep}") and "\0" not in name else ""


def _stamp(file: str) -> str:
    """How a file can be told from what it was before: size and time of change; "-" if it isn't there."""
    try:
        found = os.stat(file)  # noqa: PTH116 - three for each document: a Path would take longer than the look itself
    except (OSError, ValueError):
        return "-"
    return f"{found.st_size}:{found.st_mtime_ns}"
