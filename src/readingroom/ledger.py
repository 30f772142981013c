"""The account of every change to a text, and the proof of it.

A ledger stands beside its document as content/ledger/<path of the text>.json. It holds enough to go both ways:

    source text --edits--> body as converted --by_hand--> body as it is
    header as converted + fields changed by hand      --> header as it is

so that Markdown and ledger together give the source back byte for byte, and source and ledger give the Markdown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from itertools import accumulate
from json.encoder import encode_basestring_ascii as _quoted
from typing import Any

import orjson

from readingroom import header
from readingroom.differences import differences
from readingroom.document import Edit, Finding, Part, Source, apply
from readingroom.errors import ReadingRoomError

FORMAT = 1
BY_HAND = "by-hand"
_FINDING = tuple(field.name for field in fields(Finding))


@dataclass(frozen=True, eq=True)
class Ledger:
    """What was done to one text."""

    path: str  # the record of the text's path, see readingroom.names
    sha256: str  # of the file's bytes
    size: int
    encoding: str
    bom: bool
    line_ends: str
    notes: tuple[str, ...]
    rules: str  # the version of the rules it was converted with
    markdown: str  # where the Markdown stands, under content/
    edits: tuple[Edit, ...]  # of the source text; applied they give the body
    before: tuple[str, ...]  # what each edit replaced
    body_sha256: str  # of the body as converted
    header: Mapping[str, str] = field(default_factory=dict)  # the fields as converted and corrected by spreadsheet
    found: tuple[Finding, ...] = ()
    collection: tuple[str, ...] = ()  # what the rest of the collection contributed
    hand: Mapping[str, str] = field(default_factory=dict)  # fields changed by hand; "" where a hand took the field out
    by_hand: tuple[tuple[int, str, str], ...] = ()  # changes of the body by hand: place in the body as converted, before, after
    parts: tuple[Part, ...] = ()  # the files, where several are one text
    replaces: str = ""  # SHA-256 of the Markdown that was there before this one was written
    written: str = ""  # SHA-256 of the Markdown written with this ledger
    lost: bool = False  # a hand changed the body when the text was not at hand: what was converted, nobody can tell any more
    drawn: str = ""  # `edits` and `before` as they stand in the file, where only that is needed


def without_edits(ledger: Ledger) -> Ledger:
    """What is kept in memory of a ledger, where there are thousands: all but its edits, which only its file needs."""
    return replace(ledger, edits=(), before=(), drawn="")


def sha256(text: str) -> str:
    """The SHA-256 of a text as UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def draw_up(source: Source, body: str, edits: Sequence[Edit], *, path: str, markdown: str, rules: str) -> Ledger:
    """A new ledger for a text just converted. Raises ReadingRoomError L-01 if the edits don't explain the body."""
    if apply(source.text, edits) != body:
        raise ReadingRoomError(
            "L-01", "the edits do not explain the Markdown", "this is a fault of Reading Room: please report it", path=path
        )
    return Ledger(
        path=path,
        sha256=source.sha256,
        size=source.size,
        encoding=source.encoding,
        bom=source.bom,
        line_ends=source.line_ends,
        notes=source.notes,
        parts=source.parts,
        rules=rules,
        markdown=markdown,
        edits=tuple(edits),
        before=tuple(source.text[e.start : e.end] for e in edits),
        body_sha256=sha256(body),
    )


def markdown_of(ledger: Ledger, body: str) -> str:
    """The whole Markdown file: fields as found and corrected, those changed by hand, and the body with its changes by hand."""
    fields = {**ledger.header, **ledger.hand}
    return header.join({name: value for name, value in fields.items() if value}, redo_by_hand(ledger, body))


def redo_by_hand(ledger: Ledger, body: str) -> str:
    """The body as converted -> the body as the hand left it."""
    return apply(body, [Edit(at, at + len(before), after, BY_HAND) for at, before, after in ledger.by_hand])


def undo_by_hand(ledger: Ledger, body: str) -> str:
    """The body as the hand left it -> the body as converted."""
    return _undo(body, ledger.by_hand)


def source_text(ledger: Ledger, body: str) -> str:
    """The body as it stands in the Markdown -> the text of the source. Raises ReadingRoomError L-02 if it is not the body accounted for."""
    body = undo_by_hand(ledger, body)
    if ledger.lost or sha256(body) != ledger.body_sha256:
        raise ReadingRoomError(
            "L-02",
            "the Markdown was changed and the ledger does not know how",
            "run: readingroom build, and the change is entered",
            path=ledger.path,
        )
    return _undo(body, [(e.start, before, e.after) for e, before in zip(ledger.edits, ledger.before, strict=True)])


def _undo(text: str, changes: Sequence[tuple[int, str, str]]) -> str:
    """Take changes back. Each is (place in the text before, what stood there, what stands there now), in order."""
    out: list[str] = []
    at = shift = 0
    for start, before, after in changes:
        place = start + shift
        out += (text[at:place], before)
        at = place + len(after)
        shift += len(after) - len(before)
    out.append(text[at:])
    return "".join(out)


