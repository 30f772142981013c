"""The shape of documents: the names of what they hold. Most documents of a site have one and the same, and share it."""

from __future__ import annotations

from typing import Any

from readingroom.site.engine.watch import identity

ANEW = frozenset({"settings", "_context", "_content", "translations"})
"""What a document is given anew in each build."""
OURS = frozenset({"_row", "_reading", "body_digest", "_short", "_shown", "_address", "_same"})
"""What the engine adds to a document."""
APART = ANEW | OURS | {"metadata"}
"""Attributes that aren't kept as they are."""

Names = tuple[str, ...]
Lists = tuple[tuple[Names, Names], ...]
"""Of each list that documents hold, the attributes and the metadata that it is."""


class Shape:
    """What documents of one kind with the same attributes and metadata, in the same order, have in common. Made by `shape` alone."""

    __slots__ = ("blank", "blank_metadata", "kind", "lists", "metadata", "names", "orders", "path")

    def __init__(self, kind: str, names: Names, metadata: Names, lists: Lists, orders: tuple[Names, Names]) -> None:
        self.kind, self.names, self.metadata, self.lists, self.orders = kind, names, metadata, lists, orders
        self.path = names.index("source_path")
        self.blank: dict[str, Any] = dict.fromkeys((*orders[0], "_row", "_reading"))  # a copy is filled faster than an empty one
        self.blank_metadata: dict[str, Any] = dict.fromkeys(orders[1])

    @property
    def parts(self) -> tuple[str, Names, Names, Lists, tuple[Names, Names]]:
        """What `shape` makes the shape of again."""
        return self.kind, self.names, self.metadata, self.lists, self.orders


_known: dict[Any, Shape] = {}


def shape(*parts: Any) -> Shape:
    """The shape with these `parts`; always the same object. Raises ValueError if documents of that shape have no `source_path`."""
    found = _known.get(parts)
    if found is None:
        found = _known[parts] = Shape(*parts)
    return found


def taken_apart(document: Any) -> tuple[Shape, tuple[Any, ...], tuple[Any, ...], tuple[list[Any], ...]]:
    """The shape of a document, the values of its attributes and of its metadata, and copies of the lists, which somebody may add to."""
    lists: dict[int, tuple[list[Any], list[str], list[str]]] = {}
    parts: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    for place, values in enumerate((document.__dict__, document.metadata)):
        for name, value in values.items():
            if type(value) is list and name not in ANEW:
                known = lists.setdefault(identity(value), (value.copy(), [], []))
                known[place + 1].append(name)
            elif place or name not in APART:
                parts[place][name] = value
    state, metadata = parts
    places = tuple((tuple(names), tuple(others)) for _, names, others in lists.values())
    orders = tuple(name for name in document.__dict__ if name not in OURS and name != "_content"), tuple(document.metadata)
    found = shape(type(document).__name__, tuple(state), tuple(metadata), places, orders)
    return found, tuple(state.values()), tuple(metadata.values()), tuple(value for value, _, _ in lists.values())
