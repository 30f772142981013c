"""The scripts of a site: the theme's readable files, joined into one classic script without comments; and the stemmers it loads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rjsmin import jsmin

_PACKAGE = Path(__file__).parents[1]
THEME = next((theme for theme in (_PACKAGE / "theme", _PACKAGE.parents[1] / "theme") if theme.is_dir()), _PACKAGE / "theme")
PARTS = ("messages", "words", "marks", "query", "store", "postings", "match", "similar", "facets", "views", "page", "start")
"""The files in theme/static/js/, in the order in which they need each other when they are run."""


def joined_script(folder: Path = THEME / "static" / "js") -> bytes:
    """The one script of every page that has one."""
    code = jsmin("\n".join((folder / f"{name}.js").read_text("utf-8") for name in PARTS))
    return f'(function(){{"use strict";{code}}})();\n'.encode()


def stemmer_script(name: str, folder: Path = THEME / "static" / "js" / "stemmers") -> bytes:
    """The script of one of Snowball's stemmers."""
    base, own = ((folder / f"{part}-stemmer.js").read_text("utf-8") for part in ("base", name))
    kind = "".join(part.capitalize() for part in name.split("_")) + "Stemmer"
    code = f"var BaseStemmer;{base}\n{own}\n(window.readingRoomStemmers=window.readingRoomStemmers||{{}}).{name}=new {kind}();"
    return f"(function(){{{code}}})();\n".encode()


def stemmer_scripts(names: Iterable[str]) -> dict[str, bytes]:
    """The files of stemmers, by their names below the folder of the index."""
    return {f"stemmers/{name}.js": stemmer_script(name) for name in names}
