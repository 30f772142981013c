"""What a status is, and what people write instead."""

import pytest

from readingroom.statuses import in_force, meant, meant_by_column, parse, strictest


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("Withheld", "withheld"),
        ("withheld until 2030-01-01", "withheld until 2030-01-01"),
        ("withheld  until 2030", "withheld until 2030-12-31"),
        ("redacted", "redacted"),
        ("published", "published"),
        ("expected", "expected"),
        ("withheld until 2030-02-30", ""),
        ("embargoed", ""),
        ("-", ""),
    ],
)
def test_statuses(value: str, status: str) -> None:
    """In any letters; nothing else is one."""
    assert parse(value) == status


@pytest.mark.parametrize(
    "value",
    [
        "witheld",
        "please withhold",
        "Please withhold!",
        "“Withheld”",
        "embargoed",
        "do not publish",
        "Not for publication.",
        "keep back",
        "nicht veröffentlichen",
        "gesperrt",
        "ne pas publier",
        "no publicar",
        "non pubblicare",
        "не публиковать",
        "非公開",
        "Ｗithheld",
        "withheld until the heirs agree",
    ],
)
def test_a_whole_cell_that_asks_to_hold_back(value: str) -> None:
    """In plain words, of several languages."""
    assert meant(value) == "withheld"


@pytest.mark.parametrize(
    "value",
    ["Letters withheld by the bishop", "The withheld letter", "secret", "Published in The Lamp", "He was redacted out of it", "-", ""],
)
def test_prose_asks_for_nothing(value: str) -> None:
    """Nor do words that say something else of a paper."""
    assert meant(value) == ""


def test_columns_about_access() -> None:
    """Their names say half of it."""
    assert meant_by_column("access", "Restricted") == meant_by_column("publish", "no") == meant_by_column("withheld", "x") == "withheld"
    assert meant_by_column("tags", "secret") == meant_by_column("publication", "The Lamp") == meant_by_column("withheld", "no") == ""


def test_the_stricter_of_two() -> None:
    """Of two days the later; what must be redacted too is withheld without a day."""
    assert strictest(["published", "redacted"]) == "redacted"
    assert strictest(["withheld until 2030-01-01", "withheld until 2031-01-01"]) == "withheld until 2031-01-01"
    assert strictest(["withheld until 2030-01-01", "withheld"]) == "withheld"
    assert strictest(["redacted", "withheld until 2030-01-01"]) == "withheld"
    assert strictest(["published", ""]) == "published"


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2030-01-01", "published"),
        ("2031-05-01", "published"),
        ("2029-12-31", "withheld"),
        ("", "withheld"),
        ("soon", "withheld"),
    ],
)
def test_a_day_that_has_come(day: str, status: str) -> None:
    """By the date of the edition, and by no other."""
    assert in_force("withheld until 2030-01-01", day).startswith(status)
    assert in_force("withheld", day) == "withheld"
