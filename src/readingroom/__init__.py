"""Reading Room: raw text files become Markdown, Markdown becomes a site to read, browse, cite and trust."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readingroom.site.engine import Pelican
    from readingroom.site.engine.hooks import published

__all__ = ["Pelican", "__version__", "published"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`PELICAN_CLASS = "readingroom.Pelican"`, and the signal `published`: resolved when asked for, so that converting never imports
    Pelican."""
    if name == "Pelican":
        from readingroom.site.engine import Pelican

        return Pelican
    if name == "published":
        from readingroom.site.engine.hooks import published

        return published
    raise AttributeError(name)
