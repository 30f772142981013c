"""The scripts of a site: the theme's readable files, joined into one classic script without comments; and the stemmers it loads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
THEME = next((theme for theme in (_PACKAGE / "theme", _PACKAGE.parents[1] / "theme") if theme.is_dir()), _PACKAGE / "theme")
_BLOCK_COMMENT = re.compile(r"/\*\*.*?\*/ ?", re.DOTALL)
_LINE_COMMENT = re.compile(r"(?m)(?:^|(?<=[;{},)]))[ \t]*// .*$")
PARTS = ("messages", "words", "marks", "query", "store", "postings", "match", "similar", "facets", "views", "page", "start")
"""The files in theme/static/js/, in the order in which they need each other when they are run."""


def joined_script(folder: Path = THEME / "static" / "js") -> bytes:
    """The one script of every page that has one."""
    code = "\n".join((folder / f"{name}.js").read_text("utf-8") for name in PARTS)
    return f'(function () {{\n"use strict";\n{without_comments(code)}\n}})();\n'.encode()


def without_comments(code: str) -> str:
    """Our own scripts without comments, indents and empty lines. It knows how we write: no string holds what begins a comment, and no
    template is longer than a line."""
    code = _LINE_COMMENT.sub("", _BLOCK_COMMENT.sub("", code))
    return "\n".join(line.strip() for line in code.split("\n") if line.strip())


def stemmer_script(name: str, folder: Path = THEME / "static" / "js" / "stemmers") -> bytes:
    """The script of one of Snowball's stemmers."""
    base, own = ((folder / f"{part}-stemmer.js").read_text("utf-8") for part in ("base", name))
    kind = "".join(part.capitalize() for part in name.split("_")) + "Stemmer"
    code = f"var BaseStemmer;{base}\n{own}\n(window.readingRoomStemmers=window.readingRoomStemmers||{{}}).{name}=new {kind}();"
    return f"(function(){{{code}}})();\n".encode()


def stemmer_scripts(names: Iterable[str]) -> dict[str, bytes]:
    """The files of stemmers, by their names below the folder of the index."""
    return {f"stemmers/{name}.js": stemmer_script(name) for name in names}