def compare(converted: str, now: str) -> tuple[tuple[int, str, str], ...]:
    """What a hand changed in a body: (place in the body as converted, before, after), as small as line by line comparison makes it."""
    old, new = converted.splitlines(keepends=True), now.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, old))]
    changes = []
    for a, b, c, d in differences(old, new):
        before, after = "".join(old[a:b]), "".join(new[c:d])
        head = _common(before, after)
        tail = _common(before[head:][::-1], after[head:][::-1])
        changes.append((starts[a] + head, before[head : len(before) - tail], after[head : len(after) - tail]))
    return tuple(changes)


def _common(a: str, b: str) -> int:
    """How many characters two texts begin with alike."""
    for index, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return index
    return min(len(a), len(b))


def dump(ledger: Ledger) -> str:
    """The ledger as JSON, one edit a line, so that git shows changes and a person can read it."""
    head: dict[str, Any] = {
        "format": FORMAT,
        "rules": ledger.rules,
        "source": {
            "path": ledger.path,
            "sha256": ledger.sha256,
            "bytes": ledger.size,
            "encoding": ledger.encoding,
            "bom": ledger.bom,
            "line_ends": ledger.line_ends,
            "notes": list(ledger.notes),
            **({"parts": [asdict(part) for part in ledger.parts]} if ledger.parts else {}),
        },
        "markdown": {
            "path": ledger.markdown,
            "body_sha256": ledger.body_sha256,
            "header": dict(ledger.header),
            "header_sha256": sha256(header.join(ledger.header, "")),
            "replaces": ledger.replaces,
            "written": ledger.written,
            **({"lost": True} if ledger.lost else {}),
        },
        "hand": dict(ledger.hand),
        "found": [{name: getattr(finding, name) for name in _FINDING} for finding in ledger.found],
        "collection": list(ledger.collection),
    }
    hand = [json.dumps(list(change)) for change in ledger.by_hand]
    text = _indented(head)[:-2]
    return f'{text},\n "edits": [{ledger.drawn or rows(ledger)}],\n "by_hand": [{_lines(hand)}]\n}}\n'


def rows(ledger: Ledger) -> str:
    """The edits of a ledger as they stand in the file, one a line."""
    return _lines(
        [
            f"[{e.start}, {_quoted(before)}, {_quoted(e.after)}, {_quoted(e.rule)}, {e.confidence!r}]"  # as json.dumps() would
            for e, before in zip(ledger.edits, ledger.before, strict=True)
        ]
    )


def _indented(value: Any, margin: str = "\n") -> str:
    """`json.dumps(value, indent=1)` for what a ledger holds; with an indent, json itself is slow."""
    if isinstance(value, str):
        return _quoted(value)
    if value is True:
        return "true"
    if type(value) is int or type(value) is float:
        return repr(value)
    if not (value and isinstance(value, dict | list)):
        return json.dumps(value)
    inner = margin + " "
    if isinstance(value, list):
        return f"[{inner}{f',{inner}'.join(_indented(item, inner) for item in value)}{margin}]"
    return f"{{{inner}{f',{inner}'.join(f'{_quoted(name)}: {_indented(item, inner)}' for name, item in value.items())}{margin}}}"


def _lines(rows: Sequence[str]) -> str:
    return "\n  " + ",\n  ".join(rows) + "\n " if rows else ""


def parse(data: bytes | str) -> Any:
    """JSON as Python's own parser reads it, in a third of its time. Raises ValueError for what is none.

    Ledgers may hold lone surrogates, which stand for bytes that could not be decoded; orjson refuses these, and Python's parser takes them.
    """
    try:
        return orjson.loads(data)
    except ValueError:
        return json.loads(data)


def load(data: bytes | str, path: str) -> Ledger:
    """A ledger from its JSON. `path` is named in the ReadingRoomError L-03 that a damaged one raises."""
    try:
        found = parse(data)
        if found["format"] != FORMAT:
            raise ReadingRoomError(
                "L-04",
                f"the ledger has format {found['format']!r}, this version knows {FORMAT}",
                "use the version of Reading Room that wrote it",
                path=path,
            )
        source, markdown = found["source"], found["markdown"]
        return Ledger(
            path=source["path"],
            sha256=source["sha256"],
            size=source["bytes"],
            encoding=source["encoding"],
            bom=source["bom"],
            line_ends=source["line_ends"],
            notes=tuple(source["notes"]),
            parts=tuple(Part(**part) for part in source.get("parts", ())),
            rules=found["rules"],
            markdown=markdown["path"],
            edits=tuple(Edit(start, start + len(before), after, rule, sure) for start, before, after, rule, sure in found["edits"]),
            before=tuple(row[1] for row in found["edits"]),
            body_sha256=markdown["body_sha256"],
            header=markdown["header"],
            found=tuple(Finding(**finding) for finding in found["found"]),
            collection=tuple(found["collection"]),
            hand=found["hand"],
            by_hand=tuple((at, before, after) for at, before, after in found["by_hand"]),
            replaces=markdown["replaces"],
            written=markdown["written"],
            lost=markdown.get("lost", False) is True,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReadingRoomError(
            "L-03",
            f"the ledger is damaged ({type(error).__name__}: {error})",
            "take it back from git; or delete it and its Markdown, to convert the text afresh",
            path=path,
        ) from error
