"""The sample site: an invented archive. Everything that is not said here is said in readingroom.site.settings."""

from readingroom.site.settings import *  # noqa: F403 - Pelican reads settings as names of this module

SITENAME = "Ostrel Harbour Archive"
SITESUBTITLE = (
    "The papers of a harbour town whose breakwater turns eleven degrees to the north, for no reason that anybody there will give."
)
RIGHTS = "An invented collection, under the MIT licence"
