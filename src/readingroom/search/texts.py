"""The files from which hits are quoted: of a few documents each, with their titles, addresses and passages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from readingroom.search.run import Text

LARGE = 48_000
"""Characters from which on a document's passages are in files of their own."""


def documents_in_file(last: int) -> int:
    """How many documents share a file, in a collection numbered up to `last`."""
    return 8 if last < 16_384 else 16 if last < 65_536 else 32


def text_files(texts: Sequence[Text], size: int) -> Iterator[tuple[tuple[int, int], bytes]]:
    """The files of some documents: ((number // size, 0), data), and for each part of a large one ((-number, part), data)."""
    shared: dict[int, dict[str, object]] = {}
    for text in texts:
        document = text.document
        length = sum(len(passage.text) for _, passage in text.passages)
        by_slot = {slot: [passage.anchor, passage.page, passage.text] for slot, passage in text.passages}
        entry = {
            "u": document.url, "p": list(document.pages), "t": document.title, "q": document.subtitle,
            "x": int(document.untitled), "l": document.lang,
            "d": document.direction, "w": document.date, "a": list(document.columns[0]) if document.columns else [],
            "c": document.citation, "o": [slot for slot, _ in text.passages],
        }  # fmt: skip
        if length < LARGE:
            entry["s"] = by_slot
        else:
            parts = 1 << (length // LARGE).bit_length()
            entry["n"] = parts
            for part in range(parts):
                yield (-document.number, part), _json({slot: each for slot, each in by_slot.items() if slot % parts == part})
        shared.setdefault(document.number // size, {})[str(document.number)] = entry
    for number, entries in shared.items():
        yield (number, 0), _json(entries)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
