"""The head of a document: title, subtitle, byline and date, and the lines they leave behind.

Lines are told by their shape and their place. First the credits are found (a date alone, a "by", a name between title and date),
because they can be recognised for certain; what stands above them is the title. Where nothing is certain the lines stay in the
body, and the title comes from the name of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from readingroom.describe import vocabulary as words
from readingroom.describe.calendars import fold_word
from readingroom.describe.credits import LONGEST_CREDIT, Credit, is_place, read_credit, read_place
from readingroom.describe.dates import When, find_broken_date, find_date
from readingroom.describe.labels import read_labels
from readingroom.describe.languages import language
from readingroom.describe.letters import find_salutation, read_end_date, read_signature
from readingroom.describe.names import is_by, read_names, split_by
from readingroom.describe.titles import file_title, fold, is_kicker, is_prose, is_title, join_title
from readingroom.document import Dropped, FieldName, Finding, Line, Survey, whole
from readingroom.survey import fold as fold_repeated

REACH = 24
"""Lines with text that a head may have: a title in a narrow column takes one line a word."""
BODY = 60
"""Lines below the head that are asked whether a name is a heading or a place."""
TITLE_LENGTH = 300
"""Characters of a title with its subtitle; what is longer is a paragraph."""


_NUMBER = re.compile(r"^\d{1,4}\s++|\s\d{1,4}$")
_HEADING = re.compile(r"#{1,6}\s")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a text says about itself, and its lines in two parts: those that left for the header, and the rest."""

    findings: tuple[Finding, ...]
    dropped: tuple[Dropped, ...]
    rest: tuple[Line, ...]


def masthead(lines: Sequence[Line], path: str, survey: Survey, dropped: Sequence[Dropped] = ()) -> Masthead:
    """Title, subtitle, authors, date and place of a text, each with its evidence.

    `lines` are those left once running heads and footers are gone; `dropped` are the others: a running head confirms a title. No
    line is lost: the lines of `Masthead.dropped` and of `Masthead.rest` together are the given ones, each in order.
    """
    return _Head(lines, path, survey, dropped).read()


@dataclass(frozen=True)
class _Row:
    """A line with text near the top, and how many blank ones stand before it."""

    line: Line
    gap: int
    gone: bool = False  # dropped as a running head or page number, though it is a credit: it speaks, but leaves no second time

    @cached_property
    def text(self) -> str:
        """Its words, without marks of emphasis and headings around them; no more than a head can use."""
        text = self.line.text[:1000].replace("**", " ").strip(" \t\u00a0\u3000*_")
        return text.lstrip("#").strip(" *_") if _HEADING.match(text) else text.strip()


