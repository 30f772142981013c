"""All documents by title."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.site.browse.shelves import BY_NAME, ListView, Page, shelve
from readingroom.site.catalogue import Catalogue
from readingroom.site.rows import by_title


def titles(catalogue: Catalogue, limit: int) -> Iterator[Page]:
    """`titles.html`, and a page for each letter where there are many."""
    rows = sorted((leaf.entry for leaf in catalogue.listed), key=by_title)
    yield from shelve(ListView("titles.html", "", "Titles", "titles"), rows, BY_NAME, "titles", limit)
