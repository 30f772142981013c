"""What authors, tags and languages have in common: a page of names, and for each name the documents under it, by date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from readingroom.site import names
from readingroom.site.browse.shelves import BY_DATE, BY_NAME, ListView, Page, shelve
from readingroom.site.rows import Counted, Entry, Link


def count(pairs: Iterable[tuple[Link, Entry]]) -> list[tuple[Counted, list[Entry]]]:
    """Each name with its documents in the order given; names in alphabetical order, with their counts."""
    found: dict[str, tuple[Link, list[Entry]]] = {}
    for link, entry in pairs:
        found.setdefault(link.url, (link, []))[1].append(entry)
    counted = [(Counted(link.name, link.url, len(rows), names.order(link.name)), rows) for link, rows in found.values()]
    return sorted(counted, key=lambda pair: (pair[0].order, pair[0].url))


def named(pairs: Iterable[tuple[Link, Entry]], title: str, kind: str, limit: int) -> Iterator[Page]:
    """The page of all names and the pages of each."""
    counted = count(pairs)
    top = f"{title.lower()}.html"
    yield from shelve(ListView(top, "", title, title.lower(), what=kind), [link for link, _ in counted], BY_NAME, title.lower(), limit)
    for link, rows in counted:
        view = ListView(link.url, names.root(link.url), link.name, kind, crumbs=(Link(title, top),))
        yield from shelve(view, rows, BY_DATE, kind, limit)
