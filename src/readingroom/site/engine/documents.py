"""Documents -> digests, as a `Digester` sees them. They point at one another, and what is found out of one is kept with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from readingroom.site.engine.digest import Unknown, digest
from readingroom.site.engine.shapes import OURS, Shape

if TYPE_CHECKING:
    from readingroom.site.engine.digester import Digester

FARTHEST = 1000  # documents that can be reached from one, by its translations for instance: more is a chain of neighbours
BEHIND = frozenset({"settings", "_context", "_content"}) | OURS
"""What a document holds besides its own state: its body comes in as the property `content`."""
MOST = 32
"""Digests that are kept of one document: those of templates that are no longer there are not told from the others."""
UNKEPT = frozenset({"settings", "_context"})
"""Attributes that make the digest of a document one of this build alone."""
UNTOLD = frozenset({"url_format", "settings"})
"""Attributes of a document that no digest can stand for: the first holds the present moment."""
OLD_NAMES = {"filename": "source_path", "filepath": "source_path", "src": "source_path", "dst": "save_as"}
"""Attributes that Pelican warns of when they are read, and where they lead."""
ALL = ("*",)


View = tuple[list[str], tuple[str, ...]]
"""Names of attributes that are seen of a document: its own, and those that its class computes."""
Kept = Mapping[Shape, list[tuple[Any, dict[bytes, bytes]]]]
"""Documents that are as they were read, by their shapes, and what rows keep of each: see `Row.digests`."""


def kept_of(documents: Iterable[Any]) -> Kept:
    """What rows keep of those documents that are as they were read."""
    found: dict[Shape, list[tuple[Any, dict[bytes, bytes]]]] = {}
    for document in documents:
        if document.__dict__.get("_same"):
            row = document.__dict__["_row"]
            found.setdefault(row.shape, []).append((document, row.digests))
    return found


class Documents:
    """What a digester knows of documents: articles, pages and static files."""

    def __init__(self, digester: Digester) -> None:
        self.digester = digester
        self.ordered = sorted(digester.names or ())
        self.kinds: set[type] = set()  # classes that were met
        self.known: dict[Any, bytes] = {}
        self.locals: dict[Any, tuple[bytes, list[Any]]] = {}  # their own part, the documents they hold
        self.views: dict[Shape, tuple[bytes, View]] = {}  # what stands for the digester in rows, b"" where nothing can; what it sees
        self.inherited: dict[type, tuple[str, ...]] = {}
        self.holds: list[Any] | None = None  # while a document is digested: the documents met in it
        self.met = 0  # how many documents were met so far

    def admit(self, kind: type) -> None:
        """Learn of a class of documents. Raises Unknown."""
        if any(getattr(kind, name) is not getattr(object, name) for name in ("__hash__", "__eq__")):
            raise Unknown(f"a {kind.__qualname__}, which may equal another")
        self.kinds.add(kind)

    def __call__(self, item: Any) -> bytes:
        """A document: its own part, and those of all documents that can be reached from it, nearest first.

        Documents point at one another in circles, as translations do. So one that is met within another stands for itself only by
        its place, and its part is added once.
        """
        self.met += 1
        if self.holds is not None:
            self.holds.append(item)
            return b"@" + self.digester.text(b"s", item.source_path or "")
        if known := self.known.get(item):
            return known
        if kept := self.kept(item):
            self.known[item] = kept
            return kept
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

    def learn(self, kept: Kept) -> None:
        """Take in what rows keep of documents, all at once: one by one, as pages come to them, takes several times as long."""
        with suppress(Unknown):  # it is said of the page that meets it
            for shape, items in kept.items():
                mark, _ = self.view(shape, items[0][0])
                self.known.update({item: found for item, digests in items if (found := digests.get(mark))})

    def kept(self, item: Any) -> bytes | None:
        """What stands for a document that is as it was read: kept with its row from one build to the next. None for any other."""
        state = item.__dict__
        if not state.get("_same"):
            return None
        row = state["_row"]
        mark, view = self.view(row.shape, item)
        found: bytes | None = row.digests.get(mark)
        if found is None and mark:
            if len(row.digests) >= MOST:
                row.digests.clear()
            found = row.digests[mark] = b"D" + digest(self.whole(item, view))
        return found

    def _local(self, item: Any) -> tuple[bytes, list[Any]]:
        """A document's own part, and the documents met in it."""
        known = self.locals.get(item)
        if known is None:
            self.holds = []
            try:
                known = self.locals[item] = digest(self.whole(item, self._seen(item))), self.holds
            finally:
                self.holds = None
        return known

    def view(self, shape: Shape, item: Any) -> tuple[bytes, View]:
        """What is seen of documents of one shape, as `item` is, and what stands for that: two digesters may see the same."""
        found = self.views.get(shape)
        if found is None:
            chosen, inherited = view = self._seen(item)
            mark = b"" if UNKEPT & {*chosen} else digest(f"{' '.join(chosen)}:{' '.join(inherited)}".encode())[:8]
            found = self.views[shape] = mark, view
        return found

    def whole(self, item: Any, view: View) -> bytes:
        """A document as it is seen, with its place, so that no two are alike."""
        return head(item, view) + b"".join(self.parts(item, view))

    def parts(self, item: Any, view: View) -> list[bytes]:
        """What stands for each attribute that is seen of a document."""
        chosen, inherited = view
        state = item.__dict__
        return [*self.digester.each([state[name] for name in chosen]), *[self._computed(item, name) for name in inherited]]

    def _seen(self, item: Any) -> View:
        """The attributes that are seen of a document: its own, and those that its class computes."""
        kind, state = type(item), item.__dict__
        inherited = self.inherited.get(kind)
        if inherited is None:
            inherited = self.inherited[kind] = self._inherited(kind)
        if inherited is ALL:
            return sorted(state.keys() - BEHIND), ("content", "summary", "url", "save_as", "status")
        return [name for name in self.ordered if name in state], inherited

    def _inherited(self, kind: type) -> tuple[str, ...]:
        """Which properties of a class are named; `ALL` if all or a method is, which could read anything of its object."""
        if self.digester.names is None:
            return ALL
        found = []
        for name in sorted({OLD_NAMES.get(name, name) for name in self.digester.names}):
            attribute = getattr(kind, name, None)
            if name in UNTOLD:
                raise Unknown(f"the attribute {name} of a document")
            if isinstance(attribute, property):
                found.append(name)
            elif callable(attribute):
                return ALL
        return tuple(found)

    def _computed(self, item: Any, name: str) -> bytes:
        """What stands for an attribute that the class computes."""
        try:
            if name == "content":  # the same whether the text is at hand or only its digest
                known = getattr(item, "body_digest", None)
                return b"content=" + (known or digest((item.content or "").encode("utf-8", "surrogatepass")))
            return name.encode() + b"=" + self.digester(getattr(item, name))
        except (AttributeError, KeyError, NotImplementedError):
            return name.encode() + b"!"


def head(item: Any, view: View) -> bytes:
    """Which document it is, and what is seen of it."""
    return f"{type(item).__name__}:{item.source_path}:{' '.join(view[0])}:".encode("utf-8", "surrogateescape")
