"""Which texts a path means, however it is written."""

import unicodedata

import pytest

from readingroom.places import Places, tidied

KNOWN = ["a.txt", "priv/b.txt", "priv/c.txt", "priv/sub/d.txt", "Ünder/ä.txt", "texts/x.txt"]
FORMER = {"old.txt": "a.txt"}


@pytest.mark.parametrize(
    ("path", "places"),
    [
        ("A.txt", ("a.txt",)),
        ("Priv/", ("priv/",)),
        ("/priv/b.txt", ("priv/b.txt",)),
        ("texts\\priv\\b.txt", ("priv/b.txt",)),
        ("priv/*", ("priv/",)),
        ("PRIV\\*.*", ("priv/",)),
        ("priv/**", ("priv/",)),
        ("priv/*.txt", ("priv/",)),
        ("priv", ("priv/",)),
        ("./priv//sub/", ("priv/sub/",)),
        ("priv/sub/../b.txt", ("priv/b.txt",)),
        ("C:\\archive\\texts\\priv\\b.txt", ("priv/b.txt",)),
        ("content/documents/priv/b.md", ("priv/b.txt",)),
        ("priv/b", ("priv/b.txt",)),
        ("‘priv/b.txt", ()),
        ('"priv/b.txt"', ("priv/b.txt",)),
        (unicodedata.normalize("NFD", "Ünder/ä.txt"), ("Ünder/ä.txt",)),
        (unicodedata.normalize("NFD", "ünder"), ("Ünder/",)),
        ("priv/su*", ("priv/sub/d.txt",)),
        ("old.txt", ("a.txt",)),
        ("OLD.TXT", ("a.txt",)),
        ("texts/x.txt", ("texts/x.txt",)),
        ("texts/", ("/",)),
        ("*", ("/",)),
        ("b.txt", ()),
        ("a", ("a.txt",)),
    ],
)
def test_what_a_path_means(path: str, places: tuple[str, ...]) -> None:
    """Folded for letters, strokes and normal form; stars and folders mean all within; former paths count."""
    assert Places(KNOWN, FORMER).of(tidied(path)) == places


def test_a_path_that_may_be_several() -> None:
    """To the letter first; else all that it may be."""
    places = Places(["a.txt", "A.TXT"])
    assert places.of("a.txt") == ("a.txt",)
    assert places.of("A.txt") == ("A.TXT", "a.txt")
