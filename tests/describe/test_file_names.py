"""Dates in names of files, and numbers that are none."""

import pytest

from readingroom.describe.dates import find_date
from readingroom.describe.file_names import read_file_date

DATED = {
    "messages/1958-harrow.txt": "1958",
    "adams_1797.txt": "1797",
    "quay--2012-03-26.txt": "2012-03-26",
    "reports/2012_03_26 quay.txt": "2012-03-26",
    "20120326-quay.txt": "2012-03-26",
    "letter-3-May-1931.txt": "1931-05-03",
    "letter_of_3_May_1931.txt": "1931-05-03",
    "Brief vom 12.3.1925.txt": "1925-03-12",
    "may_1931.txt": "1931-05",
    "minutes 1931-05.txt": "1931-05",
    "harrow1958.txt": "1958",
    "harrow (1958).txt": "1958",
    "письмо_1911.txt": "1911",
    "c1931_harrow.txt": "1931~",
    "letter-12-1997.txt": "1997",
    "case 3-4-1931.txt": "1931",
}
UNDATED = [
    *("harrow.txt", "1958.txt", "page-1804.txt", "p1804.txt", "rfc1945.txt", "no. 1931.txt", "box_1900_folder.txt", "1066-hastings.txt"),
    *("12345.txt", "19311.txt", "letters-1914-1918.txt", "1931/harrow.txt", "scan_2044.txt", "harrow-1958b.txt", "quay-9999-99-99.txt"),
    *("dg-2012-04-10-quay-report.txt", "to the 1958 fair.txt", "on-3-May-1931-the-quay.txt", "quay-1931-05-draft.txt"),
    *("seite_1804.txt", "número 1804.txt", "том-1911.txt", "3000-words.txt"),
]


@pytest.mark.parametrize("path", DATED)
def test_a_name_states_a_date(path: str) -> None:
    """As far as it does: the day, the month, the year; never more sure than for review."""
    found = read_file_date(path, find_date, "The boats are in.")
    assert found
    assert found.edtf == DATED[path]
    assert 0.5 <= found.confidence <= 0.8


@pytest.mark.parametrize("path", UNDATED)
def test_a_number_is_no_date(path: str) -> None:
    """What counts something, is one of several, or is nothing but a number."""
    assert read_file_date(path, find_date, "The boats are in.") is None


def test_the_text_has_a_word_in_it() -> None:
    """A bare number is a year that the text names; a text that speaks of much later years is about that year."""
    assert read_file_date("1958.txt", find_date, "The year 1958 was a good one.")
    assert read_file_date("waterloo-1815.txt", find_date, "A tablet was put up in 1965.") is None
    assert read_file_date("harrow-1958.txt", find_date, "The wall will be done in 1961.")
