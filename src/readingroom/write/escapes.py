"""What has to be written differently so that nothing in a text acts as Markdown, except the emphasis it carries itself.

Both pyromark and Python-Markdown must read the result alike. Backslashes work in both for ASCII punctuation that old Markdown knew; for
the rest (`<`, `&`, `|`, `~`, `=`, `:`) only character references do.
"""

from __future__ import annotations

import re

from readingroom.emphasis import emphasis

_ANY = re.compile(r"[\\`*_<&\[\]~|\n]")
_BEGINS = re.compile(r"[ \t]*+(?:[#\-+>=:]|\d{1,9}[.)])|[ \t\u00a0]")
_INLINE = re.compile(r"[\\`*_<&\[\]~]")
_START = re.compile(r"[ \t]*+(?:(#)|([-+*])(?=[ \t]|$)|(\d{1,9})([.)])(?=[ \t]|$)|(>)|(=|-|_)(?:[ \t]*+\6)*+[ \t]*+$|(:)|(\|))")
_ENTITY = re.compile(r"&(?:#\d|#[xX][0-9a-fA-F]|[A-Za-z][A-Za-z0-9]{1,31};)")  # Python-Markdown takes numbers without a semicolon, too

Replacement = tuple[int, int, str]
"""(from, to, what is written instead), places in the text of a block."""


def escapes(text: str, *, heading: bool = False, cell: bool = False) -> list[Replacement]:
    """What to write differently in the running text of a block; lines that stay lines are separated by "\\n"."""
    if not (cell or _ANY.search(text) or _BEGINS.match(text) or text.endswith("#") or "--" in text):
        return []
    found: list[Replacement] = []
    if heading:
        found += [(at, at, "\\") for at in range(len(text.rstrip("#")), len(text))]
    if not cell:
        for start, end in _lines(text):
            found += _at_start(text, start, end)
    keep = emphasis(text) if "*" in text or "_" in text else frozenset()
    taken = {replacement[0] for replacement in found}
    brackets = "](" in text or "][" in text or "]:" in text or "[^" in text or "]\n" in text
    for match in _INLINE.finditer(text):
        at = match.start()
        if at in taken or at in keep:
            continue
        character = match[0]
        if character == "&":
            if _ENTITY.match(text, at):
                found.append((at, at + 1, "&amp;"))
        elif character == "<":
            found.append((at, at + 1, "&lt;"))
        elif character == "~":
            if text[at - 1 : at] == "~" or text[at + 1 : at + 2] == "~":
                found.append((at, at + 1, "&#126;"))
        elif character in "[]":
            if brackets:
                found.append((at, at, "\\"))
        elif character == "_":
            if not (text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()):
                found.append((at, at, "\\"))
        else:
            found.append((at, at, "\\"))
    if cell:
        found += [(at.start(), at.start() + 1, "&#124;") for at in re.finditer(r"\|", text)]
    return sorted(set(found))


def escaped(text: str) -> str:
    """A running text as it is written in Markdown."""
    for start, end, after in reversed(escapes(text)):
        text = text[:start] + after + text[end:]
    return text


def _lines(text: str) -> list[tuple[int, int]]:
    if "\n" not in text:
        return [(0, len(text))]
    places, at = [], 0
    for line in text.split("\n"):
        places.append((at, at + len(line)))
        at += len(line) + 1
    return places


def _at_start(text: str, start: int, end: int) -> list[Replacement]:
    """What would make a block of a line: "#", "-", "1.", ">" and so on at its start; and the indent of a line of verse, in em spaces."""
    inner = start
    while inner < end and text[inner] in " \t\u00a0\u3000":
        inner += 1
    indent = [(start, inner, "\u2003" * max(1, (inner - start + 1) // 2))] if inner > start else []
    found = _START.match(text, inner, end)
    if not found:
        return indent
    if found[4]:
        return [*indent, (found.start(4), found.start(4), "\\")]
    place = next(found.start(group) for group in (1, 2, 5, 6, 7, 8) if found[group])
    if text[place] in "=:|":
        return [*indent, (place, place + 1, f"&#{ord(text[place])};")]
    return [*indent, (place, place, "\\")]
