"""What machines ask for: feed, sitemap, robots.txt. Only a site that knows its address has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from readingroom.site.browse.shelves import Page
from readingroom.site.catalogue import Catalogue
from readingroom.site.edtf import instant
from readingroom.site.rows import Leaf

MOST_ADDRESSES = 40_000
"""In one sitemap; the protocol allows 50,000."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A document in the feed; times are in UTC, to the second, as Atom wants them."""

    leaf: Leaf
    updated: str
    published: str  # "" if the day is not known


@dataclass(frozen=True, slots=True)
class FeedView:
    """`feed.xml`."""

    save_as: str
    root: str
    title: str
    updated: str
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapView:
    """`sitemap.xml`, or one of several."""

    save_as: str
    root: str
    title: str
    addresses: tuple[str, ...]


def feed(catalogue: Catalogue, most: int) -> Iterator[Page]:
    """`feed.xml`: the documents that came last. Atom wants a time for each: that of the edition, or the document's own day. A document
    without either is left out; a time is never invented."""
    if not catalogue.site.feed:
        return
    edition = instant(catalogue.edition_date)
    newest = sorted(
        catalogue.listed, key=lambda leaf: (number(leaf.entry.number), leaf.entry.when.order if leaf.entry.when.words else ()), reverse=True
    )
    entries = []
    for leaf in newest:
        published = instant(leaf.entry.when.edtf)
        if edition or published:
            entries.append(FeedEntry(leaf, edition or published, published))
    entries = entries[:most]
    updated = edition or max(entry.updated for entry in entries)
    yield Page("feed.xml", "feed", FeedView("feed.xml", "", catalogue.site.name, updated, tuple(entries)))


def number(text: str) -> int:
    """A document number as a number; 0 if it has none."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 19 else 0


def sitemap(catalogue: Catalogue, addresses: Iterable[str]) -> Iterator[Page]:
    """`sitemap.xml`, `robots.txt`: every page, in order. More than fit in one sitemap become several, and an index of them."""
    if not catalogue.site.address:
        return
    every = sorted(set(addresses))
    if len(every) <= MOST_ADDRESSES:
        yield Page("sitemap.xml", "sitemap", SitemapView("sitemap.xml", "", "Sitemap", tuple(every)))
    else:
        parts = [every[at : at + MOST_ADDRESSES] for at in range(0, len(every), MOST_ADDRESSES)]
        saved = [f"sitemap-{at}.xml" for at in range(1, len(parts) + 1)]
        yield Page("sitemap.xml", "sitemaps", SitemapView("sitemap.xml", "", "Sitemaps", tuple(saved)))
        for name, part in zip(saved, parts, strict=True):
            yield Page(name, "sitemap", SitemapView(name, "", "Sitemap", tuple(part)))
    yield Page("robots.txt", "robots", SitemapView("robots.txt", "", "Robots", ("sitemap.xml",)))
