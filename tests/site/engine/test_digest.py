"""Digests tell values apart: whatever a template could see of two objects that differ, their digests differ, and else not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from readingroom.site.engine.digest import Unknown
from readingroom.site.engine.digester import Digester


@dataclass(frozen=True, slots=True)
class Link:
    """A small row."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Other:
    """A row with the same fields."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A row that is digested by itself, with rows in it."""

    a: int
    b: str
    c: float
    d: bool
    e: tuple[str, ...]
    f: Link | None
    g: tuple[Link, ...]
    h: Any


@dataclass
class Loose:
    """A row that can change."""

    name: str


texts = st.text(max_size=3) | st.just("x" * 70)
links = st.builds(Link, texts, texts)
plain = st.none() | st.booleans() | st.integers(0, 2) | texts
anything = plain | links | st.lists(plain | links, max_size=2) | st.tuples(plain, links) | texts.map(Markup)
leaves = st.builds(
    Leaf,
    st.integers(0, 2),
    texts,
    st.sampled_from([0.0, 1.0]),
    st.booleans(),
    st.lists(texts, max_size=2).map(tuple),
    st.none() | links,
    st.lists(links, max_size=2).map(tuple),
    anything,
)


def told(value: Any) -> str:
    """A value and the kinds of all its parts as text, to compare by."""
    return f"{type(value).__name__}:{value!r}"


@given(leaves, leaves)
def test_rows_have_one_digest_if_they_are_equal(one: Leaf, other: Leaf) -> None:
    """The same in one digester as in two, and another one as soon as anything differs, at any depth."""
    alone, again = Digester(None), Digester(None)
    assert (alone(one) == again(other)) == (told(one) == told(other))
    assert alone(one) == again(one)


@given(anything, anything)
def test_values_have_one_digest_if_they_are_equal(one: Any, other: Any) -> None:
    """Lists and tuples, rows and texts, plain ones and Markup: none stands for another."""
    assert (Digester(None)([one]) == Digester(None)([other])) == (told(one) == told(other))


def test_rows_of_two_classes_differ() -> None:
    """Though they hold the same, a template may tell them apart."""
    assert Digester(None)(Link("a", "b")) != Digester(None)(Other("a", "b"))
    assert Digester(None)((Link("a", "b"),)) != Digester(None)((Other("a", "b"),))


def test_a_row_that_can_change_is_unknown() -> None:
    """Its digest could be that of another moment."""
    with pytest.raises(Unknown):
        Digester(None)(Loose("a"))
    with pytest.raises(Unknown):
        Digester(None)(Leaf(1, "", 0.0, True, (), None, (), Loose("a")))


def test_a_row_that_holds_itself_is_unknown() -> None:
    """Through a list, which can be changed afterwards."""
    held: list[Any] = []
    row = Leaf(1, "", 0.0, True, (), None, (), held)
    held.append(row)
    with pytest.raises(Unknown):
        Digester(None)(row)
