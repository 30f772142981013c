"""Map: a group of documents becomes a run, their postings sorted by term, and the texts from which hits are quoted.

A run is a file of arrays that is read in place. It is a pure function of its documents and cached under their digest.
"""

from __future__ import annotations

import itertools
import marshal
import mmap
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readingroom.search.document import GROUP, Document
from readingroom.search.passages import Passage, passages
from readingroom.search.slots import TITLE, slots
from readingroom.search.stemming import algorithm, stem
from readingroom.search.words import is_compound, term_of, words

Array = NDArray[Any]
END = "\0"
"""Between the words of two passages."""


class Lexicon(dict[str, int]):
    """A number for each word, in the order of their first use. One serves for many groups: words are folded once."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.terms: list[str] = []
        self.stems: dict[tuple[str, int], str] = {}
        self[END]  # it is number 0

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.words)
        self.words.append(word)
        self.terms.append(term_of(word) if word != END else "")
        return number

    def stem(self, name: str, number: int) -> str:
        """The stem of a word by an algorithm; compounds have none but themselves."""
        key = name, number
        if key not in self.stems:
            word = self.words[number]
            self.stems[key] = self.terms[number] if is_compound(word) or any(map(str.isdigit, word)) else stem(word, name)
        return self.stems[key]


@dataclass(frozen=True)
class Text:
    """A document's passages with their slots, as the files of texts hold them; `words` is how many it has."""

    document: Document
    passages: list[tuple[int, Passage]]
    words: int


def read(document: Document) -> tuple[Text, list[tuple[int, list[str]]]]:
    """The passages of a document, and the words of each, in the order of their slots."""
    found = passages(document.html())
    lists = [words(passage.text) for passage in found]
    counts = [len(each) for each in lists]
    places = slots([(passage.text, count, passage.is_heading) for passage, count in zip(found, counts, strict=True)])
    title = f"{document.title} {document.subtitle}".strip() if not document.untitled else ""
    numbered = [(TITLE, Passage("", 1, True, title)), *zip(places, found, strict=True)]
    by_slot = sorted(zip((TITLE, *places), (words(title), *lists), strict=True))
    return Text(document, numbered, sum(counts)), by_slot


def make(documents: Sequence[Document], lexicon: Lexicon) -> tuple[bytes, list[Text], list[list[int]]]:
    """The run of a group of documents, in the order of their numbers, their texts, and how many passages and words of each class they have.

    Linear in their length, but for one sort.
    """
    texts = []
    stream: list[str] = []
    heads: list[tuple[int, int]] = []  # document within the group, slot
    base = documents[0].number // GROUP * GROUP
    classes = np.zeros((2, 8), np.int64)  # passages and words of each class
    for document in documents:
        text, by_slot = read(document)
        texts.append(text)
        for slot, each in by_slot:
            heads.append((document.number - base, slot))
            stream += each
            stream.append(END)
            classes[0, slot & 7] += 1
            classes[1, slot & 7] += len(each)
    numbers_of = [document.number - base for document in documents]
    langs = [document.lang for document in documents]
    data = _pack(
        np.fromiter(map(lexicon.__getitem__, stream), np.int32, len(stream)),
        np.array(heads, np.int32).reshape(-1, 2),
        base,
        numbers_of,
        langs,
        lexicon,
    )
    return data, texts, classes.tolist()


def _pack(stream: Array, heads: Array, base: int, numbers: Sequence[int], langs: Sequence[str], lexicon: Lexicon) -> bytes:
    """Sort the words of all passages by term, and lay out the run."""
    used = np.flatnonzero(np.bincount(stream, minlength=1))
    used = used[used > 0]
    names = [lexicon.words[number] for number in used.tolist()]
    terms = [lexicon.terms[number] for number in used.tolist()]
    vocabulary = sorted(set(terms))
    place = {term: at for at, term in enumerate(vocabulary)}
    # Surfaces: the words as they stand, by term and then by themselves.
    order = sorted(range(len(used)), key=lambda at: (terms[at], names[at]))
    surface_of = np.zeros(len(lexicon.words), np.int32)
    surface_of[used[order]] = np.arange(len(order))
    surfaces = [names[at] for at in order]
    term_of_surface = np.array([place[terms[at]] for at in order], np.int32)
    # The stream without the ends of passages, with where each word stands.
    passage = np.cumsum(stream == 0)
    wide = np.zeros(len(lexicon.words), bool)
    wide[[number for number, name in zip(used.tolist(), names, strict=True) if is_compound(name)]] = True
    counted = ~wide[stream]
    counted[stream == 0] = False
    running = np.cumsum(counted)
    ends = np.flatnonzero(stream == 0)
    begun = np.concatenate(([0], running[ends]))[: len(ends)] if len(ends) else np.zeros(0, np.int64)
    kept = np.flatnonzero(stream)
    passage = passage[kept]
    position = running[kept] - begun[passage] - counted[kept]  # a compound stands where the part after it stands
    surface = surface_of[stream[kept]]
    term = term_of_surface[surface]
    sort = np.argsort(term.astype(np.uint16) if len(vocabulary) < 1 << 16 else term, kind="stable")
    term, surface, passage, position = term[sort], surface[sort], passage[sort], position[sort]
    first = np.searchsorted(term_of_surface, np.arange(len(vocabulary) + 1)).astype(np.int32)  # surface of each term
    starts = np.searchsorted(term, np.arange(len(vocabulary) + 1)).astype(np.int32)
    arrays = {
        "start": starts,
        "first": first,
        "document": narrow(heads[passage, 0] if len(passage) else passage),
        "slot": narrow(heads[passage, 1] if len(passage) else passage),
        "position": narrow(position),
        "surface": narrow(surface - first[term] if len(term) else surface),
    }
    data = [term.encode("utf-8", "surrogatepass") for term in vocabulary]
    arrays["text"] = np.concatenate(([0], np.cumsum([len(each) for each in data]))).astype(np.int32)
    blob = b"".join(data)
    written = [surface.encode("utf-8", "surrogatepass") for surface in surfaces]
    arrays["written"] = np.concatenate(([0], np.cumsum([len(each) for each in written]))).astype(np.int32)
    for name, raw in (
        ("terms", blob),
        ("surfaces", b"".join(written)),
        ("stems", "\n".join(_stems(stream, heads, langs, lexicon, numbers)).encode("utf-8", "surrogatepass")),
    ):
        arrays[name] = np.frombuffer(raw, np.uint8)
    head = {
        "base": base,
        "arrays": {name: (array.dtype.str, len(array)) for name, array in arrays.items()},
    }
    top = marshal.dumps(head)
    pad = -(len(top) + 8) % 8
    out = [len(top).to_bytes(8, "little"), top, b"\0" * pad]
    for array in arrays.values():
        raw = array.tobytes()
        out += [raw, b"\0" * (-len(raw) % 8)]
    return b"".join(out)


