"""Markdown marks that stand where no emphasis can be: between two things that an extractor ran together, or in the middle of words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.clean.changes import Change

LONGEST = 200
"""A glued line longer than this is no byline or heading: a space may be missing in a paragraph, but its emphasis is meant."""

_MARK = re.compile(r"\*+|(?<![_\w])_{1,3}(?=\w)|(?<=\w)_{1,3}(?![_\w])|(?<=[^\W_])__?(?=[^\W_])")
_OPERATORS = frozenset("=+/<>()[]{}\\^|")  # a**b + c**d is arithmetic


def drop_stray_emphasis(line: str) -> Iterator[Change]:
    """The marks of the one emphasis in a line go if it can't be meant.

    It is glued: `Ada Quill**8 February 2026**`, a name and a date run together, or `**Ada Quill**8 February 2026`; the marks leave a
    space between the two. Or it straddles: `the har**bour was clo**sed` begins or ends inside a word and goes on to others; the marks
    leave nothing.
    Marks without a partner, empty ones and well-formed emphasis stay as they are: the writer escapes what is no Markdown.
    """
    if line.count("*") > 6 or len(line) > 10_000:
        return
    marks = list(_MARK.finditer(line))
    if len(marks) != 2 or marks[0].group() != marks[1].group():
        return
    first, last = marks
    if len(first.group()) == 1 and not any(sign.isdigit() for sign in line):
        return  # stars behind two names: "Moor*Ada Quill*"; a date shows that it is a byline
    before, inside, after = line[: first.start()].strip(), line[first.end() : last.start()], line[last.end() :].strip()
    if not inside or inside != inside.strip():
        return
    if not after and _glued(line[: first.start()].lstrip(), inside, line):
        yield *first.span(), " "
        yield *last.span(), ""
    elif not before and _glued(inside, line[last.end() :].rstrip(), line):
        yield *first.span(), ""
        yield *last.span(), " "
    elif first.group() in ("**", "***") and _straddles(line, first.start(), inside, last.end()):
        yield *first.span(), ""
        yield *last.span(), ""


def _glued(left: str, right: str, line: str) -> bool:
    """Whether two stretches look like a name and a date, or a heading and a text, that lost the space between them."""
    if len(line) > LONGEST or len(left) < 2 or len(right) < 2:
        return False
    ends, begins = left[-2].isalpha() and left[-1].isalnum(), right[0].isalnum() and not right[0].islower()
    several = " " in right or any(letter.isdigit() for letter in right)
    return ends and begins and several and not _OPERATORS & set(left + right)


def _straddles(line: str, start: int, inside: str, end: int) -> bool:
    """Whether emphasis that covers several words begins or ends in the middle of one."""
    if " " not in inside or _OPERATORS & set(inside):
        return False
    opens = start >= 2 and line[start - 2 : start].isalpha() and inside[:2].isalpha() and inside[0].islower()
    closes = inside[-2:].isalpha() and line[end : end + 2].isalpha() and len(line) >= end + 2 and line[end].islower()
    return opens or closes
