"""Which lines flow on: the question behind paragraphs, list items and quotations."""

from __future__ import annotations

from readingroom.structure.layout import Layout, Row, spoken
from readingroom.structure.rulers import EM
from readingroom.structure.rules.citations import source_end

TIGHT = 0.2  # letters: what a full line may lack before there was room for the next word; where faces resemble ours, it is next to nothing
LOOSE = 3.0  # letters: the same for a line that does not end a sentence, and so has a reason to go on
APART = 0.3  # of the measure: the same where paragraphs stand apart anyway, and lines may have been broken by hand
_LACKING = 0.08  # of the measure: the same for the first line of a paragraph below a line that is no paragraph
_NEVER_FIRST = "、。，．：；？！）」』】〉》〕〗,.;:!?)]}%”’»…"


def goes_on(layout: Layout, at: int, measure: float = 0.0) -> bool:
    """Whether row `at` continues the paragraph of the row before it, by layout alone.

    A line is broken where the next word has no room. Where there was room, somebody ended it. `measure` is the width of a full line, if it
    is not the usual one.
    """
    row, before = layout.rows[at], layout.rows[at - 1]
    if at in layout.joined:
        return True
    if row.gap > layout.lead or not layout.measure or row.mark or at in layout.begins:
        return False
    if row.tight and one_line(layout, before, row):
        return True
    if layout.first and row.indent >= layout.first and row.indent > before.indent and not row.low:
        return False
    if (row.low or before.text[-1] in "-\u2010\u00ad") and not before.closed:
        return True
    if row.low:
        return layout.room(at, measure) <= LOOSE * layout.ruler.letter
    if layout.room(at, measure) > slack(layout, row, before):
        return False
    if not before.closed:
        return True
    if row.text[0] in "(（[" and source_end(layout, at):
        return False
    return not (stands_alone(layout, at) or (layout.speakers and spoken(row.text) in layout.speakers))


def slack(layout: Layout, row: Row, before: Row) -> float:
    """What a full line may lack. A line without spaces may lack a character more, since some may not begin the next."""
    if layout.gapped and before.closed:
        return APART * layout.measure
    letters = TIGHT if before.closed else LOOSE
    return (letters + 2.0 * row.tight) * layout.ruler.letter


def one_line(layout: Layout, before: Row, row: Row) -> bool:
    """Whether two rows were one line, which the extraction cut at a bracket or stop: together they are just as wide as a line."""
    if row.text[0] in _NEVER_FIRST:
        return True
    wide = EM if layout.ruler.table else 2.0
    return row.text[0] in "（「『【〈《〔" and abs(before.width + row.width - layout.measure) <= 1.5 * wide


def stands_alone(layout: Layout, at: int) -> bool:
    """Whether row `at` is a short line that ends no sentence and that nothing continues: a heading right under a full line."""
    rows = layout.rows
    row = rows[at]
    if row.closed or row.low or at + 1 >= len(rows) or row.text[-1] in ",;-\u2010\u00ad" or row.width > 0.75 * layout.measure:
        return False
    below = rows[at + 1]
    if below.low or below.mark or below.gap > layout.lead:
        return False
    return layout.room(at + 1) > LOOSE * layout.ruler.letter and begins_text(layout, at + 1)


def full(layout: Layout, at: int) -> bool:
    """Whether row `at` is as wide as a line can be: the next row's first word had no room on it, and the next row is no new block."""
    rows = layout.rows
    return at + 1 < len(rows) and rows[at + 1].gap <= layout.lead and layout.room(at + 1) <= TIGHT * layout.ruler.letter


def begins_text(layout: Layout, at: int) -> bool:
    """Whether row `at` is the first line of a paragraph, to judge by the next one: a full line, or one that goes on in lower case.

    Where a printer broke words, or in a script without spaces, a line may lack some letters and be full.
    """
    rows = layout.rows
    if at + 1 >= len(rows) or rows[at + 1].gap > layout.lead or rows[at + 1].mark:
        return False
    room = layout.room(at + 1)
    if room <= TIGHT * layout.ruler.letter:
        return True
    if rows[at].closed or not layout.measure:
        return False
    return room <= _LACKING * layout.measure and (rows[at + 1].low or (rows[at + 1].tight and room <= 4 * layout.ruler.letter))


def run(layout: Layout, at: int, measure: float = 0.0) -> int:
    """The row behind the lines that flow on from row `at`."""
    rows, lead = layout.rows, layout.lead
    end = at + 1
    while end < len(rows) and (layout.measure or end in layout.joined):
        row = rows[end]
        # What is in lower case below an unfinished sentence goes on, as `goes_on` would say at more length: most lines are that.
        if not (row.low and not rows[end - 1].closed and row.gap <= lead and not row.mark) and not goes_on(layout, end, measure):
            break
        end += 1
    return end


def short(layout: Layout, row: Row, share: float = 0.8) -> bool:
    """Whether a line leaves a good part of the measure free; where lines are not wrapped, whether it is shorter than a line of print."""
    return row.width <= share * layout.measure if layout.measure else len(row.text) <= 80
