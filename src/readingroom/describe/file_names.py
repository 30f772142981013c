"""Dates that begin or end the names of files: `quay--2012-03-26.txt`, `1958-harrow.txt`, `adams_1797.txt`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from readingroom.describe import vocabulary as words
from readingroom.describe.calendars import fold_word, words_of
from readingroom.describe.date_tokens import LATEST
from readingroom.describe.dates import When

EARLIEST = 1400
"""A smaller number alone is hardly the year of a text."""
LATER = 25
"""A text that speaks of a year so much later is not of the year in its name, which may be what it is about."""
SHORTEST = 4
"""Letters of a word to which a year may be glued; fewer are the sign of a series: rfc1945."""

_DAY = re.compile(r"(?<!\d)(\d{4})([-_. ]?)(\d{2})\2(\d{2})(?!\d)")
_MONTH = re.compile(r"(?<![\d.-])(\d{4})[-_.](\d{2})(?![-_.]?\d)(?![^\W\d_])")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)(?![^\W\d_])")
_FOUR = re.compile(r"(?<!\d)(1\d{3}|20\d\d)(?!\d)")
_WORD = re.compile(r"([^\W\d_]++)[\W_]*+")
_BEFORE = re.compile(r"([^\W\d_]*+)([\W_]*+)\Z")
_COUNTED = words_of(
    "page pages p pp pg no nr num number box folder item rfc img image picture photo scan dsc doc document file id ms msg fol folio leaf"
    " sheet lot ref acc vol volume ch chap chapter room isbn issue case art article section sec"
    " seite bild nummer band kapitel akte kasten página pagina pag número numero núm tomo volumen capítulo"
    " carton boîte numéro tome chapitre"
    " страница стр номер том глава дело лист"
)
"""Words behind which a number counts something."""


def read_file_date(path: str, find: Callable[[str], When | None], body: str) -> When | None:
    """The date that the name of a file states, with how sure it is; None if it states none. `find` finds a date in words, `body` is text.

    It begins or ends the name: among other words it may belong to them. A day is taken as it is written. A year alone counts if it is the
    only number that can be one, if nothing before it says that something is counted, and if the text doesn't speak of much later years; a
    name that is nothing but a number needs the year in the text.
    """
    stem = path.rpartition("/")[2]
    stem = stem.rpartition(".")[0] or stem
    if match := _DAY.search(stem):
        found = find(f"{match[1]}-{match[3]}-{match[4]}")
        if found and found.whole:
            return replace(found, confidence=0.8) if _at_edge(stem, *match.span()) else None
    said = re.sub(r"(?<=[^\W\d_])[-_.]++(?=\d)|(?<=\d)[-_.]++(?=[^\W\d_])|_++", " ", stem)
    when = find(said)
    if when and when.edtf and not when.bare_year and _at_edge(said, _without_article(said, when.start), when.end):
        if when.whole:
            return replace(when, confidence=0.75)
        if any(sign.isalpha() for sign in said[when.start : when.end]):
            return replace(when, confidence=0.65)  # "May 1931"
    years = {match[0] for match in _FOUR.finditer(stem)}
    year = _YEAR.search(stem)
    if len(years) != 1 or not year or not EARLIEST <= int(year[0]) <= LATEST or not _is_year(stem, year.start(), year[0], body):
        return None
    if (month := _MONTH.search(stem)) and 1 <= int(month[2]) <= 12:
        return When(f"{month[1]}-{month[2]}", 0, 0, 0.6, 2) if _at_edge(stem, *month.span()) else None
    word, apart = _word_before(stem, year.start())
    about = word in words.CIRCA
    begin = year.start() - len(word) if about and not apart else year.start()
    return When(year[0] + "~" * about, 0, 0, 0.55, 1) if _at_edge(stem, begin, year.end()) else None


def _at_edge(stem: str, start: int, end: int) -> bool:
    """Whether no word stands before a stretch, or none behind it."""
    return not any(map(str.isalnum, stem[:start])) or not any(map(str.isalnum, stem[end:]))


def _without_article(said: str, start: int) -> int:
    """Where a date begins whose first word is "the" or "on": in the name of a file that is any word."""
    while (word := _WORD.match(said, start)) and fold_word(word[1]) in words.FILLERS:
        start = word.end()
    return start


def _is_year(stem: str, start: int, year: str, body: str) -> bool:
    """Whether a number of four figures in the name of a file is the year of the text."""
    if stem.strip("-_. ") == year and not re.search(rf"(?<!\d){year}(?!\d)", body):
        return False
    word, apart = _word_before(stem, start)
    if word in _COUNTED or (word and not apart and len(word) < SHORTEST and word not in words.CIRCA):
        return False
    return all(int(other) <= int(year) + LATER for other in _FOUR.findall(body))


def _word_before(stem: str, start: int) -> tuple[str, bool]:
    """The word before a place, folded, and whether anything parts the two."""
    before = _BEFORE.search(stem, max(0, start - 30), start)
    return (fold_word(before[1]), bool(before[2])) if before else ("", False)
