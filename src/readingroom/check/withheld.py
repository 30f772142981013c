"""Promise 9: what a curator withholds or redacts is nowhere in the output: no page, source, list, feed, download, alias, index or state."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from readingroom import header
from readingroom.check.contents import opened
from readingroom.errors import Message, ReadingRoomError
from readingroom.holding import mended
from readingroom.ledger import Ledger
from readingroom.names import actual
from readingroom.progress import Report
from readingroom.registry import Entry
from readingroom.shelf import Shelf
from readingroom.site.held import Decisions
from readingroom.statuses import PUBLISHED, REDACTED, withholds

RUN = 8  # words in a row, for it to be no coincidence elsewhere
LONG_ENOUGH = 30  # letters of them
RUNS = 400  # of a document, evenly spread over a longer one
TAKEN_OUT = 20  # letters of a passage that a hand took out: it is somebody's name and what was said of them
FORM = 2  # public documents that share a run of words: then it is the wording of a form

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^<>]*+>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_PAGES = ("documents", "sources")
Words = tuple[str, ...]


@dataclass
class Secret:
    """What must not be found of one document."""

    path: str
    slugs: frozenset[str] = frozenset()  # of pages that it must not have
    runs: set[Words] = field(default_factory=set)
    digests: frozenset[str] = frozenset()  # SHA-256 of its files


def prove_withheld(shelf: Shelf, texts: Path, output: Path, report: Report, known: Decisions) -> None:
    """Look for all that is held back in every file of the output: its pages by their names, its texts by their bytes and their words.

    Words that a document has in common with one whose own row says that it is published are no secret, nor is what several have.
    """
    secrets: list[Secret] = []
    public: list[tuple[str, str]] = []
    for place in shelf.registry().entries():
        try:
            entry = shelf.ledger(place.path)
            markdown = shelf.markdown(entry) if entry else None
        except ReadingRoomError:
            entry = markdown = None  # told by prove_sources
        fields, body = header.split(mended(markdown)) if markdown is not None else ({}, "")
        told = {name.lower(): value for name, value in fields.items()} or {"source": place.path}
        status = known.status(told)
        if withholds(status):
            secrets.append(_secret(place, status, entry, fields, body, texts))
        elif markdown is not None:
            sources = _sources(place.path, entry, texts) if known.sheet.is_published(place.path) else ()
            public.append((place.path, "\n".join((fields.get("Title", ""), body, *sources))))
    if secrets:
        _spare(secrets, public, known)
        _search(output, secrets, report)


def _secret(place: Entry, status: str, entry: Ledger | None, fields: dict[str, str], body: str, texts: Path) -> Secret:
    """What must not be found of a document with this status."""
    digests = frozenset(_digests(entry)) if entry else frozenset()
    if status == REDACTED:
        runs = {run for stretch in _taken_out(entry, body) for run in _runs(stretch, TAKEN_OUT)} if entry else set()
        slugs = frozenset(f"sources/{slug}" for slug in (place.slug, *place.slugs)) | {f"documents/{slug}" for slug in place.slugs}
        return Secret(place.path, slugs, runs, digests)
    slugs = frozenset(f"{folder}/{slug}" for slug in (place.slug, *place.slugs) for folder in _PAGES)
    runs = _runs(body, LONG_ENOUGH)
    for text in _sources(place.path, entry, texts):
        runs |= _runs(text, LONG_ENOUGH)
    runs |= _runs(fields.get("Summary", ""), LONG_ENOUGH)
    return Secret(place.path, slugs, runs, digests)


def _digests(entry: Ledger) -> Iterator[str]:
    yield from (part.sha256 for part in entry.parts) if entry.parts else (entry.sha256,)


def _sources(path: str, entry: Ledger | None, texts: Path) -> Iterator[str]:
    """The texts of a document, as long as they are those that it was made from."""
    files = [(part.path, part.sha256, part.encoding) for part in entry.parts] if entry else []
    for name, sha256, encoding in files or [(path, entry.sha256 if entry else "", entry.encoding if entry else "utf-8")]:
        try:
            data = (texts / actual(name)).read_bytes()
            if not sha256 or hashlib.sha256(data).hexdigest() == sha256:
                yield data.decode(encoding, "replace")
        except (OSError, LookupError):
            continue  # vanished: told by prove_sources


def _taken_out(entry: Ledger, body: str) -> Iterator[str]:
    """Stretches that a hand took out of a document and that are not elsewhere in it, line by line."""
    for _, before, after in entry.by_hand:
        for line in before.splitlines():
            if (stretch := line.strip()) and stretch not in after and stretch not in body:
                yield stretch


def words(text: str) -> list[str]:
    """The words of a text, folded, without marks of Markdown between them."""
    return _WORD.findall(text.replace("\u00ad", "").casefold())


def _runs(text: str, least: int) -> set[Words]:
    """Words in a row: all of a short text, else run after run."""
    found = words(text)
    runs = [tuple(found[at : at + RUN]) for at in range(0, len(found), RUN)]
    if len(runs) > 1 and len(runs[-1]) < RUN:
        runs[-1] = tuple(found[-RUN:])
    runs = [run for run in runs if sum(map(len, run)) >= least]
    return set(runs[:: len(runs) // RUNS + 1])


def _spare(secrets: list[Secret], public: Iterable[tuple[str, str]], known: Decisions) -> None:
    """Take out of the secrets what is none: words of documents that are published by their own row, and wording of forms."""
    seen: dict[Words, int] = {}
    wanted = _by_first(secrets)
    for path, body in public:
        weight = FORM if known.sheet.is_published(path) else 1
        for run in _found(words(body), wanted):
            seen[run] = seen.get(run, 0) + weight
    for secret in secrets:
        secret.runs = {run for run in secret.runs if seen.get(run, 0) < FORM}


def _by_first(secrets: Iterable[Secret]) -> dict[str, list[Words]]:
    """The runs by their first word."""
    found: dict[str, list[Words]] = {}
    for run in {run for secret in secrets for run in secret.runs}:
        found.setdefault(run[0], []).append(run)
    return found


def _found(text: list[str], wanted: dict[str, list[Words]]) -> set[Words]:
    """Which of these runs are in a text."""
    found: set[Words] = set()
    for at in [at for at, word in enumerate(text) if word in wanted]:
        found.update(run for run in wanted[text[at]] if tuple(text[at : at + len(run)]) == run)
    return found


def _search(output: Path, secrets: list[Secret], report: Report) -> None:
    pages = {slug: secret.path for secret in secrets for slug in secret.slugs}
    files = {digest: secret.path for secret in secrets for digest in secret.digests}
    owners: dict[Words, str] = {run: secret.path for secret in secrets for run in secret.runs}
    wanted = _by_first(secrets)
    for file in sorted(file for file in output.rglob("*") if file.is_file()):
        place = file.relative_to(output).with_suffix("")
        for inner, data in opened(file):
            name = "/".join(filter(None, (file.relative_to(output.parent).as_posix(), inner)))
            owner = pages.get(_page_of(inner) if inner else place.with_name(place.name.partition("~")[0]).as_posix())
            if owner:
                report.say(Message("K-08", f"{owner} is withheld or redacted, but has a file here", "run: readingroom build", name))
            told: Collection[str] = {files.get(hashlib.sha256(data).hexdigest(), "")} - {""}
            told = {*told, *(owners[run] for run in _found(words(_plain(data)), wanted))} if wanted else told
            for path in sorted(told):
                hint = f"run: readingroom build; if another text has these words, and may, write {PUBLISHED} in its row of metadata.csv"
                report.say(Message("K-08", f"words of {path} are here, which is withheld or redacted", hint, name))


def _page_of(member: str) -> str:
    """The page of the document whose text a member of an archive is: in archives a date stands before the slug."""
    return f"documents/{PurePosixPath(member).stem.partition(' ')[2].partition(' ')[0]}"


def _plain(data: bytes) -> str:
    """What a reader of a file is shown: without tags, and without the escapes of HTML and JSON."""
    text = data.decode("utf-8", "replace")
    if "\\u" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    tags = [tag for tag in _TAG.findall(text) if " " in tag]  # what stands in attributes is told as well
    return html.unescape("\n".join((_TAG.sub(" ", text), *tags)))
