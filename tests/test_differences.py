"""Where two texts differ: exact always, small mostly, and never slow."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import calls

from readingroom import differences as module
from readingroom import ledger
from readingroom.differences import differences
from readingroom.document import Edit, apply

LINES = st.lists(st.sampled_from(["", "", "a", "b", "c", "x" * 30 + "a", "x" * 30 + "b", "a" + "x" * 30, "b" + "x" * 30]), max_size=24)


def patched(old: list[str], new: list[str]) -> list[str]:
    """The old lines with the differences put in."""
    out: list[str] = []
    at = 0
    for a, b, c, d in differences(old, new):
        assert at <= a <= b
        assert (a, c) != (b, d)
        out += [*old[at:a], *new[c:d]]
        at = b
    return out + old[at:]


@given(LINES, LINES, st.sampled_from([0, 20, module._MOST]))
def test_the_differences_make_one_text_the_other(old: list[str], new: list[str], most: int) -> None:
    """Whichever way is taken where nothing is unique."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MOST", most)
        assert patched(old, new) == new


@given(LINES, LINES)
def test_a_hand_can_be_followed_and_taken_back(old: list[str], new: list[str]) -> None:
    """Character by character, as the ledger has it."""
    before, after = "\n".join(old), "\n".join(new)
    changes = ledger.compare(before, after)
    assert apply(before, [Edit(at, at + len(a), b, "by-hand") for at, a, b in changes]) == after
    assert all(before[at : at + len(a)] == a for at, a, _ in changes)


@given(LINES)
def test_equal_texts_differ_nowhere(lines: list[str]) -> None:
    """Not even in lines that come often."""
    assert list(differences(lines, list(lines))) == []


def paragraphs(count: int, first: str) -> str:
    """So many paragraphs, each with a blank line below it."""
    return "".join(f"{first}e met at the stone in the year {at} after the gale.\n\n" for at in range(count))


def test_a_letter_changed_in_every_paragraph_is_a_letter_in_every_paragraph() -> None:
    """Though no line but the blank ones is in both texts, and one has a paragraph more."""
    old, new = paragraphs(1000, "W"), paragraphs(1000, "V")
    assert [change[1:] for change in ledger.compare(old, new)] == [("W", "V")] * 1000
    added = "Added.\n\n" + new
    assert sum(len(before) + len(after) for _, before, after in ledger.compare(old, added)) == 2000 + len("Added.\n\n")


def test_where_nothing_is_unique_lines_are_taken_by_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """More pairs than can be compared each with each."""
    monkeypatch.setattr(module, "_MOST", 10)
    assert list(differences(["a", "a", "b", "b"] * 2, ["c", "c", "b", "b", "b"] * 2)) == [
        (0, 1, 0, 1),
        (1, 2, 1, 2),
        (4, 5, 4, 5),
        (5, 6, 5, 6),
        (6, 6, 6, 8),
    ]


def test_the_work_grows_with_the_text() -> None:
    """Four times the paragraphs, four times the calls; it was once sixty times as many."""
    few, many = (calls(partial(ledger.compare, paragraphs(count, "W"), paragraphs(count, "V"))) for count in (50, 200))
    assert many < 6 * few
