"""Radicals of the dictionary where the text means the word: what many PDF fonts hand out for common Chinese and Japanese characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from readingroom.clean.changes import Change

# The block U+2F00 has its words in Unicode's compatibility mappings. U+2E80 has not: these are the radicals that are words by
# themselves, after Unicode's EquivalentUnifiedIdeograph.txt.
_SUPPLEMENT = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻫⻬⻭⻮⻯⻰⻲",
        "民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄斉齐歯齿竜龙亀",
        strict=True,
    )
)
CHARACTERS = "\u2e9f\u2ef3\u2f00-\u2fd5" + "".join(_SUPPLEMENT)
_TEXT = "\u3005\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # ideographs and kana
_FOUND = re.compile(f"(?<=[{_TEXT}])[{CHARACTERS}]+|[{CHARACTERS}]+(?=[{_TEXT}\u3001\u3002\uff0c])|[{CHARACTERS}]{{2,}}")


def restore_ideographs(line: str) -> Iterator[Change]:
    """Radicals that stand in a text become the characters they look like. One by itself, as in a table of radicals, stays."""
    for found in _FOUND.finditer(line):
        yield *found.span(), "".join(_SUPPLEMENT.get(sign) or unicodedata.normalize("NFKC", sign) for sign in found.group())
