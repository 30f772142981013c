"""Documents that were just read -> digests, for several digesters at once: most of what they see, they all see."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from readingroom.site.engine.digest import Unknown, digest
from readingroom.site.engine.documents import View, head
from readingroom.site.engine.shapes import Shape

if TYPE_CHECKING:
    from readingroom.site.engine.digester import Digester

TEXTS = frozenset({"content", "summary", "url", "save_as", "status", "relative_dir"})
"""What documents compute that is a text, whoever looks at it."""

Plan = tuple[View, list[tuple[bytes, View, list[int]]]]
"""All that is seen of documents of one shape; for each digester the mark of its view, this view, and its places in all that is seen."""


class Foresight:
    """Digests each attribute once."""

    def __init__(self) -> None:
        self.digesters: list[Digester] = []
        self.plans: dict[Shape, Plan] = {}

    def add(self, digester: Digester) -> None:
        """Look through one more digester."""
        if digester not in self.digesters:
            self.digesters.append(digester)
            self.plans.clear()

    def __call__(self, item: Any) -> None:
        """Leave in the row of a document what `Documents.kept` is going to ask for. All its values must be fixed, see `are_fixed`:
        these every digester digests alike. Raises Unknown."""
        row = item.__dict__["_row"]
        plan = self.plans.get(row.shape)
        if plan is None:
            plan = self.plans[row.shape] = self._plan(row.shape, item)
        common, views = plan
        if views:
            parts = self.digesters[0].documents.parts(item, common)
            for mark, view, places in views:
                row.digests[mark] = b"D" + digest(head(item, view) + b"".join([parts[place] for place in places]))

    def _plan(self, shape: Shape, item: Any) -> Plan:
        views = {}
        for digester in self.digesters:
            with suppress(Unknown):  # it is said of the page that meets it
                mark, view = digester.documents.view(shape, item)
                views[mark] = view
        views = {mark: view for mark, view in views.items() if mark and TEXTS.issuperset(view[1])}
        chosen, inherited = (list(dict.fromkeys(name for view in views.values() for name in view[half])) for half in (0, 1))
        own, computed = ({name: place for place, name in enumerate(names)} for names in (chosen, inherited))
        return (chosen, tuple(inherited)), [
            (mark, view, [own[name] for name in view[0]] + [len(own) + computed[name] for name in view[1]]) for mark, view in views.items()
        ]
