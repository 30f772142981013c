"""One day in two calendars: "24 Oct. (5 Nov.) 1887", "24 October/5 November 1887".

The later of the two is that of the calendar in use now.
"""

from __future__ import annotations

import datetime
import re

from readingroom.describe.calendars import months_named

_BOTH = re.compile(
    r"(\d{1,2})\.?\s?([^\W\d_]{3,12})?\.?\s?[(\[/]\s?(\d{1,2})\.?\s?([^\W\d_]{3,12})\.?\s?[)\]]?,?\s?(1[5-9]\d\d)(?!\d)"
    r"|([^\W\d_]{3,12})\.?\s(\d{1,2})\s?[(\[/]\s?(?:([^\W\d_]{3,12})\.?\s)?(\d{1,2})\s?[)\]]?,\s?(1[5-9]\d\d)(?!\d)"
)
_APART = range(10, 14)  # days between the two calendars, from 1582 on


def find_both(line: str) -> tuple[datetime.date, int, int] | None:
    """(the later day, where the two begin and end in the line), if the two are as far apart as the calendars were; else None."""
    found = _BOTH.search(line) if "(" in line or "/" in line or "[" in line else None
    if not found:
        return None
    if found[1]:
        first, second = (int(found[1]), found[2] or found[4]), (int(found[3]), found[4])
    else:
        first, second = (int(found[7]), found[6]), (int(found[9]), found[8] or found[6])
    year = int(found[5] or found[10])
    days = [
        (one, other)
        for month in months_named(first[1])
        for later in months_named(second[1])
        if (one := _day(year, month, first[0])) and (other := _day(year + (later < month == 12), later, second[0]))
    ]
    for one, other in days:
        if abs((other - one).days) in _APART:
            return max(one, other), found.start(), found.end()
    return None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
