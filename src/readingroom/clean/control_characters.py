"""Control characters: signals to a printer or a terminal that ended up in a text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

from readingroom.clean.changes import Change

CHARACTERS = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_FOUND = re.compile(
    r"""
      (?P<nothing> \x1b\[ [0-9;]{0,20} [A-Za-z]          # a terminal's colours
                 | (?P<struck>[^\s\x08]) \x08 (?=(?P=struck))  # bold on a typewriter: the letter struck twice
                 | _\x08 (?=\S) | (?<=[^\s_]) \x08_      # underlined on a typewriter
      )
    | (?P<space> [\x0b\x1c-\x1f\x85\u2028\u2029]+ )    # what parts lines, records and fields
    | (?P<byte> [\ud800-\udfff] )                      # a byte that could not be decoded, or half of a character
    | (?P<signal> [\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+ )
    """,
    re.VERBOSE,
)
_SIGNALS = frozenset("\x08\x11\x12\x13\x14\x1b")
"""What moves the carriage or switches the printer: no letter ever came out as one of these."""
_GLYPHS = "\x01-\x06\x0e-\x10\x15-\x19\x7f"
"""Where a font without names has its ligatures; word processors switched bold and italics with some of them, which come in pairs."""
_OPENING = re.compile(f"(?<=[^\\w\x00-\x1f\x7f])([{_GLYPHS}])(?=[^\\W_])")
_CLOSING = re.compile(f"(?<=[^\\W_])([{_GLYPHS}])(?=[^\\w\x00-\x1f\x7f])")
_GLYPH = re.compile(f"[{_GLYPHS}]")
PADDING = 4
"""So many zero bytes fill up a field; fewer stand for letters."""


def drop_control_characters(line: str, evident: Callable[[], bool] = lambda: False) -> Iterator[Change]:
    """Controls go, with the letters struck over by them; separators become a space; what could not be decoded shows as U+FFFD.

    So does a control in a word: a letter was lost there, often a ligature, and what is left would be another word. At the edge of a word
    that holds for zero bytes; for others if `evident()` says that they don't come in pairs, as the switches of a word processor do.
    """
    for found in _FOUND.finditer(line):
        lost = found["byte"] or (found["signal"] and _is_lost(line, *found.span(), evident))
        yield *found.span(), " " if found["space"] else "\N{REPLACEMENT CHARACTER}" if lost else ""


def is_unpaired(text: str) -> bool:
    """Whether controls at the edges of words begin words and end none, or the other way round: no switches for bold or italics."""
    opening, closing = Counter(_OPENING.findall(text)), Counter(_CLOSING.findall(text))
    return any(max(opening[sign], closing[sign]) > 2 * min(opening[sign], closing[sign]) for sign in opening | closing)


def _is_lost(line: str, start: int, end: int, evident: Callable[[], bool]) -> bool:
    """Whether a run of controls stands where letters were."""
    run, before, after = line[start:end], line[start - 1 : start], line[end : end + 1]
    inner, outer = _in_word(before), _in_word(after)
    if inner and outer:
        return not _SIGNALS.issuperset(run)
    if not (inner or outer):
        return False
    if run.strip("\0") == "":
        return len(run) < PADDING
    inside = bool(before and after) and (before.islower() or after.islower())
    return inside and _GLYPH.fullmatch(run) is not None and evident()


def _in_word(sign: str) -> bool:
    """Whether a character is a letter, a digit, or a mark on one; "" is none."""
    return sign.isalnum() or (sign != "" and unicodedata.category(sign)[0] == "M")
