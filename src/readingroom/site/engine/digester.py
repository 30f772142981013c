"""Values -> digests: what a template can see of an object, as sixteen bytes.

A digest covers the attributes a template closure can name (see closure.py) and nothing less. Objects are digested once for each
set of attributes and remembered by identity. A value of a kind that isn't known here raises `Unknown`: its page is rendered.
"""

from __future__ import annotations

import datetime
import enum
import marshal
import zoneinfo
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import is_dataclass
from functools import partial
from pathlib import PurePath
from types import FunctionType
from typing import Any

from markupsafe import Markup
from pelican.contents import Content
from pelican.paginator import Page as ListPage
from pelican.paginator import Paginator
from pelican.urlwrappers import URLWrapper
from pelican.utils import SafeDatetime

from readingroom.site.engine.digest import Unknown, digest
from readingroom.site.engine.documents import Documents
from readingroom.site.engine.flat import ATOMS, form_of, taken_apart
from readingroom.site.engine.watch import identity

DEEPEST = 60  # objects within objects: more is one that holds itself
UNTOLD = "settings"
"""What names and lists hold besides their own: of settings, a key has those that the page's variables name."""
PLAIN = (int, float, bool, type(None), datetime.datetime, datetime.date, datetime.time, datetime.timedelta, enum.Enum, complex)
"""Kinds of values that their text stands for."""
NAMED = frozenset({"settings", "_name", "_slug", "_slug_from_name", "name", "slug"})
"""What a category, tag or author holds that nobody added to."""
BY_VALUE = 2  # the format of marshal that writes equal values alike, whether they are one object or two
EMPTY = b"()"
SHORT = 256  # bytes up to which rows and lists stand for themselves: hashing and remembering them costs more


