"""Numbered items of several paragraphs keep them; what only looks like it stays outside."""

import pytest

from readingroom.clean import clean
from readingroom.document import AnyBlock, Heading, ListItem, Paragraph, Survey
from readingroom.structure import structure
from readingroom.structure.series import counts_on, in_series

LAMP = "The harbour master said that the lamp had been out for eleven nights, and that two\nboats had gone by the sound of the wall alone."
OIL = "Mr. Quill asked why the oil had been charged for when it was out. The treasurer\nanswered that he had asked himself the same thing."
GATE = "The gate was looked at, and found to be a gate."


def blocks(text: str) -> tuple[AnyBlock, ...]:
    """What a text is made of."""
    return structure(clean(text), Survey())


def shape(text: str) -> list[str]:
    """For each block how it begins: "1." for an item, ">" where a paragraph stands within one, as often as it is deep."""
    return [
        f"{'>' * (block.depth - 1)}{'-' if block.number is None else f'{block.number}.'}"
        if isinstance(block, ListItem)
        else ">" * block.within
        if isinstance(block, Paragraph)
        else type(block).__name__
        for block in blocks(text)
    ]


def set_in(text: str, indent: str = "    ") -> str:
    """Every line of a text further in."""
    return "\n".join(indent + line for line in text.split("\n"))


def test_paragraphs_before_the_next_number() -> None:
    """At the margin, with blank lines or without; what stands behind the last item may be anything."""
    assert shape(f"1. {LAMP}\n\n2. {OIL}\n\n{LAMP}\n\n{OIL}\n\n3. {GATE}\n\n{LAMP}") == ["1.", "2.", ">", ">", "3.", ""]
    assert shape(f"1. Lamp.\n{LAMP}\n2. Oil.\n{OIL}\n3. {GATE}\n\n{LAMP}") == ["1.", ">", "2.", ">", "3.", ""]


def test_hanging_paragraphs() -> None:
    """Under the text of an item, of the last one as well; not those at the margin behind them."""
    text = f"1.  {set_in(LAMP)[4:]}\n\n{set_in(OIL)}\n\n2.  {set_in(OIL)[4:]}\n\n{set_in(LAMP)}\n\n{OIL}\n\n{set_in(LAMP)}"
    assert shape(text)[:5] == ["1.", ">", "2.", ">", ""]
    assert all(isinstance(block, Paragraph) and not block.within for block in blocks(text)[4:] if not block.quoted)


def test_the_last_item_of_a_list_of_such_items() -> None:
    """It has a paragraph too, where it would be empty without, or where nothing is between them."""
    assert shape(f"1. Lamp.\n\n{LAMP}\n\n2. Oil.\n\n{OIL}\n\n3. Gate.\n{GATE}\n\n{LAMP}")[-3:] == ["3.", ">", ""]
    assert shape(f"1. Lamp.\n\n{LAMP}\n\n2. Oil.\n\n{OIL}\n\n3. Gate.\n\n{GATE}\n\n{LAMP}")[-3:] == ["3.", "", ""]


def test_inner_lists_and_sections() -> None:
    """Letters, bullets and further numbers stand between two numbers; what is numbered within an item needs no counting."""
    assert shape(f"1. {LAMP}\n\n    1. {GATE}\n    2. {GATE}\n\n{OIL}\n\n2. {GATE}") == ["1.", ">1.", ">2.", ">", "2."]
    assert shape(f"1. {LAMP}\n\n- rope\n- tar\n\n{OIL}\n\n2. {GATE}") == ["1.", ">-", ">-", ">", "2."]
    sections = "\n\n".join(f"1.{at} {LAMP}" for at in range(1, 9))
    assert shape(f"1. {GATE}\n\n{sections}\n\n2. {GATE}\n\n3. {GATE}") == ["1.", *[">"] * 8, "2.", "3."]


@pytest.mark.parametrize(
    "text",
    [
        f"1. {LAMP}\n\n2. {OIL}\n\n{LAMP}\n\n{OIL}",  # the list has ended
        f"1. {LAMP}\n\n2. {OIL}\n\n{LAMP}\n\n4. {OIL}",  # it does not go on
        f"1. {LAMP}\n\n" + f"{OIL}\n\n{LAMP}\n\n" * 3 + f"2. {OIL}",  # so much is a section
        f"1. {LAMP}\n\nWhat the board did not know was this:\n\n2. {OIL}",  # an introduction
        f"1.\n\n{LAMP}\n\n{OIL}\n\n2.\n\n{LAMP}\n\n{OIL}\n\n3.\n\n{LAMP}",  # chapters
        f"• {LAMP}\n\n{OIL}\n\n• {OIL}",  # no numbers
    ],
)
def test_what_stands_outside(text: str) -> None:
    """No paragraph is taken in."""
    assert not any(isinstance(block, Paragraph) and block.within for block in blocks(text))


def test_a_rule_can_be_left_out() -> None:
    """By its name."""
    found = structure(clean(f"1. {LAMP}\n\n{OIL}\n\n2. {GATE}"), Survey(), "", frozenset({"continued-items"}))
    assert [getattr(block, "within", 0) for block in found] == [0, 0, 0]


def test_one_item_among_many_is_no_heading() -> None:
    """Though it is short, ends no sentence and has a paragraph below it; where all are like that, all are headings."""
    assert shape(f"1. {LAMP}\n\n2. {GATE}\n\n3. Oil\n\n{OIL}\n\n4. {GATE}") == ["1.", "2.", "3.", ">", "4."]
    titles = blocks(f"1. Lamp\n{LAMP}\n2. Oil\n{OIL}\n{LAMP}\n3. Gate\n{GATE}\n4. Rest\nNone.")
    assert [block.text for block in titles if isinstance(block, Heading)] == ["1. Lamp", "2. Oil", "3. Gate", "4. Rest"]


def test_numbers_of_sections_are_no_column() -> None:
    """They count on, which prices do not."""
    sections = "\n\n".join(f"{number}  {set_in(LAMP, '     ')[5:]}" for number in ("2.1", "2.2", "2.3"))
    assert shape(sections) == [""] * 3
    for column in ("1  rope\n2  tar\n3  oakum\n4  salt", "2.1  rope\n2.2  tar\n2.3  oakum\n2.4  salt"):
        assert shape(column) == ["Table"]
    assert shape("2.1  rope\n2.5  tar\n0.7  oakum\n3.0  salt") == ["Table"]


@pytest.mark.parametrize(("before", "after"), [("1.2", "1.3"), ("1.2", "2."), ("1.2", "1.2.1"), ("2", "3.1"), ("1.9", "1.10")])
def test_sections_that_follow(before: str, after: str) -> None:
    """The next one, the next of what is around it, or the first within it."""
    assert counts_on(before, after)
    assert not counts_on(after, before)
    assert not counts_on(before, before)


def test_a_series_goes_on_behind_another() -> None:
    """Of two that reached the same number, the later goes on."""
    assert in_series([(0, 1), (2, 2), (3, 1), (4, 7), (6, 3)]) == {0: (0, 2, 6), 2: (0, 2, 6), 6: (0, 2, 6), 3: (3,), 4: (4,)}
