"""Values -> digests: what a template can see of an object, as sixteen bytes.

A digest covers the attributes a template closure can name (see closure.py) and nothing less. Objects are digested once for each
set of attributes and remembered by identity. A value of a kind that isn't known here raises `Unknown`: its page is rendered.
"""

from __future__ import annotations

import datetime
import enum
import zoneinfo
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from pathlib import PurePath
from types import FunctionType
from typing import Any

from markupsafe import Markup
from pelican.contents import Content
from pelican.paginator import Page as ListPage
from pelican.paginator import Paginator
from pelican.urlwrappers import URLWrapper

SIZE = 16
DEEPEST = 60  # objects within objects; more is a chain of neighbours, which would be digested again for each of its members
MOST_UNSHARED = 5000  # objects of one page that can't be remembered because they stand in a circle
PLAIN = (int, float, bool, type(None), datetime.datetime, datetime.date, datetime.time, datetime.timedelta, enum.Enum, complex)
BEHIND = frozenset({"settings", "_context", "_content", "_address", "_short"})
"""What a Content object holds besides its own state: its body comes in as the property `content`."""
UNTOLD = frozenset({"url_format", "settings"})
"""Attributes of a Content object that no digest can stand for: the first holds the present moment."""
OLD_NAMES = {"filename": "source_path", "filepath": "source_path", "src": "source_path", "dst": "save_as"}
"""Attributes that Pelican warns of when they are read, and where they lead."""


class Unknown(Exception):  # noqa: N818 - it is an answer, not an error
    """A value that no digest can stand for; the text says which."""


def digest(data: bytes) -> bytes:
    """The digest used everywhere in the engine."""
    return blake2b(data, digest_size=SIZE).digest()


