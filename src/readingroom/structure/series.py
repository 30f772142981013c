"""Lines that count up: by a number behind the same word or sign, as the headings of steps, days and chapters do, or by their list marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_COUNTED = re.compile(
    r"([^\W\d_]{2,14}\.?\s(?:[№#]|[Nn][º°.])?\s?)(\d{1,3}|[IVXL]{1,5})(?=[.:)—–-]|\s[—–-]\s|$)"
    r"|(§{1,2}\s?|제\s?)(\d{1,3}[a-z]?)(?=[.:)조장절편관회]|\s|$)"
    r"|(第)\s?([\d０-９]{1,3}|[一二三四五六七八九十]{1,3})(?=[章節节回部課课話话幕条])"
    r"|([(（]?)([一二三四五六七八九十]{1,3})(?=[、．.）)])"
)
_EAST = "一二三四五六七八九十"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_APART = 2  # rows; what is nearer than that is a list, or a table of contents
_SHORT = 100  # characters
_NEAR = 6  # numbers on either side


def counted(texts: Sequence[str]) -> frozenset[int]:
    """The places of lines that begin with a word and a number, 1, 2, 3 in their order, each with text below it before the next one."""
    series: dict[str, list[tuple[int, int]]] = {}
    for at, text in enumerate(texts):
        found = _COUNTED.match(text) if len(text) <= _SHORT and not text[0].islower() else None
        if found:
            stem = found[1] or found[3] or found[5] or f"{found[7]}#"
            number = found[2] or (found[4] and found[4].rstrip("abcdefghijklmnopqrstuvwxyz")) or found[6] or found[8]
            series.setdefault(stem.casefold(), []).append((at, number_of(number)))
    places: list[int] = []
    for members in series.values():
        numbers = [number for _, number in members]
        rising = len(members) > 1 and all(after - before == 1 for before, after in pairwise(numbers))
        apart = all(after - before >= _APART for (before, _), (after, _) in pairwise(members))
        if rising and apart:
            places += [at for at, _ in members]
    return frozenset(places)


def in_series(numbers: Sequence[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    """Place -> the nearest places of its series, itself among them. `numbers` are (place, number), in the order of places.

    A number goes on the series that reached the one before it last: a list may have others in it.
    """
    reached: dict[int, list[list[int]]] = {}
    every: list[list[int]] = []
    for at, number in numbers:
        before = reached.get(number - 1)
        if before:
            series = before.pop()
        else:
            series = []
            every.append(series)
        series.append(at)
        reached.setdefault(number, []).append(series)
    return {at: tuple(series[max(0, index - _NEAR) : index + _NEAR + 1]) for series in every for index, at in enumerate(series)}


def counts_on(before: str, after: str) -> bool:
    """Whether the number of a section is followed by another: 1.2 by 1.3, 2 or 1.2.1."""
    one, other = ([int(part) for part in re.findall(r"\d+", text)] for text in (before, after))
    nexts = [[*one[:at], one[at] + 1] for at in range(len(one))]
    return other == [*one, 1] or any(other[: len(stem)] == stem and set(other[len(stem) :]) <= {1} for stem in nexts)


def number_of(text: str) -> int:
    """A number in digits of any script, Roman numerals or Chinese ones up to ninety-nine."""
    if text[0] in _EAST:
        tens, mark, ones = text.partition("十")
        high = (_EAST.index(tens[0]) + 1 if tens else 1) * 10 if mark else 0
        low = ones if mark else tens
        return high + (_EAST.index(low[0]) + 1 if low else 0)
    if text.isdecimal():
        return int(text)
    values = [_ROMAN[sign] for sign in text]
    return sum(-value if any(value < later for later in values[at + 1 :]) else value for at, value in enumerate(values))
