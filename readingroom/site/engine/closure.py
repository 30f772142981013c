"""What a template can read: its sources, the variables it names and the attributes it names.

A template is parsed together with all it extends, includes and imports. No variable and no attribute that none of them names can
reach the page. Where a name is computed, all attributes count; where a template is chosen by a variable, or something is called
that isn't known to be a function of its arguments, the closure has a `reason` and its pages are always rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.filters import FILTERS
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from jinja2.tests import TESTS
from pelican.utils import DateFormatter

from readingroom.site.engine.digest import digest

CHANCE = frozenset({"random", "lipsum"})
"""Filters and globals of Jinja whose result differs from one call to the next."""
NOW = frozenset({"now", "utcnow", "today", "fromtimestamp"})
"""Methods of dates and times that tell the present moment."""
BY_ATTRIBUTE = frozenset(
    {"attr", "map", "select", "reject", "selectattr", "rejectattr", "sort", "groupby", "unique", "sum", "min", "max", "join"}
)
"""Filters of Jinja that take the name of an attribute."""
WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class Closure:
    """A template and all it draws in."""

    sources: bytes  # a digest of them all
    variables: frozenset[str]  # names it takes from the context
    attributes: frozenset[str] | None  # names of attributes and items it can read; None: any
    reason: str  # why its pages are always rendered; "" if they needn't be
    templates: tuple[str, ...]  # the names it refers to, for compiling them before the workers start


def close(environment: Environment, name: str) -> Closure:
    """The closure of the template `name`. Templates that it names and that don't exist count as missing, as Jinja allows."""
    waiting, variables = [name], set[str]()
    sources: dict[str, str | None] = {}
    attributes: set[str] | None = set()
    reasons: list[str] = []
    while waiting:
        this = waiting.pop()
        if this in sources:
            continue
        try:
            source, file, _ = environment.loader.get_source(environment, this)  # type: ignore[union-attr]  # an environment of Pelican has a loader
        except TemplateNotFound:
            sources[this] = None
            continue
        sources[this] = source
        tree = environment.parse(source, this, file)
        try:
            undeclared = find_undeclared_variables(tree)
        except TemplateSyntaxError as error:  # a filter that doesn't exist, for instance; Jinja forgets where
            error.name, error.filename = this, file
            raise
        variables |= undeclared
        variables |= {node.name for node in tree.find_all(nodes.Name) if node.name in environment.globals}  # a page may have its own
        for other in find_referenced_templates(tree):
            if other is None:
                reasons.append(f"{this} chooses a template by a variable")
            else:
                waiting.append(other)
        reasons += (f"{this} {reason}" for reason in impurities(environment, tree))
        named = attributes_of(tree, loops="loop" not in undeclared)
        attributes = None if named is None or attributes is None else attributes | named
    found = sorted((name, source) for name, source in sources.items() if source is not None)
    return Closure(
        sources=digest(repr((sorted(sources), found)).encode("utf-8", "surrogatepass")),
        variables=frozenset(variables),
        attributes=None if attributes is None else frozenset(attributes),
        reason="; ".join(reasons),
        templates=tuple(name for name, _ in found),
    )


def attributes_of(tree: nodes.Template, *, loops: bool = False) -> set[str] | None:
    """Every attribute or item the template can name: those it spells out and all words of its strings. None if one is computed.

    `loops`: `loop` is Jinja's own in this template.
    """
    names: set[str] = set()
    for node in tree.find_all((nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Filter)):
        if isinstance(node, nodes.Getattr):
            names.add(node.attr)
        elif isinstance(node, nodes.Const):
            if isinstance(node.value, str):
                names.update(WORDS.findall(node.value))
        elif isinstance(node, nodes.Getitem):
            if not isinstance(node.arg, (nodes.Const, nodes.Slice, nodes.Neg)) and not is_number(node.arg, loops):
                return None
        elif (
            isinstance(node, nodes.Filter)
            and node.name in BY_ATTRIBUTE
            and not all(isinstance(value, nodes.Const) for value in arguments(node))
        ):
            return None
    return names


def is_number(node: nodes.Expr, loops: bool) -> bool:
    """Whether an expression is a whole number for certain, and so no name: what `|int` gives, and, if `loop` is Jinja's own, its counts."""
    if isinstance(node, nodes.Filter):
        return node.name in {"int", "length", "count"}
    if not (loops and isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name)):
        return False
    return node.node.name == "loop" and node.attr in {"index", "index0", "revindex", "revindex0", "length", "depth", "depth0"}


def arguments(node: nodes.Filter) -> Iterator[nodes.Expr]:
    """All arguments of a filter; `*args` and `**kwargs` too."""
    yield from node.args
    yield from (pair.value for pair in node.kwargs)
    yield from (part for part in (node.dyn_args, node.dyn_kwargs) if part is not None)


def impurities(environment: Environment, tree: nodes.Template) -> Iterator[str]:
    """What in a template could give another page from the same values."""
    for node in tree.find_all((nodes.Filter, nodes.Test, nodes.Getattr, nodes.Name)):
        if isinstance(node, nodes.Name):
            if node.name in CHANCE:
                yield f"calls {node.name}"
        elif isinstance(node, nodes.Getattr):
            if node.attr in NOW:
                yield f"asks for the time ({node.attr})"
            elif node.attr.startswith("_"):
                yield f"reads {node.attr}"
        elif isinstance(node, nodes.Filter):
            if not is_known(environment.filters.get(node.name), FILTERS.get(node.name)) or node.name in CHANCE:
                yield f"uses the filter {node.name}"
        elif (
            isinstance(node, nodes.Test)
            and not is_known(environment.tests.get(node.name), TESTS.get(node.name))
            and node.name != "plugin_enabled"
        ):
            yield f"uses the test {node.name}"
    for extension in environment.extensions:
        if not extension.startswith("jinja2.ext.") or extension.endswith(("DebugExtension",)):
            yield f"may use the extension {extension}"


def is_known(used: Any, jinjas: Any) -> bool:
    """Whether a filter or test is Jinja's own, Pelican's `strftime` or ours; a name that nobody defined fails when it is rendered."""
    return used is None or used is jinjas or isinstance(used, DateFormatter) or getattr(used, "__module__", "").startswith("readingroom.")
