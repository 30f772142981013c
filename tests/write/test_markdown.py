"""Blocks -> Markdown: nothing lost, nothing acting as markup, read alike by both engines."""

import re
from html.parser import HTMLParser

import markdown as python_markdown
import pyromark
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readingroom.clean import clean
from readingroom.document import (
    BREAK,
    SPACE,
    AnyBlock,
    Code,
    Dropped,
    Footnote,
    Heading,
    Joint,
    Line,
    ListItem,
    Paragraph,
    Piece,
    SectionBreak,
    Source,
    Table,
    Verse,
    apply,
    whole,
)
from readingroom.emphasis import emphasis
from readingroom.write import markdown

OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES
ENGINES = {
    "pyromark": lambda text: pyromark.html(text, options=OPTIONS),
    "python-markdown": lambda text: python_markdown.markdown(text, extensions=["tables", "footnotes", "fenced_code"]),
}
SIGNS = [
    *"ab.,*_`~<>&[]()#+-=|!\\:'\"/^$%@{}?1—“漢",
    "**",
    "__",
    "](",
    "[^1]",
    "]:",
    "&amp;",
    "&#35;",
    "<b>",
    "==",
    "---",
    "~~",
    "*a*",
    "_a_",
    "|-|",
]
MARKUP = st.lists(
    st.sampled_from(
        [*SIGNS, " ", "  ", "1. ", "- ", "> ", "# ", "![a](b)", "<http://a.b>", "{: .x}", "*[a]: b", "[TOC]", "[1]: x", "\u00a0"]
    ),
    max_size=14,
).map("".join)


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text as they are."""
    found, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        found.append(Line(line, at, at + len(line), number))
        at += len(line) + 1
    return tuple(found)


def pieces(text: str) -> tuple[Piece, ...]:
    """Its lines as pieces."""
    return tuple(whole(line) for line in lines(text) if not line.blank)


def body(text: str, *blocks: AnyBlock) -> str:
    """The Markdown, proved to be the source with the edits."""
    written, edits = markdown(Source("a.txt", text, "", 0, "utf-8"), blocks)
    assert apply(text, edits) == written
    return written


class Shown(HTMLParser):
    """The text of HTML, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        """Collect text."""
        self.text.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Collect tags."""
        self.tags.append(tag)


def shown(engine: str, text: str) -> tuple[str, list[str]]:
    """(what a reader sees, the tags but for emphasis)."""
    found = Shown(ENGINES[engine](text))
    return " ".join("".join(found.text).split()), [tag for tag in found.tags if tag not in ("em", "strong", "br")]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", ["paragraph", "heading", "item", "quotation", "verse"])
@given(st.lists(MARKUP, min_size=1, max_size=3).map("\n".join))
def test_no_character_acts_as_markup(engine: str, kind: str, text: str) -> None:
    """Whatever stands in a text is what a reader sees, but for the emphasis it carries; in one block of its kind."""
    parts = pieces(text)
    if not parts:
        return
    spaces, breaks = (SPACE,) * (len(parts) - 1), (BREAK,) * (len(parts) - 1)
    block: AnyBlock = {
        "paragraph": lambda: Paragraph(pieces=parts, joints=spaces),
        "heading": lambda: Heading(pieces=parts, joints=spaces),
        "item": lambda: ListItem(pieces=parts, joints=spaces),
        "quotation": lambda: Paragraph(pieces=parts, joints=spaces, quoted=1),
        "verse": lambda: Verse(pieces=parts, joints=breaks),
    }[kind]()
    tags = {"paragraph": ["p"], "heading": ["h2"], "item": ["ul", "li"], "quotation": ["blockquote", "p"], "verse": ["p"]}[kind]
    meant = emphasis(block.text)
    words = " ".join("".join(character for at, character in enumerate(block.text) if at not in meant).split())
    assert shown(engine, body(text, block)) == (words, tags)


@pytest.mark.parametrize("engine", ENGINES)
@given(st.lists(st.lists(MARKUP.filter(str.strip), min_size=2, max_size=3), min_size=2, max_size=3), st.booleans())
@example([["&#1. ", "&#x1f"], ["R&D", "&#12 y"]], True)
def test_cells_are_what_they_are(engine: str, grid: list[list[str]], header: bool) -> None:
    """Also with the bars in them that tables are made of."""
    text = "\n".join("\n".join(cell.replace("\n", " ") for cell in row) for row in grid)
    parts = iter(lines(text))
    rows = tuple(tuple(whole(next(parts)) for _ in row) for row in grid)
    cells = tuple(cell for row in rows for cell in row)
    written = body(text, Table(pieces=cells, joints=(BREAK,) * (len(cells) - 1), rows=rows, header=header))
    expected = " ".join(" ".join("".join(c for at, c in enumerate(cell.text) if at not in emphasis(cell.text)) for cell in cells).split())
    seen, tags = shown(engine, written)
    assert "".join(seen.split()) == "".join(expected.split())
    assert tags.count("tr") == len(grid) + (not header)


@pytest.mark.parametrize("engine", ENGINES)
def test_emphasis_is_kept(engine: str) -> None:
    """Asterisks and underscores around whole words; nothing in the middle of one, nothing with room inside."""
    text = "The *Gannet*, the **Petrel** and the _Auk_ (“*Puffin*”) lay 2*3*4 deep in snake_case_names, * so * they_say_ it"
    html = ENGINES[engine](body(text, Paragraph(pieces=pieces(text))))
    assert "<em>Gannet</em>" in html
    assert "<strong>Petrel</strong>" in html
    assert "<em>Auk</em>" in html
    assert "<em>Puffin</em>" in html
    assert html.count("<em>") == 3
    assert "2*3*4 deep in snake_case_names, * so * they_say_ it" in html


STARS = [
    "Names with an asterisk (*) were lost at sea; Tom Moor* was among them, and so was the boy.",
    "Moor* and Quill* were there; (*) says that they are dead.",
    "*denotes dead: Moor* and Quill* and the boy",
    "*born in the port. Tom Moor* was there.",
    "Ladies (*), gentlemen (**) and Tom Moor**",
    "Soup*, fish*, and meat * 4d.",
    "5*) and 7*) see below",
    "Die Leser*innen und Schüler*innen",
    "a (_) b and lamp_ there",
]


@pytest.mark.parametrize("text", STARS)
@pytest.mark.parametrize("engine", ENGINES)
def test_marks_that_mean_something_else_are_shown(engine: str, text: str) -> None:
    """Only pairs around whole words are emphasis: a star behind a name, or in brackets, refers to something."""
    html = ENGINES[engine](body(text, Paragraph(pieces=pieces(text))))
    assert "<em>" not in html
    assert "<strong>" not in html
    assert text in html


@pytest.mark.parametrize(
    "text",
    [
        "*Moby Dick; or, The Whale*",
        "“*Dr. Jekyll and Mr. Hyde*”",
        "*He came. She left.*",
        "*»Die Lampe«*",
        "*„Die Lampe“*",
        "*…and so*",
        "the *Gannet*, the keeper* and",
    ],
)
def test_marks_around_whole_words_are_emphasis(text: str) -> None:
    """Also over stops and abbreviations, and beside a star that refers to a note."""
    assert len(emphasis(text)) == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_lists_count_alike(engine: str) -> None:
    """Nested, loose, tight; what the engines would count differently is written out."""
    text = "one\ntwo\nan inner one\nthree\nfive"
    parts = pieces(text)
    blocks = [
        ListItem(pieces=parts[:1], number=1),
        ListItem(pieces=parts[1:2], number=2, tight=False),
        ListItem(pieces=parts[2:3], depth=2, tight=False),
        ListItem(pieces=parts[3:4], number=3),
        ListItem(pieces=parts[4:5], number=5),
    ]
    seen, tags = shown(engine, body(text, *blocks))
    assert seen == "one two an inner one three 5. five"
    assert [tag for tag in tags if tag != "p"] == ["ol", "li", "li", "ul", "li", "li"]


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 3), st.integers(1, 3), st.booleans()), min_size=2, max_size=8))
def test_paragraphs_within_items_are_read_alike(found: list[tuple[bool, int, int, bool]]) -> None:
    """Numbered items of any depth, with paragraphs of their own: the same words in the same lists."""
    text = "\n".join(f"words {at}" for at in range(len(found)))
    blocks = [
        ListItem(pieces=(piece,), number=number, depth=depth, tight=tight)
        if item
        else Paragraph(pieces=(piece,), within=depth * (number > 1))
        for piece, (item, depth, number, tight) in zip(pieces(text), found, strict=True)
    ]
    written = body(text, *blocks)
    ours, theirs = (shown(engine, written) for engine in ENGINES)
    assert ours[0] == theirs[0]
    assert [tag for tag in ours[1] if tag != "p"] == [tag for tag in theirs[1] if tag != "p"]
    assert "code" not in ours[1]


@pytest.mark.parametrize("engine", ENGINES)
def test_items_keep_their_paragraphs(engine: str) -> None:
    """In the item, and the list goes on behind them; not behind a number that is written out."""
    text = "one\nmore\ntwo\nrest"
    for first, tags in ((1, ["ol", "li", "li"]), (3, [])):
        parts = pieces(text)
        blocks = [
            ListItem(pieces=parts[:1], number=first),
            Paragraph(pieces=parts[1:2], within=1),
            ListItem(pieces=parts[2:3], number=first + 1),
            Paragraph(pieces=parts[3:]),
        ]
        seen, found = shown(engine, body(text, *blocks))
        assert seen == ("one more two rest" if first == 1 else "3. one more 4. two rest")
        assert [tag for tag in found if tag != "p"] == tags


@pytest.mark.parametrize("engine", ENGINES)
def test_letters_under_a_number_that_is_written_out(engine: str) -> None:
    """They are one list."""
    text = "five\na\nb"
    blocks = [ListItem(pieces=(piece,), number=5 if at == 0 else None, depth=1 + (at > 0)) for at, piece in enumerate(pieces(text))]
    assert shown(engine, body(text, *blocks))[1] == ["p", "ul", "li", "li"]


@pytest.mark.parametrize("engine", ENGINES)
def test_verse_has_lines_and_indents(engine: str) -> None:
    """Hard breaks, em spaces."""
    text = "The tide\n    comes in\n"
    block = Verse(pieces=tuple(Piece(line, 0, len(line.text)) for line in lines(text) if line.text), joints=(BREAK,))
    html = ENGINES[engine](body(text, block))
    assert re.search(r"The tide<br ?/?>\n\u2003\u2003comes in", html)


@pytest.mark.parametrize("engine", ENGINES)
def test_code_is_kept_to_the_letter(engine: str) -> None:
    """With fences in it, and behind a list."""
    text = "item\n```\n<b> &amp; *x*\n"
    parts = pieces(text)
    html = ENGINES[engine](body(text, ListItem(pieces=parts[:1]), Code(pieces=parts[1:], joints=(BREAK,))))
    assert "<pre><code>```\n&lt;b&gt; &amp;amp; *x*\n</code></pre>" in html


@pytest.mark.parametrize("engine", ENGINES)
def test_breaks_notes_and_quotations(engine: str) -> None:
    """Two quoted paragraphs are one quotation; a break is a rule; a note finds its mark."""
    text = "One¹\nTwo\nThree\n~~~~\nThe note"
    parts = pieces(text)
    first = (Piece(parts[0].line, 0, 4), Piece(parts[0].line, 4, 4))
    blocks: list[AnyBlock] = [
        Paragraph(pieces=first, joints=(Joint("[^1]", 1, "footnotes"),)),
        Paragraph(pieces=parts[1:2], quoted=1),
        Paragraph(pieces=parts[2:3], quoted=1),
        SectionBreak(pieces=parts[3:4]),
        Footnote(pieces=parts[4:5], label="1"),
    ]
    _, tags = shown(engine, body(text, *reversed(blocks)))
    assert tags.count("blockquote") == 1
    assert tags.count("hr") >= 1
    assert "sup" in tags
    assert "~~~~" not in body(text, *blocks)


def test_what_is_dropped_goes_under_its_own_rule() -> None:
    """Also between two halves of a paragraph."""
    text = "The boats\n- 7 -\ncame in."
    parts = pieces(text)
    blocks = [Dropped(pieces=parts[1:2], rule="page-numbers", confidence=0.9), Paragraph(pieces=parts[::2], joints=(SPACE,))]
    written, edits = markdown(Source("a.txt", text, "", 0, "utf-8"), blocks)
    assert [(text[edit.start : edit.end], edit.rule) for edit in edits if text[edit.start : edit.end].strip()] == [
        ("- 7 -", "page-numbers")
    ]
    assert written == "The boats [](#page-8)came in.\n"


def test_pages_are_marked_where_they_begin() -> None:
    """By the numbers printed on them; behind a word that the page end cut in two."""
    text = "The har\u2010\n\fbour was quiet.\n\fThe boats came in.\n12\n"
    found = clean(text)
    blocks = [
        Paragraph(pieces=(whole(found[0]), whole(found[1])), joints=(Joint("", 1, "hyphens"),)),
        Paragraph(pieces=(whole(found[2]),)),
        Dropped(pieces=(whole(found[3]),), rule="page-numbers"),
    ]
    assert body(text, *blocks) == "The harbour [](#page-2)was quiet.\n\n[](#page-12)The boats came in.\n"


@given(st.text(alphabet=st.sampled_from("ab*_ \n-1.#>"), max_size=60), st.randoms())
def test_any_blocks_at_all(text: str, random: object) -> None:
    """In any order, overlapping, dropped or shown: the body is the source with the edits."""
    parts = list(pieces(text))
    random.shuffle(parts)  # type: ignore[attr-defined]
    kinds = (Paragraph, Heading, ListItem, Verse, Code, SectionBreak, Dropped, Footnote)
    body(text, *(random.choice(kinds)(pieces=(part,)) for part in parts + parts[:1]))  # type: ignore[attr-defined]


def test_nothing_to_write() -> None:
    """A text of nothing becomes nothing."""
    assert body("") == ""
    assert body("\n\n") == ""
