"""A short line above a paragraph."""

from __future__ import annotations

import re

from readingroom.document import Heading
from readingroom.publication import is_publication
from readingroom.structure.layout import Layout, Row, spoken
from readingroom.structure.rulers import COLUMNS
from readingroom.structure.rules.candidate import Candidate
from readingroom.structure.rules.flow import LOOSE, begins_text, full, run
from readingroom.structure.rules.tables import table
from readingroom.structure.rules.verse import verse

_MOST = 4  # lines; in a narrow column a heading takes so many
_LONGEST = 160  # characters
_PARAGRAPH = 60  # characters; less is hardly more than a sentence
_ALONE = 90  # characters of a heading where lines are not wrapped
_CENTRED = 8  # columns from the margin; what stands so far in, above text at the margin, is centred
_OPENING = "¿¡\"'“‘«„["
_NO_HEADING = re.compile(r"(?:\S+@\S+|(?:https?://|www\.)\S+|\W*\d[\d\W]*+|\[[^\]]*+\]|\*\*.*|__.*|@.*)$")
_ENDS = re.compile(r"(?:[.,;:。，、；：،؛…—–]|--)[\"'”’»)]*$|[!?][\"'”’»]$|(?:です|ます|ました|でした|ません)$|^[\"“«„].*[\"”»“]$")
"""What ends no heading. Japanese sentences end with certain forms of their verb, with a stop or without."""
_SENTENCES = re.compile(r"[.!?。！？؟][\"'”’»)]*+\s+\S")
_LETTER = re.compile(r"\w")
_STOPPED = re.compile(r"[^\W\d_]{4}[.。]\s++[^\W\d_]|。.")
"""A sentence that ends inside: after a word too long for an abbreviation."""
_GAPS = re.compile(r"[!-~\u00a1-\u2fff] {3,}[!-~\u00a1-\u2fff]")
"""Columns of words."""
_BRACKET = re.compile(r"[()\[\]「」『』（）«»„“”]")
_PAIRS = (("(", ")"), ("[", "]"), ("「", "」"), ("『", "』"), ("（", "）"), ("«", "»"))
_NUMERAL = re.compile(r"[IVXLC]{1,6}\.?$")
_UNDERLINE = re.compile(r"([=\-~_*^])\1{3,}$")
_DATED = re.compile(r"[^!?]{0,32}\b(?:1\d|20)\d\d\W{0,3}$")
"""A line that ends with a year: the last one of all may be the date of the text, and what stands above it a signature."""
_CASELESS = 0.5  # of the measure; a heading in a script without capitals right above its text is no wider
_SHORT = 0.75  # of the measure
_FULL = 0.6  # of the measure
_ALL = 3  # numbered lines
_ROOM = 0.25  # of the measure, behind a heading; a line that ends so early was ended on purpose
_SECTION = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4}\.?|§+\s?\d+[a-z]?\.?)\s+\S")


