"""Articles and pages that are cheap to have in great number: bodies stay on disk, addresses are computed once.

They behave as Pelican's own. The names of the classes are Pelican's too, since it looks settings up by them.
"""

from __future__ import annotations

from typing import Any

from pelican import contents

LINK_STARTS = ('"{', "'{", '"|', "'|")
"""One of these stands in every body that has a link for Pelican to replace, as long as INTRASITE_LINK_REGEX is its own."""
_summary = contents.Content.__dict__["get_summary"].func  # without the memo that keeps every text of every build


class Lean:
    """What articles and pages share. `body` loads the text if it isn't held."""

    body: Any = None  # () -> str
    body_digest: bytes | None = None  # of the text, if that is also what pages show
    metadata: dict[str, Any]
    settings: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        if name == "_content" and self.body is not None:
            return self.body()
        raise AttributeError(name)

    def has_links(self) -> bool:
        """Whether Pelican has links to replace in the text. May say yes where there are none."""
        text = self._content
        if not text:
            return False
        plain = self.settings["INTRASITE_LINK_REGEX"] == contents.DEFAULT_CONFIG["INTRASITE_LINK_REGEX"]
        return not plain or any(start in text for start in LINK_STARTS)

    def get_content(self, siteurl: str) -> str:
        """The text as a page shows it."""
        if hasattr(self, "_get_content"):
            return self._update_content(self._get_content(), siteurl)  # type: ignore[no-any-return]  # Pelican carries no types
        if self.body_digest is not None or not self.has_links():
            return self._content  # type: ignore[no-any-return]  # Pelican carries no types
        return self._update_content(self._content, siteurl)  # type: ignore[no-any-return]  # Pelican carries no types

    def get_summary(self, siteurl: str) -> str:
        """The summary as a page shows it."""
        if "summary" in self.metadata:
            return self.metadata["summary"]  # type: ignore[no-any-return]  # Pelican carries no types
        if self.body_digest is None:
            return _summary(self, siteurl)  # type: ignore[no-any-return]  # Pelican carries no types
        short = self.__dict__.get("_short")  # no link in it, so it is the same on every page
        if short is None:
            short = self.__dict__["_short"] = _summary(self, siteurl)
        return short  # type: ignore[no-any-return]  # Pelican carries no types

    def get_static_links(self) -> set[str]:
        """The files that the text links to with {static} or {attach}."""
        if self.body_digest is not None or not self.has_links():
            return set()
        return super().get_static_links()  # type: ignore[misc, no-any-return]  # Pelican carries no types

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """A path relative to the content folder; that of the document itself is asked for often and known."""
        known = None if source_path else self.__dict__.get("relative_source_path")
        return known or super().get_relative_source_path(source_path)  # type: ignore[misc, no-any-return]  # Pelican carries no types

    @property
    def url_format(self) -> dict[str, Any]:
        """What addresses are made of."""
        return self.__dict__.get("_format") or super().url_format  # type: ignore[misc, no-any-return]  # Pelican carries no types

    def settle(self) -> None:
        """Compute the address once and for all; from now on nothing may change it."""
        state = self.__dict__
        state.pop("_address", None)
        state["_format"] = super().url_format  # type: ignore[misc]  # Pelican carries no types
        state["_address"] = {key: self.get_url_setting(key) for key in ("url", "save_as")}
        del state["_format"]

    def get_url_setting(self, key: str) -> str:
        """The address or the file name."""
        settled = self.__dict__.get("_address")
        return settled[key] if settled else super().get_url_setting(key)  # type: ignore[misc, no-any-return]  # Pelican carries no types


class Article(Lean, contents.Article):  # type: ignore[misc]  # Pelican carries no types
    """An article."""


class Page(Lean, contents.Page):  # type: ignore[misc]  # Pelican carries no types
    """A page."""
