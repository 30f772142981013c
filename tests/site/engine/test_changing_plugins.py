"""Plugins that change documents after they were read: the engine sees it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from blinker import ANY
from engine_sites import build, build_stock, differences, make
from pelican import signals

from readingroom.site.engine import unchanged

PLUGIN = '''
from pelican import signals
from pelican.generators import Generator

readingroom_safe = True
WORD = ["first"]


def rename(generator):
    for article in generator.articles:
        article.category.slug = f"{article.category.slug.split('-')[0]}-{WORD[0]}"


def mark(generator, content):
    content.seen = WORD[0]


def place(generator, content):
    content.override_url = f"{WORD[0]}/{content.slug}"


class Early(Generator):
    """Leaves something with every document when they are all read."""

    def generate_context(self):
        for article in self.context["articles"]:
            article.seen = WORD[0]

    def generate_output(self, writer):
        pass


def strip(generator):
    """Documents that lose what they had."""
    for article in generator.articles:
        if hasattr(article, "tags") and WORD[0] == "second":
            del article.tags
        article.seen = WORD[0]


def press(generator):
    """Documents that say themselves what they equal."""
    equal = {"__eq__": lambda one, other: one.slug == getattr(other, "slug", None), "__hash__": lambda one: hash(one.slug)}
    for article in generator.articles:
        article.__class__ = type("Pressed", (type(article),), equal)
        article.seen = WORD[0]


def early(pelican):
    return Early
'''
SIGNALS = {
    "rename": signals.article_generator_pretaxonomy,
    "mark": signals.article_generator_write_article,
    "early": signals.get_generators,
    "strip": signals.article_generator_pretaxonomy,
    "press": signals.article_generator_finalized,
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A site the pages of which show what a plugin leaves with documents."""
    monkeypatch.setattr(unchanged, "is_unchanged", lambda *_: None)  # that plugins change their minds can't be seen of files
    folder = make(tmp_path)
    (folder / "changing.py").write_text(PLUGIN, "utf-8")
    template = folder / "theme" / "templates" / "article.html"
    template.write_text(template.read_text("utf-8").replace("{{ article.title }}", "{{ article.title }} {{ article.seen }}", 1), "utf-8")
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    sys.modules.pop("changing", None)
    for signal in SIGNALS.values():
        for receiver in list(signal.receivers_for(ANY)):
            if receiver.__module__ == "changing":
                signal.disconnect(receiver)


@pytest.mark.parametrize("what", SIGNALS)
def test_what_a_plugin_changes_is_shown(site: Path, what: str) -> None:
    """From nothing, again, and when the plugin changes its mind: the site is the one that Pelican makes."""
    plugin = __import__("changing")
    SIGNALS[what].connect(getattr(plugin, what))
    first = build_stock(site)
    shown = "-first" if what == "rename" else "first"
    assert any(shown in name or shown.encode() in data for name, data in first.items())
    assert not differences(build(site)[0], first)
    found, report = build(site)
    assert not differences(found, first)
    assert not report.plain
    plugin.WORD[0] = "second"
    found, report = build(site)
    assert not differences(found, build_stock(site))
    assert found != first


def test_an_address_given_just_before_an_article_is_written(site: Path) -> None:
    """It is the one that its page and all later ones show."""
    plugin = __import__("changing")
    template = site / "theme" / "templates" / "article.html"
    template.write_text(template.read_text("utf-8").replace("{{ article.title }}", "{{ article.title }} {{ article.url }}", 1), "utf-8")
    signals.article_generator_write_article.connect(plugin.place)
    for word in ("first", "second"):
        plugin.WORD[0] = word
        expected = build_stock(site)
        found, report = build(site)
        assert not report.plain
        assert f"{word}/a-letter-to-bo".encode() in found["a-letter-to-bo.html"]
        assert found["a-letter-to-bo.html"] == expected["a-letter-to-bo.html"]
