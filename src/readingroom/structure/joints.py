"""What stands between two lines once they are one: a space, nothing, or nothing and no hyphen."""

from __future__ import annotations

import re
from collections.abc import Set

from readingroom.document import SPACE, TIGHT, Joint
from readingroom.structure.compounds import is_compound

# Scripts that set no spaces between words: Chinese, Japanese; Thai, Lao, Burmese, Khmer. Korean does.
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60]")
_HYPHENS = "-\u2010\u00ad"
_HALF = re.compile(r"([^\W\d_]++)[-\u2010\u00ad]$")
_ELIDED = re.compile(r"(?:(?<=\w)-{3,}|(?:(?<!\w)[B-HJ-NP-ZÀ-ÞБ-НП-Э]|(?<!\d)\d\d)-{2}|(?<!\w)\w{1,3}—{2,}|(?<!\w)[B-HJ-NP-Z]—)$")
"""Dashes for the rest of a name or a year: "B----", "17--", "S——". They end a word; between words stand two hyphens or a dash."""
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 60  # characters of a word
_SUSPENDED = frozenset(
    {"und", "oder", "bzw", "bis", "and", "or", "to", "et", "ou", "y", "o", "e", "i", "lub", "и", "или", "och", "eller", "en", "of"}
)
"""Words that a hyphen hangs before: "pre- and post-war", "Vor- und Nachteile"."""


def between(left: str, right: str, words: Set[str], soft: bool = False) -> Joint:
    """How `left`, the end of a line, and `right`, the start of the next, are joined. `words` is the dictionary, lower case.

    A soft hyphen or U+2010 at a line end was put there by whoever broke the line; a plain hyphen may belong to the word: the words that
    the document and its collection use elsewhere decide (the idea is calibre's). `soft` says that the text breaks its words with U+2010
    or soft hyphens; a plain one is then the word's own.
    """
    if not left or not right:
        return SPACE
    end = left[-1]
    if right in _HYPHENS and end.isalnum():
        return TIGHT  # an extraction set the hyphen on a line of its own
    if end < "\x80" and end != "-":
        return SPACE
    if end in "-—" and len(left) > 1 and not _SPACELESS.match(right) and _ELIDED.search(left[-_LONGEST:]):
        return SPACE
    if end in _HYPHENS:
        return _hyphen(left, right, words, soft)
    if _SPACELESS.match(end) and _SPACELESS.match(right):
        return TIGHT
    if end == "—" and len(left) > 1 and not left[-2].isspace():
        return TIGHT
    return SPACE


def _hyphen(left: str, right: str, words: Set[str], soft: bool) -> Joint:
    tail = left[-_LONGEST:].rsplit(None, 1)[-1]
    first = _WORD.match(right)
    half = _HALF.search(tail)
    if not half or not first:
        lone = len(tail) == 1 and (len(left.strip()) > 1 or not first)
        return SPACE if lone else TIGHT  # a dash between words; a number, an address: the hyphen stays
    start, rest = half[1].lower(), first[0].lower()
    joined, compound = start + rest in words, f"{start}-{rest}" in words
    if left[-1] == "\u00ad":
        return Joint("", 1, "hyphens")
    if rest in _SUSPENDED and not joined and not compound and not right[first.end() : first.end() + 1].strip():
        return Joint(" ", 0, "hyphens-kept", 0.8)
    if joined and not compound:
        return Joint("", 1, "hyphens")
    if compound and not joined:
        return Joint("", 0, "hyphens-kept", 0.9)
    if left[-1] == "\u2010":
        return Joint("", 1, "hyphens", 0.95)
    if is_compound(tail[: half.start()], half[1], first[0], known=rest in words, longer=right[first.end() : first.end() + 1] == "-"):
        return Joint("", 0, "hyphens-kept", 0.85)
    if first[0][0].isupper() or soft:
        return Joint("", 0, "hyphens-kept", 0.8)
    if start in words and rest in words:
        return Joint("", 0, "hyphens-kept", 0.6)
    return Joint("", 1, "hyphens", 0.6)
