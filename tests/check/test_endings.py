"""The Endings principles: 22 answers from a built site, each of which can be no."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from readingroom import registry
from readingroom.check.endings import PRINCIPLES, _cell
from readingroom.cli import main

ADDRESS = {"SITEURL": "https://archive.example"}


@pytest.fixture
def site(tmp_path: Path, texts: Path) -> Path:
    """A site that meets them all."""
    folder = tmp_path / "site"
    assert CliRunner().invoke(main, ["new", str(folder), "--texts", str(texts)]).exit_code == 0
    (folder / ".git").mkdir()
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('RIGHTS = "CC0"\nEDITION = "3"\nEDITION_DATE = "2026-02-08"\n')
    build(folder)
    return folder


def build(site: Path) -> None:
    """Build it as it is published."""
    sys.modules.pop("pelicanconf", None)  # which may have changed
    result = CliRunner().invoke(main, ["build", str(site), "--settings", "publishconf.py"], env=ADDRESS)
    assert result.exit_code == 0, result.output


def unmet(site: Path, *options: str) -> set[str]:
    """The numbers of the principles that are not met."""
    report = site.parent / "report.json"
    sys.modules.pop("pelicanconf", None)  # which may have changed
    arguments = ["check", str(site), "--settings", "publishconf.py", "--endings", "--report", str(report), *options]
    result = CliRunner().invoke(main, arguments, env=ADDRESS)
    assert "Traceback" not in result.output
    facts = [message["fact"] for message in json.loads(report.read_text("utf-8"))["messages"] if message["code"] == "K-22"]
    return {fact.split()[2] for fact in facts}


def test_there_are_22() -> None:
    """Numbered as in version 2.2.1."""
    numbers = [principle.number for principle in PRINCIPLES]
    assert len(numbers) == len(set(numbers)) == 22
    assert [sum(number[0] == part for number in numbers) for part in "12345"] == [3, 2, 3, 9, 5]


def test_a_published_site_meets_them(site: Path) -> None:
    """All of them; the answers are a page to which the colophon leads."""
    assert unmet(site, "--publish") == set()
    build(site)
    assert "pages/endings.html" in (site / "output/colophon.html").read_text("utf-8")
    page = (site / "output/pages/endings.html").read_text("utf-8")
    assert "meets 22 of 22" in page
    assert "pages/endings.html" not in (site / "output/index.html").read_text("utf-8")
    assert unmet(site) == set()


@pytest.mark.parametrize(
    ("file", "text", "numbers"),
    [
        ("content/files/notes.docx", "x", {"1.1", "4.1", "4.2"}),
        ("output/admin.php", "x", {"4.1", "4.2"}),
        ("output/more.html", '<main><title>x</title>Edition 3 2026-02-08<script src="https://cdn.example/x.js"></script>', {"4.3", "4.9"}),
        ("output/more.html", '<main><title>x</title>Edition 3 2026-02-08<a href="index.html?page=2">x</a>', {"4.4"}),
        ("output/more.html", '<main><title>x</title>Edition 3 2026-02-08<p onclick="x()">x</p>', {"4.7"}),
        ("output/more.html", "<main><title>x</title>no edition", {"5.3"}),
        ("output/more.html", "<title>x</title>Edition 3 2026-02-08", {"4.6"}),
        ("output/documents/more.html", "<main><title>x</title><article>Edition 3 2026-02-08", {"5.4"}),
    ],
)
def test_what_breaks_one_is_found(site: Path, file: str, text: str, numbers: set[str]) -> None:
    """A file or a page that breaks it."""
    (site / file).parent.mkdir(parents=True, exist_ok=True)
    (site / file).write_text(text, "utf-8")
    if file.startswith("content"):
        build(site)
    assert unmet(site) - {"1.3", "3.1", "5.2"} == numbers


def test_what_is_missing_is_found(site: Path) -> None:
    """No repository, no rights, no edition, no downloads, nothing that publishes, an old address without a page, an error."""
    (site / ".git").rmdir()
    (site / ".github/workflows/publish.yml").unlink()
    settings = site / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + 'RIGHTS = EDITION = EDITION_DATE = ""\nDOWNLOADS = []\n', "utf-8")
    build(site)
    file = site / "content/registry.csv"
    first, *others = registry.load(file.read_text("utf-8")).entries()
    file.write_text(registry.Registry([replace(first, aliases=("an-old-name",)), *others]).dump(), "utf-8", newline="")
    (site / "output/index.html").unlink()
    assert unmet(site) == {"1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "4.5", "5.1", "5.2", "5.3", "5.5"}


def test_answers_are_text() -> None:
    """Nothing in them acts on the page."""
    assert _cell("a|b <i> [x](y) `c`") == "a&#124;b &#60;i&#62; &#91;x&#93;(y) &#96;c&#96;"
