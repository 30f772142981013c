"""How long exports take, and how much memory: `python -m benchmarks.export FOLDER [--documents 10000] [--formats sqlite,parquet,epub,pdf]`.

FOLDER is a site, or a folder with Markdown documents, out of which a collection of any size is made: each document again and again under
other names. Each format is exported by a process of its own, from a site of which a build has kept the documents (`--cold`: has not).
Prints seconds of wall clock and of CPU (all processes), and the most memory of one process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from readingroom import header

SETTINGS = """from readingroom.site.settings import *
SITENAME = "Measured"
SITEURL = "https://archive.example"
EDITION = "1"
EDITION_DATE = "2026-02-08"
DOWNLOADS = []
"""


def make_site(originals: Path, site: Path, count: int) -> None:
    """A site with so many documents: those of a folder, again and again, each with a number in its slug, its source and its last words."""
    files = sorted(path for path in originals.rglob("*.md") if "pages" not in path.parts)
    if not files:
        raise SystemExit(f"{originals} holds no Markdown")
    texts = [header.split(path.read_text("utf-8", "surrogateescape")) for path in files]
    folder = site / "content" / "documents"
    for number in range(count):
        fields, body = texts[number % len(texts)]
        fields = {**fields, "Slug": f"d-{number:06}", "Source": f"{number // 1000}/{number:06}.txt", "X-Number": str(number + 1)}
        target = folder / str(number // 1000) / f"{number:06}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(header.join(fields, f"{body.rstrip()}\n\nThis is copy {number}.\n"), "utf-8", "surrogateescape")
    (site / "pelicanconf.py").write_text(SETTINGS, "utf-8")


def run(site: Path, target: Path, name: str, selection: str) -> tuple[float, float, float, int]:
    """Export one format: seconds of wall clock, seconds of CPU, megabytes of memory, bytes written."""
    command = [sys.executable, "-m", "readingroom", "export", str(site), "--to", str(target), "--format", name, "--quiet"]
    start = time.perf_counter()
    process = subprocess.Popen([*command, *(("--select", selection) if selection else ())])
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"the export of {name} failed")
    size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    shutil.rmtree(target)
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, size


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="documents to make a collection of")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--formats", default="csv,json,jsonl,sqlite,parquet,texts,epub,pdf,tei")
    parser.add_argument("--select", default="", help="a selection of them")
    parser.add_argument("--cold", action="store_true", help="forget what is kept of documents before each format")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="readingroom-bench-") as scratch:
        site = Path(scratch, "site")
        make_site(arguments.folder, site, arguments.documents)
        if not arguments.cold:
            run(site, Path(scratch, "first"), "csl", "")
        print(f"{arguments.documents} documents\n{'format':<12}{'wall s':>9}{'CPU s':>9}{'MB':>7}{'written MB':>12}")
        for name in arguments.formats.split(","):
            if arguments.cold:
                shutil.rmtree(site / ".readingroom", ignore_errors=True)
            wall, cpu, memory, size = run(site, Path(scratch, name), name, arguments.select)
            print(f"{name:<12}{wall:>9.1f}{cpu:>9.1f}{memory:>7.0f}{size / 1e6:>12.1f}", flush=True)


if __name__ == "__main__":
    main()
