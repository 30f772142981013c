"""What stands around the text of a letter: letterhead and address, salutation, closing and signature. None of it is a heading.

The salutation is the sure sign, since every language has few ways to begin a letter. Short lines above it are the address and the date;
short lines behind the last paragraph, up to the end or a postscript, are the closing. Groups of lines keep their lines.
"""

from __future__ import annotations

import re

from readingroom.document import BREAK, Paragraph, Piece, Verse
from readingroom.structure.layout import Layout, Row
from readingroom.structure.rules.candidate import Candidate

_SALUTATION = re.compile(
    r"[*_]{0,2}(?:(?:my |our )?(?:very )?(?:dear|dearest|esteemed|honou?red)(?: |$)|sirs?[,:]"
    r"|(?:dear )?madam[,:]|gentlemen[,:]|to whom it may concern"
    r"|sehr (?:ge|ver)ehrte|(?:hoch)?(?:ge|ver)ehrte|liebe[rs]? |werte[rs]? |meine (?:herren|damen)"
    r"|(?:mon |ma |mes |bien )*(?:chère?s?|monsieur|madame|messieurs|excellence)\b"
    r"|(?:mi |muy |mis )*(?:estimad[oa]s?|querid[oa]s?|distinguid[oa]s?|señor(?:a|es)?|excelent[ií]s[is]{1,2}m[oa])\b"
    r"|(?:meu |minha )*(?:prezad[oa]s?|car[oa]s?|ilustr[ií]ss?im[oa]|excelent[ií]ssim[oa])\b"
    r"|(?:gentile|egregio|spettabile|carissim[oaie]|illustrissimo)\b"
    r"|(?:zeer )?(?:geachte|waarde|lieve|mijnheer)\b|beste |(?:kära?e?|bästa|kjære|kære|ärade)\b"
    r"|(?:szanown[yai]|drog[ia]|kochan[yai]|vážen[ýáí]|mil[ýáí]|drah[ýáí])\b|(?:tisztelt|kedves|sayın|sevgili|hyvä|rakas|arvoisa)\b"
    r"|(?:дорог(?:ой|ая|ие)|уважаем(?:ый|ая|ые)|мил(?:ый|ая|ые)|милостив(?:ый|ые|ая)|шановн(?:ий|а|і))\b|(?:αγαπητ|αξιότιμ|φίλτατ)"
    r"|(?:عزيزي|عزيزتي|أخي|أختي|حضرة|سيدي)\b|(?:לכבוד|יקיר)|拝啓|前略|尊敬的|亲爱的|親愛的)",
    re.IGNORECASE,
)
_GREETS = re.compile(r"[,:!،，：！—–-][*_]{0,2}$")
_POSTSCRIPT = re.compile(r"(?:P\.? ?P?\.? ?S\b|N\.? ?B\b|Post ?[Ss]criptum|Nachschrift|З\. ?Ы|P\.S)")
_RULE = re.compile(r"[\s*_=~—–-]+$")
_SPELLED = re.compile(r"\b[^\W\d_]\.[\"”»)]*$|\b(?:Esq|Jr|Sr|etc|Mrs?|Dr)\.$", re.IGNORECASE)  # a stop that ends no sentence
_ABOVE = 16  # rows; an address and a date are shorter
_BELOW = 9  # rows; a closing with signature and office is shorter
_BACK = 400  # rows in which the salutation of a closing is looked for
_WIDEST = 60  # characters
_RIGHT = 8  # columns; what is set in so far is set to the right


def letter(layout: Layout, at: int) -> Candidate | None:
    """A salutation, a group of lines above one, or a group of lines of a closing."""
    rows = layout.rows
    row = rows[at]
    if row.mark or row.low or len(row.text) > _WIDEST or (at > 0 and row.gap <= layout.lead and not row.torn):
        return None
    if salutation(row):
        return _candidate(layout, at, at + 1, 0.9, "a salutation") if at + 1 < len(rows) else None
    end = _end(layout, at)
    if end is None:
        return None
    if _opens(layout, at, end):
        return _candidate(layout, at, end, 0.9, "above a salutation")
    return _candidate(layout, at, end, 0.9, "behind the text of a letter") if _closes(layout, at) else None


def salutation(row: Row) -> bool:
    """Whether a line greets somebody, and does nothing else."""
    return len(row.text) <= _WIDEST and bool(_GREETS.search(row.text) and _SALUTATION.match(row.text))


def _end(layout: Layout, at: int) -> int | None:
    """The row behind a group of short lines without a blank line between them; None: they are text."""
    rows = layout.rows
    end = at
    while end < len(rows) and (end == at or rows[end].gap <= layout.lead):
        if not _short(layout, rows[end]) or end - at >= _BELOW:
            return None
        end += 1
    return end


def _short(layout: Layout, row: Row) -> bool:
    if row.mark or len(row.text) > _WIDEST or (row.closed and row.text[-1] not in ":;" and not _SPELLED.search(row.text)):
        return False
    return not layout.measure or row.width <= 0.8 * layout.measure


def _opens(layout: Layout, at: int, end: int) -> bool:
    """Whether only short lines stand between this group and a salutation. A line that could be the title of the letter is none of them."""
    rows = layout.rows
    row = rows[at]
    below = next((other for other in range(end, min(len(rows), at + _ABOVE)) if salutation(rows[other])), None)
    if below is None or not all(_short(layout, rows[other]) for other in range(end, below)):
        return False
    return end - at > 1 or row.line.indent >= _RIGHT or ", " in row.text or ": " in row.text


def _closes(layout: Layout, at: int) -> bool:
    """Whether only short lines stand between this group and the end of the letter, and there is a letter."""
    rows = layout.rows
    end = at
    while end < len(rows) and end - at <= _BELOW and _short(layout, rows[end]) and not _RULE.match(rows[end].text):
        if end > at and _POSTSCRIPT.match(rows[end].text):
            break
        end += 1
    if end - at > _BELOW or end == at:
        return False
    postscript = end < len(rows) and bool(_POSTSCRIPT.match(rows[end].text))
    if end < len(rows) and not postscript and not _RULE.match(rows[end].text):
        return False
    return any(salutation(rows[other]) for other in range(at - 1, max(-1, at - _BACK), -1))


def _candidate(layout: Layout, at: int, end: int, sure: float, evidence: str) -> Candidate:
    group = layout.rows[at:end]
    if len(group) == 1:
        return Candidate(Paragraph(pieces=(group[0].piece,), rule="letters", confidence=sure), sure, evidence, end)
    margin = min(row.line.indent for row in group)
    pieces = tuple(Piece(row.line, margin, row.line.indent + len(row.text)) for row in group)
    block = Verse(pieces=pieces, joints=(BREAK,) * (len(pieces) - 1), rule="letters", confidence=sure)
    return Candidate(block, sure, evidence, end)
