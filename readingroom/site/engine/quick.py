"""Dates as words, written as Pelican writes them, in one go where that is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from pelican import utils

USUAL = re.compile(r"(?:[^%\0]|%[aAbBcdfGHIjmMpSUuVwWxXyYzZ%])*")
"""A format in which Pelican would fill in one directive after the other, and find each."""
_strftime = utils.strftime


@contextmanager
def quick() -> Iterator[None]:
    """As long as the block runs, Pelican's own `strftime` is left to the formats that need it: such as `%-d`, which only it knows."""
    utils.strftime = strftime
    try:
        yield
    finally:
        utils.strftime = _strftime


def strftime(date: Any, date_format: str) -> str:
    """What Pelican's function of this name gives."""
    if not is_usual(date_format):
        return _strftime(date, date_format)  # type: ignore[no-any-return]  # Pelican carries no types
    if isinstance(date, utils.SafeDatetime):
        return date.strftime(date_format, safe=False)  # type: ignore[no-any-return]  # as above
    return date.strftime(date_format)  # type: ignore[no-any-return]  # a date or a time


@lru_cache(100)
def is_usual(date_format: str) -> bool:
    """Whether a format means the same to the system as to Pelican."""
    return date_format.isascii() and USUAL.fullmatch(date_format) is not None