def heading(layout: Layout, at: int) -> Candidate | None:
    """One to four short lines that end no sentence, apart from what stands above, with text below them."""
    rows = layout.rows
    row = rows[at]
    if _underlined(layout, at):
        if "tables" not in layout.off and table(layout, at):
            return None  # the names of its columns
        level = 2 if rows[at + 1].text[0] == "=" or not layout.doubles else 3
        return _candidate(layout, at, at + 1, 0.95, "underlined", level)._replace(next=at + 2)
    if row.mark:
        return _numbered(layout, at)
    if layout.speakers and spoken(row.text) in layout.speakers:
        return None
    if layout.cues and (at in layout.cues or at - 1 in layout.cues):
        return None  # the name of a speaker, or what he says
    if at in layout.counted:
        return _counted(layout, at)
    if row.low or not (row.text[0].isalnum() or row.text[0] in _OPENING) or not _narrow(layout, row):
        return None
    end = _end(layout, at)
    if end >= len(rows):
        return None
    last, below = rows[end - 1], rows[end]
    length = sum(len(r.text) for r in rows[at:end])
    if below.low or not _LETTER.search(below.text):
        return None
    if length > _LONGEST or _ENDS.search(last.text) or _NO_HEADING.match(row.text):
        return None
    if row.text[0] == "[" and last.text[-1] == "]":
        return None  # a note of the editor
    if not row.text.isupper() and end - at == 1 and (verse(layout, end) if row.gap <= below.gap else _among_short(layout, at)):
        return None  # a verse that stands by itself, or the first of several
    if layout.binds(last.text) and (last.text.isupper() or not last.text.rsplit(None, 1)[-1][0].isupper()):
        return None
    text = " ".join(r.text for r in rows[at:end])
    if (
        "://" in text
        or (_GAPS.search(text) and not _SECTION.match(text))
        or _unbalanced(text)
        or _STOPPED.search(text)
        or any(is_publication(r.text) for r in rows[at:end])
    ):
        return None
    if end + 1 == len(rows) and _DATED.match(below.text):
        return None
    apart_above = row.gap > layout.lead or at == 0
    apart_below = below.gap > layout.lead
    announced = at > 0 and rows[at - 1].text[-1] in ":：" and row.gap <= layout.lead + 1 and row.indent > rows[at - 1].indent
    if announced or (not apart_above and rows[at - 1].text[-1] in ":：,;，；、"):
        return None  # what the line above announces, or goes on with
    if not apart_below and layout.measure and not below.mark and layout.room(end) <= 0 and last.width > _FULL * layout.measure:
        return None  # the line ends where the next word had no room: the first line of a paragraph does that more often
    asks = last.text[-1] in "?!？！؟"
    if asks and (
        _SENTENCES.search(text) or (length > 80 and not row.text.isupper()) or not (row.text.isupper() or _asked(layout, at, end))
    ):
        return None
    centred = apart_above and row.indent >= _CENTRED and below.indent * 4 <= row.indent
    if not apart_below and not (
        centred
        or full(layout, end)
        or (begins_text(layout, end) and layout.room(end) > _ROOM * layout.measure)
        or below.mark
        or (below.closed and below.width > row.width)
        or _another(layout, end)
        or (apart_above and _begins_paragraph(layout, end))
    ):
        return None  # nothing says that what follows is a paragraph of its own
    caseless = row.text[0].isalpha() and not row.tight and row.text[0].upper() == row.text[0].lower()
    if caseless and not apart_below and layout.measure and row.width > _CASELESS * layout.measure:
        return None  # without capitals, the first line of a paragraph looks like that
    if not layout.measure and not apart_below and not below.mark and len(last.text) > _FULL * len(below.text):
        return None  # two lines of a text too short to be measured
    if layout.measure and layout.gapped and not apart_below and row.width > 0.6 * layout.measure and end - at == 1:
        return None  # where paragraphs stand apart, a long line with the next one right below it is the first line of one
    if apart_below and not apart_above and not begins_text(layout, end):
        return None
    if apart_above and apart_below and end - at == 1 and _in_series(layout, at):
        return None
    named = (
        apart_above
        and apart_below
        and not asks
        and ((at > 0 and _over_heading(layout, end)) or (text.isupper() and not _NUMERAL.match(text)))
    )
    if not layout.measure and len(below.text) < 60 and not below.mark and not named:
        return None  # short lines below each other; a numeral over them is that of a stanza
    sure = 0.62 + 0.1 * apart_above + 0.05 * apart_below - 0.05 * asks + 0.1 * row.text.isupper()
    return _candidate(layout, at, end, sure, "short line above a paragraph")


def _among_short(layout: Layout, at: int) -> bool:
    """Whether a row begins a group of lines of which none is nearly full: a stanza, an address."""
    rows = layout.rows
    end = at + 1
    while end < len(rows) and rows[end].gap <= layout.lead and end - at < _MOST:
        if not layout.measure or rows[end].mark or rows[end].width > _SHORT * layout.measure:
            return False
        end += 1
    return end - at > 2


