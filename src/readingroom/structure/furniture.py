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

from readingroom.document import Dropped, Line, Survey, whole
from readingroom.structure.edge_lines import edge_lines
from readingroom.structure.imprint import LINES, RIGHTS, imprint
from readingroom.structure.layout import ends_sentence
from readingroom.structure.numbers import NUMBER, counts_pages, is_decorated, may_be_day, page_number
from readingroom.structure.page_series import may_be_year, page_series
from readingroom.structure.recurring import recurring
from readingroom.structure.references import begin_of_note
from readingroom.structure.small_series import small_series
from readingroom.survey import REACH, WIDEST, fold, folds, windows

_CONTACT = re.compile(
    r"(?:https?://|www\.)\S|\S@\S+\.\S|\b[\w-]{2,60}\.(?:org|com|net|edu|gov|info|example|[a-z]{2})(?:/\S*|\b)(?<!\.\w)|©|\(c\)|\+\d[\d\s()/-]{6,20}|\d{3,5}[-\s/]\d{4,8}",
    re.IGNORECASE,
)
_LONG = 45  # letters; a line that begins alike for so long is the same
_MOST = 6  # lines of a footer
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
    for at, rule in () if page.paged else recurring(filled):
        page.drop(at, rule, 0.9)
    page.drop_repeated()
    page.drop_numbers()
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
        self.rules: dict[int, tuple[str, float]] = {}  # place in `filled` -> (rule, confidence)
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
        counts: Counter[str] = Counter()
        for start, end in self.pages:
            counts.update({self._repeated(at) for at in self._edges(start, end) if not self._is_number(at)})
        least = max(2, len(self.pages) // 5)
        heads = {text for text, count in counts.items() if count >= least and len(text) <= WIDEST and any(c.isalpha() for c in text)}
        for index, (start, end) in enumerate(self.pages):
            for at in self._edges(start, end):
                text = self._repeated(at)
                if text not in heads:
                    continue
                if index or at >= start + _EDGE or self._again(at, start, end) or text in self.survey.furniture:
                    self.drop(at, "running-heads", 0.95)
        title = fold(" ".join(line.text.strip() for line in self.filled[:8]))
        for start, end in self.pages:
            for at in self.left(max(start, end - _EDGE, 8), end):
                if len(self.fold(at)) > 8 and title.startswith(self.fold(at)) and self.paged:
                    self.drop(at, "running-heads", 0.9)
        first = self.pages[0]
        if first[0] not in self.rules and len(self.fold(first[0])) > 8 and self._again(first[0], *first) and self.gap(first[0] + 1):
            self.drop(first[0], "running-heads", 0.85)
        self._drop_name_above_title(self.left(*first))

    def _drop_name_above_title(self, rest: Sequence[int]) -> None:
        """At the top of a text, apart from what follows, a line that other texts begin with too. If they go on alike, they are copies."""
        known = self.survey.furniture
        if len(rest) < 4 or not self.gap(rest[0] + 1):
            return
        text = self.fold(rest[0])
        if text in known and "#" not in text and f"{text} {self.fold(rest[1])}" not in known:
            self.drop(rest[0], "running-heads", 0.8)

    def _edges(self, start: int, end: int) -> list[int]:
        rows = range(start, end)
        return list(rows) if end - start <= _EDGE else [*rows[: _EDGE // 2], *rows[-_EDGE:]]

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

    def drop_footers(self) -> None:
        """Footers at the end of the text and of its pages: what other texts end with too, wrapped in whatever way."""
        known, filled = self.survey.furniture, self.filled
        for start, end in self.pages:
            rest = self.left(start, end)[-REACH:]
            covered: set[int] = set()
            for first, last, text in windows([filled[at].text for at in rest], [self.fold(at) for at in rest]):
                if text in known and text != "#" and rest[first] > 0 and (" " in text or _CONTACT.search(filled[rest[first]].text)):
                    covered.update(range(first, last))
            for first, last in _runs(covered):
                here = rest[first:last]
                ends = last == len(rest) or self.gap(rest[last]) or page_number(filled[rest[last]].text) is not None
                above = here[0] - 1
                begins = self.gap(here[0]) or self._ends(above) or above in self.rules
                whole_text = next((text for _, length, text in windows([filled[at].text for at in here]) if length == len(here)), "")
                begins = begins or whole_text in known
                contact = any(_CONTACT.search(filled[at].text) for at in here) or whole_text in self.survey.everywhere
                near = filled[here[-1]].page < filled[-1].page or any(at in self.rules for at in (above, here[-1] + 1))
                wide = sum(len(filled[at].text.split()) for at in here) > 3 and filled[here[-1]].text.rstrip()[-1] != ","
                much = len(here) > _MOST or sum(len(filled[at].text) for at in here) > 2 * WIDEST  # copies of one text end alike
                if ends and begins and not much and (contact or (near and wide)):
                    for at in here:
                        self.drop(at, "footers", 0.9)

    def drop_edge_lines(self) -> None:
        """Lines of nothing but names the print repeats, page numbers and rights, in any mixture."""
        for at, rule in edge_lines(self.filled, self.pages, self.left, self.rules, self.survey.furniture) if self.paged else ():
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
            heads = [at for at in range(start, end) if at not in numbers]
            known = all(self.fold(at) in self.survey.furniture or self._is_title(at) for at in heads)
            if any(len(self.filled[at].text.strip()) > 80 for at in heads) or not (numbers or (known and self._beside(start, end))):
                continue
            if not known and not (self._torn(start, end) and self.filled[end].text.lstrip()[:1].islower()):
                continue
            decorated = all(is_decorated(self.filled[at].text) for at in numbers) and "#" in self.survey.furniture
            if self._torn(start, end) or (decorated and numbers):
                for at in numbers:
                    self.drop(at, "page-numbers", 0.9)
                for at in heads:
                    self.drop(at, "running-heads", 0.85)

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
        length, at = len(text), above
        while at > 0 and not self.gap(at) and length < 60:
            at -= 1
            length += len(self.filled[at].text)
        return starts.islower() or length >= 60

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


def _runs(places: set[int]) -> list[tuple[int, int]]:
    """Stretches of neighbours, as (from, to)."""
    starts = sorted(at for at in places if at - 1 not in places)
    ends = sorted(at + 1 for at in places if at + 1 not in places)
    return list(zip(starts, ends, strict=True))
