"""Heads as people print and write them, in many styles and languages, and what must be found in each."""

import pytest
from describe.heads import cases_in, found_in, lines_of, title_of

from readingroom.clean import clean
from readingroom.describe import masthead
from readingroom.describe.rows import Rows
from readingroom.document import Dropped, Survey, whole
from readingroom.survey import fold

HEADS = cases_in("heads.txt") + cases_in("styles.txt")
LETTERS = cases_in("letters.txt")
NOTHING = cases_in("nothing.txt")


@pytest.mark.parametrize(("text", "wanted"), HEADS, ids=map(title_of, HEADS))
def test_head_is_read(text, wanted):
    """Title, authors and date come out as printed; what the head does not state stays empty."""
    found = found_in(text)
    assert {field: found.get(field, "") for field in wanted} == wanted


@pytest.mark.parametrize(("text", "wanted"), LETTERS, ids=map(title_of, LETTERS))
def test_author_and_date_of_a_letter(text, wanted):
    """What place, salutation, signature and date say is found; what they do not say is not."""
    found = found_in(text)
    assert {field: found.get(field, "") for field in wanted} == wanted


@pytest.mark.parametrize("text", [text for text, _ in NOTHING], ids=map(title_of, NOTHING))
def test_nothing_is_invented(text):
    """A text that begins with a paragraph, a list or verse keeps all its lines and has neither author nor date."""
    head = masthead(lines_of(text), "letters/12.txt", Survey())
    assert {finding.field: finding.rule for finding in head.findings} == {"title": "file-name"}
    assert [line.text for line in head.rest] == text.split("\n")


def test_title_that_went_with_the_running_heads():
    """A title that was dropped as a running head, because it has its words, is still the title."""
    lines = lines_of("The Harbour in March\nAda Quill\n3 May 1931\nThe tide came in at four and nobody on the quay spoke of it.")
    dropped = [Dropped(pieces=(whole(lines[0]),), rule="running-heads")]
    found = {finding.field: finding.value for finding in masthead(lines[1:], "a.txt", Survey(), dropped).findings}
    assert found == {"title": "The Harbour in March", "authors": "Ada Quill", "date": "1931-05-03"}


def test_running_head_over_the_title():
    """What the collection repeats over the title of a text of one page is no part of the title, and leaves as a running head."""
    lines = lines_of("The Anselm Packet\n\nThe Harbour in March\n\nAda Quill, 3 May 1931\n\n" + "The tide came in at four. " * 20)
    head = masthead(lines, "a.txt", Survey(furniture=frozenset({fold("The Anselm Packet")})))
    assert head.findings[0].value == "The Harbour in March"
    assert (head.dropped[0].rule, head.dropped[0].text) == ("running-heads", "The Anselm Packet")


def test_running_head_puts_scrambled_title_in_order():
    """The words of a title that a narrow column tore apart are put in the order of the running head."""
    lines = lines_of("The Harbour in March\n\nThe\nin\n\nHarbour\nMarch\n\nBy Ada Quill\n\nThe tide came in at four.")
    dropped = [Dropped(pieces=(whole(lines[0]),), rule="running-heads")]
    found = {finding.field: finding.value for finding in masthead(lines[1:], "a.txt", Survey(), dropped).findings}
    assert found == {"title": "The Harbour in March", "authors": "Ada Quill"}


def test_byline_taken_for_furniture_still_speaks():
    """A byline and a date that were dropped as page furniture, since they repeat, are found and not dropped twice."""
    lines = lines_of("The Harbour in March\n\nBy Ada Quill\n3 May 1931\n\nThe tide came in at four and nobody spoke.")
    dropped = [Dropped(pieces=(whole(line),), rule="running-heads") for line in lines[2:4]]
    head = masthead([lines[0], lines[1], *lines[4:]], "a.txt", Survey(), dropped)
    assert {finding.field: finding.value for finding in head.findings} == {
        "title": "The Harbour in March",
        "authors": "Ada Quill",
        "date": "1931-05-03",
    }
    assert [block.text for block in head.dropped] == ["The Harbour in March"]


