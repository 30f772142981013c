"""Values -> digests: what a template can see of an object, as sixteen bytes.

A digest covers the attributes a template closure can name (see closure.py) and nothing less. Objects are digested once for each
set of attributes and remembered by identity. A value of a kind that isn't known here raises `Unknown`: its page is rendered.
"""

from __future__ import annotations

import datetime
import enum
import marshal
import zoneinfo
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import is_dataclass
from hashlib import sha256
from pathlib import PurePath
from types import FunctionType
from typing import Any

from markupsafe import Markup
from pelican.contents import Content
from pelican.paginator import Page as ListPage
from pelican.paginator import Paginator
from pelican.urlwrappers import URLWrapper
from pelican.utils import SafeDatetime

from readingroom.site.engine.flat import ATOMS, Form, form_of, taken_apart
from readingroom.site.engine.rows import OURS
from readingroom.site.engine.watch import identity

Hash = sha256
"""What digests are made with, cut to `SIZE`: processors have instructions for it."""
SIZE = 16
DEEPEST = 60  # objects within objects: more is one that holds itself
FARTHEST = 1000  # documents that can be reached from one, by its translations for instance: more is a chain of neighbours
PLAIN = (int, float, bool, type(None), datetime.datetime, datetime.date, datetime.time, datetime.timedelta, enum.Enum, complex)
PLAIN_KINDS = frozenset({int, float, bool, type(None), datetime.datetime, SafeDatetime})
"""The most frequent of them, since that is a faster question."""
BEHIND = frozenset({"settings", "_context", "_content"}) | OURS
"""What a Content object holds besides its own state: its body comes in as the property `content`."""
UNKEPT = frozenset({"settings", "_context"})
"""Attributes that make the digest of a document one of this build alone."""
UNTOLD = frozenset({"url_format", "settings"})
"""Attributes of a Content object that no digest can stand for: the first holds the present moment."""
OLD_NAMES = {"filename": "source_path", "filepath": "source_path", "src": "source_path", "dst": "save_as"}
"""Attributes that Pelican warns of when they are read, and where they lead."""


BY_VALUE = 2  # the format of marshal that writes equal values alike, whether they are one object or two
EMPTY = b"()"
SHORT = 256  # bytes up to which rows and lists stand for themselves: hashing and remembering them costs more


class Unknown(Exception):  # noqa: N818 - it is an answer, not an error
    """A value that no digest can stand for; the text says which."""


def digest(data: bytes) -> bytes:
    """The digest used everywhere in the engine."""
    return Hash(data).digest()[:SIZE]