def _stems(stream: Array, heads: Array, langs: Sequence[str], lexicon: Lexicon, documents: Sequence[int]) -> list[str]:
    """Which words the documents of each language have, as "term, algorithm, stem" with tabs between them; sorted."""
    names = [algorithm(lang) for lang in langs]
    known = sorted({*names} - {""})
    if not known:
        return []
    code = np.full(GROUP, -1, np.int32)
    for document, name in zip(documents, names, strict=True):
        code[document] = known.index(name) if name else -1
    language = code[heads[:, 0]]  # of each passage
    each = np.repeat(language, np.diff(np.concatenate(([-1], np.flatnonzero(stream == 0)))))
    found = set()
    for number, name in enumerate(known):
        here = np.flatnonzero(np.bincount(stream[each == number], minlength=1))
        for at in here[here > 0].tolist():
            found.add(f"{lexicon.terms[at]}\t{name}\t{lexicon.stem(name, at)}")
    return sorted(found)


def narrow(array: Array) -> Array:
    """The same numbers, none below 0, in as few bytes as the largest one needs."""
    top = int(array.max()) if len(array) else 0
    return array.astype(np.uint8 if top < 1 << 8 else np.uint16 if top < 1 << 16 else np.uint32)


class Run:
    """A run that is read in place."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self.map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        size = int.from_bytes(self.map[:8], "little")
        head = marshal.loads(self.map[8 : 8 + size])  # noqa: S302 - our own cache
        self.base: int = head["base"]
        self.arrays: dict[str, Array] = {}
        at = -(-(8 + size) // 8) * 8
        for name, (kind, count) in head["arrays"].items():
            self.arrays[name] = np.frombuffer(self.map, kind, count, at)
            at += -(-self.arrays[name].nbytes // 8) * 8
        self.texts: Array = self.arrays["text"]
        self.terms: Array = self.arrays["terms"]

    def __len__(self) -> int:
        return len(self.texts) - 1

    def __getitem__(self, at: int) -> bytes:
        """A term, in UTF-8: for looking it up."""
        return self.terms[self.texts[at] : self.texts[at + 1]].tobytes()

    def find(self, term: bytes) -> int:
        """The place of the first term that isn't before this one."""
        return bisect_left(self, term)

    def strings(self, name: str, bounds: str, start: int, end: int) -> list[str]:
        """Some of the strings that stand one after the other in the array `name`; `bounds` says where."""
        places = self.arrays[bounds][start : end + 1]
        data = self.arrays[name][places[0] : places[-1]].tobytes()
        cuts = (places - places[0]).tolist()
        if len(data) == len(text := data.decode("utf-8", "surrogatepass")):
            return [text[a:b] for a, b in itertools.pairwise(cuts)]
        return [data[a:b].decode("utf-8", "surrogatepass") for a, b in itertools.pairwise(cuts)]

    def surfaces(self, start: int, end: int) -> list[list[str]]:
        """How each of some terms is written."""
        firsts = self.arrays["first"][start : end + 1].tolist()
        names = self.strings("surfaces", "written", firsts[0], firsts[-1])
        return [names[a - firsts[0] : b - firsts[0]] for a, b in itertools.pairwise(firsts)]

    def vocabulary(self) -> tuple[list[str], Array, list[str]]:
        """All terms, how often each occurs, and the stems of its words."""
        stems = self.arrays["stems"].tobytes().decode("utf-8", "surrogatepass")
        return self.strings("terms", "text", 0, len(self)), np.diff(self.arrays["start"]), stems.split("\n") if stems else []

    def signs(self) -> dict[str, tuple[int, tuple[str, ...]]]:
        """For each term something that differs if anything differs that the run holds of it."""
        terms, counts, _ = self.vocabulary()
        columns = self.arrays
        mixed = columns["document"].astype(np.uint64) << np.uint64(56)
        mixed ^= columns["slot"].astype(np.uint64) << np.uint64(36)
        mixed ^= columns["position"].astype(np.uint64) << np.uint64(8)
        mixed ^= columns["surface"].astype(np.uint64)
        mixed *= np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(32)
        sums = np.add.reduceat(mixed, columns["start"][:-1]).tolist() if len(terms) else []
        del counts
        return {term: (sign, tuple(own)) for term, sign, own in zip(terms, sums, self.surfaces(0, len(self)), strict=True)}
