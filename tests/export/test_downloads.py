"""What a site offers to take away: files that are made again only where what they hold has changed."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from exports import DOCUMENTS

from readingroom.cli import main
from readingroom.export import texts_zip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with the documents that all tests of exports share."""
    folder = tmp_path / "site"
    (folder / "content/documents").mkdir(parents=True)
    for name, text in DOCUMENTS.items():
        (folder / "content/documents" / name).write_text(text, "utf-8")
    (folder / "pelicanconf.py").write_text('from readingroom.site.settings import *\nSITENAME = "Harbour"\nEDITION_DATE = "2026-02-08"\n')
    return folder


def build(site: Path, *options: str) -> list[str]:
    """Build; the warnings and errors."""
    report = site.parent / "report.json"
    result = CliRunner().invoke(main, ["build", str(site), "--report", str(report), *options])
    assert "Traceback" not in result.output, result.output
    return [message["fact"] for message in json.loads(report.read_text("utf-8"))["messages"] if message["level"] != "note"]


def downloads(site: Path) -> dict[str, bytes]:
    """The files, by name."""
    return {path.name: path.read_bytes() for path in (site / "output/downloads").iterdir()}


def test_the_page_links_what_there_is(site: Path) -> None:
    """Every file is there, is linked from the page with its size, and the page from every other."""
    build(site)
    page = (site / "output/takeaway.html").read_text("utf-8")
    files = downloads(site)
    assert set(files) == {
        "documents.csv",
        "datapackage.json",
        "passages.csv",
        "documents.json",
        "citations.bib",
        "citations.ris",
        "citations.json",
        "texts.zip",
    }
    for name in files:
        assert f'href="downloads/{name}"' in page
    for other in ("index.html", "titles.html", "documents/the-sea.html"):
        assert "takeaway.html" in (site / "output" / other).read_text("utf-8")
    assert CliRunner().invoke(main, ["check", str(site)]).exit_code in (0, 1)


def test_they_are_what_export_writes(site: Path, tmp_path: Path) -> None:
    """Byte for byte."""
    build(site)
    target = tmp_path / "export"
    formats = [word for name in ("csv", "datapackage", "json", "bibtex", "ris", "csl", "texts") for word in ("--format", name)]
    assert CliRunner().invoke(main, ["export", str(site), "--to", str(target), *formats]).exit_code == 0
    assert downloads(site) == {path.name: path.read_bytes() for path in target.iterdir()}


def test_after_an_edit_they_are_those_of_a_clean_build(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One document changed, one gone, one new: only what is new is compressed, and the bytes are those of a build from nothing."""
    build(site)
    (site / "content/documents/song.md").write_text(DOCUMENTS["song.md"].replace("all,", "all, all,"), "utf-8")
    (site / "content/documents/play.md").unlink()
    (site / "content/documents/new.md").write_text(DOCUMENTS["song.md"].replace("the-lightermans-song", "another-song"), "utf-8")
    made: list[str] = []
    usual = texts_zip.members
    monkeypatch.setattr(texts_zip, "members", lambda document: made.append(document.view.save_as) or usual(document))
    build(site)
    assert sorted(made) == ["documents/another-song.html", "documents/the-lightermans-song.html"]
    patched = downloads(site)
    assert not build(site, "--verify")
    with zipfile.ZipFile(site / "output/downloads/texts.zip") as archive:
        assert archive.testzip() is None
    build(site, "-o", str(site.parent / "clean"))
    assert patched == {path.name: path.read_bytes() for path in (site.parent / "clean/downloads").iterdir()}


def test_what_did_not_change_is_not_made(site: Path) -> None:
    """A build after a change of style copies nothing; the files stay the same files."""
    build(site)
    before = {path.name: path.stat().st_ino for path in (site / "output/downloads").iterdir()}
    (site / "content/pages").mkdir()
    (site / "content/pages/about.md").write_text("Title: About\n\nA page.\n")
    build(site)
    assert {path.name: path.stat().st_ino for path in (site / "output/downloads").iterdir()} == before


def test_settings_choose(site: Path) -> None:
    """Other formats, none at all, only what is small, and names that there are not."""
    settings = (site / "pelicanconf.py").read_text("utf-8")
    (site / "pelicanconf.py").write_text(settings + 'DOWNLOADS = ["ris", "epub", "docx"]\n', "utf-8")
    assert any("'docx', which is no format" in fact for fact in build(site))
    assert set(downloads(site)) == {"citations.ris", "collection.epub"}
    (site / "pelicanconf.py").write_text(settings + "DOWNLOADS_LIMIT = 10\n", "utf-8")
    build(site)
    assert set(downloads(site)) == {"documents.csv", "documents.json", "citations.bib", "citations.ris", "citations.json"}
    assert "made when the site is published" in (site / "output/takeaway.html").read_text("utf-8")
    (site / "pelicanconf.py").write_text(settings + "DOWNLOADS = []\n", "utf-8")
    build(site)
    assert not (site / "output/takeaway.html").exists()
    assert not (site / "output/downloads").exists()
    assert "Take away" not in (site / "output/index.html").read_text("utf-8")
    (site / "pelicanconf.py").write_text(settings + 'DOWNLOADS = "csv"\n', "utf-8")
    result = CliRunner().invoke(main, ["build", str(site)])
    assert (result.exit_code, "U-08" in result.output) == (2, True)


def test_a_damaged_cache_harms_nothing(site: Path) -> None:
    """The files are made anew."""
    build(site)
    good = downloads(site)
    for path in (site / ".readingroom").rglob("downloads/*"):
        path.write_bytes(b"damaged")
    (site / "content/documents/new.md").write_text(DOCUMENTS["song.md"].replace("the-lightermans-song", "another-song"), "utf-8")
    build(site)
    (site / "content/documents/new.md").unlink()
    build(site)
    assert downloads(site) == good
