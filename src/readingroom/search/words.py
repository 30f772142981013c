"""From text to terms: where words begin and end, and what counts as the same word. theme/static/js/words.js does the same.

Both are held together by tests/search/vectors.json.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache


def _marks() -> str:
    """The combining marks, as the inside of a character class: they belong to the letter before them."""
    found: list[tuple[int, int]] = []
    for code in (*range(0x300, 0x1F000), *range(0xE0100, 0xE01F0)):
        if unicodedata.category(chr(code))[0] == "M":
            if found and found[-1][1] == code - 1:
                found[-1] = found[-1][0], code
            else:
                found.append((code, code))
    return "".join(f"{chr(first)}-{chr(last)}" if last > first else chr(first) for first, last in found)


SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaa7f"  # Thai, Lao, Burmese, Khmer, Tai
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u303c\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"  # Han, kana, Hangul
)
"""Scripts that are indexed in pairs of characters: no spaces between words, or words with endings that no reader would type."""
IGNORED = "\u00ad\u200b-\u200d\u2060\ufeff\u0640\ufe00-\ufe0f"
"""Inside a word and no part of it: soft hyphens, joiners, the stretching of Arabic letters, selectors of variants."""
JOINING = "-\u2010\u2011"
"""Hyphens: the parts of a compound are words, and so is the whole without them."""
APOSTROPHES = "\u02b9-\u02bf\u02c8\u07f4\u07f5"
"""Modifier letters that stand for apostrophes; as at those, words end there."""
_M = _marks()
_PLAIN = {code: " " for code in range(128) if not chr(code).isalnum()}
_WORD = re.compile(rf"[^\W_][\w{_M}]*")
_COMPOUND = re.compile(rf"[^\W_][\w{_M}]*+(?:[{JOINING}][^\W_][\w{_M}]*+){{0,3}}")
_SPACELESS = re.compile(f"[{SPACELESS}]")
_SPECIAL = re.compile(f"[{SPACELESS}{JOINING}]")
_UNIT = re.compile(f"[{SPACELESS}][{_M}]*|[^{SPACELESS}]+")
_IGNORED = re.compile(f"[{IGNORED}]")
_BETWEEN = re.compile(f"[{APOSTROPHES}_]")
_HYPHEN = re.compile(f"[{JOINING}]")
_DIGIT = re.compile(r"[0-9]")

_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
"""Diacritics that are optional: those of Latin, Greek and Cyrillic letters, the points of Hebrew, the vowels of Arabic.

In other scripts a mark is a letter: the vowels of Devanagari, the voicing of kana."""
_SHORT_I = re.compile("\u0438\u0306")  # й is a letter of its own, not и with a diacritic
_LETTER_FORMS = str.maketrans(
    {"ß": "ss", "ſ": "s", "ς": "σ", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t"}
)


def fold(word: str) -> str:
    """The term of a word: without case, optional diacritics, ligatures, and what is written inside a word and not part of it."""
    if word.isascii():
        return word.lower()
    return _fold(word)


@lru_cache(maxsize=1 << 16)
def _fold(word: str) -> str:
    text = unicodedata.normalize("NFKC", _IGNORED.sub("", word)).lower()
    text = unicodedata.normalize("NFD", text)
    text = _MARKS.sub("", _SHORT_I.sub("\u0439", text)).translate(_LETTER_FORMS)
    return unicodedata.normalize("NFC", text)


def words(text: str) -> list[str]:
    """The words of a text as they stand, in order; a compound ("co-operate") stands before its parts.

    What has a hyphen in it is no word of its own place: it stands where its first part stands. A run of characters of scripts without
    spaces is cut into pairs, and its last character follows alone: so each character begins exactly one term.
    """
    if text.isascii():
        if "-" not in text:
            return text.translate(_PLAIN).split()  # three times as fast as looking for words
    else:
        text = unicodedata.normalize("NFC", _BETWEEN.sub(" ", _IGNORED.sub("", text)))
        if not _SPECIAL.search(text):
            return _WORD.findall(text)
    return list(_special(text.replace("_", " ")))


def _special(text: str) -> Iterator[str]:
    """The same for a text with compounds or scripts without spaces."""
    for found in _COMPOUND.finditer(text):
        whole = found[0]
        parts = _HYPHEN.split(whole)
        if len(parts) > 1 and not any(_DIGIT.search(part) or _SPACELESS.search(part) for part in parts):
            yield whole
        for part in parts:
            if _SPACELESS.search(part):
                yield from _pairs(part)
            else:
                yield part


def _pairs(run: str) -> Iterator[str]:
    """The terms of a run in which characters of a script without spaces stand: each with the next one, the last one alone."""
    units = _UNIT.findall(run)
    for at, unit in enumerate(units):
        following = units[at + 1] if at + 1 < len(units) else ""
        if _SPACELESS.match(unit) and following and _SPACELESS.match(following):
            yield unit + following
        else:
            yield unit


def is_compound(word: str) -> bool:
    """Whether a word of `words` is a compound, whose parts follow."""
    return not word.isalnum() and any(hyphen in word for hyphen in JOINING)


def term_of(word: str) -> str:
    """The term under which a word of `words` is found: a compound is found as it is written without hyphens."""
    if is_compound(word):
        word = _HYPHEN.sub("", word)
    return fold(word)


def parts_of(word: str) -> int:
    """How many places a word of `words` takes: a compound as many as it has parts."""
    return 1 + sum(word.count(hyphen) for hyphen in JOINING) if is_compound(word) else 1
