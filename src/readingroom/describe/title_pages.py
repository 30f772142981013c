"""Title pages of books: title, author, whoever else had a hand in it, place, publisher and year, each on lines of its own.

A page is known by its imprint: a year below the name of a place or a publisher, or behind "Copyright", near the top of a text, with
lines of a few words above it. The author is named behind "by", or in capitals on a line of his own, or in the title ("THE POEMS / OF /
A. BERGER"); never by the line that says who holds the copyright, wrote the introduction, translated, illustrated or printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from readingroom.describe import vocabulary as words
from readingroom.describe.authors import is_by, read_names, split_by
from readingroom.describe.calendars import fold_word
from readingroom.describe.rows import Row, Rows
from readingroom.describe.titles import is_prose, join_title

_MOST = 30  # rows of a title page
_WIDEST = 70  # characters of one of its lines
_YEAR = re.compile(
    r"(?:(?:copyright|©|\(c\)|published|first published|printed|anno|an|año|im jahre)[,:.]?\s){0,3}"
    r"(1[4-9]\d\d|20\d\d)(?:[,.]?\s(?:by|durch|par|por)(?:\s.{2,60})?)?[.\])]*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"copyright|©|\(c\)|rights|introduc|prefa[ct]|préface|prólogo|foreword|vorwort|einleitung|einführung|avant-propos|translat|übersetz"
    r"|übertragen|tradui|traduc|tradu|tradott|illustr|drawing|zeichnungen|dessins|dibujos|bilder|pictures|engrav|music|edit(?:ed|or|ión|ion)"
    r"|herausgegeben|hrsg|édit|print|gedruckt|imprim|published|verlegt|notes|prologue|memoir|compiled|перев|предисл|редак|рисунк|издан",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:the )?(?:contents|inhalt|table des matières|índice|indice|содержание|preface|introduction|prologue)\W*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What a title page says, and the rows that say it."""

    title: tuple[Row, ...]
    authors: tuple[str, ...]
    author: tuple[Row, ...]  # the rows that name them
    year: str
    imprint: Row


def read_title_page(rows: Rows, start: int) -> TitlePage | None:
    """The title page that a text begins with, or None."""
    page: list[Row] = []
    for row in rows.all[start : start + _MOST]:
        if is_prose(row.text) or len(row.text) > _WIDEST or (page and _CONTENTS.fullmatch(row.text)):
            break
        page.append(row)
    imprints = [at for at, row in enumerate(page) if at >= 2 and _YEAR.fullmatch(row.text)]
    if not imprints or not any(row.gap for row in page[1:]):
        return None
    last = imprints[0]
    while last + 1 in imprints:
        last += 1
    behind = start + last + 1
    stated = _ROLE.search(page[last].text)
    if (
        behind < len(rows)
        and not rows[behind].gap
        and not stated
        and not _ROLE.search(rows[behind].text)
        and not split_by(rows[behind].text)[0]
    ):
        return None  # the year stands in a paragraph
    found = _author(rows, page[: last + 1], start)
    if not found:
        return None
    names, at, size, title_end = found
    if at + size == imprints[0] and page[imprints[0]].text.strip("[]().").isdecimal():
        return None  # title, author and year of an article
    title = _title(page[:title_end] if title_end else page[1 : imprints[0]])
    year = _YEAR.fullmatch(page[imprints[0]].text)
    if not title or year is None:
        return None
    return TitlePage(tuple(title), names, tuple(page[at : at + size]), year[1], page[imprints[0]])


def _title(rows: Sequence[Row]) -> list[Row]:
    """The rows of the title itself: the first block, and those that it goes on with."""
    out: list[Row] = []
    for row in rows:
        joins = out and (fold_word(row.text.split()[-1]) in words.JOINING or fold_word(out[-1].text.split()[-1]) in words.JOINING)
        if _ROLE.search(row.text) or (out and not joins and (row.gap or row.text.isupper() != out[-1].text.isupper())):
            break
        out.append(row)
    return out


def _author(rows: Rows, page: Sequence[Row], start: int) -> tuple[tuple[str, ...], int, int, int] | None:
    """(names, the first row that holds them, how many rows do, where the title ends at the latest); None if nobody is named."""
    for at, row in enumerate(page):
        if at == 0 or _of_another(page, at):
            continue
        if is_by(row.text) and at + 1 < len(page) and (names := read_names(page[at + 1].text, marked=True)):
            return names, at, 2, at
        by, rest = split_by(row.text)
        if by and (names := read_names(rest, marked=True)):
            return names, at, 1, at
    for at, row in enumerate(page):
        if at > 1 and fold_word(page[at - 1].text) in words.JOINING and (names := read_names(row.text)):
            return names, at, 0, at + 1  # the name is a part of the title
    for at, row in enumerate(page):
        if at and row.gap and (at + 1 == len(page) or page[at + 1].gap) and not _of_another(page, at) and rows.is_name(start + at):
            return read_names(row.text), at, 1, at
    over = len(page) > 2 and page[1].gap and rows.is_name(start) and not rows.is_name(start + 1)
    return (read_names(page[0].text), 0, 1, 0) if over else None


def _of_another(page: Sequence[Row], at: int) -> bool:
    """Whether the lines right above a name say that it is of somebody else: who introduced, translated, printed, or holds the rights."""
    text, above = page[at].text, at - 1
    if _ROLE.search(text.split(" ", 1)[0]) or _ROLE.search(split_by(text)[1]):
        return True
    seen = 0
    while above > 0 and seen < 3:
        if _ROLE.search(page[above].text):
            return True
        if page[above + 1].gap > 1 and seen:
            break
        above, seen = above - 1, seen + 1
    return False


def title_of(page: TitlePage) -> str:
    """The title as one line."""
    return join_title([row.text for row in page.title])
