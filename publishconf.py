"""The sample site as it is published: the address is for canonical links, citations, feed and sitemap; pages stay relative."""

import os

from pelican.settings import get_settings_from_file

globals().update(get_settings_from_file(os.path.join(os.path.dirname(__file__), "pelicanconf.py")))  # noqa: PTH118, PTH120 - as in every site

SITEURL = "https://example.org/reading-room"
EDITION = "1"
EDITION_DATE = "2026-02-08"
DOWNLOADS_LIMIT = 0  # all downloads, however large
