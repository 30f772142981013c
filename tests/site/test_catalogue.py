"""The rows that templates get."""

from hypothesis import given
from hypothesis import strategies as st

from readingroom.site.catalogue import Catalogue, catalogue
from readingroom.site.reading import Reading
from readingroom.site.rows import Item, Site
from readingroom.site.urls import collection_url

SITE = Site("Archive", rights="CC0")


def make(*documents: dict[str, str], site: Site = SITE) -> Catalogue:
    """A catalogue of documents with these fields."""
    items = [Item(f"documents/{at}.md", fields, Reading(incipit="First words"), f"d{at}") for at, fields in enumerate(documents)]
    return catalogue(items, site, {})


def test_documents_stand_in_order_of_date() -> None:
    """The undated last; the same day in order of title."""
    made = make(
        {"title": "Z", "date": "1931-04-02"}, {"title": "None"}, {"title": "M", "issued": "1930"}, {"title": "A", "date": "1931-04-02"}
    )
    assert [leaf.entry.title for leaf in made.leaves] == ["M", "A", "Z", "None"]


def test_the_order_in_which_they_come_does_not_matter() -> None:
    """Files are found in any order."""
    items = [Item(f"documents/{at}.md", {"title": title, "category": "c"}, Reading(), f"d{at}") for at, title in enumerate("BACA")]
    assert catalogue(items, SITE, {}).leaves == catalogue(items[::-1], SITE, {}).leaves


def test_neighbours_are_of_the_same_collection() -> None:
    """Before and after, by date, within the folder; none across."""
    made = make(
        {"title": "B", "issued": "1931", "category": "c"},
        {"title": "X", "issued": "1932", "category": "d"},
        {"title": "A", "issued": "1930", "category": "c"},
    )
    first, second, other = made.leaves
    assert (first.earlier, first.later and first.later.name) == (None, "B")
    assert (second.earlier and second.earlier.name, second.later) == ("A", None)
    assert (other.earlier, other.later) == (None, None)


def test_an_untitled_document_goes_by_its_first_words() -> None:
    """Nothing is invented: they stand in brackets, and not as a title in the citation."""
    (leaf,) = make({"source": "letters/1.txt"}).leaves
    assert (leaf.entry.title, leaf.entry.untitled) == ("First words", True)
    assert leaf.citation == ("[First words].", "Archive.")


def test_a_citation_says_what_is_known() -> None:
    """People, title, date, place, number, site, address."""
    fields = {"title": "Tide", "authors": "Ada Quill; Bo; Cy", "issued": "1931~", "category": "letters/1931", "x-number": "7"}
    (leaf,) = make(fields, site=Site("Archive", address="https://a.example/")).leaves
    assert (
        " ".join(leaf.citation)
        == "Ada Quill, Bo and Cy, “Tide”, about 1931. letters, 1931, document 7. Archive. https://a.example/documents/d0.html"
    )


def test_rights_holder_and_shelf_mark() -> None:
    """A document's own rights come before the site's; other fields keep their names."""
    one, other = make(
        {"title": "A", "x-rights": "Mine", "x-holder": "Museum", "x-shelfmark": "M 1", "x-place-of-writing": "Quay"}, {"title": "B"}
    ).leaves
    assert (one.rights, one.holder, one.shelfmark, one.more) == ("Mine", "Museum", "M 1", (("Place of writing", "Quay"),))
    assert (other.rights, other.holder, other.shelfmark, other.more) == ("CC0", "", "", ())


def test_one_spelling_for_one_name() -> None:
    """Names that differ in capitals share a page, and the spelling that is used most."""
    made = make({"authors": "ADA QUILL"}, {"authors": "Ada Quill"}, {"authors": "Ada Quill"})
    assert {(link.name, link.url) for leaf in made.leaves for link in leaf.authors} == {("Ada Quill", "authors/ada-quill.html")}


def test_folders_of_the_same_name_stay_apart() -> None:
    """1931/letters is not 1932/letters."""
    assert collection_url(["1931", "letters"]) == "collections/1931/letters.html"
    assert collection_url(["1932", "letters"]) == "collections/1932/letters.html"


def test_what_is_not_listed_has_a_page_but_no_neighbours() -> None:
    """Drafts and hidden documents are in no list, and give no way to their source."""
    items = [
        Item("documents/a.md", {"title": "A", "category": "c", "source": "a.txt"}, Reading(), "a"),
        Item("documents/b.md", {"title": "B", "category": "c", "source": "b.txt"}, Reading(), "b", listed=False),
    ]
    made = catalogue(items, SITE, {})
    assert [leaf.entry.title for leaf in made.listed] == ["A"]
    assert made.by_key["documents/a.md"].later is None
    assert made.by_key["documents/b.md"].source == ""


@given(
    st.dictionaries(
        st.sampled_from(["title", "authors", "date", "issued", "lang", "tags", "category", "summary", "x-number", "x-rights", "x-what"]),
        st.text(max_size=40),
    )
)
def test_any_header_makes_a_row(fields: dict[str, str]) -> None:
    """Whatever stands in a header, the page is in its folder and hashable."""
    (leaf,) = make(fields).leaves
    assert leaf.save_as == "documents/d0.html"
    assert hash(leaf) == hash(make(fields).leaves[0])
    assert ".." not in "".join(link.url for link in (*leaf.collection, *leaf.authors, *leaf.tags))
