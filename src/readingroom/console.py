"""What a person sees: progress on a terminal and none in a pipe, then messages, most serious first, never a flood."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click
import rich.console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from readingroom.errors import Message, printable
from readingroom.progress import Report

if TYPE_CHECKING:
    from readingroom.collection import Difference

ALIKE = 10  # messages of one code that are shown; the rest are counted
LEVELS = ("error", "warning", "note")
ONE = {
    "texts": "text",
    "documents": "document",
    "pages": "page",
    "changes": "change",
    "warnings": "warning",
    "notes": "note",
    "texts rebuilt": "text rebuilt",
    "links followed": "link followed",
    "left as they are": "left as it is",
}
"""What is counted, and what it is called where it is one. Everything else that is counted is called the same."""


class Console:
    """Messages go to standard error, results to standard output."""

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet
        self._console = rich.console.Console(stderr=True, highlight=False)
        self._bars: Progress | None = None
        self._last = ""
        self._tasks: dict[str, rich.progress.TaskID] = {}

    def progress(self, what: str, done: int, of: int) -> None:
        """Show how far something is, on a terminal."""
        if self.quiet or not self._console.is_terminal:
            return
        if self._bars is None:
            columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._bars = Progress(*columns, console=self._console, transient=True)
            self._bars.start()
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=of)
        self._bars.update(self._tasks[what], completed=done, total=of)

    def close(self) -> None:
        """Take the bars away."""
        if self._bars is not None:
            self._bars.stop()
        self._bars, self._tasks = None, {}

    def line(self, text: str) -> None:
        """A result, on standard output."""
        self.close()
        if not self.quiet:
            sys.stdout.write(text + "\n")
            sys.stdout.flush()

    def last(self, text: str) -> None:
        """The result that is to stand below everything else, once `end` is called."""
        self._last = text

    def end(self, report: Report) -> None:
        """All messages, then the result."""
        self.tell(report)
        if self._last:
            self.line(self._last)

    def confirm(self, differences: Sequence[Difference], yes: bool) -> bool:
        """Show what would change, and ask on a terminal whether it may. In a pipe, only `yes` lets it."""
        self.close()
        out = sys.stderr
        out.write(f"{counted(len(differences), 'documents')} would change:\n")
        for difference in differences[:ALIKE]:
            out.write(f"  {printable(difference.path)}: {counted(len(difference.changes), 'changes')}\n")
            for _, before, after in difference.changes[:3]:
                out.write(f"    - {_clipped(before)}\n    + {_clipped(after)}\n")
        if len(differences) > ALIKE:
            out.write(f"  ... and {len(differences) - ALIKE:,} more\n")
        if yes:
            return True
        if sys.stdin.isatty() and self._console.is_terminal:
            return click.confirm("Write these changes?", err=True)
        out.write("Nothing was changed. Say --yes to write these changes.\n")
        return False

    def tell(self, report: Report, more: str = "--report FILE") -> None:
        """All messages, errors first; of many alike the first few and a count, and what has `more`."""
        self.close()
        for level in LEVELS[:1] if self.quiet else LEVELS:
            alike: dict[str, list[Message]] = defaultdict(list)
            for message in report.messages:
                if message.level == level:
                    alike[message.code].append(message)
            for code, messages in alike.items():
                for message in messages[:ALIKE]:
                    sys.stderr.write(f"{level}: {message}\n")
                if len(messages) > ALIKE:
                    sys.stderr.write(f"{level}: {code} ... and {len(messages) - ALIKE} more like these; {more} has them all\n")
        sys.stderr.flush()


def counted(number: int, name: str) -> str:
    """A number with what it counts, a name in the plural: "1 text", "2,000 texts"."""
    return f"{number:,} {ONE.get(name, name) if number == 1 else name}"


def summary(report: Report, nothing: str = "Nothing to do") -> str:
    """The counts as a sentence: "3 converted, 27 unchanged". Of what was rendered, none is worth saying too."""
    return ", ".join(counted(number, name) for name, number in report.counts.items() if number or name == "rendered") or nothing


def _clipped(text: str) -> str:
    """The beginning and end of a change, on one line."""
    text = printable(" ".join(text.split()))
    return text if len(text) <= 100 else f"{text[:60]} ... {text[-35:]}"