class _Head:
    """The head of one text while it is read: each step takes rows away and adds findings."""

    def __init__(self, lines: Sequence[Line], path: str, survey: Survey, furniture: Sequence[Dropped]) -> None:
        self.lines = lines
        self.path = path
        self.survey = survey
        self.before = [block for block in furniture if block.rule.startswith("running-head")]
        self.heads = _without_numbers([block.text for block in self.before])
        self.findings: list[Finding] = []
        self.gone: list[Dropped] = []
        self.rows: list[_Row] = []
        self._credits: dict[int, tuple[Credit | None, int]] = {}  # row -> what it says, and how many rows say it
        self.body = ""  # the text below the head, for questions about words
        self._read_rows([block.pieces[0].line for block in furniture if block.pieces])

    def _read_rows(self, dropped: Sequence[Line]) -> None:
        gap = 0
        below: list[str] = []
        lost = [_Row(line, 0, gone=True) for line in dropped[:6] if len(line.text) < LONGEST_CREDIT]
        lost = [row for row in lost if (credit := read_credit(row.text, self._find_date)) and credit.certain]
        for line in self.lines:
            if line.blank:
                gap += 1
                continue
            while lost and lost[0].line.start < line.start and len(self.rows) < 8:
                self.rows.append(lost.pop(0))
            if len(self.rows) < REACH + 8:
                self.rows.append(_Row(line, gap))
                gap = 0
            elif len(below) < BODY:
                below.append(line.text[:1000])
            else:
                break
        self.body = "\n".join([row.text for row in self.rows[1:]] + below)

    def read(self) -> Masthead:
        """The findings and the two parts of the lines."""
        start = self._take_labels()
        greeting = find_salutation([row.text for row in self.rows[start:]])
        if greeting >= 0:
            self._take_letter(start, start + greeting)
        else:
            self._take_article(start)
        self._take_ending(letter=greeting >= 0)
        if not self._has("title"):
            title = file_title(self.path)
            if title:
                self.findings.append(Finding("title", title, "file-name", 0.3, 0, self.path))
        taken = {piece.line.start for block in self.gone for piece in block.pieces}
        rest = tuple(line for line in self.lines if line.blank or line.start not in taken)
        return Masthead(tuple(self.findings), tuple(sorted(self.gone, key=lambda block: block.pieces[0].line.start)), rest)

    # What a row says.

    @cached_property
    def lang(self) -> str:
        """The language of the text, asked only where a date depends on it."""
        found = language(self.body)
        return found.value if found else ""

    def _find_date(self, text: str) -> When | None:
        return find_date(text, self.survey.day_first, lambda: self.lang)

    def _credit(self, at: int) -> Credit | None:
        """What a row says if it is a credit; one that is wrapped ("By A, B" / "and C") says it in its first row."""
        if at >= len(self.rows):
            return None
        if at not in self._credits:
            text, size = self.rows[at].text, 1
            self._credits[at] = read_credit(text, self._find_date), size
            if is_by(text) and at + 1 < len(self.rows) and (names := read_names(self.rows[at + 1].text, marked=True)):
                self._credits[at] = Credit(None, names, text), 2
            while size < 3 and at + size < len(self.rows) and self._may_wrap(at + size):
                text, size = f"{text} {self.rows[at + size].text}", size + 1
                credit = read_credit(text, self._find_date)
                if credit and len(credit.names) > 1 and not credit.when:
                    self._credits[at] = credit, size
        return self._credits[at][0]

    def _may_wrap(self, at: int) -> bool:
        """Whether a row may go on with the list of names that the row above began: one of them shows that it is a list."""
        above, row = self.rows[at - 1].text, self.rows[at]
        if row.gap or not above or len(row.text) > len(above) + 10:
            return False
        first, last = row.text.split()[0], above.split()[-1]
        joined = last[-1] in ",&、，" or first[0] in "&," or fold_word(last) in words.AND or fold_word(first) in words.AND
        return joined or bool(split_by(above)[0])

    @cached_property
    def _low(self) -> frozenset[str]:
        """The words that the text writes in lower case."""
        return frozenset(word for word in re.findall(r"[^\W\d_]++", self.body) if word.islower())

    def _is_heading(self, text: str) -> bool:
        """Whether what has the shape of a name is made of words that the text also writes in lower case: "Executive Summary"."""
        parts = [part.casefold() for part in re.findall(r"[^\W\d_]{3,}+", text) if part.upper() != part.lower()]
        return bool(parts) and all(part in self._low for part in parts)

    def _is_name_row(self, at: int) -> bool:
        """Whether a row is a name alone and not the last words of the title above it."""
        row, above = self.rows[at], self.rows[at - 1].text if at else ""
        if not read_names(row.text) or self._is_heading(row.text):
            return False
        return bool(row.gap) or not above or not (_is_open(above) or (row.text.isupper() and above.isupper()))

    # An article: title, credits, text.

    def _take_article(self, start: int) -> None:
        while start < len(self.rows) and not any(sign.isalnum() for sign in self.rows[start].text):
            start += 1  # an ornament
        above, at = self._credits_above(start)
        if (lost := self._lost_title(start)) and fold(self.rows[start].text) != fold(lost):
            below, first = self._run_of_credits(start)
            if any(credit.certain for _, credit in below):
                self._find("title", lost, "running-head", 0.85, 0, lost)
                for row, credit in below:
                    self._take_credit(row, credit, titled=True)
                return
        below, first = self._credits_below(at)
        if not below:
            first = at + self._lonely_title(at)
        self._take_title(self.rows[at:first], credited=bool(below or above))
        for row, credit in above + below:
            self._take_credit(row, credit, titled=self._has("title"))
        if not below and not self._has("authors") and self._has("title"):
            self._take_name_alone(first)

    def _credits_above(self, start: int) -> tuple[list[tuple[_Row, Credit]], int]:
        """Credits that stand over the title, as in "3 May 1931 / The harbour"."""
        found: list[tuple[_Row, Credit]] = []
        at = start
        while at < len(self.rows) and len(found) < 3 and (credit := self._credit(at)) and credit.certain:
            if credit.names and not credit.by and not (credit.place and credit.when and credit.when.whole):
                break  # "Annual Report, March 1931" is a title
            if credit.when and len(credit.when.edtf) == 4 and not credit.by and not (at + 1 < len(self.rows) and self.rows[at + 1].gap):
                break  # a year that begins the title
            found.append((self.rows[at], credit))
            at += 1
        return found, at

    def _lost_title(self, start: int) -> str:
        """The title that went with the running heads because it has their words: the last of them above the first row, or ""."""
        if start >= len(self.rows):
            return ""
        above = [
            head for block, head in zip(self.before, self.heads, strict=True) if block.pieces[0].line.start < self.rows[start].line.start
        ]
        return above[-1] if above and is_title(above[-1]) else ""

    def _credits_below(self, start: int) -> tuple[list[tuple[_Row, Credit]], int]:
        """The first credits that have a title above them, with the place of their first row."""
        for at in range(start + 1, min(len(self.rows), start + REACH)):
            if not self._may_be_title(start, at):
                break
            first = self._begin_of_credits(start, at)
            if first:
                found, _ = self._run_of_credits(first)
                if any(credit.certain for _, credit in found):
                    return found, first
        return self._broken_date(start)

    def _may_be_title(self, start: int, end: int) -> bool:
        text = " ".join(row.text for row in self.rows[start:end])
        return len(text) <= TITLE_LENGTH and not is_prose(self.rows[end - 1].text)

    def _begin_of_credits(self, start: int, at: int) -> int:
        """The row at which credits begin if this one is the first certain credit, else 0."""
        credit = self._credit(at)
        if not credit or not credit.certain:
            return 0
        row = self.rows[at]
        if credit.names and not credit.by and not credit.place and self._is_heading(" ".join(credit.names)):
            return 0
        if not credit.names and at - 1 > start and self._is_name_row(at - 1):
            return at - 1
        if not credit.names and at - 2 > start and not row.gap and not self.rows[at - 1].gap and self.rows[at - 2].gap and self._is_name_row(at - 2):
            return at - 2  # a name, an office, a date
        if credit.when and len(credit.when.edtf) == 4 and not credit.names and not row.gap:
            return at if self._credit_follows(at) and not _is_open(self.rows[at - 1].text) else 0  # else a year that ends the title
        return at

    def _credit_follows(self, at: int) -> bool:
        after = self._credit(at + 1)
        return bool(after and after.by)

    def _run_of_credits(self, first: int) -> tuple[list[tuple[_Row, Credit]], int]:
        """The credits from a row on, as long as each adds what is not yet said. One line between them may say something else."""
        found: list[tuple[_Row, Credit]] = []
        at, end = first, first
        while at < len(self.rows) and len(found) < 4:
            credit = self._credit(at)
            if credit and self._adds(found, credit) and (credit.certain or self._is_name_row(at)):
                found.append((self.rows[at], credit))
                wrapped = self.rows[at + 1 : at + self._credits[at][1]]
                found += ((row, Credit()) for row in wrapped)
                end = at = at + 1 + len(wrapped)
            elif (
                found
                and at == end
                and len(self.rows[at].text) <= 60
                and not (credit and credit.certain)
                and self._dates_next(found, at + 1)
            ):
                at += 1  # an office, a place
            else:
                break
        return found, end

    def _dates_next(self, found: Sequence[tuple[_Row, Credit]], at: int) -> bool:
        after = self._credit(at)
        return bool(after and after.when and not after.names and self._adds(found, after))

    @staticmethod
    def _adds(found: Sequence[tuple[_Row, Credit]], credit: Credit) -> bool:
        """Whether a credit says something that those before it have not said."""
        dated = any(other.when for _, other in found)
        named = any(other.names for _, other in found)
        return not (credit.when and dated) and not (credit.names and named)

    def _broken_date(self, start: int) -> tuple[list[tuple[_Row, Credit]], int]:
        """A date that extraction took apart, its digits on a line of their own: "年 月 日 | 山田花子" / "2014 12 17"."""
        for at in range(start + 1, min(len(self.rows) - 1, start + REACH)):
            if not self._may_be_title(start, at):
                break
            found = find_broken_date(self.rows[at].text, self.rows[at + 1].text)
            if found:
                when, other = found
                credit = read_credit(other, self._find_date)
                names = credit.names if credit else read_names(other)
                return [(self.rows[at], Credit(when, names)), (self.rows[at + 1], Credit(when))], at
        return [], start

    def _take_name_alone(self, at: int) -> None:
        """A name in a block of its own between title and text, in a document without other credits."""
        rows = self.rows
        if not 0 < at < len(rows) - 1 or not rows[at].gap or not rows[at + 1].gap or not self._is_name_row(at):
            return
        if rows[at].text.isupper() or rows[at].text[-1] in ".:" or is_place(rows[at].text, self.body):
            return
        self._take_credit(rows[at], Credit(None, (rows[at].text,)), titled=True)

    # The title.

    def _lonely_title(self, start: int) -> int:
        """How many rows the title of a text without credits has: its first block, if that has the shape of one."""
        rows = self.rows
        end = start + 1
        while end < len(rows) and not rows[end].gap:
            end += 1
        if start >= len(rows):
            return 0
        for size in range(1, min(9, len(rows) - start)):
            text = fold(" ".join(row.text for row in rows[start : start + size]))
            if any(fold(head) == text for head in self.heads):
                return size
        if end < len(rows) and end - start <= 3:
            texts = [row.text for row in rows[start:end]]
            verse = any(text[-1] in ";." for text in texts[:-1]) or sum(text[-1] == "," for text in texts[:-1]) > 1
            return end - start if not verse and is_title(join_title(texts)) else 0
        if end - start < 4 or is_prose(rows[start].text):
            return 0
        width = max(len(row.text) for row in rows[start + 1 : start + 12])  # no blank lines: a short line over full ones
        text = rows[start].text
        wide = sum(len(row.text) > 0.8 * width for row in rows[start + 1 : min(end, start + 6)])
        fits = len(text) < 0.7 * width and wide >= 2 and is_title(text) and not rows[start + 1].text[0].islower()
        return int(fits and fold_word(text.split()[-1]) not in words.STOPWORDS)

    def _take_title(self, rows: Sequence[_Row], *, credited: bool) -> None:
        blocks: list[list[_Row]] = []
        for row in rows:
            if not blocks or row.gap:
                blocks.append([])
            blocks[-1].append(row)
        blocks = self._without_running_head(blocks)
        title, subtitle = self._title_and_subtitle(blocks)
        text = join_title([row.text for row in title], self.survey.words)
        sure, rule = 0.95 if credited else 0.85, "title-line"
        if head := self._running_head(text):
            text, rule, sure = head, "running-head", 0.85
        if not text:
            return
        line = title[0].line.number if title else 0
        self._find("title", text, rule, sure, line, " / ".join(row.text for row in title))
        self._drop(title, "title", sure)
        if subtitle:
            below = join_title([row.text for row in subtitle], self.survey.words)
            self._find("subtitle", below, "subtitle-line", 0.7, subtitle[0].line.number, below)
            self._drop(subtitle, "subtitle", 0.7)

    def _without_running_head(self, blocks: list[list[_Row]]) -> list[list[_Row]]:
        """The blocks without a running head over the title: the title itself, or what the collection repeats."""
        if len(blocks) < 2:
            return blocks
        first = fold(" ".join(row.text for row in blocks[0]))
        others = fold(" ".join(row.text for block in blocks[1:] for row in block))
        known = {fold(head) for head in self.heads}
        repeated = fold_repeated(" ".join(row.text for row in blocks[0])) in self.survey.furniture
        if others.startswith(first) or first.startswith(others) or first in known or repeated:
            self._drop(blocks[0], "running-head", 0.9)
            return blocks[1:]
        return blocks

    @staticmethod
    def _title_and_subtitle(blocks: Sequence[Sequence[_Row]]) -> tuple[list[_Row], list[_Row]]:
        """Rows of the title and of the subtitle. Blocks of single words are a title that a narrow column tore apart."""
        every = [row for block in blocks for row in block]
        if len(blocks) < 2 or (len(every) > 3 and sum(len(row.text.split()) < 2 for row in every) * 3 >= len(every)):
            return every, []
        if is_kicker(" ".join(row.text for row in blocks[0])):
            blocks = blocks[1:]
        return list(blocks[0]), [row for block in blocks[1:] for row in block]

    def _running_head(self, text: str) -> str:
        """The running head with the very words of the title, in another order or not all in capitals."""
        mine = fold(text)
        for head in self.heads:
            theirs = fold(head)
            if sorted(theirs.split()) == sorted(mine.split()) and (theirs != mine or (text.isupper() and not head.isupper())):
                return head
        return ""

    # A letter: perhaps a title, an address, place and date, "Dear ...".

    def _take_letter(self, start: int, greeting: int) -> None:
        rows = self.rows
        end = start + 1
        while end < greeting and not rows[end].gap:
            end += 1
        block = rows[start:end] if greeting > start else []
        dated = [
            (row, credit)
            for row in rows[start:greeting]
            if (credit := read_place(row.text, self._find_date) or read_credit(row.text, self._find_date))
        ]
        title = join_title([row.text for row in block])
        if block and (end < greeting or rows[greeting].gap) and not any(row in block for row, _ in dated):
            if is_title(title) and len(block) <= 2 and block[0].line.indent < 20:
                self._find("title", title, "title-line", 0.8, block[0].line.number, title)
                self._drop(block, "title", 0.8)
        for row, credit in dated:
            if credit.when and credit.when.edtf and not self._has("date") and not self._has("issued"):
                self._find_when(row.line, row.text, credit, "dateline", 0.95)

    def _take_ending(self, *, letter: bool) -> None:
        if not self._has("authors") and (signed := read_signature(self.lines, letter=letter)):
            names, line, sure = signed
            self._find("authors", "; ".join(names), "signature", sure, line.number, line.text.strip())
        if not self._has("date") and not self._has("issued") and (dated := read_end_date(self.lines, self._find_date)):
            credit, line = dated
            if all(line is not row.line for row in self.rows[:3]):
                self._find_when(line, line.text.strip(), credit, "date-at-end", 0.7)

    # Labels.

    def _take_labels(self) -> int:
        labels, letter = read_labels([row.text for row in self.rows])
        for label in labels:
            row = self.rows[label.at]
            if self._has(label.field):
                continue
            if label.field == "title":
                self._find("title", label.value, "label", 0.95, row.line.number, row.text)
            elif label.field == "authors":
                names = read_credit("by " + label.value, self._find_date)
                self._find(
                    "authors", "; ".join(names.names) if names and names.names else label.value, "label", 0.9, row.line.number, row.text
                )
            elif label.field == "date" and (when := self._find_date(label.value)) and when.edtf:
                self._find_when(row.line, row.text, Credit(when), "label", 1.0)
            else:
                continue
            if not letter:
                self._drop([row], {"title": "title", "authors": "byline", "date": "date"}[label.field], 0.95)
        return len(labels)

    # Taking.

    def _take_credit(self, row: _Row, credit: Credit, *, titled: bool) -> None:
        names, place = credit.names, ""
        if credit.place and not credit.by and (not titled or is_place(credit.place, self.body)):
            names, place = (), credit.place
        if names and not self._has("authors"):
            sure = 0.97 if credit.by else 0.93 if credit.when else 0.85 if self._has("date") or self._has("issued") else 0.65
            self._find("authors", "; ".join(names), "byline", sure, row.line.number, row.text)
        if place and is_place(place, self.body):
            self._find("place", place, "dateline", 0.7, row.line.number, row.text)
        if credit.when and not self._has("date") and not self._has("issued"):
            self._find_when(row.line, row.text, credit, "dateline" if place else "date-line", 1.0)
        if not place:
            self._drop([row], "byline" if names or not credit.when else "date", 0.9)

    def _find_when(self, line: Line, evidence: str, credit: Credit, rule: str, sure: float) -> None:
        if credit.when:
            field: FieldName = "date" if credit.when.whole else "issued"
            self._find(field, credit.when.edtf, rule, round(credit.when.confidence * sure, 2), line.number, evidence)
            if credit.place and not credit.names and rule != "date-line" and not self._has("place"):
                self._find("place", credit.place, "dateline", 0.6, line.number, evidence)

    def _has(self, name: str) -> bool:
        return any(finding.field == name for finding in self.findings)

    def _find(self, name: FieldName, value: str, rule: str, sure: float, line: int, evidence: str) -> None:
        self.findings.append(Finding(name, value, rule, sure, line, evidence))

    def _drop(self, rows: Sequence[_Row], rule: str, confidence: float) -> None:
        pieces = tuple(whole(row.line) for row in rows if not row.gone)
        if pieces:
            self.gone.append(Dropped(pieces=pieces, rule=rule, confidence=confidence))


def _is_open(text: str) -> bool:
    """Whether a line goes on in the next one: it ends with a small word or a mark that joins."""
    last = text.split()[-1] if text.split() else ""
    return fold_word(last) in words.STOPWORDS or last[-1:] in ",:-–‐&"


def _without_numbers(heads: Sequence[str]) -> list[str]:
    """Running heads without their page numbers: a number at an end that is another one on another page."""
    stems = [_NUMBER.sub("", head.strip()[:500]).strip() for head in heads]
    different = {stem: len({head.strip() for head, other in zip(heads, stems, strict=True) if other == stem}) for stem in set(stems)}
    return [stem if different[stem] > 1 and stem else head.strip()[:500] for head, stem in zip(heads, stems, strict=True)]
