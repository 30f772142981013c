"""Collectors: what is made from all documents, and made again only where a document's contribution changed.

A collector maps each document to (key, value) pairs and reduces the values of a key to its output. It is told apart what `map` may use of a
document (`sees`), so that a document that looks the same is not mapped again, and a key whose values are the same is not reduced again: an
edit that touches ten keys of ten thousand documents runs one `map` and ten `reduce`s.

The state of a collector is a folder in the cache: an index of the documents, and the values and outputs of keys in buckets, so that an edit
rewrites those files that it touches. The index goes before a bucket is written and comes back after the last one: a build that is killed
between the two leaves no index, and the next one collects anew.
"""

from __future__ import annotations

import marshal
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar
from zlib import crc32

from readingroom.site.engine import state
from readingroom.site.engine.digest import digest
from readingroom.site.engine.processes import Question, workers

FORMAT = "1"
BUCKETS = 64
FEWEST = 256
"""Maps or reductions from which on another process is worth its fork."""
Plain = Any
"""None, numbers, strings, bytes, and tuples, lists and dicts of these. Equal ones are the same."""

A = TypeVar("A")
B = TypeVar("B")


class Collector(Protocol):
    """What a collector has to say. All three are pure functions of their arguments, of `parameters` and of the package's own code."""

    @property
    def name(self) -> str:
        """Of its folder in the cache."""

    @property
    def parameters(self) -> Plain:
        """The settings that `map` or `reduce` use."""

    def sees(self, document: Any) -> Plain:
        """All that `map` may use of a document."""

    def map(self, seen: Plain) -> Iterable[tuple[str, Plain]]:
        """The (key, value) pairs of a document, no key twice."""

    def reduce(self, key: str, values: Mapping[str, Plain]) -> Plain:
        """The output of a key; `values` by the ids of their documents, in the order of these."""


class Splicing(Collector, Protocol):
    """A collector that can also bring an output up to date."""

    def splice(self, key: str, former: Plain, changes: Mapping[str, tuple[Plain, Plain]]) -> Plain | None:
        """The output of a key from its former one; `changes`: old and new value by id, None where there is none. None: reduce it."""


class Collecting:
    """Runs collectors. `folder` is where their state is kept, None for nowhere; `epoch` stands for the code that made it."""

    def __init__(self, folder: Path | None = None, epoch: bytes = b"") -> None:
        self.folder, self.epoch = folder, epoch

    def __call__(self, collector: Collector, documents: Iterable[tuple[str, Any]]) -> dict[str, Plain]:
        """The outputs of a collector by key, for exactly these (id, document) pairs. Raises ValueError for a key that `map` gives twice."""
        folder = self.folder / f"collected-{collector.name}" if self.folder else None
        seen = {name: collector.sees(document) for name, document in documents}
        try:
            return _collect(collector, seen, _Store(folder, collector, self.epoch))
        except DamagedError:  # found out of a bucket only when it is needed
            return _collect(collector, seen, _Store(folder, collector, self.epoch, anew=True))


def _collect(collector: Collector, seen: dict[str, Plain], store: _Store) -> dict[str, Plain]:
    old = store.documents
    fresh = [name for name, now in seen.items() if name not in old or old[name][0] != now]
    gone = old.keys() - seen.keys()
    if not fresh and not gone:
        return store.all_outputs()
    mapped = dict(zip(fresh, in_parallel(partial(_pairs, collector), [seen[name] for name in fresh]), strict=True))
    changes: dict[str, dict[str, tuple[Plain, Plain]]] = defaultdict(dict)
    for name in (*fresh, *gone):
        new = mapped.get(name, {})
        for key in {*(old[name][1] if name in old else ()), *new}:
            before, after = store.bucket(key).get(key, {}).get(name), new.get(key)
            if before != after:
                changes[key][name] = before, after
    store.change(changes)
    store.documents = {name: (now, tuple(mapped[name]) if name in mapped else old[name][1]) for name, now in seen.items()}
    tasks = [
        (key, store.bucket(key)[key], store.outputs(key).get(key), changes[key]) for key in sorted(changes) if key in store.bucket(key)
    ]
    store.keep(dict(zip([task[0] for task in tasks], in_parallel(partial(_output, collector), tasks), strict=True)), changes)
    return store.all_outputs()


def _pairs(collector: Collector, seen: Plain) -> dict[str, Plain]:
    pairs: dict[str, Plain] = {}
    for key, value in collector.map(seen):
        if key in pairs:
            raise ValueError(f"the collector {collector.name} gives the key {key!r} twice for one document")
        if value is None:
            raise ValueError(f"the collector {collector.name} gives no value for the key {key!r}: leave the pair out")
        pairs[key] = value
    return pairs


