"""Lines that say "page" and its number, wherever they stand: "Page 14", "[Page 12]", "## p. 7 (#23) ###", "Packet, page 1 of 8".

One of them may be a heading or a verse. A series of them, of one shape, with a number that counts up from each to the next and text in
between, is the pages of the print; so are the lines that stand beside each of them with the same words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from unicodedata import category

from readingroom.document import Line
from readingroom.structure.numbers import PAGE_WORDS, roman
from readingroom.structure.series import number_of
from readingroom.survey import fold

_WIDEST = 72  # characters, without the spaces between its parts
_SHORT = 28  # of a line of nothing but a page, in which the number may be a Roman one
_HAN = re.compile(r"第\s?([一二三四五六七八九十]{1,3})\s?[頁页]")
_WORD = re.compile(r"[a-z]+")
_ROMAN = re.compile(r"[ivxlc]{1,7}")
_BETWEEN = "of de von av af van di do da des из з із od z na sur su no 共 の ng wa ya dari din ud al"
_OF = frozenset(_BETWEEN.split())  # a page of how many
_SKIPPED = 3  # numbers that may be missing between two of a series
_PURE, _MIXED = 2, 3  # members of a series of nothing but pages, and of pages beside other words
_APART = {_PURE: 3, _MIXED: 8}  # lines that are not blank from each to the next, for most: nearer ones are a list or notes
_BESIDE = 0.8  # of the members of a series have the same line beside them
_TOP = 4  # lines at the head of a text, of which one may be its title

Mark = tuple[int, tuple[int, ...], bool]
"""Place of a line, its numbers, and whether it is nothing but a page."""


def page_lines(filled: Sequence[Line]) -> list[tuple[int, str]]:
    """The places of such lines and of those beside them, each with its rule. `filled` are the lines of a text that are not blank."""
    shapes: dict[str, list[Mark]] = defaultdict(list)
    for at, line in enumerate(filled):
        if found := _read(line.text):
            shape, numbers, pure = found
            shapes[shape].append((at, numbers, pure))
    found_at: dict[int, str] = {}
    for members in shapes.values():
        for series in _series(members):
            pure = series[0][2]
            places = [at for at, _, _ in series]
            least = _PURE if pure else _MIXED
            if len(places) < least or median(after - before for before, after in pairwise(places)) < _APART[least]:
                continue
            found_at |= dict.fromkeys(places, "page-numbers" if pure else "running-heads")
            found_at |= dict.fromkeys(_beside(filled, places), "running-heads")
    return sorted(found_at.items())


def _read(text: str) -> tuple[str, tuple[int, ...], bool] | None:
    """The shape of a line that names a page, its numbers, and whether it names nothing else; None for any other line."""
    if len(text) > 3 * _WIDEST:
        return None
    text = " ".join(text.split()).casefold()
    if len(text) > _WIDEST:
        return None
    if han := _HAN.fullmatch(text.strip("-–—[]() ")):
        value = number_of(han[1])
        return "第", (value, value), True
    if text.isascii() and PAGE_WORDS.isdisjoint(_WORD.findall(text)):
        return None  # at once: most lines are such
    words: list[str] = []
    numbers: list[int] = []
    shape: list[str] = []
    if not (any(map(str.isdecimal, text)) or len(text) <= _SHORT):
        return None
    for part in _parts(text):
        if part.isdecimal():
            numbers.append(int(part))
            shape.append("#")
        elif part[0].isalpha():
            count = roman(part) if len(text) <= _SHORT and part not in PAGE_WORDS and _ROMAN.fullmatch(part) else None
            if count is not None and words:
                numbers.append(count)
                shape.append("#")
            else:
                words.append(part)
                shape.append(part)
        elif part.strip():
            shape.append(part.strip())
    named = [word for word in words if word in PAGE_WORDS]
    if not named or not numbers or len(numbers) > 4 or any(number > 99_999 for number in numbers):
        return None
    pure = all(word in PAGE_WORDS or word in _OF for word in words)
    if not pure and not any(len(word) > 1 or not word.isascii() for word in named):
        return None  # beside other words "s" or "p" may be anything
    if pure:  # the page of a book may have no number, and its image one: "p. (#5)"
        return f"{'' if text[0].isalnum() else text[0]}{' '.join(words)}", (numbers[0], numbers[-1]), True
    return " ".join(shape), tuple(numbers), False


def _parts(text: str) -> Iterator[str]:
    """The words, numbers and marks of a line, in their order; what is written above and below letters belongs to them."""
    part, kind = "", ""
    for sign in text:
        here = "d" if sign.isdecimal() else "w" if sign.isalpha() or (kind == "w" and category(sign)[0] == "M") else "m"
        if here != kind and part:
            yield part
            part = ""
        part, kind = part + sign, here
    if part:
        yield part


def _series(members: Sequence[Mark]) -> Iterator[list[Mark]]:
    """The stretches of lines of one shape in which one and the same number counts up."""
    if len(members) < _PURE:
        return
    steps = [
        sum(0 < after[index] - before[index] <= _SKIPPED for (_, before, _), (_, after, _) in pairwise(members))
        for index in range(len(members[0][1]))
    ]
    index = steps.index(max(steps))
    series = [members[0]]
    for before, after in pairwise(members):
        if 0 < after[1][index] - before[1][index] <= _SKIPPED:
            series.append(after)
        else:
            yield series
            series = [after]
    yield series


def _beside(filled: Sequence[Line], places: Sequence[int]) -> list[int]:
    """The one or two lines above or below those of a series that are the same beside nearly all of them, short, and end a block.

    Without a blank line, or the end of the page, on their other side they may be verses: a refrain comes again too.
    """
    found: list[int] = []
    for side in (-1, 1) if len(places) >= _MIXED else ():
        lines: list[int] = []
        for reach in (side, 2 * side):
            near = [at + reach for at in places if 0 <= at + reach < len(filled)]
            texts = {at: fold(filled[at].text) for at in near if len(filled[at].text.strip()) <= _WIDEST}
            text, count = Counter(texts.values()).most_common(1)[0] if texts else ("", 0)
            if count < _BESIDE * len(places) or not any(map(str.isalpha, text)):
                break
            lines += [at for at in texts if texts[at] == text and at >= _TOP]
            ended = sum(_apart(filled, at, at + side) for at in texts if texts[at] == text)
            if ended >= _BESIDE * count:
                found += lines
                break
    return found


def _apart(filled: Sequence[Line], at: int, other: int) -> bool:
    """Whether blank lines or the edge of a page stand between two lines, or there is no other one."""
    if not 0 <= other < len(filled):
        return True
    return abs(filled[at].number - filled[other].number) > 1 or filled[at].page != filled[other].page
