"""Plugins and settings that name the output see the site that is being built, and what they write is in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from engine_sites import build, build_stock, differences, make, settings_for
from pelican.plugins import signals

from readingroom import published
from readingroom.site.engine import Pelican, manifest
from readingroom.site.engine.hooks import retarget


class Thumbnails:
    """A plugin that makes a small picture for each picture of the site, where it found the output to be when it began."""

    def __init__(self) -> None:
        self.folder = Path()

    def begin(self, pelican: Any) -> None:
        """Keep where to write."""
        self.folder = Path(pelican.settings["OUTPUT_PATH"], "thumbs")

    def write(self, pelican: Any) -> None:
        """One for each page that is there, beside those of the settings."""
        for folder in (self.folder, Path(pelican.settings["THUMBS"]), Path(pelican.settings["NESTED"]["to"][0])):
            folder.mkdir(parents=True, exist_ok=True)
            for page in sorted(Path(pelican.settings["OUTPUT_PATH"]).glob("*.html")):
                (folder / f"{page.stem}.txt").write_bytes(page.read_bytes()[:20])


@pytest.fixture
def plugin() -> Iterator[Thumbnails]:
    """The plugin, listening."""
    found = Thumbnails()
    signals.initialized.connect(found.begin)
    signals.finalized.connect(found.write)
    yield found
    signals.initialized.disconnect(found.begin)
    signals.finalized.disconnect(found.write)


@pytest.mark.parametrize("safe", [False, True])
def test_what_a_plugin_writes_is_in_the_site(tmp_path: Path, plugin: Thumbnails, safe: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the first build and after an edit, whether the site is rendered whole or not; a picture of a page that went is gone."""
    monkeypatch.setattr(sys.modules[__name__], "readingroom_safe", safe, raising=False)
    monkeypatch.chdir(tmp_path)
    site = make(tmp_path)
    for text in ("one", "two", None):
        letter = site / "content" / "letters" / "extra.md"
        if text:
            letter.write_text(f"Title: Extra\nDate: 1933-01-01\n\n{text}\n", "utf-8")
        else:
            letter.unlink()
        output = str(site / "output")
        more = {"THUMBS": f"{output}/small", "NESTED": {"to": (f"{output}/more", 1)}}
        found, report = build(site, **more)
        assert bool(report.plain) is not safe
        stock = {"THUMBS": f"{site / 'stock'}/small", "NESTED": {"to": (f"{site / 'stock'}/more", 1)}}
        assert not differences(found, build_stock(site, **stock))
        assert ("thumbs/extra.txt" in found) is bool(text)
        assert not (tmp_path / "output.next").exists()


def test_what_a_plugin_writes_when_it_begins_stays(tmp_path: Path) -> None:
    """As with Pelican, though the build begins later."""

    def begin(pelican: Any) -> None:
        Path(pelican.settings["OUTPUT_PATH"], "early").mkdir(parents=True, exist_ok=True)
        Path(pelican.settings["OUTPUT_PATH"], "early", "a.txt").write_text("early", "utf-8")

    site = make(tmp_path)
    with signals.initialized.connected_to(begin):
        assert build(site)[0]["early/a.txt"] == b"early"


def test_templates_and_others_are_told_where_the_site_is_to_be(tmp_path: Path) -> None:
    """A page that shows such a setting shows what it says; after a build and between two the settings are as they were."""
    site = make(tmp_path)
    (site / "theme" / "templates" / "article.html").write_text("{{ OUTPUT_PATH }} {{ THUMBS }}", "utf-8")
    settings = settings_for(site, "output", THUMBS=f"{site / 'output'}/small")
    before = dict(settings)
    pelican = Pelican(settings)
    assert {name: settings[name] for name in before} == before
    pelican.run()
    assert {name: settings[name] for name in before} == before
    page = (site / "output" / "a-letter-to-bo.html").read_text("utf-8")
    assert page == f"{site / 'output'} {site / 'output'}/small"


def test_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting of a plugin may be relative to the current folder; one of Pelican's, or an address, is not."""
    monkeypatch.chdir(tmp_path)
    old = {"OUTPUT_PATH": f"{tmp_path}/output", "THUMBS": "output/small", "ARTICLE_SAVE_AS": "output/{slug}.html", "CARD_URL": "output/c"}
    old |= {"OTHER": "outputs/a", "PHOTO": ["output", 3]}
    new = dict(old)
    retarget(new, old["OUTPUT_PATH"], f"{tmp_path}/output.next")
    assert new == {
        **old,
        "OUTPUT_PATH": f"{tmp_path}/output.next",
        "THUMBS": f"{tmp_path}/output.next/small",
        "PHOTO": [f"{tmp_path}/output.next", 3],
    }


def test_a_hook_for_the_finished_site(tmp_path: Path) -> None:
    """It runs when the site stands in its place, and only if there is a new one."""
    seen: list[tuple[str, bool]] = []

    def publish(pelican: Any) -> None:
        output = Path(pelican.settings["OUTPUT_PATH"])
        seen.append((output.name, (output / "index.html").exists() and not output.with_name("output.next").exists()))

    site = make(tmp_path)
    with published.connected_to(publish):
        build(site)
        assert seen == [("output", True)]
        with pytest.raises(Exception, match="nothing"):
            build(site, YEAR_ARCHIVE_SAVE_AS="{date:%Y}/{nothing}.html")
        assert len(seen) == 1


def test_the_list_of_files_goes_with_the_output(tmp_path: Path) -> None:
    """It is in the output, under a dot, and nothing is beside; that of an earlier version is taken over."""
    site = make(tmp_path)
    build(site)
    listed = site / "output" / manifest.NAME
    text = listed.read_text("ascii")
    assert listed.name.startswith(".")
    assert {path.name for path in site.glob("output*")} == {"output", "output.state"}
    former = site / "output.files"
    former.write_text(text.replace(manifest.HEAD, manifest.FORMER_HEAD), "ascii")
    listed.unlink()
    for path in (site / "output.state").rglob("output-*"):
        path.unlink()
    (site / "content" / "letters" / "to-bo.md").unlink()
    assert "a-letter-to-bo.html" not in build(site)[0]
    assert not former.exists()
    assert listed.exists()
