"""Text from anywhere, as it may stand in HTML."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SAFE = re.compile(r"(?:https?://|mailto:)[^\x00-\x20]", re.IGNORECASE)


def printable(text: str) -> str:
    """Text without control characters and halves of characters: each is shown as U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text)


def shown(text: str) -> str:
    """Text, escaped, and without what no page may hold."""
    return escape(printable(text))


def href(target: str) -> str:
    """Where a link leads, as the value of an attribute; "" if that is anywhere but http, https or mailto."""
    return escape(quote(_UNPRINTABLE.sub("", target), safe="!#$%&'()*+,-./:;=?@[]_~")) if _SAFE.match(target) else ""
