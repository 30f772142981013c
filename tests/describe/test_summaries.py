"""The summary."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.describe import category, summary
from readingroom.document import SPACE, Footnote, Heading, Line, Paragraph, Piece, Verse, whole


def block(text, kind=Paragraph, **more):
    """A block of the lines of a text."""
    pieces = tuple(whole(Line(line, 1000 * number, 1000 * number + len(line), number)) for number, line in enumerate(text.split("\n"), 1))
    return kind(pieces=pieces, joints=(SPACE,) * (len(pieces) - 1), **more)


SENTENCE = "The tide came in at four and the boats lay low."


def test_first_sentences():
    """Whole sentences, as many as fit."""
    found = summary([block("The Harbour", Heading), block("\n".join([SENTENCE] * 20))])
    assert found.value == " ".join([SENTENCE] * 5)
    assert (found.rule, found.line) == ("first-sentences", 1)


def test_short_first_paragraph_is_passed_over():
    """A place, a salutation or a printer that stayed in the text is no summary."""
    assert summary([block("Printed by J. Marsh, Harbour Street, Ostrel, 1887"), block(SENTENCE)]).value == SENTENCE
    assert summary([block("Dear Ada,"), block(SENTENCE)]).value == SENTENCE


def test_several_paragraphs():
    """A short paragraph is followed by the next."""
    assert summary([block(SENTENCE), block(SENTENCE)]).value == f"{SENTENCE} {SENTENCE}"


def test_quoted_paragraphs_last():
    """What the text quotes is its summary only where it says nothing itself."""
    assert summary([block("Quoted: " + SENTENCE, quoted=1), block(SENTENCE)]).value == SENTENCE
    assert summary([block("Quoted: " + SENTENCE, quoted=1)]).value == "Quoted: " + SENTENCE


def test_abbreviations_end_no_sentence():
    """An initial, a title, a number with a full stop do not end a sentence."""
    text = "On the 3. of May Dr. Ada Quill met Mr. Marsh " + "and the boats lay low under the long wall of the old quay " * 6
    assert summary([block(text)]).value.endswith("…")


def test_marks_of_emphasis_and_links_go():
    """A summary is plain text."""
    assert (
        summary([block("See **the** [old *harbour*](http://example.org/a_b) and_its `boats` before the tide.")]).value
        == "See the old harbour and_its `boats` before the tide."
    )


def test_verse():
    """A poem is told by its first lines."""
    assert summary([block("Whose boat is this\nI think I know", Verse)]).value == "Whose boat is this / I think I know"


POEM = "The lamp is lit upon the mole,\nAnd all the boats are in"
LINES = "The lamp is lit upon the mole, / And all the boats are in"


def test_a_text_that_begins_with_verse():
    """Prose below it, a heading, a salutation or the number of the stanza above it do not matter."""
    verse, number = block(POEM, Verse, rule="verse"), block("II", Verse, rule="verse")
    for above in ([], [number], [block("The Lamp", Heading), block("Read by the clerk:")]):
        assert summary([*above, verse, block(SENTENCE)]).value == LINES
    assert summary([number, verse]).value == LINES


def test_what_refers_to_notes_goes():
    """Anywhere in a line, at a line's end, twice in one; other numbers stay."""
    text = block("The tide came in at four.1 And the boats lay low.2 In 1887\nit was five.3\nNobody saw.")
    lines = [piece.line for piece in text.pieces]
    marks = [Piece(lines[0], 25, 26), Piece(lines[0], 49, 50), Piece(lines[1], 12, 13)]
    assert [mark.text for mark in marks] == ["1", "2", "3"]
    notes = [Footnote(pieces=text.pieces[:1], label=mark.text, marks=(mark,)) for mark in reversed(marks)]
    assert summary([text, *notes]).value == "The tide came in at four. And the boats lay low. In 1887 it was five. Nobody saw."


def test_verse_below_prose_ends_the_summary():
    """Where the prose says enough; what comes after the verse is no part of its sentence."""
    verse, long = block(POEM, Verse, rule="verse"), f"{SENTENCE} {SENTENCE}"
    assert summary([block(long), verse, block("That was the end.")]).value == long
    assert summary([block(SENTENCE), verse, block("That was the end.")]).value == f"{SENTENCE} That was the end."


def test_other_lines_that_stay_lines():
    """An address or a cast above prose is no poem; if most of the text is such lines, it is."""
    address = block("Harbour Street\nOstrel", Verse, rule="kept-lines")
    letterhead = block(POEM, Verse, rule="letters")
    assert summary([address, letterhead, block(SENTENCE)]).value == SENTENCE
    assert summary([block(POEM, Verse, rule="kept-lines"), block(SENTENCE)]).value == LINES
    assert summary([block(POEM, Verse, rule="verse", quoted=1), block(SENTENCE)]).value == SENTENCE


def test_long_verse():
    """It ends with a line: at its stop, or with an ellipsis instead of its comma."""
    line = "And what we gain by it, I fear, is rather less than what we lost"
    assert summary([block("\n".join([line + ","] * 9), Verse)]).value == ", / ".join([line] * 4) + "…"
    assert summary([block("\n".join([line + "."] * 9), Verse)]).value == " / ".join([line + "."] * 4)
    assert summary([block("\n".join(["The sea,"] * 9), Verse)]).value == " / ".join(["The sea,"] * 8)[:-1] + "…"
    assert summary([block("\n".join(["四時に潮が満ち、舟は岸壁の下に並ぶ"] * 9), Verse)]).value.count("/") == 6
    assert summary([block("long " * 99 + "\nshort", Verse)]).value == ("long " * 56).strip() + "…"


@pytest.mark.parametrize("text", ["四" * 500, "x" * 1000, ""])
def test_nothing_to_cut(text):
    """Where no word ends there is no summary."""
    assert summary([block(text)]) is None


def test_japanese():
    """Chinese and Japanese end with their own marks, and have half the length."""
    found = summary([block("四時に潮が満ち、舟は岸壁の下に低く並んでいた。" * 20)])
    assert found.value.endswith("。")
    assert len(found.value) <= 140


@given(st.text(alphabet="ab .,!?四。、ก่อ\u0301", max_size=900))
def test_never_cut_inside_a_word(text):
    """Any summary is a beginning of the text, at most its length, and ends where a word ends."""
    found = summary([block(text.replace("\n", " "))])
    if found:
        plain = " ".join(text.split())
        assert len(found.value) <= 281
        stem = found.value.removesuffix("…")
        assert plain.startswith(stem)
        assert found.value == plain or not re.match(r"[ab\u0e00-\u0e7f]", plain[len(stem) :]) or not re.search(r"[ab\u0e00-\u0e7f]$", stem)


def test_category_is_the_folder():
    """The category is the full folder path; a text at the top has none."""
    assert category("letters/1931/12.txt").value == "letters/1931"
    assert category("12.txt") is None


SIGNS = [
    "The clerk wrote 2*3*4 = 24 on the wall, and boat__2, and H*ll, and d*mn the lamp_, and 5 * 6.",
    "Names with an asterisk (*) were lost at sea; Tom Moor* was among them, and the boy.",
    "The command `ls *.txt` lists C:\\*.* and \\[x\\] and __init__ and a|b of the harbour.",
    "**** stars for the hotel, and * * * for the bell, which nobody has heard.",
]


@pytest.mark.parametrize("text", SIGNS)
def test_signs_that_are_no_markup_are_text(text: str) -> None:
    """What the page shows, the summary shows."""
    assert summary([block(text)]).value == text
    assert summary([block(f"{text}\nAnd nobody comes.", Verse, rule="verse")]).value.startswith(text)
