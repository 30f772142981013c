"""Whether a text is one that is held back, renamed, copied and perhaps edited.

Of a text that is held back a trace is kept: a hash of its letters, and hashes of its words, all of them or those with the smallest
hashes (bottom-k sampling, Broder 1997). Another text is near to it if it has a large share of those of its words that are rare in the
collection: what forms, minutes and circulars have in common is in many of them, and their names and dates are in one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from readingroom.survey import words_in

SAMPLE = 192
"""Words of a trace."""
SHARE = 0.6
"""Of the rare words of a text that is held back, how many another must have to be near to it. Measured on the texts of the corpus, see
docs/quality.md: copies with a third of their sentences taken out have .64 and more, different texts .47 at most."""
FEWEST = 4
"""Rare words that there must be. With fewer, a text has nothing of its own, or all of its words are in its copies: then `SAME` of all its
words must be there, and no more than one of them nowhere else."""
SAME = 0.9
RAREST, COMMONEST = 2, 7
"""In how many texts a rare word may be: in two of a small collection, the text and its copy; in one of eight, up to seven."""
_DIGEST = 8  # bytes


def hashes(text: str) -> frozenset[int]:
    """The words of a text, each as 32 bits."""
    return frozenset(zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words_in(text))


def letters_hash(text: str) -> bytes:
    """A hash of the letters and digits of a text: equal for copies that differ in lines, spaces and signs; b"" for a text without any."""
    letters = "".join(filter(str.isalnum, text)).casefold().encode("utf-8", "surrogatepass")
    return hashlib.blake2b(letters, digest_size=_DIGEST).digest() if letters else b""


def trace(text: str) -> str:
    """What is kept of a text that is held back, in base64; "" for a text without letters."""
    digest = letters_hash(text)
    sample = sorted(hashes(text))[:SAMPLE]
    return base64.b64encode(digest + struct.pack(f"<{len(sample)}I", *sample)).decode("ascii") if digest else ""


class Trace(NamedTuple):
    """A trace, unpacked."""

    digest: bytes
    words: tuple[int, ...]


def unpack(packed: str) -> Trace | None:
    """A trace as it was packed; None for what is none."""
    try:
        data = base64.b64decode(packed, validate=True)
        return Trace(data[:_DIGEST], tuple(struct.unpack(f"<{(len(data) - _DIGEST) // 4}I", data[_DIGEST:]))) if data else None
    except (binascii.Error, struct.error, ValueError):
        return None


class Print(NamedTuple):
    """What is asked of a new text."""

    digest: bytes
    words: frozenset[int]  # those that are in a trace


def taken(text: str, wanted: Collection[int]) -> Print:
    """What is asked of a new text: `wanted` are the words of all traces."""
    return Print(letters_hash(text), hashes(text).intersection(wanted))


class Held:
    """All traces of a collection: path -> its trace."""

    def __init__(self, traces: Mapping[str, str]) -> None:
        self.traces = {path: found for path, packed in traces.items() if (found := unpack(packed))}
        self.words = frozenset(word for found in self.traces.values() for word in found.words)
        self._by_word: dict[int, list[str]] = defaultdict(list)
        self._by_digest: dict[bytes, list[str]] = defaultdict(list)
        for path, found in self.traces.items():
            self._by_digest[found.digest].append(path)
            for word in found.words:
                self._by_word[word].append(path)
        self._rare: dict[str, set[int]] = {}
        self._own: dict[str, set[int]] = {}

    def count(self, texts: int, words: Iterable[tuple[str, int]]) -> None:
        """Take in what is rare: how many texts there are, and each word of theirs with the number of texts that have it."""
        often: Counter[int] = Counter()
        for word, times in words:
            if (code := zlib.crc32(word.encode("utf-8", "surrogatepass"))) in self.words:
                often[code] += times
        rare = max(RAREST, min(COMMONEST, texts // 8))
        for path, found in self.traces.items():
            self._rare[path] = {word for word in found.words if often[word] <= rare}
            self._own[path] = {word for word in found.words if often[word] <= 1}

    def nearest(self, path: str, one: Print) -> str:
        """The path of the text that is held back to which the new text at `path` is nearest; "" if it is near to none."""
        same = [other for other in self._by_digest.get(one.digest, ()) if other != path]
        if same:
            return same[0]
        shared: Counter[str] = Counter(other for word in one.words for other in self._by_word[word])
        near = [(share, other) for other in shared if other != path and (share := self.share(other, one.words))]
        return max(near)[1] if near else ""

    def share(self, path: str, words: frozenset[int]) -> float:
        """How near a text with these words is to one that is held back: 0.0 for one that is not near."""
        rare, own, every = self._rare.get(path, set()), self._own.get(path, set()), self.traces[path].words
        if len(rare) >= FEWEST:
            share = len(rare & words) / len(rare)
            if share >= SHARE:
                return share
        if len(own - words) < 2:
            share = len(words.intersection(every)) / len(every)
            return share if share >= SAME else 0.0
        return 0.0
