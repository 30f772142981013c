"""Reduce: from all runs to the two files of a shard, postings and positions. docs/search.md describes both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readingroom.search import codes
from readingroom.search.run import Run

Array = NDArray[Any]
Stem = tuple[str, str]
"""An algorithm, and a stem."""


@dataclass
class Postings:
    """The postings of a stretch of terms, from all runs: arrays of occurrences, sorted by term, document, slot and position."""

    terms: list[str]
    term: Array
    document: Array
    slot: Array
    position: Array
    surface: Array  # of each occurrence, within `surfaces` of its term
    surfaces: list[list[str]]  # of each term, sorted


def gather(runs: Iterable[Run], low: str, high: str | None) -> Postings:
    """What all runs, in the order of their documents, hold of the terms from `low` up to `high` (None: to the last)."""
    first, last = low.encode("utf-8", "surrogatepass"), high.encode("utf-8", "surrogatepass") if high is not None else None
    slices = []
    surfaces: dict[str, set[str]] = {}
    for run in runs:
        start, end = run.find(first), len(run) if last is None else run.find(last)
        if start == end:
            continue
        names, own = run.strings("terms", "text", start, end), run.surfaces(start, end)
        for name, each in zip(names, own, strict=True):
            if name in surfaces:
                surfaces[name].update(each)
            else:
                surfaces[name] = {*each}
        slices.append((run, start, end, names, own))
    terms = sorted(surfaces)
    ordered = [sorted(surfaces[term]) for term in terms]
    place = {term: at for at, term in enumerate(terms)}
    columns: dict[str, list[Array]] = {name: [] for name in ("term", "document", "slot", "position", "surface")}
    for run, start, end, names, own in slices:
        starts = run.arrays["start"][start : end + 1]
        here = slice(int(starts[0]), int(starts[-1]))
        counts = np.diff(starts)
        ids = np.array([place[name] for name in names], np.int32)
        columns["term"].append(np.repeat(ids, counts))
        columns["document"].append(run.arrays["document"][here].astype(np.int32) + run.base)
        columns["slot"].append(run.arrays["slot"][here].astype(np.int32))
        columns["position"].append(run.arrays["position"][here].astype(np.int32))
        columns["surface"].append(_renumbered(run.arrays["surface"][here], counts, own, [ordered[at] for at in ids.tolist()]))
    if not slices:
        empty = np.zeros(0, np.int32)
        return Postings([], empty, empty, empty, empty, empty, [])
    joined = {name: np.concatenate(parts) for name, parts in columns.items()}
    key = joined["term"]
    order = np.argsort(key.astype(np.uint16) if len(terms) < 1 << 16 else key, kind="stable")  # short keys are sorted by their digits
    term, document, slot, position, surface = (joined[name][order] for name in ("term", "document", "slot", "position", "surface"))
    return Postings(terms, term, document, slot, position, surface, ordered)


def _renumbered(surface: Array, counts: Array, own: Sequence[Sequence[str]], all_of: Sequence[Sequence[str]]) -> Array:
    """The numbers of surfaces in a run as numbers among those of all runs."""
    table: list[int] = []
    offsets = []
    for mine, every in zip(own, all_of, strict=True):
        offsets.append(len(table))
        table += range(len(mine)) if len(mine) == len(every) else [bisect_left(every, each) for each in mine]
    numbers: Array = np.array(table, np.int32)[surface + np.repeat(np.array(offsets, np.int32), counts)]
    return numbers


@dataclass
class Encoded:
    """Columns of all terms, with where each term's begin and end."""

    postings: dict[str, Array]
    at: dict[str, Array]
    sizes: dict[str, list[int]]  # in bytes, of each term's columns
    totals: list[tuple[int, int, int]]  # documents, passages, occurrences of each term


def encode(found: Postings) -> Encoded:
    """The columns D, S, N, F of postings, P of positions and U of surfaces, for all terms of a stretch at once."""
    term, document, slot = found.term, found.document, found.slot
    count = len(found.terms)
    new_term = _changes(term)
    new_document = new_term | _changes(document)
    new_passage = new_document | _changes(slot)
    at_passage = np.flatnonzero(new_passage)
    p_term, p_slot, p_new = term[at_passage], slot[at_passage], new_document[at_passage]
    often = np.diff(np.append(at_passage, len(term)))
    p_document = document[at_passage]
    at_document = np.flatnonzero(p_new)
    d_term, d_document = p_term[at_document], p_document[at_document]
    per_document = np.diff(np.append(at_document, len(at_passage)))
    # D and N
    before = np.where(_changes(d_term), 0, np.roll(d_document, 1)) if len(d_term) else d_term
    several = per_document > 1
    column_d = (d_document - before) * 2 + several
    column_n, n_term = per_document[several] - 2, d_term[several]
    # S
    column_s = np.where(p_new, p_slot, p_slot - np.roll(p_slot, 1) - 1) if len(p_slot) else p_slot
    # F
    repeated = np.flatnonzero(often > 1)
    f_term = p_term[repeated]
    start_of = np.searchsorted(p_term, np.arange(count))
    within = repeated - start_of[f_term] if count else repeated
    gap = np.where(_changes(f_term), within, within - np.roll(within, 1)) if len(within) else within
    column_f = np.empty(2 * len(gap), np.int64)
    column_f[::2], column_f[1::2] = gap, often[repeated] - 2
    # P and U
    column_p = np.where(new_passage, found.position, found.position - np.roll(found.position, 1)) if len(term) else term
    many = np.array([len(each) > 1 for each in found.surfaces], bool)
    u_here = many[term] if count else np.zeros(0, bool)
    columns = {
        "D": (column_d, d_term), "S": (column_s, p_term), "N": (column_n, n_term), "F": (column_f, np.repeat(f_term, 2)),
        "P": (column_p, term), "U": (found.surface[u_here], term[u_here]),
    }  # fmt: skip
    postings, at = {}, {}
    for name, (values, terms) in columns.items():
        postings[name], sizes = codes.varints(values)
        ends = np.concatenate(([0], np.cumsum(sizes)))
        at[name] = ends[np.searchsorted(terms, np.arange(count + 1))]
    bins = np.arange(count + 1)
    totals = (np.diff(np.searchsorted(each, bins)).tolist() for each in (d_term, p_term, term))
    return Encoded(postings, at, {name: np.diff(each).tolist() for name, each in at.items()}, list(zip(*totals, strict=True)))


