"""The head of a document: title, subtitle, byline and date, and the lines they leave behind.

Lines are told by their shape and their place. First the credits are found (a date alone, a "by", a name between title and date),
because they are what can be recognised for certain; what stands above them is the title. Where nothing is certain the lines stay
in the body, and the title comes from the name of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from readingroom.describe import vocabulary as words
from readingroom.describe.calendars import fold_word
from readingroom.describe.dates import When, find_date, is_rest
from readingroom.describe.languages import language
from readingroom.describe.names import LONGEST_NAME, read_names, split_by
from readingroom.describe.titles import file_title, fold, is_prose, is_title, join_title
from readingroom.document import Dropped, Finding, Line, Survey, whole

REACH = 24
"""Lines with text that a head may have: a title in a narrow column takes one line a word."""
TITLE_LENGTH = 300
"""Characters of a title; what is longer is a paragraph."""
CREDIT_LENGTH = 160
"""Characters of a line of names and dates."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a text says about itself, and its lines in two parts: those that left for the header, and the rest."""

    findings: tuple[Finding, ...]
    dropped: tuple[Dropped, ...]
    rest: tuple[Line, ...]


@dataclass(frozen=True)
class _Row:
    """A line with text near the top: its place among the lines, and how many blank ones stand before it."""

    at: int
    line: Line
    gap: int

    @cached_property
    def text(self) -> str:
        """Its words, without marks of emphasis and headings around them."""
        return self.line.text.replace("**", " ").strip(" \t\u00a0\u3000#*_").strip()


@dataclass(frozen=True, slots=True)
class _Credit:
    """What a line of names and dates says."""

    when: When | None = None
    names: tuple[str, ...] = ()
    marked: bool = False  # a word such as "by" says that names follow
    place: str = ""


def masthead(lines: Sequence[Line], path: str, survey: Survey, dropped: Sequence[Dropped] = ()) -> Masthead:
    """Title, subtitle, authors and date of a text, each with its evidence.

    `lines` are those left once running heads and footers are gone; `dropped` are those, whose running heads confirm a title. All
    lines come back: those of `Masthead.dropped` and `Masthead.rest` are the given ones, in order.
    """
    return _Head(lines, path, survey, dropped).read()


