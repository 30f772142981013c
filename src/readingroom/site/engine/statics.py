"""Static files: noted like pages, so that those that stay as they are cost a link and no copy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pelican.generators import StaticGenerator
from pelican.utils import posixize_path

from readingroom.site.engine.files import Files, Listings, ignored


@dataclass(slots=True)
class Copy:
    """A file that is the copy of another."""

    name: str  # under the output folder, with "/"
    source: str  # the path of the other
    known_by: bytes = b""  # its content, if whoever notes it knows that


class Statics(Files, StaticGenerator):  # type: ignore[misc]  # Pelican carries no types
    """The static files of a site and of its theme, noted for `work`; in a plain build they are copied at once, as Pelican does."""

    work: Any

    @property
    def noted(self) -> dict[str, Any] | None:
        """Where copies are noted."""
        return None if self.work.plain else self.work.outputs.items

    def _copy_paths(self, paths: list[str], source: str, destination: str, output_path: str, final_path: str | None = None) -> None:
        """Pelican's way to the theme's files."""
        if self.noted is None or final_path != os.curdir:
            super()._copy_paths(paths, source, destination, output_path, final_path)
            return
        for path in paths:
            top = os.path.abspath(os.path.expanduser(os.path.join(source, path)))
            for file, inside in files_below(top, self.settings["IGNORE_FILES"], self.work.listings):
                self._note(posixize_path(os.path.normpath(os.path.join(destination, inside))), file)

    def _copy_staticfile(self, sc: Any) -> None:
        """Copy one static file."""
        name, source = posixize_path(os.path.normpath(sc.save_as)), os.path.join(self.path, sc.source_path)
        if self.noted is None or name.startswith("../"):  # that is no file of the output
            super()._copy_staticfile(sc)
            return
        if os.path.isfile(source):
            self._note(name, source)
        else:  # a link may lead to a folder, which is copied whole, or to nothing
            for file, inside in files_below(source, [], self.work.listings):
                self._note(f"{name}/{posixize_path(inside)}", file)

    def _note(self, name: str, source: str) -> None:
        if self.noted is not None:
            self.noted.pop(name, None)
            self.noted[name] = Copy(name, source)


def files_below(top: str, ignores: list[str], listings: Listings) -> Iterator[tuple[str, str]]:
    """(path, path relative to the top) of a file, or of all files in a folder. Links to folders are followed, as Pelican does."""
    if ignored(os.path.basename(top), ignores):
        return
    if os.path.isfile(top):
        yield top, os.path.basename(top)
        return
    for folder, folders, files in listings.walk(top):
        folders[:] = [name for name in folders if not ignored(name, ignores)]
        for name in files:
            path = os.path.join(folder, name)
            if not ignored(name, ignores) and os.path.isfile(path):
                yield path, os.path.relpath(path, top)
