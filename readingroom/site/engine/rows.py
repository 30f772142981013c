"""A document as it was read: what is kept of it, and what is made of that again."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter, is_
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup
from pelican.urlwrappers import Author, Category, Tag
from pelican.utils import SafeDatetime

FRESH = 2_000_000_000
"""Nanoseconds for which a file counts as just written: another change may leave the same time, so its content is compared."""
ANEW = frozenset({"settings", "_context", "_content", "translations"})
"""What a document is given anew in each build."""
OURS = frozenset({"_row", "_body", "body_digest", "_short", "_address", "_same"})
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


@dataclass(slots=True)
class Row:
    """A document as it was read."""

    stamp: Stamp | None  # None: it was just written then
    sha: bytes  # of the file
    others: tuple[tuple[str, bytes], ...]  # other files that were opened, and their digests; b"" for one that wasn't there
    state: dict[str, Any]  # the attributes; its lists belong to nobody else
    place: Place  # of the text in `Bodies`
    body: bytes  # its digest
    links: bool  # whether the text has links for Pelican to replace
    address: dict[str, str]  # its url and save_as, as long as nobody changes the document
    fixed: bool  # whether all values are such that `is_untouched` sees every change of them
    digests: dict[bytes, bytes] = field(default_factory=dict)  # what it is digested to, by the attributes that are seen


FIELDS = attrgetter(*(field.name for field in fields(Row)))
"""A row as a tuple."""


def are_fixed(state: Mapping[str, Any]) -> bool:
    """Whether all attributes of a document are such that a comparison shows every change of them."""
    return all(is_fixed(value) for name, value in state.items() if name != "metadata") and all(map(is_fixed, state["metadata"].values()))


def is_fixed(value: Any) -> bool:
    """Whether a value can't be changed, or is a list of such."""
    return type(value) in FIXED or (type(value) in {list, tuple} and all(type(item) in FIXED for item in value))


def own(state: Mapping[str, Any], without: Iterable[str] = ()) -> dict[str, Any]:
    """A copy of a document's attributes with lists of its own: somebody may add to a list. One list in two places stays one."""
    made = dict(state)
    for name in without:
        made.pop(name, None)
    metadata = made["metadata"] = dict(made["metadata"])
    lists: dict[int, list[Any]] = {}
    for values in (made, metadata):
        for name, value in values.items():
            if type(value) is list:
                copy = lists.get(id(value))
                if copy is None:
                    copy = lists[id(value)] = value.copy()
                values[name] = copy
    return made


def is_untouched(document: Any) -> bool:
    """Whether a document is still as its row says: then whatever was computed of it is, too."""
    state = document.__dict__
    row = state.get("_row")
    return row is not None and row.fixed and not state["translations"] and holds_all(state, row.state) and not added(state, row.state)


def holds_all(state: Mapping[str, Any], kept: Mapping[str, Any]) -> bool:
    """Whether the very values that were kept are still there. Equal ones are not enough: names with one slug are equal to Pelican."""
    for name, value in kept.items():
        other = state.get(name, ANEW)
        if other is not value and not is_copy(other, value):
            return False
    return True


def is_copy(one: Any, other: Any) -> bool:
    """Whether two lists or dictionaries hold the same objects."""
    if type(one) is not type(other):
        return False
    if type(one) is list:
        return len(one) == len(other) and all(map(is_, one, other))
    return type(one) is dict and len(one) == len(other) and holds_all(one, other)


def added(state: Mapping[str, Any], kept: Mapping[str, Any]) -> bool:
    """Whether a document has attributes that nobody but Pelican and us put there."""
    return len(state) > len(kept) and not state.keys() - kept.keys() <= ADDED


ADDED = ANEW | OURS
