"""The pages of a long document after its first, which is the document's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from readingroom.site.rows import Leaf, Link, Site


@dataclass(frozen=True, slots=True)
class PageView:
    """`documents/<slug>~2.html` and so on. Its template is given the document besides."""

    save_as: str
    root: str
    number: int
    name: str  # the heading with which it begins; "" for one without
    url: str
    earlier: Link
    later: Link | None
    citation: tuple[str, ...]


def pages(leaf: Leaf, save_as: str, site: Site) -> Iterator[PageView]:
    """All pages of a document but the first, which is `save_as`."""
    folder = save_as.rpartition("/")[0]
    for at, page in enumerate(leaf.pages[1:], 1):
        url = f"{folder}/{page.url}"
        name = f"“{page.name}”" if page.name else ""
        part = f"Part {at + 1}{f', {name}' if name else ''}."
        address = (f"{site.address}{url}",) if site.address else ()
        known = leaf.citation[: len(leaf.citation) - len(address)]
        yield PageView(
            save_as=unquote(url),
            root=leaf.root,
            number=at + 1,
            name=page.name,
            url=url,
            earlier=replace(leaf.pages[at - 1], name=leaf.pages[at - 1].name or f"Part {at}"),
            later=replace(leaf.pages[at + 1], name=leaf.pages[at + 1].name or f"Part {at + 2}") if at + 1 < len(leaf.pages) else None,
            citation=(*known, part, *address),
        )
