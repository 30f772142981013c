"""Where the site meets the exports: a generator that notes the downloads, after all others know what the site shows."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.generators import Generator
from pelican.writers import Writer

from readingroom.export import FORMATS
from readingroom.export.downloads import Downloads, chosen, key_of
from readingroom.export.load import collection_of
from readingroom.export.model import Collection
from readingroom.site.engine.digest import Unknown, digest, file_digest
from readingroom.site.engine.environment import content_settings, versions
from readingroom.site.engine.memory import Memory
from readingroom.site.engine.statics import Copy
from readingroom.site.generator import BrowseGenerator
from readingroom.site.sources import ledger_file


def take_away_generator(pelican: Pelican) -> type[Generator]:
    """Our generator, which comes last."""
    del pelican  # the same for every site
    return TakeAwayGenerator


class TakeAwayGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    """The page Take away and its files."""

    def generate_output(self, writer: Writer) -> None:
        """Make what is new. The engine's writer notes files as copies; with Pelican's own they are copied here."""
        browse: BrowseGenerator = self.context["browse"]
        if not browse.catalogue.site.take_away:
            return
        noted: dict[str, Any] | None = getattr(writer, "items", None)

        def put(name: str, path: Path, known_by: bytes) -> None:
            if noted is not None:
                noted[name] = Copy(name, str(path), known_by)
                return
            target = Path(self.output_path, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)

        output = Path(self.settings["OUTPUT_PATH"])
        live = output.parent.resolve() / output.name.removesuffix(".next")  # beside which the engine builds
        folder = Memory(Path(self.settings["CACHE_PATH"]).absolute(), live).folder / "downloads"
        collection = collection_of(browse)
        downloads = Downloads(collection, keys(browse), surroundings(self.settings, collection), folder, put)
        page = downloads.make(chosen(self.settings["DOWNLOADS"], FORMATS), int(self.settings["DOWNLOADS_LIMIT"]))
        template = self.get_template(page.template)
        writer.write_file(page.save_as, template, self.context, relative_urls=True, url=page.save_as, view=page.view)


def keys(browse: BrowseGenerator) -> Mapping[str, bytes]:
    """For each document, by the file of its page, what stands for all that is exported of it."""
    found = {}
    for article in browse.articles:
        leaf, row = article.row, article.__dict__.get("_row")
        content = row.sha if row else file_digest(article.source_path)
        if not leaf.path:  # written by hand: its links depend on where other documents are
            content += digest(str(article.get_content("")).encode("utf-8", "surrogatepass"))
        originals = browse.originals.get(article.relative_source_path, ())
        state = "".join("01"[original.at_hand] for original in originals)
        if "0" in state:  # its bytes come from the ledger
            state += _stamp(ledger_file(Path(browse.path), leaf.path))
        found[leaf.save_as] = key_of(leaf, content, state)
    return found


def _stamp(file: str) -> str:
    try:
        status = os.stat(file)  # noqa: PTH116 - "" is a file that is not there
    except OSError:
        return "none"
    return f"{status.st_mtime_ns} {status.st_size} {status.st_ino}"


def surroundings(settings: dict[str, Any], collection: Collection) -> bytes:
    """What stands for all that is exported and no document's; of settings that hold something unknown, something new each time."""
    site = collection.site
    labels = sorted({label for view in collection.views for label, _ in view.more})
    shown = repr((site.name, site.subtitle, site.lang, site.address, site.rights, collection.edition, collection.edition_date, labels))
    try:
        known = versions() + content_settings(settings)
    except Unknown:
        known = os.urandom(16)
    return digest(known + shown.encode("utf-8", "surrogatepass"))
