"""Pelican's generators with the same results in linear time.

Where Pelican asks of every document whether it is in a list, for every list, these sort by place. Files are read in the order of
their names, so that equal inputs give equal sites.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from itertools import chain, groupby
from operator import attrgetter, is_
from typing import Any

from pelican import signals
from pelican.contents import Article, Page, SkipStub
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.utils import get_original_items, order_content, posixize_path, process_translations
from pelican.writers import FileOverwriteFailedError

from readingroom.site.engine import contents
from readingroom.site.engine.ahead import read_ahead
from readingroom.site.engine.files import Files, path_of
from readingroom.site.engine.reading import reads_attach
from readingroom.site.engine.watch import identity

logger = logging.getLogger(ArticlesGenerator.__module__)  # it says what Pelican's generators would, in their name

Write = Callable[..., None]


def read_documents(generator: Any, usual: type, lean: type, place: str, preread: Any, context_signal: Any) -> dict[str, list[Any]]:
    """All documents of a kind by status. What can't be read or is not valid is logged and passed over, as Pelican does.

    `place` is what the settings of this kind begin with, `usual` and `lean` are Pelican's class and ours.
    """
    by_status: dict[str, list[Any]] = {"published": [], "hidden": [], "draft": []}
    settings, reading = generator.settings, generator.work.reading
    names = generator.get_files(settings[f"{place}_PATHS"], exclude=settings[f"{place}_EXCLUDES"])
    top = os.path.abspath(generator.path)
    files = {name: path_of(top, name) for name in sorted(names, key=posixize_path)}

    common = {
        "base_path": generator.path,
        "content_class": lean if reading else usual,
        "context": generator.context,
        "preread_signal": preread,
        "preread_sender": generator,
        "context_signal": context_signal,
        "context_sender": generator,
    }

    def read_file(name: str) -> Any:
        return generator.readers.read_file(path=name, **common)

    if reading:
        spare_stamps(generator.readers)
        reading.anew[lean] = read_file
        read_ahead(reading, generator, lean, files)
    for file in files.items():
        name = file[0]
        try:
            document = reading.document(generator, lean, file) if reading else read_file(name)
        except Exception as error:  # a reader may raise anything; one bad file never stops the others
            logger.exception("Could not process %s: %s", name, error, exc_info=settings.get("DEBUG", False))
            generator._add_failed_source_path(name)
            continue
        if isinstance(document, SkipStub):
            continue
        row = document.__dict__.get("_row")  # it is in the cache, and so known to be valid
        if not row and not document.is_valid():
            generator._add_failed_source_path(name)
            continue
        by_status[document.status].append(document)
        generator.add_source_path(document)
        if not row or row.links:
            generator.add_static_links(document)
        if reading and (row.attach if row else reads_attach(document)):
            reading.attaching = name
    return by_status


def spare_stamps(readers: Any) -> None:
    """Let readers that keep nothing between builds not ask twice when each file was changed."""
    if not (readers._cache_data_policy or readers._cache):
        readers.get_cached_data = lambda _path, default=None: default
        readers.cache_data = lambda _path, _data: None


def split_translations(documents: list[Any], translation_id: Any, order_by: Any) -> tuple[list[Any], list[Any]]:
    """Originals, ordered, and translations; each document learns its `translations`. Pelican's rules, without its quadratic scan."""
    names = [translation_id] if isinstance(translation_id, str) else list(translation_id or ())
    if not names or not all(hasattr(document, name) for document in documents for name in names):
        originals, translations = process_translations(documents, translation_id=translation_id)  # off, or an error to raise
        return order_content(originals, order_by), translations
    key = attrgetter(*names)
    documents.sort(key=key)
    with suppress(TypeError):  # a value that can't be hashed
        if len(set(map(key, documents))) == len(documents):
            for document in documents:
                document.translations = []
            return order_content(documents.copy(), order_by), []
    originals, translations = [], []
    for values, group in groupby(documents, key):
        items = list(group)
        if len(items) == 1:
            items[0].translations = []
            originals += items
            continue
        shown = values if len(names) > 1 else (values,)
        chosen = get_original_items(items, "with" + ", ".join(f' {name} "{value}"' for name, value in zip(names, shown, strict=True)))
        identities = {identity(item) for item in chosen}
        originals += chosen
        translations += [item for item in items if identity(item) not in identities]
        for item in items:
            item.translations = [other for other in items if other is not item]
    return order_content(originals, order_by), translations


def gather(groups: Any, documents: Iterable[Any], names: Callable[[Any], Iterable[Any]]) -> None:
    """Add each document to the lists of its names. `groups` finds a list by comparing slugs, and so is asked once for each object."""
    found: dict[int, Callable[[Any], None]] = {}
    for document in documents:
        for name in names(document):
            add = found.get(identity(name))
            if add is None:
                add = found[identity(name)] = groups[name].append
            add(document)


def places(items: Iterable[Any]) -> dict[int, int]:
    """The place of each object in a list, by identity."""
    return {identity(item): place for place, item in enumerate(items)}


def is_same(one: list[Any], other: list[Any]) -> bool:
    """Whether two lists hold the same objects in the same order."""
    return len(one) == len(other) and all(map(is_, one, other))


