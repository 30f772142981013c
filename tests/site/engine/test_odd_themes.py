"""Themes, settings and plugins that few sites have: after a change, too, the output is Pelican's."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from engine_sites import build, build_stock, differences, make, settings_for
from jinja2 import DebugUndefined, Environment, Template, pass_context
from pelican.generators import Generator
from pelican.plugins import signals

from readingroom.site.engine import environment, rows


@dataclass(frozen=True)
class Case:
    """A change of a site: of its theme as it is to begin with, then of settings or of a file of content."""

    templates: dict[str, str]
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    edit: tuple[str, str, str] = ("", "", "")


MINUTES = "content/harbour/minutes.md"
BODY = (MINUTES, "Present: seven", "Present: eight")
TITLE = (MINUTES, "Title: Minutes of the harbour board", "Title: Minutes, amended")
SUMMARY = ("content/harbour/lighthouse.md", "After two winters", "After three winters")
NEVER = "{% if ASSETS %}{% include 'assets.html' %}{% endif %}{{ article.title }}"
MIRRORED = "{% if article.absent %}{% include 'OTHER.html' %}{% endif %}"
CASES = {
    "address of the next page": Case(
        {"index.html": "{% if articles_page.has_next() %}{{ articles_next_page.url }}{% endif %}"},
        after={"PAGINATION_PATTERNS": [(1, "{url}", "{save_as}"), (2, "{base_name}/p/{number}", "{name}{number}{extension}")]},
    ),
    "templates that draw one another in": Case(
        {"framed.html": "ONE" + MIRRORED.replace("OTHER", "twin"), "twin.html": "TWO" + MIRRORED.replace("OTHER", "framed")},
        edit=("content/letters/framed.md", "Template: framed", "Template: twin"),
    ),
    "what an imported template remembers": Case(
        {
            "macros.html": "{% set row = cycler('odd', 'even') %}{% macro tr(x) %}{{ row.next() }} {{ x }}{% endmacro %}",
            "base.html": "{% block content %}{% endblock %}",
            "article.html": "{% import 'macros.html' as m %}{{ m.tr(article.title) }}",
        },
        edit=TITLE,
    ),
    "what an imported template gathers": Case(
        {
            "macros.html": "{% set seen = [] %}{% macro see(x) %}{{ seen.append(x) or '' }}{{ seen|join('-') }}{% endmacro %}",
            "base.html": "{% block content %}{% endblock %}",
            "article.html": "{% import 'macros.html' as m %}{{ m.see(article.title) }}",
        },
        edit=TITLE,
    ),
    "blocks of three templates in one another": Case(
        {
            "article.html": "{% extends 'base.html' %}{% block title %}A: {{ super() }}{% endblock %}"
            "{% block content %}[{{ super() }}]{{ article.title }}{% endblock %}",
            "framed.html": "{% extends 'article.html' %}{% block title %}F: {{ super() }}{{ super.super() }}{% endblock %}"
            "{% block content %}{{ super() }}{{ self.title() }}{% include 'boxed.html' %}"
            "{% set kept %}{% block kept %}{{ article.slug }}{% endblock %}{% endset %}{{ kept|upper }}{% endblock %}",
            "boxed.html": "{% extends 'box.html' %}{% block box %}<{{ super() }}>{% endblock %}",
            "box.html": "({% block box %}{{ article.title }}{% endblock %})",
        },
        edit=TITLE,
    ),
    "a private item": Case({"article.html": "{{ article['_content'] }}"}, edit=BODY),
    "a private attribute by its name": Case({"article.html": "{{ article|attr('_content') }}"}, edit=BODY),
    "a format that reads": Case({"article.html": "{{ CARD.format(article) }}"}, {"CARD": "{0.summary}"}, edit=SUMMARY),
    "settings behind a name": Case(
        {"tag.html": "{{ tag.settings.X }}", "index.html": "{{ articles_paginator.settings.X }}"}, {"X": "one"}, {"X": "two"}
    ),
    "the order of all variables": Case(
        {"article.html": "{{ names() }}"}, {"JINJA_GLOBALS": {"names": pass_context(lambda page: " ".join(page.get_all()))}}, edit=TITLE
    ),
    "what isn't there, shown": Case(
        {"article.html": "{{ article.none }}"}, {"JINJA_ENVIRONMENT": {"undefined": DebugUndefined}}, edit=TITLE
    ),
    "a filter by its name": Case(
        {"article.html": "{{ article.authors|map('here')|join }}"},
        {"JINJA_FILTERS": {"here": pass_context(lambda page, name: f"{name} {page['articles'][0].summary}")}},
        edit=("content/letters/framed.md", "In a frame", "In no frame"),
    ),
    "a tag that nobody knows, in a branch never taken": Case(
        {
            "part.html": NEVER,
            "assets.html": "{% assets %}x{% endassets %}",
        },
        edit=TITLE,
    ),
    "a filter that nobody knows, in a branch never taken": Case(
        {"part.html": NEVER, "assets.html": "{{ 1|unheard_of }}"},
        edit=TITLE,
    ),
    "dates of files": Case({"article.html": "{{ article.modified is defined }}"}, after={"DEFAULT_DATE": "fs"}),
    "the folder of output": Case({"article.html": "{{ OUTPUT_PATH.rpartition('/')[2]|length > 6 }}"}),
}


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files needn't grow old before their stamps are trusted."""
    monkeypatch.setattr(rows, "FRESH", 0)