@dataclass
class _Head:
    lines: Sequence[Line]
    path: str
    survey: Survey
    furniture: Sequence[Dropped]
    findings: list[Finding] = field(default_factory=list)
    gone: list[Dropped] = field(default_factory=list)

    @cached_property
    def rows(self) -> list[_Row]:
        rows: list[_Row] = []
        gap = 0
        for at, line in enumerate(self.lines):
            if line.blank:
                gap += 1
                continue
            rows.append(_Row(at, line, gap))
            gap = 0
            if len(rows) == REACH + 8:
                break
        return rows

    @cached_property
    def lang(self) -> str:
        found = language("\n".join(row.text[:400] for row in self.rows))
        return found.value if found else ""

    def date_in(self, text: str) -> When | None:
        return find_date(text, self.survey.day_first, lambda: self.lang)

    def read(self) -> Masthead:
        start = self._opening()
        titles, credits, end = self._split(start)
        self._take_title(titles)
        self._take_credits(credits)
        if not any(finding.field == "title" for finding in self.findings):
            title = file_title(self.path)
            if title:
                self.findings.insert(0, Finding("title", title, "file-name", 0.3, 0, self.path))
        taken = {piece.line.number for block in self.gone for piece in block.pieces}
        rest = tuple(line for line in self.lines if line.number not in taken)
        return Masthead(tuple(self.findings), tuple(sorted(self.gone, key=lambda block: block.pieces[0].line.start)), rest)

    # -- finding the parts

    def _opening(self) -> int:
        return 0

    def _split(self, start: int) -> tuple[list[_Row], list[tuple[_Row, _Credit]], int]:
        """The rows of the title and those of the credits below (or above) it."""
        rows = self.rows
        at = start
        above: list[tuple[_Row, _Credit]] = []
        while at < min(len(rows), 4) and (credit := self._credit(rows[at], first=True)) and (credit.when or credit.marked):
            above.append((rows[at], credit))
            at += 1
        below, first, end = self._credits_below(at)
        if below:
            return rows[at:first], above + below, end
        titles = self._lonely_title(at)
        return titles, above, at + len(titles)

    def _credits_below(self, start: int) -> tuple[list[tuple[_Row, _Credit]], int, int]:
        """The first block of credits that has a title above it: its rows, and where it begins and ends."""
        rows = self.rows
        for at in range(start + 1, min(len(rows), start + REACH)):
            above = rows[start:at]
            if not self._may_be_title(above):
                break
            credit = self._credit(rows[at], first=False)
            if not credit or not (credit.when or credit.marked or self._name_before_date(at)):
                continue
            if credit.when and not credit.names and not credit.when.edtf:
                continue  # a day without its year
            first = at
            if credit.when and not credit.names and at - 1 > start and self._is_name_row(rows[at - 1], rows[at - 2]):
                first = at - 1
            found: list[tuple[_Row, _Credit]] = []
            end = first
            while end < len(rows) and len(found) < 4:
                here = self._credit(rows[end], first=False)
                if not here or not self._adds(found, here):
                    break
                if not (here.when or here.marked) and not self._is_name_row(rows[end], rows[end - 1]):
                    break
                if found and end + 1 < len(rows) and not here.when and not here.marked and not self._stands_apart(end):
                    break
                found.append((rows[end], here))
                end += 1
            if found:
                return found, first, end
        return [], start, start

    def _adds(self, found: Sequence[tuple[_Row, _Credit]], credit: _Credit) -> bool:
        """Whether a credit says something that those before it have not said."""
        has_when = any(other.when for _, other in found)
        has_names = any(other.names for _, other in found)
        return not ((credit.when and has_when) or (credit.names and has_names and not credit.when))

    def _name_before_date(self, at: int) -> bool:
        rows = self.rows
        if at + 1 >= len(rows) or not self._is_name_row(rows[at], rows[at - 1]):
            return False
        after = self._credit(rows[at + 1], first=False)
        return bool(after and after.when and after.when.edtf and not after.names)

    def _is_name_row(self, row: _Row, above: _Row) -> bool:
        """Whether a row is a name alone and not the last words of the title above it."""
        if not read_names(row.text):
            return False
        last = above.text.split()[-1] if above.text.split() else ""
        return bool(row.gap) or (fold_word(last) not in words.STOPWORDS and not last.endswith((",", ":", "-", "–")))

    def _stands_apart(self, at: int) -> bool:
        """Whether a name below a date is no heading: its words are not used in lower case in the text below."""
        row = self.rows[at]
        body = " ".join(other.text for other in self.rows[at + 1 :])
        low = {word for word in re.findall(r"[^\W\d_]++", body[:4000]) if word.islower()}
        parts = [part.casefold() for part in re.findall(r"[^\W\d_]++", row.text) if len(part) > 2]
        return not parts or not row.text[0].isupper() or sum(part in low for part in parts) * 2 < len(parts)

    def _may_be_title(self, rows: Sequence[_Row]) -> bool:
        text = " ".join(row.text for row in rows)
        return len(text) <= TITLE_LENGTH and not is_prose(rows[-1].text) and not any(is_salutation(row.text) for row in rows)

    def _credit(self, row: _Row, *, first: bool) -> _Credit | None:
        """What a line says if it holds names and dates and nothing else."""
        text = row.text
        if not text or len(text) > CREDIT_LENGTH:
            return None
        when = self.date_in(text)
        if not when:
            by, rest = split_by(text)
            names = read_names(rest, marked=bool(by))
            return _Credit(None, names, bool(by)) if names else None
        if not when.edtf:
            return None
        beside = f"{text[: when.start]} | {text[when.end :]}".strip(" |,;·•–—-()[]")
        label = _without_label(beside)
        if is_rest(label):
            return _Credit(when)
        if len(when.edtf) == 4 and not _stands_free(text, when):
            return None
        by, rest = split_by(label)
        names = read_names(rest, marked=bool(by))
        if names and first and not by and text[when.start :].strip() and text[: when.start].rstrip().endswith(","):
            return _Credit(when, (), False, rest)  # "Port Anselm, 3 May 1931" above everything is a place
        if names:
            return _Credit(when, names, bool(by))
        if text[: when.start].rstrip().endswith(",") and not text[when.end :].strip(" .") and _is_place(text[: when.start]):
            return _Credit(when, (), False, text[: when.start].strip(" ,"))
        return None

    # -- taking them

    def _lonely_title(self, start: int) -> list[_Row]:
        """The title of a text without credits: the first block, if it has the shape of one."""
        rows = self.rows
        if start >= len(rows):
            return []
        end = start + 1
        while end < len(rows) and not rows[end].gap and end - start < 5:
            end += 1
        block = rows[start:end]
        more = end < len(rows)
        if (
            more
            and rows[end].gap
            and is_title(join_title([row.text for row in block], self.survey.words))
            and not is_salutation(block[0].text)
        ):
            return block
        for head in self._heads():
            for size in range(1, min(8, len(rows) - start) + 1):
                if fold(" ".join(row.text for row in rows[start : start + size])) == head:
                    return rows[start : start + size]
        if not rows[start + 1 :] or rows[start + 1].gap or is_salutation(rows[start].text):
            return []
        width = max(len(row.text) for row in rows[start + 1 : start + 12])
        text = rows[start].text
        if len(text) < 0.7 * width and is_title(text) and fold_word(text.split()[-1]) not in words.STOPWORDS and text[-1] != ",":
            return [rows[start]]
        return []

    def _heads(self) -> list[str]:
        """The running heads of this text, folded, without the page number."""
        texts = {" ".join(piece.text for piece in block.pieces) for block in self.furniture if "head" in block.rule}
        return sorted({fold(re.sub(r"^\d+\s+|\s+\d+$", "", text.strip())) for text in texts} - {""})

    def _take_title(self, rows: Sequence[_Row]) -> None:
        if not rows:
            return
        blocks: list[list[_Row]] = []
        for row in rows:
            if not blocks or row.gap:
                blocks.append([])
            blocks[-1].append(row)
        if len(blocks) > 1:
            first = fold(" ".join(row.text for row in blocks[0]))
            others = fold(" ".join(row.text for row in rows if row not in blocks[0]))
            if first and (others.startswith(first) or first.startswith(others)):
                self._drop(blocks[0], "running-head", 0.9)
                blocks = blocks[1:]
        taken = [row for block in blocks for row in block]
        scrambled = self._by_running_head(taken)
        if scrambled:
            self.findings.append(
                Finding("title", scrambled, "running-head", 0.9, taken[0].line.number, " / ".join(row.text for row in taken))
            )
            self._drop(taken, "title", 0.9)
            return
        title_rows, sub_rows = taken, []
        if len(blocks) == 2 and len(blocks[0]) <= 4 and all(len(row.text.split()) > 1 for block in blocks for row in block):
            title_rows, sub_rows = blocks
        title = join_title([row.text for row in title_rows], self.survey.words)
        self.findings.append(Finding("title", title, "title-line", 0.95, title_rows[0].line.number, title))
        self._drop(title_rows, "title", 0.95)
        if sub_rows:
            subtitle = join_title([row.text for row in sub_rows], self.survey.words)
            self.findings.append(Finding("subtitle", subtitle, "subtitle-line", 0.7, sub_rows[0].line.number, subtitle))
            self._drop(sub_rows, "subtitle", 0.7)

    def _by_running_head(self, rows: Sequence[_Row]) -> str:
        """The running head that has the very words of the title in another order or other capitals; "" if none has."""
        mine = fold(" ".join(row.text for row in rows))
        for block in self.furniture:
            if "head" not in block.rule:
                continue
            text = re.sub(r"^\d+\s+|\s+\d+$", "", " ".join(piece.text for piece in block.pieces).strip())
            head = fold(text)
            if head != mine and sorted(head.split()) == sorted(mine.split()):
                return text
        return ""

    def _take_credits(self, credits: Sequence[tuple[_Row, _Credit]]) -> None:
        for row, credit in credits:
            evidence, number = row.text, row.line.number
            if credit.names:
                sure = 0.97 if credit.marked else 0.9 if credit.when else 0.85
                self.findings.append(Finding("authors", "; ".join(credit.names), "byline", sure, number, evidence))
            if credit.place:
                self.findings.append(Finding("place", credit.place, "dateline", 0.7, number, evidence))
            if credit.when:
                name = "date" if credit.when.whole else "issued"
                self.findings.append(Finding(name, credit.when.edtf, "date-line", credit.when.confidence, number, evidence))  # type: ignore[arg-type]
            if not credit.place:
                self._drop([row], "byline" if credit.names else "date", 0.9)

    def _drop(self, rows: Sequence[_Row], rule: str, confidence: float) -> None:
        self.gone.append(Dropped(pieces=tuple(whole(row.line) for row in rows), rule=rule, confidence=confidence))


