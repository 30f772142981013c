"""The page for an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readingroom.site.browse.shelves import Page
from readingroom.site.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class MissingView:
    """`404.html`. It is served at any depth, so that `root` means nothing on it."""

    save_as: str
    root: str
    title: str


def missing(catalogue: Catalogue, limit: int) -> Iterator[Page]:
    """`404.html`."""
    del catalogue, limit  # the site alone, and no list, is on it
    yield Page("404.html", "404", MissingView("404.html", "", "Not here"))
