"""What a template can read of each variable: no less than it does, and not what it reads of others."""

from __future__ import annotations

from pathlib import Path

import pytest
from engine_sites import build, build_stock, differences, make
from jinja2 import DictLoader, Environment

from readingroom.site.engine import rows
from readingroom.site.engine.closure import close

CASES = {
    "attributes of others": ("{{ a.title }}{{ b.body }}", {"a": {"title"}, "b": {"body"}}),
    "one expression": ("{{ a.title ~ b.body }}", {"a": {"title", "body"}, "b": {"title", "body"}}),
    "a loop": ("{% for x in a.rows %}{{ x.title }}{% endfor %}{{ b.body }}", {"a": {"rows", "title"}, "b": {"body"}}),
    "a loop of pairs": ("{% for x, y in a %}{{ x.url }}{% for z in y %}{{ z.title }}{% endfor %}{% endfor %}", {"a": {"url", "title"}}),
    "the neighbour in a loop": ("{% for x in a %}{{ loop.previtem.title }}{% endfor %}{{ b.body }}", {"a": {"previtem", "title"}}),
    "a loop that chooses": ("{% for x in a if x.shown %}{{ x.url }}{% endfor %}", {"a": {"shown", "url"}}),
    "another name": ("{% set x = a %}{% set y = x.first %}{{ y.title }}", {"a": {"first", "title"}}),
    "a name with others": ("{% with x = a, y = b %}{{ x.title }}{{ y.url }}{% endwith %}", {"a": {"title"}, "b": {"url"}}),
    "names that go round": ("{% for x in a %}{% set a = x.more %}{{ a.title }}{% endfor %}", {"a": {"more", "title"}}),
    "a namespace": ("{% set ns = namespace() %}{% set ns.x = a %}{{ ns.x.title }}", {"a": {"x", "title"}}),
    "a filter that reads": ("{{ a|map(attribute='title')|join }}{{ b.body }}", {"a": {"title"}}),
    "a filter on a loop": ("{% for x, y in a|groupby('when.year') %}{{ y|length }}{% endfor %}{{ b.body }}", {"a": {"when", "year"}}),
    "a condition": ("{% if a.shown %}{{ b.body }}{% elif a.hidden %}{% endif %}", {"a": {"shown", "hidden"}, "b": {"body"}}),
    "only a number": ("{{ a|length }}{{ b.body }}", {"a": set()}),
    "a macro": ("{% macro m(x) %}{{ x.title }}{% endmacro %}{{ m(a) }}{{ b.body }}", {"a": {"title"}, "b": {"body"}}),
    "a macro of another template": ("{% import 'tools' as t %}{{ t.link(a) }}{{ b.body }}", {"a": {"link", "url"}, "b": {"body"}}),
    "a macro by another name": ("{% from 'tools' import link as l %}{{ l(a) }}{{ b.body }}", {"a": {"url", "body"}}),
    "what a macro hands back": (
        "{% macro m(x) %}{{ caller(x) }}{% endmacro %}{% call(y) m(a) %}{{ y.body }}{% endcall %}",
        {"a": {"body"}},
    ),
    "a function of the site": ("{{ f(a) }}{{ b.body }}{% import 'tools' as t %}", {"a": {"body", "url"}}),
    "what calls a macro": (
        "{% macro m(x) %}{{ x.title }}{{ caller() }}{% endmacro %}{% call m(a) %}{{ b.body }}{% endcall %}",
        {"b": {"body"}},
    ),
    "a method": ("{{ c.get(a).title }}{{ b.body }}", {"a": {"get", "title", "body"}, "c": {"get", "title"}}),
    "a format of texts": ("{{ F.format(slug=a.slug) }}{{ b.body }}", {"a": {"slug", "format"}}),
    "a format of more": ("{{ F.format(a) }}{{ b.body }}", {"a": None}),
    "what is computed": ("{{ a[b] }}{{ c.title }}", {"a": None, "b": None, "c": {"title"}}),
    "a template that is included": ("{% for x in a %}{% include 'part' %}{% endfor %}{{ b.body }}", {"a": {"title"}, "b": {"body"}}),
    "what is imported": ("{% from 'kept' import x with context %}{{ x.title }}{{ b.body }}", {"a": {"title", "body"}}),
    "a block": ("{% block k %}{{ a.title }}{% endblock %}{{ self.k().upper() }}{{ b.body }}", {"a": {"title"}}),
    "a text in pieces": ("{% set x %}{{ a.title }}{% endset %}{{ x.upper() }}", {"a": {"title"}}),
    "a filter on a block": ("{% filter replace('n', a.title) %}{{ b.body }}{% endfilter %}", {"b": {"body"}}),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_read_through_a_name(case: str) -> None:
    """Kind by kind of what can be written in a template."""
    text, wanted = CASES[case]
    others = {"part": "{{ x.title }}", "kept": "{% set x = a %}"}
    others["tools"] = "{% macro link(z) %}{{ z.url }}{% endmacro %}"
    closure = close(Environment(loader=DictLoader({"page": text, **others})), "page", {})
    for name, names in wanted.items():
        found = closure.reached(name)
        assert (found is None) if names is None else found is not None and found - others.keys() == names


def test_a_text_that_is_edited_is_rendered_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though every page shows all categories, which carry all articles, and the page of an article shows its text."""
    monkeypatch.setattr(rows, "FRESH", 0)
    site = make(tmp_path)
    build(site)
    letter = site / "content" / "letters" / "unsent.md"
    letter.write_text(letter.read_text("utf-8").replace("Never mind", "Mind"), "utf-8")
    found, report = build(site)
    assert report.names == ["drafts/unsent.html"]
    letter = site / "content" / "letters" / "to-bo.md"
    letter.write_text(letter.read_text("utf-8").replace("ice is early", "ice is late"), "utf-8")
    found, report = build(site)
    assert "a-letter-to-bo.html" in report.names
    assert "minutes-of-the-harbour-board.html" not in report.names
    assert not differences(found, build_stock(site))
