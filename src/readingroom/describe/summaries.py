"""The summary: the first sentences of the body, in the text's own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, repeat
from typing import TypeGuard

from readingroom.document import (
    SPACE,
    TIGHT,
    AnyBlock,
    Block,
    Code,
    Finding,
    Footnote,
    Joint,
    ListItem,
    Paragraph,
    Piece,
    Table,
    Verse,
    joined,
)
from readingroom.emphasis import emphasis
from readingroom.publication import is_publication

LENGTH = 280
"""Characters a summary may have; half of it in scripts that write a word with a sign or two."""
SHORTEST = 40
"""A first paragraph below this is a place, a salutation, a line of the head that stayed: the summary begins with the next one."""
ENOUGH = LENGTH // 3
"""Characters above verse that are a summary; fewer are one with what follows it."""
USED = 4 * LENGTH
"""Characters of a paragraph that are looked at."""
MOST = 8
"""Lines of a stanza that a summary may have."""
_BETWEEN = " / "
_STOPS = ".!?…"

_LINK = re.compile(r"!?\[([^\]\[\n]{0,200})\]\([^()\n]{0,300}\)")
_END = re.compile(r"[.!?…؟।։]++[\"'”’»)\]]*+(?=\s|$)|[。！？．]++[」』）”]*+")
_SHORT = re.compile(r"(?:^|[\s(.“\"])(?:[^\W\d_]|[^\W\d_a-zß-öø-ÿ][^\W\d_]{1,2}|\d{1,4})\.$")


def summary(blocks: Sequence[AnyBlock]) -> Finding | None:
    """The first sentences of the running text, at most `LENGTH` characters; of a poem its first lines, parted by slashes.

    A sentence that is too long is cut between two words and ends with an ellipsis. None where there is no text, or none that can be
    cut between words.
    """
    blocks = _below_labels(blocks)
    poem = _poem(blocks)
    marks: dict[int, list[Piece]] = {}
    for mark in [mark for block in blocks if isinstance(block, Footnote) for mark in block.marks]:
        marks.setdefault(mark.line.start, []).append(mark)
    texts: list[str] = []
    first: Block | None = None
    for block in () if poem else _paragraphs(blocks):
        text = _plain(_without(marks, block) if marks else block)
        if not texts and _is_short(text):
            continue
        first = first or block
        texts.append(text)
        if sum(map(len, texts)) > LENGTH:
            break
    if first is None and (poem := poem or next((block for block in blocks if _is_stanza(block)), None)):
        first, value = poem, _lines(poem)
    else:
        value = _shorten(joined(texts))
    if first is None or not value:
        return None
    return Finding("summary", value, "first-sentences", 0.8 if value.endswith("…") else 0.9, first.pieces[0].line.number, value[:80])


_LABEL = re.compile(r"[^\W\d_][^\W\d_ '’-]{0,14}(?: [^\W\d_]{1,12}){0,3}\s?[:：]\s")


def _below_labels(blocks: Sequence[AnyBlock]) -> Sequence[AnyBlock]:
    """The blocks without those on top that are nothing but labelled lines: "Translator: A. Lund"."""
    at = 0
    while at + 1 < len(blocks) and len(blocks[at].pieces) > 1 and all(_LABEL.match(piece.text) for piece in blocks[at].pieces):
        at += 1
    return blocks[at:]


def _poem(blocks: Sequence[AnyBlock]) -> Block | None:
    """The first stanza of a text that begins with verse, or is verse for the most part; an address, too, has lines that stay lines."""
    for block in blocks:
        if _is_verse(block):
            return block
        if isinstance(block, ListItem | Table | Code) or (
            isinstance(block, Paragraph) and not block.quoted and not _is_short(_plain(block))
        ):
            break
    stanzas = [block for block in blocks if _is_stanza(block) and block.rule != "letters" and not block.quoted]
    if not stanzas:
        return None
    prose = sum(piece.end - piece.start for block in blocks if isinstance(block, Paragraph | ListItem) for piece in block.pieces)
    lines = sum(piece.end - piece.start for block in stanzas for piece in block.pieces)
    return stanzas[0] if lines > prose else None


def _is_verse(block: AnyBlock) -> TypeGuard[Verse]:
    return _is_stanza(block) and block.rule == "verse" and not block.quoted


def _is_stanza(block: AnyBlock) -> TypeGuard[Verse]:
    """Whether it is lines that stay lines, and not the number above some."""
    return isinstance(block, Verse) and len(block.pieces) > 1


def _lines(stanza: Block) -> str:
    """The first lines of a stanza, as many as a summary may have."""
    text = "\n".join(piece.text[:USED] for piece in stanza.pieces[:MOST])
    lines = [line for each in _without_marks(text).split("\n") if (line := joined([each]))]
    size = next((size for size in range(len(lines), 0, -1) if len(text := _BETWEEN.join(lines[:size])) < _limit(text)), 0)
    text = _BETWEEN.join(lines[:size]) or _shorten(next(iter(lines), ""))
    return text if size == len(stanza.pieces) or text[-1:] in _STOPS else text.rstrip(" ,;:、，；：—–-") + "…"


def _paragraphs(blocks: Sequence[AnyBlock]) -> Iterator[Block]:
    """The paragraphs of the text itself, those that it quotes only if there are no others; up to verse, if they say enough."""
    own: list[Block] = []
    for block in blocks:
        if _is_verse(block) and sum(len(each.text) for each in own[:20] if not each.quoted) >= ENOUGH:
            break
        if isinstance(block, Paragraph) and block.pieces:
            own.append(block)
    yield from [block for block in own if not block.quoted][:20] or own[:20]


def _without(marks: Mapping[int, Sequence[Piece]], block: Block) -> Block:
    """A block without what refers to notes; `marks` by the start of their line."""
    pieces: list[Piece] = []
    joints: list[Joint] = []
    for piece, joint in zip(block.pieces, chain(block.joints, repeat(SPACE)), strict=False):
        start = piece.start
        for mark in sorted(marks.get(piece.line.start, ()), key=lambda mark: mark.start):
            if start <= mark.start and mark.end <= piece.end:
                pieces.append(piece._replace(start=start, end=mark.start))
                joints.append(TIGHT)
                start = mark.end
        pieces.append(piece._replace(start=start))
        joints.append(joint)
    return replace(block, pieces=tuple(pieces), joints=tuple(joints[:-1]))


def _plain(block: Block) -> str:
    """The beginning of a block without marks of emphasis and addresses of links."""
    text = block.text if len(block.pieces) < 60 else joined(piece.text for piece in block.pieces[:60])
    return joined([_without_marks(text[:USED])])


def _without_marks(text: str) -> str:
    """A text without its marks of emphasis and the addresses of its links; any other star, low line or backtick is text."""
    marks = emphasis(text)
    text = "".join([sign for at, sign in enumerate(text) if at not in marks]) if marks else text
    return _LINK.sub(r"\1", text) if "](" in text else text


def _is_short(text: str) -> bool:
    """Whether it is a place, a salutation, the name of a printer, a line of the head that stayed."""
    return len(text) < (SHORTEST // 2 if _is_dense(text) else SHORTEST) or is_publication(text)


def _is_dense(text: str) -> bool:
    """Whether most of it is Chinese, Japanese or Korean."""
    head = text[:100]
    return sum("\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7af" for sign in head) * 2 > len(head)


def _limit(text: str) -> int:
    return LENGTH // 2 if _is_dense(text) else LENGTH


def _shorten(text: str) -> str:
    """The text up to the last sentence that fits, else up to the last word that does, with an ellipsis; "" if no word does."""
    limit = _limit(text)
    if len(text) <= limit:
        return text
    end = 0
    for match in _END.finditer(text, 0, limit):
        after = text[match.end() :].lstrip()[:1]
        if not after.islower() and not _SHORT.search(text[max(0, match.start() - 5) : match.start() + 1]):
            end = match.end()
    if end >= limit // 4:
        return text[:end]
    at = next((at for at in range(limit - 1, limit // 3, -1) if _may_cut(text, at)), 0)
    return text[:at].rstrip(" ,;:、，；：—–-") + "…" if at else ""


def _may_cut(text: str, at: int) -> bool:
    """Whether a word ends before this place: a space, a mark of Chinese or Japanese, or kana before a Han sign."""
    before, after = text[at - 1], text[at]
    if after.isspace():
        return True
    if before in "、，；：。」』）" and unicodedata.category(after)[0] not in "MP":
        return True
    return "\u3041" <= before <= "\u309f" and "\u4e00" <= after <= "\u9fff"
