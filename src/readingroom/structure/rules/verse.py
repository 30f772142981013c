"""Verse: lines that somebody ended on purpose, in the middle of a sentence.

Prose breaks a line where the next word has no room; verse breaks it where the verse ends. Either of two things shows that:

- every line begins with a capital, also behind a line that ends no sentence; the last ones may be set in and begin as they like;
- the indents go in and out like steps, and lines end long before the widest of them does.

A few lines below a stanza, often the last of the poem, may be too few to show either; there it is enough that they end early for verses.

A verse that was too long for its page has its last word or two on the next line, in small letters, set in or behind a bracket: see
`turned_over`. The two are one verse again.

Lines that end on purpose but not like this (addresses, signatures, casts) are the business of `kept_lines`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from readingroom.document import BREAK, Joint, Piece, Verse
from readingroom.structure.layout import Layout, Row, spoken
from readingroom.structure.rules.candidate import Candidate
from readingroom.structure.rules.kept_lines import kept_lines

_WIDEST = 100  # characters; longer lines are paragraphs
_MOST = 60  # lines of a stanza that is looked for in the middle of a text; between blank lines a poem may be of any length
_SHORT = 0.85  # of the measure: longer lines may be full
_PROSE = 1.4  # so much longer than a verse is a line of the prose around it
_STEP = 2  # columns; less is the noise of an extraction
_FEW = 8  # lines of a stanza that is known by the one above it
_REACH = 4  # stanzas that are looked at for one that is known by itself
_WORDS = 4  # of the first of two verses; a heading may have fewer
_LINE = 45  # characters; a line of prose above verse that is set in is as long
_APART = 3  # blank lines between the stanzas of a poem
_LONGER = 1.2  # so much longer than those above it may the last verses be
_EARLY = 0.75  # of a verse: a line that goes on in lower case was ended on purpose if it is shorter
_OPENING = "\"'“”‘’«»„‚(—–-¿¡[_* "
_TURNED = Joint(" ", 0, "verse", 0.8)  # between a verse and its end on the next line
_REST = 0.45  # of the widest verse; so long may be the end of a verse that was turned over
_SEVERAL = 12  # lines; a slip of the printer in so many speaks not against verse
_PART = re.compile(r"(?:[IVXLC]{1,6}|\d{1,3})\.?$")


def verse(layout: Layout, at: int) -> Candidate | None:
    """A stanza between blank lines, or the number above one."""
    if not _begins(layout, at):
        return None
    return _by_itself(layout, at) or _below_another(layout, at)


def _by_itself(layout: Layout, at: int) -> Candidate | None:
    rows = layout.rows
    if _PART.match(rows[at].text) and at + 1 < len(rows) and (rows[at + 1].gap > layout.lead or rows[at].mark):
        following = _end(layout, at + 1)
        verses = following and (_stanza(layout, at + 1, following) or _couplet(layout, at + 1))
        return _candidate(layout, at, at + 1, 0.9, "number of a stanza") if verses else None
    if at + 1 < len(rows) and rows[at + 1].low and rows[at + 1].gap <= layout.lead and not layout.stepped:
        return None  # neither of the two, as is plain in prose at once
    end = _end(layout, at)
    if end is None:
        return None
    if end - at == 2:  # a couplet among stanzas
        following = _end(layout, end) if end < len(rows) else None
        stanza = following and following - end > 2 and _capitals(rows[end:following])
        if not ((stanza and _capitals(rows[at:end])) or _couplet(layout, at)):
            return None
        return _candidate(layout, at, end, 0.85, "two lines above a stanza")
    evidence = _stanza(layout, at, end)
    return _candidate(layout, at, end, 0.88, evidence) if evidence else None


def _couplet(layout: Layout, at: int) -> bool:
    """Whether two lines of verse stand here, and the nearest lines above or below, numbers of stanzas left out, are such two as well."""
    starts = [place for place in _neighbours(layout, at) if _two(layout, place)]
    return _two(layout, at) and bool(starts)


def _two(layout: Layout, at: int) -> bool:
    """Whether two lines stand by themselves, and the first ends no sentence."""
    rows = layout.rows
    group = rows[at : at + 2]
    if len(group) < 2 or group[1].gap > layout.lead or (at and group[0].gap <= layout.lead):
        return False
    if at + 2 < len(rows) and rows[at + 2].gap <= layout.lead:
        return False
    if at in layout.cues or group[0].closed or group[1].text[-1] not in ",;:.!?—" or any(spoken(row.text) for row in group):
        return False
    lengths = sorted(len(row.text) for row in group)
    if lengths[1] > _WIDEST or lengths[0] * 2 < lengths[1] or at in layout.counted or len(group[0].text.split()) < _WORDS:
        return False  # a heading and a sentence
    return all(row.text.lstrip(_OPENING)[:1].isupper() for row in group) and not _flows(layout, at, at + 2)


def _neighbours(layout: Layout, at: int) -> list[int]:
    """The first rows of the groups above and below the two rows here, numbers of stanzas left out."""
    rows, found = layout.rows, list[int]()
    below = next((place for place in range(at + 2, min(len(rows), at + 4)) if not _PART.match(rows[place].text)), None)
    above = next((place for place in range(at - 1, max(0, at - 3), -1) if not _PART.match(rows[place].text)), None)
    found += [below] if below is not None else []
    found += [above - 1] if above else []
    return found


def _below_another(layout: Layout, at: int) -> Candidate | None:
    """A few lines below a stanza, each of which leaves room for the next word among verses of their length."""
    rows = layout.rows
    if not at or not layout.lead < rows[at].gap <= layout.lead + _APART:
        return None
    end = next((end for end in range(at + 1, min(len(rows), at + _FEW + 1)) if rows[end].gap > layout.lead), len(rows))
    group = rows[at:end]
    if not 2 <= len(group) <= _FEW or _flows(layout, at, end):
        return None
    if any(row.mark or len(row.text) > _WIDEST or spoken(row.text) for row in group):
        return None
    first = _stanza_above(layout, at)
    if first is None:
        return None
    above = rows[first:at]
    widest = max(len(row.text) for row in above)
    lows = sum(row.low for row in above) * 4 >= len(above)
    if any(len(row.text) > _LONGER * widest for row in group):
        return None
    margin = min(row.piece.start for row in above)
    inside = any(not row.closed for row in group[:-1]) or all(row.piece.start > margin for row in group)
    if not inside and not all(row.closed for row in above):
        return None  # short paragraphs
    alike = lows and len(group) == len(above) and widest < _LINE  # as many lines, none of them wide
    for before, row in pairwise(() if alike else group):
        room = (1 if lows or not row.low else _EARLY) * widest
        if len(before.text) + 1 + len(row.text.split(None, 1)[0]) > room:
            return None
    if end < len(rows) and not group[-1].closed and len(rows[end].text) > _LONGER * widest:
        return None  # a heading in two lines
    return _candidate(layout, at, end, 0.8, "short lines below a stanza", min(margin, *(row.piece.start for row in group)))


def _stanza_above(layout: Layout, at: int) -> int | None:
    """The first row of the nearest stanza above row `at` that is one by itself, with nothing but short ones in between; or None."""
    rows = layout.rows
    for _ in range(_REACH):
        top = at - 1
        while top > 0 and at - top <= _MOST and rows[top].gap <= layout.lead and not rows[top].torn:
            top -= 1
        for start in range(top, at - 2):  # verse that is set in begins right below prose
            if _begins(layout, start) and _end(layout, start) == at and _stanza(layout, start, at):
                return start
        if _even(layout, top, at):
            return top
        if at - top > _FEW or not top:
            return None
        at = top
    return None


def _even(layout: Layout, at: int, end: int) -> bool:
    """Whether these are lines that stay lines, as long as each other: verses that end sentences, or have neither stops nor capitals."""
    lengths = sorted(len(row.text) for row in layout.rows[at:end])
    kept = kept_lines(layout, at) if len(lengths) > 3 and lengths[0] * 2 > lengths[-1] else None
    return kept is not None and kept.next == end


def _begins(layout: Layout, at: int) -> bool:
    row = layout.rows[at]
    return (at == 0 or row.gap > layout.lead or row.torn or _set_in(layout, at)) and not row.tight


def _set_in(layout: Layout, at: int) -> bool:
    """Whether lines that are set in and short begin here, right below a line of prose at the margin."""
    above, row = layout.rows[at - 1], layout.rows[at]
    return above.indent == 0 and row.indent >= _STEP and row.gap <= layout.lead and len(above.text) > _PROSE * len(row.text)


def _end(layout: Layout, at: int) -> int | None:
    """The row behind the lines without a blank line between them; None: they can't be verse."""
    rows = layout.rows
    end = at
    parted = at == 0 or rows[at].gap > layout.lead  # then each line is looked at once
    small = False  # whether a line so far begins in lower case that is not the end of a verse
    while end < len(rows) and (end == at or rows[end].gap <= layout.lead):
        row = rows[end]
        if end > at and row.indent == 0 and rows[end - 1].indent and rows[at].indent and len(row.text) > _PROSE * len(rows[end - 1].text):
            return end  # prose goes on behind the verse
        if row.mark or len(row.text) > _WIDEST or (end - at >= _MOST and not parted):
            return None
        prose = small or (end == at + 1 and len(rows[at].text) > _LINE)
        if end > at and prose and rows[at].indent == 0 and _set_in(layout, end) and not _is_rest(layout, end):
            return None  # prose that verse is set into; a refrain is set in below verses, and each of those begins with a capital
        small = small or (row.low and (end == at or not _is_rest(layout, end)))
        end += 1
    return end