def is_salutation(text: str) -> bool:
    """Whether a line greets somebody: "Dear Mary," "Lieber Bruder!"."""
    if len(text) > 80 or not text.rstrip().endswith((",", "!", ":", "，", "،", "：", ".", "—")):
        return False
    folded = text.casefold()
    return any(folded.startswith(phrase) and not folded[len(phrase) : len(phrase) + 1].isalpha() for phrase in _SALUTATIONS)


_SALUTATIONS = words.phrases(words.SALUTATIONS)


def _without_label(text: str) -> str:
    """What is left of "Published on: ..." without the words that say what it is."""
    parts = text.split()
    at = 0
    while at < len(parts) and at < 3 and fold_word(parts[at].rstrip(":：")) in words.POSTED:
        at += 1
    return " ".join(parts[at:]) if at else text


def _stands_free(text: str, when: When) -> bool:
    """Whether a mark, not only a space, parts a year from what stands beside it: "Ada Quill, 1931"."""
    before, after = text[: when.start].rstrip(), text[when.end :].lstrip()
    return (not before or before[-1] in ",|·•–—-(:") and (not after or after[0] in ",|·•–—-):")


def _is_place(text: str) -> bool:
    parts = text.strip(" ,").split()
    return (
        0 < len(parts) <= 4 and len(text) <= LONGEST_NAME and all(part[0].isupper() or fold_word(part) in words.PARTICLES for part in parts)
    )
