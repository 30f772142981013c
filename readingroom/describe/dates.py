"""Dates as people write them, found by their shape and read by exact tables; never guessed, never filled up from today.

A date is a run of numbers, month names and the small words between them. What it says is given in EDTF (the Library of Congress's
Extended Date/Time Format, level 1): `1931-05-03`, `1931-05`, `1931`, `1931~` for "c. 1931", `1931?` for "1931?".
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from readingroom.describe.calendars import fold_word, is_weekday, months_named

EARLIEST, LATEST = 1000, 2100
"""Four digits outside of these are no year."""


@dataclass(frozen=True, slots=True)
class When:
    """A date and where it stands: `line[start:end]`. `edtf` is "" for a day and month without a year."""

    edtf: str
    start: int
    end: int
    confidence: float = 1.0
    month: int = 0
    day: int = 0

    @property
    def whole(self) -> bool:
        """Whether the day is known and nothing about it is uncertain."""
        return len(self.edtf) == len("1931-05-03") and self.edtf[-1].isdigit()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # "number", "year", "month", "roman", "word", "mark"
    text: str
    start: int
    end: int
    value: int = 0


_TOKEN = re.compile(
    r"\d++|[^\W\d_][^\s\d!-&(-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u2015\u201c-\u201f\u2026\u3001-\u3003\u3008-\u301f\uff01-\uff5e]*+|\S"
)
# A word is a letter and all that follows it but digits, spaces and punctuation; an apostrophe belongs to it, and so do vowel signs.

_ROMAN = {name: number for number, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}
_FILLERS = frozenset(
    fold_word(word)
    for word in "of the de del do da den d le la l am an vom dem der i à em en a il lo st nd rd th er ère ier re º ª o г год года року р roku r rok rok. "
    "m gada gads gadā d. ngày năm nam ngay на at on ko eko م سنة عام في يوم anno ad um el els dia día dé an t. m. ال".split()
)
_ORDINALS = frozenset("st nd rd th d er ère re e º ª ° o го ste de eme ème ter a".split())
_CIRCA = frozenset(
    fold_word(word)
    for word in "c ca circa cca about around approximately um etwa ungefähr gegen vers environ hacia alrededor circa verso около ок прибл приблизно "
    "omstreeks omkring cirka kring około ok kolem okolo asi cerca por_volta noin körül dolaylarında περίπου حوالي نحو בערך 約 约 頃 ごろ 年頃".split()
)
_TIME = frozenset("uhr h kl klo gmt utc cet cest est edt pst pdt bst am pm à um at часов ч ore alle godz".split())
_SEASONS = {
    fold_word(word): number
    for number, words in (
        (21, "spring frühjahr frühling printemps primavera весна wiosna voorjaar lente"),
        (22, "summer sommer été verano estate лето lato zomer verão"),
        (23, "autumn fall herbst automne otoño autunno осень jesień herfst outono"),
        (24, "winter hiver invierno inverno зима zima"),
    )
    for word in words.split()
}

_EAST = re.compile(
    r"(?:(?P<era>明治|大正|昭和|平成|令和|民國|民国)\s{0,3}(?P<nth>\d{1,3}|[一二三四五六七八九十百]{1,4}|元)|(?P<year>\d{4}|[〇零一二三四五六七八九]{4}))\s{0,3}[年년]"
    r"(?P<circa>頃|ごろ)?(?:\s{0,3}(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3})\s{0,3}[月월](?:\s{0,3}(?P<day>\d{1,2}|[一二三四五六七八九十廿卅]{1,3})\s{0,3}[日号號일])?)?"
    r"(?:\s?[（(][月火水木金土日一二三四五六월화수목금토일]曜?日?[）)]|\s?(?:星期|週|周)[一二三四五六日]|\s?[月火水木金土日]曜日?)?"
)
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
_KANJI = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_SHAPES = frozenset("nmy nry mny ymn ynm ynn nny my ym sy nm mn yn ny".split())
"""The orders in which the parts of a date come: n a number, y a year, m a month's name, r a Roman number, s a season."""
_APART = ("/", ".", "-", "–", "‐", "‑")


