"""Running heads, page numbers and footers: what the print repeats and the text does not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from readingroom.document import Dropped, Line, Survey, whole
from readingroom.survey import alone, edges, fold, windows

_NUMBER = re.compile(r"[-–—\[(|.\s]*+(?:[^\W\d_]{1,8}[.:]?\s?)?+\d{1,4}(?:\s?(?:[^\W\d_]{1,4}|/)\s?\d{1,4})?+[-–—\])|.\s]*+")


def furniture(lines: Sequence[Line], survey: Survey) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """Part the lines of a text into (those that stay, what was dropped with its rule)."""
    filled = [line for line in lines if not line.blank]
    rules: dict[int, str] = {}  # line number -> rule
    heads = _repeated(filled)
    for start, end in edges(filled):
        near = filled[start:end]
        for first, last, text in windows([line.text for line in near]):
            known = text in survey.furniture and " " in text and (last == len(near) or start > 0 or len(text) > 20)
            if known and not _NUMBER.fullmatch(near[first].text):
                rules.update((line.number, "footer" if first else "running-head") for line in near[first:last])
        for line in near:
            if fold(line.text) in heads:
                rules.setdefault(line.number, "running-head")
    for line in _edge_numbers(filled, rules):
        rules[line.number] = "page-number"
    for group in alone(lines):
        if all(_NUMBER.fullmatch(line.text.strip()) or fold(line.text) in survey.furniture for line in group) and any(
            _NUMBER.fullmatch(line.text.strip()) for line in group
        ):
            for line in group:
                rules[line.number] = "page-number" if _NUMBER.fullmatch(line.text.strip()) else "running-head"
    if filled and len(rules) >= len(filled):
        rules = {}
    kept = tuple(line for line in lines if line.number not in rules)
    dropped = tuple(Dropped(pieces=(whole(line),), rule=rules[line.number]) for line in filled if line.number in rules)
    return kept, dropped


def _repeated(filled: Sequence[Line]) -> set[str]:
    """Lines that stand at the top or the bottom of several pages of this text."""
    counts: Counter[str] = Counter()
    for start, end in edges(filled):
        counts.update({fold(line.text) for line in (*filled[start : start + 2], *filled[max(start, end - 2) : end]) if not _NUMBER.fullmatch(line.text.strip())})
    pages = (filled[-1].page - filled[0].page + 1) if filled else 1
    return {text for text, count in counts.items() if pages > 1 and count > max(2, pages // 2)}


def _edge_numbers(filled: Sequence[Line], rules: dict[int, str]) -> list[Line]:
    """Numbers by themselves at the first or last line of a page."""
    found = []
    for start, end in edges(filled):
        rest = [line for line in filled[start:end] if line.number not in rules]
        for line in rest[:1] + rest[-1:]:
            if _NUMBER.fullmatch(line.text.strip()) and filled[-1].page > filled[0].page:
                found.append(line)
    last = filled[-1:] if filled else []
    return found + [line for line in last if _NUMBER.fullmatch(line.text.strip())]
