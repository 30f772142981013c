"""How well texts are converted, beside other tools: `python -m benchmarks.convert [--anchors] [--texts N]`.

Scores Reading Room on the texts whose truth is known (../shared/corpus, with ../shared/tools/bench.py), then, with --anchors, the
tools that can be installed: pandoc, markitdown, unstructured, each in a virtual environment of its own; without --anchors their
lines stay as they were measured last. Then measures the time (benchmarks/convert_speed.py). Writes benchmarks/convert.md, which
docs/quality.md shows. No figure is written by hand.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
RESULT = ROOT / "benchmarks" / "convert.md"
COLUMNS = {
    "title_x": "title",
    "author": "author",
    "date": "date",
    "issued": "partial dates",
    "words_r": "words kept",
    "words_p": "words clean",
    "para_P": "paragraphs P",
    "para_F": "paragraphs F1",
    "keep": "cuts healed",
    "head_F": "headings",
    "list_F": "lists",
    "quote_F": "quotations",
    "boiler": "furniture removed",
    "hyph": "hyphens",
    "cjk": "CJK joins",
}
ANCHORS = ("markitdown", "unstructured", "pandoc")
# A program for each anchor's own Python: argv is pairs of a text and the file its Markdown goes to. One process: tools start slowly.
EACH = "import sys; from pathlib import Path\nfor text, to in zip(sys.argv[1::2], sys.argv[2::2]):\n    Path(to).write_text({}, 'utf-8')"
MARKITDOWN = "from markitdown import MarkItDown; tool = MarkItDown()\n" + EACH.format("tool.convert(text).text_content")
UNSTRUCTURED = """
from unstructured.partition.text import partition_text
marks = {"Title": "## ", "ListItem": "- "}
def convert(text):
    return "\\n\\n".join(marks.get(e.category, "") + " ".join(str(e).split()) for e in partition_text(filename=text))
""" + EACH.format("convert(text)")


def score(collection: Path, *arguments: str) -> dict[str, dict[str, float]]:
    """The scorer's figures, by group."""
    with tempfile.TemporaryDirectory() as scratch:
        figures = Path(scratch) / "figures.json"
        command = [
            sys.executable,
            str(SHARED / "tools/bench.py"),
            "--bench",
            str(collection),
            "--json",
            str(figures),
            "--by",
            "mode",
            *arguments,
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        result: dict[str, dict[str, float]] = json.loads(figures.read_text("utf-8"))
    return result


def anchor(collection: Path, convert: Callable[[list[str]], None]) -> dict[str, float]:
    """Another tool's figures on the whole collection. `convert` gets pairs of a text and the file to write, one after the other."""
    with tempfile.TemporaryDirectory() as scratch:
        pairs = []
        for text in sorted(collection.glob("*/texts/*.txt")):
            file = Path(scratch) / text.parts[-3] / f"{text.stem}.md"
            file.parent.mkdir(exist_ok=True)
            pairs += [str(text), str(file)]
        convert(pairs)
        for file in Path(scratch).rglob("*.md"):
            file.write_text(f"Source: {file.stem}.txt\n\n{file.read_text('utf-8')}\n", "utf-8")
        return score(collection, "--md", scratch)["all"]


def installed(package: str, program: str, scratch: Path) -> Callable[[list[str]], None]:
    """A tool from the package index, in an environment of its own."""
    environment = scratch / package
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = str(environment / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", package], check=True)

    def convert(pairs: list[str]) -> None:
        subprocess.run([python, "-c", program, *pairs], check=True)

    return convert


def pandoc(pairs: list[str]) -> None:
    """Each text read as Markdown and written as CommonMark."""
    for text, to in zip(pairs[::2], pairs[1::2], strict=True):
        command = ["pandoc", "--from", "markdown", "--to", "commonmark", "--wrap", "none", "--output", to, text]
        subprocess.run(command, check=True)


def row(name: str, figures: dict[str, float]) -> str:
    """A line of the table."""
    cells = [f"{figures[column]:.3f}" if figures.get(column) is not None else "" for column in COLUMNS]
    return f"| {name} | " + " | ".join(cells) + " |"


def anchors(collection: Path) -> list[str]:
    """Lines for the other tools; one that can't be installed is said to be missing."""
    lines = []
    with tempfile.TemporaryDirectory() as scratch:
        tools: dict[str, Callable[[], Callable[[list[str]], None]]] = {
            "markitdown": lambda: installed("markitdown", MARKITDOWN, Path(scratch)),
            "unstructured": lambda: installed("unstructured", UNSTRUCTURED, Path(scratch)),
        }
        if shutil.which("pandoc"):
            tools["pandoc"] = lambda: pandoc
        for name, prepare in tools.items():
            try:
                lines.append(row(name, anchor(collection, prepare())))
            except subprocess.CalledProcessError as error:
                lines.append(f"| {name} | could not be installed or run (exit code {error.returncode}) |")
    return lines


def measured_before() -> list[str]:
    """The lines of other tools from the last run with --anchors."""
    lines = RESULT.read_text("utf-8").splitlines() if RESULT.is_file() else []
    return [line for line in lines if line.startswith(tuple(f"| {name} |" for name in ANCHORS))]


def main() -> int:
    """Score, measure, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--anchors", action="store_true", help="score other tools too (installs them)")
    parser.add_argument("--texts", type=int, default=10_000, metavar="N", help="texts for the timing; 0 leaves it out")
    arguments = parser.parse_args()
    if not SHARED.is_dir():
        print("The texts with known truth (../shared) are not here: nothing was measured.")
        return 0
    tool = str(Path(sys.executable).with_name("readingroom"))
    lines = ["| | " + " | ".join(COLUMNS.values()) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for group, figures in score(SHARED / "corpus/bench", "--readingroom", tool).items():
        lines.append(row("**Reading Room**, all" if group == "all" else f"- {group}", figures))
    lines.append(row("- books", score(SHARED / "corpus/books", "--readingroom", tool)["all"]))
    lines += anchors(SHARED / "corpus/bench") if arguments.anchors else measured_before()
    if arguments.texts:
        command = [sys.executable, "-m", "benchmarks.convert_speed", "--texts", str(arguments.texts)]
        lines += ["", "```", subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.rstrip(), "```"]
    RESULT.write_text("\n".join(lines) + "\n", "utf-8")
    print(RESULT.read_text("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
