"""The stages of one document, in order, on one screen.

bytes -> read -> clean -> furniture -> masthead -> language -> structure -> summary -> Markdown and edits
"""

from __future__ import annotations

from dataclasses import dataclass

from readingroom.clean import REPAIRS, clean
from readingroom.describe import category, language, masthead, summary
from readingroom.document import Document, Edit, Finding, Source, Survey
from readingroom.structure import furniture, structure
from readingroom.structure.blocks import NAMES as STRUCTURE_NAMES
from readingroom.structure.furniture import NAMES as FURNITURE_NAMES
from readingroom.write import markdown

RULES = "6"
"""The version of the rules: raised when the same text would come out differently. It stands in every ledger."""


def version(off: frozenset[str] = frozenset()) -> str:
    """The version of the rules as a ledger has it: "1", or "1 without headings verse" where some are left out."""
    return " ".join([RULES, *(["without", *sorted(off)] if off else [])])


@dataclass(frozen=True, slots=True)
class Converted:
    """A text, its Markdown, and every change between the two."""

    document: Document
    body: str  # Markdown without its header
    edits: tuple[Edit, ...]  # body == apply(source.text, edits)


REPAIR_NAMES = frozenset(repair.name for repair in REPAIRS)
RULE_NAMES = REPAIR_NAMES | FURNITURE_NAMES | STRUCTURE_NAMES
"""What can be left out of a conversion, by name. Each has its page in docs/rules/."""


def convert(source: Source, survey: Survey, off: frozenset[str] = frozenset()) -> Converted:
    """Convert one text, without the rules named in `off`. Nothing is read or written here; equal arguments give an equal result."""
    lines = clean(source.text, off & REPAIR_NAMES)
    kept, dropped = furniture(lines, survey, off & FURNITURE_NAMES)
    head = masthead(kept, source.path, survey, dropped)
    lang = language("\n".join([line.text for line in head.rest]))
    del lines, kept  # of a large text each stage takes much memory, and the next one only what it needs
    blocks = structure(head.rest, survey, lang.value if lang else "", off & STRUCTURE_NAMES)
    others: tuple[Finding | None, ...] = (lang, summary(blocks), category(source.path))
    findings = (*head.findings, *(finding for finding in others if finding))
    document = Document(source, (*dropped, *head.dropped, *blocks), findings)
    del head, blocks, dropped
    body, edits = markdown(source, document.blocks)
    return Converted(document, body, edits)
