"""The pages besides the documents themselves: one kind a file. A new kind is a file here and a line in `KINDS`.

A kind is a function (catalogue, most rows of a list) -> pages, each a template and the frozen view that it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from readingroom.site.browse.aliases import aliases
from readingroom.site.browse.collections import collections
from readingroom.site.browse.dates import dates
from readingroom.site.browse.home import home
from readingroom.site.browse.missing import missing
from readingroom.site.browse.people import people
from readingroom.site.browse.shelves import Page
from readingroom.site.browse.tags import tags
from readingroom.site.browse.titles import titles
from readingroom.site.browse.tongues import tongues
from readingroom.site.catalogue import Catalogue

Kind = Callable[[Catalogue, int], Iterator[Page]]

KINDS: tuple[Kind, ...] = (home, collections, dates, people, titles, tags, tongues, missing, aliases)

__all__ = ["KINDS", "Kind", "Page"]
