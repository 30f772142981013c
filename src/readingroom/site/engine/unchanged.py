"""Nothing changed: known without a build.

A build notes every file it opened and every folder it looked into, with their stamps. If all of these, the settings, the versions and
the files of the output are as they were, the site is right as it stands. What was written a moment before the build is noted with its
content, since another change could leave the same stamp. Only a silent build without anything that is made anew each time leaves such a
note: what it would have to say must be said again.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from readingroom.site.engine import state, tree
from readingroom.site.engine.digest import Unknown, digest, file_digest
from readingroom.site.engine.environment import settings_digest
from readingroom.site.engine.files import Listings
from readingroom.site.engine.memory import Memory
from readingroom.site.engine.report import Report
from readingroom.site.engine.rows import Stamp, is_during, is_fresh
from readingroom.site.engine.stamps import Known, Stamps
from readingroom.site.engine.watch import INSTALLED, WATCH

NAME = "inputs"
ELSEWHERE = (*INSTALLED, "/proc/", "/sys/")
"""Where no input of a site is: versions stand for installed packages."""


def surroundings(settings: Mapping[str, Any], code: bytes) -> bytes | None:
    """A digest of all settings, of the versions and of the time that is set from outside; None if the settings hold something unknown."""
    try:
        return digest(
            code + settings_digest(settings, frozenset({"OUTPUT_PATH", "DEBUG"})) + os.environ.get("SOURCE_DATE_EPOCH", "").encode()
        )
    except Unknown:
        return None


def is_unchanged(memory: Memory, around: bytes | None, known: Known) -> Report | None:
    """The report of a build that needn't be done; None if it must be. `known` gets what was found out of files."""
    note = state.read(memory.folder / NAME, memory.owner, {})
    if not note or around is None or note[0] != around:
        return None
    stamps = Stamps(memory)
    known.unasked = note[2]
    for path, stamp in note[2].items():
        if stamps.at(path) != stamp:
            return None
        known.stamps[path] = stamp
    if any(content_of(path) != content for path, content in note[3].items()):
        return None
    records, _ = memory.outputs()
    if memory.manifest.names() != records.keys():
        return None
    found = {name: entry for name, entry in tree.walk(str(memory.live)) if name in records}
    if len(found) != len(records) or not records:
        return None
    if any(tree.recognise(entry.stat(follow_symlinks=False)) != records[name][1] for name, entry in found.items()):
        return None
    documents, pages = note[1]
    return Report(documents=documents, pages=pages)


def take_note(
    memory: Memory, around: bytes | None, report: Report, sources: Iterable[str], started: int, known: Mapping[str, Stamp]
) -> None:
    """Write down what the build looked at: what was opened or listed, and `sources`, which were only asked for their stamps.

    `known` are stamps that were taken before a file was read.
    """
    path = memory.folder / NAME
    ours = {str(folder) for folder in (memory.live, memory.folder, tree.beside(memory.live, ".next"))}
    inside = tuple(os.path.join(folder, "") for folder in ours)
    noted = {name for name in map(os.path.abspath, WATCH.noted) if not name.startswith(ELSEWHERE)} - {tempfile.gettempdir()}
    told = Stamps(memory, known)
    stamps = {name: told.at(name) for name in noted.union(sources) if not name.startswith(inside) and name not in ours}
    fresh = {name: stamp for name, stamp in stamps.items() if isinstance(stamp, tuple) and is_fresh(stamp, started)}
    if around is None or any(is_during(stamp, started) for stamp in fresh.values()):
        path.unlink(missing_ok=True)
        return
    contents = {name: content_of(name) for name in fresh}
    state.write(path, memory.owner, (around, (report.documents, report.pages), stamps, contents))


def content_of(path: str) -> bytes:
    """What is in a file, or the names in a folder, as a digest; b"" if it can't be read."""
    if os.path.isdir(path):
        with suppress(OSError):
            return digest("\0".join(sorted(os.listdir(path))).encode("utf-8", "surrogateescape"))
    return file_digest(path)


def forget(memory: Memory) -> None:
    """From now on there is something to do, until a build is finished."""
    (memory.folder / NAME).unlink(missing_ok=True)


def roots(settings: Mapping[str, Any]) -> list[str]:
    """The folders and files a site is made from."""
    content, theme = settings["PATH"], settings["THEME"]
    styles = (os.path.join(theme, os.path.expanduser(path)) for path in settings["THEME_STATIC_PATHS"])
    others = (os.path.join(content, path) for path in settings["STATIC_PATHS"])
    return [content, theme, *settings["THEME_TEMPLATES_OVERRIDES"], *styles, *others]


def sources_below(settings: Mapping[str, Any], listings: Listings) -> Iterable[str]:
    """Every file and folder that a site could be made from: even one that nothing looked at, since its absence was part of the site.

    Paths are absolute. If a folder changed since it was listed, the note has an older stamp of it, or none is left.
    """
    found: list[str] = []
    for root in map(os.path.abspath, roots(settings)):
        if any(root == other or root.startswith(os.path.join(other, "")) for other in found):
            continue
        found.append(root)
        yield root
        for folder, folders, files in listings.walk(root):
            folders[:] = [name for name in folders if name != ".git" and not os.path.exists(f"{folder}/{name}/pyvenv.cfg")]
            yield folder
            yield from (f"{folder}/{name}" for name in files)
