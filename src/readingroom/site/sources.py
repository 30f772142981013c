"""The source pages: read ledgers and Markdown, prove the source, hand out rows and the original bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup

from readingroom import header
from readingroom.document import Part
from readingroom.ledger import parse
from readingroom.names import actual
from readingroom.read import restore_parts
from readingroom.read.joined import JOINT
from readingroom.read.restoring import decode_bytes
from readingroom.shelf import ledger_name
from readingroom.site.account import Found, Rule, changes_of, findings, hand_of, rules, source_text, visible
from readingroom.site.listing import listing
from readingroom.site.names import url
from readingroom.site.rows import Entry, Leaf

Bytes = tuple[bytes | None, ...]
"""Of each file of a source; None for one that is not to be had."""
NO_TEXT = Markup("")


@dataclass(frozen=True, slots=True)
class Original:
    """A file of which a document was made: one, or several that were joined."""

    path: str  # under texts/, as it is recorded
    sha256: str
    file: str  # where it should lie; "" if that would be elsewhere
    save_as: str  # its download
    at_hand: bool = False  # it is there, and still has this SHA-256
    download: str = ""  # relative to the page of the source; "" if its bytes are not to be had


@dataclass(frozen=True, slots=True)
class File:
    """What is told of such a file."""

    size: int = 0  # in bytes
    encoding: str = ""
    line_ends: str = ""
    line: int = 1  # where it begins in the text as it is shown


@dataclass(frozen=True, slots=True)
class Account:
    """What is known of a source: its lines, and what the ledger says."""

    lines: Markup = NO_TEXT  # the items of a list, see listing.py; "" if there is no text
    files: tuple[File, ...] = (File(),)  # one for each original
    rules: tuple[Rule, ...] = ()
    changes: int = 0
    doubtful: int = 0
    found: tuple[Found, ...] = ()
    version: str = ""  # of the rules
    cut: int = 0  # characters that are not shown
    by_hand: bool = False  # the Markdown was changed by hand since, and nobody took note: no line can be compared
    hand: tuple[tuple[str, str], ...] = ()  # what a hand changed in the Markdown, before and after


@dataclass(frozen=True)
class SourceView:
    """`sources/<slug>.html`. Its fields say which files it is made from, as they are now; they are read when the page is rendered,
    so that a page that is right already costs no more than three looks at the disk."""

    save_as: str
    root: str
    entry: Entry
    originals: tuple[Original, ...]
    markdown: str  # paths
    ledger: str  # "" if it would lie elsewhere
    limit: int  # characters shown
    stamps: str  # of all these files

    @cached_property
    def account(self) -> Account:
        """The source and its changes, read now."""
        return read_account(self)[0]


def find_originals(leaf: Leaf, content: Path, texts: Path) -> tuple[Original, ...]:
    """The files of which a document was made. Most are one, known by the hash in the header; only if that is another is the ledger asked
    whether there are several."""
    name = leaf.source.removesuffix(".html")
    alone = _original(leaf.path, leaf.sha256, texts, f"{unquote(name)}.txt")
    if alone.at_hand:
        return (alone,)
    parts: tuple[Part, ...] = ()
    with suppress(KeyError, TypeError, AttributeError):  # no ledger that we wrote
        parts = _parts(read_ledger(ledger_file(content, leaf.path)))
    if len(parts) < 2:
        return (alone,)
    return tuple(
        _original(part.path, part.sha256, texts, f"{unquote(name)}{f'~{at}' if at > 1 else ''}.txt") for at, part in enumerate(parts, 1)
    )


def _original(path: str, digest: str, texts: Path, save_as: str) -> Original:
    file = inside(texts, actual(path))
    at_hand = original(file, digest) is not None and not os.path.islink(file)  # noqa: PTH114 - as below
    return Original(path, digest, file, save_as, at_hand, url(save_as).removeprefix("sources/"))


def ledger_file(content: Path, path: str) -> str:
    """Where the ledger of a text lies; "" if a name out of a header would lead elsewhere."""
    file = os.path.normpath(f"{content}/{ledger_name(path)}") if path and "\0" not in path else ""
    return file if file.startswith(f"{content}{os.sep}ledger{os.sep}") else ""


def source_view(leaf: Leaf, key: str, content: Path, originals: tuple[Original, ...], limit: int) -> SourceView:
    """The source page of a document. `key` is the document's file under `content`."""
    markdown, ledger = f"{content}/{key}", ledger_file(content, leaf.path)
    stamps = " ".join(map(_stamp, (markdown, ledger, *(file.file for file in originals))))
    return SourceView(leaf.source, "../", leaf.entry, originals, markdown, ledger, limit, stamps)


def read_account(view: SourceView) -> tuple[Account, Bytes]:
    """The account of a source, and the bytes of its files.

    The source is the Markdown with the changes of the ledger taken back, proven by its hashes. Without a ledger, or if the Markdown was
    changed by hand since, it is the text itself, without comparison, provided that it is still the one that was converted.
    """
    try:
        return _account(view, read_ledger(view.ledger))
    except (KeyError, TypeError, ValueError, AttributeError, LookupError):  # no ledger that we wrote: as if there were none
        return _account(view, {})


