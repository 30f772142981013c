"""Mojibake: UTF-8 that was once read as something else and saved again. ftfy knows how to undo it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ftfy import TextFixerConfig, fix_encoding

from readingroom.clean.changes import Change

# What UTF-8's first byte and the bytes after it look like when read as cp1252, cp1250, cp1251, cp1253, MacRoman or cp437.
# Hardly any honest text has such a pair; where one is, ftfy looks closely. One class in front keeps the search fast.
_LEADS = "\u00ac\u00c2-\u00f4\u0102-\u017e\u0192\u0392-\u03c4\u0412-\u0444\u201a\u2206\u221a\u2248\u251c\u252c"
_TRAILS = (
    "\x80-\u00bf\u00c4-\u00f4\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u0402-\u040f\u0452-\u045f\u0490\u0491"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2116\u2122\u221e\u2264\u2265"
)
SHAPE = re.compile(f"[\x80-\x9f{_LEADS}](?:(?<=[\x80-\x9f])|[{_TRAILS}]|(?<=[\u00c2\u00c3]) (?! ))")
_CONFIG = TextFixerConfig(
    unescape_html=False, uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False, normalization=None
)


def undo_mojibake(line: str) -> Iterator[Change]:
    """What ftfy makes of the line, word by word. Quotes, widths, ligatures and HTML escapes are left as found."""
    if not SHAPE.search(line):
        return
    fixed = fix_encoding(line, _CONFIG)
    if fixed == line:
        return
    words, better = line.split(" "), fixed.split(" ")
    if len(words) != len(better):
        yield _trimmed(0, line, fixed)
        return
    at = 0
    for word, good in zip(words, better, strict=True):
        if word != good:
            yield _trimmed(at, word, good)
        at += len(word) + 1


def _trimmed(at: int, old: str, new: str) -> Change:
    """The change from old to new at a place, without what both begin and end with."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return at + head, at + len(old) - tail, new[head : len(new) - tail]
