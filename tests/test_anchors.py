"""Names of paragraphs: what they must survive, and what not."""

import re

from hypothesis import given
from hypothesis import strategies as st

from readingroom.anchors import anchor, anchors


def test_a_name_is_what_it_always_was() -> None:
    """Names are in people's footnotes: this one may never change."""
    assert anchor("The ice went out on a Tuesday.") == "p5xlmylw"


def test_what_is_no_letter_does_not_count() -> None:
    """Case, punctuation, spacing, line ends and composition may be corrected without breaking a citation."""
    assert anchor("The ice — went  out,\non a Tuesday!") == anchor("the ice went out on a tuesday")
    assert anchor("caf\u00e9") == anchor("cafe\u0301")
    assert anchor("The ice") != anchor("The mice")
    assert anchor("第一章") != anchor("第二章")


def test_what_has_no_letters_has_a_name_too() -> None:
    """A row of asterisks and a row of dashes differ."""
    assert anchor("* * *") != anchor("---")


def test_equal_paragraphs_are_told_apart_in_order() -> None:
    """A refrain comes more than once."""
    first, other, second, third = anchors(["Row, boys", "And so", "Row boys!", "row, boys"])
    assert (second, third) == (f"{first}-2", f"{first}-3")
    assert other != first


@given(st.lists(st.text(max_size=30), max_size=30))
def test_names_are_ids(texts: list[str]) -> None:
    """Names differ within a document, and need no escaping in HTML or in an address."""
    names = anchors(texts)
    assert len(set(names)) == len(names) == len(texts)
    assert all(re.fullmatch(r"p[a-z2-7]{7}(-\d+)?", name) for name in names)
