"""The account of every change, there and back."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom import header, ledger
from readingroom.document import Edit, Finding, Source, apply
from readingroom.errors import ReadingRoomError

TEXT = st.text(st.sampled_from("ab \n*é—文"), max_size=60)


@st.composite
def conversions(draw: st.DrawFn) -> tuple[Source, str, tuple[Edit, ...]]:
    """A text and edits that some rules made."""
    text = draw(TEXT)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    edits = tuple(Edit(a, b, draw(st.text("xy\n", max_size=4)), "rule", 0.5) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    return Source("a.txt", text, hashlib.sha256(text.encode()).hexdigest(), len(text), "utf-8"), apply(text, edits), edits


def made(conversion: tuple[Source, str, tuple[Edit, ...]]) -> ledger.Ledger:
    """Its ledger."""
    source, body, edits = conversion
    return ledger.draw_up(source, body, edits, path="a.txt", markdown="documents/a.md", rules="1")


@given(conversions())
def test_markdown_and_ledger_give_the_text_back(conversion: tuple[Source, str, tuple[Edit, ...]]) -> None:
    """For any text and any edits."""
    assert ledger.source_text(made(conversion), conversion[1]) == conversion[0].text


@given(conversions(), TEXT)
def test_what_a_hand_changed_is_taken_back_first(conversion: tuple[Source, str, tuple[Edit, ...]], edited: str) -> None:
    """A hand may have written anything at all."""
    source, body, _ = conversion
    entry = ledger.Ledger(**{**vars(made(conversion)), "by_hand": ledger.compare(body, edited)})
    assert ledger.redo_by_hand(entry, body) == edited
    assert ledger.source_text(entry, edited) == source.text


@given(conversions())
def test_a_ledger_survives_its_file(conversion: tuple[Source, str, tuple[Edit, ...]]) -> None:
    """Written as JSON and read again."""
    entry = ledger.Ledger(**{**vars(made(conversion)), "found": (Finding("title", "T", "title-line", 0.9, 1, "T"),), "hand": {"Lang": ""}})
    text = ledger.dump(entry)
    json.loads(text)
    assert ledger.load(text, "a.txt") == entry


def test_markdown_comes_from_ledger_and_body_alone() -> None:
    """Fields changed by hand win, and those a hand took out stay out."""
    source = Source("a.txt", "Text", "0", 4, "utf-8")
    entry = ledger.draw_up(source, "Text", (), path="a.txt", markdown="documents/a.md", rules="1")
    entry = ledger.Ledger(**{**vars(entry), "header": {"Title": "Found", "Lang": "en"}, "hand": {"Title": "By hand", "Lang": ""}})
    assert header.split(ledger.markdown_of(entry, "Text")) == ({"Title": "By hand"}, "Text")


def test_edits_that_explain_nothing_are_refused() -> None:
    """L-01."""
    with pytest.raises(ReadingRoomError, match="L-01"):
        ledger.draw_up(Source("a.txt", "Text", "0", 4, "utf-8"), "Other", (), path="a.txt", markdown="m", rules="1")


def test_markdown_changed_behind_the_ledger_is_seen() -> None:
    """L-02."""
    entry = ledger.draw_up(Source("a.txt", "Text", "0", 4, "utf-8"), "Text", (), path="a.txt", markdown="m", rules="1")
    with pytest.raises(ReadingRoomError, match="L-02"):
        ledger.source_text(entry, "Next")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": 1}', '{"format": 1, "source": 3, "markdown": {}}'])
def test_a_damaged_ledger_is_never_trusted(text: str) -> None:
    """L-03, with the path."""
    with pytest.raises(ReadingRoomError, match=r"letters/1\.txt: L-03"):
        ledger.load(text, "letters/1.txt")


def test_a_ledger_of_another_format_is_left_alone() -> None:
    """L-04."""
    with pytest.raises(ReadingRoomError, match="L-04"):
        ledger.load('{"format": 99}', "a.txt")
