"""Running heads and page numbers in the middle of a text that has lost its form feeds.

Such a text says nowhere where its pages end. What gives them away is that they come again: a number that counts up, by itself or beside the
same few words, page after page at nearly the same distance, and in the middle of sentences. Chapters, days and figures have one of these
in common with them, not all three.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from readingroom.document import Line
from readingroom.structure.layout import ends_sentence
from readingroom.structure.numbers import page_number
from readingroom.survey import fold

_WIDE, _WIDEST = 210, 70  # characters of a head, and of it without the gaps in it
_SHORT = 0.75  # of a usual line; a head is no longer, but the middle of a sentence is, and a phrase may come again
_OFTEN = 4  # one number in so many has the same head beside it
_PROSE = 40  # characters of a line above which a sentence is cut; lines of verse are shorter, and need no stops
_MARKS = r"[-–—_\[\]()|.~*•·\s]"
_LAST = re.compile(rf"(.*\S)\s{_MARKS}*+(\d{{1,4}}){_MARKS}*+$")
_OF = re.compile(rf"(.*\S)\s{_MARKS}*+(\d{{1,4}})\s?(?:/|[^\W\d_]{{1,4}})\s?\d{{1,4}}{_MARKS}*+$")
_FIRST = re.compile(rf"{_MARKS}*+(\d{{1,4}}){_MARKS}+(\S.*)$")
_DIGIT = re.compile(r"\d")
_GAP = re.compile(r"\s{3}")
_NAMED = re.compile(r"[^\W\d_]{3}|[^\x00-\x7f]{2}")  # what a head says beside numbers has a word in it
_FEWEST, _TORN = 3, 2  # members of a series, and those of them that stand in the middle of a sentence
_SHARE = 3  # one in so many has to
_SHORTEST, _LONGEST = 15, 100  # lines of a page that are not blank
_SKIPPED = 3  # pages; where a chapter begins there is no head, nor on the empty page before it
_EVEN = 0.4  # of a page's usual length: so much one may be longer or shorter. Last pages of chapters are, so that not all have to fit
_REMEMBERED = 8  # places of the same number, for a hostile text has it on every line
_TOP = 4  # lines at the head of a text, of which one may be its title


class _Member(NamedTuple):
    """A line that may belong to a series."""

    at: int
    number: int
    length: int  # of the series up to here
    before: int  # the place of the member before it among all; -1: there is none


def recurring(filled: Sequence[Line]) -> list[tuple[int, str]]:
    """The places of running heads and page numbers, each with its rule. `filled` are the lines of a text without form feeds, none blank.

    A head may stand on the line above its number or below it.
    """
    found: dict[int, str] = {}
    for series in _series(_numbered(filled)):
        places = {at for at, _ in series}
        beside = _beside(filled, places)
        torn = {at for at in places if _tears(filled, at, places | beside)}
        if not _in_step(series) or len(torn) < _TORN or len(torn) * _SHARE < len(places):
            continue
        words = {at: "".join(filter(str.isalpha, fold(filled[at].text))) for at in places}
        common = Counter(words.values())
        for at in places:
            if common[words[at]] > 1 or at in torn:  # "Chapter 3" may stand on the third page
                found[at] = "page-numbers" if page_number(filled[at].text) is not None else "running-heads"
        found |= {at: "running-heads" for at in beside if at >= _TOP}
    return sorted(found.items())


def _numbered(filled: Sequence[Line]) -> list[tuple[int, int]]:
    """Place and number of every line that is a number, or a number beside words.

    The words come again with other numbers; or they are those of a chapter, a wide gap away, in the middle of a sentence.
    """
    found: list[tuple[int, int]] = []
    named: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, line in enumerate(filled):
        if len(line.text) > _WIDE or not _DIGIT.search(line.text) or len(text := " ".join(line.text.split())) > _WIDEST:
            continue
        if (number := page_number(text)) is not None:
            found.append((at, number))
        else:
            for words, digits in _parted(text):
                named[fold(words)].append((at, int(digits)))
    for members in named.values():
        if len(members) > 1 or (_GAP.search(filled[members[0][0]].text.strip()) and _tears(filled, members[0][0], {members[0][0]})):
            found += members
    return sorted(set(found))


def _beside(filled: Sequence[Line], places: Set[int]) -> set[int]:
    """The heads on the lines above or below numbers: short lines that stand beside several of them, and don't begin in lower case."""
    usual = median(len(filled[at].text.strip()) for place in places for at in (place - 2, place + 2) if 0 <= at < len(filled))
    widest = min(_WIDEST, _SHORT * usual)
    near = [at for place in places if page_number(filled[place].text) is not None for at in (place - 1, place + 1)]
    texts = {at: filled[at].text.strip() for at in near if 0 <= at < len(filled) and len(filled[at].text) <= _WIDE}
    folded = {at: fold(text) for at, text in texts.items() if len(text) <= widest and _NAMED.search(text) and not text[0].islower()}
    counts = Counter(folded.values())
    return {at for at, text in folded.items() if counts[text] * _OFTEN >= len(places) and counts[text] > 1}


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """The words of a line and the number before or behind them."""
    for shape in (_LAST, _OF):
        if (found := shape.match(text)) and _NAMED.search(found[1]):
            yield found[1], found[2]
    if (found := _FIRST.match(text)) and _NAMED.search(found[2]):
        yield found[2], found[1]


def _series(numbered: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The longest series of places whose numbers count up a page apart, then the longest of what is left, and so on."""
    members: list[_Member] = []
    seen: dict[int, deque[int]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))
    for place, (at, number) in enumerate(numbered):
        best, before = 0, -1
        for step in range(1, _SKIPPED + 1):
            for other in seen.get(number - step, ()):
                apart = at - members[other].at
                if _SHORTEST * step <= apart <= _LONGEST * step and members[other].length > best:
                    best, before = members[other].length, other
        members.append(_Member(at, number, best + 1, before))
        seen[number].append(place)
    taken: set[int] = set()
    for end in sorted(range(len(members)), key=lambda place: -members[place].length):
        series: list[tuple[int, int]] = []
        place = end
        while place >= 0 and place not in taken:
            taken.add(place)
            series.append((members[place].at, members[place].number))
            place = members[place].before
        if len(series) >= _FEWEST:
            yield series[::-1]


def _in_step(series: Sequence[tuple[int, int]]) -> bool:
    """Whether most pages between the numbers of a series are about as long as each other."""
    lengths = [(after - before) / (high - low) for (before, low), (after, high) in pairwise(series)]
    usual = median(lengths)
    return sum(abs(length - usual) <= _EVEN * usual for length in lengths) * 4 >= len(lengths) * 3


def _tears(filled: Sequence[Line], at: int, gone: Set[int]) -> bool:
    """Whether a line stands in the middle of a sentence: what is above has no end, and below it goes on in lower case."""
    above, below = at - 1, at + 1
    while above in gone:
        above -= 1
    while below in gone:
        below += 1
    if above < 0 or below >= len(filled) or not filled[below].text.lstrip()[0].islower():
        return False
    text = filled[above].text.rstrip()
    return len(text) >= _PROSE and not ends_sentence(text)