def _account(view: SourceView, ledger: dict[str, Any]) -> tuple[Account, Bytes]:
    """The same from a ledger that may be empty. What it raises when the ledger is damaged is anything that wrong data can cause."""
    _, body = header.split(Path(view.markdown).read_bytes().decode("utf-8", "surrogateescape"))
    parts, changes, hand = _parts(ledger), changes_of(ledger), hand_of(ledger)
    converted = source_text(body, hand)
    text = source_text(converted, changes) if parts and converted is not None else None
    data: Bytes = tuple(restore_parts(text, parts)) if text is not None else ()
    proven = text is not None and all(sha256(found or b"").hexdigest() == part.sha256 for found, part in zip(data, parts, strict=True))
    lengths = [part.length for part in parts]
    if not proven:
        data, changes, hand = tuple(original(file.file, file.sha256) for file in view.originals), (), ()
        encodings = [part.encoding for part in parts] or ["utf-8"] * len(data)
        texts = [_decode(found, encoding) for found, encoding in zip(data, encodings, strict=True) if found is not None]
        text = JOINT.join(texts) if len(texts) == len(data) else None
        lengths = [len(found) for found in texts]
    starts = _starts(text, lengths) if text is not None else [1] * len(data)
    counted, found = rules(changes), findings(ledger)
    heads = {start: file.path for start, file in zip(starts, view.originals, strict=False)} if len(view.originals) > 1 else {}
    shown = [change for change in changes if change[0] + len(change[1]) <= view.limit]
    account = Account(
        lines=listing(text[: view.limit], shown, heads, {row.line for row in found}) if text is not None else NO_TEXT,
        files=tuple(_file(*known) for known in zip_longest(data, parts, starts)),
        rules=counted,
        changes=len(changes),
        doubtful=sum(rule.doubtful for rule in counted),
        found=found,
        version=str(ledger.get("rules", "")),
        cut=max(0, len(text) - view.limit) if text is not None else 0,
        by_hand=bool(ledger) and not proven,
        hand=tuple((visible(before), visible(after)) for _, before, after, _, _ in hand),
    )
    return account, data


def _parts(ledger: dict[str, Any]) -> tuple[Part, ...]:
    """The files of a source, as a ledger names them; of a source that is one file, that file."""
    source: dict[str, Any] = ledger.get("source", {})
    if not source or source.get("parts"):
        return tuple(Part(**part) for part in source.get("parts", ()))
    length = sys.maxsize  # all of the text
    bom, line_ends = source.get("bom", False), source.get("line_ends", "lf")
    return (Part(source["path"], source["sha256"], source.get("bytes", 0), source["encoding"], bom, line_ends, length),)


def _starts(text: str, lengths: Sequence[int]) -> list[int]:
    """The line in which each file begins; the first is line 1."""
    at, found = 0, []
    for length in lengths:
        found.append(text.count("\n", 0, at) + 1)
        at += length + len(JOINT)
    return found


def _file(data: bytes | None, part: Part | None, line: int) -> File:
    """What is told of a file."""
    size = len(data) if data is not None else 0
    return File(size, part.encoding, part.line_ends, line) if part else File(size, line=line)


def _decode(data: bytes, encoding: str) -> str:
    """Bytes as text to look at."""
    try:
        text = decode_bytes(data, encoding, "replace")
    except (LookupError, ValueError):  # an encoding that a hand wrote into a ledger, or of a text that was changed
        text = data.decode("utf-8", "replace")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def read_ledger(file: str) -> dict[str, Any]:
    """A ledger, or nothing if there is none or it is damaged."""
    try:
        found = parse(Path(file).read_bytes()) if file else None
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and found.get("format") == 1 else {}


def original(file: str, digest: str) -> bytes | None:
    """The bytes of a text, if it is there and still has this SHA-256."""
    try:
        if not file or not digest:
            return None
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - of each document in each build: a Path would take as long as the rest
            data = opened.read()
    except (OSError, ValueError):
        return None
    return data if sha256(data).hexdigest() == digest else None


def inside(folder: Path, name: str) -> str:
    """The file of this name below a folder, however that is written; "" for a name, out of a header that may be anybody's, that leads out
    of it."""
    path = PurePath(os.path.normpath(name) if name and "\0" not in name else os.pardir)
    leads_out = path.is_absolute() or path.drive or path.parts[:1] in {(), (os.pardir,)}
    return "" if leads_out else f"{folder}/{path}"


def _stamp(file: str) -> str:
    """How a file can be told from what it was before: size and times of change; "-" if it isn't there."""
    try:
        found = os.stat(file)  # noqa: PTH116 - three for each document: a Path would take longer than the look itself
    except (OSError, ValueError):
        return "-"
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}"
