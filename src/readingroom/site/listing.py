"""The text of a source as HTML, line by line, with what the converter took out and put in. Pure: text and changes in, markup out.

The text is written down once, as one stream with escapes and marks, and then divided at its line ends. Each line is an item of a list with
a number and an address (`#L12`), if the text pays for that: markup may take twice its room. Where lines are too short, several share an
item. So a page is never larger than three times its escaped text, 200 bytes for a change, and some kilobytes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from readingroom.document import REVIEW_BELOW
from readingroom.site.account import SIGNS, Change

SAVINGS = 3000
"""Bytes of markup that are free: a short text has a number on each line, however short its lines are."""
ITEM, SHARED_ITEM = 24, 40
"""Bytes of an item, at most, of one line and of several."""
LINE_END = "↵"
DOUBT = ' class="doubt"'
_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", **SIGNS}
_TO_ESCAPE = re.compile("[&<>\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_JOINT = re.compile("((?:<ins[^>]*+>[^<]*+</ins>)*+)(?:<del[^>]*+>\u240c</del>|(<del[^>]*+>)?+\u240c)")
"""The form feed that joins two files, as it stands at the beginning of a line: kept, taken out, or taken out with more."""


def listing(text: str, changes: Sequence[Change], heads: Mapping[int, str], named: Collection[int] = ()) -> Markup:
    """The items of the list for a source text; "" for an empty one. `changes` are in order and lie within the text.

    `heads` are names of files by the line in which they begin, if there are several; `named` lines have an address in any case. A line end
    that was taken out ends its line all the same, and is shown as ↵. The form feed that joins two files is in neither, and not shown.
    """
    step = _lines_an_item(text, changes)
    is_plain = not _TO_ESCAPE.search(text)
    known: dict[tuple[str, str, str, float], str] = {}  # most changes are one of a few: a line end becomes a space
    out: list[str] = []
    at = 0
    for change in changes:
        start, what = change[0], change[1:]
        if start > at:
            out.append(text[at:start] if is_plain else _escaped(text[at:start]))
        at = start + len(what[0])
        marked = known.get(what)
        if marked is None:
            marked = known[what] = _marked(*what, is_divided=step == 1)
        out.append(marked)
    out.append(text[at:] if is_plain else _escaped(text[at:]))
    lines = "".join(out).split("\n")
    if not lines[-1]:
        lines.pop()
    if step > 1 or heads:
        return Markup(_items(lines, step, heads, named))  # noqa: S704 - all of the text is escaped, and so are names of files and rules
    return Markup("".join([f'<li id="L{number}">{line}</li>\n' for number, line in enumerate(lines, 1)]))  # noqa: S704 - as above


def _lines_an_item(text: str, changes: Sequence[Change]) -> int:
    """How many lines share an item, so that the text pays for it."""
    lines = text.count("\n") + 1
    several = [(count, rule) for _, before, _, rule, _ in changes if (count := before.count("\n")) > 1]
    room = 2 * len(text) + SAVINGS
    if room >= lines * ITEM + sum(count * (len(_tags(rule, 0)[0]) + len("</del>") + len(LINE_END.encode())) for count, rule in several):
        return 1
    room -= len(LINE_END.encode()) * sum(count for count, _ in several)
    return max(2, -(-lines * SHARED_ITEM // max(1, room)))


def _tags(rule: str, confidence: float) -> tuple[str, str]:
    """The tags that open what a rule took out and what it put in."""
    about = f'title="{escape(rule)}"{DOUBT if confidence < REVIEW_BELOW else ""}>'
    return f"<del {about}", f"<ins {about}"


def _marked(before: str, after: str, rule: str, confidence: float, *, is_divided: bool) -> str:
    """What a change shows. All line ends in it end lines; `is_divided`: so does an element there, and the next line begins another."""
    deletion, insertion = _tags(rule, confidence)
    *lines, rest = _escaped(before).split("\n")
    shown = f"{insertion}{_escaped(after).replace(chr(10), LINE_END)}</ins>" if after else ""
    if is_divided or len(lines) < 2:
        out = [f"{deletion}{line}{LINE_END}</del>\n" for line in lines]
        return f"{''.join(out)}{deletion}{rest}</del>{shown}" if rest else f"{''.join(out)}{shown}"
    out = [f"{line}{LINE_END}\n" if line else "\n" for line in lines]  # an empty line has no room for the sign
    return f"{deletion}{''.join(out)}{rest}</del>{shown}"


def _items(lines: list[str], step: int, heads: Mapping[int, str], named: Collection[int]) -> str:
    """The items, if several lines share one, or if there are several files."""
    apart = {number - 1 for number in {*heads, *named} if 0 < number <= len(lines)}
    out: list[str] = []
    tag = ""  # of the element that goes on from one item to the next
    for start, end in pairwise([*sorted(apart.union(range(0, len(lines), step))), len(lines)]):
        number = start + 1
        if number in heads:
            out.append(f'<li class="file"><bdi>{escape(heads[number])}</bdi></li>\n')
            lines[start] = _JOINT.sub(r"\1\2", lines[start], count=1) if _JOINT.match(lines[start]) else lines[start]
        inner = tag + "\n".join(lines[start:end])
        opened = inner.rfind("<del ")
        tag = inner[opened : inner.index(">", opened) + 1] if opened > inner.rfind("</del>") else ""
        value = f' value="{number}"' if step > 1 else ""
        out.append(f'<li id="L{number}"{value}>{inner}{"</del>" if tag else ""}</li>\n')
    return "".join(out)


def _escaped(text: str) -> str:
    """Text as markup, with signs for what can't be shown."""
    return text.translate(_ESCAPES) if _TO_ESCAPE.search(text) else text
