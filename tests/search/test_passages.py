"""Passages are what a page shows between two tags of blocks."""

from readingroom.search.passages import PAGE_BREAK, passages
from readingroom.site.body import pyromark_events, render


def shown(html: str) -> list[tuple[str, str]]:
    """Anchor and text of each."""
    return [(each.anchor, each.text) for each in passages(html)]


def test_blocks_of_our_own_pages() -> None:
    """Paragraphs, items, rows, verses, headings; without page numbers, marks of notes and links to passages."""
    markdown = (
        "## The Lamp\n\nIt *burn*ed[^1] at [](#page-12) night\nand day & so on.\n\n- one\n- two\n\n  more\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n"
        "first line\\\nsecond line\n\n[^1]: A note.\n"
    )
    found = passages(render(pyromark_events(markdown))[0])
    assert [each.text for each in found] == [
        "The Lamp", "It burned at night and day & so on.", "one", "two", "more", "a b", "c d", "first line / second line", "A note.",
    ]  # fmt: skip
    assert [each.is_heading for each in found] == [True] + [False] * 8
    assert all(each.anchor for each in found)
    assert len({each.anchor for each in found}) == len(found) - 1  # two rows of one table


def test_html_of_others() -> None:
    """Scripts, comments and attributes are no text; tags that don't match do no harm."""
    assert shown('<DIV></DIV><p title="a > b">x<script>alert("y")</script> z</p><!-- no -->') == [("", "x z")]
    assert shown("<p id='a'>one</div> two</p></p></ul>three") == [("a", "one"), ("a", "two"), ("", "three")]
    assert shown('<li id="a">own<ul><li id="b">inner</li></ul>rest</li>') == [("a", "own"), ("b", "inner"), ("a", "rest")]
    assert shown("no end <script>var x = 1") == [("", "no end")]


def test_pages_are_numbered() -> None:
    """From one on."""
    assert [each.page for each in passages(f"<p>a</p>{PAGE_BREAK}<p>b</p>")] == [1, 2]
