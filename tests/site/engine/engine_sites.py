# ruff: noqa: E501
"""Small Pelican sites for the engine's tests, and the two ways to build them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pelican
from pelican.contents import Content
from pelican.log import console
from pelican.settings import read_settings

from readingroom.site.engine import Pelican, Report, manifest

ARTICLES = {
    "harbour/lighthouse.md": """Title: The lighthouse is lit again
Date: 1931-04-12
Authors: Ada Quill; Bo Lindqvist
Tags: light, harbour
Summary: After two winters the lamp turns.

The lamp was lit at dusk. See [the minutes]({filename}minutes.md) and [the chart]({static}/images/chart.txt).
""",
    "harbour/minutes.md": """Title: Minutes of the harbour board
Date: 1931-05-02
Modified: 1931-05-03
Authors: Ada Quill
Tags: harbour, minutes

Present: seven. The [lamp]({filename}/harbour/lighthouse.md "again") was discussed. By [tag]({tag}harbour), by [author]({author}Ada Quill).
""",
    "harbour/minutes-fr.md": """Title: Procès-verbal du port
Date: 1931-05-02
Authors: Ada Quill
Lang: fr
Slug: minutes-of-the-harbour-board

Présents : sept.
""",
    "letters/to-bo.md": """Title: A letter to Bo
Date: 1932-01-09
Authors: Ada Quill
Tags: light

Dear Bo, the ice is early this year. It came in the night and by morning nothing moved. The pilots sat in the kitchen and mended nets.
They mended nets until the lamp oil was gone, and then they told the story of the whale, which I have heard, and so have you.
""",
    "letters/unsent.md": "Title: Unsent\nDate: 1932-02-01\nStatus: draft\nAuthors: Bo Lindqvist\nCategory: letters\n\nNever mind.\n",
    "letters/sealed.md": "Title: Sealed\nDate: 1932-03-01\nStatus: hidden\nAuthors: Bo Lindqvist\n\nFor later.\n",
    "letters/elsewhere.md": "Title: Elsewhere\nDate: 1932-03-02\nSave_as: odd/place.html\nUrl: odd/place.html\nAuthors: Bo Lindqvist\n\nOver there.\n",
    "letters/framed.md": "Title: Framed\nDate: 1932-03-03\nTemplate: framed\nAuthors: Cy Moor\nTags: light\n\nIn a frame.\n",
    "loose.rst": "A loose leaf\n############\n\n:date: 1930-11-30\n:tags: light\n:author: Cy Moor\n\nIt has a *title* and a\n`link <{filename}harbour/minutes.md>`_.\n",
}
PAGES = {
    "pages/about.md": "Title: About\n\nThis is [the letter]({filename}/letters/to-bo.md).\n",
    "pages/about-fr.md": "Title: À propos\nLang: fr\nSlug: about\n\nEn français.\n",
    "pages/secret.md": "Title: Secret\nStatus: hidden\n\nNot in the menu.\n",
    "pages/sketch.md": "Title: Sketch\nStatus: draft\n\nTo be done.\n",
    "pages/override.md": "Title: Light\nSave_as: tag/light.html\nUrl: tag/light.html\n\nInstead of the list.\n",
}
FILES = {
    "images/chart.txt": "depths in fathoms\n",
    "images/plan.txt": "the mole\n",
    "extra/robots.txt": "User-agent: *\n",
    "hello.html": "",
}
TEMPLATES = {
    "base.html": """{% import 'macros.html' as m %}<!doctype html><title>{% block title %}{{ SITENAME }}{% endblock %}</title>
{% for category, items in categories %}{{ m.link(category) }} {{ items|length }}{% endfor %}
{% for tag, items in tags|sort(attribute='0.slug') %}<a href="{{ SITEURL }}/{{ tag.url }}">{{ tag }}</a>{% endfor %}
{% for item in articles[:3] %}<i>{{ item.title }}</i>{% endfor %}{% block content %}{% endblock %}<p>{{ dates|length }} {{ SITESUBTITLE }}
""",
    "macros.html": "{% macro link(thing) %}<a href='{{ thing.url }}'>{{ thing.name }}</a>{% endmacro %}",
    "article.html": """{% extends 'base.html' %}{% block content %}<h1>{{ article.title }}</h1>{{ article.locale_date }}
{% include 'part.html' %}{{ article.content }}{% for t in article.translations %}{{ t.lang }} {{ t.title }} {{ t.url }}{% endfor %}{% endblock %}
""",
    "part.html": "<p>{% for author in article.authors %}{{ author.url }} {{ author }}{% endfor %} {{ article.category }}</p>",
    "framed.html": "{% extends 'article.html' %}{% block title %}Framed: {{ super() }}{% endblock %}",
    "page.html": "{% extends 'base.html' %}{% block content %}{{ page.content }}{% for t in page.translations %}{{ t.url }}{% endfor %}{% endblock %}",
    "list.html": """{% extends 'base.html' %}{% block content %}{% for article in articles_page.object_list %}<a href="{{ SITEURL }}/{{ article.url }}">
{{ article.title }}</a> {{ article.summary }}{% endfor %}{{ articles_page.number }} of {{ articles_paginator.num_pages }}
{% if articles_page.has_next() %}{{ articles_next_page.url }}{% endif %}{% endblock %}
""",
    "index.html": "{% extends 'list.html' %}",
    "tag.html": "{% extends 'list.html' %}{% block title %}{{ tag }}{% endblock %}",
    "category.html": "{% extends 'list.html' %}{% block title %}{{ category }}{% endblock %}",
    "author.html": "{% extends 'list.html' %}{% block title %}{{ author.name }}{% endblock %}",
    "archives.html": "{% extends 'base.html' %}{% block content %}{% for a in dates_page.object_list %}{{ a.date|strftime('%Y') }} {{ a.title }}{% endfor %}{% endblock %}",
    "period_archives.html": "{% extends 'base.html' %}{% block content %}{{ period }}{% for a in dates %}{{ a.summary }}{% endfor %}{{ all_articles|length }}{% endblock %}",
    "tags.html": "{% extends 'base.html' %}{% block content %}{% for t, a in tags %}{{ t }} {{ a|map(attribute='title')|join(', ') }}{% endfor %}{% endblock %}",
    "contact.html": "{% extends 'base.html' %}{% block content %}{{ AUTHOR }} {{ pages|length }} {{ hidden_articles|length }} {{ drafts|length }}{% endblock %}",
}
SETTINGS: dict[str, Any] = {
    "SITENAME": "A harbour",
    "SITESUBTITLE": "its papers",
    "SITEURL": "https://harbour.example",
    "TIMEZONE": "Europe/Stockholm",
    "DEFAULT_LANG": "en",
    "LOCALE": ["C"],
    "AUTHOR": "The board",
    "STATIC_PATHS": ["images", "extra/robots.txt"],
    "EXTRA_PATH_METADATA": {"extra/robots.txt": {"path": "robots.txt"}},
    "TEMPLATE_PAGES": {"hello.html": "hello.html"},
    "DIRECT_TEMPLATES": ["index", "archives", "tags", "contact"],
    "DEFAULT_PAGINATION": 2,
    "PAGINATED_TEMPLATES": {"index": None, "tag": None, "category": 3, "author": 1, "archives": 4},
    "YEAR_ARCHIVE_SAVE_AS": "{date:%Y}/index.html",
    "MONTH_ARCHIVE_SAVE_AS": "{date:%Y}/{date:%m}/index.html",
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "CATEGORY_FEED_ATOM": "feeds/{slug}.atom.xml",
    "TAG_FEED_RSS": "feeds/tag-{slug}.rss.xml",
    "TRANSLATION_FEED_ATOM": "feeds/all-{lang}.atom.xml",
    "AUTHOR_FEED_ATOM": "feeds/author-{slug}.atom.xml",
    "AUTHOR_FEED_RSS": None,
    "PLUGINS": [],
    "READERS": {"html": None},
}


def make(folder: Path, **more: str) -> Path:
    """Write the site into a folder: content/ and theme/. `more` adds or replaces content, with "__" for "/" and "." before the ending."""
    content, theme = folder / "content", folder / "theme"
    for name, text in {**ARTICLES, **PAGES, **FILES, **more}.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (content / "hello.html").write_text("{% extends 'base.html' %}{% block content %}Hello {{ articles|length }}{% endblock %}", "utf-8")
    for name, text in TEMPLATES.items():
        (theme / "templates").mkdir(parents=True, exist_ok=True)
        (theme / "templates" / name).write_text(text, "utf-8")
    (theme / "static" / "css").mkdir(parents=True, exist_ok=True)
    (theme / "static" / "css" / "main.css").write_text("p { margin: 0 }\n", "utf-8")
    return folder


def settings_for(folder: Path, output: str, **more: Any) -> dict[str, Any]:
    """Pelican's settings for a site made by `make`."""
    paths = {"PATH": str(folder / "content"), "OUTPUT_PATH": str(folder / output), "CACHE_PATH": str(folder / f"{output}.state")}
    defaults = {name: list(value) if isinstance(value, list) else value for name, value in SETTINGS.items()}
    return read_settings(None, override={**defaults, "THEME": str(folder / "theme"), **paths, **more})


