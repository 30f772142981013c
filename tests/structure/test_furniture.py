"""Running heads, page numbers, footers: out. Titles, refrains, chapter numbers: in."""

import pytest

from readingroom.census import conclude
from readingroom.clean import clean
from readingroom.document import Survey
from readingroom.structure import furniture
from readingroom.structure.numbers import is_decorated, page_number
from readingroom.survey import tally

PROSE = (
    "The mole was begun in the spring of that year, when the ice had gone, and\n"
    "nobody then believed that it would stand. Carts came down from the quarry\n"
    "every morning and went back empty at noon, and the children counted them.\n"
)


PAGES = (
    PROSE,
    "In the second year the ground gave way under the eastern end, and the work of\n"
    "two summers went down in a night. The contractor was not on the island then.\n",
    "They began again further out. What they sank there was not stone but hulks,\n"
    "filled with rubble, eleven of them, and they are what the mole stands on still.\n",
)


def parted(text: str, *others: str) -> tuple[list[str], dict[str, str]]:
    """(what stays, what goes: its rule), in a collection with other texts."""
    survey = conclude(tally(clean(one)) for one in (text, *others))
    kept, dropped = furniture(clean(text), survey)
    return [line.text.strip() for line in kept if not line.blank], {block.text: block.rule for block in dropped}


def test_numbers_that_count_up_at_page_edges_go() -> None:
    """Three pages, three numbers, whatever stands around them."""
    kept, dropped = parted("\f".join(f"{prose}\n- {number} -\n" for prose, number in zip(PAGES, (7, 8, 9), strict=True)))
    assert dropped == {"- 7 -": "page-numbers", "- 8 -": "page-numbers", "- 9 -": "page-numbers"}
    assert len(kept) == 7


def test_a_running_head_goes_but_not_the_title() -> None:
    """The head of the first page stays where the title is not printed again below it."""
    kept, dropped = parted("\f".join("The Mole\n\n" + prose for prose in PAGES))
    assert kept[0] == "The Mole"
    assert kept.count("The Mole") == 1
    assert dropped == {"The Mole": "running-heads"}


def test_a_running_head_above_the_title_goes() -> None:
    """Printed twice on the first page, the upper one is the head, even where the title is wrapped."""
    kept, _ = parted("The Mole at Ostrel and its Builders\n\n\nThe Mole at Ostrel\nand its Builders\n" + PAGES[0] + "\f" + PAGES[1])
    assert kept[:2] == ["The Mole at Ostrel", "and its Builders"]


def test_a_footer_goes_by_the_collection() -> None:
    """Two texts end with it, wrapped in two ways."""
    kept, dropped = parted(
        PAGES[0] + "\n\nTo write to the Packet visit:\n\npacket.example/letters\n",
        PAGES[1] + "\n\nTo write to\nthe Packet visit:\n\npacket.example/letters\n",
    )
    assert set(dropped.values()) == {"footers"}
    assert len(kept) == 3


def test_a_number_between_two_halves_of_a_sentence_goes() -> None:
    """Without form feeds, with the name of the paper above it."""
    kept, dropped = parted(
        "It was the year in which the harbour\nboard had bought the\n\nOstrel Packet\n13\n\nquarry, and nobody was told.\n"
    )
    assert dropped == {"Ostrel Packet": "running-heads", "13": "page-numbers"}
    assert kept[-1] == "quarry, and nobody was told."


@pytest.mark.parametrize(
    "text",
    [
        f"1\n\n{PROSE}\n2\n\n{PROSE}\n3\n\n{PROSE}",  # chapters
        "The tide, the tide,\nit comes at one.\n\nO weigh!\n\nThe tide, the tide,\nit goes at two.\n\nO weigh!\n",  # a refrain
        f"{PROSE}\nYours faithfully,\nAda Quill\n",
        "12\n14\n19\n",  # a column of figures
        "17\n",
        f"We met on the\n17. of the month.\n{PROSE}",
    ],
)
def test_what_is_no_furniture_stays(text: str) -> None:
    """Chapter numbers, refrains, closings, figures: nothing goes, in a collection of texts that share them either."""
    for others in ((), (text.replace("mole", "wall"),)):
        assert parted(text, *others)[1] == {}


