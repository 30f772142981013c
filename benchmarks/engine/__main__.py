"""Measure: `python -m benchmarks.engine --hugo PATH_OF_HUGO [--stock] [--documents 10000] [--pairs 3] [--large 100000] [--removing]`.

Makes the collection in a scratch folder, runs ours and the others in turn (clean, nothing changed, one body edited, a new document in
front), and prints a table of medians: wall seconds, CPU seconds of all processes, memory of the largest process; then where our time
goes. Beside a clean build stand a copy of what it made, and what Pelican's reading and Jinja's rendering take by themselves (least.py).
With --large a clean build of so many documents besides. Figures of one line are comparable; those of two machines, or of a busy one, are
not, nor those of two Pythons: one that was compiled without a profile, as by pyenv, takes longer. Hugo comes with the package `hugo`,
among the files of which its binary is.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.engine import collection, hugo, profile, settings

Figures = tuple[float, float, float]
"""Wall seconds, CPU seconds, megabytes."""
MADE = ("output", ".readingroom", "stock")
LEAST = [sys.executable, "-m", "benchmarks.engine.least", "ours.py", "least"]
OURS = "import sys; from readingroom.site.engine import build; print(build(sys.argv[1]))"


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=3, help="how often each is run")
    parser.add_argument("--hugo", help="the hugo binary; left out without")
    parser.add_argument("--stock", action="store_true", help="Pelican as it is as well; takes minutes")
    parser.add_argument("--site-reader", action="store_true", help="read documents with the reader of our own sites")
    parser.add_argument("--large", type=int, default=0, help="documents of a second, larger collection, built clean once")
    parser.add_argument("--removing", action="store_true", help="remove what the last round made, and don't just put it away")
    parser.add_argument("--folder", type=Path, help="where to work; a scratch folder without")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or Path(scratch)
        collection.write(folder, arguments.documents)
        hugo.write(folder)
        settings.write(folder)
        if arguments.site_reader:
            with (folder / "pelican" / "ours.py").open("a", encoding="utf-8") as file:
                file.write("READER_OF_THE_SITE = True\n")
        print(f"Python {sys.version}\n")
        print_table(measure(folder, arguments.pairs, arguments.hugo, arguments.stock, arguments.removing))
        print(f"\nWhere our time goes:\n\n{where_time_goes(folder)}")
        if arguments.large:
            wall, cpu, memory = measure_large(folder / "large", arguments.large)
            print(f"\n{arguments.large:,} documents, clean: {wall:.1f} s wall, {cpu:.1f} s CPU, {memory:.0f} MB in the largest process")


def measure(folder: Path, pairs: int, hugo_binary: str | None, stock: bool, removing: bool) -> dict[tuple[str, str], list[Figures]]:
    """Run everything `pairs` times, one after another so that a busy moment hits all alike; figures by (what, who).

    For some minutes after a file was removed, ext4 takes no inode that was freed, and looks at all of them for each file that is made. This
    can take longer than all else; so nothing is removed, unless that is to be measured (`removing`).
    """
    away = remove if removing else put_away
    ours = [sys.executable, "-c", OURS, "ours.py"]
    others = {"Pelican": [sys.executable, "-m", "pelican", "-s", "stock.py", "-q", "-o", "stock"]} if stock else {}
    found: dict[tuple[str, str], list[Figures]] = {}
    for number in range(pairs):
        away(folder, *(folder / "pelican" / name for name in MADE), folder / "hugo" / "public")
        steps: list[tuple[str, Callable[[Path, int], None]]] = [
            ("clean", wait),
            ("nothing changed", wait),
            ("one body edited", edit),
            ("a new document in front", add),
        ]
        for step, prepare in steps:
            prepare(folder, number)
            found.setdefault((step, "ours"), []).append(run(ours, folder / "pelican"))
            if hugo_binary:
                found.setdefault((step, "Hugo"), []).append(run([hugo_binary, "--quiet"], folder / "hugo"))
            for who, command in others.items():
                found.setdefault((step, who), []).append(run(command, folder / "pelican"))
            if step == "clean":
                found.setdefault(("cp -r of the output", "cp"), []).append(copy(folder))
                found.setdefault(("reading and rendering alone", "Pelican, Jinja"), []).append(run(LEAST, folder / "pelican"))
                away(folder, folder / "copy", folder / "pelican" / "least")
    return found


def where_time_goes(folder: Path) -> str:
    """The shares of a clean build, in one process, and of one after an edit, where another process does no more than look at files."""
    site = folder / "pelican"
    put_away(folder, *(site / name for name in MADE))
    clean = profile.shares(site / "ours.py", 1)
    edit(folder, -1)
    return profile.table({"clean": clean, "one body edited": profile.shares(site / "ours.py", 2)})


def measure_large(folder: Path, documents: int) -> Figures:
    """A clean build of a larger collection."""
    collection.write(folder, documents)
    settings.write(folder)
    put_away(folder, folder / "hugo")
    return run([sys.executable, "-c", OURS, "ours.py"], folder / "pelican")


def put_away(folder: Path, *made: Path) -> None:
    """Begin anew without removing anything."""
    for path in made:
        if path.exists():
            path.rename(Path(tempfile.mkdtemp(dir=folder)) / path.name)


def remove(_folder: Path, *made: Path) -> None:
    """Begin anew by removing."""
    for path in made:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def wait(_folder: Path, _number: int) -> None:
    """Let the files grow older than the moment in which a stamp isn't trusted."""
    time.sleep(3)


def edit(folder: Path, number: int) -> None:
    """Add a line to one text."""
    for site in ("pelican", "hugo"):
        path = sorted((folder / site / "content").rglob("d*.md"))[123]
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\nOne more line, number {number}.\n")
    wait(folder, number)


def add(folder: Path, number: int) -> None:
    """A document newer than all others."""
    day = collection.FIRST.replace(year=1950 + number)
    text = "A new text.\n"
    collection.document(folder, f"new/n{number:06}", f"A new document {number}", day, "Ada Quill", ["new", "harbour"], "new", text)
    wait(folder, number)


def run(command: list[str], folder: Path) -> Figures:
    """Run a command to its end. Python keeps its modules compiled, as it does unless it is told not to."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, env={**surroundings, "PYTHONPATH": str(Path.cwd())})
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {child.returncode}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def copy(folder: Path) -> Figures:
    """Copy the finished output, as the least that making it can cost."""
    return run(["cp", "-r", str(folder / "pelican" / "output"), str(folder / "copy")], folder)


def print_table(found: dict[tuple[str, str], list[Figures]]) -> None:
    """Print medians, and ours as a part of Hugo's."""
    print("| | who | wall s | CPU s | MB | wall / Hugo | CPU / Hugo |\n|---|---|---|---|---|---|---|")
    for (step, who), runs in found.items():
        wall, cpu, memory = (statistics.median(values) for values in zip(*runs, strict=True))
        parts = ("", "")
        if who == "ours" and (step, "Hugo") in found:
            pairs = list(zip(runs, found[step, "Hugo"], strict=True))
            parts = tuple(f"{statistics.median(one[place] / other[place] for one, other in pairs):.3f}" for place in (0, 1))
        print(f"| {step} | {who} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {parts[0]} | {parts[1]} |")


if __name__ == "__main__":
    main()
