"""A document as it was read: what is kept of it, and what is made of that again."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from itertools import repeat
from operator import attrgetter, is_
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup
from pelican.urlwrappers import Author, Category, Tag
from pelican.utils import SafeDatetime

from readingroom.site.engine.shapes import OURS, Names, Shape
from readingroom.site.engine.watch import identity

FRESH = 2_000_000_000
"""Nanoseconds for which a file counts as just written: another change may leave the same time, so its content is compared."""
TICK = 20_000_000
"""Nanoseconds by which the clock that file systems write down may be behind."""
FIXED = frozenset(
    {str, int, float, bool, type(None), bytes, datetime.date, datetime.datetime, datetime.timedelta, SafeDatetime, ZoneInfo, Markup}
    | {Author, Category, Tag}
)
"""Kinds of values that don't change while a document is built, or of which we would know (`Reading.names_stand`)."""

GROWING = frozenset({dict, set, list})
"""Kinds of values that somebody may add to."""

Key = tuple[str, str]
"""Of a document: its kind and the name of its file."""
Stamp = tuple[int, int, int, int]
Place = tuple[int, int]
"""Where a text begins in the file of texts and how long it is, in bytes."""


def stamp_of(status: os.stat_result) -> Stamp:
    """What changes with every change of a file, short of somebody setting clocks back."""
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns


def is_fresh(stamp: Stamp, now: int) -> bool:
    """Whether a file was written so lately that its stamp can't be trusted later."""
    return max(stamp[0], stamp[3]) > now - FRESH


def is_during(stamp: Stamp, began: int) -> bool:
    """Whether a file may have been written after a build began, so that nobody knows whether the build saw it so."""
    return max(stamp[0], stamp[3]) > began - TICK


def is_later(path: str, moment: int) -> bool:
    """Whether a file was changed after a moment, in nanoseconds; what isn't there wasn't."""
    try:
        status = os.stat(path)
    except OSError:
        return False
    return max(status.st_mtime_ns, status.st_ctime_ns) > moment


Address = tuple[str, str]


@dataclass(slots=True)
class Row:
    """A document as it was read."""

    stamp: Stamp | None  # None: it was just written then
    sha: bytes  # of the file
    others: tuple[tuple[str, bytes], ...]  # other files that were opened, and their digests; b"" for one that wasn't there
    shape: Shape
    state: tuple[Any, ...]  # the attributes that `shape.names` names
    metadata: tuple[Any, ...]  # those that `shape.metadata` names
    lists: tuple[list[Any], ...]  # those of `shape.lists`
    place: Place  # of the text in `Bodies`
    body: bytes  # its digest
    links: bool  # whether the text has links for Pelican to replace
    attach: bool  # whether an {attach} link may be in it or in the metadata
    address: Address  # its url and save_as, as long as nobody changes the document
    fixed: bool  # whether all values are such that `is_untouched` sees every change of them
    digests: dict[bytes, bytes] = field(default_factory=dict)  # what it is digested to, by the attributes that are seen


def copied(*parts: tuple[Any, ...]) -> tuple[tuple[Any, ...], ...]:
    """Values, with copies of what somebody may add to in the place of dictionaries, sets and lists. What is one object stays one."""
    known: dict[int, Any] = {}

    def copy(value: Any) -> Any:
        kind = type(value)
        if kind not in GROWING:
            return tuple(map(copy, value)) if kind is tuple else value
        found = known.get(identity(value))
        if found is None:
            found = known[identity(value)] = kind()
            if kind is dict:
                found.update((name, copy(item)) for name, item in value.items())
            elif kind is list:
                found.extend(map(copy, value))
            else:
                found.update(value)
        return found

    return tuple(tuple(map(copy, part)) for part in parts)


FIELDS = attrgetter(*(field.name for field in fields(Row)))
"""A row as a tuple."""


def together(row: Row) -> dict[str, Any]:
    """The attributes of a document as they were taken apart, those missing that a build gives it."""
    shape = row.shape
    state, metadata = shape.blank.copy(), shape.blank_metadata.copy()
    own, told, lists = (row.state, row.metadata, row.lists) if row.fixed else copied(row.state, row.metadata, row.lists)
    state.update(zip(shape.names, own, strict=True))
    metadata.update(zip(shape.metadata, told, strict=True))
    state["metadata"] = metadata
    for value, (names, others) in zip(lists, shape.lists, strict=True):
        copy = value.copy()
        for name in names:
            state[name] = copy
        for name in others:
            metadata[name] = copy
    return state


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
    if row is None or not row.fixed or state["translations"]:
        return False
    shape, metadata = row.shape, state.get("metadata")
    if "_content" in state or type(metadata) is not dict:  # it has another text, or other metadata
        return False
    if not holds(state, shape.names, row.state) or not holds(metadata, shape.metadata, row.metadata):
        return False
    for value, (names, others) in zip(row.lists, shape.lists, strict=True):
        first = state.get(names[0]) if names else metadata.get(others[0])
        if type(first) is not list or len(first) != len(value) or not all(map(is_, first, value)):
            return False
        for name in names:
            if state.get(name) is not first:
                return False
        for name in others:
            if metadata.get(name) is not first:
                return False
    orders = shape.orders
    return len(metadata) == len(orders[1]) and len(state) == len(orders[0]) + sum(map(state.__contains__, OURS))


GONE = object()


def holds(values: Mapping[str, Any], names: Names, found: tuple[Any, ...]) -> bool:
    """Whether these names have just these values. A name that is gone has none, not even None."""
    return all(map(is_, found, map(values.get, names, repeat(GONE))))
