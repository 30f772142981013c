"""What conversions took out as furniture, one entry a wording: a wrong one is a line that many documents lack."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from readingroom.ledger import Ledger
from readingroom.structure.furniture import NAMES
from readingroom.survey import folds

LONGEST = 300
"""Characters of a wording that are shown."""


@dataclass(slots=True)
class Wording:
    """A line that was taken out, alike but for its numbers."""

    rule: str
    text: str  # as it stands in the first document
    path: str  # of the first document
    line: int  # 1-based, there
    sure: float  # the least confidence with which it was taken
    documents: int = 0
    times: int = 0


def wordings(entry: Ledger, text: str, known: dict[tuple[str, str], Wording]) -> None:
    """Add what was taken out of one document to `known`, by rule and folded wording. `text` is its source, or "" if that is gone."""
    changes = zip(entry.edits, entry.before, strict=True)
    taken = [(edit, before) for edit, before in changes if edit.rule in NAMES and before.strip() and not edit.after.strip()]
    starts = [0, *(found.end() for found in re.finditer("\n", text))] if taken else []
    here: set[tuple[str, str]] = set()
    for (edit, before), folded in zip(taken, folds([" ".join(before.split()) for _, before in taken]), strict=True):
        key = edit.rule, folded
        line = bisect_right(starts, edit.start + len(before) - len(before.lstrip())) if text else 0
        wording = known.setdefault(key, Wording(edit.rule, " ".join(before.split())[:LONGEST], entry.path, line, edit.confidence))
        wording.sure = min(wording.sure, edit.confidence)
        wording.times += 1
        wording.documents += key not in here
        here.add(key)


def by_document(found: Iterable[Wording]) -> dict[str, list[Wording]]:
    """The wordings under the first document that lost each."""
    places: dict[str, list[Wording]] = {}
    for wording in found:
        places.setdefault(wording.path, []).append(wording)
    return places
