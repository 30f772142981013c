"""Dates in words and in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.site.edtf import UNDATED, moment


@pytest.mark.parametrize(
    ("edtf", "words", "year"),
    [
        ("1931-04-02", "2 April 1931", 1931),
        ("1931-04", "April 1931", 1931),
        ("1931", "1931", 1931),
        ("1931~", "about 1931", 1931),
        ("1931-04?", "April 1931, perhaps", 1931),
        ("1931%", "perhaps about 1931", 1931),
        ("193X", "1930s", None),
        ("19XX", "1900s", None),
        ("1931-21", "spring 1931", 1931),
        ("1930/1934", "1930 to 1934", 1930),
        ("1930-05/..", "from May 1930", 1930),
        ("/1934", "until 1934", 1934),
        ("-0043", "44 BC", -43),
    ],
)
def test_dates_in_words(edtf: str, words: str, year: int | None) -> None:
    """Every form that the converter or a curator may write."""
    assert (moment(edtf).words, moment(edtf).year) == (words, year)


@pytest.mark.parametrize(
    "text", ["", "soon", "1931-13", "1931-02-30", "1931-4-2", "31-04-02", "1931-04-02T10:00", "²931", "1931/soon/1932"]
)
def test_what_is_no_date_is_undated(text: str) -> None:
    """Nothing is guessed from what is no EDTF date."""
    assert moment(text).words == ""
    assert moment(text).order == UNDATED


def test_order() -> None:
    """A month comes before its days, a year before its months, the undated last."""
    dates = ["", "1931-04-02", "1931", "1931-04", "1930-12-31", "-0043", "193X"]
    assert sorted(dates, key=lambda date: moment(date).order) == ["-0043", "193X", "1930-12-31", "1931", "1931-04", "1931-04-02", ""]


@given(st.text(alphabet="0123456789-/~?%X. ", max_size=24))
def test_never_fails(text: str) -> None:
    """Whatever stands in a header, there is an answer."""
    found = moment(text)
    assert bool(found.words) == (found.order != UNDATED)
