"""The index of a collection, kept up to date: from documents to files, the same whether some of it was there before or not.

Runs of groups of documents are made where a document changed; shards where a term changed in a run, or where borders moved; all else is
taken from the folder of the cache, whose files are named by their content.
"""

from __future__ import annotations

import json
import pickle
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any
from unicodedata import unidata_version

from readingroom.search import codes, shard
from readingroom.search.columns import COLUMNS, column_files
from readingroom.search.document import GROUP, Document
from readingroom.search.run import Lexicon, Run, make
from readingroom.search.stemming import ALGORITHMS, algorithm
from readingroom.search.texts import documents_in_file, text_files
from readingroom.search.vocabulary import Vocabulary, heavy

FORMAT = 1
"""Of the index, which its script asks for."""
STEMMERS = sorted(set(ALGORITHMS.values()))
"""The languages of stems, by number."""
STRETCH = 400_000
"""Occurrences that are reduced at once."""
Tasks = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
"""How work is shared out: a function, its arguments; the results in any order."""
Range = tuple[str, str | None]
"""The terms of a shard: from the first up to, and without, the second; None is the end."""


@dataclass
class Group:
    """What is known of a group of documents."""

    digest: str
    classes: list[list[int]]  # passages and words of each class
    texts: dict[tuple[int, int], str]  # names of its files of texts
    words: dict[int, int]  # of each document


@dataclass
class Shard:
    """What is known of a shard."""

    names: tuple[str, str]
    apart: dict[str, tuple[str, str]]  # the files of its heavy terms
    exports: list[tuple[str, int, str]]  # stems that lie in other shards, with language and term
    imports: list[tuple[str, int, str]]


@dataclass
class State:
    """All that is remembered."""

    key: tuple[str, int] = ("", 0)  # the release, and the number of documents in a file of texts
    groups: dict[int, Group] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    shards: dict[Range, Shard] = field(default_factory=dict)
    limit: int = 0  # from how many occurrences on a term has its own files
    small: dict[str, tuple[str, str]] = field(default_factory=dict)  # digest and name of each column and list of terms
    script: bytes = b""  # the root


