"""What this site was built from, and with what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256 as sha256_of
from importlib.metadata import version
from typing import Any

from readingroom.site.browse.shelves import Page
from readingroom.site.catalogue import Catalogue
from readingroom.site.engine.collector import Collecting
from readingroom.site.rows import Leaf

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


class Totals:
    """Collects what the colophon says of all documents together."""

    name = "colophon"
    parameters = ()

    def sees(self, leaf: Leaf) -> tuple[str, str, bool, int]:
        """The text of a document, whether passages were taken out, and its words."""
        return leaf.path, leaf.sha256, leaf.redacted, leaf.reading.words

    def map(self, seen: Any) -> Iterator[tuple[str, Any]]:
        """Each document counts."""
        yield "colophon.html", seen

    def reduce(self, key: str, values: Mapping[str, Any]) -> tuple[int, int, int, int, str]:
        """Documents, those by hand, those redacted, words, and the digest of the list of sources."""
        del key  # there is one colophon
        lines = sorted(f"{sha256}  {path}\n" for path, sha256, _, _ in values.values() if sha256)
        return (
            len(values),
            sum(not path for path, _, _, _ in values.values()),
            sum(redacted for _, _, redacted, _ in values.values()),
            sum(words for _, _, _, words in values.values()),
            sha256_of("".join(lines).encode("utf-8", "surrogateescape")).hexdigest() if lines else "",
        )


def colophon(catalogue: Catalogue, collecting: Collecting) -> Iterator[Page]:
    """`colophon.html`."""
    totals = collecting(Totals(), ((leaf.save_as, leaf) for leaf in catalogue.listed))
    documents, by_hand, redacted, words, digest = totals.get("colophon.html", (0, 0, 0, 0, ""))
    view = ColophonView(
        save_as="colophon.html",
        root="",
        title="Colophon",
        documents=documents,
        by_hand=by_hand,
        redacted=redacted,
        words=words,
        digest=digest,
        edition=catalogue.edition,
        edition_date=catalogue.edition_date,
        versions=tuple((tool, version(tool)) for tool in TOOLS),
        endings=next((sheet.url for key, sheet in catalogue.sheets.items() if key == "pages/endings.md"), ""),
    )
    yield Page("colophon.html", "colophon", view)
