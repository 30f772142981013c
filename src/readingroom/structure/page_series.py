"""Page numbers known by their company: a number that stays where its neighbours go is a bullet in the middle of a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from itertools import pairwise

from readingroom.structure.numbers import counts_pages, page_number

_DIGITS = re.compile(r"\d++")
_FEWEST = 2  # numbers that something else shows to be those of pages; one alone may be an accident
_YEARS = range(1000, 2101)


def page_series(lone: Sequence[tuple[int, str]], known: Set[int]) -> list[int]:
    """The places of numbers that belong to a series of page numbers, though nothing but the series says so.

    `lone` are all lines that stand by themselves, with their places, in order; `known` the places of those that are page numbers. A
    series looks alike ("- 1 -", "- 2 -") and counts up by one from its first to its last.
    """
    series: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, text in lone:
        if (number := page_number(text)) is not None:
            series[_DIGITS.sub("#", text.strip())].append((at, number))
    found: list[int] = []
    for members in series.values():
        places = [at for at, _ in members]
        if len(known & set(places)) >= _FEWEST and all(after - before == 1 for (_, before), (_, after) in pairwise(members)):
            found += [at for at in places if at not in known]
    return found


def may_be_year(text: str) -> bool:
    """Whether a page number may as well be a year: 1887 under a poem."""
    return page_number(text) in _YEARS and not counts_pages(text)
