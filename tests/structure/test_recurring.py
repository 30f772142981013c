"""Running heads and page numbers in texts without form feeds: what comes again, counts up and stands in sentences goes."""

from collections.abc import Sequence
from random import Random
from textwrap import wrap

import pytest

from readingroom.clean import clean
from readingroom.document import Survey
from readingroom.structure import furniture

SENTENCES = (
    "The ice was early this year, and the board met twice before the first boat had been drawn up.",
    "Mr. Tallow said that the lamp on the eastern mole had been out for eleven nights, and that nobody had been told.",
    "Some of the men wanted the old slip repaired before the new one was begun, since the boats had to lie somewhere.",
    "The harbour master answered that he had asked for stone, and had been sent sand.",
    "Widow Marran, who kept the scales, remembered a winter in which the sea froze as far as the outer buoy.",
    "Nothing was decided about the dues, although three letters had been read aloud and one of them twice.",
)
WIDTH = 64
DICE = Random(4)
STORY = [" ".join(DICE.choices(SENTENCES, k=5)) for _ in range(80)]


def printed(heads: Sequence[str], per_page: int = 31, indent: str = "  ", gap: int = 0) -> str:
    """A text of pages as long as each other; a head stands between each and the next one."""
    body = [line for paragraph in STORY for line in wrap(indent + paragraph, WIDTH)]
    lines = ["The Board in Winter", "", *body[:per_page]]
    for page, head in enumerate(heads, 1):
        lines += [*[""] * gap, *head.split("\n"), *[""] * gap, *body[page * per_page : (page + 1) * per_page + page % 2]]
    return "\n".join(lines) + "\n"


def gone(text: str) -> dict[str, str]:
    """What leaves a text, and by which rule."""
    return {block.text.strip(): block.rule for block in furniture(clean(text), Survey())[1]}


@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("indent", ["", "  "])
@pytest.mark.parametrize(
    "head",
    [
        "THE HARBOUR BOARD        {}",
        "{}   The Harbour Board",
        "The Harbour Board {}",
        "[{}] THE HARBOUR BOARD.",
        "The Harbour Board - Page {} of 90",
    ],
)
def test_a_head_with_a_rising_number_goes(head: str, indent: str, gap: int) -> None:
    """On one line with it, at either end, whatever stands around."""
    heads = [head.format(number) for number in range(17, 25)]
    assert gone(printed(heads, indent=indent, gap=gap)) == dict.fromkeys(heads, "running-heads")


def test_left_and_right_heads_go() -> None:
    """They take turns; and a page where a chapter begins has none."""
    heads = [f"THE HARBOUR BOARD      {at}" if at % 2 else f"{at}      A WINTER" for at in range(17, 25)]
    assert len(gone(printed(heads))) == 8
    assert len(gone(printed([*heads[:4], "In which year there was", *heads[5:]]))) == 7


def test_the_name_of_a_chapter_goes_where_it_tears_a_sentence() -> None:
    """Once is enough, if its number fits between the others; where a sentence has ended the line stays."""
    heads = [f"THE HARBOUR BOARD      {at}" if at % 2 else f"{at}      {'ABCDEFGH'[at % 8] * 4} AND ICE" for at in range(17, 25)]
    text = printed(heads)
    found = gone(text)
    torn = [head for head in heads if text.split(f"\n{head}\n")[1].lstrip()[0].islower() and text.split(f"\n{head}\n")[0][-1] != "."]
    assert {head for head in found if "ICE" in head} == {head for head in torn if "ICE" in head}
    assert 0 < len([head for head in found if "ICE" in head]) < 4


@pytest.mark.parametrize("shape", ["{}", "- {} -", "Page {}", "                            {}"])
def test_lone_numbers_go(shape: str) -> None:
    """In the middle of sentences, with no blank line around them."""
    heads = [shape.format(number) for number in range(17, 25)]
    assert gone(printed(heads)) == dict.fromkeys(map(str.strip, heads), "page-numbers")


@pytest.mark.parametrize("head", ["THE HARBOUR BOARD\n{}", "{}\nTHE HARBOUR BOARD"])
def test_a_head_on_a_line_of_its_own_goes_with_its_number(head: str) -> None:
    """Above it or below it."""
    found = gone(printed([head.format(number) for number in range(17, 25)]))
    assert found == {"THE HARBOUR BOARD": "running-heads"} | {str(at): "page-numbers" for at in range(17, 25)}


def test_the_sentences_are_whole_again() -> None:
    """What is left is the text as it is without them."""
    heads = [f"THE HARBOUR BOARD      {at}" for at in range(17, 25)]
    kept, _ = furniture(clean(printed(heads)), Survey())
    assert [line.text for line in kept if line.text] == [line for line in printed([""] * 8).split("\n") if line]


def chapters(heads: Sequence[str], between: str = "\n\n") -> str:
    """A text in which whole paragraphs stand between the heads."""
    bodies = ["\n".join(line for paragraph in STORY[at : at + 4] for line in wrap(paragraph, WIDTH)) for at in range(0, 80, 4)]
    return between.join(f"{head}{between}{body}" for head, body in zip(heads, bodies, strict=False))


POEM = "\n".join(("the tide comes in", "the tide goes out again", "and nobody asks it", "where it has been") * 6)
TABLE = "\n".join(f"{ware} {at}" for at in range(17, 90) for ware in ("Coal", "Tar", "Rope")) + "\nThat is all."


@pytest.mark.parametrize(
    "text",
    [
        chapters([f"Chapter {at}" for at in range(1, 9)]),
        chapters([str(at) for at in range(1, 9)], "\n"),
        chapters([f"Ostrel, May {at}" for at in range(1, 9)]),
        chapters([f"{at} May, in the harbour" for at in range(1, 9)], "\n"),
        printed([f"THE HARBOUR BOARD      {at}" for at in (17, 12, 31, 8, 44, 17, 90, 3)]),  # does not count up
        printed([f"and Harbour Road {at}" for at in (17, 18)]),  # too few
        printed([f"{name} {at}" for at, name in enumerate(("the slip had", "a lamp cost", "with salt at", "of herring in"), 17)]),
        printed([f"THE HARBOUR BOARD   {at}" for at in range(17, 25)], per_page=6),  # too near to each other
        printed([str(at) for at in range(5, 45, 5)]),  # lines or years that are counted
        TABLE,
        "\n".join(f"{at}\n{POEM}" for at in range(1, 7)),  # stanzas too short for pages
        "\n".join(f"{at}\n{POEM},\n{POEM}," for at in range(1, 7)).replace("been,", "been."),
    ],
)
def test_what_has_not_all_of_it_stays(text: str) -> None:
    """Chapters, days, streets, prices, poems."""
    assert gone(text) == {}


def test_the_number_of_a_chapter_stays() -> None:
    """It is not taken for that of its page, which has none."""
    heads = [f"- {at} -" for at in range(1, 9)]
    text = printed([*heads[:3], "Chapter 4", *heads[4:]]).replace("\nChapter 4\n", "\n\nThat was all.\n\nChapter 4\n\nIn May it rained.\n")
    assert set(gone(text)) == {*heads} - {heads[3]}


def test_pages_of_unequal_length_are_no_pages() -> None:
    """Where a number comes again after ten lines, after ninety and after thirty, it is something else."""
    parts = [printed([f"THE HARBOUR BOARD    {at}"], per_page=length) for at, length in enumerate((16, 90, 17, 95, 30, 99), 17)]
    assert gone("\n".join(part.split("\n", 2)[2].rstrip("\n") for part in parts)) == {}
