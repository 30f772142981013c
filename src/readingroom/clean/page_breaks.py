"""Form feeds: where a page of the original ends. The line remembers the page; the character goes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.clean.changes import Change

_FEED = re.compile("\f+")


def drop_form_feeds(line: str) -> Iterator[Change]:
    """Form feeds go; one in the middle of a line leaves a space, so that it doesn't glue two words."""
    for feed in _FEED.finditer(line):
        start, end = feed.span()
        apart = start == 0 or end == len(line) or line[start - 1].isspace() or line[end].isspace()
        yield start, end, "" if apart else " "
