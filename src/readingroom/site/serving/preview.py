"""Pages ahead of the build: the last build is kept in memory, and what is being looked at is rendered from it again.

A guess, made from what changed and from the page's own document. The build that follows knows everything and decides.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican.contents import Content
from pelican.readers import Readers

from readingroom.collection.trial import Trial
from readingroom.names import record
from readingroom.site.engine import Pelican
from readingroom.site.engine.bodies import Bodies
from readingroom.site.engine.faults import PAGE, template_fault
from readingroom.site.engine.pages import Page
from readingroom.site.engine.statics import Copy
from readingroom.site.engine.work import Work
from readingroom.site.generator import renew

STAYS = frozenset({"slug", "translations", "status", "row", "override_url", "override_save_as", "_address"})
"""What a document keeps when it is read again: its place among the others."""
HELD = frozenset({"_row", "_reading", "body_digest", "_short", "_same", "_summary"})
"""What the engine knows of a document as it was."""


class Preview:
    """What the last build had in memory. Its `trial` converts single texts, as soon as there is one."""

    def __init__(self, built: Pelican, work: Work, texts: Path) -> None:
        self.built = built
        self.settings, self.context = built.settings, built.context
        self.items: dict[str, Any] = work.outputs.items
        self.texts = texts
        self.trial: Trial | None = None
        self.reading = work.reading
        if self.reading:  # the build has closed the files
            self.reading.bodies = Bodies(self.reading.bodies.folder)
        self.templates = [Path(folder).resolve() for folder in (*self.settings["THEME_TEMPLATES_OVERRIDES"], f"{built.theme}/templates")]
        self.copies: dict[str, list[str]] = {}
        for name, item in self.items.items():
            if isinstance(item, Copy):
                self.copies.setdefault(item.source, []).append(name)

    def close(self) -> None:
        """Let go of the texts."""
        if self.reading:
            self.reading.bodies.close()

    def ahead(self, changed: Iterable[Path], in_view: Iterable[str]) -> dict[str, bytes | Path]:
        """The files that browsers should be shown, by name, after these files changed. Raises ReadingRoomError S-06 for a template
        that can't be rendered."""
        changed = set(changed)
        shown: dict[str, bytes | Path] = {}
        for path in changed:
            shown.update((name, path) for name in self.copies.get(str(path), ()) if path.is_file())
        restyled = any(folder in path.parents for path in changed for folder in self.templates)
        pages = [page for name in in_view if isinstance(page := self.items.get(name), Page)]
        for page in pages:
            if restyled:
                self._reload(page, changed)
            if self._renew(page, changed) or restyled:
                shown[page.name] = self._render(page)
        return shown

    @staticmethod
    def _reload(page: Page, changed: set[Path]) -> None:
        """Let Jinja look for templates anew if one came or went: another folder's may now come first. Those that changed it sees."""
        cache = page.template.environment.cache
        if cache is not None and not changed <= {Path(template.filename or "").resolve() for template in cache.values()}:
            cache.clear()

    def _render(self, page: Page) -> bytes:
        environment = page.template.environment
        try:
            page.template = environment.get_template(page.template.name or "")
            return page.render(self.context).encode("utf-8")
        except Exception as error:
            error.add_note(f"{PAGE}{page.name}")
            raise template_fault(error) or error from error

    def _renew(self, page: Page, changed: set[Path]) -> bool:
        """Read the document of a page again if its file changed, or the text it is made from; whether it was."""
        document = page.extra.get("article") or page.extra.get("page")
        if not isinstance(document, Content):
            return False
        file = Path(document.source_path).resolve()
        if file in changed:
            self._read(document, Path(self.settings["PATH"]), file)
            return True
        source = (document.metadata.get("fields") or {}).get("source")
        if not self.trial or not source or all(self.trial.document(self._record(path)) != source for path in changed):
            return False
        markdown = self.trial.markdown(source)
        if markdown is None:
            return False
        with tempfile.TemporaryDirectory() as scratch:
            draft = Path(scratch) / file.name
            draft.write_text(markdown, "utf-8")
            self._read(document, Path(scratch), draft)
        return True

    def _record(self, path: Path) -> str:
        """The name of a text; "" for a file that is none."""
        return record(path.relative_to(self.texts).as_posix()) if path.is_relative_to(self.texts) else ""

    def _read(self, document: Content, folder: Path, file: Path) -> None:
        """Put what a file holds now into the document that was made from it."""
        name = file.relative_to(folder.resolve()).as_posix()
        fresh = Readers(self.settings).read_file(folder, name, type(document), context=self.context)
        state = document.__dict__
        for known in HELD:
            state.pop(known, None)
        place = {"source_path", "relative_source_path", "filename", "_context", *STAYS}
        state.update((key, value) for key, value in vars(fresh).items() if key not in place)
        renew(document)
