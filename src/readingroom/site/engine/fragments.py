"""What a list shows of a document is made once, and shown again by all lists that the same template makes.

A document stands in many lists: all documents, those of its folder, of its authors, of each tag. Loops that `loops.py` has compiled for it
ask here first.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Undefined, pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from readingroom.site.engine.contents import Lean
from readingroom.site.engine.flat import ATOMS, form_of
from readingroom.site.engine.watch import identity

LARGEST = 24 << 20
"""Characters that are remembered at most, in one process and environment."""
PART = 500
"""Characters that take as much room as a part by itself."""
ENOUGH = 50
"""Items of a loop that tell what kind they are of."""
FIXED = frozenset({str, Markup, int, bool, type(None), Undefined})
"""Kinds of values that can't change, and that show the same if they are equal."""


class Place:
    """A loop of a template, wherever it is rendered."""

    def __init__(self) -> None:
        self.kept = self.refused = self.shown = 0  # items: remembered, not to be remembered, shown again

    def is_idle(self, *, full: bool) -> bool:
        """Whether it does not pay to remember here: its items are of a kind that can't be, or all differ until there is no more room."""
        return (self.refused >= ENOUGH and not self.kept) or (full and not self.shown)


class Part:
    """What one loop makes of its items while all else that it reads is the same."""

    __slots__ = ("known", "place", "whole")

    def __init__(self, whole: Fragments, place: Place) -> None:
        self.whole, self.place = whole, place
        self.known: dict[int, tuple[Any, str]] = {}  # by identity; the item too, so that its identity stays its own

    def __getitem__(self, item: Any) -> str:
        found = self.known.get(identity(item))
        if found is None:
            return ""
        self.place.shown += 1
        return found[1]

    def keep(self, item: Any, text: str) -> str:
        """Remember what was made of an item, if nobody changes that; gives the text."""
        if not is_lasting(item):
            self.place.refused += 1
        elif self.whole.left > 0:
            self.place.kept += 1
            self.known[identity(item)] = item, text
            self.whole.left -= len(text)
        return text


class Fragments:
    """What the loops of one environment make of items. `shared` is the context that documents look into for the site's address."""

    def __init__(self, shared: dict[str, Any], largest: int = LARGEST) -> None:
        self.shared, self.largest = shared, largest
        self.forget()

    @pass_eval_context
    def __call__(self, now: EvalContext, name: str, *values: Any) -> Part | None:
        """The part for the loop of that name that reads these values besides its items; None if it is to be rendered as it is written.
        Templates call it; Jinja adds what holds `now`."""
        kinds = tuple(map(type, values))
        if not FIXED.issuperset(kinds):
            return None
        place = self.places.get(name)
        if place is None:
            place = self.places[name] = Place()
        elif place.is_idle(full=self.left <= 0):
            return None
        shown = tuple(None if kind is Undefined else value for kind, value in zip(kinds, values, strict=True))
        mark = name, now.autoescape, self.shared["localsiteurl"], kinds, shown
        part = self.parts.get(mark)
        if part is None and self.left > 0:
            part = self.parts[mark] = Part(self, place)
            self.left -= PART + sum(len(value) for value in shown if isinstance(value, str))
        return part

    def forget(self) -> None:
        """Begin anew."""
        self.left = self.largest
        self.places: dict[str, Place] = {}
        self.parts: dict[tuple[Any, ...], Part] = {}


def nothing(*_: Any) -> None:
    """Stands in the place of fragments where nothing is remembered: while documents may change."""


def is_lasting(item: Any) -> bool:
    """Whether an item stays as it is while pages are rendered: a frozen row of plain values, or a document as it was read."""
    if isinstance(item, Lean):
        return item.__dict__.get("_same") is True
    return form_of(type(item)) is not None and is_plain(item)


def is_plain(value: Any) -> bool:
    """Whether a value is an atom, or a tuple or frozen row of such."""
    kind = type(value)
    if kind in ATOMS or kind is Markup:
        return True
    form = form_of(kind)
    inner = value if kind is tuple else form.every(value) if form else None
    return inner is not None and all(map(is_plain, inner))
