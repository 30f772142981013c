"""The least that a site costs as long as Pelican reads it and Jinja renders it: `python -m benchmarks.engine.least SETTINGS FOLDER`.

Each document is read once by Pelican, each page rendered once, each file written once into a new folder, by as many processes as there
are cores, and that is all. Nothing is handed from one process to another, remembered, compared or put in order: each has its part of the
documents and makes their pages and lists, together as many entries as the site has. No feeds, no files to copy.
"""

from __future__ import annotations

import gc
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.contents import Article
from pelican.generators import Generator
from pelican.paginator import Paginator
from pelican.settings import read_settings

from readingroom.site.engine.processes import Question, workers
from readingroom.site.engine.render import write_page


def make(settings_file: str, folder: Path) -> None:
    """Make the files of a site below `folder`, which must not exist."""
    gc.disable()
    settings = read_settings(settings_file)
    Pelican(settings)  # loads the plugins
    context = {**settings, "generated_content": {}, "static_links": set(), "static_content": {}, "localsiteurl": settings["SITEURL"]}
    generator = Generator(context, settings, settings["PATH"], settings["THEME"], str(folder))
    names = sorted(str(path.relative_to(settings["PATH"])) for path in Path(settings["PATH"]).rglob("*.md"))
    number = workers()

    def part(place: int) -> bool:
        for name, text in pages(generator, names[place::number]):
            write_page(str(folder / str(place)), name, text)
        return True

    helpers = [Question(partial(part, place)) for place in range(1, number)]
    part(0)
    if None in [helper() for helper in helpers]:
        raise SystemExit("a process failed")


def pages(generator: Any, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names and texts of the pages of these documents, and of the lists that they stand in."""
    settings, context = generator.settings, generator.context
    read = generator.readers.read_file
    documents = [read(settings["PATH"], name, content_class=Article, context=context) for name in names]
    template = generator.get_template("article")
    for document in documents:
        name = document.save_as
        yield name, template.render({**context, "article": document, "category": document.category, "output_file": name})
    lists: dict[tuple[str, Any], list[Any]] = defaultdict(list)
    for document in documents:
        for kind, thing in (("index", None), ("category", document.category), *(("author", name) for name in document.authors)):
            lists[kind, thing].append(document)
        for tag in document.tags:
            lists["tag", tag].append(document)
    for (kind, thing), items in lists.items():
        template, first = generator.get_template(kind), getattr(thing, "save_as", "index.html")
        paginator = Paginator(first, getattr(thing, "url", ""), items, settings, settings["DEFAULT_PAGINATION"])
        for page in map(paginator.page, range(1, paginator.num_pages + 1)):
            own = {kind: thing, "articles_page": page, "articles_paginator": paginator, "output_file": page.save_as}
            yield page.save_as, template.render({**context, **own, "articles_previous_page": page, "articles_next_page": page})


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]).absolute())
