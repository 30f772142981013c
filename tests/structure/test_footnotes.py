"""Which note belongs to which mark, where notes are numbered anew and where two kinds stand side by side."""

import pytest

from readingroom.clean import clean
from readingroom.convert import convert
from readingroom.document import Footnote, Source, Survey
from readingroom.structure import furniture, structure

SPRING = (
    "The work was begun in the spring of the year, when the first barges came\n"
    "up from the quarry{}. Nobody had asked who was to pay for the stone, and\n"
    "nobody did so, though it was the Board{} that met twice a week. The men were\n"
)
SUMMER = (
    "hired for the summer{}, and sat on the quay when it was over. In autumn\n"
    "it was found that they had spent what they had, and that the sea{} was where\n"
    "it had been. They wrote to the ministry, and the ministry wrote back.\n"
)
END = "Then the wall was finished after all, and the town walked on it on Sundays.\n"
BARGES = {"quarry": "Forty barges.", "Board": "Minutes, book four.", "summer": "Paid to Michaelmas.", "sea": "Nearer by eleven inches."}


def found(text: str) -> dict[str, str]:
    """The note of each word that has one: {"quarry": "1 Forty barges."}, with the label in front."""
    kept, _ = furniture(clean(text), Survey())
    notes = {}
    for block in structure(kept, Survey()):
        if isinstance(block, Footnote):
            (mark,) = block.marks
            notes[mark.line.text[: mark.start].split()[-1].strip(",.*[]1234¹²")] = f"{block.label} {block.text}"
    return notes


def right(*labels: str) -> dict[str, str]:
    """Each note with its word, under these labels."""
    return {word: f"{label} {note}" for label, (word, note) in zip(labels, BARGES.items(), strict=True)}


def noted(*marks: str, notes: tuple[str, ...] = ()) -> tuple[str, str]:
    """(two pages with these four marks, each with its notes below); the notes begin with `notes`, or with the marks."""
    shown = [f"{mark} {note}\n" for mark, note in zip(notes or marks, BARGES.values(), strict=True)]
    return SPRING.format(*marks[:2]) + "\n" + "".join(shown[:2]), SUMMER.format(*marks[2:]) + "\n" + "".join(shown[2:])


@pytest.mark.parametrize("marks", [("1", "2", "1", "2"), ("[1]", "[2]", "[1]", "[2]"), ("¹", "²", "¹", "²"), ("*", "**", "*", "†")])
@pytest.mark.parametrize("between", ["\f", "\n\n17\n\n", "\n\n- 3 -\n\n"])
def test_notes_numbered_anew_on_each_page(marks: tuple[str, ...], between: str) -> None:
    """Each goes with the mark of its page, also where nothing but a page number between notes and text parts the pages."""
    assert found(between.join(noted(*marks))) == right("1", "2", "3", "4")


@pytest.mark.parametrize("marks", [("1", "2", "1", "2"), ("[1]", "[2]", "[1]", "[2]"), ("¹", "²", "¹", "²")])
def test_notes_numbered_anew_in_each_chapter(marks: tuple[str, ...]) -> None:
    """Behind each chapter: several bare numbers that are those of the marks need not stand at the foot of a page."""
    first, second = noted(*marks)
    assert found(f"CHAPTER I\n\n{first}\nCHAPTER II\n\n{second}\nCHAPTER III\n\n{END}") == right("1", "2", "3", "4")


NOTES = """\
NOTES

Chapter I

[1] Forty barges.
[2] Minutes, book four.

Chapter II

[1] Paid to Michaelmas.
[2] Nearer by eleven inches.
"""


def test_notes_of_several_chapters_at_the_end() -> None:
    """They are told apart by their order, as long as it is that of the marks; with a mark too few none is sure."""
    text = f"CHAPTER I\n\n{SPRING}\nCHAPTER II\n\n{SUMMER}\n{NOTES}"
    assert found(text.format("[1]", "[2]", "[1]", "[2]")) == right("1", "2", "3", "4")
    assert found(text.format("[1]", "", "[1]", "[2]")) == {}


def test_a_mark_of_another_page_is_none() -> None:
    """The first page has lost its first note, the second its first mark: they do not belong together."""
    first, second = SPRING.format("[1]", "[2]"), SUMMER.format("", "[2]")
    text = f"{first}\n[2] Minutes, book four.\n\f{second}\n[1] Paid to Michaelmas.\n[2] Nearer by eleven inches.\n"
    assert found(text) == {"Board": "1 Minutes, book four.", "sea": "2 Nearer by eleven inches."}


def test_numbers_stay_what_they_are_beside_signs() -> None:
    """Stars become letters, for the text may speak of note 2."""
    assert found("\f".join(noted("1", "*", "2", "*"))) == right("1", "a", "2", "b")
    assert found("\f".join(noted("[1]", "*", "*", "[2]"))) == right("1", "a", "b", "2")
    assert found("\f".join(noted("[1]", "*", "[1]", "*"))) == right("1", "2", "3", "4")


def test_labels_follow_the_marks_not_the_notes() -> None:
    """Notes at the foot of the page come before notes at the end, their marks do not."""
    text = SPRING.format("¹", "*") + "\n* Minutes, book four.\n\f" + SUMMER.format("*", "") + "\n* Paid to Michaelmas.\n\n¹ Forty barges.\n"
    assert {word: note[0] for word, note in found(text).items()} == {"quarry": "1", "Board": "2", "summer": "3"}


def test_a_number_that_lost_its_mark_does_not_stop_the_others() -> None:
    """The next one counts on from it."""
    text = "\f".join(noted("1", "", "3", "4", notes=("1", "2", "3", "4")))
    assert set(found(text)) == {"quarry", "summer", "sea"}


def test_a_note_without_a_mark_is_no_part_of_the_sentence() -> None:
    """It stands below the paragraph as the others do, with its number."""
    text = "\f".join(noted("[1]", "", "[3]", "[4]", notes=("[1]", "[2]", "[3]", "[4]")))
    body = convert(Source("a.txt", text, "", 0, "utf-8"), Survey()).body
    assert "The men were [](#page-2)hired for the summer" in body
    assert "\n\n[2] Minutes, book four.\n\n" in body


@pytest.mark.parametrize(
    "text",
    [
        "First see step1, and then see step2, before you begin.\n\n1. Unlay the ends.\n2. Marry the strands.\n\nThat is all.\n",
        f"{SPRING.format('*', '')}\n{END}\nWhat was found:\n\n* a hat\n* two pipes\n* a plan\n",
        f"{SPRING.format('1', '')}\n1 Forty barges.\n\n{END}",
    ],
    ids=["steps", "a list", "one number in the middle"],
)
def test_what_only_looks_like_notes_stays(text: str) -> None:
    """A list below numbered steps or below a star; one bare number that is not at the foot of a page."""
    assert found(text) == {}