def test_a_rule_can_be_left_out() -> None:
    """By its name; an unknown name is an error."""
    lines = clean(f"{PAGES[0]}\n1\n\f{PAGES[1]}\n2\n")
    assert furniture(lines, Survey(), frozenset({"page-numbers"}))[1] == ()
    with pytest.raises(ValueError, match="no rule"):
        furniture(lines, Survey(), frozenset({"page-number"}))


def test_a_text_of_furniture_alone_stays() -> None:
    """Nothing is dropped whole."""
    text = "To write to the Packet visit:\npacket.example/letters\n"
    assert parted(text, text, text)[0]


def test_an_imprint_is_known_by_its_address() -> None:
    """Its words may be its own; what ends with an address of this text alone stays."""
    others = (PAGES[1] + "\nThe Lamp\nletters@lamp.example\n", PAGES[2] + "\nSend corrections to letters@lamp.example\n")
    _, gone = parted(PROSE + "\nTo write to the editors of the Gazette:\nletters@lamp.example\n", *others)
    assert gone == {"To write to the editors of the Gazette:": "footers", "letters@lamp.example": "footers"}
    assert parted(PROSE + "\nThe drawings are at\nplans@quarry.example\n", *others)[1] == {}
    assert parted(PROSE + "\nIf the ice comes, send word to letters@lamp.example.\n", *others)[1] == {}  # a sentence of this text


def test_a_line_of_rights_goes() -> None:
    """Under the text, not in a sentence."""
    assert parted(PROSE + "\n© 1931 The Lamp, all rights reserved\n")[1] == {"© 1931 The Lamp, all rights reserved": "footers"}
    assert parted(PROSE + "and the sign\n© 1931 was painted on it.\n")[1] == {}


def test_names_numbers_and_rights_go_in_any_mixture() -> None:
    """At the edges of printed pages, where other texts have the same name; the title stays."""
    texts = [
        f"Ostrel Packet 12/1931      1\n\nThe {name}\n\nNobody has seen the {name} since the year in which\nthe ice took the {name}.\n\n"
        "© 1931 Ostrel Packet, all rights 1\n"
        f"\fOf the {name} there is a picture, but of another one,\nas the clerk of the {name} says.\n2 Ostrel Packet\n\f"
        for name in ("Mole", "Lamp", "Quarry")
    ]
    kept, dropped = parted(*texts)
    assert set(dropped) == {"Ostrel Packet 12/1931      1", "© 1931 Ostrel Packet, all rights 1", "2 Ostrel Packet"}
    assert kept[0] == "The Mole" and len(kept) == 5


def test_a_name_alone_at_the_end_may_be_a_signature() -> None:
    """It stays, though the pages of other texts have it at their edges."""
    texts = [f"The {name}\n\n{PROSE}\n{PROSE}\nAda Quill\n\f" for name in ("Mole", "Lamp", "Quarry")]
    assert "Ada Quill" in parted(*texts)[0]


@pytest.mark.parametrize("day", ["4 May 1887", "04 Sept 1887", "le 4 mai 1887", "1st May 1887", "4 мая 1887", "1887 May 4", "4.5.1887"])
def test_a_day_at_the_foot_stays(day: str) -> None:
    """Under a letter it is part of it, with or without form feeds; nor is it the number of a page."""
    assert page_number(day) is None
    assert parted(f"{PROSE}\n{day}\n")[1] == {}
    assert parted(f"{PAGES[0]}\f{PAGES[1]}\f{PAGES[2]}\n{day}\n")[1] == {}


