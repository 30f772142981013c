"""Arabic and Hebrew letters stored as the shapes they have in print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from readingroom.clean.changes import Change

# without the ornate brackets U+FD3E-FD3F, and the words and signs from U+FDF0 on, which are meant as they stand
CHARACTERS = "\ufb1d-\ufb4f\ufb50-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc"
_LETTER = re.compile("[\u0590-\u074f\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[0-9A-Za-z]")
_FOUND = re.compile(f"[{CHARACTERS}]+")


def restore_letters(line: str) -> Iterator[Change]:
    """A presentation form becomes the letter it shows, lam-alef the two; a vowel sign loses the blank it was printed on.

    A single one beside Latin letters or digits stays: that is a table of characters.
    """
    if len(list(islice(_LETTER.finditer(line), 2))) < 2 and _LATIN.search(line):
        return
    for found in _FOUND.finditer(line):
        after = "".join(unicodedata.normalize("NFKC", form).lstrip(" ") for form in found.group())
        if after != found.group():
            yield *found.span(), after
