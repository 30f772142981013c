"""Records of file names, and slugs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.names import SLUG_LENGTH, actual, record, slugify

file_names = st.text(st.characters(exclude_characters="/\0", exclude_categories=()), min_size=1).filter(
    lambda name: name not in (".", "..")
)


@given(file_names)
def test_a_record_gives_the_name_back(name: str) -> None:
    """Whatever a file is called, lone surrogates of undecodable bytes included."""
    try:
        name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return  # half a pair that no file system can give
    if name.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape") != name:
        return
    assert actual(record(name)) == name


@given(file_names)
def test_a_record_is_one_printable_line(name: str) -> None:
    """It can stand in a header, a CSV and a terminal."""
    try:
        written = record(name)
    except UnicodeEncodeError:
        return
    assert written.isprintable()
    assert written == written.strip()


def test_a_plain_name_is_its_own_record() -> None:
    """Nothing is escaped without need."""
    assert record("letters/1931/Ada's text – Käthe.txt") == "letters/1931/Ada's text – Käthe.txt"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("The Harbour in March", "the-harbour-in-march"),
        ("Über die Brücke", "uber-die-brucke"),
        ("Ada's “letter”", "adas-letter"),
        ("王伟", "wang-wei"),
        ("   ", ""),
        ("!!!", ""),
        ("caf\udce9 Quill", "caf-quill"),  # a byte that is no UTF-8
        ("CON", "con-text"),
        ("Отчёт о маяке", "otchiot-o-maiake"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    """ASCII letters, digits, single hyphens; no name that Windows refuses."""
    assert slugify(text) == slug


@given(st.text(st.characters(exclude_categories=())))
def test_slugs_are_safe(text: str) -> None:
    """For any title."""
    slug = slugify(text)
    assert len(slug) <= SLUG_LENGTH
    assert all(c in "abcdefghijklmnopqrstuvwxyz0123456789-" for c in slug)
    assert "--" not in slug
    assert slug.strip("-") == slug