class Digester:
    """Digests values as seen through one set of attribute names; None: all of them."""

    def __init__(self, names: frozenset[str] | None, *, callables: bool = False) -> None:
        """`callables`: functions and classes count by their names, for settings; a template could call them, and get anything."""
        self.names = names
        self.ordered = sorted(names or ())
        self.callables = callables
        self.marks: dict[str, bytes] = {}  # what stands for this digester in rows, by their shape; b"" where nothing can
        self.memo: dict[int, tuple[Any, bytes, bool]] = {}  # the object, so that its identity stays its own; no document in it?
        self.texts: dict[str, bytes] = {}  # long ones
        self.known: dict[Any, bytes] = {}  # documents
        self.locals: dict[Any, tuple[bytes, list[Any]]] = {}  # of documents: their own part, the documents they hold
        self.holds: list[Any] | None = None  # while a document is digested: the documents met in it
        self.met = 0  # how many documents were met so far
        self.depth = 0
        self.documents: set[type] = set()  # classes that were met
        self.inherited: dict[type, tuple[str, ...]] = {}

    def __call__(self, value: Any) -> bytes:
        """A self-delimiting digest of a value. Raises Unknown."""
        kind = type(value)
        if kind is str:
            return self._text(b"s", value)
        if kind in PLAIN_KINDS:
            return f"{kind.__name__}:{value!r};".encode()
        if kind in self.documents:
            self.met += 1
            return self._document(value)
        known = self.memo.get(identity(value))
        if known is not None and (known[2] or self.holds is None):
            self.met += not known[2]
            return known[1]
        if form_of(kind) is None:
            if isinstance(value, Content):
                if any(getattr(kind, name) is not getattr(object, name) for name in ("__hash__", "__eq__")):
                    raise Unknown(f"a {kind.__qualname__}, which may equal another")
                self.documents.add(kind)
                return self(value)
            if isinstance(value, PLAIN):
                return f"{kind.__name__}:{value!r};".encode()
        if self.depth > DEEPEST:
            raise Unknown("an object that holds itself")
        met = self.met
        self.depth += 1
        try:
            found = self._parts(value)
        finally:
            self.depth -= 1
        if len(found) > SHORT or found[:1] not in b"([":
            found = b"#" + digest(found)
            self.memo[identity(value)] = (value, found, self.met == met)
        return found

    def _text(self, mark: bytes, value: str) -> bytes:
        if len(value) < 64:
            data = value.encode("utf-8", "surrogatepass")
            return b"%b%d:%b" % (mark, len(data), data)
        known = self.texts.get(value)
        if known is None:
            known = self.texts[value] = digest(value.encode("utf-8", "surrogatepass"))
        return b"H%b" % mark + known

    def _document(self, item: Any) -> bytes:
        """A document: its own part, and those of all documents that can be reached from it, nearest first.

        Documents point at one another in circles, as translations do. So one that is met within another stands for itself only by
        its place, and its part is added once.
        """
        if self.holds is not None:
            self.holds.append(item)
            return b"@" + self._text(b"s", item.source_path or "")
        if known := self.known.get(item):
            return known
        if kept := self.kept(item):
            found = self.known[item] = b"D" + kept
            return found
        reached, parts = {item: None}, []
        waiting = [item]
        for document in waiting:
            part, held = self._local(document)
            parts.append(part)
            for other in held:
                if other not in reached:
                    reached[other] = None
                    waiting.append(other)
            if len(reached) > FARTHEST:
                raise Unknown(f"more than {FARTHEST} documents that lead to one another")
        found = self.known[item] = b"D" + (parts[0] if len(parts) == 1 else digest(b"".join(parts)))
        return found

    def _local(self, item: Any) -> tuple[bytes, list[Any]]:
        """A document's own part, and the documents met in it."""
        known = self.locals.get(item)
        if known is None:
            self.holds = []
            try:
                known = self.locals[item] = digest(self._content(item)), self.holds
            finally:
                self.holds = None
        return known

    def kept(self, item: Any) -> bytes | None:
        """The own part of a document that is as it was read: kept with its row from one build to the next. None for any other."""
        state = item.__dict__
        if not state.get("_same"):
            return None
        row = state["_row"]
        mark = self.marks.get(row.shape)
        if mark is None:
            mark = self.marks[row.shape] = self._mark(item)
        found: bytes | None = row.digests.get(mark)
        if found is None and mark:
            found = row.digests[mark] = digest(self._content(item))
        return found

    def learn(self, documents: Iterable[Any]) -> None:
        """Take in what rows keep of documents, all at once: one by one, as pages come to them, takes several times as long."""
        marks, known = self.marks, self.known
        with suppress(Unknown):  # it is said of the page that meets it
            for item in documents:
                state = item.__dict__
                if state.get("_same"):
                    row = state["_row"]
                    mark = marks.get(row.shape)
                    if mark is None:
                        mark = marks[row.shape] = self._mark(item)
                    found = row.digests.get(mark)
                    if found:
                        known[item] = b"D" + found

    def _mark(self, item: Any) -> bytes:
        """What stands for the attributes that this digester sees of documents of one shape: two digesters may see the same."""
        chosen, inherited = self._seen(item)
        return b"" if UNKEPT & {*chosen} else digest(f"{' '.join(chosen)}:{' '.join(inherited)}".encode())[:8]

    def _parts(self, value: Any) -> bytes:
        kind = type(value)
        form = form_of(kind)
        if form is not None:
            return self._row(value, form)
        if isinstance(value, URLWrapper):
            return self._wrapper(value)
        if (kind is tuple or kind is list) and (not value or type(value[0]) in ATOMS or type(value[0]) is tuple):
            with suppress(ValueError):
                return b"(" + marshal.dumps(value, BY_VALUE)
        if isinstance(value, (list, tuple)):
            return b"[%b %d:" % (kind.__name__.encode(), len(value)) + b"".join(self._each(value))
        if isinstance(value, dict):
            return b"{" + b"".join(self(key) + self(item) for key, item in value.items())
        if is_dataclass(value) and not isinstance(value, type):
            raise Unknown(f"{kind.__qualname__}, which is not frozen")
        if isinstance(value, ListPage):
            return self._list_page(value)
        if isinstance(value, Paginator):
            return self._paginator(value)
        if isinstance(value, Markup):
            return self._text(b"m", str(value))
        if isinstance(value, (set, frozenset)):
            return b"%" + b"".join(sorted(map(self, value)))
        if isinstance(value, (bytes, str, PurePath)):
            return f"{kind.__name__}:{value!r}".encode()
        if isinstance(value, (zoneinfo.ZoneInfo, datetime.timezone)):
            return f"zone:{value}".encode()
        if isinstance(value, (FunctionType, type)) and self.callables:
            return f"{value.__module__}.{value.__qualname__}".encode()  # its source is part of the environment, see environment.py
        raise Unknown(f"a {kind.__module__}.{kind.__qualname__}")

    def _row(self, value: Any, form: Form) -> bytes:
        try:
            return b"(" + marshal.dumps(taken_apart(value, form, self), BY_VALUE)
        except (ValueError, RecursionError):  # there is more in it than rows and plain values
            return b"(%b:" % form.name.encode() + b"".join(self._each(form.every(value)))

    def _each(self, values: Sequence[Any]) -> list[bytes]:
        """The digests of many values. Written out for texts and for what is known, since most values are one or the other."""
        alone = self.holds is None
        if alone and values and type(values[0]) in self.documents:
            with suppress(KeyError, TypeError):  # most lists are of documents only, and these are known
                known = self.known
                found = [known[value] for value in values]
                self.met += 1
                return found
        memo, parts = self.memo.get, []
        for value in values:
            if type(value) is str:
                if len(value) < 64:
                    data = value.encode("utf-8", "surrogatepass")
                    parts.append(b"s%d:%b" % (len(data), data))
                else:
                    parts.append(self._text(b"s", value))
            elif type(value) is tuple and not value:
                parts.append(EMPTY)
            elif (seen := memo(identity(value))) and (alone or seen[2]):
                self.met += not seen[2]
                parts.append(seen[1])
            else:
                parts.append(self(value))
        return parts

    def _named(self, kind: str, parts: Iterable[tuple[str, Any]]) -> bytes:
        return kind.encode() + b"".join(name.encode() + b"=" + self(part) for name, part in parts)

    def _reads(self, *names: str) -> bool:
        return self.names is None or not self.names.isdisjoint(names)

    def _content(self, item: Any) -> bytes:
        """An article, page or static file: its place, so that no two are alike, and those attributes that are named."""
        chosen, inherited = self._seen(item)
        state = item.__dict__
        head = f"{type(item).__name__}:{item.source_path}:{' '.join(chosen)}:".encode("utf-8", "surrogateescape")
        return head + b"".join(self._each([state[name] for name in chosen])) + self._computed(item, inherited)

    def _seen(self, item: Any) -> tuple[list[str], tuple[str, ...]]:
        """The attributes that are seen of a document: its own, and those that its class computes."""
        kind, state = type(item), item.__dict__
        inherited = self.inherited.get(kind)
        if inherited is None:
            inherited = self.inherited[kind] = self._inherited(kind)
        if "*" in inherited:
            return sorted(state.keys() - BEHIND), ("content", "summary", "url", "save_as", "status")
        return [name for name in self.ordered if name in state], inherited

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
            try:
                if name == "content":  # the same whether the text is at hand or only its digest
                    known = getattr(item, "body_digest", None)
                    parts.append(b"content=" + (known or digest((item.content or "").encode("utf-8", "surrogatepass"))))
                    continue
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
        found = b"page" + self._plain((page.full_name, page.base_url, page.number)) + self(page.paginator)
        return found + b"list=" + self(page.object_list) if self._reads("object_list") else found

    def _paginator(self, paginator: Any) -> bytes:
        found = b"paginator" + self._plain(
            (paginator.name, paginator.url, paginator.count, paginator.num_pages, paginator.per_page, paginator.orphans)
        )
        if self._reads("paginator", "page") and self._reads("object_list", "page"):
            found += b"all=" + self(paginator.object_list)
        return found

    def _plain(self, values: tuple[Any, ...]) -> bytes:
        """Values that are most likely plain ones."""
        try:
            return marshal.dumps(values, BY_VALUE)
        except ValueError:
            return b"".join(self._each(values))
