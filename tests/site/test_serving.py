"""What `serve` shows ahead of the build, and what it says when the build is done."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from readingroom.cli import main
from readingroom.console import Console
from readingroom.progress import silent
from readingroom.site.serve import Builder
from readingroom.site.serving.shown import Shown
from readingroom.site.settings_file import Site, find_site

TEXT = "The Pilot\n\nNothing of note happened at the quay, and it happened slowly, as it does there in a dry month.\n"


class Window:
    """A browser that shows one page."""

    def __init__(self, site: Site, shown: Shown, page: str) -> None:
        self.site, self.shown, self.page = site, shown, page
        self.told = shown.listen(page)
        next(self.told)
        self.load()

    def load(self) -> str:
        """The page as it is handed out now."""
        found = self.shown.find(self.page)
        content = found.read_bytes() if isinstance(found, Path) else found
        self.shown.give(self.page, content)
        return content.decode()

    def on_disk(self) -> str:
        """The page as it was built."""
        return (self.site.output / self.page).read_text("utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Site, Builder, Window]]:
    """A site that was built, and a browser that shows a document."""
    (tmp_path / "texts").mkdir()
    for number in range(3):
        (tmp_path / "texts" / f"{number}.txt").write_text(TEXT.replace("Pilot", f"Pilot {number}"), "utf-8")
    assert CliRunner().invoke(main, ["new", str(tmp_path / "site"), "--texts", str(tmp_path / "texts")]).exit_code == 0
    site = find_site(tmp_path / "site")
    shown = Shown(site.output)
    builder = Builder(site, Console(), shown)
    builder.build(0, silent)
    yield site, builder, Window(site, shown, "documents/the-pilot-1.html")
    builder.replace(None)


@pytest.mark.parametrize("kind", ["text", "Markdown", "template"])
def test_a_change_is_shown_before_the_site_is_built(served: tuple[Site, Builder, Window], kind: str) -> None:
    """From memory; the finished file says the same, so that the browser is told once."""
    site, builder, window = served
    file = {"text": site.texts / "1.txt", "Markdown": site.content / "documents/1.md", "template": template(site)}[kind]
    if kind == "template":
        file.write_text("{% extends '!theme/article.html' %}{% block main %}so quickly{{ super() }}{% endblock %}", "utf-8")
        builder.build(0, silent)
        assert next(window.told) == ""
        window.load()
    file.write_text(file.read_text("utf-8").replace("slowly" if kind != "template" else "so quickly", "with a roar"), "utf-8")
    builder.change({file})
    assert next(window.told) == ""
    assert "with a roar" in window.load()
    assert "with a roar" not in window.on_disk()
    ahead = window.load()
    builder.build(1, silent)
    assert "with a roar" in window.on_disk()
    assert next(window.told) == (None if ahead == window.on_disk() else "")
    assert window.load() == window.on_disk()


def test_a_style_is_shown_before_the_site_is_built(served: tuple[Site, Builder, Window]) -> None:
    """From its source."""
    site, builder, window = served
    style = site.settings_file.parent / "overrides/static/own.css"
    style.parent.mkdir(parents=True, exist_ok=True)
    style.write_text("p { margin: 0 }", "utf-8")
    builder.build(0, silent)
    window.shown.give("theme/own.css", window.shown.find("theme/own.css"))
    style.write_text("p { margin: 1em }", "utf-8")
    builder.change({style})
    assert next(window.told) == ""
    assert window.shown.find("theme/own.css") == style
    builder.build(1, silent)
    assert window.shown.find("theme/own.css") == site.output / "theme/own.css"


def test_a_fault_in_a_template_is_told_at_once(served: tuple[Site, Builder, Window], capsys: pytest.CaptureFixture[str]) -> None:
    """In the browser and on the terminal, once, with file and line; the last good page stays, and mended it goes on."""
    site, builder, window = served
    file, before = template(site), window.load()
    file.write_text("<p>\n{{ nothing.of.note }}", "utf-8")
    builder.build(0, silent)
    assert "templates/article.html:2: S-06" in str(next(window.told))
    assert window.load() == before
    file.write_text("<p>\n\n{{ nothing.of.note }}", "utf-8")
    builder.change({file})
    assert "Hint" in capsys.readouterr().out
    builder.build(1, silent)
    file.write_text("<p>mended", "utf-8")
    builder.build(2, silent)
    assert next(window.told) == ""
    assert "mended" in window.load()


def test_a_hand_edited_document_does_not_follow_its_text(served: tuple[Site, Builder, Window]) -> None:
    """What the build is going to leave alone is not shown changed."""
    site, builder, window = served
    markdown = site.content / "documents/1.md"
    markdown.write_text(markdown.read_text("utf-8").replace("slowly", "by hand"), "utf-8")
    builder.build(0, silent)
    window.load()
    (site.texts / "1.txt").write_text(TEXT.replace("slowly", "with a roar"), "utf-8")
    builder.change({site.texts / "1.txt"})
    assert "by hand" in window.load()


def template(site: Site) -> Path:
    """The site's own template for documents."""
    path = site.settings_file.parent / "overrides/templates/article.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
