"""Runs of credits: the rows around a title that say who wrote it and when."""

from __future__ import annotations

from collections.abc import Sequence

from readingroom.describe.authors import read_names
from readingroom.describe.calendars import months_named
from readingroom.describe.credits import LONGEST_NAMES, Credit, read_credit
from readingroom.describe.dates import find_broken_date
from readingroom.describe.overlines import is_foreign
from readingroom.describe.rows import REACH, Row, Rows
from readingroom.describe.title_rows import title_below
from readingroom.describe.titles import is_headline, is_open, is_prose, is_title, join_title

TITLE_LENGTH = 300
"""Characters of a title with its subtitle; what is longer is a paragraph."""
LONG_TITLE = 120
"""Characters of a long title: below more, a line that begins with a small "by" goes on with a sentence."""
LONGEST_RUN = 4
MOST_LINES = 9
"""Lines of a title in a narrow column."""
LONGEST_OFFICE = 60
"""Characters of the one line between two credits that may say something else: an office, a place."""

_STOPS = (".", "!", "…", "。", ".”", '."')
Run = list[tuple[Row, Credit]]


def credits_above(rows: Rows, start: int) -> Run:
    """Credits that stand over the title, as in "3 May 1931 / The harbour"; the title begins behind them."""
    found: Run = []
    at = start
    while at < len(rows) and len(found) < 3 and (credit := rows.credit(at)) and _adds(found, credit):
        if not credit.certain and not _names_beside_day(rows, found, at):
            break
        if credit.certain and credit.names and not credit.by and not (credit.place and credit.when and credit.when.whole):
            day = credit.when and credit.when.whole and not found and not rows.is_heading(" ".join(credit.names))
            below = at + rows.size(at)
            if not day or not (title_below(rows, below) or headline(rows, below) or _over(rows, at, below)):
                break  # "Annual Report, March 1931" is a title
        if _is_bare_year(credit) and not (at + 1 < len(rows) and rows[at + 1].gap):
            break  # a year that begins the title
        after = at + rows.size(at)
        found.append((rows[at], credit))
        found += ((row, Credit()) for row in rows.all[at + 1 : after])
        at = after
    return found


def _names_beside_day(rows: Rows, found: Run, at: int) -> bool:
    """Whether a row holds names alone, right above or below a day, with the title apart below the two."""
    if not rows.is_name(at) or rows.is_heading(rows[at].text) or any(credit.names for _, credit in found):
        return False
    if found:
        day, last = found[-1][1], at
        near = _adjacent(rows, at)
    else:
        after = rows.credit(at + 1)
        if not after or after.names:
            return False
        day, last = after, at + 1
        near = _adjacent(rows, at + 1)
    if not near or not day.when or not day.when.whole or (not found and last + 1 < len(rows) and rows.is_name(last + 1)):
        return False  # title, day, name
    plain = headline(rows, last + 1) if not rows.is_heading(rows[at].text, share=0.6) else 0
    return title_below(rows, last + 1) > 0 or plain > 0 or _over(rows, at, last + 1)


def _adjacent(rows: Rows, at: int) -> bool:
    """Whether a row stands right below the one above it in the text as found."""
    return rows[at].line.number == rows[at - 1].line.number + 1


def _over(rows: Rows, at: int, title: int) -> bool:
    """Whether names stand over a title, and are not the title: the text below has words of the one and none of the other."""
    if title + 1 >= len(rows) or not (credit := rows.credit(at)) or not credit.names:
        return False
    row, text = rows[title], rows[title].text
    if rows.credit(title) or not is_title(text) or text[-1] in ".:":
        return False
    width = max(len(each.text) for each in rows.all[title + 1 : title + 6])
    if not (row.gap or rows[title + 1].gap) and len(text) > 0.9 * width:
        return False
    words = " ".join(each.text for each in rows.all[title : title + 2])
    return is_foreign(credit.names[0], words if not rows[title + 1].gap else text, rows.text_below(rows[title]))


