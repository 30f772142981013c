"""The stages of one document, in order, on one screen.

bytes -> read -> clean -> furniture -> masthead -> language -> structure -> summary -> Markdown and edits
"""

from __future__ import annotations

from dataclasses import dataclass

from readingroom.clean import clean
from readingroom.describe import category, language, masthead, summary
from readingroom.document import Document, Edit, Finding, Source, Survey
from readingroom.structure import furniture, structure
from readingroom.write import markdown

RULES = "1"
"""The version of the rules: raised when the same text would come out differently. It stands in every ledger."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A text, its Markdown, and every change between the two."""

    document: Document
    body: str  # Markdown without its header
    edits: tuple[Edit, ...]  # body == apply(source.text, edits)


def convert(source: Source, survey: Survey) -> Converted:
    """Convert one text. Nothing is read or written here; equal arguments give an equal result."""
    lines = clean(source.text)
    kept, dropped = furniture(lines, survey)
    head = masthead(kept, source.path, survey, dropped)
    lang = language("\n".join(line.text for line in head.rest))
    blocks = structure(head.rest, survey, lang.value if lang else "")
    others: tuple[Finding | None, ...] = (lang, summary(blocks), category(source.path))
    findings = (*head.findings, *(finding for finding in others if finding))
    document = Document(source, (*dropped, *head.dropped, *blocks), findings)
    body, edits = markdown(source, document.blocks)
    return Converted(document, body, edits)
