"""The collection as the templates see it: frozen rows, sorted, complete, and with nothing in them that a page doesn't show.

Pure: fields and readings in, a `Catalogue` out. Templates get `site`, and `view`, `article` or `page`; a list is given `Entry`s, the
page of a document its `Leaf`. What a page shows is in the rows it is given, so that equal rows mean an equal page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from readingroom.header import split_names
from readingroom.registry import Entry as Registered
from readingroom.site import languages, names
from readingroom.site.body import Heading, Reading
from readingroom.site.edtf import Moment, instant, moment

NEVER = Moment()
UNREAD = Reading()


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads somewhere inside the site. `url` is relative to the top."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A name in a list, with how many documents it leads to."""

    name: str
    url: str
    count: int
    order: str = ""  # for sorting


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The document before or after another."""

    name: str
    url: str
    lang: str


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows."""

    name: str
    subtitle: str = ""
    lang: str = "en"
    address: str = ""  # with a slash at its end; "" if the site has none
    rights: str = ""
    feed: str = ""  # "" if it has none
    menu: tuple[Link, ...] = ()
    pages: tuple[Link, ...] = ()  # written by hand


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as a list shows it."""

    title: str
    url: str
    untitled: bool = False  # the text states no title: `title` is its first words
    authors: tuple[str, ...] = ()
    when: Moment = NEVER
    lang: str = ""
    dir: str = "auto"
    summary: str = ""
    number: str = ""
    order: str = ""  # of the title
    collection: str = ""  # the folder path


@dataclass(frozen=True, slots=True)
class Leaf:
    """The page of a document."""

    entry: Entry
    save_as: str
    root: str  # from this page to the top: "../"
    authors: tuple[Link, ...] = ()
    tags: tuple[Link, ...] = ()
    collection: tuple[Link, ...] = ()  # from the outermost folder inwards
    language: Link | None = None
    date: Link | None = None  # its words, leading to its year
    subtitle: str = ""
    rights: str = ""
    holder: str = ""
    shelfmark: str = ""
    more: tuple[tuple[str, str], ...] = ()  # other fields, by name
    path: str = ""  # under texts/; "" if written by hand
    sha256: str = ""  # of the source
    source: str = ""  # the page of its source; "" if there is none
    citation: tuple[str, ...] = ()  # its parts, each in its own direction of writing; they end in their punctuation
    reading: Reading = UNREAD
    earlier: Neighbour | None = None  # in its collection
    later: Neighbour | None = None
    retired: tuple[tuple[str, str], ...] = ()  # passages that were published and have changed: id then, link to what is there now or ""
    pages: tuple[Link, ...] = ()  # of this document, if it has several: the heading and the file of each, all in one folder
    listed: bool = True
    redacted: bool = False  # passages were taken out by hand: neither source nor old addresses are published


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page written by hand."""

    title: str
    url: str
    save_as: str
    root: str
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class Item:
    """What the catalogue is made from: a document as the reader left it."""

    key: str  # its file under content/
    fields: Mapping[str, str]  # of its header, by lower-case name
    reading: Reading
    slug: str
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole collection. `leaves` has a page for every document, in order of date; `entries` those that lists show."""

    site: Site
    leaves: tuple[Leaf, ...]
    by_key: Mapping[str, Leaf]
    sheets: Mapping[str, Sheet]
    edition: str = ""  # its number
    edition_date: str = ""  # its day
    aliases: tuple[tuple[str, Entry], ...] = ()  # slugs that documents once had, and what has them now

    @property
    def listed(self) -> tuple[Leaf, ...]:
        """The documents that lists may show."""
        return tuple(leaf for leaf in self.leaves if leaf.listed)


SHOWN_APART = frozenset(["x-subtitle", "x-rights", "x-holder", "x-shelfmark", "x-number", "x-first-edition"])


def catalogue(
    items: Iterable[Item],
    site: Site,
    sheets: Mapping[str, Sheet],
    edition: str = "",
    edition_date: str = "",
    registry: Sequence[Registered] = (),
) -> Catalogue:
    """Build the catalogue. The order of `items` does not matter; `sheets` are the pages written by hand, by their files; `registry` says
    which addresses once were."""
    items = tuple(items)
    if site.address and (instant(edition_date) or any(item.listed and instant(stated(item.fields)) for item in items)):
        site = replace(site, feed="feed.xml")
    drafts = sorted((_draft(item) for item in items), key=lambda pair: (pair[1].when.order, pair[1].order, pair[1].url))
    spelling = _spellings(name for item, _ in drafts for name in _names(item))
    shelves: dict[str, list[Entry]] = defaultdict(list)
    for item, entry in drafts:
        if item.listed:
            shelves[entry.collection].append(entry)
    places = {entry.url: (shelf, at) for shelf in shelves.values() for at, entry in enumerate(shelf)}
    leaves = []
    keys = []
    for item, entry in drafts:
        shelf, at = places.get(entry.url, ((), 0))
        leaves.append(_leaf(item, entry, site, spelling, shelf[at - 1] if at else None, shelf[at + 1] if at + 1 < len(shelf) else None))
        keys.append(item.key)
    retired = _retired(registry)
    leaves = [_settled(leaf, retired.get(leaf.path, ()) if not leaf.redacted else ()) for leaf in leaves]
    by_key = dict(zip(keys, leaves, strict=True))
    return Catalogue(site, tuple(leaves), by_key, sheets, edition, edition_date, _aliases(leaves, registry))


def _retired(registry: Sequence[Registered]) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each text that has them: the passages that were published and have changed, each with its id then and its id now."""
    found = {}
    for entry in registry:
        pairs = [alias[1:].partition("=") for alias in entry.aliases if alias.startswith("#")]
        if pairs:
            found[entry.path] = tuple((old, new) for old, _, new in pairs)
    return found


