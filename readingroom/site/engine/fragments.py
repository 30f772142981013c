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
FIXED = frozenset({str, Markup, int, bool, type(None), Undefined})
"""Kinds of values that can't change, and that show the same if they are equal."""


class Part:
    """What one loop makes of its items while all else that it reads is the same."""

    __slots__ = ("known", "whole")

    def __init__(self, whole: Fragments) -> None:
        self.whole = whole
        self.known: dict[int, tuple[Any, str]] = {}  # by identity; the item too, so that its identity stays its own

    def __getitem__(self, item: Any) -> str:
        found = self.known.get(identity(item))
        return found[1] if found else ""

    def keep(self, item: Any, text: str) -> str:
        """Remember what was made of an item, if nobody changes that; gives the text."""
        if self.whole.left > 0 and is_lasting(item):
            self.known[identity(item)] = item, text
            self.whole.left -= len(text)
        return text


class Fragments:
    """What the loops of one environment make of items. `shared` is the context that documents look into for the site's address."""

    def __init__(self, shared: dict[str, Any], largest: int = LARGEST) -> None:
        self.shared, self.largest = shared, largest
        self.forget()

    @pass_eval_context
    def __call__(self, now: EvalContext, place: str, *values: Any) -> Part:
        """The part for a loop at this place that reads these values besides its items. Templates call it; Jinja adds what holds `now`."""
        kinds = tuple(map(type, values))
        if not FIXED.issuperset(kinds):
            return Part(NOTHING)
        shown = tuple(None if kind is Undefined else value for kind, value in zip(kinds, values, strict=True))
        mark = place, now.autoescape, self.shared["localsiteurl"], kinds, shown
        part = self.parts.get(mark)
        if part is None:
            if self.left <= 0:
                return Part(NOTHING)
            part = self.parts[mark] = Part(self)
            self.left -= PART + sum(len(value) for value in shown if isinstance(value, str))
        return part

    def forget(self) -> None:
        """Begin anew."""
        self.left = self.largest
        self.parts: dict[tuple[Any, ...], Part] = {}


NOTHING = Fragments({"localsiteurl": None}, 0)
"""Remembers nothing: for templates that are rendered while documents may change."""


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
