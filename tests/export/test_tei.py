"""TEI: valid by the schema of all modules, and each shape in its own elements."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from samples import ROOT

SCHEMA = ROOT.parent / "shared" / "schema" / "tei_all.rng"
TEI = {"t": "http://www.tei-c.org/ns/1.0"}


@pytest.fixture(scope="module")
def folder(export: Callable[..., Path]) -> Path:
    """The files of the format."""
    return export("tei")


def text_of(folder: Path, name: str, path: str) -> list[str]:
    """The text of the elements that an XPath finds in a document."""
    document = etree.parse(folder / "tei" / f"{name}.xml")
    return [
        " ".join("".join(element.itertext()).split()) if hasattr(element, "itertext") else element
        for element in document.xpath(path, namespaces=TEI)
    ]


def test_every_file_is_valid(folder: Path) -> None:
    """Documents and corpus, by RELAX NG."""
    if not SCHEMA.exists():
        pytest.skip("the schema of TEI (shared/schema) is not here")
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    files = [*sorted((folder / "tei").iterdir()), folder / "tei-corpus.xml"]
    assert len(files) == 4
    for file in files:
        assert schema.validate(etree.parse(file)), (file.name, schema.error_log)


def test_code_keeps_its_lines(folder: Path) -> None:
    """Each in an element of its own, which may hold text alone."""
    name = next(file.stem for file in (folder / "tei").iterdir() if file.stem.endswith("the-sea"))
    document = etree.parse(folder / "tei" / f"{name}.xml")
    assert [code.text for code in document.iterfind(".//t:code", TEI)] == ['code  "here"', None, "  and there"]


def test_verse_keeps_its_lines(folder: Path) -> None:
    """Stanzas of lines."""
    name = "1931 the-lightermans-song"
    assert text_of(folder, name, "//t:lg[1]/t:l") == ["The tide goes out, the tide comes in,", "and so does he that sold the tin;"]
    assert len(text_of(folder, name, "//t:lg")) == 2


def test_a_play_has_speakers_and_scenes(folder: Path) -> None:
    """Speeches in divisions with heads; hostile text is text."""
    name = "1910 the-sea"
    assert text_of(folder, name, "//t:speaker") == ["THE SEA.", "GULL.", "THE SEA."]
    assert text_of(folder, name, "//t:div/t:head") == ["The First Scene", "The Second Scene"]
    assert any("<script>alert(1)</script>" in text for text in text_of(folder, name, "//t:sp/t:p"))
    assert text_of(folder, name, "//t:item") == ["one", "two", "first with a second paragraph"]


def test_a_letter_opens_and_closes(folder: Path) -> None:
    """Address and salutation, signature, note in its place, page break, table."""
    name = "1931-05-03 to-the-harbour-master"
    assert text_of(folder, name, "//t:opener/t:salute") == ["Dear Sir,"]
    assert text_of(folder, name, "//t:closer") == ["Yours truly, Ada Quill"]
    assert text_of(folder, name, "//t:p/t:note") == ["Twelve with the lighter."]
    assert text_of(folder, name, "//t:pb/@n") == ["12"]
    assert text_of(folder, name, "//t:row[@role='label']/t:cell") == ["boat", "tons"]
    assert text_of(folder, name, "//t:sourceDesc//t:idno[@type='shelfmark']") == ["OA 1/3"]
    assert text_of(folder, name, "//t:creation/t:date/@when") == ["1931-05-03"]
