"""Tallies are added up, and taken out again."""

import gc
import weakref
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom import census
from readingroom.census import Census, Teller, conclude, pack, unpack
from readingroom.document import Survey
from readingroom.occurrences import PENDING
from readingroom.survey import Tally

LINES = st.frozensets(st.sampled_from(["", "the lamp", "page #", "ostrel packet", "\ud800", "minutes", "x"]))
TALLIES = st.builds(Tally, LINES, st.frozensets(st.sampled_from("abcdefgh\udcff")), st.tuples(st.integers(0, 3), st.integers(0, 3)))
COPIES = st.tuples(TALLIES, st.integers(1, 3))
LAMP = Tally(frozenset({"the lamp"}), frozenset({"lamp"}))
QUAY = Tally(frozenset({"the quay"}), frozenset({"lamp"}))


def kept(sum_: Census, left: list[tuple[Tally, int]]) -> Census:
    """A sum as it comes back from bytes."""
    sum_.survey(lambda: [(unpack(pack(one)), times) for one, times in left])
    again = Census()
    again.unpack(sum_.pack())
    return again


def changed(data: st.DataObject) -> tuple[Survey, Survey]:
    """The survey of a collection after many changes: by a sum that is kept on the way now and then, and from nothing."""
    sum_, teller, left = Census(), Teller(), list[tuple[Tally, int]]()
    for _ in range(data.draw(st.integers(1, 12))):
        if left and data.draw(st.booleans()):
            one, times = left.pop(data.draw(st.integers(0, len(left) - 1)))
            sum_.take_out(unpack(pack(one)), times)
        else:
            one, times = data.draw(COPIES)
            left.append((one, times))
            sum_.add(teller(one), times)
        if data.draw(st.booleans()):
            sum_, teller = kept(sum_, left), Teller()
    ours = sum_.survey(lambda: [(unpack(pack(one)), times) for one, times in left])
    return ours, conclude([one for one, times in left for _ in range(times)])


@given(st.data())
def test_what_was_added_can_be_taken_out(data: st.DataObject) -> None:
    """Wherever the sum is kept on the way, it is in the end that of the tallies that are left."""
    ours, theirs = changed(data)
    assert ours == theirs


@given(st.data())
def test_common_words_are_never_lost(data: st.DataObject) -> None:
    """Of a word that many texts have, not all are counted; where so many go that none may be left, the others are asked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(census, "ENOUGH", 2)
        ours, theirs = changed(data)
    assert ours == theirs


def test_a_common_word_is_not_told_again_and_again() -> None:
    """A process sends it so often that it counts as common, and no more."""
    teller = Teller()
    told = [teller(QUAY).words for _ in range(census.ENOUGH + 3)]
    assert told == [("lamp",)] * census.ENOUGH + [()] * 3


def test_what_was_never_added_can_not_be_taken_out() -> None:
    """A sum that does not fit its tallies is found out."""
    sum_ = Census()
    sum_.add(Teller()(LAMP))
    sum_.take_out(unpack(pack(QUAY)))
    with pytest.raises(ValueError, match="more was taken out"):
        sum_.survey()


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:5], lambda data: data[:-1] + bytes([data[-1] ^ 1])])
def test_damaged_sums_and_tallies_are_found_out(damage: Callable[[bytes], bytes]) -> None:
    """Cut off or with one bit turned."""
    sum_ = Census()
    sum_.add(Teller()(LAMP), 2)
    with pytest.raises(ValueError, match=r"damaged|cut off"):
        unpack(damage(pack(LAMP)))
    sum_.survey()
    for name, piece in sum_.pack().items():
        with pytest.raises(ValueError, match=r"damaged|cut off|JSON|delimiter|Expecting"):
            Census().unpack({**sum_.pack(), name: damage(piece)})


class Folded(str):
    """A line that can be asked whether it is still held."""

    __slots__ = ("__weakref__",)


def test_a_line_of_one_text_is_not_held() -> None:
    """Of thousands of texts only the lines are kept that two of them have, but for the last ones: the others are numbers."""
    sum_, teller = Census(), Teller()
    held: dict[str, weakref.ref[Folded]] = {}
    for number in range(3 * PENDING // 1000):
        lines = [*(Folded(f"line {line} of text {number} alone") for line in range(1000)), Folded("the ostrel packet")]
        held |= {str(line): weakref.ref(line) for line in lines}
        sum_.add(teller(Tally(frozenset(lines), frozenset())))
    del lines
    gc.collect()
    assert sum(bool(line()) for line in held.values()) < PENDING + 2000
    assert sum_.survey().furniture == {"the ostrel packet"}
    gc.collect()
    assert [str(line()) for line in held.values() if line()] == ["the ostrel packet"]
