"""Names that are safe to write down: how a file's name stands in our records, and how slugs are made.

A file name may hold anything but "/" and NUL: line feeds, marks that turn the writing direction, bytes that are no text. In the
registry, the ledger and Markdown headers it stands as its *record*: the same name with such characters written as %XX, one per
byte, and "%" itself as %25. A record is printable, holds no line end, and gives the name back.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from unidecode import unidecode

SLUG_LENGTH = 80  # characters; longer slugs break file systems and patience

# Windows refuses these as file names, whatever comes after the dot.
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


def record(name: str) -> str:
    """The printable form of a file name or path."""
    if name.isprintable() and "%" not in name and name == name.strip():
        return name
    kept = [c if c.isprintable() and c not in "%" else _escaped(c) for c in name]
    for edge in (0, -1):  # white space at the edges would be lost in a header
        if kept and kept[edge].isspace():
            kept[edge] = _escaped(kept[edge])
    return "".join(kept)


def actual(recorded: str) -> str:
    """The file name a record stands for."""
    return unquote_to_bytes(recorded).decode("utf-8", "surrogateescape") if "%" in recorded else recorded


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogateescape"))


def romanised(text: str) -> str:
    """A text in ASCII (unidecode), without the bytes of file names that are no text: unidecode would drop them too, and warn on stderr."""
    return unidecode(text.encode("utf-8", "ignore").decode("utf-8"))


def slugify(text: str) -> str:
    """Letters and digits in ASCII, lower case, hyphens between words: "Über die Brücke" -> "uber-die-brucke".

    Every script is romanised (unidecode), since a name beyond ASCII is spelt differently by different file systems. Cut at a
    word's end to at most SLUG_LENGTH characters; "" if nothing is left.
    """
    words = re.findall(r"[a-z0-9]+", romanised(text.replace("'", "").replace("\u2019", "")).lower())
    slug = words[0][:SLUG_LENGTH] if words else ""
    for word in words[1:]:
        if len(slug) + 1 + len(word) > SLUG_LENGTH:
            break
        slug += "-" + word
    return slug + "-text" if slug in RESERVED else slug
