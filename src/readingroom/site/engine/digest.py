"""The digest that is used everywhere in the engine, and what is said where there can't be one."""

from __future__ import annotations

import os
from hashlib import sha256

Hash = sha256
"""What digests are made with, cut to `SIZE`: processors have instructions for it."""
SIZE = 16
BLOCK = 1 << 16
"""Bytes that are read of a file at once: room for many more would be fetched anew from the system for each file."""


class Unknown(Exception):  # noqa: N818 - it is an answer, not an error
    """A value that no digest can stand for; the text says which."""


def digest(data: bytes) -> bytes:
    """The digest of some bytes."""
    return Hash(data).digest()[:SIZE]


def file_digest(path: str) -> bytes:
    """A digest of a file's bytes; empty if it can't be read."""
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))  # a file object would take longer to make than most texts to read
    except OSError:
        return b""
    found = Hash()
    try:
        while data := os.read(file, BLOCK):
            found.update(data)
        return found.digest()[:SIZE]
    except OSError:  # a folder
        return b""
    finally:
        os.close(file)
