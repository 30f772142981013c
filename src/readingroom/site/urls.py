"""The addresses of pages, relative to the top of the site."""

from __future__ import annotations

from collections.abc import Iterable

from readingroom.site import names
from readingroom.site.edtf import Moment


def page_file(slug: str, number: int) -> str:
    """A page of a document, as a link from another one of its pages. No slug holds the sign, so no other document has this address."""
    return f"{names.url(slug)}{f'~{number}' if number > 1 else ''}.html"


def collection_url(parts: Iterable[str]) -> str:
    """The page of a folder: every part of its path is a part of the address, so that 1931/letters and 1932/letters stay apart."""
    return "collections/" + "/".join(names.slug(part) for part in parts) + ".html"


def author_url(name: str) -> str:
    """The page of a person."""
    return f"authors/{names.slug(name)}.html"


def tag_url(name: str) -> str:
    """The page of a tag."""
    return f"tags/{names.slug(name)}.html"


def language_url(lang: str) -> str:
    """The page of a language."""
    return f"languages/{names.slug(lang)}.html"


def date_url(when: Moment) -> str:
    """The page of the year of a date; of its decade if only that is known."""
    if when.year is not None:
        return f"dates/{year_slug(when.year)}.html"
    return f"dates/{year_slug(when.decade)}s.html" if when.decade is not None else "dates/undated.html"


def year_slug(year: int) -> str:
    """A year as part of an address; before Christ with the letters bc."""
    return f"{year:04}" if year >= 0 else f"{1 - year:04}-bc"
