"""Sentences that stop in the middle, headings that nothing full follows, columns of two widths."""

import textwrap

import pytest

from readingroom.clean import clean
from readingroom.document import Survey
from readingroom.structure import structure
from readingroom.structure.layout import lay_out

CLOSED = """\
The tide came in at four and the boats lay low under the quay wall. Nobody on the harbour side spoke of the storm any more, and the
children counted gulls.
""".replace("\n", " ").strip()
WRAPPED = textwrap.fill(CLOSED, 60)
LEFT = "The council met again on the next day, and what it had to say about the harbour was said by Jonas"
RIGHT = "Harrow, who had come from the other side of the river for it."


def blocks(text: str) -> list[tuple[str, str]]:
    """(kind, text) of every block."""
    return [(type(block).__name__, block.text) for block in structure(clean(text), Survey())]


def texts(text: str) -> list[str]:
    """What the blocks say."""
    return [found for _, found in blocks(text)]


def test_a_sentence_that_stops_goes_on_where_paragraphs_end_with_one() -> None:
    """Before a capital, and only if what follows comes to the end of a sentence."""
    assert f"{LEFT} {RIGHT}" in texts("\n\n".join([*[CLOSED] * 5, LEFT, RIGHT, CLOSED]))
    assert LEFT in texts("\n\n".join([*[CLOSED] * 5, LEFT, RIGHT[:-1], CLOSED]))


def test_no_sentence_goes_on_where_none_ever_ends() -> None:
    """A text without stops says nothing by one that lacks."""
    assert LEFT in texts("\n\n".join([*[CLOSED[:-1]] * 5, LEFT, RIGHT, CLOSED]))


@pytest.mark.parametrize(
    "below",
    [
        "                    The Second Year\nNobody came.",
        "The Second Year\n   Nobody came to the quay, and\nthe gulls were counted by the children, and the lamp.",
    ],
)
def test_a_heading_is_centred_or_stands_above_a_first_line(below: str) -> None:
    """Even if what follows is not full."""
    found = blocks(f"{WRAPPED}\n\n{below}\n\n{WRAPPED}")
    assert ("Heading", "The Second Year") in found


def test_no_heading_above_a_line_that_is_not_full() -> None:
    """At the margin, nothing says that it is one."""
    assert ("Heading", "The Second Year") not in blocks(f"{WRAPPED}\n\nThe Second Year\nNobody came.\n\n{WRAPPED}")


def test_columns_of_two_widths_have_the_measure_of_the_wider() -> None:
    """More than a third of the lines that go on are just full."""
    text = (
        "So the tide came in at four and the boats lay low under the quay wall, and nobody there spoke of the storm, and all counted gulls."
    )
    wide, narrow = textwrap.fill(text, 72), textwrap.fill(text, 30)
    assert lay_out(clean("\n\n".join([wide] * 9 + [narrow] * 4))).measure > 60
