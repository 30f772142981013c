"""Dates as people write them, found by their shape and read by exact tables; never guessed, never filled up from today.

A date is a run of numbers, month names and the small words between them. What it says is given in EDTF, the Extended Date/Time Format
of the Library of Congress: `1931-05-03`, `1931-05`, `1931`, `1931~` for "c. 1931", `1931?`, `1931-21` for spring, `193X`, `1914/1918`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from readingroom.describe import vocabulary as words
from readingroom.describe.calendars import MONTHS, fold_word, is_weekday
from readingroom.describe.date_tokens import DIGIT, EARLIEST, INVISIBLE, LATEST, SPLIT, Token, cut
from readingroom.describe.eastern_dates import find_broken, find_eastern
from readingroom.describe.short_years import find_short_year
from readingroom.describe.two_calendars import find_both

LONGEST = 400
"""Characters of a line that are searched: behind them stands no date of a document."""

_VALUES = frozenset(("number", "year", "month", "roman", "season"))
_SHAPES = frozenset(("nmy", "nry", "mny", "ymn", "ynm", "ynn", "nny", "my", "ym", "sy", "nm", "mn", "yn", "ny", "yy"))
"""The orders in which the parts of a date come: n a number, y a year, m a month's name, r a Roman number, s a season."""
_NUMERIC = frozenset(("nry", "ynn", "nny", "yn", "ny", "yy"))
"""Those of them that need the same mark between all parts, for they have no name of a month to show that they are a date."""
_MARKS = frozenset("/.-–‐‑")
_BETWEEN = words.FILLERS | words.ORDINALS


@dataclass(frozen=True, slots=True)
class When:
    """A date and where it stands: `line[start:end]`. `edtf` is "" for a day and month without a year."""

    edtf: str
    start: int
    end: int
    confidence: float = 1.0
    order: int = 0  # how many parts it has

    @property
    def whole(self) -> bool:
        """Whether the day is known and nothing about it is uncertain."""
        return len(self.edtf) == len("1931-05-03") and self.edtf[-1].isdecimal()

    @property
    def bare_year(self) -> bool:
        """Whether it is a year and no more, perhaps uncertain: four digits need more evidence than a date."""
        return 4 <= len(self.edtf) <= 5


def find_date(line: str, day_first: bool | None = None, language: Callable[[], str] = str) -> When | None:
    """The fullest date in a line, or None.

    `day_first` says how the collection writes 3/4/1931; `language` is asked for the language of the text only where a month or an
    order depends on it. Without an answer the day is left open and only the year is given.
    """
    line = line[:LONGEST].translate(INVISIBLE)
    if eastern := find_eastern(line):
        parts, about, start, end = eastern
        found = _dated(*parts, start, end)
        return found and replace(found, edtf=found.edtf + "~" * about)
    if not DIGIT.search(line):
        return None
    if sure := find_both(line) or find_short_year(line):
        return When(sure[0].isoformat(), sure[1], sure[2], 0.9, 3)
    tokens = cut(line, language)
    values = [(at, token) for at, token in enumerate(tokens) if token.kind in _VALUES]
    best: When | None = None
    first = 0
    while first < len(values):
        found, used = _read(tokens, values[first : first + 3], day_first, language)
        if found and (best is None or found.order > best.order):
            best = found
        first += used
    if best is None or best.order < 3:
        best = _by_dateparser(line, tokens, language) or best
    return _widen(line, tokens, best) if best else None


def find_broken_date(signs: str, numbers: str) -> tuple[When, str] | None:
    """A date of which one line holds the signs and the next one the digits, and what else the first one says."""
    broken = find_broken(signs, numbers)
    if not broken:
        return None
    (year, month, day), other = broken
    found = _dated(year, month, day, 0, len(signs)) if EARLIEST <= year <= LATEST and month else None
    return (replace(found, confidence=0.85), other) if found else None


