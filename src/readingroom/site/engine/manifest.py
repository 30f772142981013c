"""The names of our files, kept beside the output as `output.files`.

The cache may be deleted at any time. Should a document be withheld in the same step, its page is known by this list to be ours, and goes.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Set
from functools import cached_property
from pathlib import Path

from readingroom.site.engine import tree

logger = logging.getLogger(__name__)

HEAD = "Files in the folder beside that this site's builds made"


class Manifest:
    """The list beside the output `live`, read when it is first asked for. One for each build, which is alone with it."""

    def __init__(self, live: Path) -> None:
        self.path, self.draft = tree.beside(live, ".files"), tree.beside(live, ".files.new")

    @cached_property
    def found(self) -> set[str] | None:
        """What stands in the list; None if it is none of ours."""
        names = _read(self.path)
        return None if names is None else set(names)

    def names(self) -> set[str]:
        """The names of the files that builds of this output made. Nothing if no list was left, or one that can't be understood."""
        return set(self.found or ())

    def write(self, ours: Set[str]) -> None:
        """Leave the list, by rename, unless it stands there as it should. A file that is no list of ours is left alone, with a warning."""
        self.draft.unlink(missing_ok=True)  # of a build that was killed
        if self.found == ours and (not ours or self.path.exists()):
            return
        if self.found is None:
            logger.warning("%s is no list of ours, and is left as it is: move it away, so that builds can keep theirs there.", self.path)
            return
        self.draft.write_text(json.dumps({HEAD: sorted(ours)}, indent=0) + "\n", encoding="ascii")
        self.draft.replace(self.path)
        self.found = set(ours)


def _read(path: Path) -> list[str] | None:
    """The names in a list; none if there is no file; None if it is not a list of ours."""
    try:
        found = json.loads(path.read_text("ascii"))[HEAD]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return found if isinstance(found, list) and all(isinstance(name, str) for name in found) else None
