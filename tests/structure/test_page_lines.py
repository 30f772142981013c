"""Lines that name a page, in any language and dress: a series goes, one alone and what only looks alike stays."""

import pytest

from readingroom.clean import clean
from readingroom.document import Survey
from readingroom.structure import furniture
from readingroom.structure.numbers import page_number

VERSES = [
    f"The bell is hung above the {place},\n"
    "It calls the boats at close of day;\nIt has a crack from rim to crown\nAnd no one hears it drown."
    for place in ("bay", "quay", "mole", "loft", "lamp")
]


def gone(text: str) -> list[str]:
    """What leaves a text as furniture."""
    return [block.text for block in furniture(clean(text), Survey())[1]]


def printed(lines: list[str]) -> str:
    """Stanzas with a line below each."""
    return "SEA VERSES\n\n" + "".join(f"{verse}\n{line}\n" for verse, line in zip(VERSES, lines, strict=True)) + VERSES[0] + "\n"


@pytest.mark.parametrize(
    "shape",
    [
        "Page {}",
        "Page  {}",
        "[Page {}]",
        "- Page {} -",
        "Seite {}",
        "S. {}",
        "стр. {}",
        "第{}頁",
        "{} ページ",
        "página {} de 90",
        "p. {}",
        "पृष्ठ {}",
    ],
)
def test_a_series_of_page_lines_goes(shape: str) -> None:
    """Between verses, with no blank line around it and no form feed."""
    lines = [shape.format(number) for number in range(13, 18)]
    assert gone(printed(lines)) == lines


def test_pages_with_the_number_of_an_image_go() -> None:
    """A page without a number has that of its image; Roman numbers count too."""
    lines = ["## p. xi (#17) ###", "## p. xii (#18) ###", "## p. (#19) ###", "## p. 1 (#20) ###", "## p. 2 (#21) ###"]
    assert gone(printed(lines)) == lines
    lines = ["p. ix", "p. x", "p. xi", "p. xii", "p. xiii"]
    assert gone(printed(lines)) == lines


def test_the_line_beside_a_page_line_goes() -> None:
    """Two lines at the foot of pages, where the form feeds are lost."""
    prose = "\n".join(["The keeper of the lamp went down to the water before the tide had turned that night,"] * 12)
    text = "New Ways\n\n" + "\n\n".join(f"{prose}\nArticle number, page {at} of 8\nHarbour proofs: no. main" for at in range(1, 9))
    assert len(gone(text)) == 16


@pytest.mark.parametrize(
    "lines",
    [
        ["第1条", "第2条", "第3条", "第4条", "第5条"],  # articles
        ["Psalm 1", "Psalm 2", "Psalm 3", "Psalm 4", "Psalm 5"],
        ["Kapitel 1", "Kapitel 2", "Kapitel 3", "Kapitel 4", "Kapitel 5"],
        ["1.", "2.", "3.", "4.", "5."],  # stanzas
        ["2", "3", "4", "5", "6"],
        ["Page 13", "", "", "", ""],  # one alone may be a verse
        ["p. 3", "p. 90", "p. 12", "p. 7", "p. 44"],  # references
        ["See page 3.", "", "See page 9.", "", "See page 4."],
    ],
)
def test_what_only_looks_like_page_lines_stays(lines: list[str]) -> None:
    """Articles, psalms, chapters, stanzas, references."""
    assert gone(printed(lines)) == []


def test_notes_that_count_pages_stay() -> None:
    """One below the other they are notes."""
    assert gone("The Mole\n\n" + VERSES[0] + "\n\n" + "".join(f"Ibid., p. {at}.\n" for at in range(12, 20))) == []
    assert gone("The Mole\n\n" + VERSES[0] + "\n\n" + "".join(f"p. {at}\n" for at in range(12, 20))) == []


@pytest.mark.parametrize("text", ["第1条", "Chapter 3", "Section 12", "Psalm 23", "Artikel 5", "Step 2 of 9"])
def test_headings_are_no_page_numbers(text: str) -> None:
    """The word says what is counted."""
    assert page_number(text) is None
