"""What was withheld or redacted stays so until somebody says `published`: silence, a lost row or a slip of the hand lifts nothing."""

from __future__ import annotations

from collections.abc import Mapping

from readingroom import header
from readingroom.cells import HELD, NONE
from readingroom.errors import Message
from readingroom.ledger import Ledger

PUBLIC = frozenset({"", "published", "hidden", "draft"})
"""Statuses of a header under which all of a document has a page. `redacted` shows a part; any other withholds it."""

_HINT = "write published in its row of metadata.csv to publish it, or its status to keep it so"


def withholds(status: str) -> bool:
    """Whether a status, as a header has it, holds back a document or a part of it."""
    return status.lower() not in PUBLIC


def status_of(entry: Ledger) -> str:
    """The status that a document was left with."""
    return entry.hand.get("Status", entry.header.get("Status", ""))


def hold(before: str, hand: Mapping[str, str], corrected: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str], str]:
    """What hand and spreadsheet say of a document that had the status `before`, so that nothing is published by a slip.

    Returns both, with the status that holds, and why it had to be kept; "" if it needn't.
    """
    hand, corrected = dict(hand), dict(corrected)
    word, sheet = hand.get("Status", ""), corrected.get("Status", "")
    if word == "published" or withholds(word):
        return hand, corrected, ""
    if sheet in HELD:
        why = f"metadata.csv says that it is {sheet}, and its Markdown not that it is published" if "Status" in hand else ""
        hand.pop("Status", None)
        return hand, corrected, why
    if withholds(before) and sheet not in ("published", NONE):
        hand.pop("Status", None)
        return hand, {**corrected, "Status": before}, f"nothing says any longer that it is {before}"
    if not word:
        hand.pop("Status", None)
    return hand, corrected, ""


def kept_back(path: str, why: str) -> Message:
    """M-08 of a document that keeps its status."""
    return Message("M-08", f"{why}: it stays so", _HINT, path, level="warning")


def mended(markdown: str) -> str:
    """Markdown of a document, without blank lines in its header: each ends it, and what comes after would be text."""
    fields, body = header.split(markdown)
    pieces = [markdown[: len(markdown) - len(body)].strip()]
    while "Source" not in fields:
        rest = body.lstrip()
        fields, body = header.split(rest)
        if not fields:
            return markdown
        pieces.append(rest[: len(rest) - len(body)].strip())
    return "\n".join(filter(None, pieces)) + "\n\n" + body if len(pieces) > 1 else markdown


def marked(markdown: str, status: str) -> str:
    """Markdown with a status in its header that holds it back, unless the header has one or says `published`."""
    fields, body = header.split(markdown)
    given = fields.get("Status", "").lower()
    return markdown if given == "published" or withholds(given) else header.join({**fields, "Status": status}, body)