def headline(rows: Rows, start: int) -> int:
    """How many rows a title has that is known to begin here: up to a blank line, or to where wider lines begin; 0: there is none.

    A title is set larger than the text, so that its lines are shorter, and its last one had room for the word that follows.
    """
    if start >= len(rows) - 1 or not _begins_title(rows, start):
        return 0
    widest = 0
    for at in range(start, min(len(rows) - 1, start + MOST_LINES)):
        text, after = rows[at].text, rows[at + 1]
        widest = max(widest, len(text))
        room = len(text) + 1 + len(after.text.split()[0]) <= widest
        wider = len(after.text) > 1.3 * widest and not after.text[0].islower() and not is_open(text)
        capitals = text.isupper() and after.text.isupper() and not after.gap  # the text itself has small letters
        if (after.gap or ((room or wider) and not after.text[0].islower())) and not capitals:
            return at + 1 - start if text[-1] not in ",;" and is_headline(join_title([row.text for row in rows.all[start : at + 1]])) else 0
    return 0


def _begins_title(rows: Rows, at: int) -> bool:
    text = rows[at].text
    credit = rows.credit(at)
    return (
        (text[0].isalnum() or text[0] in "¿¡«„“\"'#[「『《")
        and not text[0].islower()
        and not is_prose(text)
        and not (credit and credit.certain)
    )


def credits_below(rows: Rows, start: int, end: int = REACH) -> tuple[Run, int]:
    """The first credits that have a title above them, and the place of their first row; ([], start) if there are none."""
    for at in range(start + 1, min(len(rows), start + REACH, end)):
        if not _may_be_title(rows.all[start:at]):
            break
        first = _begin(rows, start, at)
        if first:
            found = credits_at(rows, first)
            if any(credit.certain for _, credit in found):
                return found, first
    return _broken(rows, start)


def close_text(rows: Rows, start: int, first: int, found: Run) -> bool:
    """Whether credits from row `first` on end the text, and what stands above them is that text and no title: sentences, or verses.

    They are then its signature and date: a head needs something to stand over.
    """
    if not found or first + len(found) < len(rows):
        return False
    texts = [row.text for row in rows.all[start:first]]
    sentence = texts[-1].endswith(_STOPS) and (len(texts) > 2 or sum(map(len, texts)) > LONGEST_NAMES)
    return sentence or sum(text[-1] in ",;" for text in texts) > 1


def credits_at(rows: Rows, first: int) -> Run:
    """The credits from a row on, as long as each adds what is not yet said. One row between them may say something else."""
    found: Run = []
    at = end = first
    while at < len(rows) and len(found) < LONGEST_RUN:
        credit = rows.credit(at)
        if credit and _adds(found, credit) and (credit.certain or _is_name(rows, at, found)):
            found.append((rows[at], credit))
            wrapped = rows.all[at + 1 : at + rows.size(at)]
            found += ((row, Credit()) for row in wrapped)
            end = at = at + 1 + len(wrapped)
        elif (
            found and at == end and not (credit and credit.certain) and len(rows[at].text) <= LONGEST_OFFICE and _dates(rows, found, at + 1)
        ):
            at += 1
        else:
            break
    return found


def names_below(rows: Rows, start: int, *, dated: bool) -> tuple[Run, int]:
    """Names without anything else that stand right under the title, and the place of their row; ([], start) if there are none.

    That needs more than their shape: a date over the title, or several names with space below them.
    """
    for at in range(start + 1, min(len(rows) - 1, start + 5)):
        row, after = rows[at], rows[at + 1]
        if (row.gap and at > start + 1) or not _may_be_title(rows.all[start:at]):
            break
        if not row.text[0].isupper() or row.text[-1] in ".:;," or not rows.is_name(at):
            continue
        credit = rows.credit(at)
        width = max(len(each.text) for each in rows.all[at + 1 : at + 6])
        if credit and (dated or (len(credit.names) > 1 and after.gap)) and len(row.text) < 0.8 * width and not after.text[0].islower():
            return [(row, credit)], at
    return [], start


def eastern_author(rows: Rows, start: int, *, edited: bool) -> int:
    """The row of the author right below a Chinese, Japanese or Korean title, as electronic editions set the two; 0: there is none.

    `edited` says that the text is such an edition: elsewhere a name in such a place may as well be the second line of the title.
    """
    end = start + 1
    while end < len(rows) and not rows[end].gap:
        end += 1
    at = end - 1
    if not 1 < end - start <= 4 or end >= len(rows) or not rows.is_name(at) or rows[at].text[0].isascii():
        return 0
    return at if edited and is_title(rows[start].text) else 0


