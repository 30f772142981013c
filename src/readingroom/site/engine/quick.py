"""What Pelican does for each document, in less time and with the same result: dates as words, what a path tells, images without text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from types import ModuleType
from typing import Any

from pelican import readers, utils
from pelican.settings import DEFAULT_CONFIG

USUAL = re.compile(r"(?:[^%\0]|%[aAbBcdfGHIjmMpSUuVwWxXyYzZ%])*")
"""A format in which Pelican would fill in one directive after the other, and find each."""
_strftime, _find_empty_alt, _parse_path_metadata = utils.strftime, readers.find_empty_alt, readers.parse_path_metadata


@contextmanager
def quick() -> Iterator[None]:
    """As long as the block runs, these functions stand in for Pelican's own, unless a plugin has put others there."""
    replaced = [
        (module, function.__name__, usual)
        for module, function in ((utils, strftime), (readers, find_empty_alt), (readers, parse_path_metadata))
        if is_of(module, usual := getattr(module, function.__name__))
    ]
    for module, name, _ in replaced:
        setattr(module, name, globals()[name])
    try:
        yield
    finally:
        for module, name, usual in replaced:
            setattr(module, name, usual)


def is_of(module: ModuleType, function: Any) -> bool:
    """Whether a function is written in a module; one that wraps it takes over its name, but stands elsewhere."""
    code = getattr(function, "__code__", None)
    return code is not None and code.co_filename == module.__file__


def strftime(date: Any, date_format: str) -> str:
    """What Pelican's function of this name gives; it is left the formats that need it, such as `%-d`, which only it knows."""
    if not is_usual(date_format):
        return _strftime(date, date_format)  # type: ignore[no-any-return]  # Pelican carries no types
    if isinstance(date, utils.SafeDatetime):
        return date.strftime(date_format, safe=False)  # type: ignore[no-any-return]  # as above
    return date.strftime(date_format)  # type: ignore[no-any-return]  # a date or a time


@lru_cache(100)
def is_usual(date_format: str) -> bool:
    """Whether a format means the same to the system as to Pelican, which doesn't look at the date if there is no `%` in it."""
    return "%" in date_format and date_format.isascii() and USUAL.fullmatch(date_format) is not None


def find_empty_alt(content: str, path: str) -> None:
    """Warn of images without a text, as Pelican's function does; most documents have no images."""
    if "<img" in content:
        _find_empty_alt(content, path)


def parse_path_metadata(
    source_path: str, settings: Mapping[str, Any] | None = None, process: Callable[[str, str], Any] | None = None
) -> dict[str, Any]:
    """What Pelican's function of this name gives; with its usual settings most paths tell of a category alone, by their last folder."""
    folder, _, name = source_path.rpartition("/")
    category = folder.rpartition("/")[2]
    if not settings or not has_usual_patterns(settings) or name[:1].isdecimal() or not name or "\n" in category:
        return _parse_path_metadata(source_path, settings, process)  # type: ignore[no-any-return]  # Pelican carries no types
    if not (category and settings.get("USE_FOLDER_AS_CATEGORY") and settings.get("CATEGORY_SAVE_AS")):
        return {}
    return {"category": process("category", category) if process else category}


def has_usual_patterns(settings: Mapping[str, Any]) -> bool:
    """Whether the patterns for names and paths are Pelican's: a date at the beginning of a name, nothing else."""
    return all(settings.get(name) == DEFAULT_CONFIG[name] for name in ("FILENAME_METADATA", "PATH_METADATA"))
