"""Dates as archives know them: a day, a month, a year, about, perhaps, between. EDTF in, words and a place in order out.

Source of the format: ISO 8601-2, "Extended Date/Time Format", levels 0 and 1, and `193X` for a decade.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_POINT = re.compile(r"(-?)([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_OPEN = ("", "..")
UNDATED = (9999, 99, 99)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as it is known. `order` is for sorting only and never shown."""

    edtf: str = ""  # as given; "" if undated
    words: str = ""  # "2 April 1931", "about 1931"; "" if undated
    year: int | None = None  # the first year it may be in, if it is known to the year
    decade: int | None = None  # 1930
    month: int = 0  # 0: not known
    day: int = 0
    order: tuple[int, int, int] = UNDATED


def moment(edtf: str) -> Moment:
    """Read an EDTF date. What is no such date is undated: it is the converter's and the check's to complain."""
    text = edtf.strip()
    start, slash, end = text.partition("/")
    first = _point(start)
    if not slash:
        return first or Moment()
    last = _point(end)
    if (start not in _OPEN and not first) or (end not in _OPEN and not last):
        return Moment()
    if first and last:
        return Moment(text, f"{first.words} to {last.words}", first.year, first.decade, first.month, first.day, first.order)
    if first:
        return Moment(text, f"from {first.words}", first.year, first.decade, first.month, first.day, first.order)
    if last:
        return Moment(text, f"until {last.words}", last.year, last.decade, 0, 0, last.order)
    return Moment()


def _point(text: str) -> Moment | None:
    """One end of an interval, or a date by itself."""
    match = _POINT.fullmatch(text)
    if not match:
        return None
    sign, digits, month_text, day_text, doubt = match.groups()
    month, day = int(month_text or 0), int(day_text or 0)
    if (month_text and not (1 <= month <= 12 or month in SEASONS)) or (day_text and not (month <= 12 and 1 <= day <= _DAYS[month - 1])):
        return None
    known = int(digits.replace("X", "0"))
    first = -known if sign else known
    year_words = f"{known + 1} BC" if sign else str(known) if "X" not in digits else f"{known}s"
    if month in SEASONS:
        words = f"{SEASONS[month]} {year_words}"
    elif month:
        words = f"{day} {MONTHS[month - 1]} {year_words}" if day else f"{MONTHS[month - 1]} {year_words}"
    else:
        words = year_words
    words = {"~": f"about {words}", "?": f"{words}, perhaps", "%": f"perhaps about {words}", "": words}[doubt]
    decade = None if digits.endswith("XX") else first // 10 * 10
    calendar = (month - 21) * 3 + 3 if month in SEASONS else month  # spring sorts with March
    return Moment(text, words, None if "X" in digits else first, decade, 0 if month in SEASONS else month, day, (first, calendar, day))


def instant(day: str) -> str:
    """A day as Atom writes it, or "" if it is none."""
    try:
        return f"{date.fromisoformat(day).isoformat()}T00:00:00Z"
    except ValueError:
        return ""
