"""Where the plugin meets Pelican: builds the catalogue from Pelican's articles, gives each its row, and writes the other pages."""

from __future__ import annotations

import logging
import os
import shutil
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.contents import Content, Static
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, StaticGenerator
from pelican.writers import Writer

from readingroom.errors import ReadingRoomError
from readingroom.registry import Entry as Registered
from readingroom.registry import load
from readingroom.site import languages, names
from readingroom.site.body import PAGE_BREAK
from readingroom.site.browse import KINDS, Page
from readingroom.site.browse.colophon import colophon
from readingroom.site.browse.feed import feed, sitemap
from readingroom.site.browse.pages import pages
from readingroom.site.browse.redirects import redirects
from readingroom.site.catalogue import Catalogue, catalogue
from readingroom.site.engine.collector import Collecting
from readingroom.site.engine.statics import Copy
from readingroom.site.held import hold_back
from readingroom.site.leaves import renewed
from readingroom.site.reading import Reading
from readingroom.site.rows import Item, Leaf, Link, Sheet, Site
from readingroom.site.searching import search_page, write_search
from readingroom.site.sources import Original, find_originals, read_account, source_view

logger = logging.getLogger(__name__)

TAKE_AWAY = "takeaway.html"
"""The page of the downloads."""
MENU = (
    Link("Collections", "collections.html"),
    Link("Dates", "dates.html"),
    Link("Authors", "authors.html"),
    Link("Titles", "titles.html"),
)


def find_overrides(pelican: Pelican) -> None:
    """A site's own templates and static files come before the theme's: the folder OVERRIDES beside content/, if it is there."""
    settings = pelican.settings
    folder = beside_content(settings, "OVERRIDES", "overrides")
    if (folder / "templates").is_dir():
        settings["THEME_TEMPLATES_OVERRIDES"] = [str(folder / "templates"), *settings["THEME_TEMPLATES_OVERRIDES"]]
    if (folder / "static").is_dir():
        settings["THEME_STATIC_PATHS"] = [*settings["THEME_STATIC_PATHS"], str(folder / "static")]


def beside_content(settings: dict[str, Any], name: str, default: str) -> Path:
    """A folder named by a setting: absolute, or beside content/."""
    return Path(settings["PATH"]).parent / str(settings.get(name, default))


def add_filters(generator: Generator) -> None:
    """What our templates compute: the hash of an inline style, one page of a long text, a time in words, thousands apart."""
    generator.env.filters["csp_hash"] = csp_hash
    generator.env.filters["duration"] = duration
    generator.env.filters["page"] = page_of
    generator.env.filters["thousands"] = thousands


def csp_hash(text: str) -> str:
    """A style or script as a Content-Security-Policy names it."""
    return f"'sha256-{b64encode(sha256(str(text).encode()).digest()).decode('ascii')}'"


def page_of(text: str, number: int) -> str:
    """A page of a document, counted from 1."""
    return str(text).split(PAGE_BREAK)[number - 1]


def duration(minutes: int) -> str:
    """A number of minutes in words: "12 minutes", and from an hour and a half on "2 hours"."""
    if minutes < 90:
        return f"{minutes} minute{'' if minutes == 1 else 's'}"
    return f"{(minutes + 30) // 60:,} hours"


def thousands(number: int) -> str:
    """1234 -> "1,234"."""
    return f"{number:,}"


def settle(generator: ArticlesGenerator) -> None:
    """Take out what is held back, then tell the rest apart: one receiver, since a signal has no order of receivers."""
    hold_back(generator)
    tell_apart(generator)


def tell_apart(generator: ArticlesGenerator) -> None:
    """Two documents with one slug would write one file: all but the first, in order of their paths, get a number. The registry gives
    out slugs that differ, so this is for files written by hand."""
    _tell_apart([*generator.articles, *generator.translations, *generator.hidden_articles, *generator.hidden_translations])


def tell_pages_apart(generator: PagesGenerator) -> None:
    """The same for pages written by hand."""
    _tell_apart([*generator.pages, *generator.translations, *generator.hidden_pages, *generator.hidden_translations])


def _tell_apart(contents: Iterable[Content]) -> None:
    """Make the slugs differ, on file systems too that don't tell capitals from small letters, and keep them free of folders."""
    given: set[str] = set()
    for content in sorted(contents, key=lambda content: content.relative_source_path):
        slug = content.slug if names.is_slug(content.slug) else names.slug(content.slug or Path(content.relative_source_path).stem)
        number = 1
        while names.fold(slug if number == 1 else f"{slug}-{number}") in given:
            number += 1
        content.slug = slug if number == 1 else f"{slug}-{number}"
        given.add(names.fold(content.slug))
        if number > 1:
            logger.warning("%s: the slug %s is taken, it becomes %s", content.relative_source_path, slug, content.slug)


