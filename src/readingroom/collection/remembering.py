"""What the last conversion knew: texts that are untouched are not even read."""

from __future__ import annotations

from readingroom.collection.desk import Desk
from readingroom.convert import version
from readingroom.memory import Stamp
from readingroom.write.files import look_closely


def untouched(desk: Desk, looks: dict[str, str]) -> dict[str, Stamp]:
    """The texts of which nothing has changed since they were left: neither they, nor their documents, nor what is said of them."""
    if desk.memory.warning:
        desk.report.say(desk.memory.warning)
    if desk.task.again:
        return {}
    stamps = desk.memory.stamps()
    asleep = {}
    for path, seen in looks.items():
        stamp = stamps.get(path)
        if (
            stamp
            and seen
            and stamp.text == seen
            and stamp.ledger == look_closely(desk.shelf.ledger_file(path))
            and stamp.markdown == look_closely(desk.shelf.file(stamp.place))
            and stamp.inputs == _inputs(desk, path)
        ):
            asleep[path] = stamp
            desk.shelf.keep_place(path, stamp.place)
            if stamp.rules != version(desk.task.off):
                desk.report.count("converted with other rules")
    return asleep


def _inputs(desk: Desk, path: str) -> str:
    """What else decides over a document's Markdown, as one line."""
    entry = desk.registry.get(path)
    return repr((entry, sorted(desk.said(path).items()), desk.corrections.is_published(path)))


def remember(desk: Desk, looks: dict[str, str], asleep: dict[str, Stamp]) -> None:
    """Keep for the next time how everything was left. `looks` are those from before the texts were read."""
    stamps = dict(asleep)
    for path, (ledger_left, markdown_left) in desk.left.items():
        entry, seen = desk.ledgers[path], looks.get(path)
        if seen and ledger_left and markdown_left:
            stamps[path] = Stamp(seen, ledger_left, markdown_left, entry.markdown, entry.sha256, _inputs(desk, path), entry.rules)
    desk.memory.keep(stamps)
