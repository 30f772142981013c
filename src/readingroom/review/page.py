"""review.html: one page, for the curator alone; nothing of it is published."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources

from jinja2 import Environment, StrictUndefined

from readingroom.review.doubts import Doubt
from readingroom.review.wordings import Wording


def render_page(documents: Sequence[tuple[str, str, Sequence[Doubt]]], taken: Sequence[Wording] = ()) -> str:
    """The page for (path, place of the Markdown, doubts) of each document, the least sure one first, and what left as furniture.

    Everything from a text is escaped, and no script may run.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((resources.files(__package__) / "page.html").read_text("utf-8"))
    rows = sorted(documents, key=lambda row: (min(doubt.sure for doubt in row[2]), row[0]))
    return template.render(rows=rows, taken=taken)
