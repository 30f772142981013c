"""The settings of a Reading Room site. A site's own `pelicanconf.py` begins with

    from readingroom.site.settings import *

and then says what differs: SITENAME, SITEURL, RIGHTS. `docs/settings.md` explains those that a curator may want to change.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import StrictUndefined

_PACKAGE = Path(__file__).parents[1]

# -- for curators -----------------------------------------------------------------------------------------------------

SITENAME = "Reading Room"
SITESUBTITLE = ""  # one sentence: what this collection is
SITEURL = ""  # https://example.org/archive: for canonical links, feed, sitemap and citations; "" leaves those out
RIGHTS = ""  # what holds for every document that states nothing else
EDITION = ""  # the number of this edition of the site: 3
EDITION_DATE = ""  # its day: 2026-02-08
TEXTS = "texts"  # the folder of raw texts, beside content/
RULES_OFF: list[str] = []  # rules to leave out when texts are converted: ["headings"]
OVERRIDES = "overrides"  # a folder beside content/: its templates/ and static/ come before the theme's
READER = "pyromark"  # or "python-markdown": slower, the same page
LIST_LIMIT = 200  # rows in a list before it is divided by year, month or letter
CHAPTER_LIMIT = 300_000  # characters of a document before it is divided into several pages, at its chapters; 0: never
SOURCE_LIMIT = 2_000_000  # characters of a source text that its page shows; the download always has all
FEED_MAX_ITEMS = 50
SEARCH = True  # False: no search page, no index, no script
DOWNLOADS = [
    "csv",
    "datapackage",
    "json",
    "bibtex",
    "ris",
    "csl",
    "texts",
]  # formats of `export` that the page Take away offers; []: no such page
DOWNLOADS_LIMIT = 10_000_000  # characters of all texts: of a larger collection, files that hold its texts are left out; 0: never
REDIRECTS = ""  # "netlify" or "cloudflare": a file _redirects tells that host of old addresses; each has a page in any case

# -- where things are -------------------------------------------------------------------------------------------------

PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = ".readingroom"
THEME = str(next((theme for theme in (_PACKAGE / "theme", _PACKAGE.parents[1] / "theme") if theme.is_dir()), _PACKAGE / "theme"))
THEME_STATIC_DIR = "theme"
ARTICLE_PATHS = ["documents"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images", "files"]
PLUGINS = ["readingroom.site"]
PELICAN_CLASS = "readingroom.Pelican"  # builds only what changed: docs/engine.md

# -- addresses --------------------------------------------------------------------------------------------------------

RELATIVE_URLS = True
SLUGIFY_SOURCE = "basename"  # about.md is pages/about.html, whatever its title; documents have their slugs from the registry
ARTICLE_URL = ARTICLE_LANG_URL = "documents/{slug}.html"
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = "documents/{slug}.html"
PAGE_URL = PAGE_LANG_URL = "pages/{slug}.html"
PAGE_SAVE_AS = PAGE_LANG_SAVE_AS = "pages/{slug}.html"
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = False  # equal slugs are told apart, not taken for translations

# -- what Pelican would do besides, and the plugin does instead ---------------------------------------------------------

DIRECT_TEMPLATES: list[str] = []
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
CATEGORY_URL = TAG_URL = AUTHOR_URL = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
FILENAME_METADATA = ""  # a date in a file's name is for the converter to find, with its evidence
USE_FOLDER_AS_CATEGORY = False
DEFAULT_PAGINATION = False

# -- the same everywhere and on any day --------------------------------------------------------------------------------

TIMEZONE = "UTC"
LOCALE = ["C"]
DEFAULT_LANG = "en"
WITH_FUTURE_DATES = True

# -- safety -----------------------------------------------------------------------------------------------------------

JINJA_ENVIRONMENT = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True, "extensions": []}
TEMPLATE_EXTENSIONS = [".html", ".xml", ".txt"]
FORMATTED_FIELDS: list[str] = []  # a summary is text, not Markdown