def in_order(items: list[Any], place: dict[int, int] | None) -> list[Any]:
    """Those of `items` that have a place, each once, in that order: `[x for x in all if x in items]` without looking at all.

    `place` is None if they all have one and stand in that order already.
    """
    if place is None:
        return list({identity(item): item for item in items}.values())
    unique = {identity(item): item for item in items if identity(item) in place}
    return [unique[key] for key in sorted(unique, key=place.__getitem__)]


class Articles(Files, ArticlesGenerator):  # type: ignore[misc]  # Pelican carries no types
    """The articles of a site."""

    work: Any
    categories: Any
    authors: Any

    def generate_context(self) -> None:
        """Read all articles and sort them into lists by status, category, tag, author and date."""
        settings = self.settings
        preread, context_signal = signals.article_generator_preread, signals.article_generator_context
        found = read_documents(self, Article, contents.Article, "ARTICLE", preread, context_signal)
        split = partial(split_translations, translation_id=settings["ARTICLE_TRANSLATION_ID"], order_by=settings["ARTICLE_ORDER_BY"])
        self.articles, self.translations = split(found["published"])
        self.hidden_articles, self.hidden_translations = split(found["hidden"])
        self.drafts, self.drafts_translations = split(found["draft"])
        signals.article_generator_pretaxonomy.send(self)
        gather(self.categories, self.articles, lambda article: (article.category,) if hasattr(article, "category") else ())
        gather(self.tags, self.articles, lambda article: getattr(article, "tags", ()))
        gather(self.authors, self.articles, lambda article: getattr(article, "authors", ()))
        self.dates = sorted(self.articles, key=attrgetter("date"), reverse=self.context["NEWEST_FIRST_ARCHIVES"])
        self.period_archives = self._build_period_archives(self.dates, self.articles, settings)
        self.categories = sorted(self.categories.items(), reverse=settings["REVERSE_CATEGORY_ORDER"])
        self.authors = sorted(self.authors.items())
        self._update_context(("articles", "drafts", "hidden_articles", "dates", "tags", "categories", "authors", "related_posts"))
        self.context["period_archives"] = self.period_archives
        self.save_cache()
        self.readers.save_cache()
        signals.article_generator_finalized.send(self)

    def _build_period_archives(self, sorted_articles: list[Any], articles: list[Any], settings: Any) -> Any:
        """The articles of each year, month and day."""
        archives = super()._build_period_archives(sorted_articles, [], settings)
        place = None if is_same(articles, sorted_articles) else places(articles)
        for periods in archives.values():
            for period in periods:
                period["articles"] = in_order(period["dates"], place)
        return archives

    def _write_groups(self, write: Write, kind: str, groups: Iterable[tuple[Any, list[Any]]]) -> None:
        """A page for each tag, category or author."""
        template, place = self.get_template(kind), None if is_same(self.articles, self.dates) else places(self.dates)
        for group, articles in groups:
            try:
                write(
                    group.save_as,
                    template,
                    self.context,
                    articles=articles,
                    dates=in_order(articles, place),
                    template_name=kind,
                    blog=True,
                    url=group.url,
                    page_name=group.page_name,
                    all_articles=self.articles,
                    **{kind: group},
                )
            except FileOverwriteFailedError:
                if group.slug:
                    logger.error('Failed to write %s page for "%s".', kind.capitalize(), group)
                    raise
                logger.info('%s "%s" has no slug and so gets no page', kind.capitalize(), group)

    def generate_articles(self, write: Write) -> None:
        """A page for each article."""
        told, context = signals.article_generator_write_article, self.context
        for article in chain(self.translations, self.articles, self.hidden_translations, self.hidden_articles):
            if told.receivers:
                told.send(self, content=article)
            write(
                article.save_as,
                self.get_template(article.template),
                context,
                article=article,
                category=getattr(article, "category", None),
                override_output="override_save_as" in article.__dict__ or hasattr(type(article), "override_save_as"),
                url=article.url,
                blog=True,
            )

    def generate_tags(self, write: Write) -> None:
        """A page for each tag."""
        self._write_groups(write, "tag", self.tags.items())

    def generate_categories(self, write: Write) -> None:
        """A page for each category."""
        self._write_groups(write, "category", self.categories)

    def generate_authors(self, write: Write) -> None:
        """A page for each author."""
        self._write_groups(write, "author", self.authors)


class Pages(Files, PagesGenerator):  # type: ignore[misc]  # Pelican carries no types
    """The pages of a site: what has no date and is in no list."""

    work: Any

    def generate_context(self) -> None:
        """Read all pages and sort them into lists by status."""
        settings = self.settings
        found = read_documents(self, Page, contents.Page, "PAGE", signals.page_generator_preread, signals.page_generator_context)
        split = partial(split_translations, translation_id=settings["PAGE_TRANSLATION_ID"], order_by=settings["PAGE_ORDER_BY"])
        self.pages, self.translations = split(found["published"])
        self.hidden_pages, self.hidden_translations = split(found["hidden"])
        self.draft_pages, self.draft_translations = split(found["draft"])
        self._update_context(("pages", "hidden_pages", "draft_pages"))
        self.save_cache()
        self.readers.save_cache()
        signals.page_generator_finalized.send(self)
