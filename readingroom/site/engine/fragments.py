"""What a list shows of a document is made once, and shown again by all lists that the same template makes.

A document stands in many lists: all documents, those of its folder, of its authors, of each tag. If the body of a loop reads nothing but
its item and a few texts, the same item gives the same text. `Remembering` compiles such a loop so that it asks `Fragments` first.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, TemplateSyntaxError, Undefined, nodes, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import FILTERS
from jinja2.meta import find_undeclared_variables
from jinja2.nodes import EvalContext
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from readingroom.site.engine.closure import impurities
from readingroom.site.engine.contents import Lean
from readingroom.site.engine.flat import ATOMS, form_of
from readingroom.site.engine.watch import identity

FEWEST = 4
"""Attributes that the body of a loop reads, at least: less is made as fast as it is looked up."""
LARGEST = 24 << 20
"""Characters that are remembered at most, in one process and environment."""
PART = 500
"""Characters that take as much room as a part by itself."""
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
PAGES_OWN = frozenset({"self", "super", "caller"})
"""Names that Jinja gives to each page."""


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


class Remembering(CodeGenerator):
    """Compiles loops that show the same of the same item in a form that makes this only once."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja looks for this name
        """Compile a whole template."""
        if self.name is not None and self.environment.autoescape is False and not node.find(nodes.EvalContextModifier):
            node = _Loops(self.environment, f"{identity(self.environment)} {self.name}", node).visit(node)
        super().visit_Template(node, frame)


class _Loops(NodeTransformer):
    """Turns a loop whose body is pure into

    {% set part = environment.fragments(place, the other names that the body reads) %}
    {% for item in items %}{% set text = part[item] %}
        {% if text %}{{ text }}{% else %}{% set text %}the body{% endset %}{{ part.keep(item, text) }}{% endif %}
    {% endfor %}
    """

    def __init__(self, environment: Environment, place: str, tree: nodes.Template) -> None:
        self.environment, self.place = environment, place
        self.found = 0
        self.set = names_set(tree)
        self.shown = not tree.find(nodes.Extends)  # whether what stands outside of blocks and macros is made at all

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja looks for this name
        """The loop, or what does the same with less work."""
        others = others_read(self.environment, node) if self.shown else None
        if others is None or not self.set.isdisjoint(names_in(node.iter)):  # a scope around a name that is set later would hide it
            return self.generic_visit(node)
        self.found += 1
        part, text = f"part_of_loop_{self.found}", f"text_of_loop_{self.found}"
        place = nodes.Const(f"{self.place} {self.found}")
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

    def visit_Block(self, node: nodes.Block | nodes.Macro | nodes.CallBlock) -> nodes.Node:  # noqa: N802 - as above
        """What is made whenever it is asked for, in a template that extends another, too."""
        before, self.shown = self.shown, True
        try:
            return self.generic_visit(node)
        finally:
            self.shown = before

    visit_Macro = visit_CallBlock = visit_Block  # noqa: N815 - as above


def others_read(environment: Environment, loop: nodes.For) -> list[str] | None:
    """The names that the body of a loop reads besides its item; None if it could show something else of the same item and these."""
    body = nodes.Template(loop.body)
    body.set_environment(environment)
    parts = list(body.find_all(nodes.Node))
    if loop.recursive or not isinstance(loop.target, nodes.Name) or sum(isinstance(part, nodes.Getattr) for part in parts) < FEWEST:
        return None
    if not all(is_pure(environment, part) for part in parts) or any(impurities(environment, body)):
        return None
    try:
        others = find_undeclared_variables(body) - {loop.target.name}
    except TemplateSyntaxError:  # a filter that doesn't exist, for instance: whoever compiles it says so
        return None
    return None if "loop" in others else sorted(others)


def is_pure(environment: Environment, part: nodes.Node) -> bool:
    """Whether this part of a body depends on nothing but the values of its names, and changes none of them."""
    if isinstance(part, nodes.Name):
        return part.name not in PAGES_OWN and part.name not in environment.globals  # not even where a page has a variable of that name
    if isinstance(part, nodes.Call):
        return isinstance(part.node, nodes.Getattr) and part.node.attr in METHODS
    if isinstance(part, nodes.Filter):
        used = environment.filters.get(part.name)
        return used is FILTERS.get(part.name) or not hasattr(used, "jinja_pass_arg")  # who is passed the context can read it
    return isinstance(part, PURE)


def names_in(node: nodes.Node) -> set[str]:
    """The names that stand in a part of a template."""
    return {name.name for name in (node, *node.find_all(nodes.Name)) if isinstance(name, nodes.Name)}


def names_set(tree: nodes.Template) -> set[str]:
    """The names that a template sets or imports somewhere."""
    set_here: list[nodes.Assign | nodes.AssignBlock] = [*tree.find_all(nodes.Assign), *tree.find_all(nodes.AssignBlock)]
    found = {name for part in set_here for name in names_in(part.target)}
    found.update(part.target for part in tree.find_all(nodes.Import))
    found.update(name if isinstance(name, str) else name[1] for part in tree.find_all(nodes.FromImport) for name in part.names)
    return found


def load(name: str) -> nodes.Name:
    """What reads a variable."""
    return nodes.Name(name, "load")


def store(name: str) -> nodes.Name:
    """What sets a variable."""
    return nodes.Name(name, "store")


def call(function: nodes.Expr, *values: nodes.Expr) -> nodes.Call:
    """What calls a function."""
    return nodes.Call(function, list(values), [], None, None)
