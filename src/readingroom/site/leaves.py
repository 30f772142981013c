"""The rows of one document, from what the reader left of it: its `Entry` for lists, its `Leaf` for its page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from readingroom.header import split_names
from readingroom.site import languages, names
from readingroom.site.edtf import moment
from readingroom.site.rows import Entry, Item, Leaf, Link, Neighbour, Site
from readingroom.site.urls import author_url, collection_url, date_url, language_url, page_file, tag_url

SHOWN_APART = frozenset(["x-subtitle", "x-rights", "x-holder", "x-shelfmark", "x-number", "x-first-edition"])


def stated(fields: Mapping[str, str]) -> str:
    """The date of a document as its header states it, in EDTF."""
    return fields.get("date", "")[:10] or fields.get("issued", "")


def split_tags(value: str) -> tuple[str, ...]:
    """Tags as written: by semicolons if there are any, else by commas, as Pelican has it."""
    parts = value.split(";" if ";" in value else ",")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def entry_of(item: Item) -> Entry:
    """The row of a document for lists."""
    fields = item.fields
    lang = languages.tag(fields.get("lang", ""))
    title = fields.get("title", "")
    label = title or item.reading.incipit or fields.get("source", "") or item.slug
    return Entry(
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


def leaf_of(item: Item, entry: Entry, site: Site, spelling: Mapping[str, str], earlier: Entry | None, later: Entry | None) -> Leaf:
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


def settled(leaf: Leaf, retired: tuple[tuple[str, str], ...]) -> Leaf:
    """A leaf with links to where its passages stand now, and without the list of all of them."""
    if not retired and not leaf.reading.places:
        return leaf
    places = dict(leaf.reading.places)
    links = tuple((old, (f"{leaf.pages[places[new]].url}#{new}" if new in places else f"#{new}") if new else "") for old, new in retired)
    return replace(leaf, retired=links, reading=replace(leaf.reading, places=()))


def renewed(leaf: Leaf, item: Item, site: Site) -> Leaf:
    """A document's page after the document alone was read again: its place among the others stays, until all are looked at."""
    fresh = settled(leaf_of(item, entry_of(item), site, {}, None, None), ())
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
