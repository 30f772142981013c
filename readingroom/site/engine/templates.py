"""What templates are while pages are rendered: not watched, and each of their blocks in one piece."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

from jinja2 import Environment, Template
from jinja2.runtime import Context

from readingroom.site.engine.pages import Page


@contextmanager
def unwatched(pages: Iterable[Page]) -> Iterator[None]:
    """While pages are rendered, no template is asked whether its file has changed: a page would ask for each that it draws in.

    Those that were loaded before keys were computed are loaded again, so that no page is older than its key. They are loaded as `Whole`.
    """
    environments = {page.template.environment for page in pages}
    watched = {environment for environment in environments if environment.auto_reload}
    usual = {
        environment for environment in environments if environment.template_class is Template and environment.concat is Environment.concat
    }
    for environment in environments:
        environment.auto_reload = False
        if environment.cache is not None:
            environment.cache.clear()
    for environment in usual:
        environment.template_class = Whole
    try:
        yield
    finally:
        for environment in watched:
            environment.auto_reload = True
        for environment in usual:
            environment.template_class = Template


class Whole(Template):
    """A template that gives each of its blocks in one piece: else every word of a page passes through all templates that it extends."""

    @classmethod
    def _from_namespace(cls, environment: Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]) -> Template:
        template = super()._from_namespace(environment, namespace, globals)
        if not environment.is_async:
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
