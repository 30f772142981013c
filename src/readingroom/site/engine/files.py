"""Which files a generator takes: Pelican's rules. Folders are looked into again if they changed, patterns are compiled once."""

from __future__ import annotations

import fnmatch
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from readingroom.site.engine.rows import Stamp, is_fresh, stamp_of


class Listings:
    """What is in folders. Generators, and what is noted for the next build, ask for the same ones."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[Stamp, list[str], list[str]]] = {}

    def walk(self, top: str) -> Iterator[tuple[str, list[str], list[str]]]:
        """Each folder from the top downwards, with the names of the folders and of the files in it. Links to folders are followed.

        As with os.walk, folders that are taken from the first list are left out.
        """
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            folders, files = self._names(folder)
            yield folder, folders, files
            waiting += [os.path.join(folder, name) for name in folders]

    def _names(self, folder: str) -> tuple[list[str], list[str]]:
        """The folders and the files in a folder, looked up again if it has changed: a plugin may put something there."""
        try:
            stamp = stamp_of(os.stat(folder))
        except OSError:
            return [], []
        known = self.known.get(folder)
        if known and known[0] == stamp:
            return known[1].copy(), known[2]
        now = time.time_ns()
        _, folders, files = next(os.walk(folder), (folder, [], []))
        if not is_fresh(stamp, now):  # or else one more change might leave it as it is
            self.known[folder] = stamp, folders, files
        return folders.copy(), files


class Files:
    """What our generators do with the names of files. Comes before Pelican's class."""

    settings: dict[str, Any]
    readers: Any
    path: str
    work: Any

    def check_disabled_readers(self) -> None:
        """Say which files no reader is at hand for; walks the folders only if there is such a kind of file."""
        if self.readers.disabled_extensions:
            super().check_disabled_readers()  # type: ignore[misc]  # of Pelican's class

    def get_files(self, paths: Sequence[str] | str, exclude: Sequence[str] | None = None, extensions: Any = None) -> set[str]:
        """The files at or below `paths` that this generator takes. `exclude` are folders that it doesn't look into; both are relative
        to the content folder, as is what is given. `extensions`: see `_include_path`."""
        excluded = {os.path.split(os.path.join(self.path, name)) for name in exclude or ()}
        ignores, takes, found = self.settings["IGNORE_FILES"], self._taker(extensions), set()
        for path in [paths] if isinstance(paths, str) else paths:
            top = os.path.join(self.path, path) if path else self.path
            if not os.path.isdir(top):
                found |= {path} if os.path.exists(top) and takes(os.path.basename(path)) else set()
                continue
            for folder, folders, names in self.work.listings.walk(top):
                folders[:] = [name for name in folders if (folder, name) not in excluded and not ignored(name, ignores)]
                place = os.path.join(os.path.relpath(folder, self.path), "")
                found |= {place + name for name in names if takes(name)}
        return found

    def _include_path(self, path: str, extensions: Any = None) -> bool:
        """Whether Pelican takes a file; `extensions`: of these, of those that readers know (None), or of any (False)."""
        return self._taker(extensions)(os.path.basename(path))

    def _taker(self, extensions: Any) -> Callable[[str], bool]:
        """What tells of the name of a file whether Pelican takes it."""
        ignore = matcher(tuple(self.settings["IGNORE_FILES"]))
        wanted = self.readers.extensions if extensions is None else extensions
        return lambda name: not ignore(os.path.normcase(name)) and (wanted is False or os.path.splitext(name)[1][1:] in wanted)


def ignored(name: str, patterns: Iterable[str]) -> bool:
    """Whether IGNORE_FILES has a pattern for the name."""
    return matcher(tuple(patterns))(os.path.normcase(name)) is not None


@cache
def matcher(patterns: tuple[str, ...]) -> Callable[[str], re.Match[str] | None]:
    """What fnmatch asks for each pattern, asked at once. Nothing matches no patterns."""
    return re.compile("|".join(fnmatch.translate(os.path.normcase(pattern)) for pattern in patterns) or r"(?!)").match


def path_of(folder: str, name: str) -> str:
    """The absolute path of a file below a folder, whose own path is absolute and has no detours."""
    if folder.startswith("/") and "./" not in name and "//" not in name and not name.startswith("/"):
        return f"{folder}/{name}"
    return os.path.abspath(os.path.join(folder, name))
