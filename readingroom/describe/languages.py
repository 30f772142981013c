"""The language of a text, told by its script where that is enough and by py3langid where it is not."""

from __future__ import annotations

from functools import cache
from typing import Any

from readingroom.document import Finding

SAMPLE = 4000
"""Characters looked at: more does not change the answer."""
ENOUGH = 60
"""Letters a text in a script of many languages needs: py3langid has 91 of 93 right at this length."""

_SCRIPTS: tuple[tuple[str, str, str], ...] = (
    ("\u3040", "\u30ff", "kana"),
    ("\uac00", "\ud7af", "ko"),
    ("\u4e00", "\u9fff", "han"),
    ("\u3400", "\u4dbf", "han"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u06ff", "arabic"),
    ("\u0400", "\u052f", "cyrillic"),
    ("\u0370", "\u03ff", "el"),
    ("\u1f00", "\u1fff", "el"),
    ("\u0530", "\u058f", "hy"),
    ("\u10a0", "\u10ff", "ka"),
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
    ("\u1780", "\u17ff", "km"),
    ("\u1200", "\u137f", "am"),
)
_ALONE = frozenset("ko el hy ka pa gu ta te kn ml si th lo my km".split())
"""Scripts that one language uses, as good as."""
_AMONG = {
    "cyrillic": "ru uk bg sr mk be kk ky mn".split(),
    "arabic": "ar fa ur ps ug".split(),
    "devanagari": "hi mr ne".split(),
    "bengali": "bn as".split(),
    "he": ["he"],
    "am": ["am"],
    "latin": "en de fr es pt it nl ca gl eu ro pl cs sk sl hr sq sv da nb nn fi et lv lt hu tr az id ms vi tl sw af is ga cy la eo mt oc br lb".split(),
}


def language(text: str) -> Finding | None:
    """The language of a text as an ISO 639-1 code; None where it is too short or too mixed to tell."""
    sample = text[: 4 * SAMPLE]
    letters = [sign for sign in sample if sign.isalpha()][:SAMPLE]
    counts: dict[str, int] = {}
    for sign in letters:
        script = _script(sign)
        counts[script] = counts.get(script, 0) + 1
    if not counts:
        return None
    evidence = "script"
    if counts.get("kana", 0) >= 5 and counts["kana"] * 10 >= counts.get("han", 0):
        counts["ja"] = counts.pop("kana") + counts.pop("han", 0)
    script, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    share = count / len(letters)
    if share < 0.5 or count < 8:
        return None
    if script in _ALONE or script == "ja":
        return Finding("lang", script, "script", round(min(0.99, share), 2), 0, evidence)
    if script == "han":
        return Finding("lang", "zh", "script", round(min(0.97, share), 2), 0, evidence)
    if script == "he":
        return Finding("lang", "he", "script", round(min(0.97, share), 2), 0, evidence)
    if count < ENOUGH:
        return None
    code, sure = _guess("".join(sign if sign.isalpha() or sign in "'’-" else " " for sign in sample[: 2 * SAMPLE]), script)
    return Finding("lang", code, "words", sure, 0, evidence) if code else None


def _script(sign: str) -> str:
    if sign < "\u0370":
        return "latin"
    return next((script for first, last, script in _SCRIPTS if first <= sign <= last), "latin" if "\u1e00" <= sign <= "\u1eff" else "other")


@cache
def _identifier() -> Any:
    """py3langid's model, loaded once and only when a text needs it: it takes most of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _guess(text: str, script: str) -> tuple[str, float]:
    ranked = _identifier().rank(" ".join(text.split()))
    among = _AMONG.get(script)
    for code, probability in ranked:
        if among is None or code in among:
            return code, round(min(0.99, float(probability)), 2)
    return "", 0.0
