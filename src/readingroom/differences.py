"""Where two texts differ, line by line, in a time that grows with their length and hardly faster."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from rapidfuzz.distance import Levenshtein

Region = tuple[int, int, int, int]  # old[a:b] against new[c:d]

_PART = 24  # characters; the end of a line, or its beginning, that is so long hardly comes twice by chance
_PASSES: tuple[Callable[[str], str], ...] = (
    lambda line: line,
    lambda line: line,  # what comes twice in a text may come once between two anchors
    lambda line: line[-_PART:],  # a line that was changed at its beginning, as by `sed`, is still known by its end
    lambda line: line[:_PART],
)
_MOST = 1_000_000  # pairs of lines; so many are compared each with each in milliseconds


def differences(old: Sequence[str], new: Sequence[str]) -> Iterator[Region]:
    """The stretches of lines in which two texts differ: (a, b, c, d) for each old[a:b] in whose place stands new[c:d], in order.

    What lies between them is equal. They are small, but not always the smallest there are.

    This is patience diff (Bram Cohen, 2010, bramcohen.livejournal.com/73318.html): lines that are unique in both texts are matched
    where they come in the same order, then what lies between them, in a fixed number of passes. In what is left, the edit distance
    (rapidfuzz) says which lines belong together; where that would be too many pairs, they are taken by their place.
    """
    regions = [(0, len(old), 0, len(new))]
    for key in _PASSES:
        regions = [part for region in regions for part in _parted(old, new, region, key)]
    for region in regions:
        yield from _rest(old, new, region)


def _parted(old: Sequence[str], new: Sequence[str], region: Region, key: Callable[[str], str]) -> Iterator[Region]:
    """What is left of a region once its anchors are matched: what lies between them, and anchors that are known by a part alone."""
    a, b, c, d = _trimmed(old, new, region)
    before = dict(_unique(old, a, b, key))
    pairs = [(before[name], at) for name, at in _unique(new, c, d, key) if name in before] if before else []
    for i, j in _rising(pairs):
        yield from _filled(_trimmed(old, new, (a, i, c, j)))
        if old[i] != new[j]:
            yield i, i + 1, j, j + 1
        a, c = i + 1, j + 1
    yield from _filled(_trimmed(old, new, (a, b, c, d)))


def _filled(region: Region) -> tuple[Region, ...]:
    """The region, unless nothing is in it."""
    return (region,) if region[0] < region[1] or region[2] < region[3] else ()


def _trimmed(old: Sequence[str], new: Sequence[str], region: Region) -> Region:
    """A region without the equal lines at its beginning and its end."""
    a, b, c, d = region
    while a < b and c < d and old[a] == new[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
    return a, b, c, d


def _unique(lines: Sequence[str], start: int, end: int, key: Callable[[str], str]) -> list[tuple[str, int]]:
    """What comes once in a stretch of lines, each with its place."""
    keys = [key(lines[at]) for at in range(start, end)]
    counts = Counter(keys)
    return [(name, at) for at, name in enumerate(keys, start) if counts[name] == 1]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs in which both places rise; the second places rise already.

    Patience sorting: each pair is laid on the first pile whose top is not below it, and remembers the top of the pile before.
    """
    tops: list[int] = []  # the lowest first place on each pile
    laid: list[int] = []  # which pair that is
    before: list[int] = []
    for at, (place, _) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(laid[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        laid[pile : pile + 1] = [at]
    run: list[tuple[int, int]] = []
    at = laid[-1] if laid else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _rest(old: Sequence[str], new: Sequence[str], region: Region) -> Iterator[Region]:
    """The differences in a region in which nothing is unique."""
    a, b, c, d = region
    if (b - a) * (d - c) <= _MOST:
        numbers: dict[str, int] = {}  # equal lines have equal numbers; rapidfuzz would compare nothing but hashes
        before, after = ([numbers.setdefault(line, len(numbers)) for line in lines] for lines in (old[a:b], new[c:d]))
        for step in Levenshtein.opcodes(before, after):
            if step.tag != "equal":
                yield a + step.src_start, a + step.src_end, c + step.dest_start, c + step.dest_end
        return
    for _ in range(min(b - a, d - c)):
        if old[a] != new[c]:
            yield a, a + 1, c, c + 1
        a, c = a + 1, c + 1
    yield from _filled((a, b, c, d))
