"""Which encoding a file is in. UTF-8 proves itself; everything else is a guess, taken only if the bytes can be rebuilt from it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import chardet

from readingroom.read.line_ends import fold_line_ends
from readingroom.read.mixed import describe, is_mixed, split_encodings
from readingroom.read.restoring import BOMS, bom_of, decode_bytes, errors_for, restore
from readingroom.read.thin_evidence import western

SAMPLE = 1 << 16
"""How many bytes a guess is made on."""

DAMAGE = 2
"""A file is UTF-8 with damage if it has this many good sequences for each bad byte. Measured on texts in 45 languages, no other encoding
has more than 0.7 (EUC-JP and Shift-JIS, by chance)."""

SHORT = 100
"""In a file of fewer bytes rare codes turn up more often by chance than by use: they are not looked for."""

RARE = (
    *("iso8859-3", "iso8859-4", "iso8859-10", "iso8859-14", "iso8859-16", "hp-roman8", "johab", "koi8-t", "kz1048", "ptcp154"),
    *("mac-greek", "mac-iceland", "mac-latin2", "mac-turkish", "cp1125", "cp1006"),
    *("cp720", "cp737", "cp775", "cp855", "cp856", "cp857", "cp858", "cp860", "cp861", "cp862", "cp863", "cp864", "cp865", "cp869"),
    *("cp1140", "cp424", "cp500", "cp875", "cp1026", "cp273"),
)
"""Codes of few writers, under chardet's names."""

_SUPERSETS = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "cp950",
}  # decode all that the other does, and what Windows added; beyond the sample it may be there

