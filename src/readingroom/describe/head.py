"""The head of a document: title, subtitle, byline and date, and the lines they leave behind.

Lines are told by their shape and their place. First the credits are found (a date alone, a "by", a name between title and date),
because they can be recognised for certain; what stands above them is the title. Where nothing is certain the lines stay in the
body, and the title comes from the name of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from readingroom.describe import vocabulary as words
from readingroom.describe.authors import read_names
from readingroom.describe.calendars import fold_word
from readingroom.describe.credits import Credit, is_place, read_credit, read_place
from readingroom.describe.dates import is_rest
from readingroom.describe.file_names import read_file_date
from readingroom.describe.labels import read_labels
from readingroom.describe.letters import find_salutation, read_end_date, read_end_names, read_signature
from readingroom.describe.mail import read_mail_date, without_addresses
from readingroom.describe.notices import read_notice
from readingroom.describe.overlines import is_overline
from readingroom.describe.papers import is_page, is_paper_name, is_titled_paper
from readingroom.describe.rows import Row, Rows
from readingroom.describe.runs import Run, close_text, credits_above, credits_at, credits_below, eastern_author, headline, names_below
from readingroom.describe.title_pages import read_title_page, title_of
from readingroom.describe.title_rows import lonely_title, lost_title, notice_above, parts, running_head_title, title_below
from readingroom.describe.titles import file_title, fold, is_eastern, is_kicker, is_prose, is_title, join_title, sets_no_space
from readingroom.document import Dropped, FieldName, Finding, Line, Piece, Survey, whole

_WIDE_GAP = re.compile(r"\s{4,}+")
LEAST_DOUBLE = 2
"""Rows with two columns that a head in columns has."""
_GAP = re.compile(r"\s{2,}+")
LONGEST_COLUMN = 60
"""Characters of a column that names the author or the day of a text which is the last one."""
_REPORT = re.compile(
    r"([^\W\d_][^,;.:!?\d]{1,30}),\s(?:den |le |el )?([^,;:!?()]{4,24}?)\.?\s?(?:\(([^()\d]{2,30})\)\s?)?[-–—]{1,2}\s(?=\S)"
)
"""Place, day and dash, with which agencies and old newspapers begin a report."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a text says about itself, and its lines in two parts: those that left for the header, and the rest."""

    findings: tuple[Finding, ...]
    dropped: tuple[Dropped, ...]
    rest: tuple[Line, ...]


def masthead(lines: Sequence[Line], path: str, survey: Survey, dropped: Sequence[Dropped] = (), notice: Sequence[str] = ()) -> Masthead:
    """Title, subtitle, authors, date and place of a text, each with its evidence.

    `lines` are those left once running heads and footers are gone; `dropped` are the others: a running head confirms a title.
    `notice` are the lines in which an electronic edition says what it is of. No line is lost: the lines of `Masthead.dropped` and of
    `Masthead.rest` together are the given ones, each in order.
    """
    head = _Head(lines, survey, dropped, path)
    head.edited = bool(notice)
    for name, value, evidence in read_notice(notice):
        head.find(name, value, "edition", 0.95, 0, evidence)
    lines = head.take_columns(lines)
    head.read()
    if not head.has("title") and (title := file_title(path)):
        head.find("title", title, "file-name", 0.3, 0, path)
    taken = {piece.line.start for block in head.gone for piece in block.pieces}
    rest = tuple([line for line in lines if line.start not in taken or line.blank])
    return Masthead(tuple(head.findings), tuple(sorted(head.gone, key=lambda block: block.pieces[0].line.start)), rest)


