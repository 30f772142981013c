"""What holds for every text, whatever is in it."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readingroom.clean import REPAIRS, clean
from readingroom.clean.changes import MANY
from readingroom.document import Line, apply

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"

# what repairs look for, mixed with plain letters: uniform characters would hardly ever meet
PIECES = st.sampled_from(
    [
        *"abcXYZ019 .,;*_-\n\t\f\x00\x08\x1b\x7f\x85\x93\x9d\u2028\u00a0\u202f\u2003\u3000\u00ad\u200b\u200c\u200d\u200e\u202a",
        *"\u00b4\u00a8\u02c7aeoı\u202b\u202c\u202e\u2066\u2067\u2069\ufeff\ufffd\ufb01\ufb03\ufefb\ufe8d\ufb2a\u2f2f\u2ed3\u4e00\u05d0\u0627\u0645\u0915\u094d\u1780\u0e01\U0001f469\U000e0067",
        *"\udc92\udcff\udce9\ud800éÃ©Â ½à¤ðâ€™œžŸРёС‚Ð¼\uf0b7",
        *["**", "***", "  ", "   ", " a b c ", "T H E", "Ã©", "â€™", "[31m", "w\x08w", "_\x08w", "8 May", "\u0627\u200c", "\ufe91\ufe8e"],
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


def edits_of(lines: tuple[Line, ...]) -> list:
    """All edits of a text, in order."""
    return [edit for line in lines for edit in line.edits]


def cleaned(text: str) -> str:
    """The lines after cleaning, as one text."""
    return "\n".join(line.text for line in clean(text))


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_the_edits_tell_all(text: str) -> None:
    """Applying the edits to the source gives the lines; no other letter is lost, added or moved."""
    lines = clean(text)
    assert apply(text, edits_of(lines)) == "\n".join(line.text for line in lines)
    assert [text[line.start : line.end] for line in lines] == text.split("\n")
    assert [line.number for line in lines] == list(range(1, text.count("\n") + 2))
    for line in lines:
        assert all(line.start <= edit.start <= edit.end <= line.end for edit in line.edits)
        assert all(text[edit.start : edit.end] != edit.after for edit in line.edits)


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_what_is_clean_stays(text: str) -> None:
    """Cleaning is deterministic, and cleaning a cleaned text changes nothing."""
    once = cleaned(text)
    assert cleaned(text) == once
    assert cleaned(once) == once


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_a_line_knows_where_its_characters_came_from(text: str) -> None:
    """`Line.at` never goes back, ends at the end, and finds every character that no edit touched."""
    for line in clean(text):
        places = [line.at(index) for index in range(len(line.text) + 1)]
        assert places == sorted(places)
        assert line.start <= places[0]
        assert places[-1] == line.end
        touched = {place for edit in line.edits for place in range(edit.start, edit.end)}
        kept = [place for place in range(line.start, line.end) if place not in touched]
        written = 0
        shift = line.start
        untouched: list[int] = []  # indexes in line.text that no edit wrote
        for edit in line.edits:
            untouched += range(written, edit.start - shift)
            written = edit.start - shift + len(edit.after)
            shift = edit.end - written
        untouched += range(written, len(line.text))
        assert [line.at(index) for index in untouched] == kept
        assert all(line.text[index] == text[line.at(index)] for index in untouched)


def test_an_edit_of_an_edit_is_one_edit() -> None:
    """Where one repair works on what another wrote, the source sees one change, under the rule of the one less sure."""
    text = "x \u00c2\u00a0 \u00c2\u00a0y"  # mojibake of no-break spaces, which then are a gap
    (line,) = clean(text)
    assert line.text == "x    y"
    assert [(edit.start, edit.end, edit.rule) for edit in line.edits] == [(1, 7, "mojibake")]


def test_pages_are_counted() -> None:
    """A form feed before the first letter of a line belongs to the page it opens, one behind it to the next."""
    lines = clean("one\n\ftwo\nthree\f\n \f\ffour\nfi\fve\nsix")
    assert [(line.text, line.page) for line in lines] == [("one", 0), ("two", 1), ("three", 1), (" four", 4), ("fi ve", 4), ("six", 5)]


@pytest.mark.parametrize("repair", REPAIRS, ids=lambda repair: repair.name)
def test_a_repair_can_be_switched_off(repair) -> None:
    """What is switched off makes no edit; the others do what they did."""
    text = (
        "G\u00a8odel\n\f"
        "caf\udce9 na\u00c3\u00afve\x00 \ufeffso\u00adft o\ufb01 \ufe8d\ufe8e \u2f2f\u7a0b  \u00a0x\n\uf0b7 item\nAda Quill**8 May 1931**\n"
        "T H E   H A R B O U R"
    )
    assert repair.name in {edit.rule for edit in edits_of(clean(text))}
    lines = clean(text, off=frozenset({repair.name}))
    assert repair.name not in {edit.rule for edit in edits_of(lines)}
    assert len(lines) == text.count("\n") + 1


def test_an_unknown_repair_is_refused() -> None:
    """A name that no repair has is an error, not a wish."""
    with pytest.raises(ValueError, match=r"no such repair: soft-hyphen$"):
        clean("text", off=frozenset({"soft-hyphen"}))


HOSTILE = {
    "one letter": "x",
    "letters and spaces": "x ",
    "wide letters": "T H E  ",
    "stars": "*",
    "starred words": "**x ",
    "underscores": "a_",
    "spaces": " ",
    "tabs": "\t",
    "tabbed": "a\t",
    "no-break spaces": "\u00a0",
    "odd spaces": " \u00a0x",
    "soft hyphens": "\u00ad",
    "soft-hyphened": "a\u00ad",
    "nulls": "\x00",
    "controls": "a\x01",
    "backspaces": "a\x08",
    "escapes": "\x1b[",
    "numbers of a colour": "\x1b[1;",
    "form feeds": "\f",
    "invisible": "\u200b",
    "openers": "\u2067\u05d0",
    "pairs": "\u2067\u05d0\u2069",
    "bytes": "\udc92",
    "byte and letter": "a\udce9 ",
    "ligatures": "\ufb01",
    "forms": "\ufe8d",
    "radicals": "\u2f00",
    "mojibake": "Ã©",
    "mojibake words": "Ã© ",
    "half of mojibake": "Ã",
    "hints of mojibake": "é»",
    "joiners": "\u0627\u200c",
    "accents": "\u00a8",
    "accents on letters": "o\u00a8",
    "accents on wrong letters": "x\u00a8",
    "tags": "\U000e0067",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_lines_take_time_in_proportion(unit: str) -> None:
    """Eight times the line takes eight times as long, not sixty-four: no regular expression goes back over what it saw."""

    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.process_time()
        clean(text)
        return time.process_time() - began

    small = min(cost(50_000) for _ in range(2))
    assert cost(400_000) < 24 * max(small, 0.004)


def test_a_line_of_controls_is_few_edits() -> None:
    """Beyond some thousands the edits of one line are taken together, so that memory doesn't follow a hostile line."""
    text = "a\x01" * 200_000
    (line,) = clean(text)
    assert line.text == ("a\ufffd" * 200_000)[:-1]
    assert len(line.edits) <= MANY + 2_000
    assert apply(text, line.edits) == line.text


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the test corpus is not beside the checkout")
def test_clean_texts_are_left_alone() -> None:
    """In books and printed articles nothing is to be repaired but form feeds and glued bylines."""
    rules: dict[str, int] = {}
    for path in sorted(CORPUS.glob("b*/*/texts/*.txt")):
        text = path.read_text("utf-8")
        for edit in edits_of(clean(text)):
            rules[edit.rule] = rules.get(edit.rule, 0) + 1
    assert set(rules) <= {"page-breaks", "stray-emphasis", "invisible", "spaces"}
    assert rules.get("stray-emphasis", 0) < 100
