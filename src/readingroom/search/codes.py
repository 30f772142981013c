"""Numbers and bytes as index files hold them: LEB128, deflate, and bytes as characters of a classic script."""

from __future__ import annotations

import re
import zlib
from base64 import b32encode
from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
_SCRIPT = re.compile(rb'readingRoomSearch\("(index|[a-z]/[a-z2-7]{8})","([!-~]*)"\);\n')
ALPHABET = bytes(code for code in range(33, 127) if chr(code) not in "\"'\\")
"""91 characters that mean themselves in a JavaScript string and take one byte each: two of them hold 13 bits."""
_PAIRS = np.frombuffer(bytes(ALPHABET[part] for value in range(1 << 13) for part in divmod(value, 91)), "<u2")
_VALUES = np.full(256, 255, np.uint8)
_VALUES[list(ALPHABET)] = np.arange(91)
_HEADS = (1 << 7, 1 << 14, 1 << 21, 1 << 28)


def varint(number: int) -> bytes:
    """A number in LEB128: seven bits a byte, the lowest first."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def varints(numbers: NDArray[np.integer]) -> tuple[NDArray[np.uint8], NDArray[np.integer]]:
    """Numbers below 2**35 in LEB128, one after the other; and how many bytes each takes."""
    if not len(numbers) or numbers.max() < 128:
        return numbers.astype(np.uint8), np.ones(len(numbers), np.int32)
    sizes = np.ones(len(numbers), np.int32)
    for head in _HEADS:
        more = numbers >= head
        if not more.any():
            break
        sizes += more
    ends = np.cumsum(sizes)
    starts = ends - sizes
    out = np.empty(int(ends[-1]), np.uint8)
    for place in range(int(sizes.max())):
        here = np.flatnonzero(sizes > place)
        part = (numbers[here] >> (7 * place)) & 127
        part[sizes[here] > place + 1] |= 128
        out[starts[here] + place] = part
    return out, sizes


def text(value: str) -> bytes:
    """A text with its length in bytes before it."""
    data = value.encode("utf-8", "surrogatepass")
    return varint(len(data)) + data


def deflated(parts: Iterable[bytes], *, of_texts: bool) -> bytes:
    """Parts one after the other, as a zlib stream. Postings hardly repeat themselves: for them Huffman codes alone are as good and fast."""
    coder = zlib.compressobj(4 if of_texts else 1, zlib.DEFLATED, 15, 9, zlib.Z_DEFAULT_STRATEGY if of_texts else zlib.Z_HUFFMAN_ONLY)
    return b"".join([*map(coder.compress, parts), coder.flush()])


def as_script(data: bytes) -> bytes:
    """Bytes as printable characters: 13 bits, the lowest first, in two of ALPHABET; before them, how many bytes they are and a colon."""
    size = -(-len(data) // 13)
    rows = np.frombuffer(data.ljust(size * 13, b"\0"), np.uint8).reshape(size, 13).T.astype(np.uint16)
    pairs = np.empty((size, 8), "<u2")
    for group in range(8):
        first, shift = divmod(group * 13, 8)
        value = rows[first] >> shift
        value |= rows[first + 1] << (8 - shift)
        if 16 - shift < 13:
            value |= rows[first + 2] << (16 - shift)
        pairs[:, group] = _PAIRS[value & 0x1FFF]
    groups = -(-len(data) * 8 // 13)
    return b"%d:" % len(data) + pairs.tobytes()[: groups * 2]


def from_script(text: bytes) -> bytes:
    """Bytes from what `as_script` made of them. Raises ValueError if it isn't that."""
    size, colon, signs = text.partition(b":")
    if not colon or not size.isdigit() or len(signs) % 2 or len(signs) // 2 != -(-int(size) * 8 // 13):
        raise ValueError("cut short")
    values = _VALUES[np.frombuffer(signs, np.uint8)]
    if len(values) and values.max() > 90:
        raise ValueError("a sign that is none of the alphabet")
    groups = values[::2].astype(np.uint32) * 91 + values[1::2]
    groups = np.concatenate((groups, np.zeros(-len(groups) % 8, np.uint32))).reshape(-1, 8)
    out = np.zeros((len(groups), 15), np.uint32)
    for group in range(8):
        first, shift = divmod(group * 13, 8)
        wide = groups[:, group] << shift
        for place in range(3):
            out[:, first + place] |= wide >> (8 * place) & 255
    return out[:, :13].astype(np.uint8).tobytes()[: int(size)]


def name_of(kind: str, data: bytes) -> str:
    """The name of an index file: its kind and forty bits of its content."""
    return f"{kind}/{b32encode(blake2b(data, digest_size=5).digest()).decode().lower()}"


def opened(text: bytes) -> tuple[str, bytes]:
    """The name and the content of an index file. Raises ValueError if it is damaged, or is anything else."""
    found = _SCRIPT.fullmatch(text)
    if not found:
        raise ValueError("no index file")
    try:
        data = zlib.decompress(from_script(found[2]))
    except zlib.error as error:
        raise ValueError(str(error)) from error
    name = found[1].decode()
    if name != "index" and name != name_of(name.partition("/")[0], data):
        raise ValueError("its content isn't that of its name")
    return name, data


def script(name: str, data: bytes) -> bytes:
    """An index file: a classic script of one call, which a page may load from disk as well."""
    return b'readingRoomSearch("%s","%s");\n' % (name.encode(), as_script(data))
