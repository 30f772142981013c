"""Whole texts and what must come of them: `golden/<case>/{in.txt,out.md,why.md}`. A new case is a new folder.

`out.md` is what the conversion of `in.txt` alone in its collection gives, header and all. To see what a change of the rules does to all
cases: `python tests/test_golden.py` writes every `out.md` again, and the difference is read in git.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import markdown as python_markdown
import pyromark
import pytest

from readingroom.census import conclude
from readingroom.clean import clean
from readingroom.convert import Converted, convert
from readingroom.document import apply
from readingroom.read import read
from readingroom.survey import tally

NOTES = re.compile(r"^\[\^\w+\]: .*\n|\[\^\w+\]", re.MULTILINE)
CASES = sorted(folder for folder in (Path(__file__).parent / "golden").iterdir() if folder.is_dir())


def converted(case: Path) -> Converted:
    """The text of a case, converted."""
    source = replace(read(case, "in.txt"), path=f"{case.name}.txt")
    return convert(source, conclude([tally(clean(source.text))]))


def shown(found: Converted) -> str:
    """What was found and the body, as `out.md` holds them."""
    head = "".join(
        f"{finding.field}: {finding.value}\n" for finding in found.document.findings if finding.field in ("title", "authors", "date")
    )
    return f"{head}\n{found.body}"


class Text(HTMLParser):
    """What a reader sees of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen = ""
        self.feed(html)

    def handle_data(self, data: str) -> None:
        """Collect text."""
        self.seen += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Collect what tags there are, but for paragraphs, which engines set differently in lists."""
        self.seen += f" <{tag}> " if tag not in ("p", "br") else " "


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path) -> None:
    """The conversion gives what was found right when the case was made; why.md says why it is."""
    found = converted(case)
    assert shown(found) == (case / "out.md").read_text("utf-8")
    assert (case / "why.md").read_text("utf-8").strip()
    assert apply(found.document.source.text, found.edits) == found.body


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_both_engines_read_it_alike(case: Path) -> None:
    """The default engine and Python-Markdown show the same words in the same blocks."""
    body = NOTES.sub("", converted(case).body)  # each sets notes in its own place
    ours = Text(pyromark.html(body, options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES)).seen
    theirs = Text(python_markdown.markdown(body, extensions=["tables", "footnotes", "fenced_code"])).seen
    assert re.sub(r"\s+", "", ours) == re.sub(r"\s+", "", theirs)


if __name__ == "__main__":
    for folder in CASES:
        (folder / "out.md").write_text(shown(converted(folder)), "utf-8")
