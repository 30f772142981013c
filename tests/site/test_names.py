"""Names in addresses, alphabets and orders."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.site import languages, names


def test_plain_names_keep_plain_slugs() -> None:
    """What can be read in an address is left readable."""
    assert names.slug("Ada Quill") == "ada-quill"
    assert names.slug("1931") == "1931"


@pytest.mark.parametrize(
    ("one", "other"),
    [("王伟", "王维"), ("Jose", "José"), ("Müller", "Muller"), ("a/b", "a b"), ("C", "C++"), ("..", "."), ("x" * 80, "x" * 81)],
)
def test_different_names_have_different_slugs(one: str, other: str) -> None:
    """The pairs that fall together elsewhere."""
    assert names.slug(one) != names.slug(other)


def test_names_that_windows_takes_for_devices() -> None:
    """A tag "con" or "NUL" must not be a file of that name."""
    assert names.slug("con") != "con"
    assert names.slug("NUL") != "nul"


@given(st.text(min_size=1, max_size=90))
def test_slugs_are_safe(name: str) -> None:
    """Whatever a name holds, its slug is a short, plain part of a path, and the same for the same name in capitals."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", names.slug(name))
    assert len(names.slug(name)) <= 70
    assert names.slug(name) == names.slug(f" {name}  ")


def test_letters_of_many_alphabets() -> None:
    """Accents fold, digits and Han stand together, what has no letter is last."""
    titles = ["Éclair", "1931", "Жук", "灯台", "かもめ", "?!", "ليلى"]
    assert [names.letter(names.order(title)) for title in titles] == ["E", "0–9", "Ж", "漢", "か", "#", "ل"]


def test_articles_are_not_sorted_by() -> None:
    """In the language of the document only."""
    assert languages.without_article("The Harbour", "en") == "Harbour"
    assert languages.without_article("Die Laterne", "de-AT") == "Laterne"
    assert languages.without_article("Die Hard", "en") == "Die Hard"
    assert languages.without_article("The", "en") == "The"


def test_languages() -> None:
    """A name, a direction; what is no tag is no language."""
    assert (languages.name("pt-BR"), languages.direction("pt-BR")) == ("Portuguese", "ltr")
    assert (languages.name("ar"), languages.direction("ar")) == ("Arabic", "rtl")
    assert languages.direction("") == "auto"
    assert languages.tag('"><script>') == ""
    assert languages.name("tlh") == "tlh"


@pytest.mark.parametrize("slug", ["../up", "a/b", ".hidden", "con", "", "a\\b", "x" * 201, "a b"])
def test_slugs_that_are_refused(slug: str) -> None:
    """A slug written by hand may not lead out of its folder."""
    assert not names.is_slug(slug)


def test_slugs_that_are_kept() -> None:
    """A slug written by hand may be in any script."""
    assert names.is_slug("the-harbour")
    assert names.is_slug("灯台_2.b")
