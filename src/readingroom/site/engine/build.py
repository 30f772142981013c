"""A build in this process, for the commands: settings file in, report out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pelican.log import LimitFilter, console

from readingroom.site.engine.report import Report, collecting
from readingroom.site.engine.run import Pelican
from readingroom.site.settings_import import read_settings

Progress = Callable[[int, int], None]
"""Told how many pages are done, of how many."""


class Kept:
    """What a build leaves in memory for a process that goes on: the site as it was built last, or None."""

    site: Pelican | None = None


def build(
    settings_file: str | Path,
    *,
    output: str | Path | None = None,
    progress: Progress | None = None,
    overrides: Mapping[str, Any] | None = None,
    kept: Kept | None = None,
) -> Report:
    """Build the site that a Pelican settings file describes.

    `output` replaces OUTPUT_PATH, `overrides` any settings. `kept` gets the site as it was built; if it has none, the site is
    built even if nothing changed. What Pelican, plugins and readers log as warnings and errors is in the
    report and not printed. Raises what stops Pelican: a template that can't be rendered, two pages of one name, a setting that is wrong.
    """
    extra = dict(overrides or {})
    if output is not None:
        extra["OUTPUT_PATH"] = str(Path(output).absolute())
    with collecting() as told, quiet():
        settings = read_settings(Path(settings_file), extra)
        site = Pelican(settings)
        site.progress = progress
        site.lasting = kept is not None and kept.site is None
        site.run()
        if kept and site.work:
            kept.site = site
    report = site.report
    report.warnings = told.told(logging.WARNING, logging.ERROR - 1)
    report.errors = told.told(logging.ERROR)
    return report


@contextmanager
def quiet() -> Iterator[None]:
    """Keep Pelican's console silent and let it say everything once in each build, not once in each process."""
    before, console.quiet = console.quiet, True
    LimitFilter._raised_messages.clear()
    LimitFilter._group_count.clear()
    try:
        yield
    finally:
        console.quiet = before