def test_a_day_on_every_page_goes() -> None:
    """That is the day on which it was printed; days that differ are those of letters."""
    assert parted("\f".join(f"{prose}\n4 May 1887\n" for prose in PAGES))[1] == {"4 May 1887": "running-heads"}
    assert parted("\f".join(f"{prose}\n{day} May 1887\n" for day, prose in enumerate(PAGES, 4)))[1] == {}


@pytest.mark.parametrize("text", ["1 / 4", "[1/4]", "Page 1 of 4", "Página 1 de 4", "第 1 页 共 4 页", "1 / 4 ページ", "- 7 -"])
def test_page_numbers_of_many_kinds(text: str) -> None:
    """With how many there are, in any language, or with marks around them."""
    assert page_number(text) in (1, 7)
    assert is_decorated(text)


@pytest.mark.parametrize("text", ["Step 2", "Chapter 3", "12", "xv"])
def test_other_numbers_have_no_marks(text: str) -> None:
    """What counts chapters or steps, or nothing but a number, says not that it is one of a page."""
    assert not is_decorated(text)


TORN = (
    "The mole was begun in the spring of that year, when the ice had gone, and\nnobody then believed it",
    "would stand. Carts came down from the quarry every morning, and in the winter of\nthe second year they",
    "came back loaded. So much for the mole, of which nothing is left.",
    "Of the lamp there is less to say, since the Board has never been able to find\nthe man who",
    "lit it.",
)


@pytest.mark.parametrize("shape", ["- {} -", "[{}]", "{}"])
def test_a_number_goes_with_its_series(shape: str) -> None:
    """The first, above the text, and the one below the end of a sentence: the others stand in the middle of sentences."""
    kept, dropped = parted("\n\n".join(f"{shape.format(at)}\n\n{text}" for at, text in enumerate(TORN, 1)))
    assert dropped == {shape.format(at): "page-numbers" for at in range(1, 6)}
    assert len(kept) == 8


def test_a_number_alone_on_its_page_goes_with_its_series() -> None:
    """A first page with nothing else on it."""
    _, dropped = parted("\f".join(["- 1 -\n", *(f"{page}\n- {at} -\n" for at, page in enumerate(PAGES, 2))]))
    assert dropped == {f"- {at} -": "page-numbers" for at in range(1, 5)}


def test_a_series_that_nothing_confirms_stays() -> None:
    """Chapters between whole sentences; a series with a gap in it; numbers that look otherwise."""
    chapters = "\n\n".join(f"- {at} -\n\n{text.rstrip()}" for at, text in enumerate(PAGES, 1))
    assert parted(chapters)[1] == {}
    gap = "\n\n".join(f"- {at} -\n\n{text}" for at, text in zip((1, 3, 4, 6, 7), TORN, strict=True))
    assert "- 1 -" in parted(gap)[0]
    other = "[1]\n\n" + "\n\n".join(f"{text}\n\n- {at} -" for at, text in enumerate(TORN[:4], 2))
    assert "[1]" in parted(other)[0]


@pytest.mark.parametrize("year", ["1887", "(1887)", "1002"])
@pytest.mark.parametrize("others", [(), (PAGES[0] + "\n12\n", PAGES[1] + "\n- 4 -\n")])
def test_a_year_under_a_text_stays(year: str, others: tuple[str, ...]) -> None:
    """Where it is the only number of its kind, whatever stands under other texts."""
    for text in (f"O lamp upon the wall,\nwho lit thee first of all?\n\n{year}\n", f"{PROSE}\nYours faithfully,\nAda Quill\n\n{year}\n"):
        assert year in parted(text, *others)[0]


def test_a_page_number_as_high_as_a_year_goes() -> None:
    """In a series, or where it says of how many it is one; so does a low one by itself."""
    assert len(parted("\f".join(f"{page}\n{at}\n" for at, page in enumerate(PAGES, 1886)))[1]) == 3
    assert parted(f"{PROSE}\n212\n")[1] == {"212": "page-numbers"}
