"""The language of a text: told by its script where that is enough, and by py3langid (Naive Bayes over byte n-grams) where it is not."""

from __future__ import annotations

import os
from array import array
from copy import copy
from functools import cache
from pathlib import Path
from string import ascii_letters
from typing import Any

from readingroom.describe import plain_letters
from readingroom.describe.calendars import words_of
from readingroom.document import Finding

SAMPLE = 300
"""Characters taken from the beginning and again from the middle: enough to be sure (half of it is right in 99 of 100 cases), at 0.3 ms."""
ENOUGH = 40
"""Letters that a text needs in a script of many languages; with fewer any answer is a guess."""
SURE = 0.6
"""The least probability that counts, after py3langid's own scaling by length."""

FEW = 16
"""Texts for which it isn't worth while to make the tables smaller."""


# So little is added up at a time that threads would take longer; and a process that has some should not be forked.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_RANGES = (
    # The first and last sign of a script, and its name: that of its language, where there is but one.
    ("\u0370", "\u03ff", "el"),
    ("\u0400", "\u052f", "cyrillic"),
    ("\u0530", "\u058f", "hy"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u077f", "arabic"),
    ("\u0900", "\u097f", "devanagari"),
    ("\u0980", "\u09ff", "bengali"),
    ("\u0a00", "\u0a7f", "pa"),
    ("\u0a80", "\u0aff", "gu"),
    ("\u0b80", "\u0bff", "ta"),
    ("\u0c00", "\u0c7f", "te"),
    ("\u0c80", "\u0cff", "kn"),
    ("\u0d00", "\u0d7f", "ml"),
    ("\u0d80", "\u0dff", "si"),
    ("\u0e00", "\u0e7f", "th"),
    ("\u0e80", "\u0eff", "lo"),
    ("\u1000", "\u109f", "my"),
    ("\u10a0", "\u10ff", "ka"),
    ("\u1100", "\u11ff", "ko"),
    ("\u1200", "\u137f", "am"),
    ("\u1780", "\u17ff", "km"),
    ("\u1e00", "\u1eff", "latin"),
    ("\u1f00", "\u1fff", "el"),
    ("\u3040", "\u30ff", "kana"),
    ("\u3400", "\u9fff", "han"),
    ("\uac00", "\ud7af", "ko"),
    ("\uf900", "\ufaff", "han"),
    ("\ufb50", "\ufdff", "arabic"),
    ("\ufe70", "\ufefe", "arabic"),
    ("\uff66", "\uff9f", "kana"),
)
_NO_ASCII_LETTERS = str.maketrans("", "", ascii_letters)
_AMONG = {
    "latin": words_of(
        "en de fr es pt it nl ca gl eu ro pl cs sk sl hr bs sq sv da no nn fi et lv lt hu tr az id ms vi tl sw af is ga cy la eo mt lb"
    ),
    "cyrillic": words_of("ru uk bg sr mk be kk ky mn"),
    "arabic": words_of("ar fa ur ps ug"),
    "devanagari": words_of("hi mr ne"),
    "bengali": words_of("bn as"),
}
"""The languages that are written in a script. Others that py3langid knows are rarer than its mistakes."""


def language(text: str) -> Finding | None:
    """The language of a text as an ISO 639-1 code; None where it is too short or too mixed to tell.

    `SAMPLE` characters from the beginning are looked at, and as many from the middle.
    """
    sample = text[:SAMPLE].strip()
    if len(text) > 2 * SAMPLE:
        middle = len(text) // 2
        sample += " " + text[middle : middle + SAMPLE].partition(" ")[2]
    counts = _scripts(sample)
    if not counts:
        return None
    if counts.get("kana", 0) * 12 >= counts.get("han", 0) > 0 or counts.get("kana", 0) > 20:
        counts["ja"] = counts.pop("kana") + counts.pop("han", 0)
    letters = sum(counts.values())
    script, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    share = round(min(0.99, count / letters), 2)
    evidence = " ".join(sample.split())[:80]
    if share < 0.5:
        return None
    if script not in _AMONG:
        return Finding("lang", "zh" if script == "han" else script, "script", share, 0, evidence) if count >= 8 else None
    if count < ENOUGH:
        return None
    code, probability = _guess(sample, script)
    if probability < SURE:
        return None
    return Finding("lang", code, "words", round(min(0.99, probability * share / 0.99), 2), 0, evidence)


def _scripts(sample: str) -> dict[str, int]:
    """How many letters of the sample belong to which script."""
    counts: dict[str, int] = {}
    if sample.isascii():
        latin = len(sample) - len(sample.translate(_NO_ASCII_LETTERS))
        return {"latin": latin} if latin else {}
    for sign in sample:
        if sign.isalpha():
            script = "latin" if sign < "\u0370" else _script(sign)
            counts[script] = counts.get(script, 0) + 1
    return counts


@cache
def _script(sign: str) -> str:
    return next((script for first, last, script in _RANGES if first <= sign <= last), "latin")


@cache
def _identifier(script: str) -> Any:
    """py3langid's model for the languages of one script, made once and only when a text needs it.

    Restricted, since the rows of the whole model are three times as long, and to fetch them from memory is most of the work.
    """
    identifier = copy(_model())
    import numpy  # noqa: PLC0415 - it comes with py3langid, and takes as long to load

    identifier.set_languages(sorted(_AMONG[script] & {*identifier.labels}))
    identifier.nb_ptc = numpy.ascontiguousarray(identifier.nb_ptc)
    return identifier


@cache
def _model() -> Any:
    """py3langid's model, unpacked once: it takes half a second.

    Two of its tables are lists, so that each look-up leads to a number somewhere in memory; as arrays they hold the numbers themselves.
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier: Any = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    for table in ("_rowbase", "tk_output"):
        setattr(identifier, table, array("i", getattr(identifier, table)))
    return identifier


class _Plain:
    """The model for plain Latin letters: made when it is worth while, or loaded from where it is kept."""

    folder: Path | None = None
    model: Any = None
    asked = 0

    @classmethod
    def get(cls, *, now: bool) -> Any:
        """The model; None if it is not `now` that it is needed, too few texts have asked so far, and it is kept nowhere."""
        cls.asked += 1
        if cls.model is None and (now or cls.folder or cls.asked > FEW):
            cls.model = plain_letters.kept(cls.folder, _AMONG["latin"]) if cls.folder else None
            if cls.model is None:
                cls.model = plain_letters.reduced(_identifier("latin"))
                if cls.folder:
                    plain_letters.keep(cls.model, cls.folder, _AMONG["latin"])
        return cls.model


def keep_in(folder: Path | None) -> None:
    """From now on, keep in this folder what takes long to make."""
    _Plain.folder = folder


def prepare() -> None:
    """Have the model for plain letters ready: processes that are forked after that share it."""
    _Plain.get(now=True)


def _guess(sample: str, script: str) -> tuple[str, float]:
    """The likeliest language of those the script is used for, and its share of their probability."""
    plain = _Plain.get(now=False) if script == "latin" and sample.isascii() else None
    code, probability = (plain or _identifier(script)).classify(sample)
    return code, float(probability)
