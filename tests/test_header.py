"""The metadata lines of a Markdown file."""

from hypothesis import given
from hypothesis import strategies as st

from readingroom import header

names = st.from_regex(r"[A-Z][A-Za-z-]{0,12}", fullmatch=True)
values = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1).map(lambda v: " ".join(v.split())).filter(bool)


@given(st.dictionaries(names, values), st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r")))
def test_what_is_joined_is_split_again(fields: dict[str, str], body: str) -> None:
    """Fields and body survive the way into a file and back."""
    if fields:
        assert header.split(header.join(fields, body)) == (fields, body)


def test_known_fields_come_first_and_empty_ones_are_left_out() -> None:
    """The order does not depend on who filled them in."""
    text = header.join({"X-Rights": "ours", "Lang": "", "Date": "1931-04-02", "Title": "A"}, "Body\n")
    assert text == "Title: A\nDate: 1931-04-02\nX-Rights: ours\n\nBody\n"


def test_a_line_end_in_a_value_can_not_make_a_field() -> None:
    """A title that holds a line end is one line."""
    assert header.join({"Title": "A\nStatus: withheld"}, "") == "Title: A Status: withheld\n\n"


def test_names() -> None:
    """A single name with a comma ends with a semicolon."""
    for people in (("Ada Quill",), ("Tolstoy, Leo",), ("Ada Quill", "Tolstoy, Leo")):
        assert header.split_names(header.join_names(people)) == people
    assert header.join_names(("Tolstoy, Leo",)) == "Tolstoy, Leo;"


def test_a_file_without_header_is_all_body() -> None:
    """Nothing is taken for a field that is none."""
    assert header.split("Just a line of text: with a colon\n\nMore\n") == ({}, "Just a line of text: with a colon\n\nMore\n")
