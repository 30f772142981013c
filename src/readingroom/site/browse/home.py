"""The first page: what this collection is, and ways into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from readingroom.site.browse.collections import tree
from readingroom.site.browse.dates import Bar, timeline
from readingroom.site.browse.named import count
from readingroom.site.browse.shelves import Page
from readingroom.site.catalogue import Catalogue
from readingroom.site.rows import Counted, Entry, Leaf

OPENINGS = 6
MOST = 12
"""How many collections and authors the first page names before it says "all of them"."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A document and how it begins."""

    entry: Entry
    text: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """`index.html`."""

    save_as: str
    root: str
    title: str
    documents: int
    pages: int  # of a printed book
    first: str  # the earliest date, in words
    last: str
    languages: tuple[Counted, ...]
    collections: tuple[Counted, ...]
    more_collections: int
    authors: tuple[Counted, ...]
    more_authors: int
    bars: tuple[Bar, ...]
    openings: tuple[Opening, ...]


def home(catalogue: Catalogue, limit: int) -> Iterator[Page]:
    """`index.html`."""
    del limit  # nothing on this page grows
    leaves = catalogue.listed
    dated = [leaf.entry.when for leaf in leaves if leaf.entry.when.year is not None]
    languages = sorted(
        (link for link, _ in count((leaf.language, leaf.entry) for leaf in leaves if leaf.language)), key=lambda link: -link.count
    )
    authors = sorted(
        (link for link, _ in count((link, leaf.entry) for leaf in leaves for link in leaf.authors)), key=lambda link: -link.count
    )
    folders = [link for path, (link, _) in tree(catalogue).items() if len(path) == 1]
    words = sum(leaf.reading.words for leaf in leaves)
    view = HomeView(
        save_as="index.html",
        root="",
        title=catalogue.site.name,
        documents=len(leaves),
        pages=round(words / 300),
        first=str(dated[0].year) if dated else "",
        last=str(max(when.year for when in dated if when.year is not None)) if dated else "",
        languages=tuple(languages),
        collections=tuple(folders[:MOST]),
        more_collections=max(0, len(folders) - MOST),
        authors=tuple(authors[:MOST]),
        more_authors=max(0, len(authors) - MOST),
        bars=timeline([leaf.entry for leaf in leaves]),
        openings=openings(leaves, catalogue.site.lang),
    )
    yield Page("index.html", "index", view)


def openings(leaves: tuple[Leaf, ...], lang: str) -> tuple[Opening, ...]:
    """A few documents that have something to begin with: first those in the language of the site, from as many collections as can be;
    then a third in others, from as many languages. If none is in the site's, the language that most are in takes its place.

    Which they are depends on their addresses, so that a new document rarely changes the choice; each group is in order of date.
    """
    able = sorted(
        (leaf for leaf in leaves if leaf.reading.opening), key=lambda leaf: blake2b(leaf.save_as.encode("utf-8", "replace")).digest()
    )
    counts = Counter(_language(leaf) for leaf in able)
    own = lang.partition("-")[0].lower()
    main = own if counts[own] else max(counts, key=lambda name: (counts[name], name), default="")
    home = _varied([leaf for leaf in able if _language(leaf) == main], lambda leaf: leaf.entry.collection)
    away = _varied([leaf for leaf in able if _language(leaf) != main], _language)
    home = home[: OPENINGS - min(OPENINGS // 3, len(away))]
    away = away[: OPENINGS - len(home)]
    return tuple(Opening(leaf.entry, leaf.reading.opening) for group in (home, away) for leaf in sorted(group, key=_by_date))


def _language(leaf: Leaf) -> str:
    """The language of a document, whatever its country."""
    return leaf.entry.lang.partition("-")[0].lower()


def _by_date(leaf: Leaf) -> tuple[object, str]:
    return leaf.entry.when.order, leaf.save_as


def _varied(leaves: list[Leaf], kind: Callable[[Leaf], str]) -> list[Leaf]:
    """The first of each kind, then the second of each, and so on."""
    seen: Counter[str] = Counter()
    ranked = []
    for at, leaf in enumerate(leaves):
        seen[kind(leaf)] += 1
        ranked.append((seen[kind(leaf)], at, leaf))
    return [leaf for _, _, leaf in sorted(ranked, key=lambda item: item[:2])]
