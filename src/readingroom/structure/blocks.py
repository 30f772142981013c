"""Lines -> blocks: ask every rule at every place, then pass over what came out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readingroom.document import AnyBlock, Line, Survey
from readingroom.structure.footnotes import footnotes
from readingroom.structure.layout import Layout, lay_out
from readingroom.structure.passes import PASSES
from readingroom.structure.rules import RULES, Rule
from readingroom.survey import words_of


def name_of(rule: object) -> str:
    """What a rule or pass is called in ledgers and docs: its module, with hyphens."""
    return rule.__module__.rpartition(".")[2].replace("_", "-")


NAMES = frozenset(name_of(rule) for rule in (*RULES, *PASSES)) - {"paragraphs", "line-ends"} | {"hyphens", "footnotes"}
"""The rules and passes that can be left out."""


def structure(lines: Sequence[Line], survey: Survey, lang: str = "", off: frozenset[str] = frozenset()) -> tuple[AnyBlock, ...]:
    """The blocks of a text.

    `lines` are its body: furniture and masthead are gone. `lang` is "" where it is not known. `off` holds the names of rules and passes
    to leave out; ValueError for a name that none has.
    """
    if unknown := off - NAMES:
        raise ValueError(f"no rule is called {', '.join(sorted(unknown))}")
    words = survey.words or frozenset(words_of(lines))
    notes: tuple[AnyBlock, ...] = ()
    if "footnotes" not in off:
        lines, notes = footnotes(lines, words)
    layout = lay_out(lines, words)
    if off:
        layout = replace(layout, off=off)
    rules = tuple(rule for rule in RULES if name_of(rule) not in off) if off else RULES
    blocks = read_blocks(layout, rules)
    for step in PASSES:
        if not off or name_of(step) not in off:
            blocks = step(blocks, layout, lang)
    return tuple(sorted((*blocks, *notes), key=lambda block: block.pieces[0].line.start)) if notes else blocks


def read_blocks(layout: Layout, rules: Sequence[Rule] = RULES) -> tuple[AnyBlock, ...]:
    """One block after the other, the most confident rule's.

    `paragraph`, the last of `rules`, is the least confident of all: it is only asked where no other answers, since it may look far ahead.
    """
    *others, last = rules
    blocks: list[AnyBlock] = []
    at = 0
    while at < len(layout.rows):
        candidates = [candidate for rule in others if (candidate := rule(layout, at))]
        best = max(candidates, key=lambda candidate: candidate.confidence) if candidates else last(layout, at)
        assert best is not None
        blocks.append(best.block)
        at = best.next
    return tuple(blocks)