@pytest.mark.parametrize("case", CASES)
def test_after_a_change(tmp_path: Path, case: str) -> None:
    """The site is Pelican's, from nothing and after the change."""
    site, this = make(tmp_path), CASES[case]
    for name, text in this.templates.items():
        (site / "theme" / "templates" / name).write_text(text, "utf-8")
    assert not differences(build(site, **this.before)[0], build_stock(site, **this.before))
    name, old, new = this.edit
    if name:
        text = (site / name).read_text("utf-8")
        assert old in text
        (site / name).write_text(text.replace(old, new), "utf-8")
    assert not differences(build(site, **this.before | this.after)[0], build_stock(site, **this.before | this.after))


def add_text(generator: Any) -> None:
    """Another text for each article, with a link in it."""
    for article in generator.articles:
        article._content += f'<p>{len(generator.articles)} <a href="{{filename}}/harbour/minutes.md">minutes</a></p>'


def begin_backlinks(content: Any) -> None:
    """Something that can be filled."""
    content.backlinks = {}
    content.metadata["backlinks"] = content.backlinks


def fill_backlinks(generator: Any) -> None:
    """What is filled once all articles are known."""
    found = {article.title: article for article in generator.articles}
    for article in generator.articles:
        for title, other in found.items():
            if title in article._content:
                other.backlinks[article.title] = article.url


def make_folder(generator: Any) -> None:
    """An empty folder in the output."""
    Path(generator.output_path, "tag").mkdir(parents=True, exist_ok=True)


def add_filter(generator: Any) -> None:
    """A filter that is no function."""
    generator.env.filters["framed"] = "<{}>".format


LATE = ["once"]
PLUGINS: dict[str, tuple[dict[Any, Callable[..., None]], str]] = {
    "another text": ({signals.article_generator_finalized: add_text}, "{{ article.content }}"),
    "what is filled late": (
        {signals.content_object_init: begin_backlinks, signals.article_generator_finalized: fill_backlinks},
        "{{ article.title }} {{ article.backlinks }} {{ article.metadata.backlinks }}",
    ),
    "an empty folder": ({signals.article_generator_finalized: make_folder}, "{{ article.title }}"),
    "a filter": ({signals.article_generator_finalized: add_filter}, "{{ article.title|framed }}"),
}