_BAD = re.compile("[\ud800-\udfff]")
_CONTROLS = bytes([*range(1, 9), *range(14, 32), 127])
_BEYOND_ASCII = bytes(range(128, 256))
_MARKS = re.compile("[\n ,.\u3001\u3002]")
_USUAL = re.compile("[\t\n\r -~\xa0-\u06ff\u0900-\u0eff\u1e00-\u1fff\u2010-\u203b\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and what is needed to write it again."""

    text: str  # line feeds only
    encoding: str  # a Python codec name, or runs of lines: see readingroom.read.mixed
    bom: bool
    line_ends: str
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode bytes of unknown encoding. Always succeeds: in the worst case as Latin-1, where each byte is a character."""
    for encoding, bom in _candidates(data):
        found = decode_as(data, encoding, bom)
        if found is not None:
            return found
    text, ends = fold_line_ends(data.decode("latin-1"))
    return Decoded(text, "latin-1", False, ends, ("the encoding is not known: read as Latin-1",))


def decode_as(data: bytes, encoding: str, bom: bool = False) -> Decoded | None:
    """Decode bytes in a given encoding; None if that can't be undone.

    Bytes that don't belong, or that would be written differently, are kept as lone surrogates (PEP 383) and noted.
    """
    body = data[len(bom_of(encoding)) :] if bom else data
    strict = True
    try:
        whole = decode_bytes(body, encoding)
    except UnicodeDecodeError:
        strict = False
        try:
            whole = decode_bytes(body, encoding, errors_for(encoding))
        except UnicodeDecodeError:
            return None
    found = _folded(whole, encoding, bom)
    if strict and encoding == "utf-8":
        return found  # strict UTF-8 has one spelling for each text
    if not _restores(found, data):
        if is_mixed(encoding):
            return None
        strict = False
        found = _folded(_keep_variants(whole, body, encoding), encoding, bom)
        if not _restores(found, data):
            return None
    bad = 0 if strict else len(_BAD.findall(found.text))
    notes = [f"several encodings in one file: {describe(encoding)}"] if is_mixed(encoding) else []
    if bad:
        notes.append(f"bytes that are not {'UTF-8' if is_mixed(encoding) else encoding.upper()} were kept: {bad}")
    return replace(found, notes=tuple(notes)) if notes else found


def _folded(whole: str, encoding: str, bom: bool) -> Decoded:
    text, ends = fold_line_ends(whole)
    return Decoded(text, encoding, bom, ends)


def _restores(found: Decoded, data: bytes) -> bool:
    """Whether the text can be written as it was read."""
    try:
        return restore(found.text, found.encoding, found.bom, found.line_ends) == data
    except ValueError:
        return False


def _keep_variants(whole: str, body: bytes, encoding: str) -> str:
    """The text with those characters as surrogates that the codec writes with other bytes than it read them from.

    Shift-JIS has two codes for some signs. Both are two bytes long, so places in what is written are places in what was read.
    """
    errors = errors_for(encoding)
    try:
        pieces = [char.encode(encoding, errors) for char in whole] if len(whole) <= len(body) else []
    except UnicodeEncodeError:
        return whole
    out: list[str] = []
    at = 0
    for char, piece in zip(whole, pieces, strict=False):
        found = body[at : at + len(piece)]
        out.append(char if found == piece else found.decode("ascii", "surrogateescape"))
        at += len(piece)
    return "".join(out) if at == len(body) else whole


def _candidates(data: bytes) -> Iterator[tuple[str, bool]]:
    """Encodings to try, the likeliest first, each with whether its mark is there."""
    for encoding, mark in BOMS.items():
        if data.startswith(mark):
            if encoding == "utf-8" and not _is_strict(data) and (runs := split_encodings(data[len(mark) :], guesses)):
                yield runs, True
            yield encoding, True
    if b"\0" in data[:SAMPLE] and (wide := _wide(data[:SAMPLE])):
        yield wide, False
    if data.isascii():
        if b"\x1b$" in data or b"~{" in data:  # the escapes by which Japanese and Chinese were mailed
            yield guesses(data)[-1], False
        yield "utf-8", False
    if _is_strict(data):
        yield "utf-8", False
    elif runs := split_encodings(data, guesses):
        yield runs, False
    if _is_utf8(data):
        yield "utf-8", False
    for guess in guesses(data):
        yield guess, False


def guesses(data: bytes) -> list[str]:
    """What bytes that are not Unicode may be, the likeliest first: chardet's statistics, and where they have little to go by, sense."""
    unlikely = RARE if len(data) < SHORT else None
    best = chardet.detect(data, max_bytes=SAMPLE, compat_names=False, exclude_encodings=unlikely)["encoding"]
    try:
        best = codecs.lookup(best or "cp1252").name
    except LookupError:  # a name that Python doesn't know
        best = "cp1252"
    if best.startswith(("ascii", "utf")):  # these have been tried
        best = "cp1252"
    name = _SUPERSETS.get(best, best)
    return [*western(data[:SAMPLE], name), name, best]


def _is_strict(data: bytes) -> bool:
    """Whether this is UTF-8, each byte of it."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_utf8(data: bytes) -> bool:
    """Whether this is UTF-8, or was before a few bytes of it were damaged."""
    if _is_strict(data):
        return True
    good = data.decode("utf-8", "ignore")
    plain = len(data.translate(None, _BEYOND_ASCII))
    bad = len(data) - len(good.encode())
    return len(good) - plain >= DAMAGE * bad


def _wide(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes of its letters, spaces and line ends stand."""
    whole = len(head) - len(head) % 4
    zeros = [head[place:whole:4].count(0) for place in range(4)]
    if whole and not zeros[0] and min(zeros[2:]) == whole // 4:
        return "utf-32-le"
    if whole and not zeros[3] and min(zeros[:2]) == whole // 4:
        return "utf-32-be"
    first, second = head[::2].count(0), head[1::2].count(0)
    if max(first, second) > 9 * min(first, second) and max(first, second) * 5 > len(head):
        return "utf-16-be" if first > second else "utf-16-le"  # letters of the first 256
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls * 20 < len(head) and _is_utf8(head):
        return None  # with a zero byte in it, by damage
    sense = {name: _sense(head[: len(head) // 2 * 2].decode(name, "replace")) for name in ("utf-16-le", "utf-16-be")}
    best = max(sense, key=lambda name: sense[name])
    return best if sense[best] > (0.98, 0) else None


def _sense(text: str) -> tuple[float, int]:
    """How far a text is made of what texts are made of, and how many of the commonest marks it has: for telling the two byte orders."""
    return len(_USUAL.findall(text)) / len(text), len(_MARKS.findall(text))
