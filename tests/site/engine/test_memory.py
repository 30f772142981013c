"""A process that builds again and again, as `serve` does, stays as large as it is."""

import gc
import json
import os
import subprocess
import sys
import tracemalloc
from itertools import pairwise
from pathlib import Path
from statistics import median

from engine_sites import build, make

MOST = 6_000
"""Bytes that a build may leave behind; the text that is edited has ten times as many."""


def measure(folder: Path) -> list[int]:
    """Bytes held after each of 60 builds, each after an edit of a long text."""
    site = make(folder)
    letter = site / "content" / "letters" / "to-bo.md"
    begin = letter.read_text("utf-8")

    def rebuild(number: int) -> int:
        letter.write_text(f"{begin}\n{f'number {number} ' * 5_000}\n", "utf-8")
        build(site)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        return [rebuild(number) for number in range(60)]
    finally:
        tracemalloc.stop()


def test_memory_stays_level_over_many_builds(tmp_path: Path) -> None:
    """Fifty builds hold no text, page or document of those before. In a process of its own, as `serve` has: other tests fill caches.

    The median, since the interpreter's table of names doubles now and then, at once.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, __file__, str(tmp_path)], capture_output=True, text=True, check=True, env=environment)
    sizes = json.loads(done.stdout.splitlines()[-1])
    assert median(after - before for before, after in pairwise(sizes[9:])) < MOST, sizes


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]))) + "\n")
