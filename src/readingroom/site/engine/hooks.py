"""What plugins are told of a build that Pelican has no signal for, and where the output is while they run.

Until the finished site takes the place of the last one, its folder is another (see tree.py). A plugin or a command that takes that folder
from OUTPUT_PATH, or from a setting that was made of it, is led to where the site grows.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from typing import Any

from blinker import NamedSignal
from pelican.settings import DEFAULT_CONFIG

published = NamedSignal(
    "readingroom_published",
    """Sent with the Pelican object when a finished site has taken its place: for what must see it there, as rsync or a server does.""",
)
ADDRESSES = ("_URL", "_SAVE_AS")
"""Endings of settings that are relative to the output as it is."""


def retarget(settings: MutableMapping[str, Any], old: str, new: str) -> None:
    """Let OUTPUT_PATH, which was `old`, be `new`, and every setting of a plugin or of the site's own that names a file in it lead there.

    A relative path counts as seen from the current folder, but not in a setting that is named as an address is.
    """
    relative = os.path.relpath(old) if os.path.splitdrive(old)[0] == os.path.splitdrive(os.getcwd())[0] else os.curdir
    places = [old] if relative.startswith(os.curdir) else [old, relative]
    for name, value in list(settings.items()):
        if name not in DEFAULT_CONFIG and not name.endswith(ADDRESSES):
            moved = _moved(value, places, new)
            if moved is not value:
                settings[name] = moved
    settings["OUTPUT_PATH"] = new


def _moved(value: Any, places: list[str], new: str) -> Any:
    """A value with other paths in it; the same object if there is none."""
    if isinstance(value, str):
        place = next((place for place in places if value == place or value.startswith(os.path.join(place, ""))), None)
        return value if place is None else new + value[len(place) :]
    if type(value) in {list, tuple}:
        moved = [_moved(item, places, new) for item in value]
        return value if all(one is other for one, other in zip(moved, value, strict=True)) else type(value)(moved)
    if type(value) is dict:
        found = {key: _moved(item, places, new) for key, item in value.items()}
        return value if all(found[key] is item for key, item in value.items()) else found
    return value