def _settled(leaf: Leaf, retired: tuple[tuple[str, str], ...]) -> Leaf:
    """A leaf with links to where its passages stand now, and without the list of all of them."""
    if not retired and not leaf.reading.places:
        return leaf
    places = dict(leaf.reading.places)
    links = tuple((old, (f"{leaf.pages[places[new]].url}#{new}" if new in places else f"#{new}") if new else "") for old, new in retired)
    return replace(leaf, retired=links, reading=replace(leaf.reading, places=()))


def _aliases(leaves: Sequence[Leaf], registry: Sequence[Registered]) -> tuple[tuple[str, Entry], ...]:
    """Slugs that documents once had, or that had documents which are now part of others. What is not listed leaves no trace, nor does
    what is redacted: an old slug was made from words that may have been taken out."""
    by_path = {leaf.path: leaf.entry for leaf in leaves if leaf.listed and leaf.path and not leaf.redacted}
    taken = {names.fold(leaf.save_as.removeprefix("documents/").removesuffix(".html")) for leaf in leaves}
    found: dict[str, Entry] = {}
    for entry in registry:
        moved = next((alias[1:].replace("%20", " ") for alias in entry.aliases if alias.startswith("@")), "")
        target = by_path.get(moved or entry.path)
        for slug in (*(alias for alias in entry.aliases if alias[0] not in "#@"), *((entry.slug,) if moved else ())):
            if target and names.is_slug(slug) and names.fold(slug) not in taken:
                taken.add(names.fold(slug))
                found[slug] = target
    return tuple(sorted(found.items()))


def stated(fields: Mapping[str, str]) -> str:
    """The date of a document as its header states it, in EDTF."""
    return fields.get("date", "")[:10] or fields.get("issued", "")


def _names(item: Item) -> tuple[str, ...]:
    """All names in a document that have pages of their own."""
    return (*split_names(item.fields.get("authors", "")), *split_tags(item.fields.get("tags", "")))


