"""Documents by date: a line of years, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from readingroom.site import names
from readingroom.site.browse.shelves import BY_DATE, ListView, Page, by_year, shelve
from readingroom.site.catalogue import Catalogue
from readingroom.site.edtf import UNDATED
from readingroom.site.rows import Counted, Entry, Link
from readingroom.site.urls import year_slug

LONGEST = 90
"""Years that are shown one by one; a longer time is shown by decades."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A year (or decade) in the timeline; `height` in percent of the fullest one."""

    name: str
    url: str  # "" if nothing is known of that year
    count: int
    height: int
    mark: bool  # whether its name is written below


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years that something is known of; all time before Christ is one."""

    name: str
    id: str
    years: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class DatesView:
    """`dates.html`."""

    save_as: str
    root: str
    title: str
    bars: tuple[Bar, ...]
    decades: tuple[Decade, ...]
    undated: tuple[Counted, ...]


def timeline(entries: Sequence[Entry]) -> tuple[Bar, ...]:
    """One bar for each year from the first to the last, empty years included. Documents known to the decade only are left out
    where years are shown."""
    years = [entry.when.year for entry in entries if entry.when.year is not None]
    if not years:
        return ()
    step = 1 if max(years) - min(years) < LONGEST else 10
    starts = [year // step * step for year in years]
    counts = {start: starts.count(start) for start in sorted(set(starts))}
    fullest = max(counts.values())
    span = range(min(counts), max(counts) + 1, step)
    every = next(mark for mark in (1, 5, 10, 20, 50, 100, 200, 500, 1000) if len(span) * step / (mark * step) <= 14 or mark == 1000)
    bars = []
    for at in span:
        count = counts.get(at, 0)
        url = "" if not count else f"dates/{year_slug(at)}.html" if step == 1 else f"dates.html#{decade(at)[1]}"
        name = f"{1 - at} BC" if at < 0 else str(at) if step == 1 else f"{at}s"
        bars.append(Bar(name, url, count, -(-count * 100 // fullest), at % (every * step) == 0 or len(span) <= 14))
    return tuple(bars)


def decade(year: int) -> tuple[str, str]:
    """The decade of a year: (name, id)."""
    return ("Before Christ", "in-bc") if year < 0 else (f"{year // 10 * 10}s", f"in-{year // 10 * 10}s")


def dates(catalogue: Catalogue, limit: int) -> Iterator[Page]:
    """`dates.html`, and a page for each year, each decade known as such, and the undated."""
    entries = [leaf.entry for leaf in catalogue.listed]
    found = [(key, list(rows)) for key, rows in groupby(sorted(entries, key=lambda entry: by_year(entry)[0]), key=by_year)]
    links = [(key[0], Counted(key[2], f"dates/{key[1]}.html", len(rows))) for key, rows in found]
    dated = [(decade(order[0]), link) for order, link in links if order[0] != UNDATED[0]]
    decades = tuple(
        Decade(name, place, tuple(link for _, link in part)) for (name, place), part in groupby(dated, key=lambda pair: pair[0])
    )
    undated = tuple(link for order, link in links if order[0] == UNDATED[0])
    yield Page("dates.html", "archives", DatesView("dates.html", "", "Dates", timeline(entries), decades, undated))
    for (_, slug, label), rows in found:
        save_as = f"dates/{slug}.html"
        view = ListView(save_as, names.root(save_as), label, "date", (Link("Dates", "dates.html"),))
        yield from shelve(view, rows, BY_DATE[1:], "period_archives", limit)
