"""What documents are narrowed and sorted by. A facet is a line in COLUMNS."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from readingroom.search.document import Document


@dataclass(frozen=True, slots=True)
class Column:
    """A facet: its field in queries, its title, and the values of a document, from the fields of its header and what else is known."""

    field: str
    title: str
    values: Callable[[Mapping[str, Sequence[str]]], Iterable[str]]


COLUMNS = (
    Column("author", "Authors", lambda facts: facts["authors"]),
    Column("collection", "Collections", lambda facts: facts["collections"]),
    Column("lang", "Languages", lambda facts: facts["languages"]),
    Column("topic", "Topics", lambda facts: facts["topics"]),
    Column("type", "Types", lambda facts: facts["types"]),
)


def column_files(documents: Sequence[Document], last: int, words: Mapping[int, int]) -> dict[str, bytes]:
    """Columns by number of document: facets with their values and the years in one file, the order of titles and the words in others."""
    facets: dict[str, object] = {}
    for at, column in enumerate(COLUMNS):
        values = sorted({value for document in documents for value in document.columns[at]})
        place = {value: number for number, value in enumerate(values)}
        of: list[object] = [0] * (last + 1)
        for document in documents:
            of[document.number] = [place[value] for value in document.columns[at]]
        if values:
            facets[column.field] = {"values": values, "of": of}
    years: list[object] = [None] * (last + 1)
    ranks: list[int] = [0] * (last + 1)
    for document in documents:
        span = document.years
        years[document.number] = 0 if span is None else [span[0], span[1], int(span[2])] if span[2] or span[0] != span[1] else span[0]
    for rank, document in enumerate(sorted(documents, key=lambda document: (document.order, document.number))):
        ranks[document.number] = rank
    facets["years"] = years
    sizes = [words.get(number, 0) for number in range(last + 1)]
    return {"facets": _json(facets), "words": _json(sizes), "titles": _json(ranks)}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
