"""The plugin of the benchmark: a reader that does what Hugo's does and no more, so that engines are compared and not sites.

With READER_OF_THE_SITE the documents go through the reader of our own sites instead: paragraph anchors, safe HTML.
"""

from __future__ import annotations

from typing import Any

import pyromark
from pelican import signals
from pelican.readers import BaseReader, Readers

from readingroom import header

readingroom_safe = True


class PlainReader(BaseReader):  # type: ignore[misc]  # Pelican carries no types
    """Header lines and CommonMark."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The HTML of a file and its metadata."""
        with open(source_path, "rb", buffering=0) as file:  # noqa: PTH123 - a path, or a buffer, takes longer to make than a file to read
            fields, body = header.split(file.read().decode("utf-8").replace("\r\n", "\n"))
        names = ((name.lower(), value) for name, value in fields.items() if name != "Source")
        return pyromark.html(body), {name: self.process_metadata(name, value) for name, value in names}


def use_reader(readers: Readers) -> None:
    """Put the reader in its place."""
    if readers.settings.get("READER_OF_THE_SITE"):
        from readingroom.site.reader import use_reader as use_the_sites  # noqa: PLC0415

        use_the_sites(readers)
    else:
        readers.reader_classes["md"] = PlainReader


def register() -> None:
    """Let Pelican read documents with pyromark."""
    signals.readers_init.connect(use_reader)
