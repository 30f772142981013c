"""Articles and pages that are cheap to have in great number: bodies stay on disk, addresses are computed once.

They behave as Pelican's own. The names of the classes are Pelican's too, since it looks settings up by them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from operator import is_
from typing import Any

from pelican import contents
from pelican.utils import posixize_path

from readingroom.site.engine.report import hearing
from readingroom.site.engine.rows import Address, is_untouched

LINK_STARTS = ('"{', "'{", '"|', "'|")
"""One of these stands in every body that has a link for Pelican to replace, as long as INTRASITE_LINK_REGEX is its own."""
USUAL_LINKS = contents.DEFAULT_CONFIG["INTRASITE_LINK_REGEX"]
MANY = 1000
"""Documents whose texts, as pages show them, are not all held in memory."""
_summary = contents.Content.__dict__["get_summary"].func  # without the memo that keeps every text of every build


def is_plain(text: Any) -> bool:
    """Whether a text, if there is one, has no link for Pelican to replace, as long as INTRASITE_LINK_REGEX is its own."""
    return text is None or (isinstance(text, str) and "{" not in text and "|" not in text)


def is_straight(path: str) -> bool:
    """Whether a path is absolute and has no detours."""
    return os.sep == "/" and path.startswith("/") and "//" not in path and "/." not in path


class Lean:
    """What articles and pages share. A text that isn't held is fetched from where it is kept."""

    body_digest: bytes | None = None  # of the text, if that is also what pages show
    metadata: dict[str, Any]
    source_path: str | None
    save_as: Any
    settings: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        if name == "_content" and "_row" in self.__dict__:
            return self._reading.body(self)
        raise AttributeError(name)

    def has_links(self) -> bool:
        """Whether Pelican has links to replace in the text. May say yes where there are none."""
        text = self._content
        if not text or not self.has_usual_links():
            return bool(text)
        return ("{" in text or "|" in text) and any(start in text for start in LINK_STARTS)  # one sign is found faster than two

    def has_usual_links(self) -> bool:
        """Whether INTRASITE_LINK_REGEX is Pelican's own."""
        return self.settings["INTRASITE_LINK_REGEX"] == USUAL_LINKS  # type: ignore[no-any-return]  # settings carry no types

    def is_kept(self) -> bool:
        """Whether the text is the one that was read, and has no links for Pelican to replace."""
        return self.body_digest is not None and "_content" not in self.__dict__

    def get_content(self, siteurl: str) -> str:
        """The text as a page shows it."""
        if hasattr(self, "_get_content"):
            return self._update_content(self._get_content(), siteurl)  # type: ignore[no-any-return]  # Pelican carries no types
        if self.is_kept() or not self.has_links():
            return self._content  # type: ignore[no-any-return]  # Pelican carries no types
        return self.shown("content", siteurl, lambda: self._update_content(self._content, siteurl))

    def shown(self, what: str, siteurl: str, make: Callable[[], str]) -> str:
        """The text or summary with its links replaced: made once for all pages that have the same way to the top, as Pelican does.

        What somebody changed since, or what was said while it was made and is to be said of each page, is made again. Long texts that are
        kept on disk are not remembered where there are many.
        """
        state = self.__dict__
        if what == "content" and "_content" not in state and len(self._reading.rows) > MANY:
            return make()
        source = state.get("_content"), state.get("_row"), self.metadata.get("summary")
        memo = state.setdefault("_shown", {})
        known: tuple[tuple[Any, ...], str] | None = memo.get((what, siteurl))
        if known is not None and all(map(is_, known[0], source)):
            return known[1]
        with hearing() as ear:
            text = make()
        if not ear.heard:
            memo[what, siteurl] = source, text
        return text

    def get_summary(self, siteurl: str) -> str:
        """The summary as a page shows it."""
        if "summary" in self.metadata:
            return self.metadata["summary"]  # type: ignore[no-any-return]  # Pelican carries no types
        if not self.is_kept():
            return self.shown("summary", siteurl, lambda: _summary(self, siteurl))
        short = self.__dict__.get("_short")  # no link in it, so it is the same on every page
        if short is None:
            short = self.__dict__["_short"] = _summary(self, siteurl)
        return short  # type: ignore[no-any-return]  # Pelican carries no types

    def get_static_links(self) -> set[str]:
        """The files that the text links to with {static} or {attach}."""
        if self.is_kept() or not self.has_links():
            return set()
        return super().get_static_links()  # type: ignore[misc, no-any-return]  # Pelican carries no types

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """A path relative to the content folder; that of the document itself is asked for often and known."""
        known: str | None = None if source_path else self.__dict__.get("relative_source_path")
        if known:
            return known
        path, folder = source_path or self.source_path or "", self.settings["PATH"] + os.sep
        if not (is_straight(path) and is_straight(folder) and path.startswith(folder)):
            return super().get_relative_source_path(source_path)  # type: ignore[misc, no-any-return]  # Pelican carries no types
        return posixize_path(path[len(folder) :])  # type: ignore[no-any-return]  # Pelican carries no types

    @property
    def url_format(self) -> dict[str, Any]:
        """What addresses are made of."""
        return self.__dict__.get("_format") or super().url_format  # type: ignore[misc, no-any-return]  # Pelican carries no types

    def _has_valid_save_as(self) -> bool:
        """Whether the file would be inside the output; most names show it by themselves."""
        name = self.save_as
        plain = isinstance(name, str) and os.sep == "/" and ".." not in name and not name.startswith("/")
        return plain or super()._has_valid_save_as()  # type: ignore[misc]  # Pelican carries no types

    def settle(self, names_stand: bool) -> None:
        """Know the address once and for all; from now on nothing may change it.

        `names_stand`: whether categories, tags and authors are as they were read. If the document is, too, what was computed of it in
        an earlier build still holds.
        """
        state = self.__dict__
        state.pop("_address", None)
        state.pop("_shown", None)  # others may have other addresses now
        self.renounce()
        same = names_stand and is_untouched(self)
        state["_address"] = state["_row"].address if same else self._addresses()
        state["_same"] = same and not state["_row"].links

    def compare(self, names_stand: bool) -> None:
        """Look once more: somebody may have changed the document since it was settled."""
        state = self.__dict__
        self.renounce()
        state["_same"] = names_stand and state["_same"] and is_untouched(self)

    def renounce(self) -> None:
        """Forget the digest of the text that was kept, if somebody gave the document another text."""
        if "_content" in self.__dict__:
            self.__dict__.pop("body_digest", None)
            self.__dict__.pop("_short", None)

    def refresh_metadata_intersite_links(self) -> None:
        """Replace the links in the metadata. Most documents have a summary without links, and no other text in their metadata."""
        state, metadata, fields = self.__dict__, self.metadata, self.settings["FORMATTED_FIELDS"]
        summary = state.get("_summary", metadata.get("summary"))
        others = fields != ["summary"] and any(name in metadata for name in fields if name != "summary")
        if others or not self.has_usual_links() or not is_plain(summary):
            super().refresh_metadata_intersite_links()  # type: ignore[misc]  # Pelican carries no types
        elif summary is not None and "summary" in fields:
            metadata["summary"] = state["_summary"] = summary

    def settled(self) -> Address | None:
        """Know the address for as long as nobody changes the document; None if it has none that can be told."""
        with suppress(Exception):  # what a pattern raises, Pelican is to meet
            self.__dict__["_address"] = self._addresses()
            return self.__dict__["_address"]  # type: ignore[no-any-return]  # as it was put there
        return None

    def _addresses(self) -> Address:
        state = self.__dict__
        state["_format"] = super().url_format  # type: ignore[misc]  # Pelican carries no types
        try:
            return self.get_url_setting("url"), self.get_url_setting("save_as")
        finally:
            del state["_format"]

    def get_url_setting(self, key: str) -> str:
        """The address or the file name."""
        settled = self.__dict__.get("_address")
        if settled is None or f"override_{key}" in self.__dict__:  # it may have been given one since
            return super().get_url_setting(key)  # type: ignore[misc, no-any-return]  # Pelican carries no types
        return settled[key == "save_as"]  # type: ignore[no-any-return]  # as it was put there


class Article(Lean, contents.Article):  # type: ignore[misc]  # Pelican carries no types
    """An article."""

    __module__ = contents.__name__  # a template may show it, as DebugUndefined does


class Page(Lean, contents.Page):  # type: ignore[misc]  # Pelican carries no types
    """A page."""

    __module__ = contents.__name__  # as above
