"""Arabic and Hebrew letters stored as the shapes they have in print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from readingroom.clean.changes import Change

# without the ornate brackets U+FD3E-FD3F, and the words and signs from U+FDF0 on, which are meant as they stand
CHARACTERS = "\ufb1d-\ufb4f\ufb50-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc"
_FOUND = re.compile(f"[{CHARACTERS}]+")


def restore_letters(line: str) -> Iterator[Change]:
    """A presentation form becomes the letter it shows, lam-alef the two; a vowel sign loses the blank it was printed on."""
    for found in _FOUND.finditer(line):
        after = "".join(unicodedata.normalize("NFKC", form).lstrip(" ") for form in found.group())
        if after != found.group():
            yield *found.span(), after
