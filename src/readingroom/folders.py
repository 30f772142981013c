"""The folders and files that a command is given: whether they can be what they are meant to be. Asked before anything is done."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from readingroom.errors import ReadingRoomError


def need_texts(texts: Path) -> None:
    """Raise ReadingRoomError U-03 unless `texts` is a folder, and say what is there instead."""
    try:
        if stat.S_ISDIR(texts.stat().st_mode):
            return
        fact = f"{str(texts)!r} is a file, not a folder"
    except (FileNotFoundError, NotADirectoryError):
        fact = f"there is no folder {str(texts)!r}"
    except OSError as error:
        fact = f"the folder {str(texts)!r} can't be read: {error.strerror}"
    raise ReadingRoomError("U-03", fact, "give the folder that holds your text files")


def need_target(content: Path, texts: Path) -> None:
    """Raise ReadingRoomError U-11 if there can't be a folder `content`, U-02 if what is written to it would be among the texts."""
    try:
        file = next((place for place in (content, *content.parents) if is_file(place)), None)
    except OSError as error:
        fact = f"the folder {str(content)!r} can't be reached: {error.strerror}"
        raise ReadingRoomError("U-11", fact, "see who may read and write there, or give another") from error
    if file:
        raise ReadingRoomError("U-11", f"{str(file)!r} is a file, not a folder", "give a folder; it is made if it isn't there")
    source = texts.resolve()
    made = [(content / name).resolve() for name in ("documents", "ledger")]
    if content.resolve().is_relative_to(source) or any(f.is_relative_to(source) or source.is_relative_to(f) for f in made):
        fact = f"what is written to {str(content)!r} would be among the texts"
        raise ReadingRoomError("U-02", fact, "give a folder beside the folder of texts")


def need_report(file: Path) -> None:
    """Raise ReadingRoomError U-06 if another file than an earlier report would be overwritten: it could be a text."""
    if not file.is_file():
        return
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        found = None
    if not (isinstance(found, dict) and {*found} == {"counts", "messages"}):
        raise ReadingRoomError("U-06", f"the report {str(file)!r} would overwrite a file that is no report", "give it a name of its own")


def is_file(place: Path) -> bool:
    """Whether something is there that is no folder. Raises OSError if it can't be looked at."""
    try:
        return not stat.S_ISDIR(place.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
