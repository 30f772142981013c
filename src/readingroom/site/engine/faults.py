"""What went wrong in a template, with the template's file and line."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from readingroom.errors import ReadingRoomError

PAGE = "while it makes "
"""Begins the note that an exception carries of the page that could not be rendered."""


def template_fault(error: BaseException) -> ReadingRoomError | None:
    """S-06, which says what a template did wrong and in which file and line; None if the error came from elsewhere.

    Jinja shows its templates as frames of the traceback; the innermost one counts, whatever the template called.
    """
    place = place_of(error)
    if place is None and not isinstance(error, TemplateError):
        return None
    told = str(getattr(error, "message", None) or error).rstrip(".")
    if isinstance(error, TemplateNotFound):
        told = f"no template is called {told}"
    page = next((f", {note}" for note in getattr(error, "__notes__", ()) if note.startswith(PAGE)), "")
    path, line = place or ("", 0)
    kind = "" if isinstance(error, TemplateError) else f"{type(error).__name__}: "
    fact = f"the template can't be rendered: {kind}{told}{page}"
    return ReadingRoomError("S-06", fact, "mend that line of it", path=shown(path), line=line)


def place_of(error: BaseException) -> tuple[str, int] | None:
    """The file and line of the template in which an error was raised; None if it was in none."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or error.name or "", error.lineno
    trace, place = error.__traceback__, None
    while trace:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            place = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return place


def shown(path: str) -> str:
    """A path as short as it can be."""
    here = f"{Path.cwd()}{os.sep}"
    return path.removeprefix(here)
