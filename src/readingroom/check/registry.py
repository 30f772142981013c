"""What must never change once given: numbers, slugs, and that each document has both."""

from __future__ import annotations

from readingroom import header, ledger
from readingroom.errors import Message, ReadingRoomError
from readingroom.progress import Report
from readingroom.shelf import Shelf


def prove_registry(shelf: Shelf, report: Report) -> None:
    """Each Markdown file with a `Source:` is in the registry, once, with the slug and number given there."""
    registry = shelf.registry()
    owners: dict[str, str] = {}
    for file in sorted((shelf.content / "documents").rglob("*.md")):
        name = file.relative_to(shelf.content).as_posix()
        try:
            fields, _ = header.split(file.read_text("utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            report.say(Message("C-09", f"the Markdown cannot be read ({error})", "save it as UTF-8", name))
            continue
        path = fields.get("Source", "")
        if not path:
            report.say(
                Message("K-06", "a document without a source", "pages written by hand belong into content/pages", name, level="warning")
            )
        elif path in owners:
            report.say(Message("K-06", f"two documents have the source {path}: the other is {owners[path]}", "delete one of them", name))
        elif path not in registry:
            report.say(Message("K-06", "the document is not in the registry", "run: readingroom build", name))
        else:
            place = registry[path]
            if fields.get("X-Number") != str(place.number) or fields.get("Slug") != place.slug:
                fact = f"number and slug are not those of the registry ({place.number}, {place.slug})"
                report.say(Message("K-06", fact, "run: readingroom build", name, level="warning"))
        owners[path] = name
    _prove_hands(shelf, report)
    report.count("registered", len(registry.entries()))


def _prove_hands(shelf: Shelf, report: Report) -> None:
    """Fields changed since the last conversion: allowed, but the ledger does not know it yet."""
    for place in shelf.registry().entries():
        try:
            entry = shelf.ledger(place.path)
            markdown = shelf.markdown(entry) if entry else None
        except ReadingRoomError:
            continue  # told by prove_sources
        if entry is None or markdown is None or ledger.sha256(markdown) in (entry.written, entry.replaces):
            continue
        if ledger.sha256(ledger.undo_by_hand(entry, header.split(markdown)[1])) == entry.body_sha256:  # else it is L-02
            report.say(
                Message(
                    "K-07",
                    "edited by hand since the last conversion",
                    "run: readingroom build, to enter it into the ledger",
                    entry.markdown,
                    level="note",
                )
            )