def _changes(column: Array) -> Array:
    """Where a column has another value than in the row before; the first row counts as one."""
    found = np.empty(len(column), bool)
    if len(column):
        found[0] = True
        np.not_equal(column[1:], column[:-1], out=found[1:])
    return found


POSTINGS, POSITIONS = "DSNF", "PU"


def files(
    found: Postings,
    start: int,
    end: int,
    encoded: Encoded,
    heavy: int,
    stems: Mapping[str, Sequence[tuple[int, str]]],
    imports: Sequence[tuple[str, int, str]],
) -> tuple[bytes, bytes, dict[str, tuple[bytes, bytes]]]:
    """The two files of the shard of the terms `start` to `end`, and those of each of its heavy terms, not yet deflated.

    `stems`: of each term, the stems by number of language; `imports`: (stem, language, term) of terms in other shards.
    """
    head = [codes.varint(end - start)]
    places = [codes.varint(end - start)]
    apart: dict[str, tuple[bytes, bytes]] = {}
    inside: list[tuple[int, int]] = []  # stretches of terms that are in these files
    sizes = encoded.sizes
    before = b""
    varint = codes.varint
    for at in range(start, end):
        term = found.terms[at]
        data = term.encode("utf-8", "surrogatepass")
        shared = _shared(before, data)
        before = data
        documents, passages, occurrences = encoded.totals[at]
        is_heavy = occurrences >= heavy
        head += [varint(shared), varint(len(data) - shared), data[shared:], varint(documents), varint(passages), varint(occurrences)]
        if is_heavy:
            apart[term] = _alone(found, at, encoded)
            head.append(b"\0\0\0\0")
            places.append(b"\0\0\0")
        else:
            head += [varint(sizes[name][at]) for name in POSTINGS]
            places += [_surfaces(term, found.surfaces[at]), varint(sizes["P"][at]), varint(sizes["U"][at])]
            if inside and inside[-1][1] == at:
                inside[-1] = inside[-1][0], at + 1
            else:
                inside.append((at, at + 1))
        own = stems.get(term, ())
        head.append(varint(len(own)))
        for language, stem in own:
            head.append(varint(language) + _suffix(data, stem))
    head.append(varint(len(imports)))
    for stem, language, term in imports:
        head += [codes.text(stem), varint(language), codes.text(term)]
    return _joined(head, POSTINGS, inside, encoded), _joined(places, POSITIONS, inside, encoded), apart


def _joined(head: list[bytes], names: str, inside: Sequence[tuple[int, int]], encoded: Encoded) -> bytes:
    """A head, and behind it the columns of stretches of terms."""
    return b"".join(head) + b"".join(
        encoded.postings[name][encoded.at[name][start] : encoded.at[name][end]].tobytes() for name in names for start, end in inside
    )


def _alone(found: Postings, at: int, encoded: Encoded) -> tuple[bytes, bytes]:
    """The files of a term that has its own: the same columns behind their lengths."""
    result = []
    for names, head in ((POSTINGS, b""), (POSITIONS, _surfaces(found.terms[at], found.surfaces[at]))):
        sizes = b"".join(codes.varint(encoded.sizes[name][at]) for name in names)
        result.append(_joined([head, sizes], names, [(at, at + 1)], encoded))
    return result[0], result[1]


def _surfaces(term: str, surfaces: Sequence[str]) -> bytes:
    """How a term is written in the texts; nothing if only as itself."""
    if len(surfaces) == 1 and surfaces[0] == term:
        return b"\0"
    return codes.varint(len(surfaces)) + b"".join(map(codes.text, surfaces))


def _shared(one: bytes, other: bytes) -> int:
    """How many bytes two terms begin with alike."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _suffix(term: bytes, stem: str) -> bytes:
    """A stem by what it has in common with its term: the bytes kept, and what follows them."""
    data = stem.encode("utf-8", "surrogatepass")
    kept = _shared(term, data)
    return codes.varint(kept) + codes.varint(len(data) - kept) + data[kept:]
