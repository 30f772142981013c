"""What is to be written: pages and feeds, each with its key.

A page is a function of its template closure and of the variables that the closure names. The key of a page is a digest of these, of the
versions and of the settings behind Pelican's own objects. Equal key: the file that was made with it is right.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from jinja2 import Template
from jinja2.defaults import DEFAULT_NAMESPACE
from pelican.plugins import signals
from pelican.writers import Writer

from readingroom.site.engine.closure import Closure, Facts, close
from readingroom.site.engine.digest import Unknown, digest
from readingroom.site.engine.digester import Digester
from readingroom.site.engine.documents import Kept, kept_of
from readingroom.site.engine.watch import identity

FEED_READS = frozenset(["title", "url", "content", "summary", "category", "tags", "author", "date", "modified"])
"""What a feed shows of an article."""
FEED_SETTINGS = ("SITENAME", "SITESUBTITLE", "SITEURL", "FEED_DOMAIN", "FEED_APPEND_REF", "RSS_FEED_SUMMARY_ONLY", "TIMEZONE")
MISSING = object()
USUAL = Template.render
"""How a template is rendered unless somebody has a way of their own."""


@dataclass(slots=True)
class Page:
    """A file that a template makes."""

    name: str  # under the output folder, with "/"
    template: Template
    base: Mapping[str, Any]  # the context of the generator
    extra: dict[str, Any]  # what this page has besides
    siteurl: str | None  # SITEURL and localsiteurl of the page under RELATIVE_URLS
    shared: Any  # what documents take as the site's address while the page is rendered
    closure: Closure

    def context(self) -> dict[str, Any]:
        """All variables of the page, as Pelican's writer gives them to a template."""
        context = dict(self.base)
        context["localsiteurl"] = self.shared if self.siteurl is None else self.siteurl
        if self.siteurl is not None:
            context["SITEURL"] = self.siteurl
        context["output_file"] = self.name
        context.update(self.extra)
        return context

    def render(self, shared_context: dict[str, Any]) -> str:
        """The text of the page. `shared_context` is the one documents look into for the site's address.

        This is what `Template.render` does; that goes twice through its chain of globals, one by one, and copies all variables twice.
        """
        shared_context["localsiteurl"] = self.shared
        template, environment, usual = self.template, self.template.environment, dict[str, Any]()
        if environment.is_async or type(template).render is not USUAL:
            return template.render(self.context())
        for mapping in reversed(getattr(template.globals, "maps", [template.globals])):
            usual.update(mapping)
        context = environment.context_class(environment, {**usual, **self.context()}, template.name, template.blocks, globals=usual)
        try:
            return environment.concat(template.root_render_func(context))
        except Exception:
            environment.handle_exception()


@dataclass(slots=True)
class Feed:
    """A feed."""

    name: str
    writer: Any
    elements: list[Any]
    base: dict[str, Any]
    arguments: dict[str, Any]  # of Pelican's `write_feed`
    shared: Any

    def render(self, shared_context: dict[str, Any]) -> str:
        """The text of the feed, made by Pelican's writer."""
        shared_context["localsiteurl"] = self.shared
        sheet = io.StringIO()
        Writer.write_feed(self.writer.onto(sheet), self.elements, self.base, **self.arguments)
        return sheet.getvalue()


def given(template: Template) -> Mapping[str, Any]:
    """The variables that a template was given when it was loaded, besides those that all have."""
    maps: list[Mapping[str, Any]] = getattr(template.globals, "maps", [{}])
    return maps[0]


class Common(NamedTuple):
    """The part of a key that pages of one template and one context share."""

    base: Mapping[str, Any]  # held, so that its identity stays its own
    digest: bytes
    own: tuple[tuple[str, bytes, Digester], ...]  # variables that each page has its own of: name, what stands for it in a key, digester


