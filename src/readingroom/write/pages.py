"""Where the pages of the original begin, so that a page can be cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from readingroom.document import AnyBlock, Dropped

_LABEL = re.compile(r"\d{1,5}|\b[ivxlcdm]{1,7}\b")


@dataclass(frozen=True, slots=True)
class PageMarks:
    """What the pages are called, by form feeds or by the page numbers that were taken out."""

    labels: dict[int, str]  # page (form feeds before it) -> its number as printed, or counted
    breaks: tuple[tuple[int, str], ...]  # in a text without form feeds: (place in the source, the page that begins behind it)


def page_marks(blocks: Sequence[AnyBlock], dropped: Sequence[Dropped]) -> PageMarks:
    """What the source says about its pages. Without form feeds, a page number is taken for one at the foot of its page."""
    numbers = [(block.pieces[0], found[0]) for block in dropped if block.rule == "page-numbers" and (found := _LABEL.search(block.text))]
    pages = {piece.line.page for block in blocks for piece in block.pieces}
    if len(pages) > 1:
        labels = {page: str(page + 1) for page in pages}
        labels |= {piece.line.page: label for piece, label in numbers}
        return PageMarks(labels, ())
    breaks = [(piece.line.start, str(int(label) + 1)) for piece, label in numbers if label.isdigit()]
    return PageMarks({}, tuple(sorted(breaks)))
