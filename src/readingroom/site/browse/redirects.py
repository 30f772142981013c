"""`_redirects`: old addresses, for hosts that answer them themselves. The pages at these addresses do the same for all others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readingroom.site import names
from readingroom.site.browse.shelves import Page
from readingroom.site.catalogue import Catalogue

CODES = {"netlify": "301!", "cloudflare": "301"}
"""How each host is told that a document has moved for good; "!": although there is a page."""


@dataclass(frozen=True, slots=True)
class RedirectsView:
    """`_redirects`: each an old address and the one now."""

    save_as: str
    code: str
    moved: tuple[tuple[str, str], ...]


def redirects(catalogue: Catalogue, host: str) -> Iterator[Page]:
    """`_redirects` for one of CODES; nothing for another host, or where no address has changed."""
    moved = tuple((f"documents/{names.url(slug)}.html", entry.url) for slug, entry in catalogue.aliases)
    if moved and host in CODES:
        yield Page("_redirects", "redirects", RedirectsView("_redirects", CODES[host], moved))
