"""Adding tallies up to a survey, and taking them out again when a text goes or changes.

What is kept grows with the number of different words and short lines, not with the number of documents.
"""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from readingroom.contact import CLOSING
from readingroom.document import Survey
from readingroom.occurrences import Occurrences, marks_of
from readingroom.survey import Tally, day_first

ENOUGH = 8
"""Texts that a word is counted in. In more it is common: then its count is the least there may be, which saves most of the counting."""

FEWEST = 4
"""Texts that have a line in common before it may be furniture: two share a page, a section, the wording of a form. Of an address or a
closing block with one (both begin with "@") two are enough."""

_COMMON = 1 << 40
_HEAD = struct.Struct("<IIIQ")  # checksum, dates of either order, how many lines


class Packed(NamedTuple):
    """A tally as it is remembered, so that it can be taken out again: its lines as marks."""

    orders: tuple[int, int]
    marks: array[int]
    words: list[str]


def pack(one: Tally) -> bytes:
    """A tally as bytes, the marks of its lines in their order. No word has a line feed."""
    body = marks_of(one.lines).tobytes() + "\n".join(one.words).encode("utf-8", "surrogatepass")
    return _HEAD.pack(zlib.crc32(body), *one.orders, len(one.lines)) + body


def unpack(data: bytes) -> Packed:
    """What was packed. Raises ValueError for bytes that are no tally."""
    orders, marks = _marks(data)
    words = data[_HEAD.size + 8 * len(marks) :].decode("utf-8", "surrogatepass")
    return Packed(orders, marks, words.split("\n") if words else [])


def _marks(data: bytes) -> tuple[tuple[int, int], array[int]]:
    if len(data) < _HEAD.size:
        raise ValueError("a tally that was cut off")
    check, day, month, lines = _HEAD.unpack_from(data)
    if zlib.crc32(memoryview(data)[_HEAD.size :]) != check:
        raise ValueError("a damaged tally")
    return (day, month), array("q", data[_HEAD.size : _HEAD.size + 8 * lines])


class Stock(NamedTuple):
    """What one text contributes, on its way home."""

    packed: bytes
    lines: tuple[str, ...]  # in the order of their marks
    words: tuple[str, ...]  # but for those that came home often enough


class Teller:
    """Makes tallies ready to travel."""

    def __init__(self) -> None:
        self._told: Counter[str] = Counter()
        self._enough: set[str] = set()

    def __call__(self, one: Tally) -> Stock:
        """A tally without its common words, but for what is remembered of it."""
        words = one.words - self._enough
        self._told.update(words)
        self._enough.update([word for word in words if self._told[word] >= ENOUGH])
        return Stock(pack(one), tuple(one.lines), tuple(words))


class Census:
    """The sum of many tallies."""

    def __init__(self) -> None:
        self.texts = self.day = self.month = 0
        self._lines = Occurrences()
        self._words: Counter[str] = Counter()  # of what is common: the least there may be, and _COMMON
        self._gone: Counter[str] = Counter()

    def add(self, one: Stock, times: int = 1) -> None:
        """Add what one text contributes, or as many with the same bytes."""
        orders, marks = _marks(one.packed)
        self._lines.add(marks, one.lines, times)
        self._words.update(one.words if times == 1 else dict.fromkeys(one.words, times))
        self._turn(orders, times)

    def take_out(self, one: Packed, times: int = 1) -> None:
        """Take out what was added as often. What was never added shows when the survey is asked for."""
        self._lines.take_out(one.marks, times)
        self._gone.update(dict.fromkeys(one.words, times))
        self._turn(one.orders, -times)

    def _turn(self, orders: tuple[int, int], times: int) -> None:
        self.texts += times
        self.day, self.month = self.day + times * orders[0], self.month + times * orders[1]

    def survey(self, tallies: Callable[[], Iterable[tuple[Packed, int]]] = lambda: ()) -> Survey:
        """What stands near an edge in several texts, and all the words.

        `tallies` are those in the sum, and how often each is: asked where so much was taken out that a common word may be gone too.
        Raises ValueError if something was taken out that wasn't in it.
        """
        self._lines.settle()
        self._settle_words(tallies)
        least = max(FEWEST, self.texts // 200)
        counted = zip(self._lines.lines, self._lines.counts, strict=True)
        shared = frozenset(line for line, count in counted if line and (count >= least or (count > 1 and line.startswith(("@ ", CLOSING)))))
        return Survey(shared, frozenset(self._words), day_first(self.day, self.month))

    def _settle_words(self, tallies: Callable[[], Iterable[tuple[Packed, int]]]) -> None:
        words, doubtful = self._words, Counter[str]()
        words.update(dict.fromkeys([word for word, count in words.items() if ENOUGH <= count < _COMMON], _COMMON))
        for word, times in self._gone.items():
            left = words[word] = words[word] - times
            if left < 0:
                raise ValueError("more was taken out than there was")
            if _COMMON - times <= left <= _COMMON:
                doubtful[word] = 0
            if not left:
                del words[word]
        self._gone = Counter()
        waiting = set(doubtful)
        for one, times in tallies() if waiting else ():
            doubtful.update(dict.fromkeys(found := waiting.intersection(one.words), times))
            waiting.difference_update([word for word in found if doubtful[word] >= ENOUGH])
            if not waiting:
                break
        for word, count in doubtful.items():
            words[word] = count + _COMMON * (count >= ENOUGH)
            if not count:
                del words[word]

    def words(self) -> Iterable[tuple[str, int]]:
        """Each word, and in how many texts it is; in very many, the least that it may be. After `survey`."""
        return ((word, count % _COMMON or ENOUGH) for word, count in self._words.items())

    def pack(self) -> dict[str, bytes]:
        """The sum as bytes, in several pieces, each under its name; after `survey`."""
        words = array("q", self._words.values()).tobytes() + "\n".join(self._words).encode("utf-8", "surrogatepass")
        sums = [self.texts, self.day, self.month, len(self._words)]
        return {"sums": json.dumps([*sums, _check(sums, words)]).encode(), "lines": self._lines.pack(), "words": words}

    def unpack(self, data: Mapping[str, bytes]) -> None:
        """Become the sum that was packed. Raises ValueError for bytes that are none, KeyError if a piece is missing."""
        *sums, check = json.loads(data["sums"])
        if _check(sums, data["words"]) != check:
            raise ValueError("a damaged sum")
        self.texts, self.day, self.month, size = sums
        self._lines.unpack(data["lines"])
        words = data["words"][8 * size :].decode("utf-8", "surrogatepass").split("\n") if size else []
        self._words = Counter(dict(zip(words, array("q", data["words"][: 8 * size]), strict=True)))


def _check(sums: list[int], words: bytes) -> int:
    return zlib.crc32(words, zlib.crc32(repr(sums).encode()))


def conclude(tallies: Iterable[Tally]) -> Survey:
    """The survey of a collection from its tallies."""
    census, teller = Census(), Teller()
    for one in tallies:
        census.add(teller(one))
    return census.survey()
