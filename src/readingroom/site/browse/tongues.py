"""Documents by language."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.site.browse.named import named
from readingroom.site.browse.shelves import Page
from readingroom.site.catalogue import Catalogue


def tongues(catalogue: Catalogue, limit: int) -> Iterator[Page]:
    """`languages.html`, and a page for each language."""
    pairs = ((leaf.language, leaf.entry) for leaf in catalogue.listed if leaf.language)
    yield from named(pairs, "Languages", "language", limit)
