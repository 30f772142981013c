"""A collection to take away: as data, as texts, as books. One format a file, and a line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from readingroom.errors import Message, ReadingRoomError
from readingroom.export.citations import BIBTEX, CSL, RIS
from readingroom.export.csv_tables import CSV
from readingroom.export.data_package import DATA_PACKAGE
from readingroom.export.epub import EPUB
from readingroom.export.formats import Format
from readingroom.export.json_tables import JSON, JSON_LINES
from readingroom.export.load import loaded
from readingroom.export.parquet import PARQUET
from readingroom.export.pdf import PDF
from readingroom.export.selection import select
from readingroom.export.sqlite import SQLITE
from readingroom.export.target import is_installed, need_empty, need_installed, write
from readingroom.export.tei import TEI
from readingroom.export.texts_zip import TEXTS
from readingroom.progress import Progress, Report

FORMATS: tuple[Format, ...] = (CSV, DATA_PACKAGE, JSON, JSON_LINES, PARQUET, SQLITE, BIBTEX, RIS, CSL, TEXTS, TEI, EPUB, PDF)
"""In the order in which they are listed and made."""


def export_site(settings_file: Path, formats: Sequence[str], selection: str, target: Path, report: Report, progress: Progress) -> None:
    """Write the published documents of a site, or a selection of them, to a folder, in the formats of these names.

    Without names, in all formats whose libraries are installed; the others are named in a note.
    Raises ReadingRoomError U-20 to U-24, see `select` and `write`; S-07 if the site can't be read.
    """
    need_empty(target)
    chosen = [kind for kind in FORMATS if kind.name in formats] if formats else list(FORMATS)
    if formats:
        need_installed(chosen)
    for kind in [kind for kind in chosen if not is_installed(kind)]:
        chosen.remove(kind)
        hint = f"python -m pip install 'readingroom[{kind.extra}]'"
        report.say(
            Message("U-23", f"the format {kind.name} is left out: it needs {kind.needs}, which is not installed", hint, level="note")
        )
    with ExitStack() as stack:
        try:
            collection, warnings = stack.enter_context(loaded(settings_file))
        except ReadingRoomError:
            raise
        except Exception as error:  # a plugin or a setting: whatever stops Pelican
            fact = f"the site can't be read: {type(error).__name__}: {error}"
            raise ReadingRoomError("S-07", fact, "mend it, and build it first") from error
        for text in warnings:
            report.say(Message("S-03", text.removesuffix("."), level="warning"))
        collection = select(collection, selection)
        report.count("documents", len(collection))
        report.count("files", write(collection, chosen, target, report, progress))
