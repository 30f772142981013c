"""A plugin that builds other sites within a build, one for each language, as i18n_subsites does: with us as with Pelican."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from blinker import ANY
from engine_sites import build, build_stock, differences, make
from pelican import signals

PLUGIN = '''
import os
from pelican import signals
from pelican.settings import configure_settings

LEFT = []


def begin(site):
    if "INNER" not in site.settings:
        LEFT[:] = [(lang, site.settings, more) for lang, more in site.settings["SUBSITES"].items()]


def keep_language(generator):
    """Articles of other languages that have a site of their own are not shown here."""
    own, others = generator.settings["DEFAULT_LANG"], set(generator.settings["SUBSITES"]) | {"en"}
    for name in ("articles", "translations", "drafts"):
        found = getattr(generator, name)
        found[:] = [item for item in found if item.lang == own or item.lang not in others]


def next_site(site):
    """All documents of this site are read: build the next one, before this one is written."""
    while LEFT:
        lang, main, overrides = LEFT.pop()
        settings = {**main, **overrides, "DEFAULT_LANG": lang, "INNER": True}
        for place in ("OUTPUT_PATH", "CACHE_PATH"):
            settings[place] = os.path.join(main[place], lang)
        type(site)(configure_settings(settings)).run()


def register():
    signals.get_generators.connect(begin)
    signals.article_generator_pretaxonomy.connect(keep_language)
    signals.get_writer.connect(next_site)
'''


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A site with the plugin, and a theme of its own for one of the languages."""
    folder = make(tmp_path)
    (folder / "subsites.py").write_text(PLUGIN, "utf-8")
    other = folder / "other" / "templates"
    other.mkdir(parents=True)
    for path in (folder / "theme" / "templates").iterdir():
        (other / path.name).write_text(path.read_text("utf-8").replace("<!doctype html>", "<!doctype html><html lang=fr>"), "utf-8")
    for name in ("harbour/minutes.md", "pages/about.md"):
        path = folder / "content" / name
        path.write_text(f"Lang: en\n{path.read_text('utf-8')}", "utf-8")
    (folder / "content" / "letters" / "brev.md").write_text("Title: Brev\nDate: 1932-01-10\nLang: sv\n\nKära Bo.\n", "utf-8")
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    sys.modules.pop("subsites", None)
    for signal in (signals.get_generators, signals.article_generator_pretaxonomy, signals.get_writer):
        for receiver in list(signal.receivers_for(ANY)):
            if receiver.__module__ == "subsites":
                signal.disconnect(receiver)


def settings(folder: Path) -> dict[str, Any]:
    """Two subsites: one with another theme, one with other names and addresses."""
    french = {"THEME": str(folder / "other"), "SITENAME": "Un port", "SITEURL": "https://harbour.example/fr"}
    swedish = {"SITENAME": "En hamn", "SITEURL": "https://harbour.example/sv", "TAG_SAVE_AS": "", "DEFAULT_PAGINATION": 1}
    return {"PLUGINS": ["subsites"], "SUBSITES": {"fr": french, "sv": swedish}}


@pytest.mark.parametrize("relative", [True, False])
def test_subsites_are_those_of_pelican(site: Path, relative: bool) -> None:
    """From nothing, after an edit, and when it was taken back; and the report says why all was rendered."""
    more = {**settings(site), "RELATIVE_URLS": relative}
    letter = site / "content" / "letters" / "brev.md"
    text = letter.read_text("utf-8")
    expected = build_stock(site, **more)
    assert b"lang=fr" in expected["fr/index.html"]
    assert b"Brev" in expected["sv/index.html"]
    assert b"lang=fr" not in expected["index.html"]
    found, report = build(site, **more)
    assert not differences(found, expected)
    assert "subsites" in report.plain
    letter.write_text(text.replace("Kära", "Käre"), "utf-8")
    assert not differences(build(site, **more)[0], build_stock(site, **more))
    letter.write_text(text, "utf-8")
    assert not differences(build(site, **more)[0], expected)
