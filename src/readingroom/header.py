"""The metadata lines at the head of a Markdown file: read and written in one place, so that both sides agree.

    Title: The harbour in March
    Authors: Ada Quill; Tolstoy, Leo;
    Source: letters/12.txt

A line is `Name: value`; the first blank line ends the header. Values hold no line ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

ORDER = ("Title", "Authors", "Date", "Issued", "Lang", "Tags", "Category", "Slug", "Summary", "Status", "Source", "Source-SHA256")
"""The fields a document has, in the order in which they are written. Everything else is `X-...`."""


def split(markdown: str) -> tuple[dict[str, str], str]:
    """A Markdown file as (its fields in order, its body). A line that is no field ends the header."""
    fields: dict[str, str] = {}
    text, start = markdown.removeprefix("\ufeff"), 0
    while start <= len(text):
        end = text.find("\n", start)
        line = text[start:] if end < 0 else text[start:end]
        name, colon, value = line.partition(":")
        if not line.strip():
            return fields, text[end + 1 :] if end >= 0 else ""
        if not colon or not name.strip() or name != name.strip() or " " in name:
            return fields, text[start:]
        fields[name] = value.strip()
        start = end + 1 if end >= 0 else len(text) + 1
    return fields, ""


def join(fields: Mapping[str, str], body: str) -> str:
    """Fields and body as a Markdown file: known fields first, in `ORDER`, then the rest as given; empty ones are left out."""
    names = [name for name in ORDER if name in fields] + [name for name in fields if name not in ORDER]
    lines = [f"{name}: {' '.join(fields[name].split())}" for name in names if fields[name].strip()]
    return "\n".join(lines) + "\n\n" + body


def split_names(value: str) -> tuple[str, ...]:
    """People as written in `Authors:`, one by one: "Ada Quill; Tolstoy, Leo;" -> ("Ada Quill", "Tolstoy, Leo")."""
    return tuple(name.strip() for name in value.split(";") if name.strip())


def join_names(names: Sequence[str]) -> str:
    """People as `Authors:` wants them. A single name that holds a comma ends with a semicolon, or Pelican would make it two."""
    return names[0] + ";" if len(names) == 1 and "," in names[0] else "; ".join(names)