def spare_taxonomy(generator: ArticlesGenerator) -> None:
    """Pelican walks all articles for each tag, author and category even if it writes no page for them. Ours come from the catalogue."""
    if not generator.settings["TAG_SAVE_AS"] and not generator.settings["AUTHOR_SAVE_AS"] and not generator.settings["CATEGORY_SAVE_AS"]:
        generator.tags, generator.authors, generator.categories = {}, [], []


def withhold_files(generator: StaticGenerator) -> None:
    """A link like {static}/documents/x.md would publish a file that is no static file at all, withheld ones among them."""
    closed = ("documents/", "ledger/", "registry.csv")
    kept = [file for file in generator.staticfiles if not file.relative_source_path.startswith(closed)]
    generator.staticfiles = generator.context["staticfiles"] = kept


def add_originals(generator: StaticGenerator) -> None:
    """The download of a source is a static file: a copy of the text, if that is at hand."""
    for save_as, path in generator.context.get("originals", {}).items():
        metadata = {"title": save_as, "slug": save_as, "save_as": save_as, "url": names.url(save_as)}
        generator.staticfiles.append(Static("", metadata, generator.settings, path, generator.context))


def renew(document: Content) -> None:
    """Give an article that was read again, alone, its row anew."""
    row = getattr(document, "row", None)
    if isinstance(row, Leaf):
        document.row = renewed(row, _item(document, row.listed), document._context["site"])


def _item(article: Content, listed: bool) -> Item:
    """What the catalogue is told of an article."""
    fields = article.metadata.get("fields") or {"title": str(article.title)}
    return Item(article.relative_source_path, fields, article.metadata.get("reading") or Reading(), article.slug, listed)


def browse_generator(pelican: Pelican) -> type[Generator]:
    """Our own generator, after Pelican's."""
    del pelican  # the same for every site
    return BrowseGenerator


class BrowseGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    """Home, lists, sources, colophon, feed, sitemap."""

    catalogue: Catalogue
    articles: list[Content]
    originals: dict[str, tuple[Original, ...]]
    collecting = Collecting()

    def generate_context(self) -> None:
        """Build the catalogue and give every article and page its row."""
        articles = [*self.context["articles"], *self.context["hidden_articles"], *self.context["drafts"]]
        pages = [*self.context["pages"], *self.context["hidden_pages"], *self.context["draft_pages"]]
        sheets = {page.relative_source_path: self._sheet(page) for page in pages}
        listed = sorted((sheets[page.relative_source_path] for page in self.context["pages"]), key=lambda sheet: names.order(sheet.title))
        edition, day = str(self.settings.get("EDITION", "")), str(self.settings.get("EDITION_DATE", ""))
        site = Site(
            name=self.settings["SITENAME"],
            subtitle=self.settings.get("SITESUBTITLE", ""),
            lang=self.settings["DEFAULT_LANG"],
            address=f"{self.settings['SITEURL'].rstrip('/')}/" if self.settings["SITEURL"] else "",
            rights=self.settings.get("RIGHTS", ""),
            menu=MENU,
            pages=tuple(Link(sheet.title, sheet.url) for sheet in listed),
            search=bool(self.settings.get("SEARCH", False)),
            edition=", ".join(filter(None, (f"Edition {edition}" * bool(edition), day))),
            take_away=TAKE_AWAY if self.settings.get("DOWNLOADS") else "",
        )
        listed_until = len(self.context["articles"])
        items = [_item(article, at < listed_until) for at, article in enumerate(articles)]
        self.catalogue = catalogue(items, site, sheets, edition, day, self._registry())
        self.articles = articles
        for article in articles:
            article.row = self.catalogue.by_key[article.relative_source_path]
        for page in pages:
            page.row = sheets[page.relative_source_path]
        self.context["site"] = self.catalogue.site
        self.context["browse"] = self
        self.originals = self.find_originals()
        self.context["originals"] = {file.save_as: file.file for files in self.originals.values() for file in files if file.at_hand}

    def _registry(self) -> list[Registered]:
        """What the registry says of addresses that once were; nothing if there is none, or if it is damaged, which is an error."""
        try:
            return load(Path(self.path, "registry.csv").read_text("utf-8")).entries()
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError, ReadingRoomError) as error:
            logger.error("%s", error)
            return []

    def _sheet(self, page: Content) -> Sheet:
        """The row of a page that was written by hand."""
        lang = languages.tag(page.metadata.get("lang", "")) or self.settings["DEFAULT_LANG"]
        save_as = page.save_as.replace(os.sep, "/")
        return Sheet(str(page.title), page.url, save_as, names.root(save_as), lang, languages.direction(lang))

    def generate_output(self, writer: Writer) -> None:
        """Write every page that Pelican doesn't."""
        self.collecting = getattr(writer, "collecting", Collecting())  # Pelican's own writer keeps nothing from one build to the next
        addresses = [leaf.entry.url for leaf in self.catalogue.listed] + [
            self.catalogue.sheets[page.relative_source_path].url for page in self.context["pages"]
        ]
        for article in self.articles:
            addresses += self._write_pages(writer, article)
        for page in self.pages():
            self._write(writer, page)
            if page.template != "alias":
                addresses.append(names.url(page.save_as))
        addresses = [address for address in addresses if address not in {"404.html", "feed.xml"}]
        if self.catalogue.site.take_away:
            addresses.append(TAKE_AWAY)
        for page in (*sitemap(self.catalogue, addresses), *redirects(self.catalogue, str(self.settings.get("REDIRECTS", "")))):
            self._write(writer, page)
        if self.catalogue.site.search:
            self._write_search(writer)

    def _write_search(self, writer: Writer) -> None:
        """The index and the scripts of the search. The engine's writer notes them as copies; with Pelican's own they are copied here."""
        noted = getattr(writer, "items", None)

        def put(name: str, path: Path, known_by: bytes) -> None:
            if noted is not None:
                noted[name] = Copy(name, str(path), known_by)
                return
            target = Path(self.output_path, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)

        live = Path(self.settings["OUTPUT_PATH"])
        key = blake2b(f"{live.parent.resolve() / live.name.removesuffix('.next')}".encode("utf-8", "surrogateescape"), digest_size=6)
        write_search(self.articles, Path(self.settings["CACHE_PATH"]).absolute() / f"search-{key.hexdigest()}", put)

    def pages(self) -> Iterator[Page]:
        """All pages but documents, pages written by hand and the sitemap. One at a time: that of a source may be large."""
        limit = int(self.settings.get("LIST_LIMIT", 200))
        for kind in KINDS:
            yield from kind(self.catalogue, limit)
        yield from colophon(self.catalogue, self.collecting)
        yield from feed(self.catalogue, int(self.settings.get("FEED_MAX_ITEMS", 50)), self.collecting)
        if self.catalogue.site.search:
            yield search_page(self.catalogue)
        yield from self.sources()

    def sources(self) -> Iterator[Page]:
        """The source page of each document; the download is written beside it."""
        for key, files in self.originals.items():
            yield self._source(key, self.catalogue.by_key[key], files)

    def _source(self, key: str, leaf: Leaf, files: tuple[Original, ...]) -> Page:
        """One source page, and the downloads beside it, but for those that are copies of a text itself."""
        view = source_view(leaf, key, Path(self.path), files, int(self.settings.get("SOURCE_LIMIT", 2_000_000)))
        if all(file.at_hand for file in files):
            return Page(view.save_as, "source", view)
        shown = []
        for file, data in zip(files, read_account(view)[1], strict=True):
            shown.append(file if file.at_hand or data is not None else replace(file, download=""))
            if data is not None and not file.at_hand:
                target = Path(self.output_path, file.save_as)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
        return Page(view.save_as, "source", replace(view, originals=tuple(shown)))

    def find_originals(self) -> dict[str, tuple[Original, ...]]:
        """The files of which each document was made whose source is published, by the document's file, in order of addresses."""
        texts, content = beside_content(self.settings, "TEXTS", "texts"), Path(self.path)
        leaves = sorted(self.catalogue.by_key.items(), key=lambda pair: pair[1].save_as)
        return {key: find_originals(leaf, content, texts) for key, leaf in leaves if leaf.source}

    def _write_pages(self, writer: Writer, article: Content) -> list[str]:
        """Write the pages of a long document after its first; their addresses, if the document is listed."""
        leaf = article.row
        found = list(pages(leaf, article.save_as.replace(os.sep, "/"), self.catalogue.site)) if leaf.pages else []
        for view in found:
            template = self.get_template("chapter")
            writer.write_file(view.save_as, template, self.context, relative_urls=True, url=view.url, view=view, article=article)
        return [view.url for view in found if leaf.listed]

    def _write(self, writer: Writer, page: Page) -> None:
        """Hand a page to Pelican's writer."""
        writer.write_file(
            page.save_as, self.get_template(page.template), self.context, relative_urls=True, url=names.url(page.save_as), view=page.view
        )