def _is_rest(layout: Layout, at: int) -> bool:
    """Whether a row has the shape of the end of a verse that was turned over: a few words in small letters, or behind a bracket."""
    row, before = layout.rows[at], layout.rows[at - 1]
    few = len(row.text) <= _REST * len(before.text) and len(row.text.split()) <= 4
    return at > 0 and few and (row.low or row.text[0] == "[") and not before.closed and row.gap <= layout.lead


def turned_over(layout: Layout, at: int, end: int) -> frozenset[int]:
    """The rows among these that are the ends of the verses above them.

    The verse above is one of the widest, or they are set far in, or behind a bracket; the next line begins anew.
    """
    rows = layout.rows
    rests = [place for place in range(at + 1, end) if _is_rest(layout, place)]
    if not rests:
        return frozenset()
    others = sorted(len(rows[place].text) for place in range(at, end) if place not in rests)
    widest = others[-1] if others else 0
    margin = min(row.piece.start for row in rows[at:end])
    return frozenset(
        place
        for place in rests
        if (
            (len(rows[place - 1].text) + 1 + len(rows[place].text) > widest)
            or rows[place].text[0] == "["
            or rows[place].piece.start >= margin + 4 * _STEP
        )
        and (place + 1 == end or not rows[place + 1].low)
    )


