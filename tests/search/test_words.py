"""Words and terms: the table that the script of the search is held against too, in tests/browser/test_search.py."""

import json
from pathlib import Path

import pytest

from readingroom.search.slots import slots
from readingroom.search.stemming import stem
from readingroom.search.words import term_of, words

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS["words"], ids=lambda vector: vector["text"][:20])
def test_words(vector: dict[str, list[str]]) -> None:
    """Where words begin and end, and their terms."""
    assert words(vector["text"]) == vector["words"]
    assert [term_of(word) for word in words(vector["text"])] == vector["terms"]


@pytest.mark.parametrize("vector", VECTORS["stems"], ids=lambda vector: vector[1])
def test_stems(vector: list[str]) -> None:
    """Stems, folded after stemming."""
    name, word, expected = vector
    assert stem(word, name) == expected


def test_folding_joins_what_readers_type_alike() -> None:
    """Apostrophes, ligatures, long s, widths, points and vowels; and tells apart what are different letters."""
    for one, other in (
        ("ſhip", "ship"),
        ("ﬁne", "fine"),
        ("Straße", "STRASSE"),
        ("Ａｂ", "ab"),
        ("הסֵפֶר", "הספר"),
        ("كِتَابٌ", "كتاب"),
        ("ё", "е"),
    ):
        assert term_of(one) == term_of(other)
    for one, other in (("мой", "мои"), ("が", "か"), ("कि", "की")):
        assert term_of(one) != term_of(other)
    assert words("Banquo’s") == words("Banquo's") == words("Banquo\u02bcs") == ["Banquo", "s"]


def test_a_passage_keeps_its_slot() -> None:
    """When another is put in before it, or one of its later words is edited."""
    texts = [f"{name} begins a passage that is of some length, number {name}" for name in ("one", "two", "three", "four", "five")]
    before = slots([(text, len(words(text)), False) for text in texts])
    after = slots([(text, len(words(text)), False) for text in [*texts[:2], "a new passage stands here and has ten words", *texts[2:]]])
    kept = [slot for at, slot in enumerate(after) if at != 2]
    assert sum(one == other for one, other in zip(before, kept, strict=True)) >= 4
    texts[3] = texts[3].replace("length", "width")
    assert slots([(text, len(words(text)), False) for text in texts]) == before
    assert len({*before}) == len(before)
