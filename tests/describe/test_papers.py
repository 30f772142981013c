"""What stands over a title and its credits is told from the title."""

import pytest
from describe.heads import found_in as fields

TEXT = (
    "The packet lay in the roads from nine until noon, and nobody on the quay could say\n"
    "why. The pilot went out to her twice and came back twice with his lamp still lit, and\n"
    "the women on the mole counted the boats as they came in over the bar one by one.\n"
)


@pytest.mark.parametrize(
    "credits",
    ["Ada Quill, 3 May 1931", "3 May 1931\nAda Quill", "Ada Quill\n3 May 1931", "1931-05-03 – Ada Quill"],
    ids=["one line", "day first", "name first", "with a dash"],
)
def test_credits_over_the_title(credits: str) -> None:
    """A day with a name beside it stands over a title that is set apart from it."""
    found = fields(f"{credits}\n\nA packet in the roads\n{TEXT}")
    assert (found.get("title"), found.get("authors"), found.get("date")) == ("A packet in the roads", "Ada Quill", "1931-05-03")


def test_a_name_of_a_paper_over_credits() -> None:
    """The text has the words of the title and none of the paper's."""
    found = fields(f"Leaves from Elsewhere\n\nby Ada Quill – 3 May 1931\n\nA packet in the roads\n{TEXT}")
    assert (found.get("title"), found.get("authors")) == ("A packet in the roads", "Ada Quill")


def test_the_file_is_named_after_the_title() -> None:
    """Of two lines that could be the title, the file's name has the words of one."""
    text = f"Report\n\nA packet in the roads\n\nBy Ada Quill, 3 May 1931\n\n{TEXT}"
    assert fields(text, "papers/1931-packet.txt").get("title") == "A packet in the roads"


def test_a_title_over_credits_and_a_heading_stays() -> None:
    """What the text speaks of is no paper's name, whatever stands below the credits."""
    found = fields(f"The women on the mole\n\nBy Ada Quill, 3 May 1931\n\nA morning\n\n{TEXT}")
    assert found.get("title") == "The women on the mole"
