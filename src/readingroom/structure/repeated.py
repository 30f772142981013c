"""Running heads: lines that are the same at the edges of several pages of one text, in the same place, but for numbers that count.

A line may come again at the edge of a page by chance: a short answer in a record of court, a rubric, the heading of the next paragraph of a
law. So it has to come on pages that follow each other, on enough of them, and where its numbers differ they have to count the pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from readingroom.structure.layout import ends_sentence, spoken
from readingroom.survey import WIDEST

_NUMBER = re.compile(r"\d++")
_WIDE = re.compile(r"\S\s{3,}+\S")
_LABELLED = re.compile(r"\W*+[^\W\d_]{1,12}[.:]?\s?\d{1,4}\W*+|\W*+第?\s?\d{1,4}\s?[^\W\d_]{0,2}\W*+")
_OPEN = (",", ";", ":", "：", "，", "、", "_", "-", "—")
_SHARE = 5  # one page in so many has the head of a chapter
_FEW = 6  # pages, up to which two are enough
_NEAR = 2  # pages: heads of the left and of the right page take turns

Place = tuple[int, int, int]
"""Page, place of a line, and its distance from the edge: 0, 1 from the top, -1, -2 from the foot."""


def repeated(texts: Callable[[int], str], keys: Callable[[int], str], edges: Sequence[Sequence[tuple[int, int]]]) -> set[int]:
    """The places of the lines that are running heads by what else the text has at the edges of its pages.

    `edges` are for each page its (place, distance from the edge); `texts` gives the text of a line and `keys` what of it has to repeat.
    """
    groups: dict[str, list[Place]] = defaultdict(list)
    for page, rows in enumerate(edges):
        for at, distance in rows:
            key = keys(at)
            if key and len(key) <= WIDEST and any(map(str.isalpha, key)):
                groups[key].append((page, at, distance))
    found: set[int] = set()
    for members in groups.values():
        if len(members) > 1 and (counting := _counting(members, texts)) and _runs(counting, len(edges), texts(counting[0][1])):
            found.update([at for _, at, _ in counting])
    return found


def _counting(members: Sequence[Place], texts: Callable[[int], str]) -> list[Place]:
    """Those of some lines alike whose numbers all stay the same or all count the pages."""
    numbers = {at: [int(found) for found in _NUMBER.findall(texts(at))] for _, at, _ in members}
    length = Counter(len(found) for found in numbers.values()).most_common(1)[0][0]
    kept = [member for member in members if len(numbers[member[1]]) == length]
    for index in range(length):
        same = Counter(numbers[at][index] for _, at, _ in kept).most_common(1)
        counted = Counter(numbers[at][index] - page for page, at, _ in kept).most_common(1)
        if same and same[0][1] >= counted[0][1]:
            kept = [member for member in kept if numbers[member[1]][index] == same[0][0]]
        elif counted:
            kept = [member for member in kept if numbers[member[1]][index] - member[0] == counted[0][0]]
            text = texts(kept[0][1])
            if len(kept) < 3 and not _WIDE.search(text.strip()):
                return []  # "Section 4" on one page and "Section 5" on the next
            if _LABELLED.fullmatch(text) and kept[0][2] >= 0:
                return []  # "Chapter 4" on top: a page each
    return kept


def _runs(members: Sequence[Place], pages: int, text: str) -> bool:
    """Whether these lines come again often enough, near enough and in one place."""
    text = text.strip()
    if text.endswith(_OPEN):
        return False  # a label, a salutation, the field of a form
    on = sorted({page for page, _, _ in members})
    least = max(2 if pages <= _FEW else 3, pages // _SHARE)
    if ends_sentence(text) or spoken(text) or text[:1].islower():
        least = max(3, least, pages // 2)
    place = Counter(distance for _, _, distance in members).most_common(1)[0]
    near = any(after - before <= _NEAR for before, after in pairwise(on))
    return len(on) >= least and near and place[1] * 2 >= len(on)