class Keys:
    """Computes keys. One for each build: what it remembers of objects holds only as long as they don't change."""

    def __init__(self, surroundings: bytes, always: str = "") -> None:
        self.surroundings = surroundings  # versions and settings
        self.always = always  # why no page has a key in this build; "" if they do
        self.closures: dict[Template, Closure] = {}
        self.named: dict[tuple[int, str], Closure] = {}
        self.facts: dict[int, dict[str, Facts | None]] = {}  # by environment
        self.digesters: dict[frozenset[str] | None, Digester] = {}
        self.common: dict[tuple[int, int, tuple[str, ...], bool], Common] = {}
        self.reasons: dict[str, str] = {}  # name of a page -> why it is rendered in every build
        self.kept: Kept = {}  # what is kept of the documents of the site, once they don't change any more

    def know(self, documents: Iterable[Any]) -> None:
        """Learn which documents the site has; from now on they don't change."""
        self.kept = kept_of(documents)
        for digester in self.digesters.values():
            digester.documents.learn(self.kept)

    def closure(self, template: Template) -> Closure:
        """The closure of a template; its name means something within its environment only."""
        found = self.closures.get(template)
        if found is None:
            key = (identity(template.environment), template.name or "")
            found = self.named.get(key)
            if found is None:
                facts = self.facts.setdefault(key[0], {})
                found = self.named[key] = close(template.environment, template.name or "", facts)
            self.closures[template] = found
        return found

    def digester(self, names: frozenset[str] | None, *, few: bool = False) -> Digester:
        """The digester for a set of attribute names. `few`: it is not going to see most documents of the site."""
        found = self.digesters.get(names)
        if found is None:
            found = self.digesters[names] = Digester(names)
            if not few:
                found.documents.learn(self.kept)
        return found

    def key(self, item: Page | Feed) -> bytes | None:
        """The key of a page or feed; None if it must be rendered, for the reason then found in `reasons`."""
        try:
            if self.always:
                raise Unknown(self.always)
            return self._page(item) if isinstance(item, Page) else self._feed(item)
        except Unknown as unknown:
            self.reasons[item.name] = f"it may show {unknown}" if not self.always else self.always
            return None

    def _page(self, page: Page) -> bytes:
        extra, siteurl = page.extra, page.siteurl
        mark = (identity(page.closure), identity(page.base), tuple(extra), siteurl is None)
        common = self.common.get(mark)
        if common is None:
            common = self.common[mark] = self._common(page)
        parts = [common.digest, f"{page.shared!r};".encode()]
        for name, label, digester in common.own:
            value = extra.get(name, page.name if name == "output_file" else siteurl)
            parts += (label, digester(value))
        return digest(b"".join(parts))

    def _common(self, page: Page) -> Common:
        """What the keys of pages of one template and one context share. Raises Unknown if they can't have any."""
        closure, environment, parts = page.closure, page.template.environment, [self.surroundings, page.closure.sources]
        if closure.reason:
            raise Unknown(closure.reason)
        own = page.extra.keys() | {"output_file"} | ({"SITEURL", "localsiteurl"} if page.siteurl is not None else set())
        for name in sorted(closure.variables - own):
            value = page.base.get(name, environment.globals.get(name, MISSING))
            if value is MISSING:
                parts.append(f"{name}!".encode())
            elif name not in page.base and value is DEFAULT_NAMESPACE.get(name, MISSING):
                parts.append(f"{name}?".encode())  # Jinja's own
            else:
                parts.append(name.encode() + b"=" + self.digester(closure.reached(name))(value))
        own_names = tuple((name, f"{name}=".encode(), self.digester(closure.reached(name))) for name in sorted(closure.variables & own))
        return Common(page.base, digest(b"".join(parts)), own_names)

    def _feed(self, feed: Feed) -> bytes:
        if signals.feed_generated.receivers:
            raise Unknown("what a plugin makes of it")
        settings = feed.writer.settings
        short = feed.arguments["feed_type"] == "rss" and settings.get("RSS_FEED_SUMMARY_ONLY")
        digester = self.digester(FEED_READS - {"content"} if short else FEED_READS, few=True)
        shown = feed.elements[: settings["FEED_MAX_ITEMS"]]
        parts = [self.surroundings, digester(shown), digester(sorted((k, v) for k, v in feed.arguments.items())), digester(feed.shared)]
        parts += (digester(feed.base.get(name)) for name in FEED_SETTINGS)
        if not shown:
            parts += (digester(settings.get("EDITION_DATE")), digester(os.environ.get("SOURCE_DATE_EPOCH")))
        return digest(b"".join(parts))
