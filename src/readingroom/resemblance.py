"""Whether a text is one that is held back, renamed, copied and perhaps edited.

Of a text that is held back a trace is kept: a hash of its letters, and hashes of its words, all of them or those with the smallest
hashes (bottom-k sampling, Broder 1997). Another text is near to it if it has a large share of those of its words that are rare in the
collection: what forms, minutes and circulars have in common is in many of them, and their names and dates are in one. In a collection of
a few texts even "the" is rare, so that there must be pairs of neighbouring words in common as well.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import struct
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from readingroom.survey import words_in

SAMPLE = 192
"""Words of a trace."""
SHARE = 0.5
"""Of the rare words of a text that is held back, how many another must have to be near to it. Measured, see docs/quality.md: different
texts have .48 at most."""
INSIDE = 0.8
"""Of the rare words of another text, how many must be in the text that is held back, for it to be a part of that."""
FEWEST = 6
"""Rare words that there must be. With fewer, a text has nothing of its own, or all of its words are in its copies: then `SAME` of all its
words must be there, and of its rare ones as many as are missing; only one may be missing if one of those is nowhere else."""
SAME = 0.8
RAREST, COMMONEST = 2, 7
"""In how many texts a rare word may be: in two of a small collection, the text and its copy; in one of eight, up to seven."""
PAIRS, TOGETHER = 64, 0.3
"""Pairs of neighbouring words of a trace, and how many of them the two must have in common; of the other's, if that is a part of it."""
_DIGEST = 8  # bytes

_WORD = re.compile(r"[^\W\d_]+")


def hashes(text: str) -> frozenset[int]:
    """The words of a text, each as 32 bits."""
    return frozenset(zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words_in(text))


def pair_hashes(text: str) -> frozenset[int]:
    """Its pairs of neighbouring words, each as 32 bits."""
    found = _WORD.findall(text.lower())
    return frozenset(zlib.crc32(f"{one} {other}".encode("utf-8", "surrogatepass")) for one, other in pairwise(found))


def letters_hash(text: str) -> bytes:
    """A hash of the letters and digits of a text: equal for copies that differ in lines, spaces and signs; b"" for a text without any."""
    letters = "".join(filter(str.isalnum, text)).casefold().encode("utf-8", "surrogatepass")
    return hashlib.blake2b(letters, digest_size=_DIGEST).digest() if letters else b""


def trace(text: str) -> str:
    """What is kept of a text that is held back, in base64; "" for a text without letters."""
    digest = letters_hash(text)
    if not digest:
        return ""
    words, pairs = sorted(hashes(text))[:SAMPLE], sorted(pair_hashes(text))[:PAIRS]
    return base64.b64encode(digest + struct.pack(f"<H{len(words) + len(pairs)}I", len(words), *words, *pairs)).decode("ascii")


class Trace(NamedTuple):
    """A trace, unpacked."""

    digest: bytes
    words: tuple[int, ...]
    pairs: tuple[int, ...]

    def goes_with(self, text: str) -> bool:
        """Whether enough pairs of words are in another text, or enough of that in this one."""
        theirs = pair_hashes(text)
        common = theirs.intersection(self.pairs)
        last = self.pairs[-1] if len(self.pairs) == PAIRS else 1 << 32
        least = min(len(self.pairs), sum(pair <= last for pair in theirs))
        return len(common) >= TOGETHER * least


def unpack(packed: str) -> Trace | None:
    """A trace as it was packed; None for what is none."""
    try:
        data = base64.b64decode(packed, validate=True)
        size, *found = struct.unpack(f"<H{(len(data) - _DIGEST - 2) // 4}I", data[_DIGEST:])
        return Trace(data[:_DIGEST], tuple(found[:size]), tuple(found[size:]))
    except (binascii.Error, struct.error, ValueError):
        return None


class Print(NamedTuple):
    """What is asked of a new text."""

    digest: bytes
    words: frozenset[int]


def taken(text: str) -> Print:
    """What is asked of a new text."""
    return Print(letters_hash(text), hashes(text))


class Held:
    """All traces of a collection: path -> its trace."""

    def __init__(self, traces: Mapping[str, str]) -> None:
        self.traces = {path: found for path, packed in traces.items() if (found := unpack(packed))}
        self._by_word: dict[int, list[str]] = defaultdict(list)
        self._by_digest: dict[bytes, list[str]] = defaultdict(list)
        for path, found in self.traces.items():
            self._by_digest[found.digest].append(path)
            for word in found.words:
                self._by_word[word].append(path)
        self._rare, self._own = self._by_rarity(lambda _: 0, RAREST)
        self._often: Counter[int] = Counter()
        self._least = RAREST

    def count(self, texts: int, words: Iterable[tuple[str, int]]) -> None:
        """Take in what is rare: how many texts there are, and each word of theirs with the number of texts that have it."""
        often: Counter[int] = Counter()
        for word, times in words:
            often[zlib.crc32(word.encode("utf-8", "surrogatepass"))] += times
        self._often, self._least = often, max(RAREST, min(COMMONEST, texts // 8))
        self._rare, self._own = self._by_rarity(often.__getitem__, self._least)

    def _by_rarity(self, often: Callable[[int], int], least: int) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
        """Of each trace the words that are rare, and those that are in one text or in none."""
        rare = {path: {word for word in found.words if often(word) <= least} for path, found in self.traces.items()}
        return rare, {path: {word for word in words if often(word) <= 1} for path, words in rare.items()}

    def nearest(self, path: str, one: Print, text: Callable[[], str]) -> str:
        """The path of the text that is held back to which the new text at `path` is nearest; "" if it is near to none. `text` gives it."""
        same = [other for other in self._by_digest.get(one.digest, ()) if other != path]
        if same:
            return same[0]
        shared: Counter[str] = Counter(other for word in one.words for other in self._by_word.get(word, ()))
        near = [(share, other) for other in shared if other != path and (share := self.share(other, one.words))]
        if not near:
            return ""
        whole = text()
        return next((other for _, other in sorted(near, reverse=True) if self.traces[other].goes_with(whole)), "")

    def share(self, path: str, words: frozenset[int]) -> float:
        """How near a text with these words is to one that is held back: 0.0 for one that is not near."""
        rare, own, every = self._rare[path], self._own[path], self.traces[path].words
        share = len(rare & words) / len(rare) if len(rare) >= FEWEST else 0.0
        if share >= SHARE:
            return share
        missing, kept = len(rare - words), len(rare & words)
        alike = missing <= 1 and missing <= kept if own - words else missing <= max(1, kept)
        if alike and (share := len(words.intersection(every)) / len(every)) >= SAME:
            return share
        last = every[-1] if len(every) == SAMPLE else 1 << 32
        theirs = [word for word in words if word <= last and self._often[word] <= self._least]
        share = len(rare.intersection(theirs)) / len(theirs) if len(theirs) >= FEWEST else 0.0
        return share if share >= INSIDE else 0.0
