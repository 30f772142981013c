"""Promise 9: what a curator withholds is nowhere in the output."""

from __future__ import annotations

from pathlib import Path

from readingroom import header
from readingroom.errors import Message, ReadingRoomError
from readingroom.names import actual
from readingroom.progress import Report
from readingroom.shelf import Shelf

LONG_ENOUGH = 60  # characters of a line, for it to be no coincidence elsewhere


def prove_withheld(shelf: Shelf, texts: Path, output: Path, report: Report) -> None:
    """Look for each withheld document's slug among the files, and for its longest lines in every file; of a redacted one for its bytes."""
    hidden: list[tuple[str, list[bytes]]] = []
    slugs: dict[str, str] = {}
    for place in shelf.registry().entries():
        try:
            entry = shelf.ledger(place.path)
            markdown = shelf.markdown(entry) if entry else None
        except ReadingRoomError:
            continue  # told by prove_sources
        fields, body = header.split(markdown or "")
        if fields.get("Status") == "withheld":
            slugs[place.slug] = place.path
            lines = sorted((line for line in body.splitlines() if len(line) >= LONG_ENOUGH), key=len)[-3:]
            hidden.append((place.path, [line[:LONG_ENOUGH].encode() for line in lines]))
        elif fields.get("Status") == "redacted":
            hidden += [(place.path, [data]) for data in _bytes(texts / actual(place.path))]
    if not hidden:
        return
    for file in sorted(file for file in output.rglob("*") if file.is_file()):
        name = file.relative_to(output.parent).as_posix()
        if file.stem in slugs or file.parent.name in slugs:
            report.say(
                Message(
                    "K-08",
                    f"{slugs.get(file.stem) or slugs[file.parent.name]} is withheld, but has a file here",
                    "run: readingroom build",
                    name,
                )
            )
        data = file.read_bytes()
        for path, signs in hidden:
            if any(sign in data for sign in signs):
                report.say(Message("K-08", f"words of {path} are here, which is withheld or redacted", "run: readingroom build", name))


def _bytes(file: Path) -> list[bytes]:
    try:
        return [file.read_bytes()]
    except OSError:
        return []
