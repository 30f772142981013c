"""The summary: the first sentences of the body, in the text's own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from readingroom.document import AnyBlock, Block, Finding, Paragraph, Verse, joined

LENGTH = 280
"""Characters a summary may have; half of it in scripts that write a word with a sign or two."""
SHORTEST = 40
"""A first paragraph below this is a place, a salutation, a line of the head that stayed: the summary begins with the next one."""
USED = 4 * LENGTH
"""Characters of a paragraph that are looked at."""

_MARKUP = re.compile(r"!?\[([^\]\[\n]{0,200})\]\([^()\n]{0,300}\)|[*`]++|(?<![^\W_])_++|_++(?![^\W_])|\\(?=[^\w\s])")
_END = re.compile(r"[.!?…؟।։]++[\"'”’»)\]]*+(?=\s|$)|[。！？．]++[」』）”]*+")
_SHORT = re.compile(r"(?:^|[\s(.“\"])(?:[^\W\d_]|[^\W\d_a-zß-öø-ÿ][^\W\d_]{1,2}|\d{1,4})\.$")


def summary(blocks: Sequence[AnyBlock]) -> Finding | None:
    """The first sentences of the running text, at most `LENGTH` characters; of a poem its first lines, parted by slashes.

    A sentence that is too long is cut between two words and ends with an ellipsis. None where there is no text, or none that can be
    cut between words.
    """
    verse = next((block for block in blocks if isinstance(block, Verse)), None)
    texts: list[str] = []
    first: Block | None = None
    for block in _paragraphs(blocks):
        text = _plain(block)
        if not texts and len(text) < (SHORTEST // 2 if _is_dense(text) else SHORTEST):
            continue
        first = first or block
        texts.append(text)
        if sum(map(len, texts)) > LENGTH:
            break
    text = joined(texts)
    if first is None and verse:
        first = verse
        text = " / ".join(line for piece in verse.pieces[:8] if (line := joined([_MARKUP.sub(_label, piece.text[:USED])])))
    value = _shorten(text)
    if first is None or not value:
        return None
    return Finding("summary", value, "first-sentences", 0.8 if value.endswith("…") else 0.9, first.pieces[0].line.number, value[:80])


def _paragraphs(blocks: Sequence[AnyBlock]) -> Iterator[Block]:
    """The paragraphs of the text itself, those that it quotes only if there are no others."""
    own = [block for block in blocks if isinstance(block, Paragraph) and block.pieces]
    yield from [block for block in own if not block.quoted][:20] or own[:20]


def _plain(block: Block) -> str:
    """The beginning of a block without marks of emphasis and addresses of links."""
    text = block.text if len(block.pieces) < 60 else joined(piece.text for piece in block.pieces[:60])
    return joined([_MARKUP.sub(_label, text[:USED])])


def _label(match: re.Match[str]) -> str:
    return _MARKUP.sub("", match[1] or "")


def _is_dense(text: str) -> bool:
    """Whether most of it is Chinese, Japanese or Korean."""
    head = text[:100]
    return sum("\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7af" for sign in head) * 2 > len(head)


def _shorten(text: str) -> str:
    """The text up to the last sentence that fits, else up to the last word that does, with an ellipsis; "" if no word does."""
    limit = LENGTH // 2 if _is_dense(text) else LENGTH
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
