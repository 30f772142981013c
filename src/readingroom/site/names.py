"""Names as parts of addresses, as letters of an alphabet, as places in an order. All are functions of the name alone, so that a
page keeps its address whoever else comes into the collection."""

from __future__ import annotations

import re
import unicodedata
from base64 import b32encode
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import quote

_SAFE = re.compile(r"[A-Za-z0-9/._~-]*+")
_NOT_PLAIN = re.compile(r"[^a-z0-9]++")
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # Windows opens devices by these names
_SLUG = re.compile(r"\w[\w.-]*+")  # letters and digits of any script
LONGEST = 60


def fold(name: str) -> str:
    """Two names that are equal after this are one name: case, spacing and the way of composing accents don't count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).strip()


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """A name as one part of an address: a-z, 0-9 and single hyphens. Different (folded) names give different slugs.

    "Ada Quill" is `ada-quill`. Where letters were lost on the way (accents, punctuation, another script), a hash of the name
    follows, as in `jose-7kq2m`, so that José and Jose, 王伟 and 王维 never share a page.
    """
    folded = " ".join(fold(name).split())
    plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    short = _NOT_PLAIN.sub("-", plain).strip("-")
    if short and short == folded.replace(" ", "-") and len(short) <= LONGEST and not _RESERVED.fullmatch(short):
        return short
    digest = b32encode(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=5).digest()).decode("ascii").lower()[:6]
    return f"{short[:LONGEST].rstrip('-')}-{digest}" if short else digest


def url(path: str) -> str:
    """A path inside the output folder as a link: every part percent-encoded."""
    if _SAFE.fullmatch(path):  # as nearly all are
        return path
    return quote(path.encode("utf-8", "surrogatepass"), safe="/-._~")


def root(save_as: str) -> str:
    """From a page back to the top: "documents/a.html" -> "../"; "" for a page at the top."""
    return "../" * save_as.count("/")


@lru_cache(maxsize=65536)
def order(text: str) -> str:
    """Text as it sorts: case and accents don't count, nor what stands before the first letter or digit."""
    kept = text.casefold()
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", text).casefold()
        kept = "".join(c for c in folded if not unicodedata.combining(c))
    for at, c in enumerate(kept):
        if c.isalnum():
            return kept[at:]
    return kept


def letter(ordered: str) -> str:
    """The letter of an alphabet under which a text stands that was put through `order`; "0–9" for digits, "#" for what has none.

    Han characters are thousands; they stand together under 漢.
    """
    first = ordered[:1]
    if not first.isalnum():
        return "#"
    if first.isnumeric() and not unicodedata.name(first, "").startswith("CJK"):
        return "0–9"
    if unicodedata.name(first, "").startswith("CJK"):
        return "漢"
    return first.upper()


def is_slug(text: str) -> bool:
    """Whether a slug given by registry, spreadsheet or hand can be the name of a file everywhere: no folders, no signs, no dot in front."""
    return bool(_SLUG.fullmatch(text)) and not _RESERVED.fullmatch(text.lower()) and len(text.encode("utf-8", "replace")) <= 200
