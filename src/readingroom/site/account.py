"""The source of a document, and what the converter changed in it. Pure: ledger and Markdown in, rows out.

The source text is not read from texts/: it is the Markdown with the edits of the ledger taken back, so that content/ alone makes
the site, and what is shown is proven by its SHA-256.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from readingroom.document import REVIEW_BELOW

Change = tuple[int, str, str, str, float]  # start in the source text, before, after, rule, confidence

CONTROLS = {**{code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"}, 0x7F: "\u2421"}
"""Control characters as the signs that Unicode has for showing them."""
SIGNS = {**dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd"), **CONTROLS}
"""These, and the sign for what has none: bytes that could not be decoded, and characters that are none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How often a rule changed this text, and how sure it was at least."""

    name: str
    count: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of metadata with its evidence."""

    field: str
    value: str
    rule: str
    doubtful: bool
    line: int
    evidence: str


def source_text(body: str, changes: Sequence[Change]) -> str | None:
    """The source text that became this body by these changes; None if the body is not what they made."""
    out: list[str] = []
    at = 0  # in the body
    shift = 0  # body offset = source offset + shift
    for start, before, after, _, _ in changes:
        place = start + shift
        if place < at or body[place : place + len(after)] != after:
            return None
        out += (body[at:place], before)
        at = place + len(after)
        shift += len(after) - len(before)
    out.append(body[at:])
    return "".join(out)


def visible(text: str) -> str:
    """Text in which what can't be shown has a sign: control characters, and bytes that could not be decoded."""
    return text if text.isprintable() else text.translate(SIGNS)  # most is, and that is a fast question


def rules(changes: Sequence[Change]) -> tuple[Rule, ...]:
    """The rules that changed the text, the busiest first."""
    counts: dict[str, list[int]] = {}
    for _, _, _, rule, confidence in changes:
        count = counts.setdefault(rule, [0, 0])
        count[0] += 1
        count[1] += confidence < REVIEW_BELOW
    return tuple(Rule(name, *count) for name, count in sorted(counts.items(), key=lambda item: (-item[1][0], item[0])))


def findings(ledger: Mapping[str, Any]) -> tuple[Found, ...]:
    """What was found in the text, and where."""
    return tuple(
        Found(visible(f["field"]), visible(f["value"]), f["rule"], f["confidence"] < REVIEW_BELOW, f["line"], visible(f["evidence"]))
        for f in ledger.get("found", ())
    )


def changes_of(ledger: Mapping[str, Any]) -> tuple[Change, ...]:
    """The edits of a ledger."""
    return tuple((int(start), before, after, rule, float(confidence)) for start, before, after, rule, confidence in ledger.get("edits", ()))


def hand_of(ledger: Mapping[str, Any]) -> tuple[Change, ...]:
    """What a hand changed in the body as it was converted, as the ledger tells."""
    return tuple((int(at), before, after, "by-hand", 1.0) for at, before, after in ledger.get("by_hand", ()))
