"""What is looked at while a site is served, and what of it counts as a change: neither what builds make nor what conversions write."""

from __future__ import annotations

import os
from pathlib import Path

from watchfiles import Change, DefaultFilter

from readingroom.errors import ReadingRoomError
from readingroom.site.engine import tree
from readingroom.site.engine.report import collecting
from readingroom.site.settings_file import Site, find_site
from readingroom.write.files import look

PASSING = (
    r"^\..*\.\d+\.part$",  # a file that is being written: `write.files.replace`
    r"^\.~lock\..*#$",  # office programs leave these beside a spreadsheet that is open
    r"^~\$",
)
"""Names of files that are there for a moment and say nothing."""


class Watched(DefaultFilter):
    """The folders of a site, and which changes in them count."""

    def __init__(self, site: Site) -> None:
        super().__init__(ignore_entity_patterns=(*DefaultFilter.ignore_entity_patterns, *PASSING))
        self.site = site
        self.wrote: dict[str, str] = {}  # what conversions wrote, and how they left it
        beside = (tree.beside(site.output, ending) for ending in tree.BESIDE)
        self.made = tuple(str(path) for path in (site.output, *beside, site.cache))
        self.inside = tuple(f"{path}{os.sep}" for path in self.made)

    def folders(self) -> list[Path]:
        """Those to look at that are there: the site's own, and its content, texts and theme if they lie elsewhere."""
        return [folder for folder in _folders(self.site) if folder.is_dir()]

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a path counts. `docs-src` isn't part of the output `docs`; a folder counts if something in it does."""
        if path in self.made or path.startswith(self.inside) or not super().__call__(change, path):
            return False
        if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114  paths are strings here, and many
            try:
                return any(self(change, f"{path}{os.sep}{name}") for name in os.listdir(path))  # noqa: PTH208  the same
            except OSError:
                return True
        return look(path) != self.wrote.get(path)

    def renewed(self) -> Site:
        """The site as its settings say now. Raises ReadingRoomError U-08 if they can't be used, or need other folders to be looked at."""
        with collecting():  # what Pelican says of the settings, it says again when it builds
            before = self.site
            site = find_site(before.settings_file.parent, before.settings_file.name, before.output if before.asked else None)
        if (site.output, site.cache, _folders(site)) != (before.output, before.cache, _folders(before)):
            fact = "the settings name other folders than they did when this was started"
            raise ReadingRoomError("U-08", fact, "stop it with Ctrl-C and start it again", path=site.settings_file.name)
        return site


def _folders(site: Site) -> list[Path]:
    """The folders of a site, without those that lie in another of them."""
    folders = {site.settings_file.parent, site.content, site.texts, site.theme}
    return sorted(folder for folder in folders if folders.isdisjoint(folder.parents))
