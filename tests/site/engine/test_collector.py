"""Collectors: only what changed is mapped and reduced, and the outputs are those of a collection from nothing."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from readingroom.site.engine import collector, state
from readingroom.site.engine.collector import Collecting


class Words:
    """The documents of each word, and how often it occurs in all of them; counts what it is asked."""

    name, parameters = "words", 1

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def sees(self, document: str) -> str:
        """All of it."""
        return document

    def map(self, seen: str) -> Iterable[tuple[str, int]]:
        """Each word, and how often."""
        self.asked["map"] += 1
        return Counter(seen.split()).items()

    def reduce(self, key: str, values: Mapping[str, int]) -> tuple[int, tuple[str, ...]]:
        """How often, and in which documents."""
        self.asked["reduce"] += 1
        return sum(values.values()), tuple(values)


class Spliced(Words):
    """The same, brought up to date where there was something before."""

    def splice(self, key: str, former: tuple[int, tuple[str, ...]], changes: Mapping[str, tuple[int | None, int | None]]) -> object:
        """Add what is new, take out what was."""
        self.asked["splice"] += 1
        names = {*former[1], *changes} - {name for name, (_, new) in changes.items() if new is None}
        return former[0] + sum((new or 0) - (old or 0) for old, new in changes.values()), tuple(sorted(names))


def plainly(documents: Mapping[str, str]) -> dict[str, object]:
    """What a collection from nothing gives."""
    return Collecting()(Words(), documents.items())


@pytest.mark.parametrize("kind", [Words, Spliced])
def test_ten_keys_of_ten_thousand_documents(tmp_path: Path, kind: type[Words]) -> None:
    """An edit that touches ten keys maps one document and makes ten outputs anew; one that touches none makes none."""
    documents = {f"{number:05}": f"w{number % 500} w{number % 333} all" for number in range(10_000)}
    Collecting(tmp_path)(kind(), documents.items())
    documents["04321"] += " " + " ".join(f"w{number}" for number in range(10))
    words = kind()
    assert Collecting(tmp_path)(words, documents.items()) == plainly(documents)
    assert (words.asked["map"], words.asked["reduce"] + words.asked["splice"]) == (1, 10)
    words = kind()
    assert Collecting(tmp_path)(words, documents.items()) == plainly(documents)
    assert not words.asked
    del documents["00001"]
    assert Collecting(tmp_path)(words, documents.items()) == plainly(documents)
    assert (words.asked["map"], words.asked["reduce"] + words.asked["splice"]) == (0, 2)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", [Words, Spliced])
def test_random_edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Words], seed: int) -> None:
    """Whatever comes, goes or changes, in one process or in several."""
    monkeypatch.setattr(collector, "FEWEST", (1, 1000)[seed % 2])
    chance, documents = random.Random(seed), dict[str, str]()
    for _ in range(12):
        for _ in range(chance.randrange(6)):
            name = str(chance.randrange(20))
            documents[name] = " ".join(chance.choices("abcdefgh", k=chance.randrange(5)))
            if chance.random() < 0.3:
                del documents[name]
        assert Collecting(tmp_path)(kind(), documents.items()) == plainly(documents)


def test_other_code_and_other_parameters_collect_anew(tmp_path: Path) -> None:
    """What another version, or another setting, made is not taken over."""
    documents = {"a": "x y", "b": "y"}
    Collecting(tmp_path, b"one")(Words(), documents.items())
    words = Words()
    Collecting(tmp_path, b"two")(words, documents.items())
    assert words.asked == {"map": 2, "reduce": 2}
    words.parameters = 2
    Collecting(tmp_path, b"two")(words, documents.items())
    assert words.asked == {"map": 4, "reduce": 4}


@pytest.mark.parametrize("damage", ["index", "values", "outputs"])
@pytest.mark.parametrize("cut", [True, False])
def test_damaged_state_is_not_used(tmp_path: Path, damage: str, cut: bool) -> None:
    """A file that is damaged or gone costs time, nothing else."""
    documents = {"a": "x y", "b": "y"}
    Collecting(tmp_path)(Words(), documents.items())
    for path in (tmp_path / "collected-words").glob(f"{damage}*"):
        path.write_bytes(path.read_bytes()[:-1]) if cut else path.unlink()
    documents["b"] = "z"
    assert Collecting(tmp_path)(Words(), documents.items()) == plainly(documents)


def test_a_build_that_is_killed_while_it_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It leaves no index beside buckets of another moment: a document that is changed back is not taken for one that never changed."""
    documents = {"a": "x", "b": "y"}
    Collecting(tmp_path)(Words(), documents.items())
    write = state.write

    def killed(path: Path, owner: str, value: object) -> None:
        if path.name == "index":
            raise KeyboardInterrupt
        write(path, owner, value)

    monkeypatch.setattr(state, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        Collecting(tmp_path)(Words(), {**documents, "a": "z"}.items())
    monkeypatch.undo()
    assert Collecting(tmp_path)(Words(), documents.items()) == plainly(documents)


def test_a_key_that_comes_twice() -> None:
    """A mistake in a collector is said, not guessed at."""

    class Twice(Words):
        def map(self, seen: str) -> Iterable[tuple[str, int]]:
            return (("a", 1), ("a", 2))

    with pytest.raises(ValueError, match="'a' twice"):
        Collecting()(Twice(), [("one", "")])