def find_date(line: str, day_first: bool | None = None, language: Callable[[], str] = str) -> When | None:
    """The fullest date in a line, or None.

    `day_first` says how the collection writes 3/4/1931; `language` is asked for the language of the text only where a month or an
    order depends on it. Without an answer the day is left open and only the year is given.
    """
    if not any(sign.isdigit() for sign in line) and not _EAST.search(line):
        return None
    east = next((found for match in _EAST.finditer(line) if (found := _eastern(match))), None)
    if east:
        return east
    tokens = _tokens(line, language)
    values = [(at, token) for at, token in enumerate(tokens) if token.kind in ("number", "year", "month", "roman", "season")]
    best: When | None = None
    first = 0
    while first < len(values):
        found, used = _read(tokens, values[first : first + 3], day_first, language)
        if found and (best is None or _fullness(found) > _fullness(best)):
            best = found
        first += used
    return _widen(line, tokens, best) if best else None


def _fullness(when: When) -> int:
    return len(when.edtf) if when.edtf else 4 if when.day else 0


def _tokens(line: str, language: Callable[[], str]) -> list[_Token]:
    """The line cut up, each piece knowing what part of a date it could be."""
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(line):
        text, start, end = match.group(), match.start(), match.end()
        if text[0].isdigit():
            value = int(text) if len(text) < 5 else 0
            kind = "year" if len(text) == 4 and EARLIEST <= value <= LATEST else "number" if len(text) < 3 and 1 <= value <= 31 else "word"
            if tokens and kind == "number" and value <= 12 and fold_word(tokens[-1].text) in ("thang", "thg"):
                tokens[-1] = _Token("month", text, tokens[-1].start, end, value)  # Vietnamese counts its months
            else:
                tokens.append(_Token(kind, text, start, end, value))
        elif text[0].isalpha():
            last = tokens[-1] if tokens else None
            if text[0] in "月월" and last and last.kind == "number" and last.end == start and last.value <= 12:
                tokens[-1] = _Token("month", text, last.start, start + 1, last.value)  # "6月"
                text, start = text[1:], start + 1
            if text and last and not text.isascii() and (month := _month(f"{last.text}_{text}", language)):
                tokens[-1] = _Token("month", text, last.start, end, month)  # two words
            elif text:
                tokens += _named(text, start, language)
        else:
            tokens.append(_Token("mark", text, start, end))
    return tokens


def _named(text: str, start: int, language: Callable[[], str]) -> list[_Token]:
    """A word as tokens: a month, a weekday, any other word, or a name glued to a month ("RichardsonMarch")."""
    end = start + len(text)
    month = _month(text, language)
    if month:
        return [_Token("month", text, start, end, month)]
    if text in _ROMAN:
        return [_Token("roman", text, start, end, _ROMAN[text])]
    if fold_word(text) in _SEASONS:
        return [_Token("season", text, start, end, _SEASONS[fold_word(text)])]
    for at in range(len(text) - 3, 1, -1):  # from the right, so that the shortest tail that is a month wins
        tail = text[at:]
        if text[at].isupper() and text[at - 1].islower() and (_month(tail, language) or is_weekday(tail)):
            return [_Token("word", text[:at], start, start + at), *_named(tail, start + at, language)]
        if end - start - at > 14:
            break  # no name of a month is longer
    return [_Token("word", text, start, end)]


def _month(word: str, language: Callable[[], str]) -> int:
    """The month a word names, 0 if none or if languages disagree and the text's own does not settle it."""
    named = months_named(word)
    if not named and word[:2].lower() in ("d'", "d’"):
        named = months_named(word[2:])
    if len(named) < 2:
        return next(iter(named), 0)
    lang = language()
    return next((month for month, langs in named.items() if lang in langs), 0)


def _read(
    tokens: Sequence[_Token], values: Sequence[tuple[int, _Token]], day_first: bool | None, language: Callable[[], str]
) -> tuple[When | None, int]:
    """The longest date that begins with the first of up to three values, and how many values it uses up.

    What has the shape of a date and is none ("30 February 1931") is used up as well: a part of it would be a date that nobody wrote.
    """
    while len(values) > 1:
        kinds = "".join(token.kind[0] for _, token in values)
        if kinds in _SHAPES and all(_joined(tokens, left, right) for (left, _), (right, _) in pairwise(values)):
            parts = [token for _, token in values]
            if len(set(kinds)) == 3 and "r" not in kinds or _mark(tokens, parts):
                return _compose(tokens, kinds, parts, day_first, language), len(values)
            if len(kinds) == 2 and "m" in kinds or "s" in kinds:
                return _compose(tokens, kinds, parts, day_first, language), len(values)
        values = values[:-1]
    token = values[0][1]
    return (When(f"{token.value}", token.start, token.end, 0.9) if token.kind == "year" else None), 1