def _begin(rows: Rows, start: int, at: int) -> int:
    """The row at which credits begin if this one is the first certain credit, else 0."""
    credit = rows.credit(at)
    if not credit or not credit.certain:
        return 0
    if credit.by[:1].islower() and _runs_on(rows, start, at):
        return 0  # "... was written" / "by Ada Quill"
    if credit.by and not credit.names and not credit.when:
        return at  # of a paper to its service: what is above is the headline
    if credit.names:
        return 0 if not credit.by and not credit.place and rows.is_heading(" ".join(credit.names)) else at
    row = rows[at]
    if not row.gap and not credit.by and is_open(rows[at - 1].text) and not rows.is_name(at - 1):
        return 0  # "The storm of" / "3 May 1931"
    after, named = rows.credit(at + 1), rows.is_name(at - 1)
    if (
        credit.when
        and not credit.when.whole
        and not row.gap
        and any(later.when.whole for later in (after, rows.credit(at + 2)) if later and later.when)
    ):
        return 0  # "Notes of" / "September 1931" / "By Ada Quill, 3 October 1931"
    if _is_bare_year(credit) and not row.gap and not (named and at - 1 > start):
        alone = after and after.by and not is_open(rows[at - 1].text) and not months_named(rows[at - 1].text.split()[-1])
        later = rows.credit(at + 2)
        return at if alone and not (later and later.when) else 0  # else a year that ends the title
    if after and after.by and after.names:
        return at
    several = len(above.names) if (above := rows.credit(at - 1)) else 0
    part_of_title = row.gap and not rows[at - 1].gap and rows[at - 1].text[0].isupper() and several < 2  # in capitals and small letters
    if at - 1 > start and named and not part_of_title and not (not rows[at - 1].gap and after and after.names and rows.is_name(at + 1)):
        return at - 1
    if at - 2 > start and not row.gap and not rows[at - 1].gap and rows[at - 2].gap and rows.is_name(at - 2):
        return at - 2  # a name, an office, a date
    return at


def _runs_on(rows: Rows, start: int, at: int) -> bool:
    """Whether the lines right above a row are as long as no title is."""
    first = at
    while first > start and not rows[first].gap:
        first -= 1
    return sum(len(row.text) for row in rows.all[first:at]) > LONG_TITLE


def _is_bare_year(credit: Credit) -> bool:
    return bool(credit.when and credit.when.bare_year and not credit.names)


def _may_be_title(rows: Sequence[Row]) -> bool:
    if sum(len(row.text) + 1 for row in rows) > TITLE_LENGTH:
        return False
    # What stands alone may hold two sentences, the last without a stop: "A year of records. The station had 5,740 guests"
    return not is_prose(rows[-1].text) or (len(rows) == 1 and rows[0].text[-1].isalnum())


def _is_name(rows: Rows, at: int, found: Run) -> bool:
    """Whether a row is a name; below a date, where a heading may stand as well, a script without capitals must follow at once."""
    if not rows.is_name(at):
        return False
    return not found or not rows[at].gap or rows[at].text[0].isupper()


def _dates(rows: Rows, found: Run, at: int) -> bool:
    after = rows.credit(at)
    return bool(after and after.when and not after.names and _adds(found, after))


def _adds(found: Run, credit: Credit) -> bool:
    """Whether a credit says something that those before it have not said."""
    dated = any(other.when for _, other in found)
    named = any(other.names for _, other in found)
    return not (credit.when and dated) and not (credit.names and named)


def _broken(rows: Rows, start: int) -> tuple[Run, int]:
    """A date that extraction took apart, its digits on a line of their own: "年 月 日 | 山田花子" / "2014 12 17"."""
    for at in range(start + 1, min(len(rows) - 1, start + REACH)):
        if not _may_be_title(rows.all[start:at]):
            break
        found = find_broken_date(rows[at].text, rows[at + 1].text)
        if found:
            when, other = found
            credit = read_credit(other, rows.find_date)
            names = credit.names if credit else read_names(other)
            return [(rows[at], Credit(when, names)), (rows[at + 1], Credit(when))], at
    return [], start
