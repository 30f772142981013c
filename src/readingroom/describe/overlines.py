"""What print sets over a title and is none: the running head of the first page, the number of an issue, the name of a column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readingroom.describe import vocabulary as words
from readingroom.describe.calendars import fold_word
from readingroom.describe.rows import Row, Rows
from readingroom.describe.titles import fold, join_title
from readingroom.survey import fold as fold_repeated
from readingroom.survey import head_name

_PAGE = r"[\[(–-]?\s?(?:[^\W\d_]{1,8}\.?\s)?\d{1,3}(?:\s?(?:/|[^\W\d_]{1,4})\s?\d{1,3})?(?:\s?[^\W\d_]{1,4})?\s?[\])–-]?"
_EDGE = re.compile(
    r"(?P<first>\d{1,3})(?:\s{3,}+|\s*+[/|·]\s*+)(?P<after>\S.*)|(?P<before>.*?\S)(?:\s{3,}+|\s*[/|·]\s*)(?P<last>\d{1,3})"
    rf"|(?P<label>{_PAGE})\s{{3,}}+(?P<behind>\S.*)|(?P<ahead>.*?\S)\s{{3,}}{_PAGE}"
)
"""A page number at the edge of a line, parted from the rest by a wide space or a stroke; with a word, by a wide space: "Page 1 of 2"."""
_WIDE = re.compile(r"\s{3,}")
_ISSUE = re.compile(r"[^\W\d_]++|[\dIVXLC]++")
_ROMAN = re.compile(r"[IVXLC]+|\d+")
_RULE = re.compile(r"={3,}+")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ADDRESS = ("@", "://", "www.")
_LETTERS = re.compile(r"[^\W\d_]++")
SHORTENED = ("…", "...")
_OPEN, _STOPS = ",;:，、：", ".!?。！？"
_LITTLE = 0.05  # of a text: so much may go for no other reason than that other texts begin with it
STEM = 5
"""Letters by which a word is known in its other forms."""
MOST_OF_A_WORD = 4
"""Letters that are too few to know a name by."""
LONGEST_NAME = 40
"""Characters of the name of a paper over a title."""


def is_overline(rows: Rows, at: int) -> bool:
    """Whether a row is a running head of the first page or the number of an issue; never the last row, which would leave no title."""
    row = rows[at]
    if at + 1 >= len(rows) or len(row.text) > LONGEST_NAME * 3:
        return False
    if is_issue(row.text):
        return True
    edge = _EDGE.fullmatch(row.text)
    stem = (edge["after"] or edge["before"] or edge["behind"] or edge["ahead"]) if edge else row.text
    below = fold(join_title([each.text for each in rows.all[at + 1 : at + 5]]))
    if stem.endswith(SHORTENED):
        return len(stem) > 8 and below.startswith(fold(stem.rstrip(".… ")))
    if not edge or _EDGE.fullmatch(rows[at + 1].text):
        return False  # the second also has a number: a table of contents
    same = fold_repeated(row.text) in {fold_repeated(head) for head in rows.printed}
    return same or bool(_WIDE.search(row.text)) or below.startswith(fold(stem)) or _is_author(rows, at, stem)


def is_paper(rows: Rows, at: int) -> bool:
    """Whether a row is the name of the paper over a title: other pages, other texts or the imprint have it too, the text itself never.

    A title can be a running head as well, but its words come again in the text. Something apart, or a credit, has to follow.
    """
    if at + 2 >= len(rows) or len(rows[at].text) > LONGEST_NAME * 2 or not (rows[at + 1].gap or rows.credit(at + 1)):
        return False
    credit = rows.credit(at)
    if credit and credit.names and credit.when and credit.when.whole and head_name(rows[at].text) not in rows.survey.furniture:
        return False  # who wrote it, and when: the running head may be his name
    name = head_name(rows[at].text)
    names = {name, name.rpartition(" ")[0]} if name != fold_repeated(rows[at].text) else {name}  # "The Lamp Page 3"
    names = {each for each in names if len(each) > MOST_OF_A_WORD or _EAST.search(each)}
    printed = any(each in rows.head_names or each in rows.imprint for each in names)
    if not printed and not (any(each in rows.survey.furniture for each in names) and may_be_paper(rows, at)):
        return False
    after = at + 1
    while after < len(rows) and (rows.credit(after) or rows[after].text.isdecimal()):
        after += 1
    title = join_title([row.text for row in rows.all[after : after + 2]])
    return is_foreign(min(names, key=len), title, rows.text_below(rows[at]))


def may_be_paper(rows: Rows, at: int) -> bool:
    """Whether a row that only other texts show to be the name of a paper may be one: little of the text, no sentence, no day alone.

    What stands below it is a title then; a salutation, a day or the field of a form below it says that it is the title itself.
    """
    text, below = rows[at].text, rows[at + 1].text
    credit, after = rows.credit(at), rows.credit(at + 1)
    if text[-1] in _OPEN + _STOPS or (credit and credit.when and credit.when.whole and not credit.names):
        return False
    if len(text) > _LITTLE * (len(text) + len(rows.text_below(rows[at]))):
        return False
    return below[-1] not in _OPEN and not re.search(r"[:：]\s", below) and not (after and after.when and after.when.whole)


def is_issue(text: str) -> bool:
    """Whether a line says only which issue of a paper it is: "Vol. 12, No. 3", "Jg. 4, Heft 2", "第3卷第1期"."""
    if len(text) > LONGEST_NAME or not any(map(str.isdecimal, text)):
        return False
    found = _ISSUE.findall(text)
    known = sum(fold_word(part) in words.ISSUES or all(sign in "第卷期号號年巻권호제" for sign in part) for part in found)
    others = sum(not _ROMAN.fullmatch(part) for part in found) - known
    return known > 0 and others == 0 and len(found) > known


def _is_author(rows: Rows, at: int, stem: str) -> bool:
    """Whether a row near the top names the author whose last name the running head has."""
    for below in range(at + 1, min(len(rows), at + 8)):
        credit = rows.credit(below)
        if credit and any(stem.casefold() in name.casefold() for name in credit.names):
            return True
    return False


def underlined(blocks: Sequence[Sequence[Row]]) -> int:
    """The block that "=====" underlines as the title of everything, if it is not the first and that is one short line; else 0."""
    for at, block in enumerate(blocks[:3]):
        if len(block) > 1 and _RULE.fullmatch(block[-1].text):
            return at if all(len(each) == 1 and len(each[0].text) <= LONGEST_NAME for each in blocks[:at]) else 0
    return 0


def is_foreign(first: str, second: str, body: str) -> bool:
    """Whether a short line over another one is a name from elsewhere, of a paper: the text has its words nowhere."""
    if len(first) > LONGEST_NAME or len(first.split()) > 5:
        return False
    mine, theirs, low = _stems(first), _stems(second), _without_addresses(body.casefold())
    return bool(mine) and not any(stem in low for stem in mine) and sum(stem in low for stem in theirs) * 2 >= len(theirs) > 0


def _without_addresses(text: str) -> str:
    """A text without the lines that hold an address. Most texts have none: then no line is looked at."""
    if not any(sign in text for sign in _ADDRESS):
        return text
    return "\n".join(line for line in text.split("\n") if not any(sign in line for sign in _ADDRESS))


def _stems(text: str) -> list[str]:
    """The beginnings of the words that say something; pairs of signs where no space parts words."""
    found: list[str] = []
    for word in _LETTERS.findall(text.casefold()):
        if _EAST.match(word):
            found += [word[at : at + 2] for at in range(len(word) - 1)]
        elif len(word) > 3 and fold_word(word) not in words.STOPWORDS:
            found.append(word[:STEM])
    return found
