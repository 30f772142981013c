"""Bring up to date what the docs show of the program: `make docs`, or `python docs/renew.py [--no-images]`.

A stretch of a page between `<!-- NAME: made by docs/renew.py -->` and `<!-- end -->` is written here and never by hand. The pictures
in docs/images are taken of the sample collection. tests/test_docs.py fails if a stretch is out of date.
"""

from __future__ import annotations

import argparse
import inspect
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from click.testing import CliRunner

from readingroom import cli
from readingroom import convert as stages
from readingroom.clean import REPAIRS
from readingroom.convert import convert
from readingroom.document import Source, Survey
from readingroom.export import FORMATS
from readingroom.export.selection import FIELDS
from readingroom.site import settings
from readingroom.structure.passes import PASSES
from readingroom.structure.rules import RULES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
STRETCH = re.compile(r"(<!-- ([a-z-]+): made by docs/renew\.py -->\n)(.*?)(<!-- end -->)", re.DOTALL)
PICTURES = {
    "document.png": "documents/tobias-kray-diver.html",
    "source.png": "sources/tobias-kray-diver.html#text",
    "home.png": "index.html",
}
SIZE = {"width": 1100, "height": 760}
SHORT = ("title", "author", "date", "words kept", "paragraphs F1", "cuts healed", "furniture removed")
"""The columns of benchmarks/convert.md and heldout.md that the README shows."""
LETTER = """\
A Letter from the Breakwater

By Ada Quill
3 May 1931

The harbour was quiet this morning, and the men who came to look at the new
wall went home again without a word. I counted eleven boats, which is two
fewer than on the day your father left.

Nobody speaks of the lighter any more. I asked the harbour master, who an-
swered that he had not been asked, and that he would rather not be.
"""


# -- text ---------------------------------------------------------------------------------------------------------------


def commands() -> str:
    """`--help` of every command."""
    return "\n".join(f"## readingroom {name}\n\n{helped(name)}" for name in cli.main.commands)


def usage() -> str:
    """`readingroom --help`."""
    return helped()


def helped(*command: str) -> str:
    """What `--help` prints, as a code block."""
    result = CliRunner().invoke(cli.main, [*command, "--help"], prog_name="readingroom", terminal_width=80)
    return f"```text\n{result.output.rstrip()}\n```\n"


def knobs() -> dict[str, tuple[str, str]]:
    """The settings that a curator may change: name -> (default as written, what it is for), from src/readingroom/site/settings.py."""
    source = inspect.getsource(settings).partition("# -- for curators")[2].partition("# -- where things are")[0]
    found = re.findall(r"^([A-Z_]+)(?:: [^=]+)? = (.+?)(?:  # (.+))?$", source, re.MULTILINE)
    return {name: (default, comment) for name, default, comment in found}


def settings_table() -> str:
    """The settings with their defaults."""
    rows = [f"| `{name}` | `{default}` | {comment or 'see below'} |" for name, (default, comment) in knobs().items()]
    return "\n".join(["| setting | default | what it is |", "|---|---|---|", *rows, ""])


def first_sentence(text: str | None) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join((text or "").strip().partition("\n\n")[0].split()).replace("|", "\\|")


def module_of(function: Callable[..., object]) -> ModuleType:
    """The module in which a function is written."""
    return sys.modules[function.__module__]


def repairs() -> str:
    """The repairs, in their order."""
    rows = [f"| `{repair.name}` | {first_sentence(repair.changes.__doc__)} |" for repair in REPAIRS]
    return "\n".join(["| rule | what it does |", "|---|---|", *rows, ""])


def blocks() -> str:
    """Block rules, then passes, in their order."""
    rows = [f"| `{short_name(rule)}` | block rule | {first_sentence(rule.__doc__)} |" for rule in RULES]
    rows += [f"| `{short_name(step)}` | pass | {first_sentence(step.__doc__)} |" for step in PASSES]
    return "\n".join(["| file | kind | what it does |", "|---|---|---|", *rows, ""])


def short_name(function: Callable[..., object]) -> str:
    """Where a function is, below src/readingroom/structure."""
    return module_of(function).__name__.removeprefix("readingroom.structure.").replace(".", "/") + ".py"


def rule_pages() -> str:
    """The pages in docs/rules, with their titles."""
    rows = []
    for page in sorted((DOCS / "rules").glob("*.md")):
        if page.name != "README.md":
            title = page.read_text("utf-8").partition("\n")[0].lstrip("# ").strip()
            rows.append(f"- [{title}]({page.name})")
    return "\n".join(rows or ["No rule has a page yet."]) + "\n"


def rule_names() -> str:
    """The rules that can be left out."""
    return ", ".join(f"`{name}`" for name in sorted(stages.rule_names())) + ".\n"


def quality() -> str:
    """The table of benchmarks/convert.md, whole."""
    return (ROOT / "benchmarks" / "convert.md").read_text("utf-8").strip() + "\n"


