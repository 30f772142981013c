"""Lines -> blocks: ask every rule at every place, then pass over what came out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readingroom.document import AnyBlock, Line, Survey
from readingroom.structure.layout import Layout, lay_out
from readingroom.structure.passes import PASSES
from readingroom.structure.rules import RULES

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*+")


def structure(lines: Sequence[Line], survey: Survey, lang: str = "") -> tuple[AnyBlock, ...]:
    """The blocks of a text. `lines` are its body: furniture and masthead are gone. `lang` is "" where it is not known."""
    words = survey.words | {word for line in lines for word in _WORD.findall(line.text.lower())} if not survey.words else survey.words
    layout = lay_out(lines, words)
    blocks = read_blocks(layout)
    for step in PASSES:
        blocks = step(blocks, layout, lang)
    return blocks


def read_blocks(layout: Layout) -> tuple[AnyBlock, ...]:
    """One block after the other, the most confident rule's."""
    blocks: list[AnyBlock] = []
    at = 0
    while at < len(layout.rows):
        candidates = [candidate for rule in RULES if (candidate := rule(layout, at))]
        best = max(candidates, key=lambda candidate: candidate.confidence)
        blocks.append(best.block)
        at = best.next
    return tuple(blocks)
