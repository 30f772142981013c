"""Builds again whenever something changed, and says what came of it: on the terminal, and above the page in the browser."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path

from readingroom.collection.trial import Trial
from readingroom.console import Console, summary
from readingroom.errors import Message, ReadingRoomError
from readingroom.progress import Progress, Report, silent
from readingroom.site.build import build_site, task_of
from readingroom.site.engine import Kept
from readingroom.site.serving.news import News
from readingroom.site.serving.preview import Preview
from readingroom.site.serving.shown import Shown
from readingroom.site.serving.watched import Watched
from readingroom.site.settings_file import Site

LASTING = frozenset({"S-05", "U-10"})
"""What ends it if the first build meets it, as it ends `build`: how the command was called, or what the settings say."""


class Builder:
    """Builds whenever something changed, and shows before what can be foretold."""

    def __init__(self, site: Site, console: Console, shown: Shown) -> None:
        self.site, self.console, self.shown = site, console, shown
        self.watched, self.news = Watched(site), News()
        self.kept = Kept()
        self.preview: Preview | None = None
        self._fault: Message | None = None  # that was told ahead
        self._previewing = threading.Lock()
        self._asked = threading.Condition()
        self._round = 0
        self._changed: set[Path] = set()  # since the last build began

    def change(self, changed: set[Path]) -> None:
        """Show at once what these changes do to the pages in view, then have the site built."""
        with self._asked:
            number = self._round + 1
        fault = None
        try:
            with self._previewing:
                ahead = self.preview.ahead(changed, self.shown.in_view()) if self.preview else {}
            self.shown.put(number, ahead)
        except ReadingRoomError as error:
            fault = error.message
            self._say([fault])
        except Exception:  # noqa: S110 - whatever it is, the build meets it and tells
            pass
        self._fault = fault
        self.shown.tell(str(fault or ""))
        with self._asked:
            self._round = number
            self._changed |= changed
            self._asked.notify_all()

    def work(self) -> None:
        """Build after every change; several that come while a build runs are one."""
        done = 0
        while True:
            with self._asked:
                self._asked.wait_for(lambda before=done: self._round != before)  # type: ignore[misc]  # the default binds this round's number
                done = self._round
            self.build(done, silent)

    def build(self, number: int, progress: Progress) -> None:
        """One build; whatever goes wrong is shown in the terminal and in the browser, and serving goes on.

        Raises ReadingRoomError if the first build (number 0) fails for a reason that lasts: there is nothing to serve, nor will there be.
        """
        started, report, wrong = time.perf_counter(), Report(), None
        with self._asked:
            changed, self._changed = self._changed, set()
        try:
            if number:
                self.site = self.watched.renewed()
            build_site(self.site, report, progress, kept=self.kept, wrote=self.watched.wrote)
        except ReadingRoomError as error:
            if number == 0 and error.message.code in LASTING:
                self._say(report.messages)
                raise
            wrong = error.message
        except Exception as error:  # a fault of ours: the last good site stays
            wrong = Message("S-07", f"the site could not be built: {type(error).__name__}: {error}", "the last good site is still there")
        news = self.news.of(report.messages, changed, whole=wrong is None)
        self._say([*news, *([wrong] if wrong and wrong != self._fault else [])])
        counts = ", ".join(filter(None, ("Not built" if wrong else "", summary(report, ""))))
        standing = self.news.standing(news)
        self.console.line(f"{counts} in {time.perf_counter() - started:.2f} s{standing and f'; as before: {standing}'}")
        self.shown.built(number)
        self.shown.tell("\n".join(str(m) for m in (wrong, *report.messages) if m and m.level == "error"))
        self.prepare()

    def _say(self, messages: list[Message]) -> None:
        """On the terminal."""
        self.console.tell(Report(messages=messages), more="readingroom build --report FILE")

    def prepare(self) -> None:
        """Make ready to show ahead what the next change does."""
        built = self.kept.site
        if built is None or built.work is None or built.work.plain or (self.preview and self.preview.built is built):
            return
        before = self.preview.trial if self.preview else None
        preview = Preview(built, built.work, self.site.texts)
        if self.site.texts.is_dir():
            with suppress(ReadingRoomError):  # what can't be read was told
                preview.trial = Trial(task_of(self.site), before.known if before else None)
        self.replace(preview)

    def replace(self, preview: Preview | None) -> None:
        """Show changes with this from now on, and let go of what was used before."""
        with self._previewing:
            old, self.preview = self.preview, preview
            if old:
                old.close()