def heldout() -> str:
    """The first table of benchmarks/heldout.md: texts from other sources than those that the rules were made with."""
    figures = (ROOT / "benchmarks" / "heldout.md").read_text("utf-8").partition("## Figures")[2]
    lines = figures.splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("|"))
    last = next(at for at in range(first, len(lines)) if not lines[at].startswith("|"))
    return "\n".join([*lines[first:last], ""])


def quality_short() -> str:
    """The most telling columns of both tables, for all texts together."""
    rows = [*chosen(quality()), *chosen(heldout())]
    names = {"**Reading Room**, all": "**Reading Room**, first collection", "all": "**Reading Room**, second collection"}
    named = [[names.get(row[0], row[0]), *row[1:]] for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in named]
    return "\n".join(["| | " + " | ".join(SHORT) + " |", "|---" * (len(SHORT) + 1) + "|", *lines, ""])


def chosen(table: str) -> list[list[str]]:
    """Of a table, the rows for all texts of a tool, in the columns of `SHORT`."""
    lines = [line for line in table.splitlines() if line.startswith("|") and "---" not in line]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    places = [0, *(rows[0].index(name if name in rows[0] else name.removeprefix("paragraphs ")) for name in SHORT)]
    groups = {row[0] for row in rows if row[0].startswith("-")} | {"bare", "books", "mess", "pdf-default", "pdf-layout", "pdf-raw"}
    return [[row[at] for at in places] for row in rows[1:] if row[0] not in groups and len(row) == len(rows[0])]


def ledger_example() -> str:
    """A short text and what its ledger says of it."""
    made = convert(Source("letter.txt", LETTER, "", len(LETTER), "utf-8"), Survey(words=frozenset({"answered"})))
    rows = [[edit.start, LETTER[edit.start : edit.end], edit.after, edit.rule, edit.confidence] for edit in made.edits]
    listed = ",\n".join(f"  {json.dumps(row)}" for row in rows)
    return f'```text\n{LETTER}```\n\n```json\n"edits": [\n{listed}\n]\n```\n'


def formats() -> str:
    """The formats of exports."""
    needs = {kind.name: f"; needs {kind.needs}" if kind.needs else "" for kind in FORMATS}
    rows = [f"| `{kind.name}` | {kind.summary[0].upper()}{kind.summary[1:]}{needs[kind.name]} |" for kind in FORMATS]
    return "\n".join(["| format | what it is |", "|---|---|", *rows, ""])


def selection() -> str:
    """The fields by which documents are selected."""
    rows = [f"| `{name}:` | {about} |" for name, (about, _) in FIELDS.items()]
    return "\n".join(["| field | what it asks |", "|---|---|", *rows, ""])


STRETCHES: dict[str, Callable[[], str]] = {
    "commands": commands,
    "usage": usage,
    "settings": settings_table,
    "formats": formats,
    "selection": selection,
    "repairs": repairs,
    "blocks": blocks,
    "rule-pages": rule_pages,
    "rule-names": rule_names,
    "ledger-example": ledger_example,
    "quality": quality,
    "heldout": heldout,
    "quality-short": quality_short,
}


def renewed(page: str) -> str:
    """A page with all its stretches as they should be. Raises KeyError for the name of a stretch that nobody writes."""
    return STRETCH.sub(lambda found: f"{found[1]}\n{STRETCHES[found[2]]()}\n{found[4]}", page)


def pages() -> list[Path]:
    """The pages in which a stretch may stand."""
    return [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


# -- pictures -----------------------------------------------------------------------------------------------------------


def take_pictures() -> None:
    """Build the sample collection in a scratch folder, look at it with a real browser, keep what is seen."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the words can be renewed without a browser

    from readingroom.progress import Report, silent  # noqa: PLC0415 - as above
    from readingroom.site.build import build_site  # noqa: PLC0415 - as above
    from readingroom.site.settings_file import find_site  # noqa: PLC0415 - as above

    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not browser:
        sys.exit("docs/renew.py: no Chromium or Chrome: install one, set CHROMIUM to its path, or say --no-images")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        site = Path(scratch, "site")
        for name in ("texts", "content/pages"):
            shutil.copytree(ROOT / name, site / name)
        for name in ("pelicanconf.py", "metadata.csv"):
            shutil.copy(ROOT / name, site)
        build_site(find_site(site), Report(), silent)
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        for name, address in PICTURES.items():
            file, _, place = address.partition("#")
            page.goto((site / "output" / file).as_uri() + (f"#{place}" if place else ""))
            page.evaluate("document.fonts.ready")
            page.screenshot(path=DOCS / "images" / name)
        chromium.close()


def main() -> None:
    """Renew the words, and the pictures unless they are not wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-images", action="store_true", help="leave the pictures as they are")
    arguments = parser.parse_args()
    for page in pages():
        before = page.read_text("utf-8")
        after = renewed(before)
        if after != before:
            page.write_text(after, "utf-8", newline="\n")
            sys.stdout.write(f"renewed {page.relative_to(ROOT)}\n")
    if not arguments.no_images:
        take_pictures()
        sys.stdout.write(f"took {', '.join(PICTURES)}\n")


if __name__ == "__main__":
    main()
