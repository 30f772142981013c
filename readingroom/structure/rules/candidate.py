"""What a block rule answers."""

from __future__ import annotations

from dataclasses import dataclass

from readingroom.document import AnyBlock


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that could begin here."""

    block: AnyBlock
    confidence: float  # 0..1
    evidence: str  # for people who ask why
    next: int  # the row behind the block
