"""In how many texts each of very many lines stands: a sum that can be added to and taken from, and that can be kept as bytes.

A line is known by its mark, a number of 64 bits, and nearly all stand in one text alone: those are left bare numbers.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import TypeVar

PENDING = 20_000
"""Lines that may be held of which it isn't known yet whether a second text has them."""

_HEAD = struct.Struct("<IQQ")  # checksum, how many marks, how many lines

List = TypeVar("List", list[str], "array[int]")


def marks_of(lines: Iterable[str]) -> array[int]:
    """The mark of each line: the same on every day, unlike `hash`, and for all practical purposes no other line's."""
    return array("q", b"".join([blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest() for line in lines]))


class Occurrences:
    """The sum. No line has a line feed.

    Settled are `marks`, and the `counts` and `lines` of the first of them; the others stand in one text each. The rest is what was
    added and taken out since.
    """

    def __init__(self) -> None:
        self.marks, self.counts, self.lines = array("q"), array("q"), list[str]()
        self._changed: Counter[int] = Counter()
        self._named: dict[int, str] = {}
        self._limit = PENDING
        self._before: frozenset[int] | None = None  # the settled marks, as soon as they have to be asked often

    def add(self, marks: Sequence[int], lines: Iterable[str], times: int = 1) -> None:
        """Add the different lines of a text, or of `times` texts alike, in the order of their marks."""
        self._changed.update(marks if times == 1 else dict.fromkeys(marks, times))
        self._named.update(zip(marks, lines, strict=True))
        if len(self._named) > self._limit:
            if self._before is None:
                self._before = frozenset(self.marks)
            self._named = {mark: line for mark, line in self._named.items() if self._changed[mark] > 1 or mark in self._before}
            self._limit = 2 * len(self._named) + PENDING

    def take_out(self, marks: Iterable[int], times: int = 1) -> None:
        """Take out what was added."""
        self._changed.subtract(dict.fromkeys(marks, times))

    def settle(self) -> None:
        """Bring the sum up to date. Raises ValueError if more was taken out than there was."""
        changed, named, size = self._changed, self._named, len(self.lines)
        places = [place for place, mark in enumerate(self.marks) if mark in changed]
        parting = bisect_left(places, size)
        shared, alone = places[:parting], [place - size for place in places[parting:]]
        for place in shared:
            changed[self.marks[place]] += self.counts[place]
            named[self.marks[place]] = self.lines[place]
        for place in places[parting:]:
            changed[self.marks[place]] += 1
        if changed and min(changed.values()) < 0:
            raise ValueError("more was taken out than there was")
        several = [mark for mark, count in changed.items() if count > 1]
        once = [mark for mark, count in changed.items() if count == 1]
        self.marks = _without(self.marks[:size], shared) + array("q", several) + _without(self.marks[size:], alone) + array("q", once)
        self.counts = _without(self.counts, shared) + array("q", map(changed.__getitem__, several))
        self.lines = _without(self.lines, shared) + [named[mark] for mark in several]
        self._changed, self._named, self._limit, self._before = Counter(), {}, PENDING, None

    def pack(self) -> bytes:
        """The settled sum as bytes."""
        body = self.marks.tobytes() + self.counts.tobytes() + "\n".join(self.lines).encode("utf-8", "surrogatepass")
        return _HEAD.pack(zlib.crc32(body), len(self.marks), len(self.lines)) + body

    def unpack(self, data: bytes) -> None:
        """Become the sum that was packed. Raises ValueError for bytes that are none."""
        if len(data) < _HEAD.size:
            raise ValueError("a sum that was cut off")
        check, marks, size = _HEAD.unpack_from(data)
        body = memoryview(data)[_HEAD.size :]
        if zlib.crc32(body) != check:
            raise ValueError("a damaged sum")
        start, end = 8 * marks, 8 * (marks + size)
        self.marks, self.counts = array("q", body[:start].tobytes()), array("q", body[start:end].tobytes())
        self.lines = body[end:].tobytes().decode("utf-8", "surrogatepass").split("\n") if size else []


def _without(values: List, places: Sequence[int]) -> List:
    """A list without what stands at these places, which are in order."""
    out, start = values[:0], 0
    for place in places:
        out += values[start:place]
        start = place + 1
    out += values[start:]
    return out
