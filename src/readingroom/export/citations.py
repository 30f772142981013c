"""References to documents as reference managers read them: BibTeX, RIS and CSL-JSON, an entry for each document.

Only what is known of a document is stated. The type of an entry comes from the column `type` of the spreadsheet; "document" if nobody says.
Sources: the formats of BibTeX 0.99d, RIS (2011 specification), CSL-JSON 1.0.2.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from readingroom.export.formats import File, Format, Pieces, pieced
from readingroom.export.model import Collection, slug
from readingroom.export.people import Person, person
from readingroom.site.rows import Leaf

TYPES: Mapping[str, tuple[str, str, str]] = {
    "document": ("document", "GEN", "misc"),
    "letter": ("personal_communication", "PCOMM", "misc"),
    "newspaper article": ("article-newspaper", "NEWS", "article"),
    "magazine article": ("article-magazine", "MGZN", "article"),
    "speech": ("speech", "GEN", "misc"),
    "minutes": ("document", "GEN", "misc"),
    "interview": ("interview", "GEN", "misc"),
    "book": ("book", "BOOK", "book"),
    "poem": ("document", "GEN", "misc"),
    "report": ("report", "RPRT", "techreport"),
    "manuscript": ("manuscript", "UNPB", "unpublished"),
}
"""Type of a document -> its name in CSL, in RIS, in BibTeX."""

_TEX = re.compile(r"[\\{}$&#%_~^]")
_TEX_SIGNS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def type_of(view: Leaf) -> str:
    """The type of a document, as one of TYPES."""
    stated = next((value.strip().lower() for label, value in view.more if label.lower() == "type"), "")
    return stated if stated in TYPES else "document"


def people(view: Leaf) -> list[Person]:
    """Who wrote a document."""
    return [person(name) for name in view.entry.authors]


# -- CSL-JSON ---------------------------------------------------------------------------------------------------------


def csl(collection: Collection, view: Leaf) -> dict[str, Any]:
    """A document as an item of CSL-JSON."""
    entry = view.entry
    item: dict[str, Any] = {
        "id": slug(view),
        "type": TYPES[type_of(view)][0],
        "title": f"[{entry.title}]" if entry.untitled else entry.title,
        "author": [{"family": who.family, "given": who.given} if who.given else {"literal": who.family} for who in people(view)],
        "issued": _csl_date(view),
        "container-title": _container(collection, view),
        "archive": view.holder,
        "archive_location": view.shelfmark,
        "number": entry.number,
        "language": entry.lang,
        "URL": collection.address(view) if collection.site.address else "",
    }
    return {name: value for name, value in item.items() if value}


def _csl_date(view: Leaf) -> dict[str, Any]:
    """A date as CSL has it: its parts as far as they are known; what is no such date as words."""
    when = view.entry.when
    if not when.words:
        return {}
    parts = _parts(view)
    plain = parts and "/" not in when.edtf
    circa = {"circa": True} if when.edtf[-1:] in "~?%" else {}
    return {"date-parts": [list(parts)], **circa} if plain else {"literal": when.words}


def _parts(view: Leaf) -> tuple[int, ...]:
    """Year, month, day of a date as far as they are known."""
    when = view.entry.when
    if when.year is None:
        return ()
    return (when.year, *((when.month,) if when.month else ()), *((when.day,) if when.month and when.day else ()))


def _is_exact(view: Leaf) -> bool:
    """Whether a date is one date, and not about it, perhaps it, or an interval."""
    return not set("/~?%X") & set(view.entry.when.edtf)


def _container(collection: Collection, view: Leaf) -> str:
    return ", ".join(filter(None, (view.entry.collection.replace("/", ", "), collection.site.name)))


# -- RIS --------------------------------------------------------------------------------------------------------------


def ris(collection: Collection, view: Leaf) -> str:
    """A document as an entry of RIS."""
    entry, parts = view.entry, _parts(view)
    exact = bool(parts) and parts[0] > 0 and _is_exact(view)
    date = f"{parts[0]:04}/{'/'.join(f'{part:02}' for part in parts[1:])}" if exact else ""
    lines = [
        ("TY", TYPES[type_of(view)][1]),
        ("ID", slug(view)),
        ("TI", f"[{entry.title}]" if entry.untitled else entry.title),
        *(("AU", who.inverted) for who in people(view)),
        ("PY", f"{parts[0]:04}" if parts and parts[0] > 0 else ""),
        ("DA", date + "/" * (3 - date.count("/")) if date else entry.when.words),
        ("T2", _container(collection, view)),
        ("LA", entry.lang),
        ("DB", view.holder),
        ("CN", view.shelfmark),
        *(("KW", tag.name) for tag in view.tags),
        ("AB", entry.summary),
        ("UR", collection.address(view) if collection.site.address else ""),
    ]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines if value) + "ER  - \r\n"


# -- BibTeX -----------------------------------------------------------------------------------------------------------


def bibtex(collection: Collection, view: Leaf) -> str:
    """A document as an entry of BibTeX; the year is stated only if it is one."""
    entry, parts = view.entry, _parts(view)
    kind = TYPES[type_of(view)][2]
    fields = [
        ("author", " and ".join(_tex(who.inverted) if who.given else f"{{{_tex(who.family)}}}" for who in people(view))),
        ("title", f"{{{_tex(f'[{entry.title}]' if entry.untitled else entry.title)}}}"),
        ("year", str(parts[0]) if parts else ""),
        ("month", f"{parts[1]}" if len(parts) > 1 else ""),
        ("journal" if kind == "article" else "howpublished", _tex(_container(collection, view))),
        ("note", _tex(entry.when.words) if entry.when.words and (not parts or len(parts) > 2 or not _is_exact(view)) else ""),
        ("number", entry.number),
        ("language", entry.lang),
        ("library", _tex(view.holder)),
        ("shelfmark", _tex(view.shelfmark)),
        ("url", collection.address(view) if collection.site.address else ""),
    ]
    return f"@{kind}{{{slug(view)},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value) + "}\n"


def _tex(text: str) -> str:
    """Text with every sign that TeX would act upon escaped."""
    return _TEX.sub(lambda found: _TEX_SIGNS.get(found[0], f"\\{found[0]}"), _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())


# -- files ------------------------------------------------------------------------------------------------------------


def _entries(name: str, collection: Collection, render: Callable[[Collection, Leaf], str]) -> File:
    return pieced(name, collection, Pieces(lambda view: (render(collection, view) + "\n").encode("utf-8", "replace")))


def bibtex_file(collection: Collection) -> Iterator[File]:
    """`citations.bib`."""
    yield _entries("citations.bib", collection, bibtex)


def ris_file(collection: Collection) -> Iterator[File]:
    """`citations.ris`."""
    yield _entries("citations.ris", collection, ris)


def csl_file(collection: Collection) -> Iterator[File]:
    """`citations.json`."""

    def piece(view: Leaf) -> bytes:
        return json.dumps(csl(collection, view), ensure_ascii=False).encode("utf-8", "replace")

    yield pieced("citations.json", collection, Pieces(piece, b"[\n", b",\n", b"\n]\n"))


BIBTEX = Format("bibtex", "references to all documents as BibTeX", bibtex_file)
RIS = Format("ris", "references to all documents as RIS, for Zotero, EndNote and the like", ris_file)
CSL = Format("csl", "references to all documents as CSL-JSON", csl_file)
