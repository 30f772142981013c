"""What was withheld or redacted stays so until somebody says `published`: silence, a lost row or a slip of the hand lifts nothing."""

from __future__ import annotations

from collections.abc import Mapping

from readingroom import header
from readingroom.errors import Message
from readingroom.ledger import Ledger
from readingroom.statuses import PUBLIC, PUBLISHED, strictest, withholds

__all__ = ["PUBLIC", "effective", "given", "hold", "kept_back", "marked", "mended", "status_of", "withholds"]

_HINT = "write published in its row of metadata.csv to publish it, or its status to keep it so"


def status_of(entry: Ledger) -> str:
    """The status that a document was left with."""
    return entry.hand.get("Status", entry.header.get("Status", ""))


def given(fields: Mapping[str, str]) -> str:
    """The status that a header states, in small letters, however the field is spelt."""
    return next((value.strip().lower() for name, value in fields.items() if name.lower() == "status"), "")


def hold(before: str, hand: Mapping[str, str], corrected: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str], str]:
    """What hand and spreadsheet say of a document that had the status `before`, so that nothing is published by a slip: of hand and row
    the stricter wins, and what was held back stays so unless one of them says `published` and the other does not hold it back.

    Returns both, with the status that holds, and why it had to be kept; "" if it needn't.
    """
    hand, corrected = dict(hand), dict(corrected)
    word, sheet = hand.get("Status", ""), corrected.get("Status", "")
    if withholds(word):
        strict = strictest((word.strip().lower(), sheet)) if withholds(sheet) else word
        if strict != word.strip().lower():
            hand["Status"] = strict
        return hand, corrected, ""
    if withholds(sheet):
        silent = "Status" in hand and word != PUBLISHED  # the word itself is a disagreement, and told as one
        why = f"metadata.csv says that it is {sheet}, and its Markdown not that it is published" if silent else ""
        hand.pop("Status", None)
        return hand, corrected, why
    if withholds(before) and PUBLISHED not in (word, sheet):
        hand.pop("Status", None)
        return hand, {**corrected, "Status": before}, f"nothing says any longer that it is {before}"
    if not word:
        hand.pop("Status", None)
    return hand, corrected, ""


def effective(before: str, stated: str, row: str) -> str:
    """The status of a document of which nobody knows what in its header a hand wrote: "" if all of it is public.

    `before` is what registry and ledger remember, `stated` stands in its header, `row` in the spreadsheet.
    """
    if withholds(stated):
        return strictest((stated, row)) if withholds(row) else stated
    if withholds(row):
        return row
    return before if withholds(before) and PUBLISHED not in (stated, row) else ""


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
    """Markdown with a status in its header that holds it back, unless the header has a stricter one."""
    fields, body = header.split(markdown)
    stated = given(fields)
    if withholds(stated) and strictest((stated, status)) == stated:
        return markdown
    rest = {name: value for name, value in fields.items() if name.lower() != "status"}
    return header.join({**rest, "Status": strictest((stated, status)) if withholds(stated) else status}, body)
