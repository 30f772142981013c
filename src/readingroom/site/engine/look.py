"""Read the documents of a site as a build does, without building. What builds keep of documents serves here too, and gets what is new."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pelican
from pelican.generators import StaticGenerator

from readingroom.lock import locked
from readingroom.site.engine import quick, tree
from readingroom.site.engine.digest import Unknown, digest
from readingroom.site.engine.environment import content_settings, versions
from readingroom.site.engine.files import Listings
from readingroom.site.engine.memory import Memory
from readingroom.site.engine.reading import Reading
from readingroom.site.engine.run import OURS, sparing
from readingroom.site.engine.work import why_plain


class Look:
    """What generators ask of a build, for reading alone."""

    def __init__(self, settings: dict[str, Any], memory: Memory) -> None:
        self.memory, self.listings = memory, Listings()
        self.plain = why_plain()
        self.reading: Reading | None = None
        self.epoch = b""
        try:
            self.epoch = digest(versions() + content_settings(settings))
        except Unknown as unknown:
            self.plain = self.plain or f"the settings hold {unknown}"
        if not self.plain:
            rows, names = memory.documents(self.epoch, settings)
            self.reading = Reading(rows, memory.bodies(anew=not rows), names, {})

    def foresee(self, _generator: Any) -> None:
        """No page is going to be rendered."""

    def keep(self) -> None:
        """Write down what was read, for the next build."""
        if self.reading:
            self.memory.keep_documents(self.epoch, self.reading)
            self.reading.attention.stop()

    def close(self) -> None:
        """Let go of the texts."""
        if self.reading:
            self.reading.close()


@contextmanager
def looked_at(settings: dict[str, Any], waiting: Callable[[], None], instead: Mapping[type, type] | None = None) -> Iterator[list[Any]]:
    """The generators of a site, each with all that it has read. Texts can be asked for within the block.

    `instead` are classes of generators that take the place of others. `waiting` is called if a build of the site is running.
    Raises whatever stops Pelican.
    """
    live = Path(settings["OUTPUT_PATH"]).resolve()
    with ExitStack() as stack:
        cache, lock = Path(settings["CACHE_PATH"]).absolute(), tree.beside(live, ".lock")
        if not (_is_writable(cache) and _is_writable(lock)):
            cache = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="readingroom-")))
            lock = cache / "lock"
        with locked(lock, waiting), sparing(), quick.quick():
            look = Look(settings, Memory(cache, live))
            stack.callback(look.close)
            generators = _read(settings, look, instead or {})
            look.keep()
        yield generators


def _is_writable(path: Path) -> bool:
    """Whether something can be made at a place."""
    return os.access(next(place for place in (path, *path.parents) if place.exists()), os.W_OK)


def _read(settings: dict[str, Any], look: Look, instead: Mapping[type, type]) -> list[Any]:
    """Let all generators read, but for static files. Pelican does this within `run`, which would also write."""
    site = pelican.Pelican(settings)
    context = settings.copy()
    context |= {"generated_content": {}, "static_links": set(), "static_content": {}, "localsiteurl": settings["SITEURL"]}
    places = {"path": site.path, "theme": site.theme, "output_path": site.output_path}
    generators = []
    for cls in site._get_generator_classes():
        if cls is not StaticGenerator:
            made = partial(OURS[cls], work=look) if cls in OURS else instead.get(cls, cls)
            generators.append(made(context=context, settings=settings, **places))
    for generator in generators:
        if hasattr(generator, "generate_context"):
            generator.generate_context()
    return generators
