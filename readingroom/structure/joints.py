"""What stands between two lines once they are one: a space, nothing, or nothing and no hyphen."""

from __future__ import annotations

import re
from collections.abc import Set

from readingroom.document import SPACE, TIGHT, Joint

_SPACELESS = re.compile(r"[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60]")
_HALF = re.compile(r"([^\W\d_]++)[-\u2010\u00ad]$")
_WORD = re.compile(r"[^\W\d_]+")


def between(left: str, right: str, words: Set[str]) -> Joint:
    """How `left`, the end of a line, and `right`, the start of the next, are joined. `words` is the dictionary, lower case.

    A soft hyphen or U+2010 at a line end was put there by whoever broke the line; an ASCII hyphen may belong to the word: the words that
    the document and its collection use elsewhere decide.
    """
    if not left or not right:
        return SPACE
    end = left[-1]
    if end in "-\u2010\u00ad":
        return _hyphen(left, right, words)
    if _SPACELESS.match(end) and _SPACELESS.match(right):
        return TIGHT
    if end in "—–/" and len(left) > 1 and not left[-2].isspace() and end == "—":
        return TIGHT
    return SPACE


def _hyphen(left: str, right: str, words: Set[str]) -> Joint:
    tail = left[-60:].rsplit(None, 1)[-1]  # no word is longer
    first = _WORD.match(right)
    half = _HALF.search(tail)
    if not half or not first:
        return SPACE if len(tail) == 1 else TIGHT  # a dash between words; a number, an address: the hyphen stays
    joined = (half[1] + first[0]).lower()
    compound = f"{half[1]}-{first[0]}".lower()
    if left[-1] == "\u00ad":
        return Joint("", 1, "hyphens")
    soft = left[-1] == "\u2010"
    if joined in words and compound not in words:
        return Joint("", 1, "hyphens")
    if compound in words and joined not in words:
        return Joint("", 0, "hyphens-kept", 0.9)
    if soft:
        return Joint("", 1, "hyphens", 0.95)
    if first[0][0].isupper():
        return Joint("", 0, "hyphens-kept", 0.8)
    if half[1].lower() in words and first[0].lower() in words:
        return Joint("", 0, "hyphens-kept", 0.6)
    return Joint("", 1, "hyphens", 0.6)
