"""Pelican's writer, which takes note of pages instead of rendering them. See pages.py for what becomes of them."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time
from typing import Any

from pelican.paginator import Paginator
from pelican.plugins import signals
from pelican.utils import get_relative_path, path_to_url, posixize_path, sanitised_join
from pelican.writers import FileOverwriteFailedError, Writer

from readingroom.site.engine.collector import Collecting
from readingroom.site.engine.pages import Feed, Keys, Page, given


class DeferringWriter(Writer):  # type: ignore[misc]  # Pelican carries no types
    """Collects pages and feeds in the order in which Pelican would write them.

    `shared` is the context that documents look into for the site's address: Pelican changes it with every page it renders. `collecting`
    runs collectors for generators, with what the last build left.
    """

    def __init__(self, output_path: str, settings: dict[str, Any], shared: dict[str, Any], keys: Keys, collecting: Collecting) -> None:
        super().__init__(output_path, settings=settings)
        self.collecting = collecting
        self.shared = shared
        self.keys = keys
        self.items: dict[str, Page | Feed] = {}
        self.order: list[tuple[str, Page | Feed]] = []  # all that was noted, what another page took the place of too, if that is told
        self.sheet: io.StringIO | None = None
        self.overridden: set[str] = set()
        self.tops: dict[str, str] = {}

    def write_file(
        self,
        name: str | None,
        template: Any,
        context: dict[str, Any],
        relative_urls: bool = False,
        paginated: dict[str, Any] | None = None,
        template_name: str | None = None,
        override_output: bool = False,
        url: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Take note of a page, or of all pages of a list. The arguments are those of Pelican's writer."""
        if not name:
            return
        if paginated is None and template_name in self.settings["PAGINATED_TEMPLATES"]:
            paginated = {key: kwargs[key] for key in kwargs if key in {"articles", "dates"}}
        if not paginated or template_name not in self.settings["PAGINATED_TEMPLATES"]:
            self._note_page(name, template, context, relative_urls, override_output, kwargs)
            return
        size = self.settings["PAGINATED_TEMPLATES"][template_name] or self.settings["DEFAULT_PAGINATION"]
        lists = {key: Paginator(name, url, items, self.settings, size) for key, items in paginated.items()}
        count = next(iter(lists.values())).num_pages
        pages = {key: {number: paginator.page(number) for number in range(1, count + 2)} for key, paginator in lists.items()}
        for number in range(1, count + 1):
            extra = dict(kwargs)
            for key, paginator in lists.items():
                page = pages[key][number]
                extra[f"{key}_paginator"] = paginator
                extra[f"{key}_page"] = page
                extra[f"{key}_previous_page"] = pages[key][number - 1] if number > 1 else None
                extra[f"{key}_next_page"] = pages[key][number + 1] if number < paginator.num_pages else None
            self._note_page(page.save_as, template, context, relative_urls, override_output, extra)

    def _note_page(self, name: str, template: Any, context: dict[str, Any], relative: bool, override: bool, extra: dict[str, Any]) -> None:
        siteurl = self._top(name) if relative else None
        address = siteurl if relative else context.get("localsiteurl")
        if address:
            context["localsiteurl"] = address  # as Pelican does; a copy of the shared context keeps it to itself
        shared = self.shared["localsiteurl"]
        closure = self.keys.closure(template)  # now, since a generator may have its own ways to templates, for as long as it writes
        if own := given(template):  # now, too: whoever loads it next may give it something else
            extra = {**{key: value for key, value in own.items() if key not in context}, **extra}
        self._note(self._inside(name), override, Page(name, template, context, extra, siteurl, shared, closure))

    def _top(self, name: str) -> str:
        """The way from a page to the top of the site: the same for all pages of a folder."""
        folder = os.path.dirname(name)
        if folder not in self.tops:
            self.tops[folder] = path_to_url(get_relative_path(name))
        return self.tops[folder]

    def write_feed(
        self,
        elements: list[Any],
        context: dict[str, Any],
        path: str | None = None,
        url: str | None = None,
        feed_type: str = "atom",
        override_output: bool = False,
        feed_title: str | None = None,
    ) -> Any:
        """Take note of a feed; without a path, make it and hand it back. The arguments are those of Pelican's writer."""
        arguments = {"path": path, "url": url, "feed_type": feed_type, "feed_title": feed_title}
        if not path:
            return super().write_feed(elements, context, override_output=override_output, **arguments)
        self._note(self._inside(path), override_output, Feed(path, self, elements, context, arguments, self.shared["localsiteurl"]))
        return None

    def _inside(self, name: str) -> str:
        """The name of a file relative to the output, "/" between its parts. Raises RuntimeError for one that leads out of it."""
        if ".." not in name and not name.startswith("/") and "//" not in name and "./" not in name and os.sep == "/":
            return name
        path: str = posixize_path(os.path.relpath(sanitised_join(self.output_path, name), self.output_path))
        return path

    def _note(self, name: str, override: bool, item: Page | Feed) -> None:
        """Keep an item under the name of its file, by Pelican's rules on who may overwrite whom."""
        if signals.content_written.receivers:
            self.order.append((name, item))
        if name in self.overridden:
            if override:
                raise FileOverwriteFailedError(f'Failed to overwrite "{name}" a second time: two documents ask for this file')
            return
        if name in self.items and not override:
            raise FileOverwriteFailedError(f'Failed to overwrite "{name}": two pages have this file name')
        if override:
            self.overridden.add(name)
        self.items.pop(name, None)
        self.items[name] = item

    def _create_new_feed(self, feed_type: str, feed_title: str | None, context: dict[str, Any]) -> Any:
        """Pelican's feed; but one without articles has the time of the edition, where Pelican's has that of the build."""
        feed = super()._create_new_feed(feed_type, feed_title, context)
        latest = feed.latest_post_date
        feed.latest_post_date = lambda: latest() if feed.items else day_of_edition(self.settings)
        return feed

    def onto(self, sheet: io.StringIO) -> DeferringWriter:
        """The writer, writing the next feed onto a sheet."""
        self.sheet = sheet
        return self

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Any:
        """Where Pelican's `write_feed` writes."""
        if self.sheet is None:
            return super()._open_w(filename, encoding, override)
        return _Kept(self.sheet)


def day_of_edition(settings: Mapping[str, Any]) -> datetime:
    """The time that stands where no article has one: SOURCE_DATE_EPOCH, or the setting EDITION_DATE, or the beginning of 1970."""
    with suppress(KeyError, ValueError, OverflowError):
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    with suppress(KeyError, ValueError):
        return datetime.combine(date.fromisoformat(str(settings["EDITION_DATE"])), time(), UTC)
    return datetime.fromtimestamp(0, UTC)


class _Kept:
    """A file that isn't closed when its block ends."""

    def __init__(self, sheet: io.StringIO) -> None:
        self.sheet = sheet

    def __enter__(self) -> io.StringIO:
        return self.sheet

    def __exit__(self, *_: object) -> None:
        return None
