"""A folder of texts becomes documents, ledgers and a registry: what is new is converted, what is there is kept.

For each text one of these is true, and is counted under its name:
    converted    it had no document, or the text changed, or --again was said
    unchanged    text, Markdown and spreadsheet are as they were
    updated      the spreadsheet or a hand changed its Markdown; text and rules did not
    moved        the same bytes stand at another path now
    kept         the text changed, but a hand has edited the Markdown: left alone and reported
    failed       it could not be read or converted
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, closing, suppress
from difflib import get_close_matches
from pathlib import Path

from readingroom.collection.arrivals import decide, find_moved, load_ledgers, take_fingerprints, take_in_followers, tell_vanished
from readingroom.collection.desk import Desk, DiskFullError
from readingroom.collection.holding_back import hold_back_the_rest
from readingroom.collection.remembering import remember, untouched
from readingroom.collection.suspects import know_held
from readingroom.collection.task import Confirm, Difference, Task
from readingroom.collection.vanished import gone_paths, keep_vanished
from readingroom.convert import rule_names
from readingroom.document import Survey
from readingroom.errors import Message, ReadingRoomError
from readingroom.lock import locked
from readingroom.memory import GONE, Memory, settled
from readingroom.names import actual, record
from readingroom.progress import Progress, Report
from readingroom.read import find
from readingroom.write.files import clear_scratch, look_closely

__all__ = ["Confirm", "Difference", "Task", "convert_collection", "has_documents", "known_rules"]

LOCK = "convert.lock"


def convert_collection(task: Task, report: Report, progress: Progress) -> None:
    """Bring content/ up to date with texts/. What goes wrong with one text is reported, and the others go on.

    Two at once would give one number twice: with a cache, the second waits for the first.
    Where there is no folder of texts, hand and spreadsheet have their say on the documents that there are. A spreadsheet that can't be used
    is an error (M-01), and nothing is touched: what it says of a new document nobody knows.
    Raises ReadingRoomError if nothing can be done: neither texts nor documents (U-03), a damaged registry (G-01).
    """
    if not task.texts.is_dir() and not has_documents(task.content):
        raise ReadingRoomError("U-03", f"there is no folder {str(task.texts)!r}", "give the folder that holds your text files")
    with ExitStack() as stack:
        if task.cache:
            with suppress(OSError):  # nobody can write there: then nobody else has the lock
                stack.enter_context(locked(task.cache / LOCK, lambda: progress("Waiting", 0, 1)))
        clear_scratch(task.content)
        if task.cache:
            clear_scratch(task.cache, inside=False)
        memory = stack.enter_context(closing(Memory(task.cache)))
        try:
            desk = Desk(task, report, progress, memory)
        except ReadingRoomError as error:
            if error.message.code != "M-01":
                raise
            report.say(error.message)
            return
        _convert(desk)


def has_documents(content: Path) -> bool:
    """Whether a folder holds documents that were converted."""
    return (content / "registry.csv").exists() or (content / "ledger").is_dir()


def known_rules(names: Iterable[str]) -> frozenset[str]:
    """Names of rules to leave out, as a set. Raises ReadingRoomError U-10 for one that no rule has."""
    for name in names:
        if name not in (rules := sorted(rule_names())):
            close = get_close_matches(name, rules, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"the rules are: {', '.join(rules)}"
            raise ReadingRoomError("U-10", f"there is no rule named {name!r}", hint)
    return frozenset(names)


def _convert(desk: Desk) -> None:
    """All steps, in order."""
    names, passed_over = find(desk.task.texts) if desk.task.texts.is_dir() else ([], [])
    texts = [record(name) for name in names]
    gone = gone_paths(desk, texts)
    sheet = desk.corrections
    desk.corrections, strange = sheet.fitted((*texts, *gone), desk.registry.former())
    desk.parts, wrong = desk.corrections.joined(texts)
    for message in (*passed_over, *strange, *wrong):
        desk.report.say(message)
    paths = list(desk.parts)
    take_in_followers(desk)
    looks = _looks(desk) | dict.fromkeys(gone, GONE)  # before they are read: what changes later is seen next time
    asleep = untouched(desk, looks)
    awake = [path for path in paths if path not in asleep]
    damaged = load_ledgers(desk, awake, set(asleep))
    prints = {path: stamp.sha256 for path, stamp in asleep.items()} | take_fingerprints(desk, awake)
    prints = {path: prints[path] for path in paths if path in prints and path not in damaged}
    if find_moved(desk, prints, set(asleep)):
        desk.corrections, _ = sheet.fitted((*texts, *gone_paths(desk, texts)), desk.registry.former())
    know_held(desk)
    decisions = {path: decide(desk, path, prints[path]) for path in awake if path in prints}
    try:
        keep_vanished(desk, asleep)
        _work(desk, decisions, prints, len(asleep))
    except DiskFullError:
        pass  # told, and the rest follows at the next run
    finally:
        with suppress(DiskFullError):
            hold_back_the_rest(desk, asleep)
        _save_registry(desk)
        remember(desk, looks, asleep)
    if desk.task.texts.is_dir():
        tell_vanished(desk, set(texts))


def _work(desk: Desk, decisions: Mapping[str, str], prints: dict[str, str], unchanged: int) -> None:
    """Bring documents up to date, and convert texts. What does it is imported where there is something to do."""
    if decisions:
        from readingroom.collection.drafts import convert_all, take_survey
        from readingroom.collection.standing import keep_all

        wanted = [path for path, decision in decisions.items() if decision == "convert"]
        known = take_survey(desk, prints) if wanted else Survey()
        keep_all(desk, [path for path, decision in decisions.items() if decision == "keep"])
    desk.report.count("unchanged", unchanged)
    if decisions:
        convert_all(desk, wanted, known, prints)


def _looks(desk: Desk) -> dict[str, str]:
    """How the texts of each document look, of those that have settled."""
    folder = os.path.join(desk.task.texts, "")  # noqa: PTH118  `Path` is slow, and all texts are looked at
    looks = {path: [look_closely(folder + actual(part)) for part in parts] for path, parts in desk.parts.items()}
    return {path: " ".join(seen) for path, seen in looks.items() if all(map(settled, seen))}


def _save_registry(desk: Desk) -> None:
    try:
        desk.shelf.write_registry(desk.registry)
    except OSError as error:
        desk.report.say(
            Message(
                "C-12",
                f"cannot be written ({error.strerror or error})",
                "make room or mend the permissions; run the command again",
                "registry.csv",
            )
        )
