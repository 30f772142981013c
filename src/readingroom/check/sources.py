"""Promise 1: nothing is lost. Markdown and ledger give back the bytes of the text, and every word is accounted for."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from readingroom import header, ledger
from readingroom.errors import Message, ReadingRoomError
from readingroom.ledger import Ledger
from readingroom.names import actual
from readingroom.progress import Progress, Report
from readingroom.read import fingerprint_joined, restore, restore_parts
from readingroom.shelf import Shelf, ledger_name
from readingroom.traces import is_given_up

LAYOUT = frozenset(
    {
        "line-ends",
        "tight-line-ends",
        "kept-lines",
        "paragraph",
        "hyphens",
        "hyphens-kept",
        "cuts",
        "blocks",
        "escapes",
        "introductions",
        "quotations",
    }
)
"""Rules that move and mark text; all others say by their name what they took out."""

_LETTERS = re.compile(r"[^\W_]+")


def prove_sources(shelf: Shelf, texts: Path, report: Report, progress: Progress) -> None:
    """Rebuild each text from its document, and compare it with its hash, and with the file that is there."""
    registry = shelf.registry()
    places = [place for place in registry.entries() if not registry.is_lead(place.path)]  # the others are part of another document
    for done, place in enumerate(places, 1):
        try:
            report.count("texts rebuilt", _prove(shelf, texts, place.path, report))
        except ReadingRoomError as error:
            report.say(error.message)
        progress("Rebuilding", done, len(places))


def _prove(shelf: Shelf, texts: Path, path: str, report: Report) -> int:
    entry = shelf.ledger(path)
    if entry is None:
        if is_given_up(shelf, path) and not (texts / actual(path)).exists():
            return 0  # its number stays taken, and that is all
        raise ReadingRoomError("K-01", "the document has no ledger", "take it back from git, or run: readingroom build", path=path)
    markdown = shelf.markdown(entry)
    if markdown is None:
        hint = "run: readingroom build"
        if not (texts / actual(path)).exists():
            hint = f"its text is gone as well: run: git restore content/{entry.markdown}"
            hint += f"; or, if it is to go, run: rm content/{ledger_name(path)}"
        raise ReadingRoomError("K-02", f"the Markdown is missing ({entry.markdown})", hint, path=path)
    if entry.lost:
        fact = "its Markdown was edited when its text was not at hand: the source can't be rebuilt"
        report.say(Message("K-15", fact, "put the text back and run: readingroom build", path, level="warning"))
        return 0
    rebuilt = rebuild(entry, header.split(markdown)[1])
    if any(hashlib.sha256(data).hexdigest() != sha256 for data, sha256 in rebuilt):
        raise ReadingRoomError(
            "K-03",
            "Markdown and ledger do not give the text back",
            "take both back from git; or delete both and run: readingroom build",
            path=path,
        )
    for rule, before in silent_losses(entry):
        raise ReadingRoomError(
            "K-04", f"the rule {rule} took out {before[:40]!r}", "this is a fault of Reading Room: please report it", path=path
        )
    try:
        if fingerprint_joined(texts, [actual(part.path) for part in entry.parts] or [actual(path)]) != entry.sha256:
            report.say(Message("K-05", "the text changed since it was converted", "run: readingroom build", path, level="warning"))
    except ReadingRoomError:
        report.say(Message("C-13", "the text has vanished; its document stays", "", path, level="warning"))
    return 1


def rebuild(entry: Ledger, body: str) -> list[tuple[bytes, str]]:
    """Each file of a text, from the body of its Markdown and its ledger: (its bytes, the SHA-256 that they should have).

    Raises ReadingRoomError L-02 if body and ledger don't belong together.
    """
    text = ledger.source_text(entry, body)
    if entry.parts:
        return [(data, part.sha256) for data, part in zip(restore_parts(text, entry.parts), entry.parts, strict=True)]
    return [(restore(text, entry.encoding, entry.bom, entry.line_ends), entry.sha256)]


def silent_losses(entry: Ledger) -> list[tuple[str, str]]:
    """(rule, words) of edits that take letters out although their rule is only about layout: those promise to keep every letter."""
    return [
        (edit.rule, before)
        for edit, before in zip(entry.edits, entry.before, strict=True)
        if edit.rule in LAYOUT and _letters(before) not in _letters(edit.after)
    ]


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text))
