"""What templates are while pages are rendered: not watched, each of their blocks in one piece, their loops with a memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from typing import Any

from jinja2 import Environment, Template, TemplateError
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context

from readingroom.site.engine.fragments import Fragments, nothing
from readingroom.site.engine.loops import Remembering
from readingroom.site.engine.pages import Page, given


@contextmanager
def unwatched(pages: Collection[Page], shared: dict[str, Any]) -> Iterator[list[Fragments]]:
    """While pages are rendered, no template is asked whether its file has changed: a page would ask for each that it draws in.

    Those that were loaded before keys were computed are loaded again, so that no page is older than its key. They are loaded as `Whole` and
    compiled as `Remembering` does; the memories of their loops are what is given.
    """
    environments = {page.template.environment for page in pages}
    watched = {environment for environment in environments if environment.auto_reload}
    usual = list(filter(is_usual, environments))
    filled = {page.template.environment for page in pages if page.closure.fills}  # a page may change what it shows
    memories = {environment: Fragments(shared) for environment in usual if environment not in filled}
    for environment in environments:
        environment.auto_reload = False
        if environment.cache is not None:
            environment.cache.clear()
    for environment in usual:
        environment.fragments = memories.get(environment, nothing)  # type: ignore[attr-defined]  # Jinja allows attributes to be added, for extensions
        environment.template_class, environment.code_generator_class = Whole, Remembering
    try:
        again = {template: loaded_again(template) for template in {page.template for page in pages} if template.environment in usual}
        for page in pages:
            page.template = again.get(page.template, page.template)
        yield list(memories.values())
    finally:
        for memory in memories.values():
            memory.forget()
        for environment in watched:
            environment.auto_reload = True
        for environment in usual:
            environment.fragments = nothing  # type: ignore[attr-defined]  # as above
            environment.template_class, environment.code_generator_class = Template, CodeGenerator


def is_usual(environment: Environment) -> bool:
    """Whether templates are compiled, loaded and shown as Jinja does it, unless told otherwise."""
    return (
        environment.template_class is Template
        and environment.code_generator_class is CodeGenerator
        and environment.concat is Environment.concat
        and environment.finalize is None
        and environment.bytecode_cache is None
        and not environment.is_async
    )


def loaded_again(template: Template) -> Template:
    """The same template as its file is now. One that was made from a text stays as it is, as one does that was given variables of its own,
    or that was loaded from elsewhere (TEMPLATE_PAGES)."""
    if template.name is None or given(template):
        return template
    with suppress(TemplateError):  # whoever asks for it later meets that
        found = template.environment.get_template(template.name)
        if found.filename == template.filename:
            return found
    return template


class Whole(Template):
    """A template that gives each of its blocks in one piece: else every word of a page passes through all templates that it extends."""

    @classmethod
    def _from_namespace(cls, environment: Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]) -> Template:
        template = super()._from_namespace(environment, namespace, globals)
        template.blocks = {name: whole(block) for name, block in template.blocks.items()}  # type: ignore[misc, arg-type]  # what blocks give is iterated over and closed, no more
        namespace.update({f"block_{name}": block for name, block in template.blocks.items()})  # `super()` looks for the one that asks
        return template


class Piece:
    """What a block gives, in one piece. Written so that no call of ours stands between blocks: they may be deep in one another."""

    __slots__ = ("pieces",)

    def __init__(self, pieces: Generator[str]) -> None:
        self.pieces = pieces

    def __iter__(self) -> Iterator[str]:
        return map("".join, (self.pieces,))

    def close(self) -> None:
        """Compiled templates close what a block gives."""
        self.pieces.close()


def whole(block: Callable[[Context], Generator[str]]) -> Callable[[Context], Piece]:
    """A block that gives its text in one piece."""
    return lambda context: Piece(block(context))
