"""Which rows are the title: those above the credits, or, without credits, the first block if it has the shape of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readingroom.describe import vocabulary as words
from readingroom.describe.calendars import fold_word
from readingroom.describe.overlines import is_foreign, may_be_paper, underlined
from readingroom.describe.rows import Row, Rows
from readingroom.describe.titles import fold, in_title_case, is_eastern, is_kicker, is_open, is_prose, is_title, join_title
from readingroom.survey import EDGE, stems
from readingroom.survey import fold as fold_repeated


def lonely_title(rows: Rows, start: int) -> int:
    """How many rows the title of a text without credits has; 0 if the text begins with something else."""
    end = _end_of_block(rows, start)
    if start >= len(rows):
        return 0
    if size := _chapter(rows, start, end) or _over_title(rows, start, end):
        return size
    heads = {fold(head) for head, _ in rows.heads}
    for size in range(1, min(9, len(rows) - start) if heads else 0):
        if fold(" ".join(row.text for row in rows.all[start : start + size])) in heads:
            return size
    if _over_long_line(rows, start):
        return 1
    if end < len(rows) and end - start <= 3:
        texts = [row.text for row in rows.all[start:end]]
        verse = any(text[-1] in ";." for text in texts[:-1]) or sum(text[-1] == "," for text in texts[:-1]) > 1
        apart = rows[end].gap > 1 and all(row.gap < 2 for row in rows.all[end + 1 :]) and end - start == 1
        capitals = end - start == 1 and len(texts[0].split()) < 9 and (texts[0].isupper() or in_title_case(texts[0]))
        sentence = (
            _is_sentence(texts[-1]) and not apart and not capitals
        )  # with more space below it than any other line has, even a sentence is a title
        return end - start if not verse and is_title(join_title(texts)) and not sentence and not _is_list(rows, start) else 0
    if end - start < 4 or is_prose(rows[start].text):
        return 0
    width = max(len(row.text) for row in rows.all[start + 1 : start + 12])  # no blank lines: a short line over full ones
    text = rows[start].text
    wide = sum(len(row.text) > 0.8 * width for row in rows.all[start + 1 : min(end, start + 6)])
    fits = len(text) < 0.7 * width and wide >= 2 and is_title(text) and not _is_sentence(text) and not rows[start + 1].text[0].islower()
    return int(fits and not is_open(text))


def _over_long_line(rows: Rows, start: int) -> bool:
    """Whether a text whose paragraphs take a line each begins with a short line that ends no sentence, right above a long one."""
    if start + 1 >= len(rows) or rows[start + 1].gap:
        return False
    text, below = rows[start].text, rows[start + 1].text
    if len(below) < _LONG_LINE or len(text) * 2 > len(below) or below[0].islower():
        return False
    return is_title(text) and text[-1] not in ",;" and not _is_sentence(text) and not is_open(text)


def _end_of_block(rows: Rows, start: int) -> int:
    end = start + 1
    while end < len(rows) and not rows[end].gap:
        end += 1
    return end


def title_below(rows: Rows, at: int) -> int:
    """How many rows a title has that stands below its credits, apart from them; 0 if none does.

    It is a block of its own, or rows that end early over text that fills its lines.
    """
    if at + 1 >= len(rows) or not rows[at].gap or (rows.credit(at) and rows[at].text[-1:].isdecimal()):
        return 0
    end = _end_of_block(rows, at)
    texts = [row.text for row in rows.all[at:end]]
    if len(texts) <= 4 and end < len(rows):
        return len(texts) if is_title(join_title(texts)) and not _is_sentence(texts[-1]) and not _is_list(rows, at) else 0
    widths = [width(text) for text in texts]
    full = 0.75 * sorted(widths[1:])[len(widths[1:]) * 2 // 3]  # the longest may be two columns that ran together
    for size in range(1, min(5, len(texts) - 2)):
        if widths[size - 1] > full or is_prose(texts[size - 1]):
            return 0
        if widths[size] > full and sum(each > full for each in widths[size : size + 3]) > 1:
            goes_on = _is_sentence(texts[size - 1]) or is_open(texts[size - 1]) or texts[size][0].islower()
            return 0 if goes_on else size
    return 0


def width(text: str) -> int:
    """Columns that a text takes: a Chinese or Japanese sign takes two."""
    return len(text) + len(_EAST.findall(text))


_EAST = re.compile(r"[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]")


def _chapter(rows: Rows, start: int, end: int) -> int:
    """How many rows the numbered title of a chapter has, 0 if there is none: "XII. / The lamp, and who lit it."."""
    if end < len(rows) and end == start + 1 and _NUMBER.fullmatch(rows[start].text):
        end = _end_of_block(rows, end)
        if end < len(rows) and _is_name_of_chapter([row.text for row in rows.all[start + 1 : end]], rows[end].text):
            return end - start
        if not _NUMERAL.fullmatch(rows[start].text):
            return 0
    elif end == start + 1 and end < len(rows) and (found := _HEADED.match(rows[start].text)) and not _HEADED.match(rows[end].text):
        alone = not any(_HEADED.match(row.text) for row in rows.all[end:])  # no list, no numbered paragraphs
        name = rows[start].text[found.end() - 1 :]
        short = alone and name[0].isupper() and len(name.split()) <= SHORT_NAME
        return int((short and len(rows[end].text) >= LONGEST_NUMBER) or _is_name_of_chapter([name], rows[end].text))
    elif not _CHAPTER.match(rows[start].text):
        return 0
    if end >= len(rows) or end - start > 5:
        return 0
    text = join_title([row.text for row in rows.all[start:end]])
    least = 2 if len(text) > 60 or rows[start + 1].gap else 1  # blank lines under it
    begun = text.split(maxsplit=1)[-1][:1]
    return end - start if len(text) < 250 and text[-1] not in ",;:" and rows[end].gap >= least and not begun.islower() else 0


def _is_name_of_chapter(texts: Sequence[str], below: str) -> bool:
    """Whether lines under a number, or behind it, are the name of what follows: a few words in capitals or with capitals, over prose."""
    words_ = " ".join(texts).split()
    if not 0 < len(words_) <= MOST_OF_CHAPTER or words_[-1][-1] in ",;:" or len(below) < LONGEST_NUMBER:
        return False
    return all(text.isupper() for text in texts) or in_title_case(" ".join(texts)) or words_[-1][-1].isalnum()


def _over_title(rows: Rows, start: int, end: int) -> int:
    """How many rows the title takes with the name of a paper over it, which nothing but its words and a "=====" can tell; else 0."""
    if end != start + 1 or end >= len(rows):
        return 0
    last = _end_of_block(rows, end)
    if last >= len(rows) or last - end > 4:
        return 0
    if underlined([rows.all[start:end], rows.all[end:last]]):
        return last - start
    texts = [row.text for row in rows.all[end:last]]
    apart = rows[last].gap > rows[end].gap and is_title(join_title(texts).rstrip(".")) and not _is_sentence(texts[-1])
    return last - start if apart and _is_paper(rows, [rows.all[start:end], rows.all[end:last]]) else 0


def _is_sentence(text: str) -> bool:
    """Whether a line ends like a sentence or with the colon of a speech: without credits below it, it is no title."""
    return _MARKS.sub("", text[-24:]).rstrip("'\"”’»)」")[-1:] in (".", "。", ":", "：")


def _is_list(rows: Rows, start: int) -> bool:
    """Whether a text begins with a list: its first two rows are numbered or marked alike."""
    return start + 1 < len(rows) and bool(_ITEM.match(rows[start].text) and _ITEM.match(rows[start + 1].text))


_MARKS = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹*†‡]){1,3}$")
"""The marks of notes behind a sentence."""
LONGEST_NUMBER = 40
"""Characters of a line; what is longer is the text of the chapter."""
SHORT_NAME = 6
MOST_OF_CHAPTER = 14
"""Words of the name of a chapter."""
_NUMBER = re.compile(r"(?:[^\W\d_]{3,12}\s)?(?:[IVXLC]+|\d{1,3})[.:)]?")
"""The number of a chapter alone, or the word for it and the number."""
_HEADED = re.compile(r"(?:[^\W\d_]{3,12}\s)?(?:[IVXLC]+|\d{1,3})[.:)]\s?(?:--|[—–-])?\s?[^\W\d_]")
"""A number and the name of a chapter in one line."""
_NUMERAL = re.compile(r"(?:[IVXLC]+|\d{1,3})[.:)]?")
"""The number of a chapter alone."""
_CHAPTER = re.compile(r"(?:[^\W\d_]{3,12}\s)?[IVXLC]+[.:]\s(?!\s)[^\W\d_]")
_ITEM = re.compile(r"(?:\d{1,3}|[a-zA-Z])[.)]\s|[-•*–]\s")


def parts(rows: Rows, found: Sequence[Row], *, news: bool = False) -> tuple[list[Row], list[Row], list[Row]]:
    """The rows of a title as (running heads and a kicker over it, title, subtitle).

    `news`: a paper credits its own service below, so that a word in capitals on top is the name of a section.

    Blocks of single words are one title that a narrow column tore apart. A line that ends although the next word had room was
    ended by hand: what follows is a subtitle.
    """
    blocks: list[list[Row]] = []
    for row in found:
        if not blocks or row.gap:
            blocks.append([])
        blocks[-1].append(row)
    above: list[Row] = []
    while len(blocks) > 1 and _is_running_head(rows, blocks):
        above += blocks.pop(0)
    del blocks[: underlined(blocks)]  # what is over it stays in the text
    if news and len(blocks) > 1 and len(blocks[0]) == 1 and blocks[0][0].text.isupper() and len(blocks[0][0].text.split()) < 3:
        above += blocks.pop(0)
    if len(blocks) > 1 and len(blocks[0]) == 1 and _NUMBER.fullmatch(blocks[0][0].text):
        blocks[0] += blocks.pop(1)  # "XII." / "The lamp"
    elif len(blocks) > 1 and is_kicker(" ".join(row.text for row in blocks[0])):
        above += blocks.pop(0)
    elif len(blocks) > 1 and (_is_paper(rows, blocks) or _is_other(rows, blocks)):
        blocks.pop(0)  # it stays as well
    elif blocks and len(blocks[0]) > 1 and is_kicker(blocks[0][0].text):
        above.append(blocks[0].pop(0))
    every = [row for block in blocks for row in block]
    if len(every) > 3 and sum(len(row.text.split()) < 2 for row in every) * 3 >= len(every):
        return above, every, []
    if not blocks:
        return above, [], []
    number = len(blocks[0]) > 1 and bool(_NUMBER.fullmatch(blocks[0][0].text))
    size = number + _ended_by_hand([row.text for row in blocks[0][number:]])
    return above, blocks[0][:size], blocks[0][size:] + [row for block in blocks[1:] for row in block]


def _is_paper(rows: Rows, blocks: Sequence[Sequence[Row]]) -> bool:
    """Whether the first block is the name of a paper and the second the title: see `is_foreign`."""
    if len(blocks[0]) > 1 or len(blocks) > 3:
        return False
    second = join_title([row.text for row in blocks[1]])
    return is_title(second.rstrip(".")) and is_foreign(blocks[0][0].text, second, rows.below(blocks[-1][-1]))


def _is_other(rows: Rows, blocks: Sequence[Sequence[Row]]) -> bool:
    """Whether the first block is a line of another kind, "Report", since the file is named after the second one, and not after it."""
    first, second = (" ".join(row.text for row in block) for block in blocks[:2])
    return len(blocks[0]) == 1 and len(first) < len(second) and not rows.named(first) and rows.named(second) > 1


def _is_running_head(rows: Rows, blocks: Sequence[Sequence[Row]]) -> bool:
    """Whether the first block is what the print repeats: the title itself, or a line of the whole collection."""
    text = " ".join(row.text for row in blocks[0])
    if not any(map(str.isalpha, text)):
        return False  # the number of a chapter, or of a letter: other texts have one too
    first = fold(text)
    others = fold(" ".join(row.text for block in blocks[1:] for row in block if not is_kicker(row.text)))
    if not first or others.startswith(first) or first.startswith(others):
        return True
    if first in {fold(head) for head, _ in rows.heads}:
        return True
    return fold_repeated(text) in rows.survey.furniture and may_be_paper(rows, rows.all.index(blocks[0][-1]))


def _ended_by_hand(texts: Sequence[str]) -> int:
    """How many of the lines of a block are the title: up to a line that had room for the first word of the next one."""
    width = max(len(text) for text in texts)
    for at in range(len(texts) - 1):
        after = texts[at + 1]
        room = len(texts[at]) + 1 + len(after.partition(" ")[0]) <= 0.85 * width
        styles = texts[at].isupper() != after.isupper() and min(len(texts[at]), len(after)) > 3 and not is_eastern(texts[at] + after)
        if (room or styles) and not is_open(texts[at]) and not after[0].islower() and not _goes_on(after):
            return at + 1
    return len(texts)


def _goes_on(text: str) -> bool:
    """Whether a line begins with a word that joins it to the one above ("of", "and", "für"), or with a bracket."""
    if text[0] in "([（［" or text in ("-", "‐"):
        return True
    first = text.split(maxsplit=1)[0]
    return fold_word(first) in words.JOINING and (len(first) > 1 or first.islower())


def running_head_title(rows: Rows, text: str) -> str:
    """The running head with the very words of the title, in another order or not all in capitals; "" if there is none."""
    mine = fold(text)
    for head, _ in rows.heads:
        theirs = fold(head)
        if sorted(theirs.split()) == sorted(mine.split()) and (theirs != mine or (text.isupper() and not head.isupper())):
            return head
    return ""


def lost_title(rows: Rows, start: int) -> str:
    """The title that went with the running heads because it has their words; "" if none did.

    It is the last of them above the first row, if it is of this text alone: the collection does not repeat it.
    """
    if start >= len(rows):
        return ""
    above = [head for head, line in rows.heads if line.start < rows[start].line.start]
    if not above or not is_title(above[-1]) or fold(rows[start].text) == fold(above[-1]):
        return ""
    names = {fold(name) for at in range(start, min(len(rows), start + 8)) if (credit := rows.credit(at)) for name in credit.names}
    if fold(above[-1]) in names:
        return ""  # the author is the running head
    known = rows.survey.furniture
    rights = " ".join(fold_repeated(line.text) for line in rows.dropped if "©" in line.text[:40])  # whoever holds them is no title
    printed = any(EDGE + stem in known or stem in rights for stem in stems(above[-1]))
    return "" if printed or fold_repeated(above[-1]) in known else above[-1]


def notice_above(rows: Rows, start: int) -> int:
    """How many rows above a title are a notice of whoever passed the text on: prose over a centred line, or one in capitals, and a "by"."""
    for at in range(start + 2, min(len(rows), start + _NOTICE)):
        credit = rows.credit(at)
        if not credit or not credit.by or not credit.names:
            continue
        title = at - 1
        while title > start and not rows[title].gap:
            title -= 1
        texts = [row.text for row in rows.all[title:at]]
        said = rows.all[start:title]
        apart = rows[title].gap and is_title(join_title(texts)) and not _is_sentence(texts[-1])
        prose = any(row.text[-1] in ".。" or len(row.text) > LONGEST_NUMBER for row in said) and any(row.text[-1] in ".。" for row in said)
        set_off = all(text.isupper() for text in texts) or rows[title].line.indent >= _CENTRED
        return title - start if said and apart and prose and set_off else 0
    return 0


_LONG_LINE = 150
"""Characters: a line of print is shorter, a paragraph longer."""
_NOTICE = 14
"""Rows of a notice with the title below it."""
_CENTRED = 8
"""Columns: what stands so far in is centred."""
