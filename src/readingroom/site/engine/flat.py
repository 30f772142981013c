"""Frozen rows as nested plain values, which marshal writes down in one go: that is several times faster than value by value."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any, NamedTuple

ATOMS = frozenset({str, int, float, bool, type(None), bytes})
PLAIN = frozenset({"str", "int", "float", "bool", "bytes", "None", "tuple"})
"""Words in the annotation of a field that holds plain values only."""
LARGE = 8
"""Fields from which on a row is digested by itself: it is likely to stand in many others, and then it is known."""


class Form(NamedTuple):
    """How rows of one class are taken apart."""

    name: str
    every: Callable[[Any], tuple[Any, ...]]  # the values of all fields
    plain: Callable[[Any], tuple[Any, ...]]  # of those that hold plain values, if the annotations are right
    nested: Callable[[Any], tuple[Any, ...]]  # of the others
    large: bool


def getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """A function that gives the attributes of an object as a tuple."""
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names) if names else lambda _value: ()


_forms: dict[type, Form | None] = {}


def form_of(kind: type) -> Form | None:
    """How a class of frozen dataclasses is taken apart; None for any other class."""
    if kind not in _forms:
        _forms[kind] = _form(kind)
    return _forms[kind]


def _form(kind: type) -> Form | None:
    if not is_dataclass(kind) or not kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]  # every dataclass has it
        return None
    plain = [field.name for field in fields(kind) if set(re.findall(r"\w+", str(field.type))) <= PLAIN]
    every = [field.name for field in fields(kind)]
    nested = [name for name in every if name not in plain]
    return Form(kind.__qualname__, getter(every), getter(plain), getter(nested), len(every) >= LARGE)


def flat(value: Any, digest: Callable[[Any], bytes]) -> Any:
    """A value with all rows in it as tuples; large ones as what `digest` gives. Raises ValueError for anything but rows, tuples and atoms.

    An ellipsis marks what was a row: nothing else turns into one.
    """
    kind = type(value)
    if kind in ATOMS:
        return value
    if kind is tuple:
        return tuple([flat(item, digest) for item in value])
    form = form_of(kind)
    if form is None:
        raise ValueError(f"a {kind.__qualname__} is no row")
    return (..., digest(value)) if form.large else taken_apart(value, form, digest)


def taken_apart(row: Any, form: Form, digest: Callable[[Any], bytes]) -> tuple[Any, ...]:
    """A row as a tuple. Raises ValueError as `flat` does."""
    return (..., form.name, form.plain(row), *[flat(value, digest) for value in form.nested(row)])
