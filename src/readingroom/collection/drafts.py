"""What is new or changed, converted in two passes: first what the collection has in common, then each text."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from functools import partial

from readingroom import fields, header, ledger, quality
from readingroom.census import Census
from readingroom.collection.desk import Desk
from readingroom.collection.suspects import count_words, is_first, let_wait, meet
from readingroom.collection.task import Difference
from readingroom.describe import languages
from readingroom.document import Survey
from readingroom.errors import Message
from readingroom.ledger import Ledger
from readingroom.workers import MANY, Draft, TakeStock, draft, pool


def take_survey(desk: Desk, prints: dict[str, str]) -> Survey:
    """What the collection as it is now has in common: the sum that is remembered, without the texts that went, with those that came."""
    census, times = desk.memory.census(desk.task.encoding)
    with suppress(ValueError):  # what is remembered does not add up
        return _bring_up_to_date(desk, prints, census, times)
    return _bring_up_to_date(desk, prints, Census(), {})


def _bring_up_to_date(desk: Desk, prints: dict[str, str], census: Census, times: dict[str, int]) -> Survey:
    """Make a sum that of these texts. `times` says how often each text is in it, by its hash.

    Raises ValueError if it is not the sum of what is remembered of each text.
    """
    memory, wanted = desk.memory, Counter(prints.values())
    if not times:
        memory.forget_census()
    gone = [sha256 for sha256, often in times.items() if wanted[sha256] != often]
    for sha256 in gone:
        census.take_out(memory.tally(sha256), times.pop(sha256))
        memory.drop_tally(sha256)
    new: dict[str, str] = {}  # hash -> one of the texts that have it
    for path, sha256 in prints.items():
        if sha256 not in times:
            new.setdefault(sha256, path)
    with pool(len(new), desk.task.jobs) as over:
        found = over(TakeStock(desk.task.texts, desk.task.encoding), [desk.parts[path] for path in new.values()])
        for done, (sha256, stock) in enumerate(zip(new, found, strict=True), 1):
            if stock is not None:
                census.add(stock, wanted[sha256])
                times[sha256] = wanted[sha256]
                memory.keep_tally(sha256, wanted[sha256], stock.packed)
            desk.progress("Surveying", done, len(new))
    known = census.survey(memory.tallies)
    count_words(desk, census)
    known = replace(known, some_held=bool(desk.traces.traces))
    if gone or new:
        memory.keep_census(census, times, desk.task.encoding)
    return known


def convert_all(desk: Desk, paths: list[str], known: Survey, prints: dict[str, str]) -> None:
    """Convert these texts and write them. What changes Markdown that is there waits until the task's `confirm` has seen it all."""
    digests = {}
    held: list[Draft] = []  # drafts that change what is there, until it is said that they may
    first: list[Draft] = []  # of texts that never had a document, where a row holds back nobody knows which
    differences: list[Difference] = []
    languages.keep_in(desk.task.cache)
    if len(paths) >= MANY and multiprocessing.get_start_method() == "fork" and sum(map(str.isascii, known.words)) * 2 > len(known.words):
        languages.prepare()
    with pool(len(paths), desk.task.jobs) as over:
        for done, made in enumerate(
            over(partial(draft, desk.task.texts, desk.task.encoding, desk.task.off, known), [desk.parts[path] for path in paths]), 1
        ):
            for message in made.messages:
                desk.report.say(message)
            if made.ledger is None:
                desk.report.count("failed")
            else:
                digests[made.path] = made.digest
                difference = _difference(desk, made, made.ledger) if desk.task.confirm else None
                if desk.corrections.unfit and is_first(desk, made.path):
                    first.append(made)
                elif difference:
                    held.append(made)
                    differences.append(difference)
                else:
                    desk.guarded(made.path, partial(_put, desk, made, made.ledger))
            desk.progress("Converting", done, len(paths))
    waiting = let_wait(desk, first)
    for made in first:
        if made.ledger and made.path not in waiting:
            desk.guarded(made.path, partial(_put, desk, made, made.ledger))
    if held and desk.task.confirm and desk.task.confirm(differences):
        for made in held:
            if made.ledger:
                desk.guarded(made.path, partial(_put, desk, made, made.ledger))
    elif held:
        desk.report.count("left as they are", len(held))
    by_bytes = {prints[path]: digest for path, digest in digests.items()}
    copies = {path: by_bytes[sha256] for path, sha256 in prints.items() if sha256 in by_bytes}  # of what was converted before
    for message in quality.duplicates({**copies, **digests}):
        desk.report.say(message)


def _difference(desk: Desk, made: Draft, entry: Ledger) -> Difference | None:
    """What a draft would change in Markdown that is there; None if nothing. A text that changed needs nobody's leave."""
    old = desk.ledgers.get(made.path)
    standing = desk.standing(old) if old else None
    if not old or standing is None or old.sha256 != entry.sha256:
        return None
    _, markdown = desk.compose(replace(entry, markdown=old.markdown), made.body, desk.hand(old, standing))
    changes = ledger.compare(standing, markdown)
    return Difference(made.path, changes) if changes else None


def _put(desk: Desk, made: Draft, entry: Ledger) -> None:
    """Write a fresh conversion. Fields that a hand changed stay changed."""
    old = desk.ledgers.get(made.path)
    meet(desk, made, old)
    entry = replace(entry, markdown=old.markdown if old else desk.shelf.markdown_path(made.path))
    standing = desk.standing(entry)
    hand: dict[str, str] = {}
    if old and standing is not None:
        hand = desk.hand(old, standing)
        if old.lost:
            entry = replace(entry, by_hand=ledger.compare(made.body, header.split(standing)[1]))
    elif standing is not None:
        entry, hand = _adopt(desk, entry, made.body, standing)
    desk.write(entry, made.body, hand, standing, header.split(standing)[1] if standing is not None else None)
    desk.report.count("converted")


def _adopt(desk: Desk, entry: Ledger, body: str, standing: str) -> tuple[Ledger, dict[str, str]]:
    """A document whose ledger is gone: nobody can say who wrote what differs from a fresh conversion, so it counts as written by hand."""
    composed, markdown = desk.compose(entry, body, {})
    if markdown == standing:
        return entry, {}
    hint = "delete the Markdown too if the text is to be converted afresh"
    message = Message("C-15", "its Markdown was there without a ledger: kept, as edited by hand", hint, entry.path, level="warning")
    desk.report.say(message)
    now, text = header.split(standing)
    return replace(entry, by_hand=ledger.compare(body, text)), fields.by_hand(composed, now)
