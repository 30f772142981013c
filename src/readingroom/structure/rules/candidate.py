"""What a block rule answers."""

from __future__ import annotations

from typing import NamedTuple

from readingroom.document import AnyBlock


class Candidate(NamedTuple):
    """A block that could begin here."""

    block: AnyBlock
    confidence: float  # 0..1
    evidence: str  # for people who ask why
    next: int  # the row behind the block
