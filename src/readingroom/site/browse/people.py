"""Documents by author."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.site.browse.named import named
from readingroom.site.browse.shelves import Page
from readingroom.site.catalogue import Catalogue


def people(catalogue: Catalogue, limit: int) -> Iterator[Page]:
    """`authors.html`, and a page for each author."""
    pairs = ((link, leaf.entry) for leaf in catalogue.listed for link in leaf.authors)
    yield from named(pairs, "Authors", "author", limit)
