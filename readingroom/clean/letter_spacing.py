"""Letter-spaced words, the emphasis of typewriters: T H E   H A R B O U R."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.clean.changes import Change

SHAPE = re.compile(r" [^\W\d_] [^\W\d_](?!\S)")
_RUN = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_])++(?!\S)")


def close_letter_spacing(line: str) -> Iterator[Change]:
    """Words spaced out letter by letter are closed up, and the wide gaps between them become single spaces.

    Only where the whole line is made of such words: letters one space apart, words two or more, and one word of three letters at least.
    """
    if not SHAPE.search(line):
        return
    words = list(_RUN.finditer(line))
    body = line.strip()
    if not words or max(len(word.group()) for word in words) < 5 or sum(len(word.group()) for word in words) < len("".join(body.split())):
        return
    covered = re.sub(" {2,}", "", body)
    if covered != "".join(word.group() for word in words):
        return
    for index, word in enumerate(words):
        if index:
            yield words[index - 1].end(), word.start(), " "
        for at in range(word.start() + 1, word.end(), 2):
            yield at, at + 1, ""
