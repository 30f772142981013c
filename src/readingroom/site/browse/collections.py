"""Documents by collection: the folders in which the texts were found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from readingroom.site import names
from readingroom.site.browse.shelves import BY_DATE, ListView, Page, shelve
from readingroom.site.catalogue import Catalogue
from readingroom.site.rows import Counted, Entry, Link
from readingroom.site.urls import collection_url


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder in the tree of all folders; `depth` counts from 1."""

    link: Counted
    depth: int


@dataclass(frozen=True, slots=True)
class TreeView:
    """`collections.html`."""

    save_as: str
    root: str
    title: str
    folders: tuple[Folder, ...]


def tree(catalogue: Catalogue) -> dict[tuple[str, ...], tuple[Counted, list[Entry]]]:
    """Every folder, outer before inner, with how many documents are in it and below, and the rows that lie in itself."""
    rows: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    count: dict[tuple[str, ...], int] = defaultdict(int)
    spelling: dict[str, str] = {}  # folders whose names differ in case only share an address, and so a page
    for leaf in catalogue.listed:
        path: tuple[str, ...] = ()
        for link in leaf.collection:
            path = (*path, spelling.setdefault(link.url, link.name))
            count[path] += 1
        if path:
            rows[path].append(leaf.entry)
    order = sorted(count, key=lambda path: [(names.order(part), part) for part in path])
    return {path: (Counted(path[-1], collection_url(path), count[path]), rows[path]) for path in order}


def collections(catalogue: Catalogue, limit: int) -> Iterator[Page]:
    """`collections.html`, and a page for each folder."""
    folders = tree(catalogue)
    yield Page(
        "collections.html",
        "categories",
        TreeView("collections.html", "", "Collections", tuple(Folder(link, len(path)) for path, (link, _) in folders.items())),
    )
    inside: dict[tuple[str, ...], list[Counted]] = defaultdict(list)
    for path, (link, _) in folders.items():
        inside[path[:-1]].append(link)
    for path, (link, rows) in folders.items():
        crumbs = (Link("Collections", "collections.html"), *(Link(path[at - 1], folders[path[:at]][0].url) for at in range(1, len(path))))
        view = ListView(link.url, names.root(link.url), link.name, "collection", crumbs, tuple(inside[path]), total=link.count)
        yield from shelve(view, rows, BY_DATE, "category", limit)
