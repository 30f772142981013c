"""Which files a generator takes: Pelican's rules, with its patterns compiled once and not for every file."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any


class Files:
    """What our generators do with the names of files. Comes before Pelican's class."""

    settings: dict[str, Any]
    readers: Any

    def check_disabled_readers(self) -> None:
        """Say which files no reader is at hand for; walks the folders only if there is such a kind of file."""
        if self.readers.disabled_extensions:
            super().check_disabled_readers()  # type: ignore[misc]  # of Pelican's class

    def _include_path(self, path: str, extensions: Any = None) -> bool:
        """Whether Pelican takes a file; `extensions`: of these, of those that readers know (None), or of any (False)."""
        name = os.path.basename(path)
        wanted = self.readers.extensions if extensions is None else extensions
        return not ignored(name, self.settings["IGNORE_FILES"]) and (wanted is False or os.path.splitext(name)[1][1:] in wanted)


def ignored(name: str, patterns: Iterable[str]) -> bool:
    """Whether IGNORE_FILES has a pattern for the name."""
    return matcher(tuple(patterns))(os.path.normcase(name)) is not None


@cache
def matcher(patterns: tuple[str, ...]) -> Callable[[str], re.Match[str] | None]:
    """What fnmatch asks for each pattern, asked at once. Nothing matches no patterns."""
    return re.compile("|".join(fnmatch.translate(os.path.normcase(pattern)) for pattern in patterns) or r"(?!)").match
