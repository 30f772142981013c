"""What must never change once given: document numbers, slugs, the addresses that once were.

content/registry.csv, kept in git: path, number, slug, edition, aliases, status, trace. Aliases are separated by spaces: a slug that was;
`#old=new` for a paragraph whose id vanished and the one that stands in its place; `@path` for a document that became part of another;
`<path` for a path at which its text was. A document that is held back has its status here as well, and a trace of its text
(`readingroom.resemblance`), so that neither is forgotten with its Markdown and its ledger.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from readingroom.errors import ReadingRoomError
from readingroom.names import slugify

COLUMNS = ("path", "number", "slug", "edition", "aliases", "status", "trace")
_FIRST = COLUMNS[:5]  # what a registry had before it remembered what is held back
COPY = "withheld copy"
"""The status of a text that is one that is held back at another path, or nearly so: only its own row, or a hand, publishes it."""
_MARKED = frozenset("#@<")
"""What an alias begins with that is no slug."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document's permanent facts."""

    path: str  # the record of its text's path
    number: int
    slug: str
    edition: str = "1"  # in which it first appeared
    aliases: tuple[str, ...] = ()
    status: str = ""  # that holds it back, or a part of it; "" if none does
    trace: str = ""  # of its text, if it is held back

    @property
    def slugs(self) -> tuple[str, ...]:
        """Slugs that it had before."""
        return tuple(alias for alias in self.aliases if alias[0] not in _MARKED)

    @property
    def former(self) -> tuple[str, ...]:
        """Paths at which its text was."""
        return tuple(_unspaced(alias) for alias in self.aliases if alias[0] == "<")

    @property
    def lead(self) -> str:
        """The document that it became a part of; "" for one that stands by itself."""
        return next((_unspaced(alias) for alias in self.aliases if alias[0] == "@"), "")


def _unspaced(alias: str) -> str:
    """The path in an alias."""
    return alias[1:].replace("%20", " ")


def _alias(sign: str, path: str) -> str:
    return f"{sign}{path.replace(' ', '%20')}"