@pytest.mark.parametrize(("day_first", "date"), [(True, "1931-04-03"), (False, "1931-03-04"), (None, "1931")])
def test_order_of_day_and_month_is_the_collections(day_first, date):
    """3/4/1931 in English is read as the collection writes it; if that is not known only the year is given."""
    text = "The Harbour in March\n\nAda Quill\n3/4/1931\n\nThe tide came in at four and the boats lay low under the wall of the quay."
    assert found_in(text, survey=Survey(day_first=day_first))["date"] == date


def test_evidence_is_given():
    """Every finding has its rule, a confidence, its line and the words it was read from."""
    head = masthead(lines_of("The Harbour in March\n\nBy Ada Quill\n3 May 1931\n\nThe tide came in at four."), "a.txt", Survey())
    assert [(finding.field, finding.rule, finding.line, finding.evidence) for finding in head.findings] == [
        ("title", "title-line", 1, "The Harbour in March"),
        ("authors", "byline", 3, "By Ada Quill"),
        ("date", "date-line", 4, "3 May 1931"),
    ]
    assert all(0.5 < finding.confidence < 1 for finding in head.findings)
    assert [(block.rule, block.text) for block in head.dropped] == [
        ("title", "The Harbour in March"),
        ("byline", "By Ada Quill"),
        ("date", "3 May 1931"),
    ]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("letters/1931-05_from-tom.txt", "1931-05 from tom"),
        ("a/the_clerks_daughter.txt", "The clerks daughter"),
        ("Brief, 11. Februar 1902.txt", "Brief, 11. Februar 1902"),
        ("письмо-брату.txt", "Письмо брату"),
        ("...txt", ""),
    ],
)
def test_file_name_made_readable(path, title):
    """Where a text has no title its file's name stands in, with low confidence; a name without letters does not."""
    findings = [each for each in masthead(lines_of("the tide came in at four."), path, Survey()).findings if each.field == "title"]
    assert [(finding.value, finding.rule, finding.confidence) for finding in findings] == ([(title, "file-name", 0.3)] if title else [])


def test_page_number_is_no_year():
    """A number of four digits that was dropped as a page number is no year, unless a byline stood right above it."""
    lines = lines_of("1024\nThe Harbour in March\n\nThe tide came in at four and nobody on the quay spoke of it.")
    dropped = [Dropped(pieces=(whole(lines[0]),), rule="page-numbers")]
    assert [finding.field for finding in masthead(lines[1:], "a.txt", Survey(), dropped).findings] == ["title"]


LAMP = "The lamp is lit upon the mole,\nAnd all the boats are in;\nThe clerk is counting up the toll\nOf rope and tar and tin."
WALL = "The work was begun in the spring of the year,\nwhen the first barges came from the quarry."


@pytest.mark.parametrize(
    ("text", "foot", "found"),
    [
        (f"The Lamp\n\n{LAMP}", "4 May 1887", {"title": "The Lamp", "date": "1887-05-04"}),
        (LAMP, "4 May 1887", {"date": "1887-05-04"}),
        (f"The Lamp\n\n{LAMP}", "Ada Quill\n4 May 1887", {"title": "The Lamp", "authors": "Ada Quill", "date": "1887-05-04"}),
        (f"The Lamp\n\n{LAMP}", "Ada Quill, 1887", {"title": "The Lamp", "authors": "Ada Quill", "issued": "1887"}),
        (f"The Lamp\n\n{LAMP}", "Long Quay, 4 May 1887", {"title": "The Lamp", "date": "1887-05-04"}),
        (f"The Wall\n\n{WALL}", "May 1887", {"title": "The Wall", "issued": "1887-05"}),
        (f"The Wall\n\n{WALL}", "Ostrel, 4 May 1887", {"title": "The Wall", "date": "1887-05-04", "place": "Ostrel"}),
        ("I owe Tom Marsh four pounds, to be paid at Michaelmas.", "Ada Quill\n4 May 1887", {"authors": "Ada Quill", "date": "1887-05-04"}),
    ],
)
def test_a_short_text_is_no_title_of_the_date_below_it(text, foot, found):
    """What signs and dates a text from below is read there, and stays."""
    head = masthead(lines_of(f"{text}\n\n{foot}"), "12.txt", Survey())
    assert {each.field: each.value for each in head.findings if each.rule != "file-name"} == found
    body = "\n".join(line.text for line in head.rest if not line.blank)
    assert body == f"{text}\n{foot}".removeprefix("The Lamp\n\n").removeprefix("The Wall\n\n")