def _asked(layout: Layout, at: int, end: int) -> bool:
    """Whether a question may be a heading: it stands over a long paragraph and below another one, or below a heading.

    Among short sentences, of a story or a speech, it is one of them; among speakers it is what one of them says.
    """
    rows = layout.rows
    if layout.speakers or layout.cues or layout.signs.speeches:
        return False
    if rows[at].gap <= layout.lead and rows[end].gap <= layout.lead and not layout.measure:
        return False
    below = sum(row.size for row in rows[end : min(run(layout, end), end + 3)])
    first = at - 1
    while first > 0 and rows[first].gap <= layout.lead and at - first < 3:
        first -= 1
    above = sum(row.size for row in rows[max(0, first) : at])
    if rows[at].tight and (rows[at].gap > layout.lead or layout.measure):
        return True  # what is said there stands in brackets of its own
    long = below >= _PARAGRAPH or rows[end].mark or not rows[end].closed
    return bool(long and (at == 0 or above >= _PARAGRAPH or not rows[at - 1].closed or any(row.mark for row in rows[max(0, first) : at])))


def _underlined(layout: Layout, at: int) -> bool:
    """Whether the line below is a rule about as long as this one, and nothing is above: typewriters and Markdown mark headings so."""
    rows = layout.rows
    if at + 1 >= len(rows) or rows[at + 1].gap or (at and rows[at].gap <= layout.lead and not rows[at].torn):
        return False
    text, below = rows[at].text, rows[at + 1].text
    if not _UNDERLINE.match(below) or len(text) > _LONGEST or _UNDERLINE.match(text):
        return False
    # A wide character is as wide as two dashes, to those who count columns.
    return 0.6 * len(text) <= len(below) <= 1.4 * COLUMNS.width(text) + 3


def _unbalanced(text: str) -> bool:
    """Whether a bracket or a quotation is opened and not closed, or the other way round: a piece of a sentence."""
    if not _BRACKET.search(text):
        return False
    quotes = sum(map(text.count, "„“”"))  # every language pairs them in its own way
    return quotes % 2 == 1 or any(text.count(left) != text.count(right) for left, right in _PAIRS if left in text or right in text)


def _in_series(layout: Layout, at: int) -> bool:
    """Whether three short lines and more that end no sentence stand apart from each other, one below the other: a list without marks."""

    def lone(place: int) -> bool:
        if not 0 <= place < len(layout.rows):
            return False
        row = layout.rows[place]
        apart = row.gap > layout.lead and (place + 1 == len(layout.rows) or layout.rows[place + 1].gap > layout.lead)
        return apart and not row.closed and not row.mark and _narrow(layout, row)

    return any(all(lone(place) for place in range(first, first + 3)) for first in range(at - 2, at + 1))


def _over_heading(layout: Layout, at: int) -> bool:
    """Whether a short line stands alone that ends no sentence, over a paragraph: what is alone above it is a heading as well."""
    rows = layout.rows
    if at + 1 >= len(rows) or not (rows[at].gap > layout.lead < rows[at + 1].gap):
        return False
    return not _ENDS.search(rows[at].text) and not rows[at].mark and len(rows[at + 1].text) > _ALONE


def _begins_paragraph(layout: Layout, at: int) -> bool:
    """Whether a row is a first line that is set in: the one above it and the one below it are not."""
    rows = layout.rows
    after = at + 1
    return after < len(rows) and rows[after].gap <= layout.lead and rows[at - 1].indent < rows[at].indent > rows[after].indent


def _another(layout: Layout, at: int) -> bool:
    """Whether a second heading stands right below the first: a short line above a full one."""
    row = layout.rows[at]
    return (
        at + 1 < len(layout.rows)
        and not row.closed
        and _narrow(layout, row)
        and layout.rows[at + 1].gap <= layout.lead
        and full(layout, at + 1)
    )