def _stanza(layout: Layout, at: int, end: int) -> str:
    """What makes verse of these rows; "" if nothing does."""
    group = _whole_verses(layout, at, end)
    if len(group) < 3:
        return ""
    if (_capitals(group) or _capitals(_without_end(group))) and not _flows(layout, at, end):
        return "every line begins with a capital, though the one before ends no sentence"
    if _steps(group) and (not layout.measure or all(row.width <= _SHORT * layout.measure for row in group)):
        return "indents like steps, and lines that end early"
    return ""


def _whole_verses(layout: Layout, at: int, end: int) -> tuple[Row, ...]:
    """The rows, each with the end of its verse that was turned over."""
    rests = turned_over(layout, at, end)
    group: list[Row] = []
    for place, row in enumerate(layout.rows[at:end], at):
        if place in rests:
            group[-1] = group[-1]._replace(text=f"{group[-1].text} {row.text}", closed=row.closed)
        else:
            group.append(row)
    return tuple(group)


def _without_end(group: tuple[Row, ...]) -> tuple[Row, ...]:
    """The lines above the last ones, if these are set in and the others are not; () if there are too few."""
    at = len(group)
    margin = group[0].piece.start
    while at and group[at - 1].piece.start >= margin + _STEP:
        at -= 1
    return group[:at] if 2 < at < len(group) and all(row.piece.start == margin for row in group[:at]) else ()


def _capitals(group: tuple[Row, ...]) -> bool:
    """Whether every line begins with a capital, and enough of them where prose would not: behind a line that ends no sentence."""
    if sum(not row.text.lstrip(_OPENING)[:1].isupper() for row in group) > len(group) // _SEVERAL or not group:
        return False
    inside = sum(not row.closed or row.text[-1] in ":;" for row in group[:-1])
    stopped = sum(row.text[-1] in ",;:.!?—" for row in group)
    enough = inside * 2 >= len(group) - 1 or (len(group) > 3 and inside * 4 >= len(group) - 1)
    return enough and stopped * 2 >= len(group) and (len(group) > 2 or stopped == 2)


def _flows(layout: Layout, at: int, end: int) -> bool:
    """Whether the lines are as wide as the text is: prose in which many words have capitals."""
    if not layout.measure:
        return False
    rests = turned_over(layout, at, end)
    full = sum(layout.room(row) <= layout.ruler.letter for row in range(at + 1, end) if row not in rests)
    return full * 4 > end - at - 1


def _steps(group: tuple[Row, ...]) -> bool:
    """Whether the left edge moves from line to line, and lines end early for the width that the widest has."""
    edges = [row.piece.start for row in group]
    if edges.count(edges[0]) == len(edges):
        return False
    moves = sum(abs(a - b) >= _STEP for a, b in pairwise(edges))
    if moves < 2 or (len(set(edges)) < 3 and moves * 2 < len(edges)):
        return False
    widest = max(row.piece.start + len(row.text) for row in group)
    early = sum(above.piece.start + len(above.text) + 1 + len(row.text.split(None, 1)[0]) <= widest for above, row in pairwise(group))
    return early * 5 >= (len(group) - 1) * 2 and not any("  " in row.text for row in group)


def _candidate(layout: Layout, at: int, end: int, sure: float, evidence: str, margin: int | None = None) -> Candidate:
    group = layout.rows[at:end]
    if margin is None:
        margin = min(row.piece.start for row in group)
    rests = turned_over(layout, at, end)
    pieces = tuple(
        Piece(row.line, row.piece.start + (row.text[0] == "[") if place in rests else margin, row.piece.start + len(row.text))
        for place, row in enumerate(group, at)
    )
    joints = tuple(_TURNED if place in rests else BREAK for place in range(at + 1, end))
    block = Verse(pieces=pieces, joints=joints, rule="verse", confidence=sure)
    return Candidate(block, sure, evidence, end)