@pytest.fixture
def connected(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Lets the receivers of a case listen, as those of a plugin that is safe."""
    monkeypatch.setattr(sys.modules[__name__], "readingroom_safe", True, raising=False)
    receivers, template = PLUGINS[request.param]
    for signal, receiver in receivers.items():
        signal.connect(receiver)
    yield template
    for signal, receiver in receivers.items():
        signal.disconnect(receiver)


@pytest.mark.parametrize("connected", PLUGINS, indirect=True)
def test_with_a_plugin(tmp_path: Path, connected: str) -> None:
    """The site is Pelican's: from nothing, again, with another text in one document, and without that one."""
    site = make(tmp_path)
    (site / "theme" / "templates" / "article.html").write_text(connected, "utf-8")
    extra, head = site / "content" / "letters" / "extra.md", "Title: Extra\nDate: 1933-01-01\n\n"
    for text in (f"{head}See A letter to Bo.\n", f"{head}See A letter to Bo.\n", f"{head}Nothing.\n", ""):
        extra.unlink(missing_ok=True)
        if text:
            extra.write_text(text, "utf-8")
        found, report = build(site)
        assert not report.plain
        assert not differences(found, build_stock(site))


def test_a_feed_that_a_plugin_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows what no key knows of."""

    def tell(context: Any, feed: Any) -> None:
        feed.feed["subtitle"] = LATE[0]

    monkeypatch.setattr(sys.modules[__name__], "readingroom_safe", True, raising=False)
    site = make(tmp_path)
    with signals.feed_generated.connected_to(tell):
        for word in ("once", "twice"):
            LATE[0] = word
            assert not differences(build(site)[0], build_stock(site))


class Writes(Generator):  # type: ignore[misc]  # Pelican carries no types
    """A generator of a plugin, that writes pages with templates it has from elsewhere."""

    def generate_output(self, writer: Any) -> None:
        """One page for each way."""
        for word in (self.settings["MOTTO"], "the same"):
            template = self.env.get_template("motto.html", globals={"motto": word, "SITENAME": "not seen"})
            writer.write_file(f"{word}.html", template, self.context)
        writer.write_file("text.html", self.env.from_string("{{ MOTTO }} {{ articles|length }}"), self.context)
        writer.write_file("alone.html", Environment().from_string("{{ MOTTO }}"), self.context)


def test_templates_that_a_plugin_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With variables of their own, from a text, or from an environment that knows no files."""
    monkeypatch.setattr(sys.modules[__name__], "readingroom_safe", True, raising=False)
    site = make(tmp_path)
    (site / "theme" / "templates" / "motto.html").write_text("{{ motto }} {{ SITENAME }}", "utf-8")

    def add(_pelican: Any) -> type:
        return Writes

    with signals.get_generators.connected_to(add):
        for word in ("one", "two"):
            found, report = build(site, MOTTO=word)
            assert not report.plain
            assert found["the same.html"] == b"the same A harbour"
            assert not differences(found, build_stock(site, MOTTO=word))
        assert {"text.html", "alone.html"} == report.always.keys()


class Loud(Template):
    """A template that is rendered in a way of its own."""

    def render(self, *values: Any, **more: Any) -> str:
        """In capitals."""
        return super().render(*values, **more).upper()


def speak_up(generator: Any) -> None:
    """Let templates be of another class."""
    generator.env.template_class = Loud


def test_another_class_of_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its way to render is used."""
    monkeypatch.setattr(sys.modules[__name__], "readingroom_safe", True, raising=False)
    site = make(tmp_path)
    with signals.generator_init.connected_to(speak_up):
        found = build(site)[0]
        assert b"<!DOCTYPE HTML>" in found["index.html"]
        assert not differences(found, build_stock(site))


def test_a_file_that_goes_elsewhere(tmp_path: Path) -> None:
    """A path that leads out of the output is followed, as Pelican does."""
    site = make(tmp_path)
    more = {"EXTRA_PATH_METADATA": {"extra/robots.txt": {"path": "../robots.txt"}}}
    for text in ("one\n", "two\n", "two\n"):
        (site / "content" / "extra" / "robots.txt").write_text(text, "utf-8")
        found = build(site, **more)[0]
        assert (site / "robots.txt").read_text("utf-8") == text
        assert not differences(found, build_stock(site, **more))


def test_code_beside_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin in a folder whose name begins like that of the package is code of the site."""
    beside = ModuleType("beside")
    beside.__file__ = f"{Path(environment.__file__).parents[2]}_local/beside.py"
    monkeypatch.setitem(sys.modules, "beside", beside)
    assert "beside" in dict(environment.local_sources())


def test_a_plugin_that_is_enabled(tmp_path: Path) -> None:
    """A template can ask for it (`is plugin_enabled`): so it is in the keys of pages."""
    site = make(tmp_path)
    one, other = (environment.page_settings(settings_for(site, "output", PLUGINS=plugins)) for plugins in ([], ["render_math"]))
    assert one != other


def test_what_joins_items_is_no_private_name(tmp_path: Path) -> None:
    """A page that shows tags with a stroke between them has a key like any other."""
    site = make(tmp_path)
    (site / "theme" / "templates" / "article.html").write_text("{{ article.tags|join('_') }}", "utf-8")
    for _ in range(2):
        _, report = build(site)
    assert not report.always
