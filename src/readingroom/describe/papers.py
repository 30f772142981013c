"""The name of a paper, a series or a society over the head of a page: it is not the title of what stands below."""

from __future__ import annotations

import re

from readingroom.describe.overlines import LONGEST_NAME, is_foreign, is_paper
from readingroom.describe.rows import Rows
from readingroom.describe.runs import credits_above, credits_below, headline
from readingroom.describe.title_rows import title_below
from readingroom.describe.titles import join_title

_NUMBERED = re.compile(r"\D{3,40}\s\d{1,3}/(?:1[5-9]|20)\d\d")
"""The name of a paper with the number and the year of an issue."""


def is_paper_name(rows: Rows, at: int) -> bool:
    """Whether a short line alone is what the print sets over every page, and the title follows, perhaps below its credits.

    A page number between it and the rest shows that: no title is parted by one from what it heads. So do credits, if the title stands
    below them, and text or file name have the words of that one and none of the first line's.
    """
    credit = rows.credit(at)
    if at + 2 >= len(rows) or not rows[at + 1].gap or len(rows[at].text) > LONGEST_NAME or (credit and credit.certain):
        return False
    above = credits_above(rows, at + 1)
    title = at + 1 + len(above)
    size = title_below(rows, title)
    if _NUMBERED.fullmatch(rows[at].text) and (size or credits_below(rows, title)[0]):
        return True
    if rows.is_numbered(at):
        return size > 0 or (not above and bool(credits_below(rows, title)[0]))
    if not above or not size:
        return False
    text = join_title([row.text for row in rows.all[title : title + size]])
    if rows.named(text) and not rows.named(rows[at].text):
        return True
    return is_foreign(rows[at].text, text, rows.below(rows.all[title + size - 1]))


def is_titled_paper(rows: Rows, at: int) -> bool:
    """Whether a row is the name of a paper. Where credits follow, the title has to stand below them, or the name is the title itself."""
    if not is_paper(rows, at):
        return False
    title = at + 1 + len(credits_above(rows, at + 1))
    return title == at + 1 or title_below(rows, title) > 0 or headline(rows, title) > 0


def is_page(text: str) -> bool:
    """Whether a line can be the number of a page, and no year."""
    return text.strip("-–— []()").isdecimal() and len(text.strip("-–— []()")) < 4
