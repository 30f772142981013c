"""The class that `PELICAN_CLASS` names: Pelican's own run, with the engine at its extension points."""

from __future__ import annotations

import gc
import logging
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pelican
from pelican import contents
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.log import console

from readingroom.lock import locked
from readingroom.site.engine import guard, quick, tree, unchanged
from readingroom.site.engine.contents import Lean
from readingroom.site.engine.environment import versions
from readingroom.site.engine.faults import template_fault
from readingroom.site.engine.generators import Articles, Pages
from readingroom.site.engine.hooks import published, retarget
from readingroom.site.engine.memory import Memory
from readingroom.site.engine.report import Ear, Report, hearing
from readingroom.site.engine.stamps import Known
from readingroom.site.engine.statics import Statics
from readingroom.site.engine.watch import WATCH
from readingroom.site.engine.work import Flush, Work, why_plain
from readingroom.site.settings_import import refuse_loaded

logger = logging.getLogger(__name__)

OURS = {ArticlesGenerator: Articles, PagesGenerator: Pages, StaticGenerator: Statics}
"""Pelican's generators, and ours that stand in their place."""


class Pelican(pelican.Pelican):  # type: ignore[misc]  # Pelican carries no types
    """Pelican that renders what changed, beside the last good site, and exchanges the two when all is done."""

    report = Report()
    progress: Callable[[int, int], None] | None = None
    lasting = False  # whether somebody needs what is built in memory, and so has it built even if nothing changed
    building = False  # whether a build is running in this process
    work: Work | None = None
    context: dict[str, Any]

    def __init__(self, settings: dict[str, Any]) -> None:
        """Plugins that keep where the output is when they begin keep the folder in which it is built."""
        self.wrong = Ear(logging.ERROR, of="readingroom")
        refuse_loaded(Path(settings["PATH"]).absolute().parent)
        told = settings["OUTPUT_PATH"]
        new = None if Pelican.building else tree.beside(Path(told).resolve(), ".next")
        before = new is not None and new.exists()
        retarget(settings, told, str(new or told))
        with hearing(self.wrong):
            super().__init__(settings)
        if new and settings["OUTPUT_PATH"] == str(new):  # no plugin has chosen another
            self.aim(told)
        if new and not before and new.exists():  # a plugin wrote when it began: the build is not there yet
            with locked(tree.beside(Path(told).resolve(), ".lock"), lambda: None):  # or it is another's, which ends
                tree.move(new, Path(told))

    def run(self) -> None:
        """Build the site once, see `make`. Exit codes of Pelican's own command are Pelican's: 0 if a document can't be read. But it ends
        with 1 if we logged an error: what must not be published, or can't be told from that, is held back."""
        with hearing(self.wrong):
            self.make()
        if self.wrong.heard and sys._getframe(1).f_code is pelican.main.__code__:  # nobody else is to be ended
            raise SystemExit(1)

    def make(self) -> None:
        """Build the site; `report` says what was done. Raises ReadingRoomError S-05 for an output that can't be one,
        S-06 for a template that can't be rendered, and whatever else stops Pelican."""
        start = time.perf_counter()
        self.report = Report()
        if Pelican.building:  # a plugin builds a subsite, into the folder that is being built: what is in it is the outer build's to keep
            super().run()
            return
        live = Path(self.settings["OUTPUT_PATH"]).resolve()
        guard.refuse(self.settings, live)
        memory = Memory(Path(self.settings["CACHE_PATH"]).absolute(), live)
        waiting = partial(logger.warning, "Another build of %s is running; this one waits for it.", live)
        with locked(tree.beside(live, ".lock"), waiting), sparing(), quick.quick():
            tree.recover(live)
            code = versions()
            around = None if why_plain() else unchanged.surroundings(self.settings, code)
            known = Known()
            anyway = self.lasting or self.settings["DELETE_OUTPUT_DIRECTORY"]  # that is of files which no build knows of
            if not anyway and (settled := unchanged.is_unchanged(memory, around, known)):
                self.report = settled
                self.report.seconds = time.perf_counter() - start
                console.print(f"Nothing changed: {self.report}.")
                return
            started = time.time_ns()
            new = tree.beside(live, ".next")
            new.mkdir(parents=True)
            work = self.work = Work(self.settings, memory, new, self.report, code, known)
            work.told = told = self.settings["OUTPUT_PATH"]
            self.aim(str(new))
            Pelican.building = True
            unchanged.forget(memory)
            WATCH.note(True)
            try:
                with hearing() as ear:
                    super().run()
                self.put_in_place(work, live, new)
                if work.is_all_settled() and not ear.heard:
                    unchanged.take_note(memory, around, self.report, work.sources(), started, work.stamps())
            except Exception as error:
                fault = template_fault(error)
                if fault:
                    raise fault from error
                raise
            finally:
                Pelican.building = False
                WATCH.note(False)
                work.close()
                self.aim(told)
            published.send(self)
        self.report.seconds = time.perf_counter() - start
        console.print(f"{self.report}.")
        if self.report.plain:
            console.print(f"The site was rendered whole: {self.report.plain}.")

    @staticmethod
    def put_in_place(work: Work, live: Path, new: Path) -> None:
        """Complete the new site and let it take the place of the last one."""
        work.finish()
        work.memory.manifest.write(new, work.outputs.records.keys())
        tree.exchange(live, new, work.twin.keep)
        work.memory.manifest.forget_former()
        work.memory.forget_others()

    def aim(self, folder: str) -> None:
        """Let everything that writes write into `folder`, whichever setting it takes that from."""
        retarget(self.settings, self.settings["OUTPUT_PATH"], folder)
        self.output_path = folder

    def _get_generator_classes(self) -> list[Any]:
        """Pelican's generators, ours in the place of those whose results we compute faster, and one that does what was noted."""
        if self.work is None:
            return super()._get_generator_classes()  # type: ignore[no-any-return]  # Pelican carries no types
        classes: list[Any] = [partial(OURS[cls], work=self.work) if cls in OURS else cls for cls in super()._get_generator_classes()]
        return [*classes, partial(Flush, work=self.work, progress=self.progress, tell=self.learn)]

    def learn(self, context: dict[str, Any]) -> None:
        """Keep the context that all generators share."""
        self.context = context

    def _get_writer(self) -> Any:
        """The writer. All documents are read and complete when Pelican asks for it."""
        if self.work is None:
            return super()._get_writer()
        context = self.context
        documents = list(context["generated_content"].values())
        self.report.documents = sum(isinstance(document, contents.Article) for document in documents)
        return self.work.writer(super()._get_writer, context, [document for document in documents if isinstance(document, Lean)])


class sparing:  # noqa: N801 - used as a function
    """No garbage collection while many objects are made that all stay, and none when the build is done, just before most programs end.

    What one build left is looked through when the next one begins.
    """

    def __enter__(self) -> None:
        self.enabled = gc.isenabled()
        gc.disable()
        if gc.get_freeze_count():
            gc.unfreeze()
            gc.collect()

    def __exit__(self, *_: object) -> None:
        gc.freeze()
        if self.enabled:
            gc.enable()
