"""Dates with the signs for year, month and day: 1931年5月3日, 昭和6年5月3日, 一九三一年五月, 1931년 5월 3일."""

from __future__ import annotations

import re

from readingroom.describe.date_tokens import EARLIEST, LATEST

_DIGIT = "〇零一二三四五六七八九"
_DATE = re.compile(
    rf"(?P<about>[約约])?(?:(?P<era>明治|大正|昭和|平成|令和|民國|民国)\s{{0,3}}(?P<nth>\d{{1,3}}|[{_DIGIT}十百]{{1,4}}|元)"
    rf"|(?P<year>\d{{4}}|[{_DIGIT}]{{4}}))\s{{0,3}}[年년](?P<later>頃|ごろ|경)?"
    rf"(?:\s{{0,3}}(?P<month>\d{{1,2}}|[{_DIGIT}十]{{1,3}})\s{{0,3}}[月월]"
    rf"(?:\s{{0,3}}(?P<day>\d{{1,2}}|[{_DIGIT}十廿卅]{{1,3}})\s{{0,3}}[日号號일])?)?"
    r"(?:\s?[（(][月火水木金土日一二三四五六월화수목금토일]曜?日?[）)]|\s?(?:星期|週|周)[一二三四五六日]|\s?[月火水木金土]曜日?|\s?日曜日?|,?\s?[월화수목금토일]요일)?"
)
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
_VALUES = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_SIGNS = re.compile(r"年\s{1,9}月(?:\s{1,9}日)?")
_NUMBERS = re.compile(r"\s*+(\d{4})\s++(\d{1,2})(?:\s++(\d{1,2}))?\s*+")

Parts = tuple[int, int, int]
"""Year, month, day; 0 for what is not said."""


def find_eastern(line: str) -> tuple[Parts, bool, int, int] | None:
    """The first such date of a line as (its parts, whether it is only about then, where it begins, where it ends)."""
    for match in _DATE.finditer(line):
        year = _value(match["year"]) if match["year"] else _ERAS[match["era"]] + _value(match["nth"])
        month, day = _value(match["month"] or "〇"), _value(match["day"] or "〇")
        if EARLIEST <= year <= LATEST and month <= 12 and bool(match["month"]) == bool(month) and bool(match["day"]) == bool(day):
            return (year, month, day), bool(match["about"] or match["later"]), match.start(), match.end()
    return None


def find_broken(signs: str, numbers: str) -> tuple[Parts, str] | None:
    """A date whose digits were set on another line than its signs ("年 月 日 | 山田花子", "2014 12 17"): its parts, and what else is said.

    pdftotext does this where digits and signs come from different fonts.
    """
    match, found = _SIGNS.search(signs), _NUMBERS.fullmatch(numbers)
    if not match or not found or (found[3] is not None) != ("日" in match[0]):
        return None
    other = (signs[: match.start()] + " " + signs[match.end() :]).strip(" |\t")
    return (int(found[1]), int(found[2]), int(found[3] or 0)), other


def _value(number: str) -> int:
    """A number in digits, or in Chinese signs below 400, or sign by sign: 十二, 二十, 一九三一."""
    if number.isdecimal():
        return int(number)
    if not set(number) & set("十廿卅百"):
        return int("".join(str(_VALUES[sign]) for sign in number))
    total = digit = 0
    for sign in number:
        if sign in "廿卅":
            total += 20 if sign == "廿" else 30
        elif sign in "十百":
            total, digit = total + (digit or 1) * (10 if sign == "十" else 100), 0
        else:
            digit = _VALUES[sign]
    return total + digit
