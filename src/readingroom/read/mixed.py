"""Files put together from several, some lines of which are UTF-8 and the others in an older encoding: each line is read in its own.

The encoding of such a file is the runs of its lines: "cp1252*4 utf-8*3". A line ends with the byte 10, which is that in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

UTF8 = "utf-8"
FEW = 3
"""Fewer characters than this of either kind are damage, or an accident."""
LIKELY = 0.3
"""From this share of common pairs of letters on, two parts of a file are known to be in one language."""
LEGACY = (
    *("cp1252", "cp1250", "cp1251", "koi8-r", "koi8-u", "iso8859-2", "cp866", "iso8859-5", "cp1253", "iso8859-7", "cp1254", "cp1255"),
    *("cp1256", "cp1257", "cp1258", "cp874", "mac-roman", "mac-cyrillic", "cp850", "cp852", "cp437"),
    *("cp932", "euc-jp", "gb18030", "big5", "cp949"),
)
"""What the older part may be in, the likeliest first. ASCII is the same in all of them."""
MANY_BYTES = frozenset(("cp932", "euc-jp", "gb18030", "big5", "cp949", "euc_jp", "euc_kr"))
CERTAIN = 6
"""So many characters of UTF-8 in a row of lines are no accident in text of two bytes a character, either."""
SAMPLE = 1 << 16

Part = TypeVar("Part", str, bytes)
_BEYOND = bytes(range(128, 256))
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HONEST = re.compile(rb"(?<=[A-Z\xc0-\xde])[\xc2-\xde][\x80-\xbf](?![a-z\x80-\xff])")
"""A capital behind a capital, and a quotation mark or a dash of Windows."""
_UNUSED = re.compile("[\x80-\x9f\ufffd]")


def split_encodings(data: bytes, guesses: Callable[[bytes], Sequence[str]]) -> str | None:
    """The encoding of a file of both kinds, as runs of lines; None for any other file.

    `guesses` says what bytes that are not Unicode may be. Evidence: three characters of UTF-8 at least in lines that are whole as UTF-8,
    and as many bytes in lines that are not, in which less is good UTF-8 than is not.
    """
    lines = data.split(b"\n")
    kinds = [_kind(line) for line in lines]
    if not (True in kinds and False in kinds):
        return None
    modern = b"\n".join(line for line, kind in zip(lines, kinds, strict=True) if kind)
    older = b"\n".join(line for line, kind in zip(lines, kinds, strict=True) if kind is False)
    known = sum(1 for _ in _SEQUENCE.finditer(modern)) - sum(1 for _ in _HONEST.finditer(modern))
    if known < FEW or len(older) - len(older.translate(None, _BEYOND)) < FEW:
        return None
    best = _older_encoding(older[:SAMPLE], modern[:SAMPLE].decode(UTF8, "ignore"), guesses(older[:SAMPLE]))
    if best is None or (best in MANY_BYTES and (known < CERTAIN or _decodes(data, best))):
        return None
    named = ((best if kind is False else UTF8) for kind in _settled(kinds))
    return " ".join(f"{name}*{sum(1 for _ in run)}" for name, run in groupby(named))


def encode(text: str, encoding: str, errors: str) -> bytes:
    """A text in the encodings of its lines. Raises ValueError if there are more or fewer lines than the runs say."""
    return b"\n".join(line.encode(name, errors) for name, line in _parted(text.split("\n"), encoding))


def decode(data: bytes, encoding: str, errors: str) -> str:
    """The inverse of `encode`."""
    return "\n".join(line.decode(name, errors) for name, line in _parted(data.split(b"\n"), encoding))


def is_mixed(encoding: str) -> bool:
    """Whether the name of an encoding is runs of lines."""
    return "*" in encoding


def describe(encoding: str) -> str:
    """Runs of lines in words: "4 lines are CP1252, 3 are UTF-8"."""
    counts: dict[str, int] = {}
    for run in encoding.split(" "):
        name, _, count = run.partition("*")
        counts[name] = counts.get(name, 0) + int(count)
    return ", ".join(f"{count} {'line' if count == 1 else 'lines'} as {name.upper()}" for name, count in counts.items())


def _parted(lines: Sequence[Part], encoding: str) -> list[tuple[str, Part]]:
    """The lines, each with the name of its encoding."""
    names: list[str] = []
    for run in encoding.split(" "):
        name, _, count = run.partition("*")
        if not count.isdecimal() or len(names) + int(count) > len(lines):
            raise ValueError(f"the encodings {encoding!r} don't fit {len(lines)} lines")
        names += [name] * int(count)
    return list(zip(names, lines, strict=True))


def _kind(line: bytes) -> bool | None:
    """Whether a line is UTF-8; None for plain ASCII. One with more good characters than bad bytes is UTF-8 that was damaged."""
    if line.isascii():
        return None
    try:
        line.decode(UTF8)
    except UnicodeDecodeError:
        good = _SEQUENCE.findall(line)
        bad = len(line) - len(line.translate(None, _BEYOND)) - sum(map(len, good))
        return len(good) > bad
    return True


def _settled(kinds: Sequence[bool | None]) -> list[bool | None]:
    """Plain lines with the kind of those above them, so that there are few runs."""
    out: list[bool | None] = []
    last = next((kind for kind in kinds if kind is not None), None)
    for kind in kinds:
        last = last if kind is None else kind
        out.append(last)
    return out


def _older_encoding(older: bytes, modern: str, guesses: Sequence[str]) -> str | None:
    """What the older lines are in: that in which they are most like the others, or if those are in another language, the first guess."""
    usual = frozenset(_pairs(modern))
    best, most = None, -1.0
    for name in dict.fromkeys((*guesses, *LEGACY)):
        try:
            text = older.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if _UNUSED.search(text):
            continue
        pairs = _pairs(text)
        shared = sum(pair in usual for pair in pairs) / len(pairs) if pairs else 0.0
        if best is None or (shared > most and shared >= LIKELY):
            best, most = name, shared
    return best


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _pairs(text: str) -> list[str]:
    """All pairs of neighbours of which one is a letter beyond ASCII."""
    return [text[at : at + 2] for at in range(len(text) - 1) if not text[at : at + 2].isascii()]
