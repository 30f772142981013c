"""Where our time goes: a build under Python's profiler, in a process of its own, added up by what it is for.

The profiler makes every call dearer, and cheap ones most of all: shares are told, not seconds.
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import subprocess
import sys
from pathlib import Path

PARTS = {
    "converting texts": [("collection/drafts.py", "convert_all")],
    "what all texts have in common": [("collection/drafts.py", "take_survey")],
    "looking at Markdown and ledgers": [
        ("collection/arrivals.py", "load_ledgers"),
        ("collection/arrivals.py", "take_fingerprints"),
        ("collection/standing.py", "keep_all"),
    ],
    "looking at the texts, and remembering": [("collection/__init__.py", "_convert")],
    "starting Python, Pelican and the plugins": [
        ("engine/__init__.py", "<module>"),
        ("pelican/settings.py", "read_settings"),
        ("pelican/__init__.py", "init_plugins"),
    ],
    "asking whether anything has changed": [("engine/environment.py", "versions"), ("engine/unchanged.py", "is_unchanged")],
    "fetching what the last build left": [("engine/memory.py", "documents"), ("engine/memory.py", "outputs")],
    "reading texts and their headers, or restoring documents": [("engine/generators.py", "read_documents")],
    "Pelican's lists of them": [("engine/generators.py", "generate_context")],
    "the catalogue of our own site": [("site/generator.py", "generate_context")],
    "settling what documents are": [("engine/work.py", "writer"), ("pelican/generators.py", "refresh_metadata_intersite_links")],
    "taking note of pages": [("pelican/generators.py", "generate_output")],
    "looking through the last site": [("engine/twin.py", "take")],
    "keys": [("engine/pages.py", "key"), ("engine/pages.py", "know")],
    "templates": [("engine/pages.py", "render")],
    "writing files": [("engine/outputs.py", "write"), ("engine/outputs.py", "copy")],
    "source pages": [("site/sources.py", "read_account"), ("site/source_text.py", "listing")],
    "choosing what stays, file by file": [("engine/outputs.py", "fill")],
    "carrying over what others put there": [("engine/outputs.py", "finish")],
    "leaving what the next build needs": [
        ("engine/memory.py", "keep_documents"),
        ("engine/memory.py", "keep_outputs"),
        ("engine/manifest.py", "write"),
        ("engine/unchanged.py", "take_note"),
    ],
}
"""For each part the functions that do it, whole."""
WITHIN = {
    "looking at the texts, and remembering": ["converting texts", "what all texts have in common", "looking at Markdown and ledgers"],
    "Pelican's lists of them": ["reading texts and their headers, or restoring documents"],
    "choosing what stays, file by file": ["looking through the last site", "keys", "templates", "writing files"],
}
"""Parts that others are counted in."""


def shares(settings: Path, workers: int, what: str = "settings") -> dict[str, float]:
    """What part of a build of these settings each of `PARTS` takes, 0..1, in the first of so many processes.

    `what` is "settings" for Pelican's part alone, "site" for all that `readingroom build` does in a folder.
    """
    surroundings = {**os.environ, "READINGROOM_WORKERS": str(workers), "PYTHONPATH": str(Path.cwd())}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "benchmarks.engine.profile", settings.name, what]
    done = subprocess.run(command, cwd=settings.parent, env=surroundings, capture_output=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(settings: str, what: str) -> dict[str, float]:
    """The same, in this process, which must not have done anything yet."""

    def everything() -> None:
        if what == "site":
            from readingroom.cli import main  # noqa: PLC0415 - as below

            main(["build", "--settings", settings, "-q", "--jobs", "1"], standalone_mode=False)
            return
        from readingroom.site.engine import build  # noqa: PLC0415 - loading it is part of a build

        build(settings)

    profile = cProfile.Profile()
    profile.runcall(everything)
    stats = pstats.Stats(profile)
    cumulative: dict[tuple[str, str], float] = {}
    for (file, _line, function), (_, _, _, seconds, _) in stats.stats.items():  # type: ignore[attr-defined]  # pstats doesn't tell of it
        place = ("/".join(Path(file).parts[-2:]), function)
        cumulative[place] = cumulative.get(place, 0.0) + seconds
    spent = {part: sum(cumulative.get(place, 0.0) for place in places) for part, places in PARTS.items()}
    for part, inner in WITHIN.items():
        spent[part] = max(0.0, spent[part] - sum(map(spent.__getitem__, inner)))
    total = stats.total_tt  # type: ignore[attr-defined]  # as above
    found = {part: seconds / total for part, seconds in spent.items()}
    return {**found, "all else": max(0.0, 1 - sum(found.values()))}


def table(columns: dict[str, dict[str, float]]) -> str:
    """All as a table in Markdown, without the parts that take nothing."""
    parts = [part for part in next(iter(columns.values())) if any(shares[part] > 0.004 for shares in columns.values())]
    rows = [f"| {part} | {' | '.join(f'{shares[part]:.0%}' for shares in columns.values())} |" for part in parts]
    return "\n".join([f"| | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|", *rows])


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], sys.argv[2])))
