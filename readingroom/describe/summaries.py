"""The summary: the first sentences of the body, in the text's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readingroom.document import AnyBlock, Finding, Paragraph, joined

LENGTH = 280
"""Characters a summary aims at."""
SHORTEST = 40
"""A paragraph below this (a place, a salutation, a byline that stayed) is no summary."""

_END = re.compile(r"[.!?…。！？؟।։][\"'”’»）)\]」』]*+(?=\s|$)|[。！？]")
_INITIALS = re.compile(r"(?:^|[\s(.])[^\W\d_]{1,3}\.$")  # "U.S.", "Mr.", "z. B.": no end of a sentence
_MARKUP = re.compile(r"\[([^\]\n]{0,200})\]\([^()\s]{0,300}\)|[*`]++|(?<!\w)_+|_+(?!\w)")


def summary(blocks: Sequence[AnyBlock]) -> Finding | None:
    """The first sentences of the first paragraph that is long enough, about 280 characters; None if there is none.

    A sentence that is too long is cut between two words and ends with an ellipsis; a script without spaces is cut after a mark.
    """
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    for block in paragraphs[:12]:
        text = joined(
            [
                _MARKUP.sub(
                    lambda match: match[1] or "",
                    joined(piece.text for piece in _first(block)) if len(block.pieces) > 400 else block.text[:4000],
                )
            ]
        )
        if len(text) >= SHORTEST or (text and _is_dense(text) and len(text) >= SHORTEST // 2):
            value = _cut(text)
            return Finding(
                "summary",
                value,
                "first-sentences",
                0.9 if value[-1] != "…" else 0.8,
                block.pieces[0].line.number if block.pieces else 0,
                value[:80],
            )
    return None


def _first(block: Paragraph) -> Sequence[object]:
    return block.pieces[:40]


def _is_dense(text: str) -> bool:
    """Whether the script packs a word into a sign or two, so that fewer characters say as much."""
    return sum("\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7af" for sign in text[:100]) * 2 > len(text[:100])


def _cut(text: str) -> str:
    limit = LENGTH // 2 if _is_dense(text) else LENGTH
    if len(text) <= limit:
        return text
    end = 0
    for match in _END.finditer(text, 0, limit + 1):
        if not _INITIALS.search(text, max(0, match.start() - 5), match.start() + 1):
            end = match.end()
    if end >= limit // 3:
        return text[:end]
    at = text.rfind(" ", limit // 2, limit)
    if at < 0:
        marks = [text.rfind(mark, limit // 2, limit) for mark in "、，,；;：—"]
        at = max(marks)
        at = at if at > 0 else _break(text, limit)
    return text[:at].rstrip(" ,;:、，；：—–-") + "…"


def _break(text: str, limit: int) -> int:
    """Where a run without spaces may be cut: not inside a word, if it is made of letters that build words."""
    if _is_dense(text):
        return limit
    after = text.find(" ", limit)
    return after if 0 <= after < 4 * limit else limit
