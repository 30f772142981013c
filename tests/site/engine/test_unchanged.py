"""A build that says that nothing changed has looked at everything that the site is made from."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import pelican
import pytest
from engine_sites import build, build_stock, differences, make

from readingroom.site.engine import reading, rows, stamps
from readingroom.site.engine.unchanged import ELSEWHERE
from readingroom.site.engine.watch import INSTALLED, is_another


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files needn't grow old before their stamps are trusted."""
    monkeypatch.setattr(rows, "FRESH", 0)


def edit_and_compare(site: Path, file: Path, old: str, new: str, output: str = "output", **more: Any) -> None:
    """Builds of which the last has nothing to do, and one before it not much; after an edit the site is Pelican's."""
    build(site, output, **more)
    other = site / "theme" / "static" / "css" / "main.css"
    if other.exists():
        other.write_text("p { margin: 1px }\n", "utf-8")
    for _ in range(2):
        _, report = build(site, output, **more)
    assert not report.rendered
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    found, _ = build(site, output, **more)
    assert not differences(found, build_stock(site, **more))


def test_styles_elsewhere(tmp_path: Path) -> None:
    """Files that are copied from outside of the theme."""
    site, style = make(tmp_path / "site"), tmp_path / "styles" / "own.css"
    style.parent.mkdir()
    style.write_text("p { color: red }\n", "utf-8")
    edit_and_compare(site, style, "red", "blue", THEME_STATIC_PATHS=["static", str(style.parent)])


def test_files_elsewhere(tmp_path: Path) -> None:
    """Files that are copied from outside of the content."""
    site, chart = make(tmp_path / "site"), tmp_path / "charts" / "north.txt"
    chart.parent.mkdir()
    chart.write_text("fathoms\n", "utf-8")
    name = "../../charts/north.txt"
    edit_and_compare(site, chart, "fathoms", "metres", STATIC_PATHS=[name], EXTRA_PATH_METADATA={name: {"path": "north.txt"}})


@pytest.mark.parametrize("output", ["content", "theme"])
def test_an_output_with_a_name_that_others_begin_with(tmp_path: Path, output: str) -> None:
    """`docs` beside `docs-src`: that is no file of the output."""
    site = make(tmp_path)
    (site / "content").rename(site / "docs-src")
    (site / "theme").rename(site / "docs-theme")
    more = {"PATH": str(site / "docs-src"), "THEME": str(site / "docs-theme")}
    file = site / ("docs-src/letters/to-bo.md" if output == "content" else "docs-theme/templates/part.html")
    edit_and_compare(
        site, file, "the ice is early" if output == "content" else "<p>", "late" if output == "content" else "<p id='x'>", "docs", **more
    )


def test_a_site_where_python_is() -> None:
    """A site may be in a virtual environment, or below /usr as /usr/src is: only installed packages are known by their versions."""
    for place in {sys.prefix, sys.base_prefix}:
        assert not f"{place}/src/site/content/a.md".startswith((*INSTALLED, *ELSEWHERE))
        assert not is_another(f"{place}/src/site/part.rst", f"{place}/src/site/part.rst")
        assert is_another(f"{place}/src/site/part.rst", f"{place}/src/site/a.rst")
    assert os.__file__.startswith(INSTALLED)


def test_a_style_that_comes_later(tmp_path: Path) -> None:
    """A file that is new in such a folder."""
    site = make(tmp_path / "site")
    styles = tmp_path / "styles"
    styles.mkdir()
    for _ in range(2):
        build(site, THEME_STATIC_PATHS=["static", str(styles)])
    (styles / "own.css").write_text("p { color: red }\n", "utf-8")
    assert "theme/own.css" in build(site, THEME_STATIC_PATHS=["static", str(styles)])[0]


def test_nothing_changed_right_after_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written a moment before a build is told by its content: at once, and not only when it has grown old."""
    monkeypatch.setattr(rows, "FRESH", 3600 * 10**9)
    plain = []
    monkeypatch.setattr(pelican.Pelican, "run", lambda self, run=pelican.Pelican.run: (plain.append(1), run(self)))
    site, letter = make(tmp_path), tmp_path / "content" / "letters" / "to-bo.md"
    for text in ("never", "early"):
        letter.write_text(letter.read_text("utf-8").replace("early", text), "utf-8")
        time.sleep(0.05)  # some ticks of the clock
        build(site)
        count = len(plain)
        assert not build(site)[1].rendered
        assert len(plain) == count


def test_a_change_that_leaves_the_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was just written counts by its content, should its stamp be that of the one before."""
    monkeypatch.setattr(rows, "FRESH", 3600 * 10**9)
    site, letter = make(tmp_path), tmp_path / "content" / "letters" / "to-bo.md"
    stamp = rows.stamp_of(letter.stat())
    time.sleep(0.05)
    build(site)
    letter.write_text(letter.read_text("utf-8").replace("early", "never"), "utf-8")
    kept = stamps.stamp_of
    monkeypatch.setattr(stamps, "stamp_of", lambda status: stamp if status.st_ino == letter.stat().st_ino else kept(status))
    monkeypatch.setattr(reading, "stamp_of", stamps.stamp_of)
    assert b"never" in build(site)[0]["a-letter-to-bo.html"]
