"""Which folders an output can't be: what stands there is exchanged with the new site, and must hold nothing that the site is made from."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from readingroom.errors import ReadingRoomError

HINT = "give OUTPUT_PATH (or --output) a folder of its own, such as output"


def refuse(settings: Mapping[str, Any], live: Path) -> None:
    """Raise ReadingRoomError S-05 if `live` (absolute, links followed) can't be exchanged with a new site, or must not be,
    or if nothing can be written where a build writes."""
    if live.exists() and not live.is_dir():
        raise ReadingRoomError("S-05", f"the output {str(live)!r} is a file", HINT)
    for what, folder in (("output", live), ("folder of the output", live.parent), ("cache", Path(settings["CACHE_PATH"]).resolve())):
        there = next(place for place in (folder, *folder.parents) if place.exists())
        if not os.access(there, os.W_OK | os.X_OK):
            raise ReadingRoomError("S-05", f"the {what} {str(there)!r} can't be written to", "mend its permissions, or give another folder")
    for what, path in sources(settings):
        if path == live or live in path.parents:
            raise ReadingRoomError("S-05", f"the output {str(live)!r} holds {what} ({str(path)!r}), which a build would move away", HINT)
    if os.path.ismount(live):  # a name on which something is mounted can't be given to another folder
        hint = f"give OUTPUT_PATH (or --output) a folder in it, such as {str(live / 'site')!r}"
        raise ReadingRoomError("S-05", f"the output {str(live)!r} is a mount point, which can't be exchanged with the new site", hint)


def sources(settings: Mapping[str, Any]) -> Iterator[tuple[str, Path]]:
    """What a site is made from and with: a name for it, and where it is, links followed."""
    content = Path(settings["PATH"]).resolve()
    yield "the content", content
    yield "the theme", Path(settings["THEME"]).resolve()
    yield "the cache", Path(settings["CACHE_PATH"]).resolve()
    yield "the folder in which the command runs", Path.cwd()
    for folder in settings["THEME_TEMPLATES_OVERRIDES"]:
        yield "templates", Path(folder).resolve()
    for name, what in (("TEXTS", "the texts"), ("OVERRIDES", "the overrides")):
        if settings.get(name):
            yield what, (content.parent / str(settings[name])).resolve()
    for module in list(sys.modules.values()):  # Pelican loads the settings file as a module, and plugins are modules, too
        if file := getattr(module, "__file__", None):
            yield "settings or code", Path(os.path.abspath(file))
