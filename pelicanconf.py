"""The sample site: an invented archive. Everything that is not said here is said in readingroom.site.settings."""

from readingroom.site.settings import *  # noqa: F403 - Pelican reads settings as names of this module

SITENAME = "The Reading Room"
SITESUBTITLE = "Letters, minutes, newspapers and verse of a harbour town that never was."
