"""A long document becomes several pages that lead to one another, and every address in it leads somewhere."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pages import Html, parse
from pelican import Pelican as StockPelican
from pelican.settings import read_settings

from readingroom import Pelican
from readingroom.anchors import anchor
from readingroom.check.links import prove_links
from readingroom.progress import Report, silent
from readingroom.site.body import pyromark_events, render
from readingroom.site.browse.pages import pages
from readingroom.site.catalogue import catalogue
from readingroom.site.names import is_slug
from readingroom.site.rows import Item, Site
from readingroom.site.urls import page_file

LIMIT = "CHAPTER_LIMIT = 6000\nSITEURL = 'https://a.example'\n"
HEAD = "Title: The Long Tide\nAuthors: Ada Quill\nIssued: 1931\nLang: en\nCategory: books\nSlug: the-long-tide\nSource: long.txt\n\n"
BODY = "Before the first chapter.\n\n" + "".join(
    f"## Tide {at}\n\n"
    + "".join(f"Passage {number} of tide {at}, {'word ' * 20}end.\n\n" for number in range(20))
    + f"A note.[^{at}]\n\n[^{at}]: The note of tide {at}.\n\n"
    for at in range(1, 5)
)
LAST = anchor(f"Passage 19 of tide 4, {'word ' * 20}end.")


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A collection with a long document, one passage of which has changed once."""
    content = tmp_path / "content"
    (content / "documents").mkdir(parents=True)
    (content / "documents/long.md").write_text(HEAD + BODY, "utf-8")
    (content / "documents/short.md").write_text("Title: Short\nSlug: short\nSource: s.txt\n\nShort.\n", "utf-8")
    (content / "registry.csv").write_text(f"path,number,slug,edition,aliases\nlong.txt,7,the-long-tide,1,#pold2345={LAST}\n", "utf-8")
    return content


@pytest.fixture
def found(build: Callable[..., Path], long: Path) -> tuple[Path, dict[str, Html]]:
    """The site, and the pages of the long document."""
    out = build(LIMIT, content=long)
    return out, {path.name: parse(path.read_text("utf-8")) for path in sorted((out / "documents").glob("the-long-tide*.html"))}


def test_a_long_document_has_several_pages(found: tuple[Path, dict[str, Html]]) -> None:
    """The first has the title, the contents and the first chapter; each is whole, and none links to nowhere."""
    out, sheets = found
    assert list(sheets) == ["the-long-tide.html", "the-long-tide~2.html", "the-long-tide~3.html", "the-long-tide~4.html"]
    report = Report()
    prove_links(out, report, silent)
    assert not [message for message in report.messages if message.level == "error"], report.messages
    for at, (name, sheet) in enumerate(sheets.items(), 1):
        assert not sheet.wrong, name
        assert len(set(sheet.ids)) == len(sheet.ids)
        assert len(sheet.find("h1")) == 1
        assert f"The note of tide {at}." in sheet.text
        assert f"https://a.example/documents/{name}" in sheet.text  # to cite
        assert sheet.find("link", rel="canonical")[0]["href"] == f"https://a.example/documents/{name}"
    assert "Before the first chapter." in sheets["the-long-tide.html"].text


def test_the_way_through(found: tuple[Path, dict[str, Html]]) -> None:
    """From each page to the one before and after; from the contents of each to every chapter."""
    _, sheets = found
    turns = [[given["href"] for given in sheet.find("a") if given.get("rel") in {"prev", "next"}] for sheet in sheets.values()]
    assert turns == [
        ["the-long-tide~2.html"],
        ["the-long-tide.html", "the-long-tide~3.html"],
        ["the-long-tide~2.html", "the-long-tide~4.html"],
        ["the-long-tide~3.html"],
    ]
    links = [f"{name if name != 'the-long-tide~2.html' else ''}#{anchor(f'Tide {at}')}" for at, name in enumerate(sheets, 1)]
    assert set(links) <= set(sheets["the-long-tide~2.html"].links)


def test_a_passage_that_changed_is_found_on_its_page(found: tuple[Path, dict[str, Html]]) -> None:
    """Its old name leads, on every page of the document, to the page on which it stands now."""
    _, sheets = found
    for sheet in sheets.values():
        assert "pold2345" in sheet.ids
        assert f"the-long-tide~4.html#{LAST}" in sheet.links


def test_lists_know_one_document(found: tuple[Path, dict[str, Html]]) -> None:
    """Lists lead to its first page; the sitemap names them all."""
    out, _ = found
    assert "~" not in (out / "titles.html").read_text("utf-8")
    assert (out / "sitemap.xml").read_text("utf-8").count("the-long-tide~") == 3


def test_the_engine_makes_the_same_pages(long: Path, tmp_path: Path) -> None:
    """As Pelican does, from nothing and after a change of one chapter."""
    for name, kind in (("stock", StockPelican), ("ours", Pelican)):
        root = tmp_path / name
        shutil.copytree(long, root / "content")
        (root / "pelicanconf.py").write_text(f"from readingroom.site.settings import *\nSITENAME = 'A'\n{LIMIT}", "utf-8")
        for change in ("", "Passage 3 of tide 2", "## Tide 3"):
            file = root / "content/documents/long.md"
            file.write_text(file.read_text("utf-8").replace(change, f"{change} changed") if change else HEAD + BODY, "utf-8")
            kind(read_settings(str(root / "pelicanconf.py"))).run()
    for path in (tmp_path / "stock/output").rglob("*.html"):
        assert (tmp_path / "ours/output" / path.relative_to(tmp_path / "stock/output")).read_bytes() == path.read_bytes(), path


def test_a_draft_has_its_pages_beside_it() -> None:
    """Pages stand in the folder of the first, and their addresses belong to no other document."""
    _, reading = render(pyromark_events(BODY), 6000)
    (leaf,) = catalogue([Item("a.md", {"title": "T"}, reading, "größe x")], Site("S"), {}).leaves
    assert [view.save_as for view in pages(leaf, "drafts/größe x.html", Site("S"))] == [f"drafts/größe x~{at}.html" for at in (2, 3, 4)]
    assert not is_slug(page_file("a", 2).removesuffix(".html"))