def _spellings(found: Iterable[str]) -> dict[str, str]:
    """For each name, folded, the spelling that is shown: the most frequent one, then the first in order."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name in found:
        counts[names.fold(name)][name] += 1
    return {folded: min(forms, key=lambda form: (-forms[form], form)) for folded, forms in counts.items()}


def split_tags(value: str) -> tuple[str, ...]:
    """Tags as written: by semicolons if there are any, else by commas, as Pelican has it."""
    parts = value.split(";" if ";" in value else ",")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _draft(item: Item) -> tuple[Item, Entry]:
    """A document with its row for lists."""
    fields = item.fields
    lang = languages.tag(fields.get("lang", ""))
    title = fields.get("title", "")
    label = title or item.reading.incipit or fields.get("source", "") or item.slug
    return item, Entry(
        title=label,
        url=f"documents/{names.url(item.slug)}.html",
        untitled=not title,
        authors=split_names(fields.get("authors", "")),
        when=moment(stated(fields)),
        lang=lang,
        dir=languages.direction(lang),
        summary=fields.get("summary", ""),
        number=fields.get("x-number", ""),
        order=names.order(languages.without_article(label, lang)),
        collection="/".join(part.strip() for part in fields.get("category", "").split("/") if part.strip()),
    )


def _leaf(item: Item, entry: Entry, site: Site, spelling: Mapping[str, str], earlier: Entry | None, later: Entry | None) -> Leaf:
    """The page of a document."""
    fields = item.fields
    parts = entry.collection.split("/") if entry.collection else []
    when = entry.when
    collection = tuple(Link(part, collection_url(parts[: at + 1])) for at, part in enumerate(parts))
    year = when.year if when.year is not None else when.decade
    redacted = fields.get("status", "").lower() == "redacted"
    return Leaf(
        entry=entry,
        save_as=f"documents/{item.slug}.html",
        root="../",
        authors=tuple(Link(spelling.get(names.fold(name), name), author_url(name)) for name in entry.authors),
        tags=tuple(Link(spelling.get(names.fold(name), name), tag_url(name)) for name in split_tags(fields.get("tags", ""))),
        collection=collection,
        language=Link(languages.name(entry.lang), language_url(entry.lang)) if entry.lang else None,
        date=Link(when.words, date_url(when) if year is not None else "") if when.words else None,
        subtitle=fields.get("x-subtitle", ""),
        rights=fields.get("x-rights", "") or site.rights,
        holder=fields.get("x-holder", ""),
        shelfmark=fields.get("x-shelfmark", ""),
        more=tuple((_label(name), value) for name, value in fields.items() if name.startswith("x-") and name not in SHOWN_APART and value),
        path=fields.get("source", ""),
        sha256="" if redacted else fields.get("source-sha256", ""),
        source=f"sources/{names.url(item.slug)}.html" if fields.get("source") and item.listed and not redacted else "",
        citation=_citation(entry, site),
        reading=item.reading,
        pages=tuple(Link(name, page_file(item.slug, at)) for at, name in enumerate(item.reading.pages, 1)),
        earlier=Neighbour(earlier.title, earlier.url, earlier.lang) if earlier else None,
        later=Neighbour(later.title, later.url, later.lang) if later else None,
        listed=item.listed,
        redacted=redacted,
    )


def renewed(leaf: Leaf, item: Item, site: Site) -> Leaf:
    """A document's page after the document alone was read again: its place among the others stays, until all are looked at."""
    fresh = _settled(_leaf(*_draft(item), site, {}, None, None), ())
    return replace(fresh, earlier=leaf.earlier, later=leaf.later, retired=leaf.retired, source=leaf.source)


def _label(name: str) -> str:
    """The name of a field as a label: "x-place-of-writing" -> "Place of writing"."""
    return re.sub(r"[-_]+", " ", name.removeprefix("x-")).strip().capitalize()


def _citation(entry: Entry, site: Site) -> tuple[str, ...]:
    """How to cite a document: only what is known of it."""
    authors = entry.authors
    people = authors[0] if len(authors) == 1 else " and ".join((", ".join(authors[:-1]), authors[-1])) if authors else ""
    title = f"[{entry.title}]" if entry.untitled else f"“{entry.title}”"
    place = ", ".join(filter(None, (entry.collection.replace("/", ", "), f"document {entry.number}" if entry.number else "")))
    first = [part for part in (people, title, entry.when.words) if part]
    parts = [
        *(f"{part}," for part in first[:-1]),
        f"{first[-1]}.",
        f"{place}." if place else "",
        f"{site.name}.",
        f"{site.address}{entry.url}" if site.address else "",
    ]
    return tuple(part for part in parts if part)


def page_file(slug: str, number: int) -> str:
    """A page of a document, as a link from another one of its pages. No slug holds the sign, so no other document has this address."""
    return f"{names.url(slug)}{f'~{number}' if number > 1 else ''}.html"


# -- addresses ------------------------------------------------------------------------------------------------------------


def collection_url(parts: Iterable[str]) -> str:
    """The page of a folder: every part of its path is a part of the address, so that 1931/letters and 1932/letters stay apart."""
    return "collections/" + "/".join(names.slug(part) for part in parts) + ".html"


def author_url(name: str) -> str:
    """The page of a person."""
    return f"authors/{names.slug(name)}.html"


def tag_url(name: str) -> str:
    """The page of a tag."""
    return f"tags/{names.slug(name)}.html"


def language_url(lang: str) -> str:
    """The page of a language."""
    return f"languages/{names.slug(lang)}.html"


def date_url(when: Moment) -> str:
    """The page of the year of a date; of its decade if only that is known."""
    if when.year is not None:
        return f"dates/{year_slug(when.year)}.html"
    return f"dates/{year_slug(when.decade)}s.html" if when.decade is not None else "dates/undated.html"


def year_slug(year: int) -> str:
    """A year as part of an address; before Christ with the letters bc."""
    return f"{year:04}" if year >= 0 else f"{1 - year:04}-bc"


by_title = attrgetter("order", "when.order", "url")
by_date = attrgetter("when.order", "order", "url")

__all__ = ["Catalogue", "Counted", "Entry", "Heading", "Item", "Leaf", "Link", "Neighbour", "Sheet", "Site", "catalogue", "renewed"]
