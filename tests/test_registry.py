"""Numbers and slugs are given once."""

import pytest

from readingroom import registry
from readingroom.errors import ReadingRoomError
from readingroom.registry import Registry


def test_equal_titles_are_told_apart() -> None:
    """By a number, in the order in which they came."""
    entries = Registry()
    assert [entries.give(f"{n}.txt", "Minutes", "1").slug for n in range(3)] == ["minutes", "minutes-2", "minutes-3"]
    assert [entry.number for entry in entries.entries()] == [1, 2, 3]


def test_names_that_read_alike_in_ascii_are_told_apart() -> None:
    """Two people whose names differ only in their own script."""
    entries = Registry()
    assert entries.give("1.txt", "王伟", "1").slug == "wang-wei"
    assert entries.give("2.txt", "王维", "1").slug == "wang-wei-2"


def test_a_slug_stays_when_the_title_is_corrected() -> None:
    """What was cited leads on."""
    entries = Registry()
    entries.give("1.txt", "Minuets", "1")
    assert entries.give("1.txt", "Minutes", "2").slug == "minuets"


def test_a_slug_asked_for_replaces_the_old_one_which_becomes_an_alias() -> None:
    """And nobody else ever gets it."""
    entries = Registry()
    entries.give("1.txt", "Minuets", "1")
    entry = entries.give("1.txt", "Minutes", "1", slug="minutes")
    assert (entry.slug, entry.aliases) == ("minutes", ("minuets",))
    assert entries.give("2.txt", "Minuets", "1").slug == "minuets-2"


def test_a_slug_that_is_taken_is_refused() -> None:
    """G-02."""
    entries = Registry()
    entries.give("1.txt", "A", "1")
    entries.give("2.txt", "B", "1")
    with pytest.raises(ReadingRoomError, match="G-02"):
        entries.give("2.txt", "B", "1", slug="a")


def test_a_moved_text_keeps_all() -> None:
    """Number, slug, aliases."""
    entries = Registry()
    entries.give("old.txt", "A", "1")
    entries.move("old.txt", "new.txt")
    assert "old.txt" not in entries
    assert (entries["new.txt"].number, entries["new.txt"].slug) == (1, "a")


def test_vanished_paragraphs_lead_to_those_in_their_place() -> None:
    """Also when that one vanishes in its turn."""
    entries = Registry()
    entries.give("1.txt", "A", "1")
    entries.retire("1.txt", [("p1", "p2")])
    entries.retire("1.txt", [("p2", "p3")])
    assert entries["1.txt"].aliases == ("#p1=p3", "#p2=p3")


def test_it_survives_its_file() -> None:
    """Names with commas and quotes included."""
    entries = Registry()
    entries.give('a, "b".txt', "A", "1")
    entries.give("2.txt", "B", "2")
    assert registry.load(entries.dump()).entries() == entries.entries()


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("path,number\n", 1),
        ("a.txt,x,a,1,\n", 2),
        ("a.txt,1,a,1,\nb.txt,1,b,1,\n", 3),
        ("a.txt,1,a,1,\nb.txt,2,a,1,\n", 3),
        ("a.txt,1\n", 2),
    ],
)
def test_a_damaged_registry_is_refused_with_its_line(rows: str, line: int) -> None:
    """G-01: what it promises can't be guessed."""
    text = rows if rows.startswith("path") else ",".join(registry.COLUMNS) + "\n" + rows
    with pytest.raises(ReadingRoomError) as caught:
        registry.load(text)
    assert (caught.value.message.code, caught.value.message.line) == ("G-01", line)
