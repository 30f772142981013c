"""What was cited leads to what stands in its place."""

import sys
from types import FrameType

import pytest

from readingroom.addresses import vanished
from readingroom.anchors import anchor
from readingroom.site.body import passages

STONES = "The stones were landed in the spring, two hundred tons of them, and nobody was told."
TUG = "Captain Tasker of the tug has said since that he heard nothing all night but the wind."
CAT = "The harbour cat was found asleep in the binnacle, which explains the compass."

LONG = "The inquiry sat for nine days, and heard from everybody who had been ashore at the time. " * 4


@pytest.mark.parametrize(
    ("new", "heir"),
    [
        (f"{STONES}\n\n{TUG.replace('wind', 'sea')}\n\n{CAT}", TUG.replace("wind", "sea")),  # corrected
        (f"{TUG.replace('wind', 'sea')}\n\n{STONES}\n\n{CAT}", TUG.replace("wind", "sea")),  # and moved
        (f"{STONES}\n\n{TUG} {CAT}", f"{TUG} {CAT}"),  # joined with the next
        (f"{STONES}\n\n{LONG} {TUG}\n\n{CAT}", f"{LONG} {TUG}"),  # joined with a much longer one
        (f"{STONES}\n\nHe says that\n\n{TUG[:60]}\n\n{TUG[60:]}\n\n{CAT}", TUG[:60]),  # parted
        (f"{STONES}\n\n{CAT}", STONES),  # taken out
        (CAT, CAT),  # with all that stood above it
    ],
)
def test_a_passage_leads_to_what_has_most_of_it(new: str, heir: str) -> None:
    """Or to what it followed."""
    gone, now = vanished(f"{STONES}\n\n{TUG}\n\n{CAT}", new)
    assert dict(gone)[anchor(TUG)] == anchor(heir)
    assert now == {name for name, _ in passages(new)}


def test_nothing_is_left() -> None:
    """Then it leads nowhere."""
    assert vanished(STONES, "") == ([(anchor(STONES), "")], set())


def test_a_script_without_spaces() -> None:
    """One character corrected in a sentence."""
    old, new = "私は測量の器械を片づけた。もう測るものがなかった。", "私は測量の器機を片づけた。もう測るものがなかった。"
    assert vanished(f"{CAT}\n\n{old}", f"{CAT}\n\n{new}\n\n{TUG}")[0] == [(anchor(old), anchor(new))]


def work(count: int) -> int:
    """How many steps are taken where a letter of each of so many paragraphs changes, beside finding the passages."""
    old = "\n\n".join(
        f"We met at stone {at}, {at * 7919 % 10007} of us, and nobody but the clerk and the dog spoke." for at in range(count)
    )
    steps = 0

    def note(frame: FrameType, event: str, arg: object) -> object:
        nonlocal steps
        if frame.f_globals["__name__"] != "readingroom.addresses":
            return None
        steps += event == "line"
        return note

    sys.settrace(note)
    try:
        gone, _ = vanished(old, old.replace("We", "Ve"))
    finally:
        sys.settrace(None)
    assert len(gone) == count
    return steps


def test_the_work_grows_with_the_text() -> None:
    """Four times the passages, four times the steps."""
    assert work(200) < 6 * work(50)
