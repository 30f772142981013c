"""The stages of one document, in order, on one screen.

bytes -> read -> clean -> apparatus -> furniture -> masthead -> language -> structure -> summary -> Markdown and edits

The stages are imported when a text is converted: where none is, their hundreds of patterns would be half the time of a build.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from readingroom.document import Document, Edit, Finding, Source, Survey

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


@cache
def rules_by_stage() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """The names of the rules that clean, that find apparatus and furniture, that structure."""
    from readingroom.clean import REPAIRS
    from readingroom.structure.apparatus import NAMES as APPARATUS
    from readingroom.structure.blocks import NAMES
    from readingroom.structure.furniture import NAMES as FURNITURE

    return frozenset(repair.name for repair in REPAIRS), APPARATUS, FURNITURE, NAMES


def rule_names() -> frozenset[str]:
    """What can be left out of a conversion, by name. Each has its page in docs/rules/."""
    return frozenset().union(*rules_by_stage())


def convert(source: Source, survey: Survey, off: frozenset[str] = frozenset()) -> Converted:
    """Convert one text, without the rules named in `off`. Nothing is read or written here; equal arguments give an equal result."""
    from readingroom.clean import clean
    from readingroom.describe import category, language, masthead, summary
    from readingroom.structure import apparatus, furniture, structure
    from readingroom.write import markdown

    repairs, frames, edges, rules = rules_by_stage()
    lines = clean(source.text, off & repairs)
    repaired = [edit for line in lines if line.edits for edit in line.edits]
    lines, around = apparatus(lines, off & frames)
    kept, dropped = furniture(lines, survey, off & edges)
    head = masthead(kept, source.path, survey, dropped, [block.text for block in around if block.rule == "edition-notices"])
    lang = language("\n".join([line.text for line in head.rest]))
    del lines, kept  # of a large text each stage takes much memory, and the next one only what it needs
    blocks = structure(head.rest, survey, lang.value if lang else "", off & rules)
    others: tuple[Finding | None, ...] = (lang, summary(blocks), category(source.path))
    findings = (*head.findings, *(finding for finding in others if finding))
    document = Document(source, (*around, *dropped, *head.dropped, *blocks), findings)
    del head, blocks, dropped, around
    body, edits = markdown(source, document.blocks, repaired)
    return Converted(document, body, edits)
