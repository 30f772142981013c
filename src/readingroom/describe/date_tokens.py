"""A line cut into what a date is made of: numbers, years, names of months, and the words and marks between them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from readingroom.describe import vocabulary as words
from readingroom.describe.calendars import fold_word, is_weekday, months_named

EARLIEST, LATEST = 1000, 2100
"""Four digits outside of these are no year."""
BUDDHIST = 543
"""Years that Thailand counts more than the West does."""

DIGIT = re.compile(r"\d")
SPLIT = re.compile(
    r"\d++|[^\W\d_][^\s\d!-&(-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u2015\u201c-\u201f\u2026\u3001-\u3003\u3008-\u301f\uff01-\uff5e\u060c\u061b\u061f\u0964]*+|\S"
)
"""A number; a word, which is a letter and all that follows but digits, spaces and punctuation (an apostrophe and vowel signs belong to
it); any other sign."""
INVISIBLE = dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), " ")
"""Marks of writing direction, which stand between the numbers of Arabic and Hebrew dates."""

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12}
_LONGEST_MONTH = 14


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a line. `kind` is "number" (1-31), "year", "month", "roman" (I-XII), "season", "word" or "mark"."""

    kind: str
    text: str
    start: int
    end: int
    value: int = 0


def cut(line: str, language: Callable[[], str]) -> list[Token]:
    """The tokens of a line; `language` is asked where a word names different months in different languages."""
    tokens: list[Token] = []
    for match in SPLIT.finditer(line):
        text, start, end = match.group(), match.start(), match.end()
        last = tokens[-1] if tokens else None
        if text[0].isdecimal():
            number = _number(text, start, line)
            if last and number.kind == "number" and number.value <= 12 and fold_word(last.text) in ("thang", "thg"):
                tokens[-1] = Token("month", text, last.start, end, number.value)  # Vietnamese counts its months
            else:
                tokens.append(number)
        elif text[0].isalpha():
            if text[0] in "月월" and last and last.kind == "number" and last.end == start and last.value <= 12:
                tokens[-1] = Token("month", text, last.start, start + 1, last.value)  # "6月"
                text, start = text[1:], start + 1
            if text and last and not text.isascii() and (month := _month(f"{last.text}_{text}", language)):
                tokens[-1] = Token("month", text, last.start, end, month)  # two words
            elif text:
                tokens += _named(text, start, language)
        else:
            tokens.append(Token("mark", text, start, end))
    return tokens


def _number(text: str, start: int, line: str) -> Token:
    end = start + len(text)
    value = int(text) if len(text) < 5 else 0
    if len(text) == 4 and 2400 <= value <= 2700 and any("\u0e00" <= sign <= "\u0e7f" for sign in line):
        return Token("year", text, start, end, value - BUDDHIST)
    if len(text) == 4 and EARLIEST <= value <= LATEST:
        # Between 1200 and 1500 an Arabic or Persian text counts from the Hijra, unless it says otherwise.
        other = value < 1500 and any("\u0600" <= sign <= "\u06ff" for sign in line) and "م" not in line[end : end + 2]
        return Token("word" if other else "year", text, start, end, value)
    return Token("number" if len(text) < 3 and 1 <= value <= 31 else "word", text, start, end, value)


def _named(text: str, start: int, language: Callable[[], str]) -> list[Token]:
    """A word as tokens: a month, a weekday, any other word, or a name that is glued to a month ("QuillMarch")."""
    end = start + len(text)
    if month := _month(text, language):
        return [Token("month", text, start, end, month)]
    if text in _ROMAN:
        return [Token("roman", text, start, end, _ROMAN[text])]
    if season := words.SEASONS.get(fold_word(text), 0):
        return [Token("season", text, start, end, season)]
    for at in range(len(text) - 3, max(1, len(text) - _LONGEST_MONTH), -1):
        tail = text[at:]
        if text[at].isupper() and text[at - 1].islower() and (_month(tail, language) or is_weekday(tail)):
            return [Token("word", text[:at], start, start + at), *_named(tail, start + at, language)]
    return [Token("word", text, start, end)]


def _month(word: str, language: Callable[[], str]) -> int:
    """The month a word names; 0 if none, or if languages disagree and the text's own does not settle it."""
    named = months_named(word)
    if len(named) < 2:
        return next(iter(named), 0)
    lang = language()
    return next((month for month, langs in named.items() if lang in langs), 0)
