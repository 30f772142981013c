"""Edits and the places of cleaned lines in the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.document import SPACE, Edit, Joint, Line, Paragraph, Piece, apply, whole


def test_apply_makes_edits_in_order() -> None:
    """Insertion, deletion and replacement."""
    assert apply("abcdef", [Edit(0, 0, ">", "r"), Edit(1, 3, "", "r"), Edit(5, 6, "XYZ", "r")]) == ">adeXYZ"


def test_edits_out_of_order_are_refused() -> None:
    """An overlap would lose the proof."""
    with pytest.raises(ValueError, match="out of order"):
        apply("abcdef", [Edit(2, 4, "", "r"), Edit(3, 5, "", "r")])


def test_a_block_joins_its_lines() -> None:
    """A hyphen is dropped where its joint says so."""
    first, second, third = (Line(text, 0, 0, 1) for text in ("the har-", "bour in", "March"))
    block = Paragraph(pieces=(whole(first), whole(second), whole(third)), joints=(Joint("", drop=1, rule="hyphens"), SPACE))
    assert block.text == "the harbour in March"


@st.composite
def cleaned_lines(draw: st.DrawFn) -> tuple[str, Line]:
    """A source line and what some edits made of it."""
    source = draw(st.text("abcdefgh", min_size=1, max_size=20))
    cuts = sorted(draw(st.sets(st.integers(0, len(source)), max_size=6)))
    edits = tuple(Edit(100 + a, 100 + b, draw(st.text("XYZ", max_size=3)), "r") for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    text = apply(source, [Edit(e.start - 100, e.end - 100, e.after, e.rule) for e in edits])
    return source, Line(text, 100, 100 + len(source), 1, edits=edits)


@given(cleaned_lines())
def test_every_character_knows_its_place(made: tuple[str, Line]) -> None:
    """A character that was not touched stands where `at` says; places never go backwards."""
    source, line = made
    places = [line.at(index) for index in range(len(line.text) + 1)]
    assert places == sorted(places)
    assert all(100 <= place <= 100 + len(source) for place in places)
    for index, character in enumerate(line.text):
        if character.islower():
            assert source[places[index] - 100] == character


def test_a_piece_is_a_stretch() -> None:
    """White space around a line is not part of it."""
    line = Line("   a line  ", 0, 11, 1)
    assert whole(line) == Piece(line, 3, 9)
    assert whole(line).text == "a line"
