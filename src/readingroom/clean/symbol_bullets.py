"""Bullets from a symbol font: a word processor's dingbat that came out as a private character nobody can show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.clean.changes import Change

# What Symbol and Wingdings have at these codes, as Word and PDF printers write them (U+F000 + the font's own code).
_BULLETS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf06f": "□",
    "\uf0a8": "◻",
    "\uf0d8": "➢",
    "\uf0e0": "→",
    "\uf0e8": "➔",
    "\uf076": "❖",
    "\uf0fc": "✔",
    "\uf0fe": "☑",
}
CHARACTERS = "".join(_BULLETS)
_FIRST = re.compile(f"[^\\S\n]*([{CHARACTERS}])(?!\\S)")


def show_symbol_bullets(line: str) -> Iterator[Change]:
    """A symbol font's dingbat at the head of a line, with a space behind it, becomes the sign it showed. Elsewhere it may be anything."""
    found = _FIRST.match(line)
    if found:
        yield *found.span(1), _BULLETS[found.group(1)]
