"""Where our time goes: a build under Python's profiler, in one process, added up by what it is for.

The profiler makes every call dearer, and cheap ones most of all: shares are told, not seconds.
"""

from __future__ import annotations

import cProfile
import os
import pstats
from pathlib import Path

from readingroom.site.engine import build

PARTS = {
    "reading texts and their headers": ("generators.py", "read_documents"),
    "Pelican's lists of them": ("generators.py", "generate_context"),  # without what it reads
    "taking note of pages": ("writer.py", "write_file"),
    "keys": ("pages.py", "key"),
    "templates": ("pages.py", "render"),
    "writing files": ("outputs.py", "write"),
    "turning the last site into the new one": ("twin.py", "take"),
    "what the next build needs to know": ("work.py", "finish"),
}


def shares(settings: Path) -> dict[str, float]:
    """What part of a build of these settings each of `PARTS` takes, 0..1."""
    before = os.environ.get("READINGROOM_WORKERS")
    os.environ["READINGROOM_WORKERS"] = "1"
    profile = cProfile.Profile()
    try:
        profile.runcall(build, settings)
    finally:
        if before is None:
            del os.environ["READINGROOM_WORKERS"]
        else:
            os.environ["READINGROOM_WORKERS"] = before
    stats = pstats.Stats(profile)
    spent: dict[str, float] = {}
    for (file, _line, function), (_, _, _, cumulative, _) in stats.stats.items():  # type: ignore[attr-defined]  # pstats doesn't tell of it
        for part, (module, name) in PARTS.items():
            if function == name and file.endswith(f"engine/{module}"):
                spent[part] = spent.get(part, 0.0) + cumulative
    reading = "reading texts and their headers"
    spent["Pelican's lists of them"] = max(0.0, spent.get("Pelican's lists of them", 0.0) - spent.get(reading, 0.0))
    total = stats.total_tt  # type: ignore[attr-defined]  # as above
    found = {part: spent.get(part, 0.0) / total for part in PARTS}
    return {**found, "all else": max(0.0, 1 - sum(found.values()))}


def table(clean: dict[str, float], edit: dict[str, float]) -> str:
    """Both as a table in Markdown."""
    rows = [f"| {part} | {clean[part]:.0%} | {edit[part]:.0%} |" for part in clean]
    return "\n".join(["| | clean | one body edited |", "|---|---|---|", *rows])
