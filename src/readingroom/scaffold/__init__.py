"""A new site: the files in `files/`, with a few names filled in."""

from __future__ import annotations

import html
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from readingroom import __version__
from readingroom.errors import ReadingRoomError
from readingroom.folders import is_file, need_texts
from readingroom.progress import Report
from readingroom.read import find
from readingroom.scaffold.texts import copy_texts, texts_to_copy

SUFFIX = ".tmpl"  # on every file here, so that no tool takes it for part of the package


HOSTS = ("github", "gitlab", "codeberg", "netlify", "cloudflare", "s3", "rsync")
"""Where a site can be published: for each a folder in `deploy/`, with the files that it needs."""
REDIRECTING = frozenset({"netlify", "cloudflare"})
"""Hosts that are told of old addresses by a file of the site, see the setting REDIRECTS."""


def make_site(site: Path, texts: Path | None, report: Report, *, in_place: bool = False, title: str = "", deploy: str = "github") -> int:
    """Make a site in the folder `site`, whole or not at all; returns how many texts it has. Existing files are never overwritten.

    `deploy` is one of HOSTS, or "none". The report gets what was not copied, and why. In place nothing is left out, and every build
    tells what it passes over.
    Raises ReadingRoomError U-01 if the folder holds something already, U-02 if it lies among the texts, U-03 if there is no folder of
    texts, R-02 or R-08 for a text that can't be read, U-05 if the site can't be written.
    """
    if texts:
        need_texts(texts)
    if texts and site.resolve().is_relative_to(texts.resolve()):
        raise ReadingRoomError("U-02", f"{str(site)!r} lies inside the folder of texts", "put the site beside the texts")
    where = Path(os.path.relpath(texts.resolve(), site.resolve())).as_posix() if texts and in_place else "texts"
    name = (title or _readable(site.resolve().name)).encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # bytes of any kind
    values = {"title": repr(name), "name": _literal(name), "texts": repr(where), "version": __version__}
    values["redirects"] = repr(deploy if deploy in REDIRECTING else "")
    try:
        _need_place(site)
        names = texts_to_copy(texts, report) if texts and not in_place else []
        with _whole_or_nothing(site):
            site.mkdir(parents=True, exist_ok=True)
            _copy(resources.files(__name__) / "files", site, values)
            if deploy != "none":
                _copy(resources.files(__name__) / "deploy" / deploy, site, values)
            if not in_place:
                (site / "texts").mkdir()
            if texts and not in_place:
                copy_texts(names, texts, site / "texts")
    except OSError as error:
        fact = f"cannot make the site: {error.strerror or error} ({error.filename or site})"
        raise ReadingRoomError("U-05", fact, "see that the place can be written and has room") from error
    return len(find(texts)[0]) if texts and in_place else len(names)


def _need_place(site: Path) -> None:
    """Raise ReadingRoomError U-01 if a file or a folder with something in it is where the site is to be."""
    if is_file(site):
        raise ReadingRoomError("U-01", f"{str(site)!r} is there already, and is a file", "give the name of a new folder")
    if site.is_dir() and any(site.iterdir()):
        raise ReadingRoomError("U-01", f"{str(site)!r} is there already, and is not empty", "give the name of a new folder")


@contextmanager
def _whole_or_nothing(site: Path) -> Iterator[None]:
    """What is made here goes again unless all of it could be made. Then a second try finds what the first one found."""
    made = [folder for folder in (site, *site.parents) if not folder.exists()]
    try:
        yield
    except BaseException:  # Ctrl-C too
        for item in site.iterdir() if site.is_dir() else ():  # all of it is ours: the folder was empty
            if item.is_dir():
                shutil.rmtree(item, ignore_errors=True)
            else:
                item.unlink(missing_ok=True)
        with suppress(OSError):
            for folder in made:
                folder.rmdir()  # and not what somebody else has put into it meanwhile
        raise


def _copy(folder: Traversable, to: Path, values: dict[str, str]) -> None:
    for item in folder.iterdir():
        if item.is_dir():
            (to / item.name).mkdir(exist_ok=True)
            _copy(item, to / item.name, values)
        elif item.name.endswith(SUFFIX):
            (to / item.name.removesuffix(SUFFIX)).write_text(Template(item.read_text("utf-8")).substitute(values), "utf-8", newline="\n")


def _readable(name: str) -> str:
    """A folder's name as a title: "quill-letters" -> "Quill letters"."""
    words = " ".join(name.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or "Reading Room"


def _literal(name: str) -> str:
    """A name as it is written in the middle of a line of Markdown, so that nothing in it acts: no tag, no emphasis, no link."""
    return re.sub(r"[\\`*_\[\]]", r"\\\g<0>", html.escape(" ".join(name.split()), quote=False))
