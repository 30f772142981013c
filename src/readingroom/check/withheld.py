"""Promise 9: what a curator withholds or redacts is nowhere in the output."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from readingroom import header
from readingroom.errors import Message, ReadingRoomError
from readingroom.holding import mended, withholds
from readingroom.ledger import Ledger
from readingroom.names import actual
from readingroom.progress import Report
from readingroom.search import codes
from readingroom.shelf import Shelf

LONG_ENOUGH = 60  # characters of a line, for it to be no coincidence elsewhere
TAKEN_OUT = 20  # the same of a passage that a hand took out: it is somebody's name and what was said of them


def prove_withheld(shelf: Shelf, texts: Path, output: Path, report: Report) -> None:
    """Look for each withheld document's slug among the files and for its longest lines in them; for what was taken out of redacted ones."""
    slugs: dict[str, str] = {}
    hidden: list[tuple[str, list[bytes]]] = []
    for place in shelf.registry().entries():
        try:
            entry = shelf.ledger(place.path)
            markdown = shelf.markdown(entry) if entry else None
        except ReadingRoomError:
            continue  # told by prove_sources
        if entry is None or markdown is None:
            continue
        fields, body = header.split(mended(markdown))
        status = next((value.lower() for name, value in fields.items() if name.lower() == "status"), "")
        if withholds(status) and status != "redacted":
            slugs[place.slug] = place.path
            lines = sorted((line for line in body.splitlines() if len(line) >= LONG_ENOUGH), key=len)[-3:]
            hidden.append((place.path, [line[:LONG_ENOUGH].encode() for line in lines]))
        elif status == "redacted":
            hidden.append((place.path, [*_taken_out(entry, body), *_files(entry, texts)]))
    if hidden:
        _search(output, slugs, hidden, report)


def _search(output: Path, slugs: dict[str, str], hidden: list[tuple[str, list[bytes]]], report: Report) -> None:
    for file in sorted(file for file in output.rglob("*") if file.is_file()):
        name = file.relative_to(output.parent).as_posix()
        owner = slugs.get(file.stem.partition("~")[0])
        if owner:
            report.say(Message("K-08", f"{owner} is withheld, but has a file here", "run: readingroom build", name))
        data = _shown(file)
        for path, signs in hidden:
            if any(sign in data for sign in signs):
                report.say(Message("K-08", f"words of {path} are here, which is withheld or redacted", "run: readingroom build", name))


def _shown(file: Path) -> bytes:
    """The content of a file; of one of the search, what is coded in it."""
    data = file.read_bytes()
    if file.suffix == ".js":
        with suppress(ValueError):
            data = codes.opened(data)[1]
            if data[:1] in b"{[":
                data = json.dumps(json.loads(data), ensure_ascii=False).encode("utf-8", "surrogatepass")
                return data.replace(b'\\"', b'"').replace(b"\\\\", b"\\")
    return data


def _taken_out(entry: Ledger, body: str) -> Iterator[bytes]:
    """Stretches that a hand took out of a document and that are not elsewhere in it, line by line."""
    for _, before, after in entry.by_hand:
        for line in before.splitlines():
            stretch = line.strip()
            if len(stretch) >= TAKEN_OUT and stretch not in after and stretch not in body:
                yield stretch.encode("utf-8", "surrogatepass")


def _files(entry: Ledger, texts: Path) -> Iterator[bytes]:
    """The files of a document, whole."""
    for path in [part.path for part in entry.parts] or [entry.path]:
        try:
            yield (texts / actual(path)).read_bytes()
        except OSError:
            continue  # vanished: told by prove_sources
