"""Who a byline names: the word that says "by", one name or several, and what follows them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations, pairwise

from readingroom.describe import vocabulary as words
from readingroom.describe.calendars import fold_word, words_of
from readingroom.describe.date_tokens import DIGIT
from readingroom.describe.mail import without_addresses
from readingroom.describe.names import LONGEST_NAME, is_group, is_name, recase

MOST = 12
"""Names in one byline; more is a list of something else."""

_LABELS, _PICTURES = ("|".join(map(re.escape, words.phrases(table))) for table in (words.CREDIT_LABELS, words.PICTURES))
_JOINS = "and|und|et|y|e|en|og|och|i|a|и|та|ja|és|și|ve|&"
_BY = re.compile(
    rf"({'|'.join(map(re.escape, words.phrases(words.BY)))})(?:\s*+[:：=＝/／|・]|\s)(.*)"
    rf"|((?:{_LABELS})(?:\s(?:{_JOINS})\s(?:{_PICTURES}))?)(?:\s*+[:：=＝/／|・](.*)|\s(?:by|von|de|par|di|door|av|af|por)\s(.*))",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(.{{2,{LONGEST_NAME}}}?)(?:\s|[/／])\s*+({'|'.join(map(re.escape, words.AFTER.split()))})", re.IGNORECASE)
_LAST = frozenset({word[-1] for word in words.AFTER.split()} | {*"iIİ"})
"""What a line that `_AFTER` fits ends with; regular expressions take these three for "ı"."""
_BETWEEN = re.compile(r"\s*+(?:[&;＆；、，،]|,(?!\s*+(?:[JS]r|II|III|IV|Ph\.?\s?D|M\.?D|Esq)\b))\s*+")
_AND_GLUED = re.compile("[וو][א-ת\u0621-\u064a]{2}")
_WHERE = re.compile(r"\s++(?:in|at|for|of|from|on|aus|für|bei|en|à|pour|para|desde|da|per|a|в|из|для|w|dla|voor)\s++")
_MAY_BEGIN = words.PARTICLES | words.AND | words.TITLES | words.SUFFIXES
"""What may begin a name in small letters."""
_SMALL = words_of("of the for at and in der des für von und de la du des et del della di и")


@lru_cache(maxsize=512)  # as below
def split_by(line: str) -> tuple[str, str]:
    """A line as (the words that mean "by", what follows), or ("", the line): "Von Ada Quill" -> ("Von", "Ada Quill")."""
    if match := _BY.match(line):
        return match[1] or match[3], (match[2] or match[4] or match[5] or "").strip(" \t\u3000:：")
    if line[-1:] in _LAST and (match := _AFTER.fullmatch(line)):
        return match[2], match[1].strip()
    return "", line


_PHOTOGRAPHER = re.compile(
    rf"(?:^|[;,.·•|–—-])\s*+(?:{_PICTURES})(?:\s*+[:：]|\s(?:by|von|de|par|di|door|av|af|por)\s)[^·•|]*+", re.IGNORECASE
)


def without_photographers(line: str) -> str:
    """A line without the part that says who took the pictures: "Words: Ada Quill; photos: Tom Marsh"."""
    return _PHOTOGRAPHER.sub("", line)


def is_by(line: str) -> bool:
    """Whether a line is a word such as "by" and nothing else."""
    return len(line) < 20 and split_by(f"{line.rstrip(':： ')} .") == (line.rstrip(":： "), ".")


@lru_cache(maxsize=512)  # a line of a head is asked from several sides
def read_names(text: str, *, marked: bool = False) -> tuple[str, ...]:
    """The people a stretch of text names and nothing else, or (). `marked`: a word before it says that names follow.

    Names are given as they stand, but for capitals: "ADA QUILL" is Ada Quill.
    """
    text = without_addresses(text).strip(" \t\u3000*_|·•,;:–—-()[]（）【】").strip()
    if not text or len(text) > 4 * LONGEST_NAME or DIGIT.search(text) or "://" in text or "@" in text:
        return ()
    parts = [part for part in _BETWEEN.split(text) if part]
    if len(parts) > MOST:
        return ()
    found = [_parted(part, marked=marked and len(parts) == 1) for part in parts]
    if all(found):
        return tuple(recase(name) for names in found for name in names)
    if marked and is_group(text):
        return (recase(text),)
    if marked and len(parts) == 2 and "," in text and all(part.isalpha() for part in parts):
        return (recase(text),)  # "Tolstoy, Leo"
    if found[0] and "," in text and (marked or _is_office(text.partition(",")[2])):
        known = found[: next(at for at, names in enumerate(found) if not names)]
        return tuple(recase(name) for names in known for name in names)
    where = _WHERE.search(text) if marked else None
    if (
        where and len(text[where.end() :].split()) < 4 and (names := _parted(text[: where.start()], marked=False))
    ):  # "Ada Quill in Port Anselm"
        return tuple(map(recase, names))
    return ()


def _parted(text: str, *, marked: bool) -> tuple[str, ...]:
    """The names between which "and" stands, () if there is a part that is none. "Ortega y Gasset" is one: as few parts as needed."""
    pieces = text.split()
    if pieces[0][0].islower() and "'" not in text and "’" not in text and fold_word(pieces[0]) not in _MAY_BEGIN:
        return ()
    if pieces[-1][0].islower() and "'" not in text and "’" not in text and fold_word(pieces[-1]) not in words.SUFFIXES:
        return ()
    capitals = text.isupper()
    while pieces and fold_word(pieces[0]) in words.AND and (pieces[0].islower() or capitals):
        pieces = pieces[1:]  # behind the last comma of a list
    joins = [
        at
        for at, piece in enumerate(pieces)
        if 0 < at < len(pieces) - 1 and fold_word(piece) in words.AND and (capitals or not piece[0].isupper())
    ]
    if (
        not joins
        and len(pieces) > 3
        and (glued := [at for at, piece in enumerate(pieces) if 1 < at < len(pieces) - 1 and _AND_GLUED.match(piece)])
    ):
        pieces[glued[-1] : glued[-1] + 1] = ["و", pieces[glued[-1]][1:]]  # Arabic and Hebrew write "and" together with the next word
        joins = [glued[-1]]
    if len(joins) > 5:
        return ()  # a sentence
    for size in range(len(joins), -1, -1):
        for chosen in sorted(combinations(joins, size), reverse=True):  # the last "and" parts the last name off
            cuts = [-1, *chosen, len(pieces)]
            names = tuple(" ".join(pieces[left + 1 : right]) for left, right in pairwise(cuts))
            if all(is_name(name, marked=marked and not size) for name in names):
                return names
    return ()


def _is_office(text: str) -> bool:
    """Whether what follows a name and a comma is an office in title case: "Stationmaster", "Keeper of the Lamp"."""
    parts = text.split()
    return 0 < len(parts) <= 5 and text.strip()[-1] not in ".,;:!?" and all(part[0].isupper() or part in _SMALL for part in parts)
