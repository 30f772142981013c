"""The page for an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readingroom.site.browse.shelves import Page
from readingroom.site.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class MissingView:
    """`404.html`. It is served at any depth: `home` is absolute if the site has an address."""

    save_as: str
    root: str
    title: str
    home: str


def missing(catalogue: Catalogue, limit: int) -> Iterator[Page]:
    """`404.html`."""
    del limit  # no list on it
    yield Page("404.html", "404", MissingView("404.html", "", "Not here", catalogue.site.address or "index.html"))
