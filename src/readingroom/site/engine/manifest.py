"""The names of our files, kept in the output as `.readingroom-files`.

The cache may be deleted at any time. Should a document be withheld in the same step, its page is known by this list to be ours, and goes.
Whoever deletes the output deletes the list with it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Set
from functools import cached_property
from pathlib import Path

from readingroom.site.engine import tree

logger = logging.getLogger(__name__)

NAME = ".readingroom-files"
HEAD = "Files in this folder that this site's builds made"
FORMER_HEAD = "Files in the folder beside that this site's builds made"


class Manifest:
    """The list in the output `live`, read when it is first asked for. One for each build, which is alone with it."""

    def __init__(self, live: Path) -> None:
        self.path = live / NAME
        self.former = tree.beside(live, ".files")  # where earlier versions kept it

    @cached_property
    def found(self) -> set[str] | None:
        """What stands in the list; None if it is none of ours."""
        if not self.path.exists():
            return set(_read(self.former, FORMER_HEAD) or ())
        names = _read(self.path, HEAD)
        return None if names is None else set(names)

    def names(self) -> set[str]:
        """The names of the files that builds of this output made. Nothing if no list was left, or one that can't be understood."""
        return set(self.found or ())

    def own(self) -> set[str]:
        """The name of the list, if it is ours."""
        return set() if self.found is None else {NAME}

    def write(self, new: Path, ours: Set[str]) -> None:
        """Leave the list in the folder that is about to be the output. A file that is no list of ours is left alone, with a warning."""
        if self.found is None:
            logger.warning("%s is no list of ours, and is left as it is: move it away, so that builds can keep theirs there.", self.path)
            return
        target = new / NAME
        target.unlink(missing_ok=True)  # it may be shared with the last site
        if self.found == ours and self.path.exists():
            tree.link(str(self.path), str(target))
        else:
            target.write_text(json.dumps({HEAD: sorted(ours)}, indent=0) + "\n", encoding="ascii", newline="\n")

    def forget_former(self) -> None:
        """Remove the list that an earlier version left beside the output."""
        if self.found is not None and _read(self.former, FORMER_HEAD):
            self.former.unlink()


def _read(path: Path, head: str) -> list[str] | None:
    """The names in a list; none if there is no file; None if it is not a list of ours."""
    try:
        found = json.loads(path.read_text("ascii"))[head]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return found if isinstance(found, list) and all(isinstance(name, str) for name in found) else None
