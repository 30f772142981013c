"""What this site was built from, and with what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version

from readingroom.site.browse.shelves import Page
from readingroom.site.catalogue import Catalogue

TOOLS = ("readingroom", "pelican", "Jinja2", "Markdown", "pyromark")


@dataclass(frozen=True, slots=True)
class ColophonView:
    """`colophon.html`."""

    save_as: str
    root: str
    title: str
    documents: int
    by_hand: int
    redacted: int
    words: int
    digest: str  # SHA-256 over the addresses and hashes of all sources
    edition: str
    edition_date: str
    versions: tuple[tuple[str, str], ...]
    endings: str = ""  # the page that says which of the Endings principles are met; "" if there is none


def colophon(catalogue: Catalogue, limit: int) -> Iterator[Page]:
    """`colophon.html`."""
    del limit  # no list on it
    leaves = catalogue.listed
    lines = sorted(f"{leaf.sha256}  {leaf.path}\n" for leaf in leaves if leaf.sha256)
    view = ColophonView(
        save_as="colophon.html",
        root="",
        title="Colophon",
        documents=len(leaves),
        by_hand=sum(not leaf.path for leaf in leaves),
        redacted=sum(leaf.redacted for leaf in leaves),
        words=sum(leaf.reading.words for leaf in leaves),
        digest=sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest() if lines else "",
        edition=catalogue.edition,
        edition_date=catalogue.edition_date,
        versions=tuple((tool, version(tool)) for tool in TOOLS),
        endings=next((sheet.url for key, sheet in catalogue.sheets.items() if key == "pages/endings.md"), ""),
    )
    yield Page("colophon.html", "colophon", view)
