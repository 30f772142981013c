"""What a list shows of a document is made once, and shown again by all lists that the same template makes.

A document stands in many lists: all documents, those of its folder, of its authors, of each tag. If the body of a loop reads nothing but
its item and a few texts, the same item gives the same text. `Remembering` compiles such a loop so that it asks `Fragments` first.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import FILTERS
from jinja2.meta import find_undeclared_variables
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from readingroom.site.engine.closure import impurities
from readingroom.site.engine.contents import Lean
from readingroom.site.engine.flat import form_of
from readingroom.site.engine.watch import identity

FEWEST = 4
"""Attributes that the body of a loop reads, at least: less is made as fast as it is looked up."""
LARGEST = 24 << 20
"""Characters that are remembered at most, in one process."""
FIXED = frozenset({str, Markup, int, bool, type(None), Undefined})
"""Kinds of values that can't change, and that show the same if they are equal."""
PURE = (
    *(nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name, nodes.Const, nodes.Tuple, nodes.List, nodes.Slice),
    *(nodes.Getattr, nodes.Getitem, nodes.Call, nodes.Filter, nodes.Test, nodes.CondExpr, nodes.Compare, nodes.Operand),
    *(nodes.BinExpr, nodes.UnaryExpr, nodes.Concat, nodes.Keyword),
)
"""What may stand in the body of a loop that is remembered."""
METHODS = frozenset(
    {
        *("isoformat", "strftime", "date", "time", "timestamp", "get", "items", "keys", "values", "count", "index", "find"),
        *("lower", "upper", "title", "capitalize", "strip", "lstrip", "rstrip", "split", "rsplit", "splitlines", "replace", "join"),
        *("startswith", "endswith"),
    }
)
"""Methods of texts, dates, lists and dictionaries that change nothing."""


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

    def __call__(self, place: str, *values: Any) -> Part:
        """The part for a loop at this place that reads these values besides its items. Templates call it."""
        kinds = tuple(map(type, values))
        if not FIXED.issuperset(kinds):
            return Part(NOTHING)
        shown = tuple(None if kind is Undefined else value for kind, value in zip(kinds, values, strict=True))
        mark = place, self.shared["localsiteurl"], kinds, shown
        part = self.parts.get(mark)
        if part is None:
            part = self.parts[mark] = Part(self)
        return part

    def forget(self) -> None:
        """Begin anew."""
        self.left = self.largest
        self.parts: dict[tuple[Any, ...], Part] = {}


NOTHING = Fragments({"localsiteurl": None}, 0)
"""Remembers nothing: for templates that are rendered while documents may change."""


def is_lasting(item: Any) -> bool:
    """Whether an item stays as it is while pages are rendered, and consists of plain values: a frozen row, or a document as it was read."""
    return item.__dict__["_same"] is True if isinstance(item, Lean) and "_same" in item.__dict__ else form_of(type(item)) is not None


class Remembering(CodeGenerator):
    """Compiles loops that show the same of the same item in a form that makes this only once."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja looks for this name
        """Compile a whole template."""
        if not node.find(nodes.EvalContextModifier):  # or else a page may choose whether texts are escaped
            node = _Loops(self.environment, self.name or "").visit(node)
        super().visit_Template(node, frame)


class _Loops(NodeTransformer):
    """Turns a loop whose body is pure into

    {% set part = environment.fragments(place, the other names that the body reads) %}
    {% for item in items %}{% set text = part[item] %}
        {% if text %}{{ text }}{% else %}{% set text %}the body{% endset %}{{ part.keep(item, text) }}{% endif %}
    {% endfor %}
    """

    def __init__(self, environment: Environment, name: str) -> None:
        self.environment, self.name = environment, name
        self.found = 0

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja looks for this name
        """The loop, or what does the same with less work."""
        others = others_read(self.environment, node)
        if others is None:
            return self.generic_visit(node)
        self.found += 1
        part, text = f"part_of_loop_{self.found}", f"text_of_loop_{self.found}"
        place = nodes.Const(f"{self.name} {self.found}")
        asked = call(nodes.EnvironmentAttribute("fragments"), place, *map(load, others))
        item = node.target.name  # type: ignore[attr-defined]  # it is a name, see `others_read`
        kept = call(nodes.Getattr(load(part), "keep", "load"), load(item), load(text))
        made = [nodes.AssignBlock(store(text), None, node.body), nodes.Output([kept])]
        node.body = [
            nodes.Assign(store(text), nodes.Getitem(load(part), load(item), "load")),
            nodes.If(load(text), [nodes.Output([load(text)])], [], made),
        ]
        scope = nodes.Scope([nodes.Assign(store(part), asked), node])
        for new in (*scope.find_all(nodes.Node), scope):
            new.lineno = new.lineno or node.lineno
        return scope.set_environment(self.environment)


def others_read(environment: Environment, loop: nodes.For) -> list[str] | None:
    """The names that the body of a loop reads besides its item; None if it could show something else of the same item and these."""
    body = nodes.Template(loop.body)
    body.set_environment(environment)
    parts = list(body.find_all(nodes.Node))
    if loop.recursive or not isinstance(loop.target, nodes.Name) or sum(isinstance(part, nodes.Getattr) for part in parts) < FEWEST:
        return None
    if not all(is_pure(environment, part) for part in parts) or any(impurities(environment, body)):
        return None
    others = find_undeclared_variables(body) - {loop.target.name}
    return None if "loop" in others else sorted(others)


def is_pure(environment: Environment, part: nodes.Node) -> bool:
    """Whether this part of a body depends on nothing but the values of its names, and changes none of them."""
    if isinstance(part, nodes.Name):
        return part.name not in environment.globals  # not even where a page has a variable of that name
    if isinstance(part, nodes.Call):
        return isinstance(part.node, nodes.Getattr) and part.node.attr in METHODS
    if isinstance(part, nodes.Filter):
        used = environment.filters.get(part.name)
        return used is FILTERS.get(part.name) or not hasattr(used, "jinja_pass_arg")  # who is passed the context can read it
    return isinstance(part, PURE)


def load(name: str) -> nodes.Name:
    """What reads a variable."""
    return nodes.Name(name, "load")


def store(name: str) -> nodes.Name:
    """What sets a variable."""
    return nodes.Name(name, "store")


def call(function: nodes.Expr, *values: nodes.Expr) -> nodes.Call:
    """What calls a function."""
    return nodes.Call(function, list(values), [], None, None)
