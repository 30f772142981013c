"""The class that `PELICAN_CLASS` names: Pelican's own run, with the engine at its extension points."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pelican
from pelican.generators import ArticlesGenerator, PagesGenerator

from readingroom.site.engine import tree
from readingroom.site.engine.generators import Articles, Pages
from readingroom.site.engine.report import Report

OURS = {ArticlesGenerator: Articles, PagesGenerator: Pages}


class Pelican(pelican.Pelican):  # type: ignore[misc]  # Pelican carries no types
    """Pelican that builds beside the last good site and takes its place when all is done."""

    report = Report()
    progress: Callable[[int, int], None] | None = None

    def run(self) -> None:
        """Build the site once; `report` says what was done."""
        start = time.perf_counter()
        self.report = Report()
        live = Path(self.settings["OUTPUT_PATH"]).resolve()
        tree.recover(live)
        new = tree.beside(live, ".next")
        new.mkdir(parents=True)
        self.output_path = self.settings["OUTPUT_PATH"] = str(new)
        try:
            super().run()
        finally:
            self.output_path = self.settings["OUTPUT_PATH"] = str(live)
        tree.carry_over(live, new, lambda _name: False)
        tree.exchange(live, new)
        self.report.seconds = time.perf_counter() - start

    def _get_generator_classes(self) -> list[Any]:
        """Pelican's generators, ours in the place of those whose results we compute faster."""
        return [OURS.get(cls, cls) for cls in super()._get_generator_classes()]
