"""What a template can read of a value: the attributes that are named where its name, or a name made of it, stands.

A list page that shows the name of each category reads of `categories` the names, and not the texts of all their articles, though some
other line of it shows a text. Each expression of a template is looked at as a whole: all attributes that it names count for all variables
in it. A loop or an assignment hands values on: what is read of its target counts for all that it was made of, wherever in the closure that
is, for a template that is included sees the loops around it. So does a call of a macro to its parameters. What is handed to any other
function or to a method can be read there by any name of the closure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import nodes

Attributes = frozenset[str] | None
"""Names of attributes and items; None: any."""


@dataclass(frozen=True, slots=True)
class Flow:
    """An expression: which variables stand in it, which attributes it names, which names hold its value afterwards."""

    names: frozenset[str]
    attributes: Attributes
    targets: frozenset[str] = frozenset()
    escaped: frozenset[str] = frozenset()  # variables that are handed on to what isn't looked at
    calls: tuple[tuple[str, frozenset[str]], ...] = ()  # macros that are called, and the variables that are handed to each


TEXTS = frozenset({"slug", "name", "url", "save_as"})
"""Attributes of documents, categories, tags, authors and pages of lists that are texts."""
Read = Callable[[nodes.Node], Attributes]
"""Gives the attributes that an expression names."""


Macros = Mapping[str, frozenset[str]]
"""The parameters of macros, by their names: of all that have a name."""


def flows_of(tree: nodes.Template, read: Read) -> tuple[Flow, ...]:
    """All expressions of a template."""
    macros = {macro.name for macro in tree.find_all(nodes.Macro)}
    macros.update(name for found in tree.find_all(nodes.FromImport) for name in found.names if isinstance(name, str))
    return tuple(_Reader(read, macros, {found.target for found in tree.find_all(nodes.Import)}).flows(tree))


def macros_of(tree: nodes.Template) -> Macros:
    """The macros that are defined in a template."""
    found: dict[str, frozenset[str]] = {}
    for macro in tree.find_all(nodes.Macro):
        found[macro.name] = found.get(macro.name, frozenset({"varargs", "kwargs"})) | {name.name for name in macro.args}
    return found


def together(macros: Iterable[Macros]) -> Macros:
    """The macros of several templates."""
    found: dict[str, frozenset[str]] = {}
    for some in macros:
        found.update((name, found.get(name, frozenset()) | parameters) for name, parameters in some.items())
    return found


def reach_of(flows: Iterable[Flow], macros: Macros, every: Attributes, open_names: frozenset[str]) -> dict[str, Attributes]:
    """For each name the attributes that can be read of its value: those of `every`, the whole closure, if it is handed on or is one of
    `open_names`. A name that stands in no expression isn't in the result."""
    found: dict[str, set[str]] = {}
    anything = set(open_names)
    sources: dict[str, set[str]] = {}
    for flow in flows:
        for name in flow.names:
            if flow.attributes is None:
                anything.add(name)
            found.setdefault(name, set()).update(flow.attributes or ())
        anything |= flow.escaped.union(*(names for name, names in flow.calls if name not in macros))
        for targets, names in ((flow.targets, flow.names), *((macros.get(name, frozenset()), names) for name, names in flow.calls)):
            for target in targets:
                sources.setdefault(target, set()).update(names)
                found.setdefault(target, set())
    waiting = list(sources)
    while waiting:
        target = waiting.pop()
        for name in sources[target] - {target}:
            before = len(found[name]), name in anything
            found[name] |= found[target]
            if target in anything:
                anything.add(name)
            if before != (len(found[name]), name in anything) and name in sources:
                waiting.append(name)
    return {name: every if name in anything else frozenset(names) for name, names in found.items()}


def exports_of(tree: nodes.Template) -> frozenset[str]:
    """The names that are set in a template, which others may import."""
    found: list[nodes.Assign | nodes.AssignBlock] = [*tree.find_all(nodes.Assign), *tree.find_all(nodes.AssignBlock)]
    targets = [node.target for node in found]
    return frozenset(name for target in targets for name in _names(_below(target)))


class _Reader:
    """Finds the expressions of one template. `macros` and `modules` are names in it that stand for macros, and for what has some."""

    def __init__(self, read: Read, macros: set[str], modules: set[str]) -> None:
        self.read, self.macros, self.modules = read, macros, modules

    def flows(self, node: nodes.Node) -> Iterator[Flow]:
        """The expressions below a node."""
        inner: Iterable[nodes.Node] = ()
        if isinstance(node, nodes.Expr):
            yield self.flow(node)
        elif isinstance(node, nodes.For):
            yield self.flow(node.iter, (node.target, "loop"))
            inner = (*([node.test] if node.test is not None else []), *node.body, *node.else_)
        elif isinstance(node, nodes.Assign):
            yield self.flow(node.node, (node.target,))
        elif isinstance(node, nodes.With):
            for target, value in zip(node.targets, node.values, strict=True):
                yield self.flow(value, (target,))
            inner = node.body
        elif isinstance(node, (nodes.Macro, nodes.CallBlock)):
            for target, value in zip(node.args[len(node.args) - len(node.defaults) :], node.defaults, strict=True):
                yield self.flow(value, (target,))
            inner = (*([node.call] if isinstance(node, nodes.CallBlock) else []), *node.body)
        else:
            inner = node.iter_child_nodes()
        for part in inner:
            yield from self.flows(part)

    def flow(self, value: nodes.Node, targets: tuple[nodes.Node | str, ...] = ()) -> Flow:
        """One expression."""
        whole = _below(value)  # what is looked for is found below a node
        escaped: set[str] = set()
        calls: list[tuple[str, frozenset[str]]] = []
        for call in whole.find_all(nodes.Call):
            names = frozenset(name for part in given(call) if not is_text(part) for name in _names(_below(part)))
            macro = self.macro(call.node)
            if macro:
                calls.append((macro, names))
            else:
                escaped |= names
        held = {name for target in targets for name in ([target] if isinstance(target, str) else _names(_below(target)))}
        return Flow(frozenset(_names(whole)), self.read(whole), frozenset(held), frozenset(escaped), tuple(calls))

    def macro(self, called: nodes.Node) -> str:
        """The name of the macro that is called; "" if it may be something else."""
        if isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name):
            return called.attr if called.node.name in self.modules else ""
        return called.name if isinstance(called, nodes.Name) and called.name in self.macros else ""


def given(call: nodes.Call) -> Iterator[nodes.Node]:
    """All arguments of a call; `*args` and `**kwargs` too."""
    yield from call.args
    yield from (pair.value for pair in call.kwargs)
    yield from (part for part in (call.dyn_args, call.dyn_kwargs) if part is not None)


def is_text(value: nodes.Node) -> bool:
    """Whether an expression is a constant, or an attribute that is a text wherever Pelican has it: nothing else can be read of it."""
    return isinstance(value, nodes.Const) or (isinstance(value, nodes.Getattr) and value.attr in TEXTS)


def _names(node: nodes.Node) -> Iterator[str]:
    """The variables below a node."""
    yield from (found.name for found in node.find_all(nodes.Name))
    yield from (found.name for found in node.find_all(nodes.NSRef))


def _below(node: nodes.Node) -> nodes.Node:
    """A node that has this one below it."""
    return nodes.Scope([node])
