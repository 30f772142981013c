"""The digest that is used everywhere in the engine, and what is said where there can't be one."""

from __future__ import annotations

from hashlib import sha256

Hash = sha256
"""What digests are made with, cut to `SIZE`: processors have instructions for it."""
SIZE = 16


class Unknown(Exception):  # noqa: N818 - it is an answer, not an error
    """A value that no digest can stand for; the text says which."""


def digest(data: bytes) -> bytes:
    """The digest of some bytes."""
    return Hash(data).digest()[:SIZE]
