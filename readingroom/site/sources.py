"""The source pages: reads ledgers and Markdown, proves the source, hands out rows and the original bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from readingroom import header
from readingroom.read import restore
from readingroom.site.account import Found, Rule, Run, changes_of, findings, lines, rules, source_text
from readingroom.site.catalogue import Leaf


@dataclass(frozen=True, slots=True)
class SourceView:
    """`sources/<slug>.html`."""

    save_as: str
    root: str
    title: str
    leaf: Leaf
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
    download: str = ""  # relative to this page; "" if the bytes are not known
    cut: int = 0  # characters that are not shown
    by_hand: bool = False  # the Markdown was changed by hand since: no line can be compared


def source_view(leaf: Leaf, key: str, content: Path, texts: Path, limit: int) -> tuple[SourceView, bytes | None]:
    """The source page of a document and the bytes for its download.

    `key` is the document's file under `content`. Without a ledger, or if the Markdown was changed by hand since it was written,
    the text under `texts` is shown without comparison, provided that its hash is the one in the header.
    """
    name = leaf.source.removesuffix(".html").removeprefix("sources/")
    plain = SourceView(leaf.source, "../", leaf.entry.title, leaf, sha256=leaf.sha256)
    ledger = _ledger(content, leaf.path)
    _, body = header.split((content / key).read_bytes().decode("utf-8", "surrogateescape"))
    source: dict[str, Any] = ledger.get("source", {})
    changes = changes_of(ledger)
    text = source_text(body, changes) if ledger else None
    data = restore(text, source["encoding"], source.get("bom", False), source.get("line_ends", "lf")) if text is not None else None
    proven = data is not None and sha256(data).hexdigest() == source.get("sha256")
    if not proven:
        data, changes = _original(texts, leaf), ()
        text = (
            data.decode(source.get("encoding", "utf-8"), "replace").removeprefix("\ufeff").replace("\r\n", "\n")
            if data is not None
            else None
        )
    view = SourceView(
        save_as=plain.save_as,
        root=plain.root,
        title=plain.title,
        leaf=leaf,
        lines=tuple(lines(text[:limit], [change for change in changes if change[0] + len(change[1]) <= limit])) if text is not None else (),
        rules=rules(changes),
        changes=len(changes),
        doubtful=sum(rule.doubtful for rule in rules(changes)),
        found=findings(ledger),
        sha256=source.get("sha256", "") or plain.sha256,
        size=len(data) if data is not None else 0,
        encoding=source.get("encoding", ""),
        line_ends=source.get("line_ends", ""),
        version=str(ledger.get("rules", "")),
        download=f"{name}.txt" if data is not None else "",
        cut=max(0, len(text) - limit) if text is not None else 0,
        by_hand=bool(ledger) and not proven,
    )
    return view, data


def _ledger(content: Path, path: str) -> dict[str, Any]:
    """The ledger of a text, or nothing if there is none or it is damaged."""
    file = content / "ledger" / f"{path}.json"
    if not _inside(content, file):
        return {}
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and found.get("format") == 1 else {}


def _original(texts: Path, leaf: Leaf) -> bytes | None:
    """The bytes of the text itself, if it is still there and still the same."""
    file = texts / leaf.path
    if not _inside(texts, file):
        return None
    try:
        data = file.read_bytes()
    except (OSError, ValueError):
        return None
    return data if leaf.sha256 and sha256(data).hexdigest() == leaf.sha256 else None


def _inside(folder: Path, file: Path) -> bool:
    """Whether a path that came out of a file stays in its folder, links followed."""
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):  # a NUL in the name, a loop of links
        return False
