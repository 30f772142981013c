"""The sample site as it is published: the address is for canonical links, citations, feed and sitemap; pages stay relative."""

from pelicanconf import *  # noqa: F403 - Pelican reads settings as names of this module

SITEURL = "https://example.org/reading-room"
EDITION = "1"
EDITION_DATE = "2026-02-08"
DOWNLOADS_LIMIT = 0  # all downloads, however large
