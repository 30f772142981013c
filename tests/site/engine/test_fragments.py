"""What a loop makes of a document is made once, and shown again only where it would be the same."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from engine_sites import build, build_stock, differences, make
from jinja2 import Environment, pass_context, select_autoescape
from jinja2.nodes import EvalContext
from markupsafe import Markup
from pelican.plugins import signals

from readingroom.site.engine import fragments, loops, processes, render, rows
from readingroom.site.engine.fragments import Fragments, Part

LIST = "{% extends 'base.html' %}{% block content %}<LOOP>{% endblock %}"
LOOP = "{% for article in articles_page.object_list %}<BODY>{% endfor %}"
BODY = (
    "<a href='{{ SITEURL }}/{{ article.url }}'>{{ article.title }}</a>{{ article.date.isoformat() }}{{ article.summary }}{{ article.slug }}"
)


@pytest.fixture(autouse=True)
def _several(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what reads as much as lists usually do is remembered, as it is for users; and files needn't grow old."""
    monkeypatch.setattr(loops, "FEWEST", 4)
    monkeypatch.setattr(rows, "FRESH", 0)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[bool, str]]]:
    """What is made for the first time: whether it is remembered, and the text."""
    told: list[tuple[bool, str]] = []
    usual = Part.keep

    def keep(part: Part, item: Any, text: str) -> str:
        found = usual(part, item, text)
        told.append((part[item] == text, text))
        return found

    monkeypatch.setattr(Part, "keep", keep)
    monkeypatch.setenv("READINGROOM_WORKERS", "1")
    yield told


def in_list(loop: str, body: str = BODY) -> str:
    """A template for lists."""
    return LIST.replace("<LOOP>", loop.replace("<BODY>", body))


TEMPLATES = {
    "plain": in_list(LOOP),
    "with what differs from page to page": in_list(LOOP, BODY + "{{ number }}{{ output_file }}").replace(
        "content %}", "content %}{% set number = articles_page.number %}", 1
    ),
    "with what is there on some pages": in_list(LOOP, BODY + "{{ tag_name }}{{ missing }}").replace(
        "content %}", "content %}{% if tag %}{% set tag_name = tag.name %}{% endif %}", 1
    ),
    "with a list": in_list(LOOP, BODY + "{{ articles|length }}{{ articles_page.number }}"),
    "in one another": in_list("{% for i in (1, 2) %}{{ loop.index }}{{ i }}" + LOOP + "{% endfor %}", BODY + "{{ i }}"),
    "of nothing": in_list("{% for article in () %}<BODY>{% else %}None {{ SITENAME }}{% endfor %}"),
    "that is chosen": in_list(LOOP.replace(" %}<", " if article.tags is defined %}<"), BODY + "{{ article.tags|length }}"),
    "with texts": in_list(LOOP, BODY + "{{ article.content|striptags|truncate(20) }}{{ article.summary|e }}"),
    "of macros": "{% macro rows(articles, root) %}"
    + LOOP.replace("articles_page.object_list", "articles").replace("<BODY>", BODY + "{{ root }}")
    + "{% endmacro %}"
    + in_list("{{ rows(articles_page.object_list, '../') }}{{ rows(articles_page.object_list, articles_page.number) }}"),
}


ODD = {
    "over a name that is set later": in_list(LOOP.replace("articles_page.object_list", "dates") + "{% set dates = articles %}|"),
    "with a block of the page": in_list(LOOP, BODY + "{{ self.title() }}"),
    "of documents that the page changes": in_list(
        "{% for article in articles_page.object_list %}{% set _ = article.metadata.update({'n': loop.index}) %}{% endfor %}"
        + LOOP.replace("<BODY>", BODY + "{{ article.metadata.n }}")
    ),
    "with a filter that sees the page": in_list(LOOP, BODY + "{{ article.authors|map('here')|join }}{{ 'x'|here }}"),
    "where nothing is shown": "{% extends 'base.html' %}" + LOOP.replace("<BODY>", BODY + "{{ article.cover.src }}"),
    "of rows that hold a list": in_list(
        "{% for a in ROWS %}{% set _ = a.marks.clear() %}{% set _ = a.marks.append(output_file) %}{% endfor %}"
        "{% for a in ROWS %}{{ a.name }}{{ a.name }}{{ a.name }}{{ a.marks }}{% endfor %}"
    ),
    "from a text": in_list(
        '{{ "' + LOOP.replace("<BODY>", BODY) + '"|shown }}{{ "' + LOOP.replace("<BODY>", BODY + "{{ 1 }}") + '"|shown }}'
    ),
}


