"""What machines ask for: feed, sitemap, robots.txt. Only a site that knows its address has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from readingroom.site.browse.shelves import Page
from readingroom.site.catalogue import Catalogue
from readingroom.site.edtf import instant
from readingroom.site.engine.collector import Collecting
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


@dataclass(frozen=True)
class Newest:
    """Collects which documents the feed shows: those that came last. `parameters` are how many, and whether the edition has a time."""

    parameters: tuple[int, bool]
    name = "feed"

    def sees(self, leaf: Leaf) -> tuple[object, ...]:
        """What decides the order of documents, and whether Atom's time can be said of one."""
        when = leaf.entry.when
        return leaf.entry.number, when.order if when.words else (), when.edtf, leaf.entry.order, leaf.entry.url

    def map(self, seen: Any) -> Iterator[tuple[str, Any]]:
        """A document that has a time, be it that of the edition."""
        count, order, edtf, *title = seen
        if self.parameters[1] or instant(edtf):
            yield "feed.xml", (number(count), order, *title)

    def reduce(self, key: str, values: Mapping[str, Any]) -> tuple[str, ...]:
        """The ids of documents, the newest first; among those of one number and day, in the order of their titles."""
        del key  # there is one feed
        ids = sorted(values, key=lambda name: values[name][2:])
        ids.sort(key=lambda name: values[name][:2], reverse=True)
        return tuple(ids[: self.parameters[0]])


def feed(catalogue: Catalogue, most: int, collecting: Collecting) -> Iterator[Page]:
    """`feed.xml`: the documents that came last. Atom wants a time for each: that of the edition, or the document's own day. A document
    without either is left out; a time is never invented."""
    if not catalogue.site.feed:
        return
    edition = instant(catalogue.edition_date)
    documents = {leaf.save_as: leaf for leaf in catalogue.listed}
    newest = collecting(Newest((most, bool(edition))), documents.items()).get("feed.xml", ())
    entries = []
    for leaf in map(documents.__getitem__, newest):
        published = instant(leaf.entry.when.edtf)
        entries.append(FeedEntry(leaf, edition or published, published))
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
