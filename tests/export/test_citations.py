"""References, as other programs' parsers read them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from readingroom.export.people import Person, person


@pytest.fixture(scope="module")
def references(export: Callable[..., Path]) -> Path:
    """All three forms."""
    return export("bibtex", "ris", "csl")


def test_bibtex_parses(references: Path) -> None:
    """pybtex reads every entry; signs of TeX in a title stay signs; a body's name is one name."""
    database = pytest.importorskip("pybtex.database")
    entries = database.parse_file(str(references / "citations.bib")).entries
    assert list(entries) == ["the-sea", "the-lightermans-song", "to-the-harbour-master"]
    letter, play = entries["to-the-harbour-master"], entries["the-sea"]
    assert [str(name) for name in letter.persons["author"]] == ["Quill, Ada"]
    assert (letter.fields["year"], letter.fields["month"], letter.fields["library"]) == ("1931", "5", "Ostrel Archive")
    assert r"\{x\} \$y\$ \#z" in play.fields["title"]
    assert [str(name) for name in play.persons["author"]] == ["Ankerly, Ruth", "{Harbour Board of Ostrel}", "{王伟}"]
    assert play.fields["note"] == "1910 to 1912"


def test_ris_parses(references: Path) -> None:
    """rispy reads every entry, with its type."""
    rispy = pytest.importorskip("rispy")
    entries = rispy.loads((references / "citations.ris").read_text("utf-8"))
    assert [entry["type_of_reference"] for entry in entries] == ["GEN", "GEN", "PCOMM"]
    letter = entries[2]
    assert (letter["authors"], letter["date"], letter["year"]) == (["Quill, Ada"], "1931/05/03/", "1931")
    assert letter["urls"] == ["https://archive.example/harbour/documents/to-the-harbour-master.html"]


def test_csl_states_what_is_known(references: Path) -> None:
    """A day as its parts, "about" as circa, an interval as words, no date at all where there is none."""
    play, song, letter = json.loads((references / "citations.json").read_text("utf-8"))
    assert letter["type"] == "personal_communication"
    assert letter["issued"] == {"date-parts": [[1931, 5, 3]]}
    assert song["issued"] == {"date-parts": [[1931]], "circa": True}
    assert play["issued"] == {"literal": "1910 to 1912"}
    assert play["author"] == [{"family": "Ankerly", "given": "Ruth"}, {"literal": "Harbour Board of Ostrel"}, {"literal": "王伟"}]
    assert "author" not in song
    assert letter["archive_location"] == "OA 1/3"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada Quill", ("Quill", "Ada")),
        ("Tolstoy, Leo", ("Tolstoy", "Leo")),
        ("Ludwig van Beethoven", ("van Beethoven", "Ludwig")),
        ("José de la Cruz", ("de la Cruz", "José")),
        ("Martin Luther King Jr.", ("King Jr.", "Martin Luther")),
        ("Plato", ("Plato", "")),
        ("王伟", ("王伟", "")),
        ("Лев Толстой", ("Лев Толстой", "")),
        ("Board of Trade", ("Board of Trade", "")),
        ("Class of 1927", ("Class of 1927", "")),
    ],
)
def test_names_are_divided_where_that_can_be_told(name: str, parts: tuple[str, str]) -> None:
    """Family and given names; what may be something else stays whole."""
    assert person(name) == Person(*parts)
