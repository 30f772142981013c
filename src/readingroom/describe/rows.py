"""The lines near the top of a text, and what each of them says by its shape and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from readingroom.describe import vocabulary as words
from readingroom.describe.authors import is_by, read_names, split_by
from readingroom.describe.calendars import fold_word
from readingroom.describe.credits import LONGEST_CREDIT, Credit, read_credit
from readingroom.describe.date_tokens import DIGIT
from readingroom.describe.dates import When, find_date
from readingroom.describe.languages import language
from readingroom.describe.titles import is_open, join_title
from readingroom.document import Dropped, Line, Survey
from readingroom.names import romanised
from readingroom.survey import fold, head_name

REACH = 24
"""Lines with text that a head may have: a title in a narrow column takes one line a word."""
BODY = 40
"""Lines below the head that are asked whether a name is a heading or a place."""
IMPRINT = 4
"""Lines at the end of a text that may say who publishes it."""
MOST_LOST = 8
"""Rows from the top among which a credit may stand that was dropped as page furniture."""
USED = 1000
"""Characters of a line that are looked at: nothing in a head is as long."""

_HEADING = re.compile(r"#{1,6}\s")
_ITEM = re.compile(r"[•▪■◦‣●○]\s|-\s(?!.*\s-$)")
_SPELT = re.compile(r"[a-z]{4,}")
_IMPRINT = re.compile(r"©|\(c\)|@|://|www\.|[:：]\s*$", re.IGNORECASE)
_EQUALS = re.compile(r"=[^=]+=")
"""Bold letters, as books typed by hand have them."""
_NUMBER = re.compile(r"^\d{1,4}\s++|\s\d{1,4}$")


class Row(NamedTuple):
    """A line with text, and how many blank ones stand before it."""

    line: Line
    gap: int
    text: str  # its words, see `bare`
    gone: bool = False  # dropped as a running head or page number, though it is a credit: it speaks, but can't leave a second time


def bare(line: Line) -> str:
    """The words of a line, without marks of emphasis and headings around them."""
    whole = line.text.strip()[:USED]
    text = whole.replace("**", " ").strip(" \t\u00a0\u3000*_")
    text = text.lstrip("#").strip(" *_") if _HEADING.match(text) else text.strip()
    text = text[1:-1] if _EQUALS.fullmatch(text) else text
    return text or whole  # a line of marks alone is never an empty one


class Rows:
    """The first lines with text, with what is known of the text and the collection. It is asked, never changed."""

    def __init__(self, lines: Sequence[Line], survey: Survey, furniture: Sequence[Dropped], path: str = "") -> None:
        self.survey = survey
        self._file_name = _spelt(path.rpartition("/")[2].rpartition(".")[0])
        heads = [block for block in furniture if block.rule.startswith("running-head") and block.pieces]
        self.dropped = [block.pieces[0].line for block in furniture if block.pieces]
        self.numbers = {line.number for block in furniture if block.rule == "page-numbers" for line in [block.pieces[0].line]}
        self.printed = [block.text for block in heads]
        self.heads = list(zip(_without_numbers([block.text for block in heads]), (block.pieces[0].line for block in heads), strict=True))
        self.all: list[Row] = []
        self._credits: dict[int, tuple[Credit | None, int]] = {}
        self._names: dict[int, bool] = {}
        self._headings: dict[tuple[str, float], bool] = {}
        self._lines = lines
        self._end = self._read(self.dropped)

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, at: int) -> Row:
        return self.all[at]

    def _read(self, dropped: Sequence[Line]) -> int:
        """Fill `all`, with credits that were dropped among the first rows; the place of the first line that is not in it."""
        gap, end = 0, len(self._lines)
        for at, line in enumerate(self._lines):
            if line.blank:
                gap += 1
            elif len(self.all) < REACH + 8:
                self.all.append(Row(line, gap, bare(line)))
                gap = 0
            else:
                end = at
                break
        last = self.all[min(MOST_LOST, len(self.all)) - 1].line.start if self.all else 0
        lost = [Row(line, 0, bare(line), gone=True) for line in dropped[:6] if line.start < last and len(line.text) < LONGEST_CREDIT]
        lost = [row for row in lost if (credit := read_credit(row.text, self.find_date)) and credit.certain]
        lost = [
            row for nth, row in enumerate(lost) if not row.text.isdecimal() or (nth and row.line.number - lost[nth - 1].line.number <= 2)
        ]
        if lost:
            self.all = sorted([*self.all, *lost], key=lambda row: row.line.start)
        return end

    @cached_property
    def _below(self) -> list[str]:
        filled = (line.text[: USED // 2] for line in islice(self._lines, self._end, None) if not line.blank)
        return list(islice(filled, BODY))

    @cached_property
    def body(self) -> str:
        """The text below the first row, as far as it is needed for questions about words."""
        return "\n".join([row.text for row in self.all[1:]] + self._below)

    @property
    def text(self) -> str:
        """All rows and the text below them, as far as it is known."""
        return f"{self.all[0].text}\n{self.body}" if self.all else ""

    @cached_property
    def _last(self) -> list[Line]:
        """The last lines with text, if they are not the first."""
        head = {row.line.start for row in self.all[:IMPRINT]}
        last = islice((line for line in reversed(self._lines) if not line.blank), IMPRINT)
        return [line for line in last if line.start not in head]

    @cached_property
    def imprint(self) -> str:
        """The lines in which a text may say who publishes it, folded: its last, and those that were dropped as footers."""
        return fold(" ".join(line.text[:USED] for line in (*self._last, *self.dropped[-IMPRINT:]) if _IMPRINT.search(line.text)))

    @cached_property
    def head_names(self) -> frozenset[str]:
        """What the running heads of this text say beside their numbers."""
        return frozenset(map(head_name, self.printed))

    def text_below(self, row: Row) -> str:
        """The text below a row without its imprint, as far as it is known."""
        last = {line.text[: USED // 2] for line in self._last if _IMPRINT.search(line.text)}
        return "\n".join(line for line in self.below(row).split("\n") if line not in last)

    def below(self, row: Row) -> str:
        """The text below a row, as far as it is known."""
        return "\n".join([each.text for each in self.all[self.all.index(row) + 1 :]] + self._below)

    @cached_property
    def lang(self) -> str:
        """The language of the text, asked only where a date depends on it."""
        found = language(self.body)
        return found.value if found else ""

    def find_date(self, text: str) -> When | None:
        """The fullest date in a text, read as the collection and the language write it."""
        return find_date(text, self.survey.day_first, lambda: self.lang)

    def credit(self, at: int) -> Credit | None:
        """What a row says if it is a credit; one that is wrapped ("By A, B" / "and C") says it in its first row."""
        if at >= len(self.all):
            return None
        if at not in self._credits:
            self._credits[at] = self._read_credit(at)
        return self._credits[at][0]

    def size(self, at: int) -> int:
        """How many rows the credit takes that begins at a row."""
        return self._credits[at][1] if self.credit(at) else 1

    def _read_credit(self, at: int) -> tuple[Credit | None, int]:
        text, size = self[at].text, 1
        if _ITEM.match(text):
            return None, 1
        best = read_credit(text, self.find_date), size
        if text.strip("()[]").isdecimal() and at + 1 == len(self) and self._end == len(self._lines):
            return None, 1  # a year below the text: what is above it is no title
        if is_by(text) and at + 1 < len(self) and (names := read_names(self[at + 1].text, marked=True)):
            return Credit(None, names, text), 2
        if size >= len(self) - at or not (self._may_wrap(at + size, best[0]) or self._is_full(at, best[0])):
            return best
        first = self.find_date(text)
        full = text.endswith((",", "‐")) or (self._is_full(at, best[0]) and bool(first or DIGIT.search(text) or split_by(text)[0]))
        while size < 3 and at + size < len(self) and (self._may_wrap(at + size, best[0]) or (full and not self[at + size].gap)):
            text, size = join_title([text, self[at + size].text]), size + 1
            credit = read_credit(text, self.find_date)
            known = len(best[0].names) if best[0] else 0
            if credit and (
                (len(credit.names) > max(1, known) and (not credit.when or credit.when == first))
                or (full and _says_more(credit, best[0]) and self._ends(at + size, best[0]))
            ):
                best = credit, size
            full = full and text.endswith((",", "‐"))
        return best

    def _ends(self, at: int, known: Credit | None) -> bool:
        """Whether a credit that was whole without its second line may end before a row: a title there would have begun above it."""
        return not (known and known.names) or at >= len(self) or not self[at].text[0].islower()

    def _is_full(self, at: int, known: Credit | None) -> bool:
        """Whether the next row's first word had no room on a row, by the widest of the rows below: it was wrapped there."""
        if at + 3 >= len(self) or self[at + 1].gap:
            return False
        widest = max(len(row.text) for row in self.all[at + 2 : at + 12])
        return len(self[at].text) + 1 + len(self[at + 1].text.split()[0]) > (1.0 if known and known.names else 0.9) * widest

    def _may_wrap(self, at: int, known: Credit | None) -> bool:
        """Whether a row may go on with the list of names that the row above began: one of them shows that it is a list.

        `known` is what the rows above say by themselves: where that is whole, only "and" or a comma makes the next row a part of it.
        """
        above, row = self[at - 1].text, self[at]
        if row.gap or not above or not row.text or len(row.text) > len(above) + 10 or above[-1] in ":：":
            return False
        first, last = row.text.split()[0], above.split()[-1]
        joined = last[-1] in ",&、，" or first[0] in "&," or fold_word(last) in words.AND or fold_word(first) in words.AND
        return joined or (not (known and known.names) and bool(split_by(above)[0]))

    def named(self, text: str) -> int:
        """How many words of a text stand in the name of the file: whoever named it often took them from the title."""
        return len(self._file_name & _spelt(text)) if self._file_name else 0

    def is_numbered(self, at: int) -> bool:
        """Whether a page number was taken out between a row and the next one."""
        first, last = self[at].line.number, self[at + 1].line.number
        return last - first < 12 and any(first < number < last for number in self.numbers)

    def is_heading(self, text: str, *, share: float = 1.0) -> bool:
        """Whether what has the shape of a name is made of words that the text also writes in lower case: "Executive Summary".

        All of them must be, or at least `share`: "Bill Gray" and "Will Marsh" are names in a text about a bill that will pass.
        """
        if (text, share) not in self._headings:
            parts = [part.casefold() for part in re.findall(r"[^\W\d_]{3,}+", text) if part.upper() != part.lower()]
            low = sum(_has_word(self.body, part) for part in parts)
            self._headings[text, share] = bool(parts) and low >= share * len(parts)
        return self._headings[text, share]

    def is_name(self, at: int) -> bool:
        """Whether a row holds names alone and not the last words of the title above it."""
        if at not in self._names:
            self._names[at] = self._is_name(at)
        return self._names[at]

    def _is_name(self, at: int) -> bool:
        row, above = self[at], self[at - 1].text if at else ""
        if not read_names(row.text) or self.is_heading(row.text):
            return False
        if row.gap or not above:
            return True
        # Right below a title, it may be the end of it.
        return not (is_open(above) or (row.text.isupper() and above.isupper()) or self.is_heading(row.text, share=0.6))


