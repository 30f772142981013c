"""Files that are no texts, told by their first bytes, so that the message can say what to do instead."""

from __future__ import annotations

SIGNATURES = (
    (b"%PDF-", "a PDF", "run pdftotext on it first"),
    (b"PK\x03\x04", "a zip file or an Office document", "unpack it, or save it as plain text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", "save it as plain text"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", "run OCR on it first"),
    (b"\xff\xd8\xff", "a JPEG image", "run OCR on it first"),
    (b"GIF87a", "a GIF image", "run OCR on it first"),
    (b"GIF89a", "a GIF image", "run OCR on it first"),
    (b"II*\0", "a TIFF image", "run OCR on it first"),
    (b"MM\0*", "a TIFF image", "run OCR on it first"),
    (b"AT&TFORM", "a DjVu document", "run djvutxt on it first"),
    (b"\x1f\x8b", "compressed with gzip", "unpack it"),
    (b"BZh91AY&SY", "compressed with bzip2", "unpack it"),
    (b"\xfd7zXZ\0", "compressed with xz", "unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it"),
    (b"SQLite format 3\0", "a database", "export its texts"),
    (b"\x7fELF", "a program", "take it out of the folder"),
    (b"bplist00", "a property list", "take it out of the folder"),
)


MARKUP = ((b"<!doctype html", "HTML"), (b"<html", "HTML"), (b"<?xml", "XML"), (b"%!ps", "PostScript"), (b"\\documentclass", "LaTeX"))
"""Files that are text, but not for readers; in small letters."""


def recognise(data: bytes) -> tuple[str, str] | None:
    """What a file is if it is no text, and what to do about it: ("a PDF", "run pdftotext on it first"); None for a text."""
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return next(((what, hint) for magic, what, hint in SIGNATURES if head.startswith(magic)), None)


def markup(data: bytes) -> str:
    """The name of the markup a file is written in, or ""."""
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next((name for magic, name in MARKUP if head.startswith(magic)), "")