@dataclass(frozen=True)
class Marked:
    """A row that can be changed."""

    name: str
    marks: list[str]


@dataclass(frozen=True)
class Still:
    """A row that stays as it is."""

    name: str


@pass_context
def here(page: Any, value: Any) -> str:
    """A filter that tells on which page it is."""
    return f"{value}@{page['output_file']}"


@pass_context
def shown(page: Any, text: str) -> str:
    """A filter that renders a text."""
    rendered: str = page.environment.from_string(text).render(page.get_all())
    return rendered


@pytest.mark.parametrize("template", ODD)
def test_odd_loops_are_those_of_pelican(tmp_path: Path, template: str) -> None:
    """Those that a page could change, or that aren't rendered."""
    site = make(tmp_path)
    (site / "theme" / "templates" / "list.html").write_text(ODD[template], "utf-8")
    more: dict[str, Any] = {"JINJA_FILTERS": {"here": here, "shown": shown}, "ROWS": [Marked("a", []), Marked("b", [])]}
    assert not differences(build(site, **more)[0], build_stock(site, **more))


def test_a_parent_that_escapes(tmp_path: Path) -> None:
    """What is escaped depends on the template that is extended."""
    site = make(tmp_path)
    (site / "theme" / "templates" / "list.html").write_text(in_list(LOOP, BODY + "{{ article.authors|join('<br>') }}"), "utf-8")
    base = "{% autoescape true %}{% block content %}{% endblock %}{% endautoescape %}{% block title %}{% endblock %}"
    (site / "theme" / "templates" / "base.html").write_text(base, "utf-8")
    for escaping in (False, True):
        more: dict[str, Any] = {"JINJA_ENVIRONMENT": {"autoescape": escaping}}
        assert not differences(build(site, **more)[0], build_stock(site, **more))
        (site / "theme" / "templates" / "base.html").write_text(base.replace("true", "false"), "utf-8")


def test_templates_that_escape_by_their_names(tmp_path: Path) -> None:
    """A loop of one template stands in pages that are escaped, and in one that isn't."""
    site, templates = make(tmp_path), tmp_path / "theme" / "templates"
    loop = LOOP.replace("articles_page.object_list", "articles").replace("<BODY>", BODY + "{{ article.authors|join('<br>') }}")
    (templates / "base.html").write_text("{% block content %}" + loop + "{% endblock %}", "utf-8")
    (templates / "note.txt").write_text("{% extends 'base.html' %}", "utf-8")
    more = {
        "JINJA_ENVIRONMENT": {"autoescape": select_autoescape()},
        "TEMPLATE_EXTENSIONS": [".html", ".txt"],
        "DIRECT_TEMPLATES": ["index", "note", "tags"],
    }
    assert not differences(build(site, **more)[0], build_stock(site, **more))


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("relative", [False, True])
@pytest.mark.parametrize("escaping", [False, True])
def test_lists_are_those_of_pelican(tmp_path: Path, kept: list[tuple[bool, str]], template: str, relative: bool, escaping: bool) -> None:
    """Whatever loops read, from nothing and after an edit."""
    site = make(tmp_path)
    (site / "theme" / "templates" / "list.html").write_text(TEMPLATES[template], "utf-8")
    more: dict[str, Any] = {"RELATIVE_URLS": relative, "JINJA_ENVIRONMENT": {"autoescape": escaping}}
    assert not differences(build(site, **more)[0], build_stock(site, **more))
    assert any(remembered for remembered, _ in kept) != (template in {"with a list", "of nothing"})
    path = site / "content" / "letters" / "framed.md"
    path.write_text(path.read_text("utf-8").replace("Title: Framed", "Title: <b>Framed</b> & more"), "utf-8")
    assert not differences(build(site, **more)[0], build_stock(site, **more))


def test_what_is_made_once_is_not_made_again(tmp_path: Path, kept: list[tuple[bool, str]]) -> None:
    """A document stands in six lists, and is asked for its title once; one with links is asked each time."""
    site = make(tmp_path)
    (site / "theme" / "templates" / "list.html").write_text(TEMPLATES["plain"], "utf-8")
    found, _ = build(site)
    assert sum(b">Framed</a>" in text for name, text in found.items() if name.endswith(".html")) > 2
    assert [remembered for remembered, text in kept if ">Framed</a>" in text] == [True]
    minutes = [remembered for remembered, text in kept if ">Minutes of the harbour board</a>" in text]
    assert len(minutes) > 2
    assert not any(minutes)


