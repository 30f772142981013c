"""Pelican's settings for the benchmark; `write` puts them beside the collection."""

from __future__ import annotations

from pathlib import Path

from benchmarks.engine.collection import put

TEXT = """
SITENAME = "An invented archive"
SITEURL = "https://archive.example"
TIMEZONE = "UTC"
PATH = "content"
CACHE_PATH = ".readingroom"
THEME = {theme!r}
PLUGINS = {plugins!r}
PELICAN_CLASS = {cls!r}
LOCALE = ["C"]
DEFAULT_DATE_FORMAT = "%d %B %Y"
DEFAULT_PAGINATION = 25
ARTICLE_ORDER_BY = "date"
NEWEST_FIRST_ARCHIVES = False
DIRECT_TEMPLATES = ["index", "tags", "categories", "authors"]
PAGINATION_PATTERNS = [(1, "{{name}}{{extension}}", "{{name}}{{extension}}"), (2, "{{name}}/{{number}}.html", "{{name}}/{{number}}.html")]
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
"""


def write(folder: Path) -> None:
    """Write ours.py and stock.py into `folder`/pelican."""
    theme = str(Path(__file__).parent / "theme")
    put(folder / "pelican" / "ours.py", TEXT.format(theme=theme, plugins=["benchmarks.engine.plugin"], cls="readingroom.Pelican"))
    put(folder / "pelican" / "stock.py", TEXT.format(theme=theme, plugins=[], cls="pelican.Pelican"))
