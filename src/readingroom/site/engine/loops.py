"""Compiles templates so that their loops remember what they made of each item, see fragments.py, where that can't be seen.

If the body of a loop reads nothing but its item and a few names, and calls nothing that isn't known, the same item and the same values give
the same text.
"""

from __future__ import annotations

import copy

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import FILTERS
from jinja2.meta import find_undeclared_variables
from jinja2.visitor import NodeTransformer

from readingroom.site.engine.closure import impurities
from readingroom.site.engine.watch import identity

FEWEST = 4
"""Attributes that the body of a loop reads, at least: less is made as fast as it is looked up."""
PURE = (
    *(nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Const, nodes.Tuple, nodes.List, nodes.Slice),
    *(nodes.Getattr, nodes.Getitem, nodes.Test, nodes.CondExpr, nodes.Compare, nodes.Operand),
    *(nodes.BinExpr, nodes.UnaryExpr, nodes.Concat, nodes.Keyword),
)
"""What may stand in the body of a loop that is remembered, besides the names, calls and filters of which `is_pure` tells."""
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


class Remembering(CodeGenerator):
    """Compiles loops that show the same of the same item in a form that makes this only once."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja looks for this name
        """Compile a whole template."""
        if self.name is not None and not node.find(nodes.EvalContextModifier):
            node = _Loops(self.environment, f"{identity(self.environment)} {self.name}", node).visit(node)
        super().visit_Template(node, frame)


class _Loops(NodeTransformer):
    """Turns a loop whose body is pure into

    {% set part = environment.fragments(name of the loop, the other names that the body reads) %}
    {% if part %}
        {% for item in items %}{% set text = part[item] %}
            {% if text %}{{ text }}{% else %}{% set text %}the body{% endset %}{{ part.keep(item, text) }}{% endif %}
        {% endfor %}
    {% else %}the loop{% endif %}
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
        written = copy.deepcopy(node, {id(self.environment): self.environment})
        item = node.target.name  # type: ignore[attr-defined]  # it is a name, see `others_read`
        kept = call(nodes.Getattr(load(part), "keep", "load"), load(item), load(text))
        made = [nodes.AssignBlock(store(text), None, node.body), nodes.Output([self.as_it_is(kept)])]
        node.body = [
            nodes.Assign(store(text), nodes.Getitem(load(part), load(item), "load")),
            nodes.If(load(text), [nodes.Output([self.as_it_is(load(text))])], [], made),
        ]
        scope = nodes.Scope([nodes.Assign(store(part), asked), nodes.If(load(part), [node], [], [written])])
        for new in (*scope.find_all(nodes.Node), scope):
            new.lineno = new.lineno or node.lineno
        return scope.set_environment(self.environment)

    def as_it_is(self, text: nodes.Expr) -> nodes.Expr:
        """A text that has been escaped, if it is to be, by what made it."""
        return text if self.environment.autoescape is False else nodes.MarkSafe(text)

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
