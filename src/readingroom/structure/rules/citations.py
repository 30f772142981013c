"""Where a quotation is from: a source in parentheses, in a paragraph of its own."""

from __future__ import annotations

import re

from readingroom.document import Paragraph
from readingroom.structure.layout import Layout
from readingroom.structure.rules.candidate import Candidate

_OPENING = re.compile(r"[(（\[][\w\"“„«‘'*_]")
_CLOSING = re.compile(r"[)）\]][.。]?$")
_SOURCE = re.compile(
    r"\d{3,4}|\b(?:pp?|ed|vol|no|cit|ibid|op|S|s|c)\.\s?\d|\bpp?\.|[“”„«»\"*_]|\b(?:ed|vol|no|cit|ibid|op)\.", re.IGNORECASE
)
_LONGEST = 400  # characters
_MOST = 8  # lines, in a narrow column


def is_source(text: str) -> bool:
    """Whether a text is nothing but a source in parentheses: at least two of a year, a page, a volume, a title in quotation marks."""
    if len(text) >= _LONGEST or not _OPENING.match(text) or not _CLOSING.search(text, max(0, len(text) - 3)):
        return False
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "([（") - (sign in ")]）")
        if depth <= 0 and at < len(text) - 2:
            return False  # the first parenthesis closes early, and something follows
    return len(_SOURCE.findall(text)) > 1 and (text[0] != "[" or any(map(str.isdigit, text)))  # what a picture shows is no source


def citation(layout: Layout, at: int) -> Candidate | None:
    """A source in parentheses below the end of a sentence, up to the line on which the parentheses close."""
    end = source_end(layout, at)
    if not end:
        return None
    pieces = tuple(row.piece for row in layout.rows[at:end])
    return Candidate(Paragraph(pieces=pieces, rule="citations", confidence=0.8), 0.8, "a source in parentheses", end)


def source_end(layout: Layout, at: int) -> int:
    """The row behind a source in parentheses that begins with row `at`; 0: none does, or its last line is full and may go on."""
    rows = layout.rows
    if rows[at].text[0] not in "(（[" or at == 0 or not rows[at - 1].closed:
        return 0
    text = ""
    for end in range(at + 1, min(len(rows), at + _MOST) + 1):
        text = f"{text} {rows[end - 1].text}".strip()
        if _CLOSING.search(text, max(0, len(text) - 3)) and is_source(text):
            apart = end == len(rows) or rows[end].gap > layout.lead or layout.room(end) > layout.ruler.letter
            return end if apart and layout.measure else 0
        if end == len(rows) or rows[end].gap > layout.lead or rows[end].mark:
            return 0
    return 0