class Registry:
    """All entries, by path. Entries are given once and kept, also when their text has vanished."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries = {entry.path: entry for entry in entries}
        self._slugs = {slug for entry in self._entries.values() for slug in (entry.slug, *entry.slugs)}
        self._number = max((entry.number for entry in self._entries.values()), default=0)

    def __contains__(self, path: str) -> bool:
        return path in self._entries

    def __getitem__(self, path: str) -> Entry:
        return self._entries[path]

    def get(self, path: str) -> Entry | None:
        """The entry of a path, if it has one."""
        return self._entries.get(path)

    def entries(self) -> list[Entry]:
        """All entries, in the order of their numbers."""
        return sorted(self._entries.values(), key=lambda entry: entry.number)

    def give(self, path: str, title: str, edition: str, slug: str = "") -> Entry:
        """The entry of a path; a new one gets the next number and a slug made from its title, told apart from all others.

        A `slug` asked for by the curator replaces the present one, which becomes an alias. Raises ReadingRoomError G-02 if it is taken.
        """
        entry = self._entries.get(path)
        if slug in self._slugs and not (entry and slug in (entry.slug, *entry.aliases)):
            raise ReadingRoomError("G-02", f"the slug {slug!r} belongs to another document", "choose another", path=path)
        if entry is None:
            self._number += 1
            entry = Entry(path, self._number, slug or self._free(slugify(title) or slugify(path) or "text"), edition)
        elif slug and slug != entry.slug:
            entry = replace(entry, slug=slug, aliases=(*(a for a in entry.aliases if a != slug), entry.slug))
        entry = replace(entry, aliases=tuple(a for a in entry.aliases if a[0] != "@"))  # it has a document of its own
        self._keep(entry)
        return entry

    def adopt(self, path: str, fields: Mapping[str, str]) -> None:
        """Take back a lost entry from the header in a document's ledger, where number and slug stand too."""
        number, slug = fields.get("X-Number", ""), fields.get("Slug", "")
        if path not in self._entries and number.isdigit() and slug and slug not in self._slugs:
            self._number = max(self._number, int(number))
            self._keep(Entry(path, int(number), slug))

    def lead(self, path: str, to: str) -> None:
        """A document became part of another, which may be new: its slug leads there. Number and slug stay taken."""
        self._keep(replace(self._entries[path], aliases=(*self._entries[path].aliases, _alias("@", to))))

    def is_lead(self, path: str) -> bool:
        """Whether a document became part of another."""
        return bool(self._entries[path].lead)

    def move(self, old: str, new: str) -> None:
        """A text now stands at another path: number, slug and aliases go with it."""
        entry = self._entries.pop(old)
        kept = [alias for alias in entry.aliases if alias not in (_alias("<", old), _alias("<", new))]
        self._keep(replace(entry, path=new, aliases=(*kept, _alias("<", old))))

    def mark(self, path: str, status: str, trace: str) -> None:
        """Remember that a document is held back, and how its text can be known again; "" for both if it is not."""
        entry = self._entries[path]
        if (entry.status, entry.trace) != (status, trace):
            self._entries[path] = replace(entry, status=status, trace=trace)

    def former(self) -> dict[str, str]:
        """Where texts are now: path that was -> path that is. Of a path at which several were, the last."""
        return {old: entry.path for entry in self._entries.values() for old in entry.former}

    def retire(self, path: str, ids: Iterable[tuple[str, str]], alive: Collection[str] = ()) -> None:
        """Paragraph ids that were published and vanished, each with the one that stands in its place now ("" if none does).

        `alive` are the ids that the document has now: one that came back needs no alias.
        """
        entry = self._entries[path]
        gone = dict(ids)
        kept = [
            a for a in entry.aliases if not (a.startswith("#") and (a[1:].partition("=")[0] in gone or a[1:].partition("=")[0] in alive))
        ]
        kept = [f"{a.partition('=')[0]}={gone.get(a.partition('=')[2], a.partition('=')[2])}" if a.startswith("#") else a for a in kept]
        self._keep(replace(entry, aliases=(*kept, *(f"#{old}={new}" for old, new in sorted(gone.items())))))

    def _keep(self, entry: Entry) -> None:
        self._entries[entry.path] = entry
        self._slugs.update((entry.slug, *entry.slugs))

    def _free(self, slug: str) -> str:
        """The slug, or the first of slug-2, slug-3, ... that nobody has or had."""
        if slug not in self._slugs:
            return slug
        number = 2
        while f"{slug}-{number}" in self._slugs:
            number += 1
        return f"{slug}-{number}"

    def dump(self) -> str:
        """The registry as CSV, in the order of numbers."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for entry in self.entries():
            writer.writerow((entry.path, entry.number, entry.slug, entry.edition, " ".join(entry.aliases), entry.status, entry.trace))
        return out.getvalue()


def load(text: str, path: str = "registry.csv") -> Registry:
    """A registry from its CSV. Raises ReadingRoomError G-01 with the line that is wrong: what it promises can't be guessed."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    if rows and tuple(rows[0]) not in (COLUMNS, _FIRST):
        raise ReadingRoomError("G-01", f"the first line must be {','.join(COLUMNS)}", "take the file back from git", path=path, line=1)
    entries: list[Entry] = []
    seen: tuple[dict[str, int], ...] = ({}, {}, {})
    for line, row in enumerate(rows[1:], 2):
        if not row:
            continue
        if len(row) not in (len(COLUMNS), len(_FIRST)) or not row[1].isdigit() or not row[0] or not row[2]:
            raise ReadingRoomError("G-01", f"a row must be {', '.join(COLUMNS)}", "take the file back from git", path=path, line=line)
        entry = Entry(row[0], int(row[1]), row[2], row[3], tuple(row[4].split()), *row[5:])
        for name, value, lines in zip(("path", "number", "slug"), (entry.path, str(entry.number), entry.slug), seen, strict=True):
            if lines.setdefault(value, line) != line:
                fact = f"{name} {value} stands in line {lines[value]} already"
                raise ReadingRoomError("G-01", fact, "take the file back from git", path=path, line=line)
        entries.append(entry)
    return Registry(entries)