class _Head:
    """What has been found and taken so far."""

    def __init__(self, lines: Sequence[Line], survey: Survey, furniture: Sequence[Dropped], path: str) -> None:
        self.lines = lines
        self.rows = Rows(lines, survey, furniture, path)
        self.path = path
        self.findings: list[Finding] = []
        self.gone: list[Dropped] = []
        self.edited = False  # whether it is an electronic edition with a notice

    def read(self) -> None:
        """Find all there is."""
        start = self._take_labels()
        while start < len(self.rows) and not any(sign.isalnum() for sign in self.rows[start].text):
            start += 1  # an ornament
        over = start
        while start < len(self.rows) and (
            is_overline(self.rows, start)
            or is_paper_name(self.rows, start)
            or is_titled_paper(self.rows, start)
            or (start > over and is_page(self.rows[start].text))
        ):
            self._drop([self.rows[start]], "running-heads", 0.9)
            start += 1
        start += self._take_double_head(start)
        greeting = find_salutation(self.rows.all[start:])
        if greeting >= 0:
            self._take_letter(start, start + greeting)
        else:
            self._take_article(start)
        if not self._dated:
            self._take_event(start)
        self._take_report_line()
        self._take_ending(letter=greeting >= 0)
        if not self._dated and (when := read_file_date(self.path, self.rows.find_date, self.rows.text)):
            self._find_when(0, self.path, Credit(when), "file-name", 1.0)

    def _take_double_head(self, start: int) -> int:
        """Authors and month from the right column of a head in two columns, as technical memos have it; how many rows it takes."""
        at = start
        names: list[str] = []
        right: list[tuple[Row, str]] = []
        while at < len(self.rows) and (at == start or not self.rows[at].gap):
            cells = _WIDE_GAP.split(self.rows[at].line.text.strip())
            right += [(self.rows[at], cells[-1])] if len(cells) == 2 else []
            at += 1
        if len(right) < LEAST_DOUBLE or len(right) * 2 <= at - start or at >= len(self.rows):
            return 0
        dates = [
            (row, cell, when) for row, cell in right if (when := self.rows.find_date(cell)) and when.edtf and is_rest(cell[: when.start])
        ]
        names = [name for _, cell in right for name in read_names(cell)]
        if not dates:
            return 0
        if names and not self.has("authors"):
            self.find("authors", "; ".join(names), "head-in-columns", 0.85, right[0][0].line.number, "; ".join(names))
        row, cell, when = dates[-1]
        if not self._dated:
            self._find_when(row.line.number, cell, Credit(when), "head-in-columns", 0.9)
        return at - start

    def take_columns(self, lines: Sequence[Line]) -> Sequence[Line]:
        """A text that is one line with its author and its day before it, parted by tabs: the lines of the text that is left."""
        row = self.rows[0] if len(self.rows) == 1 else None
        parts = _GAP.split(row.line.text, 3) if row and "  " in row.line.text else []
        size = next((at for at, part in enumerate(parts) if len(part) > LONGEST_COLUMN), 0)
        if row is None or size < 2:
            return lines
        found = False
        for part in map(str.strip, parts[:size]):
            when = self.rows.find_date(part)
            if when and when.edtf and part and not self._dated and is_rest(part[: when.start] + part[when.end :]):
                self._find_when(row.line.number, part, Credit(when), "column", 0.95)
            elif not self.has("authors") and (names := read_names(part, marked=True)):
                self.find("authors", "; ".join(names), "column", 0.85, row.line.number, part)
            elif not self.has("title") and is_title(part):
                self.find("title", part, "column", 0.8, row.line.number, part)
            else:
                continue
            found = True
        if not found:
            return lines
        start = row.line.text.index(parts[size], sum(map(len, parts[:size])))
        place = row.line.at(start)
        self.gone.append(Dropped(pieces=(Piece(row.line, 0, len(row.line.text[:start].rstrip())),), rule="columns", confidence=0.9))
        rest = row.line._replace(
            text=row.line.text[start:], start=place, edits=tuple(edit for edit in row.line.edits if edit.start >= place)
        )
        return [rest if line.start == row.line.start else line for line in lines]

    def _take_article(self, start: int) -> None:
        """Title, credits, text."""
        if self._take_title_page(start):
            return
        start += notice_above(self.rows, start)
        lost = lost_title(self.rows, start)
        below = credits_at(self.rows, start) if lost else []
        if any(credit.certain for _, credit in below) and not title_below(self.rows, start + len(below)):
            self.find("title", lost, "running-head", 0.85, 0, lost)
            self._take_credits(below)
            return
        above = credits_above(self.rows, start)
        at = start + len(above)
        below, first = credits_below(self.rows, at)
        if not below and (first := eastern_author(self.rows, at, edited=self.edited)):
            below = [(self.rows[first], Credit(None, read_names(self.rows[first].text)))]
        closing: Run = []
        if close_text(self.rows, at, first, below):
            closing, below = below, []
        if not below:
            below, first = names_below(self.rows, at, dated=bool(above))
        if not below:
            known = max(lonely_title(self.rows, at), title_below(self.rows, at) if above else 0)
            first = at + (known or (headline(self.rows, at) if above else 0))
        news = any(credit.by and not credit.names and not credit.when for _, credit in below)
        self._take_title(self.rows.all[at:first], credited=bool(above or below), news=news)
        self._take_credits(above + below)
        self._note_closing(closing)
        if not below and not self.has("authors") and self.has("title"):
            self._take_name_alone(first)

    def _take_title_page(self, start: int) -> bool:
        """The title page of a book; whether there is one."""
        page = read_title_page(self.rows, start)
        if page is None:
            return False
        if not self.has("title"):
            self.find("title", title_of(page), "title-page", 0.85, page.title[0].line.number, " / ".join(row.text for row in page.title))
            self._drop(page.title, "title", 0.85)
        if not self.has("authors"):
            self.find("authors", "; ".join(page.authors), "title-page", 0.85, page.title[0].line.number, "; ".join(page.authors))
        self._drop(page.author, "byline", 0.85)
        if not self._dated:
            self.find("issued", page.year, "imprint", 0.8, page.imprint.line.number, page.imprint.text)
        return True

    def _take_letter(self, start: int, greeting: int) -> None:
        """Perhaps a title and credits, an address, place and date, "Dear ..."."""
        rows = self.rows.all[start:greeting]
        signed = read_signature(self.lines, letter=True)
        signers = {fold_word(part) for name in signed[0] for part in name.split()} if signed else set()
        below, first = credits_below(self.rows, start, greeting)
        named = [credit for _, credit in below if credit.names]
        article = any(credit.names and credit.when and credit.when.whole and not credit.place for _, credit in below)
        if article or any(credit.by or {fold_word(part) for name in credit.names for part in name.split()} & signers for credit in named):
            self._take_title(self.rows.all[start:first], credited=True)
            self._take_credits(below)
            return
        dated = [
            (row, credit)
            for row in rows
            if (credit := read_place(row.text, self.rows.find_date) or read_credit(row.text, self.rows.find_date)) and credit.when
        ]
        size = next((at for at, row in enumerate(rows) if at and row.gap), len(rows))
        block = rows[:size]
        above, title, subtitle = parts(self.rows, block)
        if block and not subtitle and not above and not any(row in block for row, _ in dated) and _may_head_letter(title):
            self._take_title(title, credited=False)
        for row, credit in dated:
            if not self._dated:
                self._find_when(row.line.number, row.text, credit, "dateline", 0.95)

    def _take_event(self, start: int) -> None:
        """The date of minutes, a speech, a letter, where a line of the head ends with it: "held on 3 May 1931"."""
        for at in range(start, min(len(self.rows), start + 5)):
            row = self.rows[at]
            if is_prose(row.text) or len(row.text) > 120:
                return
            near = f"{self.rows[at - 1].text} {row.text}" if at > start and not row.gap else row.text
            when = self.rows.find_date(row.text)
            ends = when and when.whole and not row.text[when.end :].strip(" .)")
            if when and ends and any(fold_word(word) in words.EVENTS for word in re.findall(r"[^\W\d_]++", near)):
                self._find_when(row.line.number, row.text, Credit(when), "date-in-title", 0.75)
                return

    def _take_report_line(self) -> None:
        """Place and day in front of a report ("OSTREL, 2 February - The ..."), where the head states the year."""
        taken = {piece.line.start for block in self.gone for piece in block.pieces}
        row = next((row for row in self.rows.all if row.line.start not in taken and not row.gone), None)
        match = _REPORT.match(row.text) if row else None
        if not row or not match or not (match[1].isupper() or (" " in match[1] and is_place(match[1], self.rows.body))):
            return
        whole_day = self.rows.find_date(match[2])
        if not self._dated and whole_day and whole_day.whole:
            self.find("date", whole_day.edtf, "dateline", 0.85, row.line.number, match[0])
        if match[3] and not self.has("authors") and match[3][0].isupper():
            self.find("authors", match[3], "dateline", 0.6, row.line.number, match[0])
        year = next((finding for finding in self.findings if finding.field == "issued" and finding.value[:4].isdecimal()), None)
        when = self.rows.find_date(f"{match[2]} {year.value[:4]}") if year and len(year.value) < 8 else None
        if year and when and when.whole and when.edtf.startswith(year.value):
            self.findings.remove(year)
            self.find("date", when.edtf, "dateline", 0.85, row.line.number, f"{year.evidence} / {match[0]}")
        if not self.has("place") and (whole_day or self.rows.find_date(f"{match[2]} 2000")):
            self.find("place", match[1].title() if match[1].isupper() else match[1], "dateline", 0.8, row.line.number, match[0])

    def _take_ending(self, *, letter: bool) -> None:
        if not self.has("authors") and (signed := read_signature(self.lines, letter=letter)):
            names, line, sure = signed
            self.find("authors", "; ".join(names), "signature", sure, line.number, line.text.strip())
        if self._dated and self.has("title") and not letter and not self.has("authors") and (ending := read_end_names(self.lines)):
            names, line, sure = ending
            if not any(self.rows.is_heading(name) or is_place(name, self.rows.body) for name in names if name.isascii()):
                self.find("authors", "; ".join(names), "signature", sure, line.number, line.text.strip())
        if not self._dated and not self.edited and (dated := read_end_date(self.lines, self.rows.find_date)):
            credit, line = dated
            if all(line is not row.line for row in self.rows.all[:3]):
                self._find_when(line.number, line.text.strip(), credit, "date-at-end", 0.7)

    def _take_labels(self) -> int:
        """The fields of lines that say what they are; how many rows they took."""
        labels, letter = read_labels(row.text for row in self.rows.all)
        for label in labels:
            row = self.rows[label.at]
            if label.field == "other" or self.has(label.field):
                continue
            if label.field == "title":
                self.find("title", label.value, "label", 0.95, row.line.number, row.text)
            elif label.field == "authors":
                named = without_addresses(label.value)
                if not named:
                    continue
                credit = read_credit("by " + named, self.rows.find_date)
                value = "; ".join(credit.names) if credit and credit.names else named
                self.find("authors", value, "label", 0.9, row.line.number, row.text)
            elif (when := read_mail_date(label.value) or self.rows.find_date(label.value)) and when.edtf:
                self._find_when(row.line.number, row.text, Credit(when), "label", 1.0)
            else:
                continue
            if not letter:
                self._drop([row], {"title": "title", "authors": "byline", "date": "date"}[label.field], 0.95)
        return len(labels)

    def _take_title(self, rows: Sequence[Row], *, credited: bool, news: bool = False) -> None:
        above, title, subtitle = parts(self.rows, rows, news=news)
        tight = is_eastern("".join(row.text for row in title)) and sets_no_space(self.rows.body)
        text = join_title([row.text for row in title], self.rows.survey.words, tight=tight)
        if text and any(finding.field == "title" and fold(finding.value) == fold(text) for finding in self.findings):
            self._drop(title, "title", 0.9)  # the title page of a book whose title an edition or a label states
        if not text or self.has("title"):
            return
        kicker = [row for row in above if is_kicker(row.text) or (news and row.text.isupper())]
        self._drop([row for row in above if row not in kicker], "running-heads", 0.9)
        if kicker and len(above) < 3:
            self.find("kicker", join_title([row.text for row in kicker]), "kicker", 0.8, kicker[0].line.number, kicker[0].text)
            self._drop(kicker, "kicker", 0.8)
        sure, rule = 0.95 if credited else 0.85, "title-line"
        if head := running_head_title(self.rows, text):
            text, rule, sure = head, "running-head", 0.85
        self.find("title", text, rule, sure, title[0].line.number, " / ".join(row.text for row in title))
        self._drop(title, "title", sure)
        if below := join_title([row.text for row in subtitle], self.rows.survey.words):
            self.find("subtitle", below, "subtitle-line", 0.7, subtitle[0].line.number, below)
            self._drop(subtitle, "subtitle", 0.7)

    def _take_credits(self, found: Run) -> None:
        titled = self.has("title")
        for row, credit in found:
            names, place = credit.names, ""
            if credit.place and (not names or not titled or is_place(credit.place, self.rows.body)):
                names, place = (), credit.place
            if names and not self.has("authors"):
                sure = 0.97 if credit.by else 0.93 if credit.when or any(other.when for _, other in found) else 0.65
                self.find("authors", "; ".join(names), "byline", sure, row.line.number, row.text)
            if credit.when and not self._dated:
                rule = "dateline" if place and (not titled or is_place(place, self.rows.body)) else "date-line"
                self._find_when(row.line.number, row.text, credit, rule, 1.0)
            if not place:
                self._drop([row], "byline" if names or not credit.when else "date", 0.9)

    def _note_closing(self, found: Run) -> None:
        """Who wrote a text and when, by the lines that end it, which stay.

        What stands before a day and a comma may be a name or a place; before a year, it is more often a name.
        """
        for row, credit in found:
            place = credit.place if credit.place and is_place(credit.place, self.rows.body) else ""
            doubt = credit.place and (place or (credit.when and credit.when.whole))
            if credit.names and not doubt and not self.has("authors"):
                self.find("authors", "; ".join(credit.names), "signature", 0.65, row.line.number, row.text)
            if credit.when and not self._dated:
                self._find_when(row.line.number, row.text, replace(credit, place=place), "date-at-end", 0.7)

    def _take_name_alone(self, at: int) -> None:
        """A name in a block of its own between title and text, in a document without other credits."""
        rows = self.rows
        if not 0 < at < len(rows) - 1 or not rows[at].gap or not rows[at + 1].gap or not rows.is_name(at):
            return
        credit = read_credit(rows[at].text, rows.find_date)
        if not credit or (not rows[at].text[0].isupper() and len(credit.names) < 2):
            return  # without capitals one name looks like a heading
        if not rows[at].text.isupper() and rows[at].text[-1] not in ".:" and not is_place(rows[at].text, rows.body):
            self._take_credits([(rows[at], credit)])

    @property
    def _dated(self) -> bool:
        return self.has("date") or self.has("issued")

    def _find_when(self, line: int, evidence: str, credit: Credit, rule: str, sure: float) -> None:
        if credit.when and credit.when.edtf:
            field: FieldName = "date" if credit.when.whole else "issued"
            self.find(field, credit.when.edtf, rule, round(credit.when.confidence * sure, 2), line, evidence)
            if credit.place and rule in ("dateline", "date-at-end") and not self.has("place"):
                self.find("place", credit.place, "dateline", 0.6, line, evidence)

    def has(self, name: str) -> bool:
        """Whether a field has been found."""
        return any(finding.field == name for finding in self.findings)

    def find(self, name: FieldName, value: str, rule: str, sure: float, line: int, evidence: str) -> None:
        """Note a field with its evidence."""
        self.findings.append(Finding(name, value, rule, sure, line, evidence))

    def _drop(self, rows: Sequence[Row], rule: str, confidence: float) -> None:
        pieces = tuple(whole(row.line) for row in rows if not row.gone)
        if pieces:
            self.gone.append(Dropped(pieces=pieces, rule=rule, confidence=confidence))


def _may_head_letter(rows: Sequence[Row]) -> bool:
    """Whether a block over a letter is its title and no letterhead or address: not set to the right, no house number, no firm."""
    title = join_title([row.text for row in rows])
    parted = re.findall(r"[^\W_]++", title)
    return (
        is_title(title)
        and rows[0].line.indent < 20
        and not any(part.isdigit() or fold_word(part) in words.INSTITUTIONS for part in parted)
        and len(rows) <= 2
    )
