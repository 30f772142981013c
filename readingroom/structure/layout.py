"""What the lines of a text look like: how wide, how far in, how far apart. Nothing is decided here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from readingroom.document import Line

# Widths of the characters of an ordinary printed face, in 1/20 em, the mean of Helvetica's and Times' (their published metrics).
# Which letters are narrow is much the same in all faces.
_NARROW = {4: "ijl'|!,.:;", 5: " ()[]{}tfrI/\\-`\u2018\u2019\u00a0", 7: '"sczJ\u201c\u201d', 8: "akvxyeE?^*Fbdghnopqu0123456789$#LS_PT\u2022"}
_WIDE = {10: "+<>=~ABCKRVXYZ&\u2013", 11: "wDGHNOQU", 13: "mM", 14: "W%@", 15: "\u2014\u2026"}
_DEFAULT = 9


def _table() -> bytes:
    widths = [_DEFAULT] * 256
    for width, characters in (*_NARROW.items(), *_WIDE.items()):
        for character in characters:
            widths[character.encode("cp1252")[0]] = width
    return bytes(widths)


_WIDTHS = _table()
_CJK = re.compile(r"[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]")
_COMBINING = re.compile(r"[\u0300-\u036f\u064b-\u0652\u200b-\u200f\u00ad\u202a-\u202e\u2066-\u2069]")


def printed(text: str) -> float:
    """The width of a text as printed, in 1/20 em."""
    return float(sum(text.encode("cp1252", "replace").translate(_WIDTHS)))


def columns(text: str) -> float:
    """The width of a text as typed, in columns: a Chinese or Japanese character takes two, an accent of its own none."""
    if text.isascii():
        return float(len(text))
    return float(len(text) + len(_CJK.findall(text)) - len(_COMBINING.findall(text)))


class Row(NamedTuple):
    """A line that is not blank."""

    line: Line
    text: str  # without the white space around it
    indent: int  # columns
    gap: int  # how many blank lines before it
    page: bool  # whether a page begins with it, or something was taken out before it
    width: float  # in the units of the layout's ruler
    head: float  # the width of its first word
    tight: bool  # whether its first character needs no space before it: Chinese, Japanese


@dataclass(frozen=True)
class Layout:
    """The rows of a text and what can be measured on them."""

    rows: tuple[Row, ...]
    measure: float = 0.0  # the width of a full line; 0: lines are not wrapped
    margin: int = 0  # the indent of most lines
    slack: float = 0.0  # what a line may lack of the measure and still be full
    typed: bool = True  # widths are in columns; otherwise in 1/20 em
    lead: int = 0  # the usual gap between lines of one paragraph: 1 in a double-spaced text
    words: frozenset[str] = field(default=frozenset(), repr=False)

    def room(self, at: int) -> float:
        """How much wider the line before row `at` could have been with the first word of this row still on it. Below 0: it was full."""
        before, row = self.rows[at - 1], self.rows[at]
        space = 0.0 if row.tight and _CJK.match(before.text[-1:]) else 1.0 if self.typed else 5.0
        return self.measure - before.width - space - row.head


_FIRST_WORD = re.compile(r"\S+")


def survey_lines(lines: Sequence[Line], words: frozenset[str] = frozenset()) -> Layout:
    """Measure the lines of a text (its body: furniture and masthead already gone)."""
    bare: list[tuple[Line, str, int, bool]] = []
    gap, previous = 0, None
    for line in lines:
        if line.blank:
            gap += 1
        else:
            torn = previous is not None and (line.page != previous.page or line.number != previous.number + gap + 1)
            bare.append((line, line.text.strip(), gap, torn))
            gap, previous = 0, line
    texts = [text for _, text, _, _ in bare]
    typed, measure, slack = _measure(bare, texts)
    width = columns if typed else printed
    rows = []
    for line, text, before, torn in bare:
        tight = bool(_CJK.match(text))
        word = text[0] if tight else _FIRST_WORD.match(text).group()  # type: ignore[union-attr]  # a row is not blank
        rows.append(Row(line, text, line.indent, before, torn, width(text), width(word), tight))
    indents = sorted(row.indent for row in rows)
    margin = indents[len(indents) // 4] if indents else 0
    return Layout(tuple(rows), measure, margin, slack, typed, 0, words)


def _measure(bare: Sequence[tuple[Line, str, int, bool]], texts: Sequence[str]) -> tuple[bool, float, float]:
    """(typed or printed, the width of a full line, what it may lack), judged by the lines that were surely wrapped.

    Surely wrapped is a line whose neighbour below, without a gap, begins in lower case (or in a script without spaces): for those the first
    word of the next line can't have had room. The ruler on which fewer of them are wrong is the right one.
    """
    wrapped = [
        i for i in range(1, len(bare))
        if bare[i][2] == 0 and (texts[i][0].islower() or (_CJK.match(texts[i]) and _CJK.match(texts[i - 1][-1:])) or texts[i - 1][-1] in "-\u2010\u00ad")
    ]
    if len(wrapped) < 2:
        return True, 0.0, 0.0
    best: tuple[float, bool, float, float] | None = None
    for typed, width in ((True, columns), (False, printed)):
        widths = sorted(width(texts[i - 1]) for i in wrapped)
        measure = widths[min(len(widths) - 1, len(widths) * 19 // 20)]
        unit = 1.0 if typed else 8.0
        wrong = 0
        for i in wrapped:
            word = texts[i][0] if _CJK.match(texts[i]) else texts[i].split(None, 1)[0]
            if width(texts[i - 1]) + width(word) + unit / 2 <= measure - unit:
                wrong += 1
        if best is None or wrong < best[0]:
            best = (wrong, typed, measure, unit)
    assert best is not None
    return best[1], best[2], best[3]
