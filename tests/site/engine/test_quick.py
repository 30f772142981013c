"""Dates are written as Pelican writes them, whatever the format."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from pelican import utils

from readingroom.site.engine import dates

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
        assert outcome(dates.strftime, day, date_format) == outcome(utils.strftime, day, date_format)


def test_pelican_has_its_own_again() -> None:
    """Outside of a build nothing is changed."""
    usual = utils.strftime
    with dates.quick():
        assert utils.strftime is dates.strftime
        assert utils.SafeDatetime(1931, 4, 12).strftime("%d %B") == "12 April"
    assert utils.strftime is usual
