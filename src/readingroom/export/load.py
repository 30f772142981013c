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

from pelican.contents import Content
from pelican.settings import read_settings

from readingroom import header
from readingroom.export.model import Collection, Document, Original
from readingroom.site import sources
from readingroom.site.account import changes_of, rules
from readingroom.site.browse.colophon import TOOLS
from readingroom.site.engine.build import quiet
from readingroom.site.engine.look import looked_at
from readingroom.site.engine.report import collecting
from readingroom.site.generator import BrowseGenerator, beside_content
from readingroom.site.rows import Leaf

logger = logging.getLogger(__name__)


class _Reader(BrowseGenerator):
    """Gives every document its row; the files of which each was made are looked for when somebody asks."""

    def find_originals(self) -> dict[str, tuple[sources.Original, ...]]:
        return {}


@contextmanager
def loaded(settings_file: Path) -> Iterator[tuple[Collection, list[str]]]:
    """The documents that the site of a settings file lists, and what Pelican warned of while it read them.

    Bodies are read when they are asked for, within the block. Raises whatever stops Pelican.
    """
    waiting = partial(logger.warning, "A build of this site is running; the export waits for it")
    with collecting() as logged, quiet():
        settings = read_settings(str(settings_file.absolute()))
        with looked_at(settings, waiting, {BrowseGenerator: _Reader}) as generators:
            browse = next(generator for generator in generators if isinstance(generator, _Reader))
            yield collection_of(browse), logged.told(logging.WARNING)


def collection_of(browse: BrowseGenerator) -> Collection:
    """The collection that a generator has read."""
    catalogue = browse.catalogue
    articles = {article.row.save_as: article for article in browse.articles}
    return Collection(
        site=catalogue.site,
        views=catalogue.listed,
        read=lambda view: _document(browse, articles[view.save_as], view),
        edition=catalogue.edition,
        edition_date=catalogue.edition_date,
        tools=tuple((tool, version(tool)) for tool in TOOLS),
    )


def _document(browse: BrowseGenerator, article: Content, view: Leaf) -> Document:
    """A document, with what reads the rest of it."""
    return Document(
        view,
        article.metadata.get("fields", {}),
        # the text of a converted document has no link that Pelican would replace
        (lambda: str(article._content)) if view.path else (lambda: str(article.get_content(""))),
        lambda: header.split(Path(article.source_path).read_text("utf-8", "surrogateescape"))[1],
        partial(_originals, browse, article.relative_source_path, view),
        partial(_changes, Path(browse.path), view),
        article.source_path,
    )


def _changes(content: Path, view: Leaf) -> tuple[tuple[str, int], ...]:
    """How often each rule changed the text, as the ledger of a document says whose source is published."""
    ledger = sources.read_ledger(sources.ledger_file(content, view.path)) if view.source else {}
    return tuple((rule.name, rule.count) for rule in rules(changes_of(ledger))) if ledger else ()


def _originals(browse: BrowseGenerator, key: str, view: Leaf) -> tuple[Original, ...]:
    """The files of which a document was made, as the site offers them for download."""
    if not view.source:
        return ()
    content = Path(browse.path)
    places = sources.find_originals(view, content, beside_content(browse.settings, "TEXTS", "texts"))
    data: tuple[bytes | None, ...] = tuple(sources.original(place.file, place.sha256) for place in places)
    if None in data:
        data = sources.read_account(sources.source_view(view, key, content, places, 0))[1]
    return tuple(Original(place.path, found) for place, found in zip(places, data, strict=True) if found is not None)
