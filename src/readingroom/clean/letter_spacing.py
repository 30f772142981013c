"""Letter-spaced words, the emphasis of typewriters and title pages: T H E   H A R B O U R."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from readingroom.clean.changes import Change

SHAPE = re.compile(r" [^\W\d_] [^\W\d_](?!\S)")

LONGEST = 300
"""A longer line is no heading, and no line that a typewriter spaced."""

_SEGMENT = re.compile(r"\S+(?: \S+)*+")  # what stands between gaps of two spaces and more
_LETTER = r"[^\W\d_][\u0300-\u036f]*+"
_SPACED = re.compile(rf"[\"'(\[«„“‘]?{_LETTER}(?: (?:{_LETTER}|[-’'–])){{2,23}}+(?: ?[,.;:!?)\]»”’\"]){{0,2}}+")
_SHORT = re.compile(rf"(?:{_LETTER}|\d|&)(?: (?:{_LETTER}|\d)){{0,3}}+(?: ?[,.;:!?)\]»”’\"]){{0,2}}+")
_ENDS = re.compile(r" (?=[,.;:!?)\]»”’\"])| ")
_VOWELS = frozenset("aeiouyæøœıαεηιουωаеиоуыэюяєіїёўӑ")
_CODES = frozenset("abcdefgtun")  # notes, chords, answers to tick, bases of DNA: rows of these are no words
_ALPHABETS = re.compile("LATIN|GREEK|CYRILLIC")


def close_letter_spacing(line: str) -> Iterator[Change]:
    """Words spaced out letter by letter are closed up, and the wide gaps between them become single spaces.

    Evidence: letters one space apart, words two or more; three letters at least, five if other text stands in the line; vowels among
    them, in one case, not the alphabet, not only letters that are also notes or answers. A row of initials or of cells stays.
    """
    if len(line) > LONGEST or not SHAPE.search(line):
        return
    segments = list(_SEGMENT.finditer(line))
    words = [_is_word(segment.group()) for segment in segments]
    whole = any(words) and all(word or _SHORT.fullmatch(segment.group()) for word, segment in zip(words, segments, strict=True))
    if not whole:
        words = [word and len(segment.group()) >= 9 and len(segments) > 1 for word, segment in zip(words, segments, strict=True)]
    for index, segment in enumerate(segments):
        if not (words[index] or whole):
            continue
        if index and (whole or words[index - 1]):
            yield segments[index - 1].end(), segment.start(), " "
        for space in re.finditer(" ", segment.group()):
            at = segment.start() + space.start()
            yield at, at + 1, ""


def _is_word(segment: str) -> bool:
    """Whether letters with single spaces between them are a word, as far as letters can tell."""
    if not _SPACED.fullmatch(segment):
        return False
    letters = [part for part in unicodedata.normalize("NFD", segment) if part.isalpha()]
    if not all(_ALPHABETS.match(unicodedata.name(letter, "")) for letter in letters):
        return False
    word = "".join(letters)
    if not (word.isupper() or word[1:].islower()):
        return False
    small = word.lower()
    rising = sum(ord(right) - ord(left) == 1 for left, right in pairwise(small))
    vowels = sum(letter in _VOWELS for letter in small)
    return (
        len(set(small)) >= 3
        and not set(small) <= _CODES
        and rising < max(2, len(small) / 2)
        and vowels >= 1
        and (len(small) < 8 or vowels * 100 >= len(small) * (26 if word.isupper() else 15))  # J F M A M J J A S O N D has 25
    )
