"""Numbers that count up faster than pages do: those of stanzas, verses, articles and short sections, on lines of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from readingroom.structure.layout import ends_sentence
from readingroom.structure.numbers import is_decorated, page_number

_DIGITS = re.compile(r"\d++")
_FEWEST = 3  # numbers of a series
_VERSE = 60  # characters; longer lines are prose
_PAGE = 15  # lines that are not blank; a page has more


def small_series(texts: Sequence[str]) -> frozenset[int]:
    """The places of lines that are such numbers.

    They look alike ("1.", "2."), count up by one from 1, stand nearer than pages do, and none of them stands in the middle of a sentence.
    """
    series: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, text in enumerate(texts):
        if len(text) < 30 and (number := page_number(text)) is not None and not is_decorated(text):
            series[_DIGITS.sub("#", text.strip())].append((at, number))
    found: set[int] = set()
    for members in series.values():
        for first in [place for place, (_, number) in enumerate(members) if number == 1]:
            last = first + 1
            while last < len(members) and members[last][1] == members[last - 1][1] + 1:
                last += 1
            run = [at for at, _ in members[first:last]]
            whole = all(at == 0 or ends_sentence(texts[at - 1].rstrip()) or _narrow(texts, at) for at in run)
            if whole and len(run) >= _FEWEST and median(after - before for before, after in pairwise(run)) < _PAGE:
                found.update(run)
    return frozenset(found)


def _narrow(texts: Sequence[str], at: int) -> bool:
    """Whether the lines above one are short, as verses are: they need no stops."""
    return all(len(text.strip()) < _VERSE for text in texts[max(0, at - 4) : at])
