"""Addresses that once were: a page at each, which leads on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readingroom.site.browse.shelves import Page
from readingroom.site.catalogue import Catalogue
from readingroom.site.rows import Entry


@dataclass(frozen=True, slots=True)
class AliasView:
    """`documents/<old slug>.html`. It is in no list and no sitemap."""

    save_as: str
    root: str
    entry: Entry


def aliases(catalogue: Catalogue, limit: int) -> Iterator[Page]:
    """A page for each slug that a document once had."""
    del limit  # no list on it
    for slug, entry in catalogue.aliases:
        yield Page(f"documents/{slug}.html", "alias", AliasView(f"documents/{slug}.html", "../", entry))
