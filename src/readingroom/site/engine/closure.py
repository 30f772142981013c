"""What a template can read: its sources, the variables it names and the attributes it names.

A template is parsed together with all it extends, includes and imports. No variable and no attribute that none of them names can
reach the page. Where a name is computed, all attributes count; where a template is chosen by a variable, or something is called
that isn't known to be a function of its arguments, the closure has a `reason` and its pages are always rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.filters import FILTERS
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from jinja2.tests import TESTS
from pelican.utils import DateFormatter

from readingroom.site.engine.digest import digest
from readingroom.site.engine.reach import Flow, Macros, exports_of, flows_of, given, is_text, macros_of, reach_of, together

CHANCE = frozenset({"random", "lipsum"})
"""Filters and globals of Jinja whose result differs from one call to the next."""
NOW = frozenset({"now", "utcnow", "today", "fromtimestamp"})
"""Methods of dates and times that tell the present moment."""
FILLING = frozenset({"append", "extend", "insert", "pop", "remove", "clear", "update", "setdefault", "popitem", "sort", "reverse"})
"""Methods that change a list or dictionary."""
LASTING = frozenset({"cycler", "joiner", "namespace"})
"""Globals of Jinja that make something which remembers. In a template that is imported, it remembers from one page to the next."""
FORMATS = frozenset({"format", "format_map"})
"""Methods of texts that read attributes: those named in the text."""
BY_ATTRIBUTE = frozenset(
    {"attr", "map", "select", "reject", "selectattr", "rejectattr", "sort", "groupby", "unique", "sum", "min", "max", "join"}
)
"""Filters of Jinja that take the name of an attribute."""
BY_NAME = {"map": 0, "select": 0, "reject": 0, "selectattr": 1, "rejectattr": 1}
"""Filters of Jinja that take the name of a filter (`map`) or of a test, and the place of that."""
WORDS = re.compile(r"\w+")
PRIVATE = re.compile(r"_+[^\W_]")  # and not what stands between items that are joined


@dataclass(frozen=True)
class Closure:
    """A template and all it draws in."""

    sources: bytes  # a digest of them all
    variables: frozenset[str]  # names it takes from the context
    attributes: frozenset[str] | None  # names of attributes and items it can read; None: any
    reason: str  # why its pages are always rendered; "" if they needn't be
    fills: bool  # whether it changes lists or dictionaries
    reach: Mapping[str, frozenset[str] | None]  # of each variable, what of `attributes` can be read of its value, see reach.py

    def reached(self, name: str) -> frozenset[str] | None:
        """The attributes that can be read of the value of a variable."""
        return self.reach.get(name, self.attributes)


@dataclass(frozen=True)
class Facts:
    """What one template draws in by itself."""

    source: str
    variables: frozenset[str]
    attributes: frozenset[str] | None  # None: any
    others: tuple[str, ...]  # templates it refers to
    imported: tuple[str, ...]  # those of them that are run once for all pages
    remembers: bool  # whether something in it would live from one page to the next if it were
    fills: bool  # whether it changes lists or dictionaries
    reasons: tuple[str, ...]
    flows: tuple[Flow, ...] = ()
    macros: Macros = field(default_factory=dict)
    drawn: tuple[str, ...] = ()  # templates that are imported in any way
    exports: frozenset[str] = frozenset()  # the names that others may import from this one, besides macros


def close(environment: Environment, name: str, known: dict[str, Facts | None]) -> Closure:
    """The closure of the template `name`. Templates that it names and that don't exist count as missing, as Jinja allows.

    `known` keeps what is found out of the templates of this environment: most of them draw in the same ones.
    """
    waiting, found = [name], dict[str, Facts | None]()
    while waiting:
        this = waiting.pop()
        if this not in found:
            if this not in known:
                known[this] = facts_of(environment, this)
            facts = found[this] = known[this]
            waiting += facts.others if facts else ()
    parts = {this: facts for this, facts in sorted(found.items()) if facts}
    named = [facts.attributes for facts in parts.values()]
    attributes = None if None in named else frozenset[str]().union(*filter(None, named))
    sources = name, sorted(found), [(this, facts.source) for this, facts in parts.items()]
    reasons = [reason for facts in parts.values() for reason in facts.reasons]
    if name not in parts:
        reasons.append(f"what {name or 'a template without a name'} is made from, which can't be found")
    drawn = {other for facts in parts.values() for other in facts.drawn}
    once = {other for facts in parts.values() for other in facts.imported}
    reasons += (f"{this} remembers something from one page to the next" for this in sorted(once & parts.keys()) if parts[this].remembers)
    return Closure(
        sources=digest(repr(sources).encode("utf-8", "surrogatepass")),
        variables=frozenset[str]().union(*(facts.variables for facts in parts.values())),
        attributes=attributes,
        reason="; ".join(reasons),
        fills=any(facts.fills for facts in parts.values()),
        reach=reach_of(
            [flow for facts in parts.values() for flow in facts.flows],
            together(facts.macros for facts in parts.values()),
            attributes,
            frozenset[str]().union(*(parts[this].exports for this in drawn & parts.keys())),
        ),
    )


def facts_of(environment: Environment, name: str) -> Facts | None:
    """The facts of one template; None if there is none of that name."""
    if environment.loader is None:  # one of a plugin's own
        return None
    try:
        source, file, _ = environment.loader.get_source(environment, name)
    except TemplateNotFound:
        return None
    try:
        tree = environment.parse(source, name, file)
        undeclared = find_undeclared_variables(tree)
    except TemplateSyntaxError as error:  # it may be in a branch that is never taken: whether that is a fault, Jinja decides
        return Facts(source, frozenset(), None, (), (), False, False, (f"{name}, which can't be read ({error.message})",))
    named = {node.name for node in tree.find_all(nodes.Name) if node.name in environment.globals}  # a page may have its own
    others = list(find_referenced_templates(tree))
    reasons = [f"{name} chooses a template by a variable"] if None in others else []
    reasons += (f"{name} {reason}" for reason in impurities(environment, tree))
    filling = fills(tree)
    read = partial(attributes_of, loops="loop" not in undeclared)
    attributes = read(tree)
    return Facts(
        source,
        frozenset(undeclared | named),
        None if attributes is None else frozenset(attributes),
        tuple(other for other in others if other is not None),
        tuple(imported(tree)),
        remembers(tree, (nodes.List, nodes.Dict) if filling else ()),
        filling,
        tuple(reasons),
        flows_of(tree, lambda part: None if (found := read(part)) is None else frozenset(found)),
        macros_of(tree),
        tuple(str(node.template.value) for node in imports(tree) if isinstance(node.template, nodes.Const)),
        exports_of(tree),
    )


def attributes_of(tree: nodes.Node, *, loops: bool = False) -> set[str] | None:
    """Every attribute or item the template can name: those it spells out and all words of its strings. None if one is computed.

    `loops`: `loop` is Jinja's own in this template.
    """
    names: set[str] = set()
    of_texts = {id(call.node) for call in tree.find_all(nodes.Call) if all(map(is_text, given(call)))}
    for node in tree.find_all((nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Filter)):
        if isinstance(node, nodes.Getattr):
            if node.attr in FORMATS and not isinstance(node.node, nodes.Const) and id(node) not in of_texts:
                return None
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
    for node in tree.find_all((nodes.Filter, nodes.Test, nodes.Getattr, nodes.Getitem, nodes.Name)):
        if isinstance(node, nodes.Name):
            if node.name in CHANCE:
                yield f"calls {node.name}"
        elif isinstance(node, nodes.Getitem):
            if is_private(node.arg):
                yield "reads what is private"
        elif isinstance(node, nodes.Getattr):
            if node.attr in NOW:
                yield f"asks for the time ({node.attr})"
            elif node.attr.startswith("_"):
                yield f"reads {node.attr}"
        elif isinstance(node, nodes.Filter):
            if not is_known(environment.filters.get(node.name), FILTERS.get(node.name)) or node.name in CHANCE:
                yield f"uses the filter {node.name}"
            elif node.name in BY_ATTRIBUTE and any(map(is_private, arguments(node))):
                yield "reads what is private"
            elif node.name in BY_NAME:
                yield from impurities_by_name(environment, node)
        elif (
            isinstance(node, nodes.Test)
            and not is_known(environment.tests.get(node.name), TESTS.get(node.name))
            and node.name != "plugin_enabled"
        ):
            yield f"uses the test {node.name}"
    for extension in environment.extensions:
        if not extension.startswith("jinja2.ext.") or extension.endswith(("DebugExtension",)):
            yield f"may use the extension {extension}"


def impurities_by_name(environment: Environment, node: nodes.Filter) -> Iterator[str]:
    """The same of a filter or test that is named by a text: `map("random")`."""
    place = BY_NAME[node.name]
    if node.dyn_args or node.dyn_kwargs:
        yield "chooses a filter or test by a variable"
    elif len(node.args) > place:
        named = node.args[place]
        name = named.value if isinstance(named, nodes.Const) else None
        used, own = (environment.filters, FILTERS) if node.name == "map" else (environment.tests, TESTS)
        if not isinstance(name, str) or name in CHANCE or not is_known(used.get(name), own.get(name)):
            yield f"uses {name or 'a filter or test that a variable names'} by its name"


def is_private(node: nodes.Node) -> bool:
    """Whether an expression is the name of a private attribute, or has one in it."""
    return isinstance(node, nodes.Const) and isinstance(node.value, str) and any(PRIVATE.match(word) for word in WORDS.findall(node.value))


def fills(tree: nodes.Template) -> bool:
    """Whether a template changes lists or dictionaries."""
    return any(isinstance(call.node, nodes.Getattr) and call.node.attr in FILLING for call in tree.find_all(nodes.Call))


def remembers(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    """Whether a template, outside of its macros and blocks, makes something that remembers, or something of these `kinds`."""
    return any(
        (isinstance(part, nodes.Name) and part.name in LASTING) or isinstance(part, kinds) or remembers(part, kinds)
        for part in node.iter_child_nodes()
        if not isinstance(part, (nodes.Macro, nodes.Block))
    )


def imported(tree: nodes.Template) -> Iterator[str]:
    """The templates that are imported without context: each is run once, for all pages."""
    return (str(node.template.value) for node in imports(tree) if not node.with_context and isinstance(node.template, nodes.Const))


def imports(tree: nodes.Template) -> list[nodes.Import | nodes.FromImport]:
    """All imports of a template."""
    return [*tree.find_all(nodes.Import), *tree.find_all(nodes.FromImport)]


def is_known(used: Any, jinjas: Any) -> bool:
    """Whether a filter or test is Jinja's own, Pelican's `strftime` or ours; a name that nobody defined fails when it is rendered."""
    if used is None or used is jinjas or isinstance(used, DateFormatter):
        return True
    return (getattr(used, "__module__", None) or "").startswith("readingroom.")