def _read(
    tokens: Sequence[Token], values: Sequence[tuple[int, Token]], day_first: bool | None, language: Callable[[], str]
) -> tuple[When | None, int]:
    """The longest date that begins with the first of up to three values, and how many values it uses up.

    What has the shape of a date and is none ("30 February 1931") is used up as well: a part of it would be a date that nobody wrote.
    """
    while len(values) > 1:
        kinds = "".join(token.kind[0] for _, token in values)
        parts = [token for _, token in values]
        if kinds in _SHAPES and all(_joined(tokens, left, right) for (left, _), (right, _) in pairwise(values)):
            mark = _mark(tokens, [at for at, _ in values])
            if kinds not in _NUMERIC or mark:
                return _compose(kinds, mark, parts, day_first, language), len(values)
        values = values[:-1]
    token = values[0][1]
    return (When(f"{token.value}", token.start, token.end, 0.9, 1) if token.kind == "year" else None), 1


def _joined(tokens: Sequence[Token], left: int, right: int) -> bool:
    """Whether only small words and marks stand between two values."""
    return right - left <= 5 and all(
        token.text in ".,،/-–‐‑'’º°ª" or (token.kind == "word" and (fold_word(token.text) in _BETWEEN or is_weekday(token.text)))
        for token in tokens[left + 1 : right]
    )


def _mark(tokens: Sequence[Token], places: Sequence[int]) -> str:
    """The mark that stands between all parts, and nothing else: 3.5.1931, 1931-05-03; "" otherwise."""
    between = {tuple(token.text for token in tokens[left + 1 : right]) for left, right in pairwise(places)}
    only = between.pop()
    return only[0] if not between and len(only) == 1 and only[0] in _MARKS else ""


def _compose(kinds: str, mark: str, parts: Sequence[Token], day_first: bool | None, language: Callable[[], str]) -> When | None:
    """A date from its parts, whose shape is one of `_SHAPES`; None if there is no such day."""
    start, end = parts[0].start, parts[-1].end
    first, second, third = (*(part.value for part in parts), 0)[:3]
    match kinds:
        case "nmy" | "nry":
            return _dated(third, second, first, start, end)
        case "mny":
            return _dated(third, first, second, start, end)
        case "ymn" | "ynn":
            return _dated(first, second, third, start, end)
        case "ynm":
            return _dated(first, third, second, start, end)
        case "nny":
            return _numeric(mark, parts, day_first, language)
        case "my":
            return _dated(second, first, 0, start, end)
        case "ym":
            return _dated(first, second, 0, start, end)
        case "sy":
            return When(f"{second}-{first}", start, end, 0.85, 2)
        case "nm" | "mn":
            return When("", start, end, 0.5, 1)
        case "ny" if mark in "/-.":
            return _dated(second, first, 0, start, end) if first <= 12 else None
        case "yn" if mark == "-" and len(parts[1].text) == 2:
            return _dated(first, second, 0, start, end) if second <= 12 else _years(first, second, start, end)
        case "yn" if mark in "–/" and len(parts[1].text) == 2:
            return _years(first, second, start, end)
        case "yy" if mark in "-–/" and first < second <= first + 100:
            return When(f"{first}/{second}", start, end, 0.6, 2)
    return None


def _years(first: int, second: int, start: int, end: int) -> When | None:
    """Years from one to another that has lost its century: "1914-18"."""
    last = first - first % 100 + second
    return When(f"{first}/{last}", start, end, 0.6, 2) if last > first else None


def _numeric(mark: str, parts: Sequence[Token], day_first: bool | None, language: Callable[[], str]) -> When | None:
    """3/4/1931: the day is the number above twelve; else the collection's habit decides; else the day stays open."""
    first, second, year = (part.value for part in parts)
    start, end = parts[0].start, parts[-1].end
    if second > 12:
        return _dated(year, first, second, start, end)
    if first > 12 or first == second or mark == ".":  # with full stops the day comes first wherever they are used
        return _dated(year, second, first, start, end)
    if day_first is None:
        lang = language()
        day_first = True if lang and lang != "en" else None  # only English is written both ways
    if day_first is None:
        return When(f"{year}", start, end, 0.6, 3)
    day, month = (first, second) if day_first else (second, first)
    found = _dated(year, month, day, start, end)
    return found and replace(found, confidence=0.8)


