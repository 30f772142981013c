"""The texts of a new site, copied byte for byte. A copy that lacks some could be taken for all there is, so it is not made."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from readingroom.errors import ReadingRoomError
from readingroom.progress import Report
from readingroom.read import find

CLOSED = "see who may read it, or take it out of the folder; nothing was made"


def texts_to_copy(texts: Path, report: Report) -> list[str]:
    """The names of what counts as a text; the report gets what is passed over, and why.

    Raises ReadingRoomError with the code of `find` (R-02, R-08) for a folder or file that can't be read.
    """
    names, passed_over = find(texts)
    closed = [message for message in passed_over if message.level == "error"]
    for message in passed_over:
        if message not in closed[:1]:
            report.say(message)
    if closed:
        raise ReadingRoomError(closed[0].code, closed[0].fact, CLOSED, path=closed[0].path)
    return names


def copy_texts(names: Sequence[str], texts: Path, to: Path) -> None:
    """Copy the texts of these names, each with its time. Raises ReadingRoomError R-08 for one that can't be read, U-05 for one that
    can't be written."""
    for name in names:
        source, target = texts / name, to / name
        try:
            opened = source.open("rb")
        except OSError as error:
            raise ReadingRoomError("R-08", f"the file can't be read: {error.strerror}", CLOSED, path=name) from error
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with opened, target.open("wb") as written:
                shutil.copyfileobj(opened, written)
            shutil.copystat(source, target)
        except OSError as error:
            hint = "see that the place can be written and has room; nothing was made"
            raise ReadingRoomError("U-05", f"cannot copy the text: {error.strerror or error}", hint, path=name) from error
