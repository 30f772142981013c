"""Addresses of categories, tags and authors, each made once while pages are rendered.

Pelican makes them anew from settings whenever a template asks, and templates ask more often for them than for anything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pelican.urlwrappers import URLWrapper

from readingroom.site.engine.watch import identity


@contextmanager
def lasting() -> Iterator[None]:
    """As long as the block runs, nothing may change a category, tag or author."""
    usual = URLWrapper.url
    known: dict[int, tuple[Any, Any]] = {}

    def url(item: Any) -> Any:
        found = known.get(identity(item))
        if found is None:
            found = known[identity(item)] = item, usual.fget(item)
        return found[1]

    URLWrapper.url = property(url)
    try:
        yield
    finally:
        URLWrapper.url = usual
