"""New texts that may be what is to be held back: near to a text that is, or perhaps what a row means that fits none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import PurePosixPath

from rapidfuzz import fuzz, process

from readingroom.census import Census
from readingroom.collection.desk import Desk
from readingroom.corrections import FILE, Unfit
from readingroom.errors import Message, ReadingRoomError
from readingroom.holding import withholds
from readingroom.ledger import Ledger
from readingroom.names import actual
from readingroom.places import fold
from readingroom.read import read_joined
from readingroom.resemblance import Held, trace
from readingroom.traces import lost_markdown
from readingroom.workers import Draft

ALIKE = 60  # percent of likeness (Indel) from which on a path or a title may be what a row means
NAMED = 3  # texts that a message names


def know_held(desk: Desk) -> None:
    """Gather the traces of all that is held back, those among them that the spreadsheet holds back only now."""
    traces = {entry.path: entry.trace for entry in desk.registry.entries() if entry.status}
    for path in desk.parts:
        if not traces.get(path) and (path in traces or withholds(desk.said(path).get("Status", ""))):
            try:
                traces[path] = trace(_text(desk, path))
            except ReadingRoomError:
                continue  # it is told when it is converted
    desk.traces = Held({path: packed for path, packed in traces.items() if packed})


def _text(desk: Desk, path: str) -> str:
    """The text of a document. Raises ReadingRoomError if it can't be read."""
    return read_joined(desk.task.texts, [actual(part) for part in desk.parts[path]]).text


def count_words(desk: Desk, census: Census) -> None:
    """Find out which words of these are rare in the collection as it is now."""
    if desk.traces.traces:
        desk.traces.count(census.texts, census.words())


def meet(desk: Desk, made: Draft, old: Ledger | None) -> None:
    """Hold back a text that is new, or changed, and near to one that is held back (M-10), unless its own row says that it is published."""
    if made.seen is None or made.ledger is None or (old and old.sha256 == made.ledger.sha256) or desk.corrections.is_published(made.path):
        return
    near = desk.traces.nearest(made.path, made.seen, partial(_text, desk, made.path))
    if near and not withholds(desk.said(made.path).get("Status", "")):
        desk.near[made.path] = near
        hint = "write published in its own row of metadata.csv if it may be read, or withheld to keep it so"
        fact = f"it is the text of {near}, which is held back, or nearly so: it is held back as well"
        desk.report.say(Message("M-10", fact, hint, made.path))


def is_first(desk: Desk, path: str) -> bool:
    """Whether a text never had a document."""
    try:
        return path not in desk.registry and path not in desk.ledgers and not lost_markdown(desk.shelf, path)
    except ReadingRoomError:
        return False


def let_wait(desk: Desk, first: Sequence[Draft]) -> frozenset[str]:
    """The texts, of those that come for the first time, that a row may mean that holds back and fits none: they wait (M-11)."""
    titles = {made.path: _title(made) for made in first if made.ledger}
    waiting: set[str] = set()
    for row in desk.corrections.unfit if titles else ():
        found = suspects(row, titles)
        waiting |= found
        names = ", ".join(sorted(found)[:NAMED]) + (f" and {len(found) - NAMED} more" if len(found) > NAMED else "")
        fact = f"the row holds back a text that is not there, and may mean {names}: {'they wait' if len(found) > 1 else 'it waits'}"
        hint = "mend the path of the row, or write expected as its status if its text is yet to come; then build again"
        desk.report.say(Message("M-11", fact, hint, FILE, row.line))
    if waiting:
        desk.report.count("waiting", len(waiting))
    return frozenset(waiting)


def suspects(row: Unfit, titles: dict[str, str]) -> set[str]:
    """Which of some texts, each with its title, a row may mean: those with a path or a title like its own; all of them if none has."""
    wanted = [fold(name) for name in (row.path, PurePosixPath(row.path).stem, row.title) if name]
    told = {path: (fold(path), fold(PurePosixPath(path).stem), fold(title)) for path, title in titles.items()}
    flat = [(path, name) for path, names in told.items() for name in names if name]
    found = {
        flat[at][0]
        for one in wanted
        for _, _, at in process.extract(one, [name for _, name in flat], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
    }
    return found or set(titles)


def _title(made: Draft) -> str:
    found: Iterable[str] = (finding.value for finding in made.ledger.found if finding.field == "title") if made.ledger else ()
    return next(iter(found), "")
