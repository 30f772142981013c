"""Markdown to HTML: nothing but the tags that are written there ever comes out."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import parse

from readingroom import header
from readingroom.site.body import PAGE_BREAK, Event, pyromark_events, render
from readingroom.site.python_markdown import python_markdown_events

DOCUMENTS = Path(__file__).parent / "content" / "documents"
TAGS = frozenset(
    [
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "a",
        "br",
        "hr",
        "sup",
        "section",
        "div",
        "span",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
ATTRIBUTES = frozenset(["id", "class", "href", "rel", "title", "start", "scope", "aria-label"])
LINK = re.compile(r"https?://\S+|mailto:\S+|#[\w.-]+", re.IGNORECASE)
SIGNS = "<>[]()!`*_#\\\"'&;:|-\n \t^"
PIECES = [
    *SIGNS,
    "script",
    "javascript:",
    "http://a",
    "&#106;",
    "    ",
    "\n\n",
    "[^1]",
    "[^1]: ",
    "onload=x",
    "#page-1",
    "1. ",
    "- ",
    "> ",
    "```",
]
ENGINES = [pyromark_events, python_markdown_events]
ATTACKS = """
<script>alert(1)</script>
<img src=x onerror=alert(1)>
<svg/onload=alert(1)>
<a href="javascript:alert(1)">x</a>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<style>*{background:url(//evil.example)}</style>
<!-- comment --> <?php ?> <!DOCTYPE x> <![CDATA[x]]>
[x](javascript:alert(1))
[x](JAVASCRIPT:alert(1))
[x](java\tscript:alert(1))
[x](&#106;avascript:alert(1))
[x](%6Aavascript:alert(1))
[x](data:text/html,<script>)
[x](vbscript:x)
[x](file:///etc/passwd)
[x](//evil.example)
[x](/absolute)
[x](relative.html)
[x]({filename}/documents/a.md)
[x](http://a"onmouseover="alert(1))
[x](<http://a b"c>)
[x](http://a 'title" onload="x')
![x](http://evil.example/pixel.png)
![x](javascript:1)
<javascript:alert(1)>
[![x](a)](javascript:1)
[x][r] ![y][r]

[r]: javascript:alert(1) "x"
[^1"><script>]: note

text[^1"><script>]
[](#page-1"><script>) [](#page-) [](#page-1) [](#page-1) [x](#page-2)
`<script>` ``<b>``
| <b> | [x](javascript:1) |
|---|---|
| <script> | `</td>` |
&lt;script&gt; &#60;script&#62; &#0; &#1; &#xD800; \x00 \x1b \x7f
# heading <script> {#id onclick=alert(1)}
```html" onload="alert(1)
</code></pre><script>
```
""".strip()


def check(html: str) -> None:
    """Only known tags, attributes and links; whole, and with ids that differ."""
    page = parse(html)
    assert {tag for tag, _ in page.tags} <= TAGS
    assert {name for _, given in page.tags for name in given} <= ATTRIBUTES
    assert all(LINK.fullmatch(link) for link in page.links)
    assert len(set(page.ids)) == len(page.ids)
    assert not page.wrong
    for given_ in page.find("a"):
        assert given_["href"].startswith("#") or given_["rel"] == "noopener noreferrer"
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", html)


@pytest.mark.parametrize("events", ENGINES)
@pytest.mark.parametrize("attack", [*ATTACKS.split("\n"), ATTACKS, *(f"> - {line}" for line in ATTACKS.split("\n"))])
def test_attacks_come_out_as_text(events: Callable[[str], Iterable[Event]], attack: str) -> None:
    """By both engines."""
    check(render(events(attack))[0])


@pytest.mark.parametrize("events", ENGINES)
def test_notes_and_pages_in_quotations_and_lists(events: Callable[[str], Iterable[Event]]) -> None:
    """A reference leads to its note, and a page has its locator, wherever in a text they stand."""
    html = render(events("> The lamp[^1] [](#page-4)\n\n- was lit[^2]\n\n[^1]: Of 1931.\n[^2]: At dusk.\n"))[0]
    check(html)
    for note in ("1", "2"):
        assert f'href="#note-{note}"' in html
    assert 'id="page-4"' in html


@pytest.mark.parametrize("attack", ["[^1]: >[^1]: ", "[^1]: > [^2]: x\n\n[^1] [^2]", "[^1]\n\n[^1]: - [^1]: x"])
def test_a_note_within_a_note(attack: str) -> None:
    """What is open is closed where it was opened."""
    check(render(pyromark_events(attack))[0])


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_nothing_unknown_ever_comes_out(markdown: str) -> None:
    """Whatever is put together from what means something in Markdown or HTML."""
    check(render(pyromark_events(markdown))[0])


@given(st.text(max_size=200))
def test_any_text_is_whole_html(text: str) -> None:
    """Any characters at all, surrogates and controls too."""
    check(render(pyromark_events(text))[0])


@given(
    st.lists(
        st.sampled_from(["<b>", "*", "[x](javascript:1)", "`", "\n", "\n\n", "> ", "- ", "word ", "&#106;", "[^1]", "![", "|"]), max_size=25
    ).map("".join)
)
def test_nothing_unknown_by_python_markdown(markdown: str) -> None:
    """The other engine, which is too slow for as many."""
    check(render(python_markdown_events(markdown))[0])


@pytest.mark.parametrize("path", sorted(DOCUMENTS.rglob("*.md")), ids=lambda path: path.stem)
def test_both_engines_agree(path: Path) -> None:
    """What the converter writes is the same page by either engine."""
    if path.stem == "attack":
        pytest.skip("the engines differ where text is no Markdown that the converter writes; both are safe")
    _, body = header.split(path.read_text("utf-8"))
    assert render(pyromark_events(body)) == render(python_markdown_events(body))


def test_what_is_no_tag_is_still_there() -> None:
    """HTML, links that lead nowhere safe, and images are shown as they were written."""
    html, _ = render(pyromark_events("a <b>x</b> [y](javascript:z) ![i](http://p)\n"))
    assert parse(html).text.strip() == "a <b>x</b> [y](javascript:z) ![i](http://p)"


def test_page_locators() -> None:
    """A page of the original is an anchor that says which; a number that comes twice is told apart."""
    html, _ = render(pyromark_events("One [](#page-3)two [](#page-3)three.\n"))
    assert '<a class="page" id="page-3" href="#page-3">p. 3</a>two' in html
    assert 'id="page-3_2"' in html


def test_lines_that_stay_lines() -> None:
    """Verse keeps its lines and its indents."""
    html, _ = render(pyromark_events("One  \n\u2003two  \nthree\n\nNo\nverse.\n"))
    assert html.startswith('<p id="')
    assert ' class="verse">One<br>\n\u2003two<br>\nthree<a' in html
    assert html.count("verse") == 2  # the class, and the word


def test_footnotes() -> None:
    """In the order of the text, with their own marks, and a way back for each reference."""
    html, _ = render(pyromark_events("B[^b] A[^a] B[^b].\n\n[^a]: alpha\n[^b]: beta\n[^c]: gamma\n"))
    assert html.index("beta") < html.index("alpha") < html.index("gamma")
    assert html.count('href="#note-1"') == 2
    assert 'href="#ref-1_2"' in html


def test_headings_stand_below_the_title() -> None:
    """The title of the page is its only h1."""
    _, reading = render(pyromark_events("# A\n\n## B\n\n###### C\n"))
    assert [(heading.level, heading.text) for heading in reading.outline] == [(2, "A"), (2, "B"), (6, "C")]


def test_reading() -> None:
    """Words, minutes and first words, in scripts without spaces too."""
    _, reading = render(pyromark_events("# Head\n\n" + "word " * 460))
    assert (reading.words, reading.minutes) == (461, 2)
    assert reading.incipit == "word word word word word word word word word …"
    _, reading = render(pyromark_events("灯台は、港を見ている。" * 90))
    assert reading.minutes == 2
    assert len(reading.opening) < 330


def test_deep_nesting_is_cut() -> None:
    """Ten thousand quotations in each other are no ten thousand elements in each other."""
    html, _ = render(pyromark_events("> " * 300 + "deep"))
    assert html.count("<blockquote>") == 24
    check(html)


def test_a_long_line_takes_time_in_proportion() -> None:
    """A megabyte of brackets, asterisks or angle brackets."""
    for text in ("[" * 200_000, "*a " * 200_000, "<a " * 200_000, "![" * 100_000, "[x](" * 50_000):
        render(pyromark_events(text))


def book(chapters: int, paragraphs: int) -> str:
    """A text with chapters, each with a note of its own, and one note that all of them share."""
    return (
        "".join(
            f"## Chapter {at}\n\n"
            + "".join(f"Passage {number} of chapter {at}, {'word ' * 20}end.\n\n" for number in range(paragraphs))
            + f"Here is its note.[^{at}] And the shared one.[^all]\n\n[^{at}]: Note of {at}.\n\n"
            for at in range(1, chapters + 1)
        )
        + "[^all]: Shared, see [^deep].\n\n[^deep]: Deep.\n\n[^lost]: Referred to by nothing.\n"
    )


@pytest.mark.parametrize("events", ENGINES)
def test_a_long_text_is_several_pages(events: Callable[[str], Iterable[Event]]) -> None:
    """Each chapter whole, with its own notes; every passage on one page, under the name that it has without pages."""
    markdown = book(6, 10)
    html, reading = render(events(markdown), 5000)
    pages = html.split(PAGE_BREAK)
    assert reading.pages == tuple(f"Chapter {at}" for at in range(1, 7))
    for at, page in enumerate(pages, 1):
        check(page)
        found = parse(page)
        assert f"Note of {at}." in found.text
        assert "Shared, see" in found.text
        assert "Deep." in found.text
        assert ("Referred to by nothing" in found.text) == (at == 6)
        assert all(link[1:] in found.ids for link in found.links)
    whole, alone = render(events(markdown))
    assert alone.pages == ()
    assert dict(reading.places).keys() == {name for name in parse(whole).ids if name.startswith("p")}
    for name, page in reading.places:
        assert name in parse(pages[page]).ids
    assert [(heading.text, heading.page) for heading in reading.outline] == [(f"Chapter {at}", at - 1) for at in range(1, 7)]


def test_a_long_text_without_headings_is_several_pages() -> None:
    """Between passages, each page about a third of the limit; nothing is lost, nothing comes twice but for the notes."""
    markdown = "".join(f"Passage {at}, {'word ' * 20}end.\n\n" for at in range(200))
    html, reading = render(pyromark_events(markdown), 9000)
    pages = html.split(PAGE_BREAK)
    assert reading.pages == ("",) * len(pages)
    assert len(pages) > 6
    assert all(2500 < len(parse(page).text) < 5000 for page in pages[:-1])
    assert html.replace(PAGE_BREAK, "") == render(pyromark_events(markdown))[0]


@given(
    st.lists(st.sampled_from([*PIECES, "# A\n\n", "## B\n\n", "long text " * 20, "\n\n"]), max_size=60).map("".join), st.integers(1, 900)
)
def test_pages_of_any_text(markdown: str, limit: int) -> None:
    """Whatever it holds, each page is whole."""
    for page in render(pyromark_events(markdown), limit)[0].split(PAGE_BREAK):
        check(page)


def test_figures_stand_below_each_other() -> None:
    """A column of figures is aligned at its end, unless the Markdown says otherwise; a column with one word in it is not."""
    rows = [
        "| Day | Tons | Left | Mixed |",
        "| --- | --- | :-- | --- |",
        "| Mon. 4 | 84[^1] | 1 | 2 |",
        "| x | — | 2 | b |",
        "| y | £1,200 | 3 | |",
    ]
    html, _ = render(pyromark_events("\n".join([*rows, "", "[^1]: Note.", ""])))
    looks = re.findall(r'<t[hd](?: scope="col")?(?: class="([a-z ]+)")?>', html)
    assert looks == ["", "right", "", "", *["short", "right short", "short", "short"] * 3]


def test_an_opening_runs() -> None:
    """A list of who was there is no opening if there is a paragraph; verse shows where its lines end."""
    verse = "Alderman Crake, in the chair of the board  \nMr. Lott, of the yard  \nMr. Pennefather, of the quarry\n\n"
    assert render(pyromark_events(verse + "The minutes were read, " + "word " * 20))[1].opening.startswith("The minutes were read")
    assert render(pyromark_events(verse))[1].opening.startswith("Alderman Crake, in the chair of the board / Mr. Lott, of the yard / Mr.")


def test_items_that_bring_their_own_mark() -> None:
    """Get no other in front of it."""
    html, _ = render(pyromark_events("- (a) one;\n- (iv) two;\n- three (b) four\n- (sic) five\n"))
    assert [given.get("class") for given in parse(html).find("li")] == ["lettered", "lettered", None, None]