def _joined(tokens: Sequence[_Token], left: int, right: int) -> bool:
    """Whether only small words and marks stand between two values."""
    if right - left > 5:
        return False
    return all(
        token.text in ".,/-–‐‑'’º°ª"
        or (token.kind == "word" and not token.text.isdigit() and fold_word(token.text) in _FILLERS | _ORDINALS)
        or is_weekday(token.text)
        for token in tokens[left + 1 : right]
    )


def _compose(
    tokens: Sequence[_Token], kinds: str, parts: Sequence[_Token], day_first: bool | None, language: Callable[[], str]
) -> When | None:
    """A date from its parts, whose shape is one of `_SHAPES`; None if there is no such day."""
    start, end = parts[0].start, parts[-1].end
    value = [part.value for part in parts]
    match kinds:
        case "nmy" | "nry":
            return _dated(value[2], value[1], value[0], start, end)
        case "mny":
            return _dated(value[2], value[0], value[1], start, end)
        case "ymn":
            return _dated(value[0], value[1], value[2], start, end)
        case "ynm":
            return _dated(value[0], value[2], value[1], start, end)
        case "ynn":
            return _dated(value[0], value[1], value[2], start, end)
        case "nny":
            return _numeric(tokens, parts, day_first, language)
        case "my":
            return When(f"{value[1]}-{value[0]:02}", start, end, 0.95)
        case "ym":
            return When(f"{value[0]}-{value[1]:02}", start, end, 0.95)
        case "sy":
            return When(f"{value[1]}-{value[0]}", start, end, 0.85)
        case "nm":
            return When("", start, end, 0.5, value[1], value[0])
        case "mn":
            return When("", start, end, 0.5, value[0], value[1])
        case "yn" | "ny" if _mark(tokens, parts) in "/-":
            year, month = sorted(value, reverse=True)
            return When(f"{year}-{month:02}", start, end, 0.9) if month <= 12 and (kinds == "ny" or len(parts[1].text) == 2) else None
    return None


def _mark(tokens: Sequence[_Token], parts: Sequence[_Token]) -> str:
    """The mark that stands between all parts, and nothing else: 3.5.1931, 1931-05-03; "" otherwise."""
    places = [tokens.index(part) for part in parts]
    between = {tuple(token.text for token in tokens[left + 1 : right]) for left, right in pairwise(places)}
    only = between.pop()
    return only[0] if not between and len(only) == 1 and only[0] in _APART else ""


def _numeric(tokens: Sequence[_Token], parts: Sequence[_Token], day_first: bool | None, language: Callable[[], str]) -> When | None:
    """3/4/1931: the day is the number above twelve; else the collection's habit decides; else the day stays open."""
    mark = _mark(tokens, parts)
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
        return When(f"{year}", start, end, 0.6)
    day, month = (first, second) if day_first else (second, first)
    found = _dated(year, month, day, start, end)
    return found and When(found.edtf, start, end, 0.8)


def _dated(year: int, month: int, day: int, start: int, end: int) -> When | None:
    try:
        return When(datetime.date(year, month, day).isoformat(), start, end, 0.98, month, day)
    except ValueError:
        return None


def _eastern(match: re.Match[str]) -> When | None:
    """1931年5月3日, 昭和6年5月3日, 1931년 5월 3일."""
    if match["year"]:
        year = _kanji(match["year"])
    else:
        year = _ERAS[match["era"]] + _kanji(match["nth"])
    if not EARLIEST <= year <= LATEST:
        return None
    if match["day"]:
        return _dated(year, _kanji(match["month"]), _kanji(match["day"]), match.start(), match.end())
    edtf = f"{year}"
    if match["month"]:
        if not 1 <= _kanji(match["month"]) <= 12:
            return None
        edtf += f"-{_kanji(match['month']):02}"
    return When(edtf + ("~" if match["circa"] else ""), match.start(), match.end(), 0.9)


