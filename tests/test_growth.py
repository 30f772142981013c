"""The work of a conversion, and the memory it takes, grow with the text and not faster, whatever the text is."""

import tracemalloc
from functools import partial

import pytest
from work import calls

from readingroom.census import conclude
from readingroom.clean import clean
from readingroom.convert import convert
from readingroom.document import Source, Survey
from readingroom.survey import tally

SHAPES = {
    "notes with labels": ("The keeper saw the lamp on the mole[a{at}] and told nobody.\n\n", "[a{at}] See the book of the Board.\n"),
    "notes with numbers": ("The keeper saw the lamp on the mole [{at}] and told nobody.\n\n", "[{at}] See the book of the Board.\n\n"),
    "stars": ("The keeper saw the lamp* and told nobody.\n\n* See the book of {at}.\n\n", ""),
    "short lines": ("The {at} lamp\n", ""),
    "lines apart": ("The {at} lamp\n\n", ""),
}


def source(text: str) -> Source:
    """A text as it is read."""
    return Source(path="a.txt", text=text, sha256="", size=len(text), encoding="utf-8")


def written(shape: str, count: int) -> Source:
    """A text of so many paragraphs of a shape, and as many notes."""
    return source("".join(part.format(at=at) for part in SHAPES[shape] for at in range(1, count + 1)))


def nested(count: int) -> Source:
    """Quotations in each other, as in a thread of mail, up to thirty deep."""
    return source("The Talk\n\n" + "".join(f"{'>' * (at % 30 + 1)} line {at} of the talk about the lamp\n\n" for at in range(count)))


def deeper(count: int) -> Source:
    """Quotations, each in the one before."""
    return source("The Talk\n\n" + "".join(f"{'> ' * (at + 1)}line {at} of the talk about the lamp\n\n" for at in range(count)))


@pytest.mark.parametrize("text", [*(partial(written, shape) for shape in SHAPES), nested, deeper], ids=[*SHAPES, "nested", "deeper"])
def test_the_work_grows_with_the_text(text: partial[Source]) -> None:
    """Eight times the paragraphs, eight times the calls."""
    few, many = text(100), text(800)
    convert(few, Survey())  # what is read once, the first time
    assert calls(lambda: convert(many, Survey())) < 10 * calls(lambda: convert(few, Survey()))


def test_the_words_of_a_text_take_little_memory() -> None:
    """They are not all held at once."""
    text = "".join(f"The keeper of the lamp saw boat {at % 500} come in, and told nobody of it.\n" for at in range(30_000))
    lines = clean(text)
    tracemalloc.start()
    try:
        tally(lines)
        assert tracemalloc.get_traced_memory()[1] < 4 * len(text)
    finally:
        tracemalloc.stop()


def test_a_stage_holds_what_it_needs() -> None:
    """A conversion takes at most fourteen times the size of a text, with its lines, rows, blocks and edits; it was nineteen times."""
    paragraph = (
        "The keeper of the lamp saw boat {at} come in late that night, as it always did,\nand told nobody of it until the spring.\n\n"
    )
    text = "".join(paragraph.format(at=at) for at in range(4_000))
    survey = conclude([tally(clean(text))])
    convert(source(text[:3000]), survey)  # what is read once, the first time
    tracemalloc.start()
    try:
        convert(source(text), survey)
        assert tracemalloc.get_traced_memory()[1] < 14 * len(text)
    finally:
        tracemalloc.stop()
