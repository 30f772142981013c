"""Western text with a few characters beyond ASCII: too few for statistics, so each is asked whether it makes sense where it stands."""

from __future__ import annotations

import re

FEW = 0.01
"""Up to this share of bytes beyond ASCII the evidence is thin: a language written with such letters has more of them."""

SHORT = 30
"""So it is in a text of fewer bytes than this."""

CODES = ("cp1252", "mac-roman", "cp850")
"""What Western files are in, the likeliest first."""

_INNER = re.compile(r"(?<=[a-z])[^\x00-\x7f](?=[a-z])")

# Each line: a character that hardly stands there in text that was read rightly.
_IMPLAUSIBLE = re.compile(
    r"""
      (?<=[a-z\u00df-\u00ff0-9]) [\u00c0-\u00d6\u00d8-\u00de\u0160\u0152\u017d\u0178]   # a capital behind a small letter or a digit
    | (?<=[.,;!?]) [\u00d2-\u00d5] | [\u00d2-\u00d5] (?=[A-Z][a-z])                          # Mac quotation marks
    | (?<![^\W_]) [\u00d0\u00d1\u00de\u00df\u00fe\u00f0\u00ff\u0161\u017e] (?![^\W_])     # such a letter as a word
    | (?<=[a-zA-Z]) [\u00a1-\u00a9\u00ab-\u00b6\u00b8-\u00bf\u00d7\u00f7\u201a-\u201e\u2020-\u2022\u2039\u203a\u02c6\u02dc\u2030\u20ac\u0192\u2122\u201c\u201d\u2018] (?=[a-zA-Z])  # a sign in a word
    | [\u00a4\u00a6\u00a8\u00ac\u00af\u00b4\u00b8\u0192\u02c6\u02dc\u00b8\u00f7\u2021\u2039\u203a\u2030\u00f0\u00fe\u00ff\u00a5]                # what Western text has no use for
    | (?<![\d\s]) [\u00b1\u00bc-\u00be\u00b9\u00b2\u00b3\u00d7] (?=[a-zA-Z]) | [\u2044\u221a\u2248\u2206\u2264\u2265\u221e\u222b\u2202\u2211\u220f\u25ca\u03a0-\u03c9\u2500-\u25ff\u2320\u2321\ufb01\ufb02\uf8ff\u0393\u0398\u20a7]
    | [\x00-\x08\x0e-\x1f\x7f-\x9f]
    """,  # noqa: E501
    re.VERBOSE,
)


def western(data: bytes, guess: str) -> list[str]:
    """Whether a guess is to be set aside: for the first of it and `CODES` in which all that is beyond ASCII makes sense, if any.

    That is asked where the evidence is thin, and where the guess reads a capital in the middle of a word. `guess` is a codec's name; it
    counts only if it is Western itself, since any other is a guess at a language that isn't there.
    """
    beyond = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if beyond > FEW * len(data) and len(data) >= SHORT and not _has_inner_capital(data, guess):
        return []
    first = [guess] if guess in (*CODES, "cp437", "iso8859-15") else []
    return next(([code] for code in (*first, *CODES) if _makes_sense(data, code)), [])


def _has_inner_capital(data: bytes, guess: str) -> bool:
    try:
        text = data.decode(guess)
    except UnicodeDecodeError:
        return False
    return any(found.group().isupper() for found in _INNER.finditer(text))


def _makes_sense(data: bytes, code: str) -> bool:
    try:
        return not _IMPLAUSIBLE.search(data.decode(code))
    except UnicodeDecodeError:
        return False
