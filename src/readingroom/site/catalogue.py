"""The collection as the templates see it (rows.py), sorted and complete. Pure: fields and readings in, a `Catalogue` out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from readingroom.header import split_names
from readingroom.registry import Entry as Registered
from readingroom.site import names
from readingroom.site.edtf import instant
from readingroom.site.leaves import entry_of, leaf_of, settled, split_tags, stated
from readingroom.site.rows import Entry, Item, Leaf, Sheet, Site


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
    drafts = sorted(((item, entry_of(item)) for item in items), key=lambda pair: (pair[1].when.order, pair[1].order, pair[1].url))
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
        leaves.append(leaf_of(item, entry, site, spelling, shelf[at - 1] if at else None, shelf[at + 1] if at + 1 < len(shelf) else None))
        keys.append(item.key)
    retired = _retired(registry)
    leaves = [settled(leaf, retired.get(leaf.path, ()) if not leaf.redacted else ()) for leaf in leaves]
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


def _aliases(leaves: Sequence[Leaf], registry: Sequence[Registered]) -> tuple[tuple[str, Entry], ...]:
    """Slugs that documents once had, or that had documents which are now part of others. What is not listed leaves no trace, nor does
    what is redacted: an old slug was made from words that may have been taken out."""
    by_path = {leaf.path: leaf.entry for leaf in leaves if leaf.listed and leaf.path and not leaf.redacted}
    taken = {names.fold(leaf.save_as.removeprefix("documents/").removesuffix(".html")) for leaf in leaves}
    found: dict[str, Entry] = {}
    for entry in registry:
        target = by_path.get(entry.lead or entry.path)
        for slug in (*entry.slugs, *((entry.slug,) if entry.lead else ())):
            if target and names.is_slug(slug) and names.fold(slug) not in taken:
                taken.add(names.fold(slug))
                found[slug] = target
    return tuple(sorted(found.items()))


def _names(item: Item) -> tuple[str, ...]:
    """All names in a document that have pages of their own."""
    return (*split_names(item.fields.get("authors", "")), *split_tags(item.fields.get("tags", "")))


def _spellings(found: Iterable[str]) -> dict[str, str]:
    """For each name, folded, the spelling that is shown: the most frequent one, then the first in order."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name in found:
        counts[names.fold(name)][name] += 1
    return {folded: min(forms, key=lambda form: (-forms[form], form)) for folded, forms in counts.items()}