@pytest.mark.parametrize(
    "line", ["First published in The Lamp, May 1887", "This essay first appeared in The Lamp", "Printed by J. Marsh, 1887"]
)
def test_where_a_text_was_published_is_no_title(line):
    """It stands below the byline, where titles stand under the name of a paper."""
    body = "The tide came in at four and nobody on the quay spoke of it.\n" * 3
    found = found_in(f"The Harbour in March\n\nBy Ada Quill\n\n{line}\n\n{body}")
    assert (found["title"], found["authors"]) == ("The Harbour in March", "Ada Quill")


def test_a_title_page_is_a_head():
    """Though no text stands below it."""
    for text in ("The Harbour in March\n\nBy Ada Quill\n1931", "To the Board.\n\nAda Quill\n4 May 1931"):
        assert {"title", "authors"} <= {each.field for each in masthead(lines_of(text), "12.txt", Survey()).findings}


def test_years_over_columns_are_no_date() -> None:
    """The head of a table below a title and a paragraph says nothing of when the text was written."""
    text = (
        "Stone and Rope\n\nThe Board has asked for the figures of the year, and these are they, so far as\n"
        "the clerk could find the slips.\n\n"
        "                       1903        1904\nStone, the block       2.10        3.05\nStone, broken             -        0.40\n"
    )
    findings = masthead(clean(text), "stone.txt", Survey()).findings
    assert [finding.field for finding in findings if finding.field in ("date", "issued", "authors")] == []


@pytest.mark.parametrize(
    "head",
    ["Ada Quill · 2 May 1931\n\nA STORM ON THE QUAY -\nTHE LOW WALL", "2 May 1931\n\nA STORM ON THE QUAY -\nTHE LOW WALL\nAda Quill"],
)
def test_the_author_is_the_running_head(head):
    """Pages that carry the name of the author have no other title for it; with a day behind it the name is no paper's either."""
    text = (
        "The tide came in at four in the morning, and the boats lay low under\nthe quay wall, where nobody spoke of it any more.\nNobody."
    )
    lines = lines_of(f"Ada Quill\n{head}\n{text}\nAda Quill")
    dropped = [Dropped(pieces=(whole(line),), rule="running-heads") for line in (lines[0], lines[-1])]
    found = {finding.field: finding.value for finding in masthead(lines[1:-1], "a.txt", Survey(), dropped).findings}
    assert found == {"title": "A STORM ON THE QUAY - THE LOW WALL", "authors": "Ada Quill", "date": "1931-05-02"}


def test_a_title_in_the_place_of_a_paper():
    """A running head over credits and text, with no other title below them, is the title and not the name of a paper."""
    text = (
        "The tide came in at four. Nobody on the quay\nhad asked it to, and the boats lay low under\nthe wall. Nobody spoke of it.\nNobody."
    )
    lines = lines_of(f"SOUNDINGS\nBy Ada Quill, 2 May 1931\n{text}\nSOUNDINGS")
    dropped = [Dropped(pieces=(whole(lines[-1]),), rule="running-heads")]
    found = {finding.field: finding.value for finding in masthead(lines[:-1], "a.txt", Survey(), dropped).findings}
    assert found == {"title": "SOUNDINGS", "authors": "Ada Quill", "date": "1931-05-02"}


def test_a_file_name_with_bytes_that_are_no_text():
    """It is asked for the words of a title, and gives those that it has, without a warning."""
    rows = Rows(lines_of("The Lamp of Ostrel\n\nNobody has seen it."), Survey(), (), "lamp \udcff ostrel.txt")
    assert rows.named("The Lamp of Ostrel") == 2