def _has_word(text: str, word: str) -> bool:
    """Whether a word stands in a text, and not as a part of another."""
    at = text.find(word)
    while at >= 0:
        around = text[max(0, at - 1) : at] + text[at + len(word) : at + len(word) + 1]
        if not any(sign.isalnum() or sign == "_" for sign in around):
            return True
        at = text.find(word, at + 1)
    return False


def _spelt(text: str) -> set[str]:
    """The words of a text as file names spell them: in Latin letters, without accents; short ones left out."""
    return {word for word in _SPELT.findall(romanised(text[:USED]).lower()) if fold_word(word) not in words.STOPWORDS}


def _says_more(credit: Credit, known: Credit | None) -> bool:
    """Whether names and a whole date, read over a line end, are more than the first line says alone."""
    if not credit.names or not credit.when or not credit.when.whole:
        return False
    if known is None or not known.names or not known.when or not known.when.whole:
        return True
    return known.when == credit.when and sum(map(len, credit.names)) > sum(map(len, known.names))


def _without_numbers(heads: Sequence[str]) -> list[str]:
    """Running heads without their page numbers: a number at an end that is another one on another page."""
    stems = [_NUMBER.sub("", head.strip()[:USED]).strip() for head in heads]
    numbered: dict[str, set[str]] = {}
    for head, stem in zip(heads, stems, strict=True):
        numbered.setdefault(stem, set()).add(head.strip())
    return [stem if stem and len(numbered[stem]) > 1 else head.strip()[:USED] for head, stem in zip(heads, stems, strict=True)]