class Digester:
    """Digests values as seen through one set of attribute names; None: all of them."""

    def __init__(self, names: frozenset[str] | None, *, callables: bool = False) -> None:
        """`callables`: functions and classes count by their names, for settings; a template could call them, and get anything."""
        self.names = names
        self.callables = callables
        self.memo: dict[int, tuple[Any, bytes]] = {}  # the object is kept, so that its identity stays its own
        self.open: dict[int, int] = {}  # objects being digested -> how deep they stand
        self.lowest = DEEPEST  # the outermost open object that was met again inside
        self.unshared = 0
        self.inherited: dict[type, tuple[str, ...]] = {}

    def __call__(self, value: Any) -> bytes:
        """A self-delimiting digest of a value. Raises Unknown."""
        kind = type(value)
        if kind is str:
            return self._text(b"s", value)
        if isinstance(value, PLAIN):
            return f"{kind.__name__}:{value!r};".encode()
        known = self.memo.get(id(value))
        if known is not None:
            return known[1]
        if id(value) in self.open:  # a circle: say where it closes
            self.lowest = min(self.lowest, self.open[id(value)])
            return f"^{len(self.open) - self.open[id(value)]};".encode()
        return self._inside(value)

    def _text(self, mark: bytes, value: str) -> bytes:
        if len(value) < 64:
            data = value.encode("utf-8", "surrogatepass")
            return b"%b%d:%b" % (mark, len(data), data)
        known = self.memo.get(id(value))
        if known is None:
            known = self.memo[id(value)] = (value, b"H" + mark + digest(value.encode("utf-8", "surrogatepass")))
        return known[1]

    def _inside(self, value: Any) -> bytes:
        """The digest of something made of parts; remembered unless it stands in a circle that isn't closed yet."""
        depth = len(self.open)
        self.unshared += 1
        if depth >= DEEPEST or self.unshared > MOST_UNSHARED:
            raise Unknown("objects that point at one another without end")
        outer, self.lowest = self.lowest, DEEPEST
        self.open[id(value)] = depth
        try:
            found = b"#" + digest(self._parts(value))
        finally:
            del self.open[id(value)]
        if self.lowest >= depth:  # nothing in it points further out
            self.memo[id(value)] = (value, found)
            self.unshared -= 1
            self.lowest = outer
        else:
            self.lowest = min(outer, self.lowest)
        return found

    def _parts(self, value: Any) -> bytes:
        if isinstance(value, Content):
            return self._content(value)
        if isinstance(value, URLWrapper):
            return self._wrapper(value)
        if isinstance(value, (list, tuple)):
            return b"[" + type(value).__name__.encode() + b"".join(map(self, value))
        if isinstance(value, dict):
            return b"{" + b"".join(self(key) + self(item) for key, item in value.items())
        if is_dataclass(value) and not isinstance(value, type):
            if not value.__dataclass_params__.frozen:  # type: ignore[attr-defined]
                raise Unknown(f"{type(value).__qualname__}, which is not frozen")
            return self._named(type(value).__qualname__, [(field.name, getattr(value, field.name)) for field in fields(value)])
        if isinstance(value, ListPage):
            return self._list_page(value)
        if isinstance(value, Paginator):
            return self._paginator(value)
        if isinstance(value, Markup):
            return self._text(b"m", str(value))
        if isinstance(value, (set, frozenset)):
            return b"%" + b"".join(sorted(map(self, value)))
        if isinstance(value, (bytes, str, PurePath)):
            return f"{type(value).__name__}:{value!r}".encode()
        if isinstance(value, (zoneinfo.ZoneInfo, datetime.timezone)):
            return f"zone:{value}".encode()
        if isinstance(value, (FunctionType, type)) and self.callables:
            return f"{value.__module__}.{value.__qualname__}".encode()  # its source is part of the environment, see environment.py
        raise Unknown(f"a {type(value).__module__}.{type(value).__qualname__}")

    def _named(self, kind: str, parts: Iterable[tuple[str, Any]]) -> bytes:
        return kind.encode() + b"".join(name.encode() + b"=" + self(part) for name, part in parts)

    def _reads(self, *names: str) -> bool:
        return self.names is None or not self.names.isdisjoint(names)

    def _content(self, item: Any) -> bytes:
        """An article, page or static file: its place, so that no two are alike, and those attributes that are named."""
        kind = type(item)
        inherited = self.inherited.get(kind)
        if inherited is None:
            inherited = self.inherited[kind] = self._inherited(kind)
        state = item.__dict__
        if "*" in inherited:
            chosen = sorted(state.keys() - BEHIND)
            inherited = ("content", "summary", "url", "save_as", "status")
        else:
            chosen = sorted(self.names & state.keys())
        head = f"{kind.__name__}:{item.source_path}".encode()
        return head + self._named("", ((name, state[name]) for name in chosen)) + self._computed(item, inherited)

    def _inherited(self, kind: type) -> tuple[str, ...]:
        """Which properties of a class are named; ("*",) if all or a method is, which could read anything of its object."""
        if self.names is None:
            return ("*",)
        found = []
        for name in sorted({OLD_NAMES.get(name, name) for name in self.names}):
            attribute = getattr(kind, name, None)
            if name in UNTOLD:
                raise Unknown(f"the attribute {name} of a document")
            if isinstance(attribute, property):
                found.append(name)
            elif callable(attribute):
                return ("*",)
        return tuple(found)

    def _computed(self, item: Any, names: Iterable[str]) -> bytes:
        parts = []
        for name in names:
            if name == "content" and (known := getattr(item, "body_digest", None)):
                parts.append(b"content=" + known)
                continue
            try:
                parts.append(name.encode() + b"=" + self(getattr(item, name)))
            except (AttributeError, KeyError, NotImplementedError):
                parts.append(name.encode() + b"!")
        return b"".join(parts)

    def _wrapper(self, item: Any) -> bytes:
        """A category, tag or author, whole: its addresses come from settings, which are in the key."""
        state = item.__dict__
        extra = sorted(state.keys() - {"settings", "_name", "_slug", "_slug_from_name", "name", "slug"})
        return self._named(type(item).__name__, [("name", item.name), ("slug", item.slug), *((name, state[name]) for name in extra)])

    def _list_page(self, page: Any) -> bytes:
        parts: list[tuple[str, Any]] = [("name", page.full_name), ("url", page.base_url), ("number", page.number)]
        if self._reads("object_list"):
            parts.append(("list", page.object_list))
        return self._named("page", parts) + (self._paginator(page.paginator))

    def _paginator(self, paginator: Any) -> bytes:
        parts = [("name", paginator.name), ("url", paginator.url), ("count", paginator.count), ("pages", paginator.num_pages)]
        parts += [("size", paginator.per_page), ("orphans", paginator.orphans)]
        if self._reads("paginator", "page") and self._reads("object_list", "page"):
            parts.append(("all", paginator.object_list))
        return self._named("paginator", parts)
