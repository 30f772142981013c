"""Days whose year has two figures, and what tells the century: the weekday beside it.

"Fri, 12 May 95" fits 1995 and neither 1895 nor 2095.
"""

from __future__ import annotations

import datetime
import re
from functools import cache
from importlib import import_module

from readingroom.describe.calendars import fold_word, is_weekday, months_named

_SHORT = re.compile(
    r"([^\W\d_]{2,12})\.?,?\s(?:den |the |le |el )?"
    r"(?:(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]([^\W\d_]{3,12})\.?|([^\W\d_]{3,12})\.?\s(\d{1,2}),?)"
    r"[\s-]['’]?(\d\d)(?![\d:])"
)
_CENTURIES = (1700, 1800, 1900, 2000)
_LATEST = 2030  # no text is of a later year yet
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "pl", "ru", "cs", "fi", "tr")


def find_short_year(line: str) -> tuple[datetime.date, int, int] | None:
    """(the day, where it begins and ends in the line) for a weekday, a day and a year of two figures that fit in one century; else None."""
    found = _SHORT.search(line) if "'" in line or _TWO.search(line) else None
    if not found or not is_weekday(found[1]):
        return None
    months = months_named(found[3] or found[4])
    weekdays = _weekdays(found[1])
    if not months or not weekdays:
        return None
    day, short = int(found[2] or found[5]), int(found[6])
    fits = [
        when
        for century in _CENTURIES
        for month in months
        if century + short <= _LATEST and (when := _day(century + short, month, day)) and when.weekday() in weekdays
    ]
    return (fits[-1], found.start(), found.end()) if len(fits) == 1 or (fits and fits[-1].year >= _MODERN > fits[-2].year) else None


_MODERN = 1900
_TWO = re.compile(r"(?<!\d)\d\d(?!\d)")


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _weekdays(word: str) -> set[int]:
    """The days of the week a word names in any of the commonest languages, 0 for Monday."""
    return {day for lang in _LANGUAGES for day in _names(lang).get(fold_word(word), ())}


@cache
def _names(lang: str) -> dict[str, set[int]]:
    """The names of weekdays in a language, from the CLDR data that dateparser brings; {} if it has none."""
    try:
        info = import_module(f"dateparser.data.date_translation_data.{lang}").info
    except ImportError:
        return {}
    names: dict[str, set[int]] = {}
    for number, day in enumerate(_DAYS):
        for name in info.get(day, ()):
            names.setdefault(fold_word(name), set()).add(number)
    return names
