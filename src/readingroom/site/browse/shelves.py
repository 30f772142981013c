"""Long lists, divided so that each page stays short and a new document changes only the page it stands on.

A list of more rows than the limit becomes a page of parts: by year, then by month, by letter, then by two letters. The division
depends on the rows themselves, never on how many stand before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from readingroom.site import names
from readingroom.site.edtf import MONTHS
from readingroom.site.rows import Counted, Entry, Link
from readingroom.site.urls import year_slug

Row = Entry | Counted


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading; a heading of "" is not shown."""

    name: str
    id: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """A page with a list on it: of documents, of names, or of its own parts."""

    save_as: str
    root: str
    title: str
    kind: str  # "author", "collection", ...: what this is a page of
    crumbs: tuple[Link, ...] = ()
    folders: tuple[Counted, ...] = ()  # collections inside this one
    parts: tuple[Counted, ...] = ()  # where the rows are, if they are too many for one page
    groups: tuple[Group, ...] = ()
    total: int = 0
    what: str = "document"


@dataclass(frozen=True, slots=True)
class Page:
    """Something to write: a template and the one thing it is given."""

    save_as: str
    template: str
    view: Any


Level = Callable[[Any], tuple[Any, str, str]]
"""A row's place in a division: (sorts by, part of the address, heading)."""


def by_year(entry: Entry) -> tuple[Any, str, str]:
    """The year of a document, or its decade, or that it has no date."""
    when = entry.when
    if when.year is not None:
        return (when.year, 0), year_slug(when.year), str(when.year) if when.year >= 0 else f"{1 - when.year} BC"
    if when.decade is not None:
        return (when.decade, -1), f"{year_slug(when.decade)}s", f"{when.decade}s"
    return ((9999, 8), "roughly-dated", "Roughly dated") if when.words else ((9999, 9), "undated", "Undated")


def by_month(entry: Entry) -> tuple[Any, str, str]:
    """The month of a document."""
    month = entry.when.month
    return month or 13, f"{month:02}", MONTHS[month - 1] if month else "Month not known"


def by_letter(row: Row) -> tuple[Any, str, str]:
    """The letter of the alphabet under which a row stands."""
    letter = names.letter(row.order)
    return (letter == "#", letter), {"#": "other", "0–9": "0-9"}.get(letter, names.slug(letter)), letter


def by_letters(count: int) -> Level:
    """Its first letters."""

    def level(row: Row) -> tuple[Any, str, str]:
        start = row.order[:count].strip()
        return start, names.slug(start), start.capitalize()

    return level


# One letter after the letter of the alphabet: digits stand together there, and numbers by their first two are a page for each.
BY_DATE: tuple[Level, ...] = (by_year, by_month, by_letter, by_letters(1), by_letters(2), by_letters(4))
BY_NAME: tuple[Level, ...] = (by_letter, by_letters(1), by_letters(2), by_letters(3), by_letters(5), by_letters(8))
UNGROUPED = 12
"""A list as short as this needs no headings."""


def shelve(view: ListView, rows: Sequence[Row], levels: Sequence[Level], template: str, limit: int) -> Iterator[Page]:
    """The pages of a list: one, or one of parts and those parts. `rows` are in order; so are the groups by any of the levels."""
    view = replace(view, total=view.total or len(rows))
    if len(rows) <= limit:
        yield Page(view.save_as, template, replace(view, groups=group(rows, levels)))
        return
    deeper: Sequence[Level] = ()
    for at, level in enumerate(levels, 1):
        parts = _split(rows, level)
        if len(parts) > 1:
            deeper = levels[at:]
            break
    else:  # nothing tells them apart: count, in the order in which they have come
        parts = [
            ((start,), f"{start + 1}", f"{start + 1}–{min(start + limit, len(rows))}", rows[start : start + limit])
            for start in range(0, len(rows), limit)
        ]
    base = view.save_as.removesuffix(".html")
    pages = [(label, f"{base}--{slug}.html", part) for _, slug, label, part in parts]
    yield Page(
        view.save_as, template, replace(view, parts=tuple(Counted(label, names.url(save_as), len(part)) for label, save_as, part in pages))
    )
    for label, save_as, part in pages:
        inner = replace(
            view,
            save_as=save_as,
            title=label,
            crumbs=(*view.crumbs, Link(view.title, names.url(view.save_as))),
            folders=(),
            total=len(part),
        )
        yield from shelve(inner, part, deeper, template, limit)


def group(rows: Sequence[Row], levels: Sequence[Level]) -> tuple[Group, ...]:
    """Rows under headings of the first level that tells them apart, if they are many."""
    if len(rows) > UNGROUPED:
        for level in levels:
            parts = _split(rows, level)
            if len(parts) > 1:
                return tuple(Group(label, f"in-{slug}", tuple(part)) for _, slug, label, part in parts)
    return (Group("", "", tuple(rows)),) if rows else ()


def _split(rows: Sequence[Row], level: Level) -> list[tuple[Any, str, str, Sequence[Row]]]:
    """Rows by what a level says of them, in its order; inside a part the order is kept. What shares an address is one part."""
    parts: dict[str, tuple[Any, str, str, list[Row]]] = {}
    for row in rows:
        key, slug, label = level(row)
        parts.setdefault(slug, (key, slug, label, []))[3].append(row)
    return sorted(parts.values(), key=lambda part: part[0])
