"""Share work out among processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from readingroom.site.engine.processes import Question, workers

FEWEST = 6
"""Items for which another process is worth while."""


def share_out(work: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
    """The results of `work` on all items. Each process takes every second, third, ... item; what a process that was killed didn't do, is
    done here."""
    count = min(workers(), len(items)) if len(items) >= FEWEST else 1
    if count < 2:
        return [work(item) for item in items]

    def some(start: int) -> list[Any]:
        return [work(item) for item in items[start::count]]

    others = [Question(lambda start=start: some(start)) for start in range(1, count)]  # type: ignore[misc]  # a default binds the number
    found = some(0)
    for start, other in enumerate(others, 1):
        answer = other()
        found += some(start) if answer is None else answer
    return found
