"""Lines that say themselves what they hold: "Title: The harbour", "Autor: Ada Quill", "Datum: 3. Mai 1931"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from readingroom.describe import vocabulary as words

Labelled = Literal["title", "authors", "date", "other"]

_LINE = re.compile(r"[\W_]{0,3}+((?:[^\W\d_]|[ '’-]){2,24}?)\s?[:：]\**+\s*+(\S.*)")
_NAMES: dict[str, Labelled] = {}
_FIELDS: tuple[Labelled, ...] = ("title", "authors", "date")
for _field in _FIELDS:
    for _name in words.LABELS[_field].split():
        _NAMES.setdefault(_name.strip(":").replace("_", " ").casefold(), _field)
_ADDRESSED = frozenset(name.replace("_", " ").casefold() for name in words.LABELS["to"].split())


@dataclass(frozen=True, slots=True)
class Label:
    """A line with its label: what it states, and the value."""

    field: Labelled
    value: str
    at: int  # among the lines given


def read_labels(texts: Iterable[str]) -> tuple[tuple[Label, ...], bool]:
    """The labelled lines a text begins with, and whether they are the head of a letter ("To: ..."), which is part of its text.

    One label is not enough, unless it is a title or a date right at the top: "Note: ..." begins many a text.
    """
    found: list[Label] = []
    letter = False
    for at, text in enumerate(texts):
        match = _LINE.fullmatch(text) if len(text) <= 300 else None
        if not match:
            break
        name = " ".join(match[1].split()).casefold()
        letter = letter or name in _ADDRESSED
        found.append(Label(_NAMES.get(name, "other"), _unquoted(match[2].strip(" *_")), at))
    known = {label.field for label in found} - {"other"}
    if len(known) >= 2 or (len(known) == 1 and letter):
        return tuple(found), letter
    return (), False


def _unquoted(value: str) -> str:
    """A value without the quotation marks around the whole of it."""
    whole = len(value) > 1 and value[0] in "\"'" and value[-1] == value[0] and value[0] not in value[1:-1]
    return value[1:-1].strip() if whole else value
