"""A document as it was read: what is kept of it, and what is made of that again."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter, is_
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup
from pelican.urlwrappers import Author, Category, Tag
from pelican.utils import SafeDatetime

from readingroom.site.engine.watch import identity

FRESH = 2_000_000_000
"""Nanoseconds for which a file counts as just written: another change may leave the same time, so its content is compared."""
ANEW = frozenset({"settings", "_context", "_content", "translations"})
"""What a document is given anew in each build."""
OURS = frozenset({"_row", "_reading", "_anew", "body_digest", "_short", "_address", "_same"})
"""What the engine adds to a document."""
FIXED = frozenset(
    {str, int, float, bool, type(None), bytes, datetime.date, datetime.datetime, datetime.timedelta, SafeDatetime, ZoneInfo, Markup}
    | {Author, Category, Tag}
)
"""Kinds of values that don't change while a document is built, or of which we would know (`Reading.names_stand`)."""

Stamp = tuple[int, int, int, int]
Place = tuple[int, int]
"""Where a text begins in the file of texts and how long it is, in bytes."""


def stamp_of(status: os.stat_result) -> Stamp:
    """What changes with every change of a file, short of somebody setting clocks back."""
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns


def is_fresh(stamp: Stamp, now: int) -> bool:
    """Whether a file was written so lately that its stamp can't be trusted later."""
    return max(stamp[0], stamp[3]) > now - FRESH


Pairs = tuple[tuple[str, ...], tuple[Any, ...]]
"""Names and values. Most documents of a site have the same names: they share one tuple of them."""
Address = tuple[str, str]
Lists = tuple[tuple[list[Any], tuple[str, ...], tuple[str, ...]], ...]
"""Lists, each with the attributes and the metadata of a document that it is."""


@dataclass(slots=True)
class Row:
    """A document as it was read."""

    stamp: Stamp | None  # None: it was just written then
    sha: bytes  # of the file
    others: tuple[tuple[str, bytes], ...]  # other files that were opened, and their digests; b"" for one that wasn't there
    state: Pairs  # the attributes, but for what follows
    metadata: Pairs
    lists: Lists
    place: Place  # of the text in `Bodies`
    body: bytes  # its digest
    links: bool  # whether the text has links for Pelican to replace
    address: Address  # its url and save_as, as long as nobody changes the document
    shape: str  # the kind of the document and the names of its attributes
    fixed: bool  # whether all values are such that `is_untouched` sees every change of them
    digests: dict[bytes, bytes] = field(default_factory=dict)  # what it is digested to, by the attributes that are seen


FIELDS = attrgetter(*(field.name for field in fields(Row)))
"""A row as a tuple."""


def apart(document: Any) -> tuple[Pairs, Pairs, Lists]:
    """The attributes of a document, its metadata, and the lists in both: these are copied, since somebody may add to them."""
    lists: dict[int, tuple[list[Any], list[str], list[str]]] = {}
    parts: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    for place, values in enumerate((document.__dict__, document.metadata)):
        for name, value in values.items():
            if type(value) is list and name not in ANEW:
                known = lists.setdefault(identity(value), (value.copy(), [], []))
                known[place + 1].append(name)
            elif place or name not in NOT_KEPT:
                parts[place][name] = value
    state, metadata = ((shared(part), tuple(part.values())) for part in parts)
    return state, metadata, tuple((value, shared(names), shared(others)) for value, names, others in lists.values())


_shared: dict[tuple[str, ...], tuple[str, ...]] = {}


def shared(names: Iterable[str]) -> tuple[str, ...]:
    """Names as a tuple, the same one for all documents."""
    found = tuple(names)
    return _shared.setdefault(found, found)


def together(row: Row) -> dict[str, Any]:
    """The attributes of a document as they were taken apart."""
    state = dict(zip(*row.state, strict=True))
    metadata = state["metadata"] = dict(zip(*row.metadata, strict=True))
    for value, names, others in row.lists:
        copy = value.copy()
        for name in names:
            state[name] = copy
        for name in others:
            metadata[name] = copy
    return state


_shapes: dict[tuple[Any, ...], str] = {}


def shape_of(kind: type, state: Pairs, lists: Lists) -> str:
    """What a row calls its shape: one string for all documents of that shape."""
    parts = (kind.__name__, state[0], *(names for _, names, _ in lists))
    found = _shapes.get(parts)
    if found is None:
        names = {*state[0], *(name for _, names, _ in lists for name in names)}
        found = _shapes[parts] = sys.intern(f"{kind.__name__} {' '.join(sorted(names))}")
    return found


def are_fixed(values: Iterable[Any]) -> bool:
    """Whether no value can be changed without another one taking its place."""
    values = tuple(values)
    kinds = set(map(type, values))
    if kinds <= FIXED:
        return True
    inner = [item for value in values if type(value) is tuple for item in value]
    return kinds <= FIXED | {tuple} and set(map(type, inner)) <= FIXED


def is_untouched(document: Any) -> bool:
    """Whether a document is still as its row says: then whatever was computed of it is, too.

    The very values must still be there. Equal ones are not enough: to Pelican, two names with one slug are equal.
    """
    state = document.__dict__
    row = state.get("_row")
    if row is None or not row.fixed or state["translations"] or not holds(state, row.state):
        return False
    metadata = state.get("metadata")
    if type(metadata) is not dict or not holds(metadata, row.metadata):
        return False
    count, extra = len(row.state[0]) + 1, len(row.metadata[0])
    for value, names, others in row.lists:
        count, extra = count + len(names), extra + len(others)
        first = state[names[0]] if names else metadata.get(others[0])
        if type(first) is not list or len(first) != len(value):
            return False
        for one, other in zip(first, value, strict=True):
            if one is not other:
                return False
        for name in names:
            if state.get(name) is not first:
                return False
        for name in others:
            if metadata.get(name) is not first:
                return False
    return len(metadata) == extra and len(state) == count + sum(map(state.__contains__, ADDED))


def holds(values: Mapping[str, Any], kept: Pairs) -> bool:
    """Whether these names still have just these values."""
    names, found = kept
    return all(map(is_, found, map(values.get, names)))


ADDED = tuple(ANEW | OURS)
NOT_KEPT = ANEW | OURS | {"metadata"}
