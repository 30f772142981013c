"""The names of our files, kept beside the output as `output.files`.

The cache may be deleted at any time. Should a document be withheld in the same step, its page is known by this list to be ours, and goes.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from pathlib import Path

from readingroom.site.engine import tree

logger = logging.getLogger(__name__)

HEAD = "Files in the folder beside that this site's builds made"
ENDINGS = ("files", "files.new")
"""What is added to the name of the output folder."""


def names(live: Path) -> set[str]:
    """The names of the files that builds of this output made. Nothing if no list was left, or one that can't be understood."""
    return set(_read(tree.beside(live, ".files")) or ())


def write(live: Path, ours: Iterable[str]) -> None:
    """Leave the list, by rename, unless it stands there as it should. A file that is no list of ours is left alone, with a warning."""
    path, wanted, draft = tree.beside(live, ".files"), sorted(ours), tree.beside(live, ".files.new")
    draft.unlink(missing_ok=True)  # of a build that was killed
    found = _read(path)
    if found == wanted:
        return
    if found is None:
        logger.warning("%s is no list of ours, and is left as it is: move it away, so that builds can keep theirs there.", path)
        return
    draft.write_text(json.dumps({HEAD: wanted}, indent=0) + "\n", encoding="ascii")
    draft.replace(path)


def _read(path: Path) -> list[str] | None:
    """The names in a list; none if there is no file; None if it is not a list of ours."""
    try:
        found = json.loads(path.read_text("ascii"))[HEAD]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return found if isinstance(found, list) and all(isinstance(name, str) for name in found) else None
