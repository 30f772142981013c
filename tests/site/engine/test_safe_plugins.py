"""Plugins on the list of safe ones: with them, too, only what changed is rendered, and the site is Pelican's after every edit."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from engine_sites import ARTICLES, build, build_stock, differences, make

from readingroom.site.engine import rows, safe_plugins

SHOWN = {
    "neighbors": "{% if article.next_article %}{{ article.next_article.title }} {{ article.next_article.url }}{% endif %}"
    "{% if article.prev_article_in_category %}{{ article.prev_article_in_category.title }}{% endif %}",
    "related_posts": "{% for other in article.related_posts %}{{ other.title }} {{ other.url }}{% endfor %}",
    "series": "{% if article.series %}{{ article.series.name }} {{ article.series.index }}"
    "{% for other in article.series.all %}{{ other.title }}{% endfor %}{% endif %}",
    "readtime": "{{ article.readtime_string }} {{ article.readtime_with_seconds }}",
    "tag_cloud": "{% for tag in tag_cloud %}{{ tag.0 }} {{ tag.1 }}{% endfor %}",
    "sitemap": "{{ article.title }}",
}
MORE = {"TAG_CLOUD_SORTING": "size"}
SERIES = {name: ARTICLES[name].replace("\n\n", "\nSeries: Ice\n\n", 1) for name in ("letters/to-bo.md", "harbour/lighthouse.md")}


def test_every_safe_plugin_is_tested() -> None:
    """As it is installed here, and as the page on the engine has it."""
    assert {f"pelican.plugins.{name}" for name in SHOWN} == safe_plugins.SAFE.keys()
    page = (Path(__file__).parents[3] / "docs" / "engine.md").read_text("utf-8")
    for package, versions in safe_plugins.SAFE.values():
        assert version(package) in versions
        assert f"{package} {', '.join(sorted(versions))}" in page


@pytest.mark.parametrize("name", SHOWN)
def test_with_a_safe_plugin(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From nothing, again, with another title, with another text, without a document."""
    monkeypatch.setattr(rows, "FRESH", 0)
    site = make(tmp_path, **SERIES)
    template = site / "theme" / "templates" / "article.html"
    template.write_text(f"{template.read_text('utf-8')}{SHOWN[name]}{{{{ article.slug }}}}{SHOWN[name]}", "utf-8")
    page = site / "theme" / "templates" / "article.html"
    page.write_text(page.read_text("utf-8").replace("{% block content %}", "{% block content %}" + SHOWN[name]), "utf-8")
    more: dict[str, Any] = {"PLUGINS": [name], **MORE}
    minutes = site / "content" / "harbour" / "minutes.md"
    for old, new in (("", ""), ("", ""), ("Minutes of the", "Protocol of the"), ("Present: seven", "Present: eight of them"), ("", None)):
        if new is None:
            minutes.unlink()
            (site / "content" / "loose.rst").unlink()  # it links to the other
        else:
            minutes.write_text(minutes.read_text("utf-8").replace(old, new), "utf-8")
        found, report = build(site, **more)
        assert not report.plain
        assert not differences(found, build_stock(site, **more))


def test_another_version_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin is safe as it was read."""
    assert safe_plugins.is_safe("pelican.plugins.neighbors.neighbors")
    monkeypatch.setattr(safe_plugins, "version", lambda _name: "99")
    safe_plugins.is_safe.cache_clear()
    assert not safe_plugins.is_safe("pelican.plugins.neighbors.neighbors")
    assert not safe_plugins.is_safe("pelican.plugins.seo.seo")
    safe_plugins.is_safe.cache_clear()
