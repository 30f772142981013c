"""Mojibake: UTF-8 that was once read as something else and saved again. ftfy knows how to undo it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

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


# What may stand behind the last letter of a word in honest text, and looks like UTF-8's second byte read as a sign of Windows.
_SIGNS = "\u00a0\u00a9\u00aa\u00ab\u00ae\u00b0\u00b2\u00b3\u00b7\u00b9-\u00bb\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2039\u203a\u2122"
_AT_END = re.compile(rf"([^\W\d_])([{_SIGNS}])(?:(?<=[\u2013\u2014\u2026\u00b7\u2022])|(?![^\W_]))")
"""A letter and such a sign at the end of its word, or before a dash that joins two words."""
_LAST_LETTERS = re.compile(r"[^\W\d_]*+\Z")
LONGEST_WORD = 50
"""Letters of a word that are looked at."""
LINES = 100
"""Lines with suspicious pairs that are looked through for one that is certain."""


def undo_mojibake(line: str, evident: Callable[[], bool] = lambda: True) -> Iterator[Change]:
    """What ftfy makes of the line, word by word. Quotes, widths, ligatures and HTML escapes are left as found.

    A word in capitals that ends in such a letter before a quotation mark or a dash may be honest: IRM\u00c3\u201d, MANH\u00c3\u2014NOITE.
    It is changed only if `evident()` says that the text holds mojibake that is none of these.
    """
    for change in _repairs(line):
        if not _may_be_honest(line, *change[:2]) or evident():
            yield change


def is_evident(text: str) -> bool:
    """Whether a text holds mojibake that can't be the end of an honest word."""
    lines = islice((line for line in text.split("\n") if SHAPE.search(line)), LINES)
    return any(not _may_be_honest(line, start, end) for line in lines for start, end, _ in _repairs(line))


def _repairs(line: str) -> Iterator[Change]:
    """All that ftfy would change in the line."""
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


def _may_be_honest(line: str, start: int, end: int) -> bool:
    """Whether all that would change are last letters of words in capitals, with the signs behind them."""
    at = start
    while at < end:
        if line[at].isascii():
            at += 1
            continue
        found = _AT_END.match(line, at)
        word = _LAST_LETTERS.search(line, max(0, at - LONGEST_WORD), at + 1) if found else None
        if not found or not word or len(word[0]) < 2 or not word[0].isupper():
            return False
        at = found.end()
    return True


def _trimmed(at: int, old: str, new: str) -> Change:
    """The change from old to new at a place, without what both begin and end with."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return at + head, at + len(old) - tail, new[head : len(new) - tail]
