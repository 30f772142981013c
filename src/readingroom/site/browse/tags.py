"""Documents by tag."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.site.browse.named import named
from readingroom.site.browse.shelves import Page
from readingroom.site.catalogue import Catalogue


def tags(catalogue: Catalogue, limit: int) -> Iterator[Page]:
    """`tags.html`, and a page for each tag."""
    pairs = ((link, leaf.entry) for leaf in catalogue.listed for link in leaf.tags)
    yield from named(pairs, "Tags", "tag", limit)