def build_stock(folder: Path, output: str = "stock", **more: Any) -> dict[str, bytes]:
    """Build with Pelican as it is, from nothing; gives the files."""
    shutil.rmtree(folder / output, ignore_errors=True)
    with quiet():
        pelican.Pelican(settings_for(folder, output, **more)).run()
    Content.__dict__["get_content"].cache.clear()  # Pelican keeps every text it ever made
    Content.__dict__["get_summary"].cache.clear()
    return files(folder / output)


def build(folder: Path, output: str = "output", **more: Any) -> tuple[dict[str, bytes], Report]:
    """Build with the engine, upon what the last build left; gives the files and the report."""
    with quiet():
        site = Pelican(settings_for(folder, output, **more))
        site.run()
    return files(folder / output), site.report


def build_clean(folder: Path, **more: Any) -> dict[str, bytes]:
    """Build with the engine from nothing; gives the files."""
    for name in ("clean", "clean.state"):
        shutil.rmtree(folder / name, ignore_errors=True)
    return build(folder, "clean", **more)[0]


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder by name, but for our list of them."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: data for name, data in found.items() if name != manifest.NAME}


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The names of files that only one has or that differ."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@contextmanager
def quiet() -> Iterator[None]:
    """Without Pelican's last line."""
    before, console.quiet = console.quiet, True
    try:
        yield
    finally:
        console.quiet = before
