"""The engine's part in one build, in the order in which Pelican comes to it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from pelican.generators import ArticlesGenerator, PelicanTemplateNotFound
from pelican.plugins import signals

from readingroom.site.engine import addresses
from readingroom.site.engine.collector import Collecting
from readingroom.site.engine.contents import Lean
from readingroom.site.engine.digest import Unknown, digest
from readingroom.site.engine.environment import content_settings, page_settings, unsafe_receivers
from readingroom.site.engine.files import Listings
from readingroom.site.engine.hooks import retarget
from readingroom.site.engine.memory import Memory
from readingroom.site.engine.outputs import Outputs
from readingroom.site.engine.pages import Feed, Keys, Page
from readingroom.site.engine.reading import Reading
from readingroom.site.engine.report import Report
from readingroom.site.engine.rows import Stamp
from readingroom.site.engine.stamps import Known
from readingroom.site.engine.twin import Twin
from readingroom.site.engine.unchanged import sources_below
from readingroom.site.engine.writer import DeferringWriter

logger = logging.getLogger(__name__)


SHOWING = ("article", "tag", "category", "author", "period_archives")
"""Templates of Pelican's that show articles, besides DIRECT_TEMPLATES."""
HOLDING = frozenset(
    {"article", "articles", "all_articles", "articles_page", "dates", "dates_page", "categories", "tags", "authors", "page", "pages"}
)
"""Variables that hold documents."""
CHANGING = (signals.article_generator_pretaxonomy, signals.article_generator_finalized, signals.all_generators_finalized)
"""Signals whose receivers give documents what they didn't have when they were read."""
WRITING = (
    signals.article_generator_write_article,
    signals.page_generator_write_page,
    signals.article_writer_finalized,
    signals.page_writer_finalized,
)
"""Signals whose receivers may give something to a document when its address is settled and pages are noted."""
LATE = (signals.content_written, signals.feed_generated, signals.feed_written, signals.finalized)
"""Signals that are sent when pages are written, or later."""