def _output(collector: Collector, task: tuple[str, Mapping[str, Plain], Plain, Mapping[str, tuple[Plain, Plain]]]) -> Plain:
    """The output of a key whose values changed."""
    key, values, former, changes = task
    splice = getattr(collector, "splice", None)
    if splice is not None and former is not None and (spliced := splice(key, former, changes)) is not None:
        return spliced
    return collector.reduce(key, dict(sorted(values.items())))


class DamagedError(Exception):
    """A bucket that the index names can't be read."""


class _Store:
    """The state of one collector. What can't be read, or is of other code, is forgotten; `anew`: all of it."""

    def __init__(self, folder: Path | None, collector: Collector, epoch: bytes, *, anew: bool = False) -> None:
        self.folder = folder
        self.owner = f"{FORMAT} {collector.name}"
        self.mark = digest(epoch + repr(collector.parameters).encode("utf-8", "surrogatepass"))
        self.documents: dict[str, tuple[Plain, tuple[str, ...]]] = {}  # what was seen of each, and its keys
        self.numbers: set[int] = set()  # of the buckets that are kept
        self._buckets: dict[int, dict[str, dict[str, Plain]]] = {}  # key -> id -> value
        self._outputs: dict[int, dict[str, Plain]] = {}
        index = None if anew else self._read("index")
        if index and index[0] == self.mark:
            _, self.documents, numbers = index
            self.numbers = {*numbers}
        elif folder:
            shutil.rmtree(folder, ignore_errors=True)

    def _read(self, name: str) -> Any:
        """A file of the state; None if there is none that can be used."""
        data = state.read(self.folder / name, self.owner, {}) if self.folder else None
        return None if data is None else marshal.loads(data)  # noqa: S302 - sealed with a digest, and ours

    def _write(self, name: str, value: Any) -> None:
        assert self.folder
        state.write(self.folder / name, self.owner, marshal.dumps(value))

    def _part(self, kind: str, found: dict[int, Any], number: int) -> Any:
        """The values, or outputs, of a bucket. Raises DamagedError."""
        if number not in found:
            found[number] = self._read(f"{kind}-{number:02}") if number in self.numbers else {}
            if found[number] is None:
                raise DamagedError
        return found[number]

    def bucket(self, key: str) -> dict[str, dict[str, Plain]]:
        """The values of all keys in a key's bucket."""
        return self._part("values", self._buckets, number_of(key))  # type: ignore[no-any-return]  # unpickled

    def outputs(self, key: str) -> dict[str, Plain]:
        """The outputs of all keys in a key's bucket."""
        return self._part("outputs", self._outputs, number_of(key))  # type: ignore[no-any-return]  # unpickled

    def all_outputs(self) -> dict[str, Plain]:
        """The outputs of all keys, in the order of these."""
        numbers = self.numbers | self._outputs.keys()
        return dict(sorted(pair for number in numbers for pair in self._part("outputs", self._outputs, number).items()))

    def change(self, changes: Mapping[str, Mapping[str, tuple[Plain, Plain]]]) -> None:
        """Take in changed values. A key that has none any more has no output either."""
        for key, changed in changes.items():
            bucket = self.bucket(key)
            values = bucket.setdefault(key, {})
            for name, (_, after) in changed.items():
                if after is None:
                    values.pop(name, None)
                else:
                    values[name] = after
            if not values:
                del bucket[key]
                self.outputs(key).pop(key, None)

    def keep(self, made: Mapping[str, Plain], changed: Iterable[str]) -> None:
        """Take in outputs, and write down what is not as it was."""
        for key, output in made.items():
            self.outputs(key)[key] = output
        if self.folder is None:
            return
        (self.folder / "index").unlink(missing_ok=True)
        for number in {number_of(key) for key in changed}:
            self._write(f"values-{number:02}", self._buckets[number])
            self._write(f"outputs-{number:02}", self._part("outputs", self._outputs, number))
            self.numbers.add(number)
        self._write("index", (self.mark, self.documents, sorted(self.numbers)))


def number_of(key: str) -> int:
    """The number of a key's bucket."""
    return crc32(key.encode("utf-8", "surrogatepass")) % BUCKETS


def in_parallel(work: Callable[[A], B], items: Sequence[A]) -> list[B]:
    """What `work` gives for each item, in order. Done in as many processes as are worth it; what one of them can't do is done here."""
    number = min(workers(), len(items) // FEWEST)
    if number < 2:
        return [work(item) for item in items]
    parts = [items[start::number] for start in range(number)]
    helpers: list[Question[list[B]]] = []
    try:
        helpers += [Question(partial(_all, work, part)) for part in parts[1:]]
        done = [
            _all(work, parts[0]),
            *(answer if (answer := helper()) is not None else _all(work, part) for helper, part in zip(helpers, parts[1:], strict=True)),
        ]
    except BaseException:
        for helper in helpers:
            helper.end()
        raise
    result: list[Any] = [None] * len(items)
    for start, part in enumerate(done):
        result[start::number] = part
    return result


def _all(work: Callable[[A], B], items: Sequence[A]) -> list[B]:
    return [work(item) for item in items]
