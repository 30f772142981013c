"""State files: what one build leaves for the next. Deleting them costs time, nothing else.

A file names what it belongs to and carries a digest of itself. One that is damaged or belongs to something else is set aside, with a
warning, and never used. Values are pickled, and taken back with a list of the few classes that may stand in them.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import logging
import pickle
import zoneinfo
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican.urlwrappers import Author, Category, Tag
from pelican.utils import SafeDatetime

from readingroom.site.engine.digest import SIZE, digest
from readingroom.site.engine.shapes import Shape, shape

logger = logging.getLogger(__name__)

MAGIC = b"readingroom state 1\n"
CLASSES: dict[tuple[str, str], Any] = {
    (cls.__module__, cls.__qualname__): cls
    for cls in (SafeDatetime, Markup, datetime.datetime, datetime.date, datetime.time, datetime.timedelta, datetime.timezone)
}
WRAPPERS = {"Author": Author, "Category": Category, "Tag": Tag}
WRAPPED = {"settings", "_name", "_slug", "_slug_from_name", "name", "slug"}


def wrapped(kind: str, name: str) -> Any:
    """Stands in a state file for a category, tag, author or time zone; `_Unpickler` has its own."""
    raise NotImplementedError(f"{kind} {name}")


class _Pickler(pickle.Pickler):
    """Keeps categories, tags and authors as their names. Refuses what `_Unpickler` would refuse."""

    def reducer_override(self, obj: Any) -> Any:
        kind = type(obj)
        if kind in {Author, Category, Tag}:
            if not obj._slug_from_name or obj.__dict__.keys() - WRAPPED:
                raise pickle.PicklingError("a name that was given a slug")
            return wrapped, (kind.__name__, obj._name)
        if kind is zoneinfo.ZoneInfo and obj.key:
            return wrapped, (kind.__name__, obj.key)
        if kind is Shape:
            return shape, obj.parts
        if obj is not wrapped and obj is not shape and not is_allowed(obj if isinstance(obj, type) else kind):
            raise pickle.PicklingError(f"a {kind.__qualname__} has no place in a state file")
        return NotImplemented


def is_allowed(cls: Any) -> bool:
    """Whether objects of a class may stand in a state file: plain values, and frozen rows of our own."""
    return CLASSES.get((cls.__module__, cls.__qualname__)) is cls or (cls.__module__.startswith("readingroom.") and is_dataclass(cls))


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, settings: Any, known: dict[tuple[str, str], Any]) -> None:
        super().__init__(file)
        self.settings = settings
        self.known = known

    def find_class(self, module_name: str, global_name: str) -> Any:
        if (module_name, global_name) == (__name__, wrapped.__name__):
            return self.wrapped
        if (module_name, global_name) == (shape.__module__, shape.__name__):
            return shape
        found = CLASSES.get((module_name, global_name))
        if found is None and module_name.startswith("readingroom."):
            found = super().find_class(module_name, global_name)
        if not isinstance(found, type) or not is_allowed(found):
            raise pickle.UnpicklingError(f"{module_name}.{global_name} has no place in a state file")
        return found

    def wrapped(self, kind: str, name: str) -> Any:
        """The object of a name; one for each."""
        found = self.known.get((kind, name))
        if found is None:
            found = zoneinfo.ZoneInfo(name) if kind == "ZoneInfo" else WRAPPERS[kind](name, self.settings)
            self.known[kind, name] = found
        return found


def dump(value: Any) -> bytes:
    """A value as bytes. Raises whatever pickle raises for a value that isn't plain data."""
    file = io.BytesIO()
    _Pickler(file, protocol=5).dump(value)
    return file.getvalue()


def load(data: bytes, settings: Any, known: dict[tuple[str, str], Any] | None = None) -> Any:
    """The value again; names become Pelican's objects with these settings, each once: `known` holds them by kind and name."""
    return _Unpickler(io.BytesIO(data), settings, {} if known is None else known).load()


def is_plain(value: Any) -> bool:
    """Whether a value can be written down."""
    try:
        dump(value)
    except Exception:  # pickle lets through whatever a class raises
        return False
    return True


def write(path: Path, owner: str, value: Any) -> None:
    """Put a value into a state file, by rename."""
    body = dump(value)
    head = MAGIC + owner.encode("utf-8", "surrogateescape") + b"\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".new")
    draft.write_bytes(head + digest(head + body) + body)
    draft.replace(path)


def read(path: Path, owner: str, settings: Any, known: dict[tuple[str, str], Any] | None = None) -> Any:
    """The value of a state file; None if there is none, or none that can be trusted. `known`: see `load`."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        head = MAGIC + owner.encode("utf-8", "surrogateescape") + b"\n"
        if not data.startswith(head):
            if is_of_another_version(data, head):
                return None
            raise ValueError("it belongs to another site")
        seal, body = data[len(head) : len(head) + SIZE], data[len(head) + SIZE :]
        if digest(head + body) != seal:
            raise ValueError("it is damaged")
        return load(body, settings, known)
    except Exception as error:  # a damaged pickle can raise anything
        set_aside(path, str(error))
        return None


def is_of_another_version(data: bytes, head: bytes) -> bool:
    """Whether a state file is this site's, and was left by a release that wrote other ones: no fault, and nothing to be warned of.

    What it belongs to begins with the number of its format.
    """
    theirs = data[len(MAGIC) :].partition(b"\n")[0].partition(b" ")
    return data.startswith(MAGIC) and theirs[0].isdigit() and theirs[2] == head[len(MAGIC) : -1].partition(b" ")[2]


def set_aside(path: Path, why: str) -> None:
    """Rename a state file that can't be used, and say so."""
    aside = path.with_name(path.name + ".set-aside")
    with contextlib.suppress(OSError):
        path.replace(aside)
    logger.warning(
        "The state file %s is not used: %s. It was set aside as %s; this build does everything anew.", path.name, why, aside.name
    )