def test_a_warning_is_said_of_each_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What warns while it is made is made anew for each page, so that each is rendered again in the next build."""
    monkeypatch.setenv("READINGROOM_WORKERS", "1")
    site = make(tmp_path)
    body = BODY + "{{ article.wary }}"
    (site / "theme" / "templates" / "list.html").write_text(in_list(LOOP, body), "utf-8")
    monkeypatch.setattr(fragments.Lean, "wary", property(warn), raising=False)
    build(site)
    _, report = build(site)
    assert {"index.html", "category/letters.html"} <= set(report.names)  # lists of documents without links


def warn(_document: Any, count: Iterator[int] = itertools.count()) -> str:  # noqa: B008 - counted on purpose
    """Something that says so, in other words each time: Pelican says the same but once."""
    logging.getLogger("test").warning("Asked for the %d. time", next(count))
    return "x"


def test_what_a_plugin_changed_is_not_remembered(tmp_path: Path, kept: list[tuple[bool, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """It may hold anything."""

    def change(generator: Any) -> None:
        for article in generator.articles:
            article.turns = iter(range(1000))

    monkeypatch.setattr("readingroom.site.engine.work.why_plain", lambda: "")
    site = make(tmp_path)
    (site / "theme" / "templates" / "list.html").write_text(in_list(LOOP), "utf-8")
    with signals.article_generator_finalized.connected_to(change):
        build(site)
    assert kept
    assert not any(remembered for remembered, _ in kept)


def test_memory_is_limited() -> None:
    """Beyond so many characters nothing more is remembered; what is, stays; and all of it can be forgotten."""
    row = fragments.form_of  # any object; only what lasts is remembered
    now = EvalContext(Environment())
    memory = partial(Fragments({"localsiteurl": ""}, largest=fragments.PART + 10), now)
    part = memory("t.html 1", "", None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fragments, "is_lasting", lambda _item: True)
        for item in ("a", row):
            part.keep(item, "12345678")
        part.keep("c", "later")  # there was room for two
    assert (part["a"], part[row], part["c"]) == ("12345678", "12345678", "")
    assert memory("t.html 1", "", None) is part
    assert memory("t.html 2", "", None) is None
    memory.func.forget()
    assert not memory("t.html 1", "", None)["a"]


def test_equal_values_of_other_kinds_are_not_the_same() -> None:
    """They show something else; so does what is escaped."""
    memory, now, escaping = Fragments({"localsiteurl": ""}), EvalContext(Environment()), EvalContext(Environment(autoescape=True))
    different = [(now, ""), (now, Markup("")), (now, None), (now, 0), (now, False), (escaping, "")]
    assert len({memory(when, "t.html 1", value) for when, value in different}) == len(different)
    assert memory(now, "t.html 1", "") is memory(now, "t.html 1", "")


def test_a_loop_for_which_it_does_not_pay_is_rendered_as_it_is_written() -> None:
    """Its items can't be remembered, or there is no more room and none was shown again; another goes on."""
    memory, now = Fragments({"localsiteurl": ""}, largest=fragments.PART * 3 + 5), EvalContext(Environment())
    refused, idle, busy = (memory(now, f"t.html {number}") for number in range(3))
    assert refused is not None
    assert idle is not None
    assert busy is not None
    for number in range(fragments.ENOUGH):
        assert memory(now, "t.html 0") is refused
        refused.keep(object(), f"{number}")
    assert memory(now, "t.html 0") is None
    row = Still("a")
    busy.keep(row, "x")
    assert busy[row] == "x"
    idle.keep(row, "x" * 10)  # now there is no room left
    assert memory(now, "t.html 1") is None
    assert memory(now, "t.html 2") is busy


def test_several_processes_remember_each_for_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With helpers, too, lists are Pelican's."""
    monkeypatch.setenv("READINGROOM_WORKERS", "3")
    monkeypatch.setattr(render, "FEWEST", 1)
    monkeypatch.setattr(processes, "SHARE", 2)
    site = make(tmp_path)
    (site / "theme" / "templates" / "list.html").write_text(TEMPLATES["plain"], "utf-8")
    assert not differences(build(site)[0], build_stock(site))
