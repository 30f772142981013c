"""Read a site's published documents as Pelican does for a build, without rendering a page.

What Pelican would not publish never arrives here, so that no format needs to know what is withheld.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pelican
from pelican import signals
from pelican.contents import Content
from pelican.settings import read_settings

from readingroom import header
from readingroom.export.model import Collection, Document, Original
from readingroom.site.account import changes_of, rules
from readingroom.site.browse.colophon import TOOLS
from readingroom.site.engine.build import quiet
from readingroom.site.engine.report import collecting
from readingroom.site.generator import BrowseGenerator
from readingroom.site.reader import DocumentReader
from readingroom.site.rows import Leaf
from readingroom.site.sources import ledger_file, read_account, read_ledger, source_view


def load(settings_file: Path) -> tuple[Collection, list[str]]:
    """The documents that the site of a settings file lists, and what Pelican warned of while it read them.

    Bodies are read when they are asked for, one at a time. Raises whatever stops Pelican.
    """
    with collecting() as logged, quiet(), _without_bodies():
        site = pelican.Pelican(read_settings(str(settings_file.absolute())))
        browse = _browse(site)
    return collection_of(browse), logged.told(logging.WARNING)


def collection_of(browse: BrowseGenerator) -> Collection:
    """The collection that a generator has read."""
    catalogue = browse.catalogue
    articles = {article.relative_source_path: article for article in browse.articles}
    keys = {leaf.save_as: key for key, leaf in catalogue.by_key.items()}
    return Collection(
        site=catalogue.site,
        views=catalogue.listed,
        read=lambda view: _document(browse, keys[view.save_as], articles[keys[view.save_as]], view),
        edition=catalogue.edition,
        edition_date=catalogue.edition_date,
        tools=tuple((tool, version(tool)) for tool in TOOLS),
    )


@contextmanager
def _without_bodies() -> Iterator[None]:
    """Let Pelican forget the body of each converted document once it has read it: a hundred thousand would fill the memory."""

    def forget(content: Content) -> None:
        if content.metadata.get("fields", {}).get("source"):
            content._content = ""

    signals.content_object_init.connect(forget)
    try:
        yield
    finally:
        signals.content_object_init.disconnect(forget)


def _browse(site: Any) -> BrowseGenerator:
    """Let all generators of a site read; the one that knows the collection. Pelican does this within `run`, which would also write."""
    context = site.settings.copy()
    context |= {"generated_content": {}, "static_links": set(), "static_content": {}, "localsiteurl": site.settings["SITEURL"]}
    places = {"path": site.path, "theme": site.theme, "output_path": site.output_path}
    generators = [cls(context=context, settings=site.settings, **places) for cls in site._get_generator_classes()]
    for generator in generators:
        if hasattr(generator, "generate_context"):
            generator.generate_context()
    return next(generator for generator in generators if isinstance(generator, BrowseGenerator))


def _document(browse: BrowseGenerator, key: str, article: Content, view: Leaf) -> Document:
    """A document with its body, read now."""
    fields = article.metadata.get("fields", {})
    _, markdown = header.split(Path(article.source_path).read_text("utf-8", "surrogateescape"))
    html = DocumentReader(browse.settings).read(article.source_path)[0] if view.path else article.get_content("")
    ledger = read_ledger(ledger_file(Path(browse.path), view.path)) if view.source else {}
    changes = tuple((rule.name, rule.count) for rule in rules(changes_of(ledger))) if ledger else ()
    return Document(view, html, fields, markdown, partial(_originals, browse, key, view), changes)


def _originals(browse: BrowseGenerator, key: str, view: Leaf) -> tuple[Original, ...]:
    """The files of which a document was made, as the site offers them for download."""
    places = browse.originals.get(key, ())
    if not places:
        return ()
    _, data = read_account(source_view(view, key, Path(browse.path), places, 0))
    return tuple(Original(place.path, found) for place, found in zip(places, data, strict=True) if found is not None)
