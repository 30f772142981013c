"""All terms of a collection, how often each occurs, and where the shards of the index begin.

A shard is a stretch of the sorted terms. Where it begins must not move when a text is edited, or every edit would write most of the index
anew. So a stretch that is too heavy is divided at the term with the least hash in its middle third: which one that is changes only if
the edit brings or takes that very term, or moves the ends of the third across it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]


def most(total: int) -> int:
    """How many occurrences a shard may have in a collection of so many: more in large ones, so that there are not too many files."""
    step = max(0, (max(total, 1) - 1).bit_length() - 24)  # in powers of two of the total, so that it seldom changes
    return int(60_000 * 2 ** (step * 0.55))


def heavy(total: int) -> int:
    """From how many occurrences on a term has files of its own."""
    return most(total)


def borders(hashes: NDArray[np.uint32], weights: Counts, limit: int) -> list[int]:
    """Where shards begin, as places in the sorted vocabulary: no shard weighs more than `limit`, but for one of a single term."""
    if not len(weights):
        return [0]
    total = np.concatenate(([0], np.cumsum(weights)))
    found = [0]
    waiting = [(0, len(weights))]
    while waiting:
        start, end = waiting.pop()
        weight = int(total[end] - total[start])
        if weight <= limit or end - start < 2:
            continue
        low = int(np.searchsorted(total, total[start] + weight / 3, "right"))
        high = int(np.searchsorted(total, total[start] + weight * 2 / 3, "left"))
        low = max(start + 1, min(low, end - 1))
        high = max(low + 1, min(high, end))
        middle = low + int(np.argmin(hashes[low:high]))
        found.append(middle)
        waiting += [(start, middle), (middle, end)]
    return sorted(found)


def hash_of(term: str) -> int:
    """The hash by which borders are chosen."""
    return crc32(term.encode("utf-8", "surrogatepass"))


class Vocabulary:
    """Terms with their occurrences, and the stems of words by language, each with the number of runs that have it."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.hashes: dict[str, int] = {}
        self.stems: Counter[str] = Counter()

    def add(self, terms: Sequence[str], counts: Counts, stems: Sequence[str]) -> None:
        """Add what a run holds."""
        known, hashes = self.counts, self.hashes
        for term, count in zip(terms, counts.tolist(), strict=True):
            if term in known:
                known[term] += count
            else:
                known[term] = count
                hashes[term] = hash_of(term)
        self.stems.update(stems)

    def take(self, terms: Sequence[str], counts: Counts, stems: Sequence[str]) -> None:
        """Take away what a run held."""
        known = self.counts
        for term, count in zip(terms, counts.tolist(), strict=True):
            known[term] -= count
            if not known[term]:
                del known[term], self.hashes[term]
        self.stems.subtract(stems)
        for each in stems:
            if not self.stems[each]:
                del self.stems[each]

    def divide(self) -> tuple[list[str], list[int]]:
        """The sorted terms, and the places at which shards begin. Heavy terms have files of their own and count nothing here."""
        terms = sorted(self.counts)
        counts = np.fromiter(map(self.counts.__getitem__, terms), np.int64, len(terms))
        hashes = np.fromiter(map(self.hashes.__getitem__, terms), np.uint32, len(terms))
        total = int(counts.sum())
        weights = np.where(counts >= heavy(total), 0, counts) + 3  # an entry of the dictionary weighs something, too
        return terms, borders(hashes, weights, most(total))
