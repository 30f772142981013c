"""What the notice above an electronic edition states: title, subtitle, author. The day of its release is not that of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from readingroom.describe.authors import read_names
from readingroom.document import FieldName

_LABEL = re.compile(r"(title|author|authors|subtitle):\s*(\S.*)$", re.IGNORECASE)
_OF = re.compile(r".{0,60}\be-?(?:book|text)(?: edition)? of (.{2,150}?)(?:,? by (.{2,80}))?$", re.IGNORECASE)


def read_notice(lines: Sequence[str]) -> Iterator[tuple[FieldName, str, str]]:
    """(field, value, the line) for what the lines of a notice state, each field once."""
    seen: set[str] = set()
    stated: list[tuple[FieldName, str, str]] = []
    for line in lines:
        if found := _LABEL.match(line.strip()):
            name = found[1].lower()
            field: FieldName = "authors" if name.startswith("author") else "subtitle" if name == "subtitle" else "title"
            stated.append((field, found[2].strip(), line))
    for line in lines[:3]:
        if found := _OF.match(line.strip()):
            stated.append(("title", found[1].strip(" ,"), line))
            if found[2]:
                stated.append(("authors", found[2].strip(" ."), line))
    for field, value, line in stated:
        if field in seen:
            continue
        names = read_names(value, marked=True) if field == "authors" and "(" not in value else ()
        seen.add(field)
        yield field, "; ".join(names) or value, line
