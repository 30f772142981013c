"""What repeats across a collection."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.census import conclude
from readingroom.clean import clean
from readingroom.contact import CLOSING, closings
from readingroom.survey import CUT, addresses, fold, folds, head_name, tally

BODY = (
    "\n".join(f"The boats came in at {hour} and went out again before the bell." for hour in ("six", "seven", "eight", "nine", "ten"))
    + "\n"
)


def test_fold_masks_numbers_and_spaces_and_quotes() -> None:
    """What differs between two prints of the same line goes."""
    assert fold("  Page 12   of 20 ") == fold("PAGE 3 of 7") == "page # of #"
    assert fold("The “Gannet”") == fold('the "gannet"')
    assert fold("www.old-mill.example") == fold("www.oldmill.example")


@given(st.text())
def test_fold_can_be_repeated(line: str) -> None:
    """A folded line is folded."""
    assert fold(fold(line)) == fold(line)


def test_a_footer_is_known_however_it_is_wrapped() -> None:
    """Two texts wrap it differently; as a whole it is the same, and parts that are wrapped alike are too."""
    one = BODY + "\nTo write to the Ostrel Packet, visit:\npacket.example/letters\n"
    two = BODY + "\nTo write to the\nOstrel Packet,\nvisit: packet.exam-\nple/letters\n"
    survey = conclude([tally(clean(one)), tally(clean(two))])
    assert f"{CLOSING}to write to the ostrel packet, visit: packet.example/letters" in survey.furniture
    again = ["To write to the Ostrel", "Packet, visit: packet.example/letters"]
    assert [at for at, text in closings(again, folds(again), CUT) if text in survey.furniture] == [0]


def test_one_text_repeats_nothing() -> None:
    """What stands in one text alone is no furniture, but its words are in the dictionary."""
    survey = conclude([tally(clean(BODY))])
    assert not survey.furniture
    assert {"boats", "bell"} <= survey.words


@pytest.mark.parametrize("end", ["-", "\u2010", "\u00ad"])
def test_half_words_are_no_words(end: str) -> None:
    """Neither half of a word that a line end cut would be a reason to keep its hyphen."""
    words = conclude([tally(clean(f"the har{end}\nbour"))]).words
    assert words == {"the"}


def test_a_tally_is_small_and_travels() -> None:
    """It is handed between processes; lines in the middle of a long text are not in it."""
    middle = "\n".join(
        f"Line {chr(97 + i % 26)}{i} of a text that is long enough to have a middle, with no blank lines." for i in range(400)
    )
    one = tally(clean(middle))
    assert pickle.loads(pickle.dumps(one)) == one
    assert len(one.lines) < 100


def test_order_does_not_matter() -> None:
    """Tallies may come from any process in any order."""
    tallies = [tally(clean(f"Ostrel Packet\n\n{word} {BODY}")) for word in ("Now", "Then", "Later", "Last")]
    assert conclude(tallies) == conclude(reversed(tallies))
    assert "ostrel packet" in conclude(tallies).furniture


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["27/4/1931", "3/4/1931"], True),
        (["4/27/1931"], False),
        (["3/4/1931"], None),
        (["27.4.1931", "4/27/1931"], None),
        (["27/4/1931"] * 5 + ["4/27/1931"], True),
        (["1931/04/27", "30/31/1931"], None),
    ],
)
def test_the_collection_decides_what_comes_first_in_a_date(dates: list[str], order: bool | None) -> None:
    """By the dates that can be read in one way only."""
    assert conclude([tally(clean(f"Minutes\n\n{date}\n\nThe board met.\n")) for date in dates]).day_first is order


def test_the_name_of_a_paper_is_known_without_issue_and_page() -> None:
    """Numbers at its end, with a word or two between them; a number within a title is part of it."""
    assert head_name("The Lamp 12/1931, page 3 of 4") == head_name("THE LAMP") == "the lamp"
    assert head_name("Plan 7: a new quay for the boats") == "plan #: a new quay for the boats"


def test_addresses_are_known_in_whatever_words() -> None:
    """With the stop of a sentence behind them or not; what has none has none."""
    assert addresses("Write to letters@lamp.example.") == addresses("letters@lamp.example") == ["@ letters@lamp.example"]
    assert addresses("10/12, and/or a lamp") == []
