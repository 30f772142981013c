"""Bytes to text: which files are texts, how they are encoded, where their lines end. Everything can be taken back, byte for byte."""

from readingroom.read.file import LIMIT, fingerprint, read
from readingroom.read.folder import find
from readingroom.read.joined import fingerprint_joined, read_joined, restore_parts
from readingroom.read.restoring import restore

__all__ = ["LIMIT", "find", "fingerprint", "fingerprint_joined", "read", "read_joined", "restore", "restore_parts"]