class Work:
    """One build. `plain`, if not empty, is why Pelican does everything itself and everything is rendered.

    `known` is what was found out of files before, in order to see whether anything has changed at all.
    """

    def __init__(self, settings: dict[str, Any], memory: Memory, new: Path, report: Report, code: bytes, known: Known) -> None:
        self.settings, self.memory, self.new, self.report, self.code = settings, memory, new, report, code
        self.records, self.ours = memory.outputs()
        self.listings = Listings()
        self.twin = Twin(memory.folder, memory.live)
        self.outputs = Outputs(str(memory.live), str(new), self.records, self.twin)
        self.told = str(memory.live)  # where the site is to be, as the settings say it
        self.plain = why_plain()
        self.reading: Reading | None = None
        self.documents: list[Lean] = []
        self.noted: list[tuple[str, Page | Feed]] = []  # what a plugin is to be told of, when it is written
        self.epoch = b""
        self.keys = Keys(b"", "the settings hold something unknown")
        try:
            self.epoch = digest(code + content_settings(settings))
            self.keys = Keys(digest(code + page_settings(settings)))
        except Unknown as unknown:
            self.plain = self.plain or f"the settings hold {unknown}"
        if not self.plain:
            wait = known.ask_all(memory)
            self.twin.prepare(self.records, self.ours | memory.manifest.own())
            try:
                rows, names = memory.documents(self.epoch, settings)
            except BaseException:
                self.twin.wait()
                raise
            finally:
                wait()
            self.reading = Reading(rows, memory.bodies(anew=not rows), names, known.stamps)

    def foresee(self, generator: Any) -> None:
        """Find out what pages are going to see of documents, so that each can be digested in the process that reads it.

        It is not worth while where somebody changes documents after they were read.
        """
        if self.reading and not any(signal.receivers for signal in CHANGING):
            showing = SHOWING if isinstance(generator, ArticlesGenerator) else ("page",)
            for name in (*showing, *self.settings["DIRECT_TEMPLATES"]):
                with suppress(PelicanTemplateNotFound, TemplateError):  # what is used and can't be, tells when it is
                    closure = self.keys.closure(generator.get_template(name))
                    if not closure.reason:
                        for variable in sorted(closure.variables & HOLDING):
                            self.reading.foresight.add(self.keys.digester(closure.reached(variable)))

    def writer(self, usual: Callable[[], Any], context: dict[str, Any], documents: Iterable[Lean]) -> Any:
        """The writer for this build, once all documents are known; their addresses don't change any more."""
        if not self.plain and self.reading and self.reading.attaching:
            self.plain = f"{self.reading.attaching} has an {{attach}} link: where its file goes depends on which page is rendered first"
        if self.plain:
            logger.info("Everything is rendered: %s", self.plain)
            return usual()
        self.documents = list(documents)
        names_stand = self.reading is not None and self.reading.names_stand()
        for document in self.documents:
            document.settle(names_stand)
        writer = DeferringWriter(str(self.new), self.settings, context, self.keys, Collecting(self.memory.folder, self.code))
        writer.items = self.outputs.items
        self.noted = writer.order
        return writer

    def flush(self, context: dict[str, Any], progress: Callable[[int, int], None]) -> None:
        """Render what has to be rendered; link the rest."""
        if self.plain:
            return
        if self.reading:
            self.reading.bodies.flush()
            if any(signal.receivers for signal in WRITING):
                names_stand = self.reading.names_stand()
                for document in self.documents:
                    document.compare(names_stand)
        retarget(context, self.settings["OUTPUT_PATH"], self.told)  # for templates; where it grows is no business of theirs
        self.keys.know(self.documents)
        with addresses.lasting():
            self.outputs.fill(self.keys, context, progress)
        for name, item in self.noted:
            if isinstance(item, Page):
                signals.content_written.send(f"{self.new}/{name}", context=item.context())

    def finish(self) -> None:
        """Complete the new folder and write down what is in it. It is not the site yet."""
        outputs, report = self.outputs, self.report
        others = self.keys.reasons or any(signal.receivers for signal in LATE)  # what has no key may call what writes
        retained = self.settings["OUTPUT_RETENTION"] if self.settings["DELETE_OUTPUT_DIRECTORY"] else None
        report.carried_over = outputs.finish(self.ours | self.memory.manifest.own(), retained, alone=not others)
        report.pages = len(outputs.records)
        report.rendered = len(outputs.rendered) if not self.plain else report.pages
        report.names = sorted(outputs.rendered if not self.plain else outputs.records)
        report.removed = len(self.records.keys() - outputs.records.keys())
        report.always = dict(self.keys.reasons)
        report.plain = self.plain
        if self.reading:
            self.memory.keep_documents(self.epoch, self.reading)
        self.memory.keep_outputs(self.new, outputs.records)

    def is_all_settled(self) -> bool:
        """Whether the same inputs would give the same site once more, without anything to be made or said anew."""
        anew = self.keys.reasons or (self.reading and self.reading.uncertain)
        return not (
            self.plain or anew or any(key is None and name in self.outputs.items for name, (key, _) in self.outputs.records.items())
        )

    def sources(self) -> Iterable[str]:
        """Every file and folder that the site could be made from."""
        return sources_below(self.settings, self.listings)

    def stamps(self) -> dict[str, Stamp]:
        """The stamps of documents' files as they were before these were read."""
        return self.reading.stamps if self.reading else {}

    def close(self) -> None:
        """Let go of everything."""
        self.twin.wait()
        if self.reading:
            self.reading.close()


def why_plain() -> str:
    """Why a build can't be the engine's: plugins that aren't known to be safe, or a plugin's own writer."""
    unsafe = unsafe_receivers()
    if unsafe:
        return f"not known to be safe: {', '.join(unsafe)}"
    if signals.get_writer.receivers:
        return "a plugin brings its own writer"
    return ""


class Flush:
    """Stands last among the generators: when its turn comes, everything is noted."""

    def __init__(
        self,
        context: dict[str, Any],
        work: Work,
        progress: Callable[[int, int], None] | None,
        tell: Callable[[dict[str, Any]], None],
        **_others: Any,
    ) -> None:
        self.context, self.work = context, work
        tell(context)
        self.progress = progress or (lambda _done, _all: None)

    def generate_output(self, _writer: Any) -> None:
        """Pelican calls this once for each generator."""
        self.work.flush(self.context, self.progress)
