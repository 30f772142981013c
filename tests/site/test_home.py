"""The first page of a site."""

from readingroom.site.browse.home import OPENINGS, openings
from readingroom.site.catalogue import catalogue
from readingroom.site.reading import Reading
from readingroom.site.rows import Item, Leaf, Site


def leaves(*langs: str) -> tuple[Leaf, ...]:
    """Documents in these languages, the first the oldest, each in a folder of its own."""
    items = [
        Item(
            f"{at}.md",
            {"title": f"T{at}", "lang": lang, "issued": f"{1900 + at}", "category": f"c{at}"},
            Reading(opening="Long ago"),
            f"d{at}",
        )
        for at, lang in enumerate(langs)
    ]
    return catalogue(items, Site("S"), {}).leaves


def test_the_sites_own_language_comes_first() -> None:
    """Also where most documents are in another; British English is English."""
    chosen = openings(leaves(*["de"] * 9, *["en-GB", "en"] * 3, "ja"), "en")
    assert [opening.entry.lang[:2] for opening in chosen] == ["en"] * 4 + ["de", "ja"]
    dates = [opening.entry.when.order for opening in chosen]
    assert dates[:4] == sorted(dates[:4])


def test_a_site_without_its_own_language() -> None:
    """The language that most are in takes its place; few documents are all shown."""
    assert [opening.entry.lang for opening in openings(leaves("ja", "de", "de"), "en")] == ["de", "de", "ja"]
    assert len(openings(leaves(*["de"] * 20), "en")) == OPENINGS
    assert openings((), "en") == ()


def test_documents_that_come_later_rarely_change_the_choice() -> None:
    """The same documents, whatever the order in which they are found."""
    assert openings(leaves(*["en"] * 9)[::-1], "en") == openings(leaves(*["en"] * 9), "en")
