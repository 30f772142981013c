"""A new site: the files in `files/`, with a few names filled in."""

from __future__ import annotations

import os
import shutil
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from readingroom import __version__
from readingroom.errors import ReadingRoomError
from readingroom.read import find

SUFFIX = ".tmpl"  # on every file here, so that no tool takes it for part of the package


def make_site(site: Path, texts: Path | None, *, in_place: bool = False, title: str = "") -> int:
    """Make a site in the folder `site`; returns how many texts it has. Existing files are never overwritten.

    Raises ReadingRoomError U-01 if the folder holds something already, U-03 if there is no folder of texts, U-05 if it can't be written.
    """
    if site.exists() and (not site.is_dir() or any(site.iterdir())):
        raise ReadingRoomError("U-01", f"{str(site)!r} is there already, and is not empty", "give the name of a new folder")
    if texts and not texts.is_dir():
        raise ReadingRoomError("U-03", f"there is no folder {str(texts)!r}", "give the folder that holds your text files")
    if texts and not in_place and site.resolve().is_relative_to(texts.resolve()):
        raise ReadingRoomError("U-02", f"{str(site)!r} lies inside the folder of texts", "put the site beside the texts, or use --in-place")
    where = Path(os.path.relpath(texts.resolve(), site.resolve())).as_posix() if texts and in_place else "texts"
    values = {
        "title": repr(title or _readable(site.resolve().name)),
        "name": title or _readable(site.resolve().name),
        "texts": repr(where),
        "version": __version__,
    }
    try:
        site.mkdir(parents=True, exist_ok=True)
        _copy(resources.files(__name__) / "files", site, values)
        if texts and not in_place:
            return _copy_texts(texts, site / "texts")
        if not texts:
            (site / "texts").mkdir()
    except OSError as error:
        raise ReadingRoomError(
            "U-05", f"cannot make the site: {error.strerror or error}", "see that the place can be written and has room"
        ) from error
    return len(find(texts)[0]) if texts else 0


def _copy(folder: Traversable, to: Path, values: dict[str, str]) -> None:
    for item in folder.iterdir():
        if item.is_dir():
            (to / item.name).mkdir(exist_ok=True)
            _copy(item, to / item.name, values)
        elif item.name.endswith(SUFFIX):
            (to / item.name.removesuffix(SUFFIX)).write_text(Template(item.read_text("utf-8")).substitute(values), "utf-8", newline="\n")


def _copy_texts(texts: Path, to: Path) -> int:
    """Copy what counts as a text, byte for byte, with its time."""
    names, _ = find(texts)
    to.mkdir()
    for name in names:
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(texts / name, to / name)
    return len(names)


def _readable(name: str) -> str:
    """A folder's name as a title: "quill-letters" -> "Quill letters"."""
    words = " ".join(name.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or "Reading Room"
