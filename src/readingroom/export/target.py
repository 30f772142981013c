"""The folder that an export goes to: whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from readingroom.errors import ReadingRoomError
from readingroom.export.formats import Format
from readingroom.export.model import Collection
from readingroom.progress import Progress, Report


def write(collection: Collection, formats: Sequence[Format], target: Path, report: Report, progress: Progress) -> int:
    """Write a collection in these formats to a folder that isn't there yet or is empty; the number of files. A format that fails is in
    the report.

    All files are made beside the folder and put in its place when the last one is complete.
    Raises ReadingRoomError U-22 if the folder is in use, U-23 if a format needs what is not installed, U-24 if it can't be written.
    """
    need_empty(target)
    need_installed(formats)
    count = 0
    with beside(target) as folder:
        for at, kind in enumerate(formats):
            progress(f"Exporting {kind.name}", at, len(formats))
            try:
                count += _make(collection, kind, folder)
            except ReadingRoomError as error:  # of this format alone: the others go on
                report.say(error.message)
        progress("Exporting", len(formats), len(formats))
    return count


def _make(collection: Collection, kind: Format, folder: Path) -> int:
    """Write the files of one format; how many they are. What can't be completed does not stay."""
    count = 0
    for file in kind.files(collection):
        place = folder / file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with place.open("wb") as out:
                file.write(out)
        except ReadingRoomError:
            place.unlink()
            raise
        count += 1
    return count


def need_empty(target: Path) -> None:
    """Raise ReadingRoomError U-22 unless nothing is at this place, or an empty folder."""
    if os.path.lexists(target) and not (target.is_dir() and not any(target.iterdir())):
        raise ReadingRoomError("U-22", f"{str(target)!r} is there already and not empty", "give a new folder: an export overwrites nothing")


def need_installed(formats: Sequence[Format]) -> None:
    """Raise ReadingRoomError U-23 for a format whose library is not installed."""
    for kind in formats:
        if not is_installed(kind):
            fact = f"the format {kind.name} needs {kind.needs}, which is not installed"
            raise ReadingRoomError("U-23", fact, f"python -m pip install 'readingroom[{kind.extra}]'")


def is_installed(kind: Format) -> bool:
    """Whether the library that a format needs is installed."""
    return not kind.needs or find_spec(kind.needs) is not None


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A folder beside the target that takes its place at the end; whatever goes wrong, nothing of it stays."""
    folder = target.absolute().with_name(f".{target.absolute().name}.{os.getpid()}.part")
    try:
        folder.mkdir(parents=True)
        yield folder
        if target.is_dir():
            target.rmdir()
        folder.replace(target)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        fact = "the disk is full" if full else f"the export can't be written: {error.strerror or error}"
        hint = "make room and run the command again; nothing was left half written" if full else "give a folder that you may write to"
        raise ReadingRoomError("U-24", fact, hint, path=str(target)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