class Index:
    """The index in a folder of the cache. `tasks` shares out work among processes."""

    def __init__(self, folder: Path, tasks: Tasks) -> None:
        self.folder, self.tasks = folder, tasks
        self.files, self.runs = folder / "files", folder / "runs"
        for each in (self.files, self.runs):
            each.mkdir(parents=True, exist_ok=True)
        self.state = self._load()

    def _load(self) -> State:
        try:
            state = pickle.loads((self.folder / "state").read_bytes())  # noqa: S301 - our own cache
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError):
            return State()
        return state if isinstance(state, State) else State()

    def update(self, documents: Iterable[Document]) -> dict[str, Path]:
        """Bring the index up to date with these documents; gives its files, by their names below the folder of the index."""
        ordered = sorted(documents, key=lambda document: document.number)
        last = ordered[-1].number if ordered else 0
        key = (release(), documents_in_file(last))
        state = self.state if self.state.key == key and self._is_whole(self.state) else State(key)
        if state is not self.state:
            for path in self.files.iterdir():  # of another release: it may have coded the same content otherwise
                path.unlink()
        groups: dict[int, list[Document]] = {}
        for document in ordered:
            groups.setdefault(document.number // GROUP, []).append(document)
        changed = self._map(state, groups)
        if changed is None or changed:
            self._reduce(state, changed)
        self._small(state, ordered, last)
        return self._finish(state, ordered, last)

    # -- map ---------------------------------------------------------------------------------------------------------

    def _map(self, state: State, groups: dict[int, list[Document]]) -> set[str] | None:
        """Make the runs of groups that changed; gives the terms that changed with them, None if those are all."""
        digests = {number: _digest(documents) for number, documents in groups.items()}
        gone = [number for number in state.groups if number not in groups]
        todo = [
            n
            for n, digest in digests.items()
            if n not in state.groups or state.groups[n].digest != digest or not self._run(n, digest).exists()
        ]
        anew = not state.shards or len(todo) + len(gone) > len(groups) // 2 + 1
        lexicon = Lexicon()  # each process goes on with its own copy

        def work(number: int) -> tuple[int, Group]:
            data, texts, classes = make(groups[number], lexicon)
            path = self._run(number, digests[number])
            path.with_suffix(".new").write_bytes(data)
            path.with_suffix(".new").replace(path)
            names = {key: self._keep("t", part, of_texts=True) for key, part in text_files(texts, state.key[1])}
            return number, Group(digests[number], classes, names, {text.document.number: text.words for text in texts})

        made = dict(self.tasks(work, todo))
        if anew:
            state.vocabulary, state.shards = Vocabulary(), {}
            for number in gone:
                del state.groups[number]
            state.groups.update(made)
            for number, group in state.groups.items():
                state.vocabulary.add(*Run(self._run(number, group.digest)).vocabulary())
            return None
        changed: set[str] = set()
        for number in [*todo, *gone]:
            old = Run(self._run(number, state.groups[number].digest)) if number in state.groups else None
            new = Run(self._run(number, digests[number])) if number in made else None
            before, after = old.signs() if old else {}, new.signs() if new else {}
            changed |= {term for term in before.keys() | after.keys() if before.get(term) != after.get(term)}
            stems: set[str] = set()
            if old:
                terms, counts, found = old.vocabulary()
                stems ^= {*found}
                state.vocabulary.take(terms, counts, found)
            if new:
                terms, counts, found = new.vocabulary()
                stems ^= {*found}
                state.vocabulary.add(terms, counts, found)
            changed |= {stem.partition("\t")[0] for stem in stems}
            if new:
                state.groups[number] = made[number]
            else:
                del state.groups[number]
        return changed

    def _run(self, number: int, digest: str) -> Path:
        return self.runs / f"{number}-{digest}-{release()}"

    # -- reduce ------------------------------------------------------------------------------------------------------

    def _reduce(self, state: State, changed: set[str] | None) -> None:
        """Make the shards that changed."""
        terms, places = state.vocabulary.divide()
        limit = heavy(sum(state.vocabulary.counts.values()))
        if limit != state.limit:
            state.limit, state.shards = limit, {}
        lows = ["", *(terms[place] for place in places[1:])]
        ranges: list[Range] = list(zip(lows, [*lows[1:], None], strict=True))
        bounds = [*places, len(terms)]
        stems = _stems_of(state.vocabulary)
        touched = {bisect_right(lows, term) - 1 for term in changed} if changed is not None else set(range(len(ranges)))
        exports = []
        for at, each in enumerate(ranges):
            known = state.shards.get(each)
            exports.append(known.exports if known and at not in touched else _exports(terms[bounds[at] : bounds[at + 1]], each, stems))
        imports: list[list[tuple[str, int, str]]] = [[] for _ in ranges]
        for one in exports:
            for export in one:
                imports[bisect_right(lows, export[0]) - 1].append(export)
        for found in imports:
            found.sort()
        dirty = [at for at, each in enumerate(ranges) if at in touched or _is_stale(state.shards.get(each), imports[at])]
        runs = [self._run(number, state.groups[number].digest) for number in sorted(state.groups)]
        opened: list[Run] = []

        def work(stretch: list[int]) -> list[tuple[int, tuple[str, str], dict[str, tuple[str, str]]]]:
            if not opened:
                opened.extend(map(Run, runs))
            postings = shard.gather(opened, ranges[stretch[0]][0], ranges[stretch[-1]][1])
            encoded = shard.encode(postings)
            start, results = 0, []
            for at in stretch:
                end = start + bounds[at + 1] - bounds[at]
                here = {term: stems[term] for term in postings.terms[start:end] if term in stems}
                own, places_of, apart = shard.files(postings, start, end, encoded, limit, here, imports[at])
                names = self._keep("p", own), self._keep("w", places_of)
                results.append((at, names, {term: (self._keep("p", a), self._keep("w", b)) for term, (a, b) in apart.items()}))
                start = end
            return results

        weights = [sum(map(state.vocabulary.counts.__getitem__, terms[bounds[at] : bounds[at + 1]])) for at in dirty]
        shards: dict[Range, Shard] = {}
        made = {at: (names, apart) for results in self.tasks(work, list(_stretches(dirty, weights))) for at, names, apart in results}
        for at, each in enumerate(ranges):
            if at in made:
                shards[each] = Shard(*made[at], exports[at], imports[at])
            else:
                shards[each] = state.shards[each]
        state.shards = shards

    # -- the rest ----------------------------------------------------------------------------------------------------

    def _small(self, state: State, documents: Sequence[Document], last: int) -> None:
        """Make the columns, and the lists of terms by their length."""
        words = {number: count for group in state.groups.values() for number, count in group.words.items()}
        found = {f"c {name}": data for name, data in column_files(documents, last, words).items()}
        lists: dict[int, list[str]] = {}
        for term in state.vocabulary.counts:
            lists.setdefault(min(len(term), 24), []).append(term)
        found.update((f"v {length}", "\n".join(sorted(each)).encode("utf-8", "surrogatepass")) for length, each in lists.items())
        small = {}
        for name, data in found.items():
            digest = blake2b(data, digest_size=12).hexdigest()
            known = state.small.get(name)
            small[name] = known if known and known[0] == digest else (digest, self._keep(name[0], data, of_texts=True))
        state.small = small

    def _finish(self, state: State, documents: Sequence[Document], last: int) -> dict[str, Path]:
        """Write the root and the state, remove what is of no use any more; gives all files."""
        classes = [[sum(group.classes[row][at] for group in state.groups.values()) for at in range(8)] for row in range(2)]
        size = state.key[1]
        texts = [""] * (last // size + 1)
        parts: dict[str, list[str]] = {}
        for group in state.groups.values():
            for (number, _part), name in group.texts.items():
                if number >= 0:
                    texts[number] = _short(name)
                else:
                    parts.setdefault(str(-number), []).append(_short(name))
        ranges = list(state.shards)
        root = {
            "format": FORMAT,
            "documents": len(documents),
            "last": last,
            "passages": classes[0],
            "words": classes[1],
            "stemmers": STEMMERS,
            "languages": sorted({name for document in documents if (name := algorithm(document.lang))}),
            "borders": [low for low, _ in ranges],
            "postings": "".join(_short(each.names[0]) for each in state.shards.values()),
            "positions": "".join(_short(each.names[1]) for each in state.shards.values()),
            "apart": dict(
                sorted((term, "".join(map(_short, pair))) for each in state.shards.values() for term, pair in each.apart.items())
            ),
            "group": size,
            "texts": "".join(name or " " * 8 for name in texts),
            "parts": {number: "".join(names) for number, names in sorted(parts.items())},
            "columns": {name[2:]: _short(pair[1]) for name, pair in sorted(state.small.items()) if name[0] == "c"},
            "facets": [[column.field, column.title] for column in COLUMNS],
            "terms": {name[2:]: _short(pair[1]) for name, pair in sorted(state.small.items()) if name[0] == "v"},
        }
        data = json.dumps(root, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        state.script = codes.script("index", codes.deflated([data], of_texts=True))
        names = _names(state)
        _replace(self.folder / "index.js", state.script)
        _replace(self.folder / "state", pickle.dumps(state, pickle.HIGHEST_PROTOCOL))
        self.state = state
        wanted = {name.replace("/", "-") for name in names}
        for path in self.files.iterdir():
            if path.stem not in wanted:
                path.unlink()
        runs = {self._run(number, group.digest).name for number, group in state.groups.items()}
        for path in self.runs.iterdir():
            if path.name not in runs:
                path.unlink()
        return {"index.js": self.folder / "index.js", **{f"{name}.js": self._path(name) for name in names}}

    def _is_whole(self, state: State) -> bool:
        """Whether all files that are remembered are there."""
        return {name.replace("/", "-") for name in _names(state)} <= {path.stem for path in self.files.iterdir()}

    def _path(self, name: str) -> Path:
        return self.files / f"{name.replace('/', '-')}.js"

    def _keep(self, kind: str, data: bytes, *, of_texts: bool = False) -> str:
        """Write an index file, if it isn't there; gives its name."""
        name = codes.name_of(kind, data)
        path = self._path(name)
        if not path.exists():
            _replace(path, codes.script(name, codes.deflated([data], of_texts=of_texts)))
        return name


def _names(state: State) -> set[str]:
    """The names of all files of an index but the root."""
    names = {name for group in state.groups.values() for name in group.texts.values()}
    for each in state.shards.values():
        names |= {*each.names, *(name for pair in each.apart.values() for name in pair)}
    return names | {name for _, name in state.small.values()}


@cache
def release() -> str:
    """What decides what is in an index, besides documents: this code, and the releases of the libraries that it asks."""
    parts = [f"{name} {version(name)}" for name in ("numpy", "pystemmer")]
    parts += [path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))]
    return blake2b("\n".join([*parts, zlib.ZLIB_RUNTIME_VERSION, unidata_version]).encode(), digest_size=8).hexdigest()


def _replace(path: Path, data: bytes) -> None:
    """Write a file by rename: a site may share the one that stands there."""
    draft = path.with_suffix(".new")
    draft.write_bytes(data)
    draft.replace(path)


def _short(name: str) -> str:
    return name.partition("/")[2]


def _digest(documents: Sequence[Document]) -> str:
    """What a run and its texts are made from."""
    facts = repr([(document.digest, document.facts()) for document in documents])
    return blake2b(facts.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _stems_of(vocabulary: Vocabulary) -> dict[str, list[tuple[int, str]]]:
    """The stems of each term, by number of language."""
    found: dict[str, list[tuple[int, str]]] = {}
    number = {name: at for at, name in enumerate(STEMMERS)}
    for each in vocabulary.stems:
        term, name, stem = each.split("\t")
        found.setdefault(term, []).append((number[name], stem))
    for pairs in found.values():
        if len(pairs) > 1:
            pairs.sort()
    return found


def _is_stale(known: Shard | None, imports: list[tuple[str, int, str]]) -> bool:
    """Whether a shard must be made again though none of its terms changed."""
    return known is None or known.imports != imports


def _exports(terms: Iterable[str], bounds: Range, stems: dict[str, list[tuple[int, str]]]) -> list[tuple[str, int, str]]:
    """The stems of a shard's terms that lie in other shards."""
    low, high = bounds
    found = ((stem, language, term) for term in terms for language, stem in stems.get(term, ()))
    return [(stem, language, term) for stem, language, term in found if stem < low or (high is not None and stem >= high)]


def _stretches(dirty: Sequence[int], weights: Sequence[int]) -> Iterator[list[int]]:
    """Neighbouring shards in stretches of about STRETCH occurrences."""
    stretch: list[int] = []
    weight = 0
    for at, each in zip(dirty, weights, strict=True):
        if stretch and (at != stretch[-1] + 1 or weight + each > STRETCH):
            yield stretch
            stretch, weight = [], 0
        stretch.append(at)
        weight += each
    if stretch:
        yield stretch
