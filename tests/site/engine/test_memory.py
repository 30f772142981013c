"""A process that builds again and again, as `serve` does, stays as large as it is."""

import gc
import tracemalloc
from pathlib import Path

from engine_sites import build, make

MOST = 6_000
"""Bytes that a build may leave behind; the text that is edited has ten times as many."""


def test_memory_stays_level_over_many_builds(tmp_path: Path) -> None:
    """Twenty builds, each after an edit of a long text, hold no text, page or document of those before."""
    site = make(tmp_path)
    letter = site / "content" / "letters" / "to-bo.md"
    begin = letter.read_text("utf-8")

    def rebuild(number: int) -> int:
        letter.write_text(f"{begin}\n{f'number {number} ' * 5_000}\n", "utf-8")
        build(site)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        sizes = [rebuild(number) for number in range(26)]
    finally:
        tracemalloc.stop()
    assert (sizes[-1] - sizes[5]) / 20 < MOST, sizes
