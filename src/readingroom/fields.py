"""The header of a document, from three hands: found in the text, corrected in the spreadsheet, edited in the Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from readingroom.corrections import NONE
from readingroom.document import Finding
from readingroom.header import ORDER, join_names, split_names
from readingroom.ledger import Ledger
from readingroom.registry import Entry

OURS = frozenset({"Source", "Source-SHA256", "X-Number"})
"""Fields that say where a document comes from: a hand can't change them, they are set right again."""
EXTRA = frozenset({"subtitle", "kicker", "place"})
"""What is found and has no field of its own in Pelican: the header has it behind "X-"."""
_SPELT = {name.lower(): name for name in ORDER}


def compose(found: Iterable[Finding], corrected: Mapping[str, str], entry: Entry, sha256: str) -> dict[str, str]:
    """The fields of a document before a hand touches them. "-" in the spreadsheet takes a found value away."""
    fields = {finding.field.capitalize(): finding.value for finding in found if finding.field not in EXTRA}
    fields |= {f"X-{finding.field.capitalize()}": finding.value for finding in found if finding.field in EXTRA}
    fields |= corrected
    fields = {name: value for name, value in fields.items() if value and value != NONE}
    if "Authors" in fields:  # "Tolstoy, Leo" is one person
        fields["Authors"] = join_names(split_names(fields["Authors"]))
    if "Title" not in fields:
        fields["Title"] = PurePosixPath(entry.path).stem
    if fields.get("Status") == "published":
        del fields["Status"]  # what every document is
    return {**fields, "Slug": entry.slug, "Source": entry.path, "Source-SHA256": sha256, "X-Number": str(entry.number)}


def by_hand(ledger: Ledger, now: Mapping[str, str]) -> dict[str, str]:
    """Which fields of the Markdown were changed since it was written: field -> value, "" where a hand took it out.

    A header without its source is cut short: what it lacks, nobody took out.
    """
    now = {_SPELT.get(name.lower(), name): value for name, value in now.items()}
    names = dict.fromkeys((*ledger.header, *now) if "Source" in now else now)
    return {name: now.get(name, "") for name in names if name not in OURS and now.get(name, "") != ledger.header.get(name, "")}


def conflicts(hand: Mapping[str, str], corrected: Mapping[str, str]) -> list[str]:
    """Fields of which hand and spreadsheet say different things, as sentences. The hand's word stands."""
    return [
        f"{name}: the Markdown says {value or 'nothing'!r}, metadata.csv says {corrected[name]!r}"
        for name, value in hand.items()
        if name in corrected and corrected[name] != (value or NONE) and not (name in ("Date", "Issued") and corrected[name] == NONE)
    ]