class Digester:
    """Digests values as seen through one set of attribute names; None: all of them."""

    def __init__(self, names: frozenset[str] | None, *, callables: bool = False) -> None:
        """`callables`: functions and classes count by their names, for settings; a template could call them, and get anything."""
        self.names = names
        self.callables = callables
        self.plain: set[type] = {int, float, bool, type(None), datetime.datetime, SafeDatetime}  # and those of PLAIN that were met
        self.ways: dict[type, Callable[[Any], bytes]] = {}  # how values of a kind are digested, for the kinds that were met
        self.memo: dict[int, tuple[Any, bytes, bool]] = {}  # the object, so that its identity stays its own; no document in it?
        self.texts: dict[str, bytes] = {}  # long ones
        self.documents = Documents(self)
        self.depth = 0

    def __call__(self, value: Any) -> bytes:
        """A self-delimiting digest of a value. Raises Unknown."""
        kind, documents = type(value), self.documents
        if kind is str:
            return self.text(b"s", value)
        if kind in self.plain:
            return f"{kind.__name__}:{value!r};".encode()
        if kind in documents.kinds:
            return documents(value)
        known = self.memo.get(identity(value))
        if known is not None and (known[2] or documents.holds is None):
            documents.met += not known[2]
            return known[1]
        way = self.ways.get(kind)
        if way is None:
            way = self.ways[kind] = self._way(kind)
            return self(value)  # by now it may be known for a plain one, or for a document
        if self.depth > DEEPEST:
            raise Unknown("an object that holds itself")
        met = documents.met
        self.depth += 1
        try:
            found = way(value)
        finally:
            self.depth -= 1
        if len(found) > SHORT or found[:1] not in b"([":
            found = b"#" + digest(found)
            self.memo[identity(value)] = (value, found, documents.met == met)
        return found

    def _way(self, kind: type) -> Callable[[Any], bytes]:
        """How values of a kind are digested. Raises Unknown."""
        if issubclass(kind, Content):
            self.documents.admit(kind)
            return self.documents
        if issubclass(kind, PLAIN):
            self.plain.add(kind)
            return _shown
        if is_dataclass(kind):
            if form_of(kind) is None:
                raise Unknown(f"{kind.__qualname__}, which is not frozen")
            return self._row
        ways: list[tuple[type | tuple[type, ...], Callable[[Any], bytes]]] = [
            (URLWrapper, self._wrapper),
            ((list, tuple), self._list),
            (dict, self._dict),
            (ListPage, self._list_page),
            (Paginator, self._paginator),
            (Markup, partial(self.text, b"m")),
            ((set, frozenset), self._set),
            ((bytes, str, PurePath), _shown),
            ((zoneinfo.ZoneInfo, datetime.timezone), _zone),
        ]
        if self.callables:
            ways.append(((FunctionType, type), _called))
        for kinds, way in ways:
            if issubclass(kind, kinds):
                return way
        raise Unknown(f"a {kind.__module__}.{kind.__qualname__}")

    def text(self, mark: bytes, value: str) -> bytes:
        """A text, its kind marked; a long one by its digest."""
        if len(value) < 64:
            data = value.encode("utf-8", "surrogatepass")
            return b"%b%d:%b" % (mark, len(data), data)
        known = self.texts.get(value)
        if known is None:
            known = self.texts[value] = digest(value.encode("utf-8", "surrogatepass"))
        return b"H%b" % mark + known

    def each(self, values: Sequence[Any]) -> list[bytes]:
        """The digests of many values. Written out for texts and for what is known, since most values are one or the other."""
        documents = self.documents
        alone = documents.holds is None
        if alone and values and type(values[0]) in documents.kinds:
            with suppress(KeyError, TypeError):  # most lists are of documents only, and these are known
                found = list(map(documents.known.__getitem__, values))
                documents.met += 1
                return found
        memo, parts = self.memo.get, []
        for value in values:
            if type(value) is str:
                if len(value) < 64:
                    data = value.encode("utf-8", "surrogatepass")
                    parts.append(b"s%d:%b" % (len(data), data))
                else:
                    parts.append(self.text(b"s", value))
            elif type(value) is tuple and not value:
                parts.append(EMPTY)
            elif (seen := memo(identity(value))) and (alone or seen[2]):
                documents.met += not seen[2]
                parts.append(seen[1])
            else:
                parts.append(self(value))
        return parts

    def _row(self, value: Any) -> bytes:
        form = form_of(type(value))
        assert form is not None
        try:
            return b"(" + marshal.dumps(taken_apart(value, form, self), BY_VALUE)
        except (ValueError, RecursionError):  # there is more in it than rows and plain values
            return b"(%b:" % form.name.encode() + b"".join(self.each(form.every(value)))

    def _list(self, value: Any) -> bytes:
        kind = type(value)
        if (kind is list or kind is tuple) and (not value or type(value[0]) in ATOMS or type(value[0]) is tuple):
            with suppress(ValueError):  # there is more in it than plain values
                return b"(" + marshal.dumps(value, BY_VALUE)
        return b"[%b %d:" % (kind.__name__.encode(), len(value)) + b"".join(self.each(value))

    def _dict(self, value: Any) -> bytes:
        return b"{" + b"".join(self(key) + self(item) for key, item in value.items())

    def _set(self, value: Any) -> bytes:
        return b"%" + b"".join(sorted(map(self, value)))

    def _wrapper(self, item: Any) -> bytes:
        """A category, tag or author, whole: its addresses come from settings, which are in the key."""
        self._refuse(item)
        state = item.__dict__
        parts = [("name", item.name), ("slug", item.slug), *((name, state[name]) for name in sorted(state.keys() - NAMED))]
        return type(item).__name__.encode() + b"".join(name.encode() + b"=" + self(part) for name, part in parts)

    def _reads(self, *names: str) -> bool:
        return self.names is None or not self.names.isdisjoint(names)

    def _list_page(self, page: Any) -> bytes:
        found = b"page" + self._mostly_plain((page.full_name, page.base_url, page.number)) + self(page.paginator)
        if self._reads("object_list"):
            items = page.object_list
            found += b"list=" + (self._list(items) if type(items) is list else self(items))  # nobody else asks for it
        return found

    def _refuse(self, item: Any) -> None:
        """Raise Unknown for what gives all settings away, if that is named."""
        if self.names and UNTOLD in self.names:
            raise Unknown(f"the settings of a {type(item).__name__}")

    def _paginator(self, paginator: Any) -> bytes:
        self._refuse(paginator)
        found = b"paginator" + self._mostly_plain(
            (paginator.name, paginator.url, paginator.count, paginator.num_pages, paginator.per_page, paginator.orphans)
        )
        if self._reads("paginator", "page") and self._reads("object_list", "page"):
            found += b"all=" + self(paginator.object_list)
        return found

    def _mostly_plain(self, values: tuple[Any, ...]) -> bytes:
        try:
            return marshal.dumps(values, BY_VALUE)
        except ValueError:
            return b"".join(map(self, values))


def _shown(value: Any) -> bytes:
    return f"{type(value).__name__}:{value!r}".encode()


def _zone(value: Any) -> bytes:
    return f"zone:{value}".encode()


def _called(value: Any) -> bytes:
    return f"{value.__module__}.{value.__qualname__}".encode()  # its source is part of the environment, see environment.py
