"""Which documents to export: `collection:letters year:1931..1932 author:"Ada Quill"`. All conditions must hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches

from readingroom.errors import ReadingRoomError
from readingroom.export.citations import type_of
from readingroom.export.model import Collection, slug
from readingroom.site import names
from readingroom.site.rows import Leaf

_TERM = re.compile(r'(?:(\w+):)?("[^"]*"|[^\s"]+)')
_YEARS = re.compile(r"(-?\d{1,4})?(\.\.)?(-?\d{1,4})?")

Condition = Callable[[Leaf], bool]


def select(collection: Collection, selection: str) -> Collection:
    """The documents that a selection asks for; all of them for an empty one.

    Raises ReadingRoomError U-20 if it can't be understood, U-21 if it finds nothing.
    """
    conditions = _conditions(selection)
    found = tuple(view for view in collection.views if all(condition(view) for condition in conditions))
    if not found and collection.views:
        raise ReadingRoomError("U-21", f"no document fits {selection!r}", "leave out a condition; the site's lists show what there is")
    return replace(collection, views=found)


def _conditions(selection: str) -> list[Condition]:
    rest = _TERM.sub("", selection)
    if rest.strip():
        raise ReadingRoomError("U-20", f"the selection {selection!r} can't be understood at {rest.strip()!r}", _hint())
    conditions = []
    for field, value in _TERM.findall(selection):
        name = field.lower() or "title"
        if name not in FIELDS:
            close = get_close_matches(name, FIELDS, n=1)
            raise ReadingRoomError("U-20", f"there is no field {field!r}", f"did you mean {close[0]!r}?" if close else _hint())
        conditions.append(FIELDS[name][1](value.strip('"')))
    return conditions


def _hint() -> str:
    return f'the fields are {", ".join(FIELDS)}; put a value with spaces in quotation marks: author:"Ada Quill"'


def _within(collection: str, folder: str) -> bool:
    path, wanted = names.fold(collection), names.fold(folder.strip("/"))
    return path == wanted or path.startswith(f"{wanted}/")


def _holds(text: str, words: str) -> bool:
    """Whether all these words stand in a text, case and accents aside."""
    there = set(re.findall(r"\w+", names.order(text)))
    return {*re.findall(r"\w+", names.order(words))} <= there


def _years(value: str) -> Condition:
    found = _YEARS.fullmatch(value)
    if not found or not (found[1] or found[3]):
        raise ReadingRoomError("U-20", f"{value!r} is no year", "write year:1931, year:1931..1932, year:1931.. or year:..1932")
    first = int(found[1]) if found[1] else None
    last = int(found[3]) if found[3] else None if found[2] else first

    def fits(view: Leaf) -> bool:
        year = view.entry.when.year
        return year is not None and (first is None or year >= first) and (last is None or year <= last)

    return fits


FIELDS: dict[str, tuple[str, Callable[[str], Condition]]] = {
    "collection": ("a collection and all within it", lambda value: lambda view: _within(view.entry.collection, value)),
    "author": ("who wrote it", lambda value: lambda view: any(_holds(name, value) for name in view.entry.authors)),
    "title": ("words of its title", lambda value: lambda view: _holds(view.entry.title, value)),
    "year": ("1931, 1931..1932, 1931.., ..1932", _years),
    "lang": ("its language, as a tag", lambda value: lambda view: view.entry.lang.partition("-")[0] == value.lower().partition("-")[0]),
    "topic": ("a tag", lambda value: lambda view: any(names.fold(tag.name) == names.fold(value) for tag in view.tags)),
    "type": ("its type", lambda value: lambda view: type_of(view) == value.lower()),
    "in": ("one document, by its name in addresses", lambda value: lambda view: slug(view) == value),
}
"""Field -> what it asks, and the condition for a value."""