def _dated(year: int, month: int, day: int, start: int, end: int) -> When | None:
    """A date from numbers, 0 for a part that is not said; None if there is no such day."""
    if not day:
        return When(f"{year}-{month:02}" if month else f"{year}", start, end, 0.95 if month else 0.9, 2 if month else 1)
    try:
        return When(datetime.date(year, month, day).isoformat(), start, end, 0.98, 3)
    except ValueError:
        return None


def _by_dateparser(line: str, tokens: Sequence[Token], language: Callable[[], str]) -> When | None:
    """A day, an unknown word and a year, in a language whose months are not in our table: read by dateparser, if it knows all three."""
    for at in range(len(tokens) - 2):
        day, word, year = tokens[at : at + 3]
        if (day.kind, word.kind, year.kind) == ("number", "word", "year") and word.text.isalpha():
            lang = language()
            if not lang or lang in MONTHS:
                return None
            import dateparser  # noqa: PLC0415  it takes 0.2 s, and hardly any text needs it

            try:
                found = dateparser.parse(
                    line[day.start : year.end],
                    languages=[lang],
                    settings={"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]},
                )
            except ValueError:  # a language it does not know
                return None
            right = found and (found.year, found.day) == (year.value, day.value)
            return (
                replace(when, confidence=0.7)
                if found and right and (when := _dated(year.value, found.month, day.value, day.start, year.end))
                else None
            )
    return None


def _widen(line: str, tokens: Sequence[Token], when: When) -> When:
    """The date with what belongs to it: weekday, "the", "г.", the "c." before and the "?" after it."""
    start, end, edtf = when.start, when.end, when.edtf
    about = False
    parted = False  # by a comma: "Nguyễn Văn An, 3 May" does not hold the German "an"
    for token in reversed([token for token in tokens if token.end <= when.start]):
        word = fold_word(token.text)
        parted = parted or token.text in ",،-‐‑"
        if token.kind == "word" and word in words.CIRCA and (len(word) > 1 or line[token.end : token.end + 1] == "."):
            about, start = True, token.start
        elif (
            token.kind == "word"
            and (
                is_weekday(token.text)
                or (word in words.FILLERS and when.order > 1 and not parted and (token.start == 0 or not token.text[0].isupper()))
            )
        ) or (word in words.SHORT_WEEKDAYS and token.start == 0 and line[token.end : token.end + 1] in (".", ",")):
            start = token.start
        elif token.text not in ".,'’،-‐‑":
            break
    for token in [token for token in tokens if token.start >= when.end][:4]:
        if token.text in "~?" and token.start == end:
            about, end = about or token.text == "~", token.end
            edtf += "?" * (token.text == "?" and "?" not in edtf)
        elif token.text in ("s", "er", "’s", "'s") and token.start == end and len(edtf) == 4 and edtf.endswith("0"):
            edtf, end = edtf[:3] + "X", token.end
        elif (token.kind == "word" and (is_weekday(token.text) or fold_word(token.text) in words.FILLERS)) or (
            token.text == "." and token.start == end
        ):
            end = token.end
        elif token.text not in ",.(":
            break
    if edtf and about:
        edtf = f"{edtf.rstrip('?')}{'%' if edtf.endswith('?') else '~'}"
    return replace(when, edtf=edtf, start=start, end=end)


_CLOCK = re.compile(
    r"(?:T|\s|,|\bat\b|\bum\b|\bà\b|\bkl\b\.?|\bklo\b|\bom\b|\bgodz\b\.?|\bв\b|\bsaat\b|\bore\b|\ba las\b|\balle\b)*+"
    r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?+(?:\.\d++)?+\s?+(?:[AaPp]\.?[Mm]\.?|Uhr|h|Z|[+-]\d{2}:?\d{2})?+"
    r"(?:\s?\(?[A-Z]{2,5}\)?)?"
)


def is_rest(text: str) -> bool:
    """Whether what stands beside a date in its line says nothing more: marks, a weekday, the time of day."""
    text = _CLOCK.sub(" ", text) if DIGIT.search(text) else text
    for match in SPLIT.finditer(text):
        token = match[0]
        if token[0].isalnum() and not is_weekday(token) and fold_word(token) not in words.FILLERS:
            return False
    return True
