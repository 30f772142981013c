"""Lists that stay short, and pages that stay as they are when documents come in."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.site import names
from readingroom.site.browse import KINDS
from readingroom.site.browse.dates import dates, timeline
from readingroom.site.browse.feed import MOST_ADDRESSES, feed, sitemap
from readingroom.site.browse.shelves import BY_DATE, BY_NAME, ListView, Page, shelve
from readingroom.site.catalogue import Catalogue, catalogue
from readingroom.site.edtf import moment
from readingroom.site.engine.collector import Collecting
from readingroom.site.reading import Reading
from readingroom.site.rows import Entry, Item, Site, by_title

VIEW = ListView("x.html", "", "X", "x")
TOWNS = ["Ostrel", "Lowquay", "Harbourside", "Netley", "Skerry", "Cape", "Ropewalk", "Anse", "Brandt", "Ülm"]


def entries(count: int) -> list[Entry]:
    """So many documents over twenty years, in order of date."""
    made = []
    for at in range(count):
        title = f"{TOWNS[at % 10]} {at * 7919 % 10007}"
        made.append(Entry(title, f"documents/{at}.html", when=moment(f"{1900 + at % 20}-{1 + at * 7 % 12:02}"), order=names.order(title)))
    return sorted(made, key=lambda entry: (entry.when.order, entry.order))


def rows(page: Page) -> list[Entry]:
    """The rows on a page."""
    return [row for group in page.view.groups for row in group.rows]


@pytest.mark.parametrize("levels", [BY_DATE, BY_NAME])
@pytest.mark.parametrize("count", [0, 1, 12, 13, 200, 201, 4000])
def test_every_row_stands_on_one_page(levels: tuple, count: int) -> None:
    """None is lost, none stands twice, no page is longer than the limit, no two pages share an address."""
    given = entries(count)
    pages = list(shelve(VIEW, given, levels, "list", 200))
    found = [row for page in pages for row in rows(page)]
    assert sorted(row.url for row in found) == sorted(row.url for row in given)
    assert all(len(rows(page)) <= 200 for page in pages)
    assert len({page.save_as for page in pages}) == len(pages)


def test_rows_that_nothing_tells_apart() -> None:
    """A thousand undated documents of one title are counted off."""
    same = [Entry("Same", f"documents/{at}.html", order="same") for at in range(1000)]
    pages = list(shelve(VIEW, same, BY_DATE, "list", 200))
    assert sorted(len(rows(page)) for page in pages) == [0, 200, 200, 200, 200, 200]


@given(st.lists(st.text(st.sampled_from("aB 1-é漢\u00a0.ſs"), max_size=10) | st.text(max_size=12), max_size=40), st.integers(1, 6))
def test_no_two_parts_share_an_address(titles: list[str], limit: int) -> None:
    """Whatever the titles are; nor do two headings on a page."""
    given_rows = sorted((Entry(title, str(at), order=names.order(title)) for at, title in enumerate(titles)), key=by_title)
    for levels in (BY_DATE, BY_NAME):
        pages = list(shelve(VIEW, given_rows, levels, "list", limit))
        assert len({page.save_as for page in pages}) == len(pages)
        assert sorted(row.url for page in pages for row in rows(page)) == sorted(row.url for row in given_rows)
        assert all(len({group.id for group in page.view.groups}) == len(page.view.groups) for page in pages)


def numbered(words: Iterable[str]) -> list[Page]:
    """The pages of a list of documents with these titles."""
    return list(shelve(VIEW, sorted((Entry(word, word, order=names.order(word)) for word in words), key=by_title), BY_NAME, "list", 200))


def test_a_title_that_is_the_beginning_of_many() -> None:
    """The title "Minutes" stands with the minutes of two hundred meetings, as far as its letters go."""
    pages = numbered(["Minutes", *(f"Minutes of meeting {at}" for at in range(1, 230))])
    assert len({page.save_as for page in pages}) == len(pages)
    assert sum(len(rows(page)) for page in pages) == 230


def test_titles_that_are_numbers_do_not_fall_to_pieces() -> None:
    """Nine pages by their first digit, and the page of these."""
    pages = numbered(str(at) for at in range(1, 310))
    assert [page.save_as for page in pages] == ["x.html", *(f"x--{digit}.html" for digit in range(1, 10))]
    assert min(len(rows(page)) for page in pages[1:]) == 11


@pytest.mark.parametrize("levels", [BY_DATE, BY_NAME])
def test_a_new_document_changes_its_own_page(levels: tuple) -> None:
    """And the pages above it, which count; no other page is shifted."""
    before = entries(4400)
    new = Entry("Harbourside news", "documents/new.html", when=moment("1905-03"), order="harbourside news")
    after = sorted([*before, new], key=lambda entry: (entry.when.order, entry.order))
    old = {page.save_as: page for page in shelve(VIEW, before, levels, "list", 200)}
    changed = [page.save_as for page in shelve(VIEW, after, levels, "list", 200) if page != old.get(page.save_as)]
    assert 1 < len(changed) <= 5


def test_the_timeline_has_no_gaps() -> None:
    """Empty years are shown as such; a century and more is shown by decades."""
    short = timeline([Entry("a", "a", when=moment("1931")), Entry("b", "b", when=moment("1934")), Entry("c", "c", when=moment("1931-05"))])
    assert [(bar.name, bar.count, bar.height) for bar in short] == [("1931", 2, 100), ("1932", 0, 0), ("1933", 0, 0), ("1934", 1, 50)]
    long = timeline([Entry("a", "a", when=moment("1731")), Entry("b", "b", when=moment("1934"))])
    assert (long[0].name, long[-1].name, len(long)) == ("1730s", "1930s", 21)
    assert timeline([Entry("a", "a")]) == ()


def test_dates_of_all_kinds_have_a_page() -> None:
    """Years, decades, centuries, years before Christ, none at all; the timeline leads to what is there."""
    items = [
        Item(f"d{at}", {"title": "T", "issued": edtf}, Reading(), f"d{at}")
        for at, edtf in enumerate(["1931", "193X", "19XX", "-0043", "0079", ""])
    ]
    made = catalogue(items, Site("Archive"), {})
    top, *rest = dates(made, 200)
    assert {page.save_as for page in rest} == {
        f"dates/{name}.html" for name in ("1931", "1930s", "roughly-dated", "0044-bc", "0079", "undated")
    }
    assert [decade.name for decade in top.view.decades] == ["Before Christ", "70s", "1930s"]
    assert {bar.url for bar in top.view.bars if bar.url} == {f"dates.html#{decade.id}" for decade in top.view.decades}
    assert {leaf.date.url for leaf in made.leaves if leaf.date and leaf.date.url} <= {page.save_as for page in rest}


def big(count: int) -> Catalogue:
    """A collection of so many documents."""
    items = [
        Item(
            f"documents/{at}.md",
            {
                "title": f"{TOWNS[at % 10]} {at}",
                "authors": f"Person {at % 700}",
                "category": f"c{at % 3}/d{at % 7}",
                "lang": "en",
                "tags": f"t{at % 40}",
                "date": f"{1900 + at % 20}-01-{1 + at % 28:02}",
            },
            Reading(words=9, opening="An opening"),
            f"d{at}",
        )
        for at in range(count)
    ]
    return catalogue(items, Site("Archive"), {})


def test_all_pages_of_a_large_collection() -> None:
    """Ten thousand documents: no list is long, no address comes twice."""
    made = [page for kind in KINDS for page in kind(big(10_000), 200)]
    assert len({page.save_as.lower() for page in made}) == len(made)
    assert all(sum(len(group.rows) for group in page.view.groups) <= 200 for page in made if isinstance(page.view, ListView))


def test_a_feed_invents_no_date() -> None:
    """Without the date of an edition only documents whose day is known are in it; with one, all are."""
    items = [
        Item("a", {"title": "Day", "date": "1931-04-02"}, Reading(), "a"),
        Item("b", {"title": "Month", "issued": "1931-04"}, Reading(), "b"),
    ]
    made = catalogue(items, Site("Archive", address="https://a.example/"), {})
    (page,) = feed(made, 50, Collecting())
    assert [(entry.leaf.entry.title, entry.updated) for entry in page.view.entries] == [("Day", "1931-04-02T00:00:00Z")]
    (page,) = feed(catalogue(items, made.site, {}, edition_date="2026-02-08"), 50, Collecting())
    assert {(entry.leaf.entry.title, entry.updated, entry.published) for entry in page.view.entries} == {
        ("Day", "2026-02-08T00:00:00Z", "1931-04-02T00:00:00Z"),
        ("Month", "2026-02-08T00:00:00Z", ""),
    }
    assert list(feed(catalogue(items, Site("Archive"), {}), 50, Collecting())) == []
    undated = catalogue(items[1:], Site("Archive", address="https://a.example/"), {})
    assert (list(feed(undated, 50, Collecting())), undated.site.feed) == ([], "")


def test_a_large_sitemap_is_divided() -> None:
    """The protocol allows 50,000 addresses in one."""
    made = replace(big(1), site=Site("Archive", address="https://a.example/"))
    pages = list(sitemap(made, (f"{at}.html" for at in range(MOST_ADDRESSES + 1))))
    assert [(page.save_as, len(page.view.addresses)) for page in pages] == [
        ("sitemap.xml", 2),
        ("sitemap-1.xml", MOST_ADDRESSES),
        ("sitemap-2.xml", 1),
        ("robots.txt", 1),
    ]