def _candidate(layout: Layout, at: int, end: int, sure: float, evidence: str, level: int = 2) -> Candidate:
    section = _SECTION.match(layout.rows[at].text)
    level = min(6, 2 + section[1].rstrip(".").count(".")) if section else level
    pieces = tuple(row.piece for row in layout.rows[at:end])
    return Candidate(Heading(pieces=pieces, level=level, rule="headings", confidence=sure), sure, evidence, end)


def _narrow(layout: Layout, row: Row) -> bool:
    return row.width <= 0.88 * layout.measure if layout.measure else len(row.text) <= _ALONE


def _numbered(layout: Layout, at: int) -> Candidate | None:
    """A numbered line that is no item: paragraphs stand between it and the number before or behind it, as with most of its series.

    Where all of a series may be headings and one of them is, all are.
    """
    series = layout.numbered.get(at, ())
    titles = [other for other in series if _titled(layout, other)]
    if at not in titles or len(titles) * 2 <= len(series):
        return None
    if _apart(layout, at) or (len(titles) == len(series) >= _ALL and any(_apart(layout, other) for other in series)):
        return _candidate(layout, at, _end(layout, at), 0.85, "numbered line with paragraphs between the numbers")
    return None


def _titled(layout: Layout, at: int) -> bool:
    """Whether a numbered line is short, ends no sentence and was ended on purpose, with text below it."""
    rows = layout.rows
    row = rows[at]
    if row.mark is None or row.mark.number is None or row.closed or not _narrow(layout, row) or len(row.text) <= row.mark.end:
        return False
    if row.text[row.mark.end].islower():
        return False
    end = _end(layout, at)
    if end >= len(rows) or rows[end].mark or rows[end].low or _ENDS.search(rows[end - 1].text):
        return False
    return (
        rows[end].gap > layout.lead or full(layout, end) or layout.room(end, layout.measure or layout.widest) > LOOSE * layout.ruler.letter
    )


def _apart(layout: Layout, at: int) -> bool:
    """Whether a line that may be a numbered heading stands apart, with more than that between it and the next number of its kind."""
    rows = layout.rows
    mark = rows[at].mark
    end = _end(layout, at)
    if mark is None or mark.number is None or (rows[end].gap <= layout.lead and not full(layout, end)):
        return False
    number = mark.number
    others = [
        other
        for other in range(max(0, at - 60), min(len(rows), at + 60))
        if (mark := rows[other].mark) and mark.number in (number - 1, number + 1)
    ]
    between = end - at + (rows[end].gap <= layout.lead)  # a blank line tells more than the end of a line
    if not others or not all(abs(other - at) > between for other in others):
        return False
    before = max((other for other in others if other < at), default=None)
    return before is None or run(layout, before) < at


def _counted(layout: Layout, at: int) -> Candidate | None:
    """One of several lines that count up, if it is a heading by itself: short, ending no sentence, with text below."""
    rows = layout.rows
    end = _end(layout, at)
    last = rows[end - 1]
    text = " ".join(row.text for row in rows[at:end])
    if end >= len(rows) or rows[end].low or len(text) > _LONGEST or not _narrow(layout, rows[at]) or _ENDS.search(last.text):
        return None
    if rows[end].gap <= layout.lead and not (layout.room(end) > LOOSE * layout.ruler.letter or not layout.measure):
        return None
    return _candidate(layout, at, end, 0.85, "begins with a word and a number that counts up")


def _end(layout: Layout, at: int) -> int:
    """The row behind a heading that begins at `at`: it goes on while lines are short and nothing is between them.

    Headings are set larger than the text, so their lines break before the measure of the text; only the next line tells where they end.
    """
    rows = layout.rows
    end = at + 1
    while end < len(rows) and end - at < _MOST and rows[end].gap <= layout.lead and not rows[end].mark:
        before, row = rows[end - 1], rows[end]
        if before.closed or not layout.measure or not _narrow(layout, row):
            break
        if not row.low and (full(layout, end) or before.width < 0.45 * layout.measure):
            break
        if not row.low and layout.room(end) > LOOSE * layout.ruler.letter and end + 1 < len(rows) and rows[end + 1].low:
            break
        end += 1
    return end
