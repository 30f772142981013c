"""The rows that templates are given: frozen, and with nothing in them that a page doesn't show, so that equal rows mean an equal page.

Templates get `site`, and `view`, `article` or `page`; a list is given `Entry`s, the page of a document its `Leaf`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter

from readingroom.site.edtf import Moment
from readingroom.site.reading import Reading

NEVER = Moment()
UNREAD = Reading()


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads somewhere inside the site. `url` is relative to the top."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A name in a list, with how many documents it leads to."""

    name: str
    url: str
    count: int
    order: str = ""  # for sorting


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The document before or after another."""

    name: str
    url: str
    lang: str


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows."""

    name: str
    subtitle: str = ""
    lang: str = "en"
    address: str = ""  # with a slash at its end; "" if the site has none
    rights: str = ""
    feed: str = ""  # "" if it has none
    menu: tuple[Link, ...] = ()
    pages: tuple[Link, ...] = ()  # written by hand
    search: bool = False  # whether it can be searched
    edition: str = ""  # in words, with its day
    take_away: str = ""  # the page of the downloads; "" if there are none


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as a list shows it."""

    title: str
    url: str
    untitled: bool = False  # the text states no title: `title` is its first words
    authors: tuple[str, ...] = ()
    when: Moment = NEVER
    lang: str = ""
    dir: str = "auto"
    summary: str = ""
    number: str = ""
    order: str = ""  # of the title
    collection: str = ""  # the folder path


@dataclass(frozen=True, slots=True)
class Leaf:
    """The page of a document."""

    entry: Entry
    save_as: str
    root: str  # from this page to the top: "../"
    authors: tuple[Link, ...] = ()
    tags: tuple[Link, ...] = ()
    collection: tuple[Link, ...] = ()  # from the outermost folder inwards
    language: Link | None = None
    date: Link | None = None  # its words, leading to its year
    subtitle: str = ""
    rights: str = ""
    holder: str = ""
    shelfmark: str = ""
    more: tuple[tuple[str, str], ...] = ()  # other fields, by name
    path: str = ""  # under texts/; "" if written by hand
    sha256: str = ""  # of the source
    source: str = ""  # the page of its source; "" if there is none
    citation: tuple[str, ...] = ()  # its parts, each in its own direction of writing; they end in their punctuation
    reading: Reading = UNREAD
    earlier: Neighbour | None = None  # in its collection
    later: Neighbour | None = None
    retired: tuple[tuple[str, str], ...] = ()  # passages that were published and have changed: id then, link to what is there now or ""
    pages: tuple[Link, ...] = ()  # of this document, if it has several: the heading and the file of each, all in one folder
    listed: bool = True
    redacted: bool = False  # passages were taken out by hand: neither source nor old addresses are published


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page written by hand."""

    title: str
    url: str
    save_as: str
    root: str
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class Item:
    """What the catalogue is made from: a document as the reader left it."""

    key: str  # its file under content/
    fields: Mapping[str, str]  # of its header, by lower-case name
    reading: Reading
    slug: str
    listed: bool = True


by_title = attrgetter("order", "when.order", "url")
