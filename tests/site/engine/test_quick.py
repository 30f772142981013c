"""What is done in less time than Pelican takes gives what Pelican's own functions give."""

from __future__ import annotations

import functools
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican import readers, utils
from pelican.settings import DEFAULT_CONFIG

from readingroom.site.engine import quick

PIECES = st.sampled_from(["%", "%%", "%-", "%-d", "%d", "%B", "%Y", "%Z", "%s", "%é", "%E", "\n", "%\n", "é", "\0", " of ", "d", "%-%"])
FORMATS = st.lists(PIECES, max_size=5).map("".join)
DAYS = st.datetimes(timezones=st.sampled_from([None, UTC]))


def outcome(write: object, date: object, date_format: str) -> object:
    """What is written, or how it fails."""
    try:
        return write(date, date_format)  # type: ignore[operator]  # Pelican carries no types
    except (ValueError, TypeError) as error:
        return type(error)


@given(date=DAYS, date_format=FORMATS)
def test_any_format(date: datetime, date_format: str) -> None:
    """A format comes out as from Pelican's function, for its own dates and for others."""
    own = utils.SafeDatetime(*date.timetuple()[:6], tzinfo=date.tzinfo)
    for day in (date, own, date.date()):
        assert outcome(quick.strftime, day, date_format) == outcome(utils.strftime, day, date_format)


NAMES = st.sampled_from(["a", "1931-04-12", "1931-04-12-b", "٣", "", "c.d", "\n", "e\nf", " ", "..", "é"])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
PATTERNS = st.sampled_from([{}, {"FILENAME_METADATA": "(?P<slug>[^.]*)"}, {"PATH_METADATA": "(?P<Tone>[^/]*)/.*"}])
SWITCHES = st.fixed_dictionaries({"USE_FOLDER_AS_CATEGORY": st.booleans(), "CATEGORY_SAVE_AS": st.sampled_from(["", "{slug}.html"])})


@given(path=PATHS, pattern=PATTERNS, switches=SWITCHES, processed=st.booleans())
def test_any_path(path: str, pattern: dict[str, str], switches: dict[str, object], processed: bool) -> None:
    """A path tells what it tells Pelican, with patterns of one's own, too."""
    process = (lambda name, value: (name, value)) if processed else None
    for settings in ({**DEFAULT_CONFIG, **pattern, **switches}, None):
        assert quick.parse_path_metadata(path, settings, process) == readers.parse_path_metadata(path, settings, process)


def test_images_without_a_text_are_told(caplog: pytest.LogCaptureFixture) -> None:
    """Pelican's warning is said of the same texts."""
    quick.find_empty_alt("<p>None.</p><IMG src='a.png' alt=''>", "a.md")
    assert not caplog.records
    quick.find_empty_alt("<img src='a.png' alt=''>", "a.md")
    assert "a.png" in caplog.text


def test_a_format_without_directives() -> None:
    """There need be no date for it."""
    assert quick.strftime(None, "undated") == utils.strftime(None, "undated") == "undated"


def test_what_wraps_a_function_is_no_longer_pelicans(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has taken over the name of the module, too."""

    @functools.wraps(readers.parse_path_metadata)
    def other(*values: Any) -> dict[str, Any]:
        return {"mark": "M"}

    monkeypatch.setattr(readers, "parse_path_metadata", other)
    with quick.quick():
        assert readers.parse_path_metadata is other


def test_pelican_has_its_own_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of a build nothing is changed, and what a plugin has put there stays."""
    usual = utils.strftime, readers.find_empty_alt
    with quick.quick():
        assert utils.strftime is quick.strftime
        assert utils.SafeDatetime(1931, 4, 12).strftime("%d %B") == "12 April"
    assert (utils.strftime, readers.find_empty_alt) == usual

    def other(*_: object) -> None:
        return None

    monkeypatch.setattr(readers, "find_empty_alt", other)
    with quick.quick():
        assert readers.find_empty_alt is other
        assert readers.parse_path_metadata is quick.parse_path_metadata
    assert readers.find_empty_alt is other