def _kanji(number: str) -> int:
    """A number in digits or in Chinese signs, below 400 or sign by sign: 十二, 二十, 一九三一."""
    if number.isdigit() and number[0] not in _KANJI:
        return int(number)
    if not set(number) & set("十廿卅百"):
        return int("".join(str(_KANJI[sign]) for sign in number))
    total = digit = 0
    for sign in number:
        if sign in "廿卅":
            total += 20 if sign == "廿" else 30
        elif sign in "十百":
            total, digit = total + (digit or 1) * (10 if sign == "十" else 100), 0
        else:
            digit = _KANJI[sign]
    return total + digit


def _widen(line: str, tokens: Sequence[_Token], when: When) -> When:
    """The date with what belongs to it: weekday, "the", "г.", the "c." before and the "?" after it."""
    first = next(at for at, token in enumerate(tokens) if token.start >= when.start)
    last = max(at for at, token in enumerate(tokens) if token.end <= when.end)
    start, end, edtf = when.start, when.end, when.edtf
    circa = False
    at = first - 1
    while at >= 0:
        token = tokens[at]
        word = fold_word(token.text)
        if token.kind == "word" and word in _CIRCA and (len(word) > 1 or line[token.end : token.end + 1] == "."):
            circa, start = True, token.start
        elif token.kind == "word" and (is_weekday(token.text) or (word in _FILLERS and len(edtf) > 7)):
            start = token.start
        elif token.text not in ".,'’":
            break
        at -= 1
    at = last + 1
    while at < len(tokens):
        token = tokens[at]
        if token.text in "~?" and token.start == end:
            circa, end = circa or token.text == "~", token.end
            edtf += "?" if token.text == "?" and "?" not in edtf else ""
        elif token.kind == "word" and (is_weekday(token.text) or fold_word(token.text) in _FILLERS) and at - last < 4:
            end = token.end
        elif token.text == "." and token.start == end:
            end = token.end
        elif token.text not in ",. (" or at - last > 3:
            break
        at += 1
    if edtf and circa:
        edtf = edtf.rstrip("?") + ("%" if edtf.endswith("?") else "~")
    return When(edtf, start, end, when.confidence, when.month, when.day)


_SIGNS = re.compile(r"年\s+月(?:\s+日)?")
_DIGITS = re.compile(r"\s*+(\d{4})\s++(\d{1,2})(?:\s++(\d{1,2}))?\s*+")


def find_broken_date(signs: str, digits: str) -> tuple[When, str] | None:
    """A date whose digits were set on another line than its signs ("年 月 日 | 山田花子", "2014 12 17"), and what else the first says.

    pdftotext does this where digits and signs come from different fonts.
    """
    match, numbers = _SIGNS.search(signs), _DIGITS.fullmatch(digits)
    if not match or not numbers or (numbers[3] is not None) != ("日" in match[0]):
        return None
    year, month = int(numbers[1]), int(numbers[2])
    if not EARLIEST <= year <= LATEST or not 1 <= month <= 12:
        return None
    other = (signs[: match.start()] + " " + signs[match.end() :]).strip(" |\t")
    if numbers[3] is None:
        return When(f"{year}-{month:02}", match.start(), match.end(), 0.85), other
    found = _dated(year, month, int(numbers[3]), match.start(), match.end())
    return (found, other) if found else None


_CLOCK = re.compile(
    r"(?:T|\s|,|\bat\b|\bum\b|\bà\b)*+\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?+(?:\.\d++)?+\s?+(?:[AaPp]\.?[Mm]\.?|Uhr|h|Z|[+-]\d{2}:?\d{2})?+(?:\s?\(?[A-Z]{2,5}\)?)?"
)


def is_rest(text: str) -> bool:
    """Whether what stands beside a date in its line says nothing more: marks, a weekday, the time of day."""
    text = _CLOCK.sub(" ", text)
    return all(not token[0].isalnum() or is_weekday(token) or fold_word(token) in _FILLERS for token in _TOKEN.findall(text))


def day_first_evidence(head_lines: Sequence[str]) -> tuple[int, int]:
    """How many numeric dates in these lines can only be day first, and how many only month first: (27/4/1931, 4/27/1931)."""
    day = month = 0
    for line in head_lines:
        for match in re.finditer(r"(?<!\d)(\d{1,2})([/-])(\d{1,2})\2\d{4}(?!\d)", line):
            first, second = int(match[1]), int(match[3])
            day += 12 < first <= 31 and 1 <= second <= 12
            month += 12 < second <= 31 and 1 <= first <= 12
    return day, month
