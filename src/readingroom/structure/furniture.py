"""Running heads, page numbers and footers: what the print repeats and the text does not say.

Three things speak for furniture: its place (the edge of a page or of the text, or in the middle of a sentence), that it repeats (over
pages, or over the texts of the collection; numbers masked, wrapped in any way), and that it counts up. One alone is not enough: a
refrain repeats too, and a chapter may be headed by its number. The only occurrence of what may be the title always stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from readingroom.describe.dates import find_date
from readingroom.document import Dropped, Line, Survey, whole
from readingroom.structure.edge_lines import edge_lines
from readingroom.structure.imprint import LINES, RIGHTS, closing_block, imprint
from readingroom.structure.layout import ends_sentence
from readingroom.structure.numbers import NUMBER, counts_pages, is_decorated, may_be_day, page_number
from readingroom.structure.page_lines import page_lines
from readingroom.structure.page_series import may_be_year, page_series
from readingroom.structure.recurring import recurring
from readingroom.structure.references import begin_of_note
from readingroom.structure.repeated import repeated
from readingroom.structure.small_series import small_series
from readingroom.survey import REACH, WINDOW, fold, folds, windows

_LONG = 45  # letters; a line that begins alike for so long is the same
_NAME = 100  # characters of what may go for no other reason than that other texts have it
_LITTLE = 0.05  # of a text that may
_PROSE = 45  # characters of a line that prose has and verse hardly
_STANZA = 12  # lines
_TITLE = 3  # lines of a title
_FIELD = re.compile(r"[:：](?:\s|$)|[,;，、]$")  # the field of a form, a salutation
_OPEN = ",;:，、："  # what ends a salutation, a closing, a label
_EDGE = 4  # lines from the edge of a page within which its furniture stands


NAMES = frozenset({"running-heads", "page-numbers", "footers"})
"""The rules that furniture is dropped under."""


def furniture(lines: Sequence[Line], survey: Survey, off: frozenset[str] = frozenset()) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """Part the lines of a text into (those that stay, what was dropped, each with its rule and confidence).

    Rules are `NAMES`; what falls under those in `off` stays (ValueError for any other name). Blank lines all stay. A text is never
    dropped whole.
    """
    if unknown := off - NAMES:
        raise ValueError(f"no rule is called {', '.join(sorted(unknown))}")
    filled = [line for line in lines if line.text and not line.text.isspace()]
    if not filled:
        return tuple(lines), ()
    page = _Pages(filled, survey, paged=lines[-1].page > lines[0].page)
    for at, rule in page_lines(filled):
        page.drop(at, rule, 0.95)
    for at, rule in () if page.paged else recurring(filled):
        page.drop(at, rule, 0.9)
    page.drop_repeated()
    page.drop_numbers()
    page.drop_closing()
    page.drop_edge_lines()
    page.drop_imprint()
    page.drop_footers()
    page.drop_numbers()  # those that stood above a footer
    page.drop_interruptions()
    page.drop_series()
    rules = {at: why for at, why in sorted(page.rules.items()) if why[0] not in off} if len(page.rules) < len(filled) else {}
    gone = {filled[at].number for at in rules}
    kept = tuple([line for line in lines if line.number not in gone])
    dropped = tuple(Dropped(pieces=(whole(filled[at]),), rule=rule, confidence=sure) for at, (rule, sure) in rules.items())
    return kept, dropped


class _Pages:
    """The lines of a text that are not blank, by page, and what has been found out about them."""

    def __init__(self, filled: Sequence[Line], survey: Survey, *, paged: bool) -> None:
        self.filled = filled
        self.paged = paged  # whether the text has form feeds
        self.survey = survey
        self.size = sum(len(line.text) for line in filled)
        self.rules: dict[int, tuple[str, float]] = {}  # place in `filled` -> (rule, confidence)
        self.borrowed = 0  # characters of what went for no other reason than that other texts have it
        starts = [0, *(i for i in range(1, len(filled)) if filled[i].page != filled[i - 1].page), len(filled)]
        self.pages = list(pairwise(starts))
        edges = sorted({at for start, end in self.pages for at in (*self._edges(start, end), *range(max(start, end - REACH), end))})
        self.gaps = {
            at for at, (above, line) in enumerate(pairwise(filled), 1) if line.number - above.number > 1 or line.page != above.page
        }
        self.gaps |= {0, len(filled)}
        self.small = frozenset() if paged else small_series([line.text for line in filled])
        self.folded: dict[int, str] = dict(zip(edges, folds([filled[at].text for at in edges]), strict=True))  # all at once: that is faster

    def fold(self, at: int) -> str:
        """The folded text of a line, once."""
        if at not in self.folded:
            self.folded[at] = fold(self.filled[at].text)
        return self.folded[at]

    def _is_number(self, at: int) -> bool:
        """Whether a line is a number and what stands around one; digits are "#" in its folded text."""
        text = self.filled[at].text.strip()
        return "#" in self.fold(at) and bool(NUMBER.fullmatch(text)) and not may_be_day(text)

    def _repeated(self, at: int) -> str:
        """What of a line repeats if it is a running head: all but numbers, and those too if it is a day. Letters have each its own."""
        text = self.filled[at].text.strip()
        return text if may_be_day(text) else self.fold(at)

    def drop(self, at: int, rule: str, confidence: float) -> None:
        if at in self.small:
            return
        self.rules.setdefault(at, (rule, confidence))

    def left(self, start: int, end: int) -> list[int]:
        """What of a stretch is still there."""
        return [at for at in range(start, end) if at not in self.rules]

    def gap(self, at: int) -> bool:
        """Whether blank lines or a page's edge stand before a line; true behind the last one."""
        return at in self.gaps or not 0 < at < len(self.filled)

    def drop_repeated(self) -> None:
        """Running heads: the same line at the edges of several pages; on the first page only where what may be the title stays."""
        edges = [[row for row in self._distances(*page) if not self._is_number(row[0])] for page in self.pages]
        heads = repeated(lambda at: self.filled[at].text, self._repeated, edges) if self.paged else set[int]()
        for index, (start, end) in enumerate(self.pages):
            for at in [at for at, _ in edges[index] if at in heads]:
                if index or at >= start + _EDGE or self._again(at, start, end) or self._repeated(at) in self.survey.furniture:
                    self.drop(at, "running-heads", 0.95)
        title = " ".join(" ".join(line.text.split()) for line in self.filled[:8]).casefold()
        for start, end in self.pages:
            for at in self.left(max(start, end - _EDGE, 8), end):
                text = " ".join(self.filled[at].text.split()).casefold()
                if len(text) > 8 and title.startswith(text) and self.paged:
                    self.drop(at, "running-heads", 0.9)
        first = self.pages[0]
        if first[0] not in self.rules and len(self.fold(first[0])) > 8 and self._again(first[0], *first) and self.gap(first[0] + 1):
            self.drop(first[0], "running-heads", 0.85)
        self._drop_name_above_title(self.left(*first))

    def _drop_name_above_title(self, rest: Sequence[int]) -> None:
        """The name of a paper at the top of a text: other texts begin with it too, and a title of its own stands below it.

        Where texts go on alike, they are copies; where they go on with a day, a salutation or prose, the line is their title.
        """
        known = self.survey.furniture
        if len(rest) < 4 or not self.gap(rest[0] + 1):
            return
        text, below = self.fold(rest[0]), self.filled[rest[1]].text.strip()
        end = next(at for at in rest[1:] if self.gap(at + 1) or at == rest[-1])
        titled = end - rest[1] < _TITLE and len(below) <= _NAME and not _FIELD.search(below) and not find_date(below)
        alike = text in known and f"{text} {self.fold(rest[1])}" in known
        if text in known and "#" not in text and titled and not self._ends(end) and not alike and self._borrow(rest[:1]):
            self.drop(rest[0], "running-heads", 0.8)

    def _borrow(self, places: Sequence[int]) -> bool:
        """Whether lines that nothing but other texts speaks against may go; if so, they are counted.

        They are short, no sentence, no date, and with all that went before for this reason little of the text.
        """
        texts = [self.filled[at].text.strip() for at in places]
        size = sum(map(len, texts))
        if size > _NAME or self.borrowed + size > _LITTLE * self.size or any(text[-1] in _OPEN or ends_sentence(text) for text in texts):
            return False
        if find_date(" ".join(texts)):
            return False
        self.borrowed += size
        return True

    def _edges(self, start: int, end: int) -> list[int]:
        return [at for at, _ in self._distances(start, end)]

    def _distances(self, start: int, end: int) -> list[tuple[int, int]]:
        """The lines at the edges of a page, each with its distance: 0, 1 from the top, -1, -2 from the foot."""
        head = min(end, start + _EDGE // 2)
        return [(at, at - start) for at in range(start, head)] + [(at, at - end) for at in range(max(head, end - _EDGE), end)]

    def _again(self, at: int, start: int, end: int) -> bool:
        """Whether the text of a line at the top of the first page comes again right below it, however it is wrapped there.

        A running head may be cut off at its end.
        """
        text = self.fold(at).replace(" ", "")
        for first in range(at + 1, min(end, at + 1 + _EDGE)):
            below = ""
            for other in range(first, min(end, first + 2 * _EDGE)):
                below += self.fold(other).replace(" ", "")
                if below == text or (len(text) > _LONG and below.startswith(text)):
                    return start <= at
                if len(below) > len(text):
                    break
        return False

    def drop_numbers(self) -> None:
        """Page numbers at the edges of pages: those that count up with the pages, and by themselves those that are set apart."""
        found: list[tuple[int, int, int]] = []  # (page, place, number)
        for index, (start, end) in enumerate(self.pages):
            rest = self.left(start, end)
            for at in dict.fromkeys((*rest[-2:], *rest[:1])):
                if (number := page_number(self.filled[at].text)) is not None:
                    found.append((index, at, number))
        offsets = Counter(number - index for index, _, number in found)
        known = "#" in self.survey.furniture
        if len(found) == 1 and may_be_year(self.filled[found[0][1]].text) and not self._numbers():
            return  # the only number of a text, and where a poem or a letter has its year
        for index, at, number in found:
            rest = self.left(*self.pages[index])
            if at not in (rest[0], rest[-1]) or len(rest) < 2:
                continue
            counts_up = offsets[number - index] > 1
            apart = self.gap(at) and self.gap(at + 1)
            decorated = is_decorated(self.filled[at].text)
            sure = counts_up or counts_pages(self.filled[at].text) or (self.paged and (number == index + 1 or known or apart))
            if sure or (at > 0 and apart and (known or decorated or at == self.left(0, len(self.filled))[-1])):
                self.drop(at, "page-numbers", 0.98 if counts_up else 0.85)

    def drop_closing(self) -> None:
        """The block of contact and licence at the end of a text that another text ends with too, however wrapped."""
        rest = self.left(0, len(self.filled))
        for at in closing_block(self.filled, rest, self.survey, self._begins):
            self.drop(at, "footers", 0.9)

    def drop_footers(self) -> None:
        """Footers at the very end of pages, next to other furniture: what other texts have there too, wrapped in whatever way."""
        known, filled = self.survey.furniture, self.filled
        for start, end in self.pages:
            rest = self.left(start, end)[-WINDOW:]
            for first in range(len(rest)):
                here = rest[first:]
                runs = windows([filled[at].text for at in here], [self.fold(at) for at in here])
                whole_text = next((text for _, length, text in runs if length == len(here)), "")
                beside = filled[here[-1]].page < filled[-1].page or here[-1] + 1 in self.rules or here[0] - 1 in self.rules
                if whole_text in known and " " in whole_text and beside and here[0] > 0 and self._begins(here[0]) and self._borrow(here):
                    for at in here:
                        self.drop(at, "footers", 0.9)
                    break

    def drop_edge_lines(self) -> None:
        """Lines of nothing but names the print repeats, page numbers and rights, in any mixture."""
        if not self.paged:
            return
        for at, rule in edge_lines(self.filled, self.pages, self.left, self.rules, self.survey.furniture, self._borrow):
            self.drop(at, rule, 0.85)

    def drop_imprint(self) -> None:
        """The line of rights under a page, and the contact block under the text."""
        for start, end in self.pages:
            for at in self.left(start, end)[-LINES:]:
                if at > 0 and RIGHTS.match(self.filled[at].text) and self._begins(at):
                    self.drop(at, "footers", 0.85)
        rest = self.left(0, len(self.filled))
        if rest and page_number(self.filled[rest[-1]].text) is not None:
            rest.pop()
        for at in imprint(self.filled, rest, self.survey.furniture, self._begins):
            self.drop(at, "footers", 0.8)

    def _begins(self, at: int) -> bool:
        """Whether something new may begin at a line: apart from what is above, or below the end of a sentence or more furniture."""
        return self.gap(at) or self._ends(at - 1) or at - 1 in self.rules

    def drop_interruptions(self) -> None:
        """Page numbers and running heads in the middle of a text that has lost its form feeds.

        They stand apart, between two halves of a sentence; or the collection knows them.
        """
        for start, end in self._groups():
            if end - start > 2 or start == 0 or end >= len(self.filled):
                continue
            numbers = [at for at in range(start, end) if page_number(self.filled[at].text) is not None]
            if any(self._counts_stanzas(at) for at in numbers):
                continue
            heads = [at for at in range(start, end) if at not in numbers]
            if any(len(self.filled[at].text.strip()) > 80 for at in heads) or not (numbers or self._beside(start, end)):
                continue
            foreign = [at for at in heads if not self._is_title(at)]
            known = all(self.fold(at) in self.survey.furniture for at in foreign)
            if not (known or numbers):
                continue
            if not known and not (self._torn(start, end) and self.filled[end].text.lstrip()[:1].islower()):
                continue
            decorated = all(is_decorated(self.filled[at].text) for at in numbers) and "#" in self.survey.furniture
            torn = self._torn(start, end)
            needed = foreign if known and not (torn and numbers and self.filled[end].text.lstrip()[:1].islower()) else ()
            if (torn or (decorated and numbers)) and (not needed or self._borrow(needed)):
                for at in numbers:
                    self.drop(at, "page-numbers", 0.9)
                for at in heads:
                    self.drop(at, "running-heads", 0.85)

    def _counts_stanzas(self, at: int) -> bool:
        """Whether a number is that of a stanza or a section: with a full stop, or between short lines and near one like it."""
        text = self.filled[at].text.strip()
        if text[-1] == "." and text[0].isdecimal():
            return True
        near = range(max(0, at - _STANZA), min(len(self.filled), at + _STANZA + 1))
        widest = max((len(self.filled[other].text.strip()) for other in near if other != at), default=0)
        if widest >= _PROSE or is_decorated(text):
            return False
        number = page_number(text) or 0
        return any(other != at and page_number(self.filled[other].text) in (number - 1, number + 1) for other in near)

    def drop_series(self) -> None:
        """Page numbers that nothing but the others of their series shows to be some: the first one, or one below the end of a sentence."""
        lone = [(start, self.filled[start].text) for start, end in self._groups() if end - start == 1]
        for at in page_series(lone, self._numbers()):
            self.drop(at, "page-numbers", 0.85)

    def _numbers(self) -> set[int]:
        """The places of the page numbers found so far."""
        return {at for at, (rule, _) in self.rules.items() if rule == "page-numbers"}

    def _is_title(self, at: int) -> bool:
        """Whether a line further down is the text's own first line, or its first lines as one."""
        text = self.fold(at)
        return at > REACH and len(text) > 8 and fold(" ".join(line.text.strip() for line in self.filled[:4])).startswith(text)

    def _groups(self) -> Iterator[tuple[int, int]]:
        """Stretches of lines without a blank one between them."""
        yield from pairwise(sorted(self.gaps))

    def _beside(self, start: int, end: int) -> bool:
        """Whether a group that is nothing but a page number stands next to it: head and number may be set apart from each other."""
        after = page_number(self.filled[end].text) if end < len(self.filled) and self.gap(end + 1) else None
        return after is not None or start - 1 in self.rules

    def _torn(self, start: int, end: int) -> bool:
        """Whether what stands above is left unfinished: no heading, no end of a sentence. Furniture in between is passed over."""
        above, highest = start - 1, start - REACH
        while above >= max(0, highest) and (above in self.rules or (self.gap(above) and self.gap(above + 1) and self._furniture(above))):
            above -= 1
        below, lowest = end, end + REACH
        while below < min(lowest, len(self.filled)) and (below in self.rules or self._furniture(below)):
            below += 1
        if above < 0 or below >= len(self.filled):
            return False
        starts = self.filled[below].text.lstrip()[:1]
        if starts.islower() and self._ends(above):
            above = self._above_notes(above)
        if self._ends(above):
            return False
        text = self.filled[above].text.rstrip()
        length, widest, at = len(text), len(text), above
        while at > 0 and not self.gap(at) and length < 60:
            at -= 1
            length += len(self.filled[at].text)
            widest = max(widest, len(self.filled[at].text))
        return starts.islower() or (length >= 60 and widest >= _PROSE)

    def _ends(self, at: int) -> bool:
        return ends_sentence(self.filled[at].text.rstrip())

    def _above_notes(self, at: int) -> int:
        """The line above the notes that end with this one: a sentence may go on behind them. If there are none, the line itself."""
        first = at
        for above in range(at, max(0, at - 3 * REACH), -1):
            if not self.gap(above):
                continue
            if not begin_of_note(self.filled[above].text):
                break
            first = above - 1
        return first

    def _furniture(self, at: int) -> bool:
        return page_number(self.filled[at].text) is not None or self.fold(at) in self.survey.furniture
