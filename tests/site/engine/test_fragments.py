"""What a loop makes of a document is made once, and shown again only where it would be the same."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from engine_sites import build, build_stock, differences, make
from jinja2 import Environment
from markupsafe import Markup
from pelican.plugins import signals

from readingroom.site.engine import fragments, processes, render, rows
from readingroom.site.engine.fragments import Fragments, Part, Remembering

ENTRY = "{{ a.url }}{{ a.title }}{{ a.summary }}{{ a.date.isoformat() }}"
LIST = "{% extends 'base.html' %}{% block content %}<LOOP>{% endblock %}"
LOOP = "{% for article in articles_page.object_list %}<BODY>{% endfor %}"
BODY = (
    "<a href='{{ SITEURL }}/{{ article.url }}'>{{ article.title }}</a>{{ article.date.isoformat() }}{{ article.summary }}{{ article.slug }}"
)


@pytest.fixture(autouse=True)
def _several(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what reads as much as lists usually do is remembered, as it is for users; and files needn't grow old."""
    monkeypatch.setattr(fragments, "FEWEST", 4)
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


@pytest.mark.parametrize(
    ("template", "remembers"),
    [
        (f"{{% for a in b %}}{ENTRY}{{% endfor %}}", True),
        (f"{{% macro m(b, root) %}}{{% for a in b %}}{{{{ root }}}}{ENTRY}{{% endfor %}}{{% endmacro %}}", True),
        (f"{{% for a in b if a.title %}}{ENTRY}{{% else %}}None{{% endfor %}}", True),
        (f"{{% for c in d %}}{{{{ loop.index }}}}{{% for a in c.items %}}{ENTRY}{{% endfor %}}{{% endfor %}}", True),
        (f"{{% for a in b %}}{ENTRY}{{% for c in a.authors %}}{{{{ c }}}}{{{{ loop.index }}}}{{% endfor %}}{{% endfor %}}", True),
        (f"{{% for a in b %}}{ENTRY}{{{{ a.tags|join(', ')|upper }}}}{{% if a.lang is defined %}}!{{% endif %}}{{% endfor %}}", True),
        ("{% for a in b %}{{ a.url }}{{ a.title }}{% endfor %}", False),  # too little
        (f"{{% for a in b %}}{ENTRY}{{{{ loop.index }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ range(2)|list }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ f(a) }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ seen.append(a) }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ a.get_content('x') }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ a|attr('_private') }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ b|random }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{{{ a|ours }}}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{% include 'x' %}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{% set c = a %}}{{% endfor %}}", False),
        (f"{{% for a in b %}}{ENTRY}{{% block x %}}{{% endblock %}}{{% endfor %}}", False),
        (f"{{% for a, c in b %}}{ENTRY}{{% endfor %}}", False),
        (f"{{% for a in b recursive %}}{ENTRY}{{{{ loop(a.b) }}}}{{% endfor %}}", False),
        (f"{{% autoescape x %}}{{% for a in b %}}{ENTRY}{{% endfor %}}{{% endautoescape %}}", False),
    ],
)
def test_which_loops_are_remembered(template: str, remembers: bool) -> None:
    """Those whose body can show nothing but what it reads of the item and of plain values."""
    environment = Environment()
    environment.filters["ours"] = lambda value: value
    environment.code_generator_class = Remembering
    code = environment.compile(template, "t.html", raw=True)
    assert ("environment.fragments" in code) == remembers


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
    memory = Fragments({"localsiteurl": ""}, largest=10)
    part = memory("t.html 1", "", None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fragments, "is_lasting", lambda _item: True)
        for item in ("a", row):
            part.keep(item, "12345678")
        part.keep("c", "later")
    assert (part["a"], part[row], part["c"]) == ("12345678", "12345678", "")
    assert memory("t.html 1", "", None) is part
    assert memory("t.html 1", Markup(""), None) is not part
    assert memory("t.html 1", "", False) is not part
    memory.forget()
    assert not memory("t.html 1", "", None)["a"]


def test_several_processes_remember_each_for_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With helpers, too, lists are Pelican's."""
    monkeypatch.setenv("READINGROOM_WORKERS", "3")
    monkeypatch.setattr(render, "FEWEST", 1)
    monkeypatch.setattr(processes, "SHARE", 2)
    site = make(tmp_path)
    (site / "theme" / "templates" / "list.html").write_text(TEMPLATES["plain"], "utf-8")
    assert not differences(build(site)[0], build_stock(site))
