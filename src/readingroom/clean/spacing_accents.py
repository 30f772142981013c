"""Accents that stand beside their letters: what comes out of a PDF whose font had no accented letters, as TeX made them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from readingroom.clean.changes import Change

# accent -> (its combining mark, the letters that languages put it on)
_ACCENTS = {
    "\u00b4": ("\u0301", "aeiouyAEIOUYcnsz"),
    "\u00a8": ("\u0308", "aeiouyAEIOUY"),
    "\u02c6": ("\u0302", "aeiouAEIOU"),
    "\u02dc": ("\u0303", "anoANO"),
    "\u00b8": ("\u0327", "cstCST"),
    "\u02dd": ("\u030b", "ouOU"),
    "\u02c7": ("\u030c", "cdenrstzCDENRSTZ"),
    "\u02d8": ("\u0306", "agAG"),
    "\u02d9": ("\u0307", "zZ"),
    "\u02da": ("\u030a", "auAU"),
    "\u02db": ("\u0328", "aeAE"),
}
CHARACTERS = "".join(_ACCENTS)
_FOUND = re.compile(f"[{CHARACTERS}]")
_WORD = re.compile(rf"[^\W\d_{CHARACTERS}]*+\Z")
_WHOLE = re.compile(  # all letters with accents but æ ð ø þ ß ı, which stand in fonts that have no accents
    "[\u00c0-\u00c5\u00c7-\u00cf\u00d1-\u00d6\u00d9-\u00dd\u00e0-\u00e5\u00e7-\u00ef\u00f1-\u00f6\u00f9-\u00fd\u00ff-\u0130\u0132-\u017f]"
)
_QUOTED = re.compile(r"\w\u00a8(?!\w)")  # two dots as quotation marks: what some typists use for want of them
# what elides before a vowel, where the acute was typed for an apostrophe
_ELISIONS = frozenset(
    (
        *("c", "d", "j", "l", "m", "n", "o", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "aujourd", "entr"),
        *("un", "all", "dall", "dell", "nell", "sull", "coll", "quell", "quest", "bell", "sant", "dov", "com"),
    )
)


def put_accents_on(line: str) -> Iterator[Change]:
    """An accent between letters goes on the one behind it, or else on the one before: Schr¨odinger, Erd˝os, Go¨del.

    Evidence: a letter that takes this accent, inside a word, in a line in which no letter has its accent on it.
    """
    if _WHOLE.search(line):
        return
    quoted = _QUOTED.search(line) is not None
    done = 0
    for found in _FOUND.finditer(line):
        at = found.start()
        accent = found.group()
        if at < done or (quoted and accent == "\u00a8"):
            continue
        head = _WORD.search(line, max(0, at - 30), at)
        before = head.group() if head else ""
        behind = line[at + 1 : at + 2]
        after = line[at + 2 : at + 3].isalpha()
        if accent == "\u00b4" and ((before.lower() in _ELISIONS and behind != "ı") or (behind in "cnsz" and not (before and after))):
            continue
        letter = _accented(behind, accent)
        if letter and (before or (after and accent not in "\u02c6\u02dc")):
            done = at + 2
            yield at, done, letter
        elif before and behind.isalpha() and at > done and accent not in "\u00b4\u02c6\u02dc":
            letter = _accented(before[-1], accent)
            if letter:
                done = at + 1
                yield at - 1, done, letter


def _accented(letter: str, accent: str) -> str:
    """The letter with the accent on it, or "" if no language has that."""
    mark, letters = _ACCENTS[accent]
    if letter == "ı" and "i" in letters:
        letter = "i"
    return unicodedata.normalize("NFC", letter + mark) if letter and letter in letters else ""
