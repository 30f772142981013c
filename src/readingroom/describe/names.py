"""Names of people, told by their shape: a few capitalised words, initials, particles; short runs of Han, Hangul or Arabic letters.

Shape is weak evidence. It counts only in the right place, between a title and a date, or behind a word that says "by"; the
masthead looks after the place.
"""

from __future__ import annotations

import re
import unicodedata

from readingroom.describe import vocabulary as words
from readingroom.describe.calendars import fold_word, is_weekday, months_named, words_of

LONGEST_NAME = 60
"""Characters; what is longer is a line of text."""

_ROLE = re.compile(
    r"\b(?:of|for|at|the|staff|writer|editor|reporter|correspondent|professor|director|manager|officer|president|secretary|chair|university|department|institute|agency|"
    r"redaktion|korrespondent|universität|redacción|corresponsal|universidad|rédaction|université|redazione|università|корреспондент|университет)\b",
    re.IGNORECASE,
)
_ELIDED = re.compile(r"(?:d|l|dell|dall|all|m)['’](?=[^\W\d_])", re.IGNORECASE)
_NEVER = words_of("a as at by he if in is it my no of on or so to up us we el il la le un em os ne ou")
"""Words of two letters that are not even in capitals part of a name; "Au", "An", "Do" may be."""
_PARTICLE = re.compile(r"\b[^\W\d_]{1,3}\b")
_ALSO_NAMES = words_of(
    "march april august marta augusta augusto avgusta julio julija junija maija "
    "mario sabato domingo domenica friday freitag sonntag vendredi dimanche mayo marzo abril"
)
"""Months and weekdays that are also names of people."""
_FIRST = words_of("van ben abu ibn")
"""Particles that also are first names."""
_NUMERAL = re.compile(r"[IVXLC]{2,6}\.")
_INITIAL = re.compile(r"(?:[^\W\d_]\.?[-‐‑]?){1,3}\.?")


def is_group(text: str) -> bool:
    """Whether people sign together: "The Lamp Committee", "Redaktion Nordwind". That is weak evidence, which needs a "by" before it."""
    parts = text.split()
    if not 1 <= len(parts) <= 7 or len(text) > LONGEST_NAME or text[-1] in "?!:;…." or "," in text:
        return False
    folded = [fold_word(part.strip("’'")) for part in parts]
    if not any(part in words.GROUPS for part in folded):
        return False
    return all(
        part[0].isupper() or small in words.ARTICLES | words.JOINING | words.GROUPS for part, small in zip(parts, folded, strict=True)
    )


def is_name(text: str, *, marked: bool = False) -> bool:
    """Whether the text has the shape of one person's name; `marked` lets pass what only a "by" makes one: "Reuters", "Tom"."""
    if not text or len(text) > LONGEST_NAME or text[-1] in "?!:;…" or "/" in text:
        return False
    script = _script(text)
    if script == "east":
        return _is_eastern(text)
    parts = text.split()
    if not 1 <= len(parts) <= 6:
        return False
    if script == "caseless":
        return 2 - marked <= len(parts) <= 5 and all(_is_wordlike(part) and fold_word(part) not in words.STOPWORDS for part in parts)
    if _ROLE.search(text):
        return False
    real = 0
    for at, word in enumerate(parts):
        part = _ELIDED.sub("", word)
        bare = part.strip("().,“”\"'’")
        folded = fold_word(bare)
        if not bare:
            return False
        if at and folded in words.SUFFIXES:
            continue
        if at and part[-1] == "," and at + 1 < len(parts) and fold_word(parts[at + 1].strip(".,")) in words.SUFFIXES:
            part = part[:-1]  # "Tom Marsh, Jr."
        if at == 0 and folded in words.TITLES:
            continue
        if at == 0 and _NUMERAL.fullmatch(part):
            return False  # "VII. Contents"
        if _INITIAL.fullmatch(part) and part[0].isupper() and (len(bare) == 1 or "." in part):
            if at == 0 and not marked and part in ("A", "E", "I", "O", "Y"):
                return False  # "A Letter Home"
            real += len(parts) > 1
            continue
        if at == 0 and folded in _FIRST and bare[0].isupper():
            real += 1
            continue
        if folded in words.PARTICLES and (bare[0].islower() or at > 0 or folded not in words.STOPWORDS) and at < len(parts) - 1:
            continue
        if not bare[0].isupper() or not _is_wordlike(bare) or part[-1] == "," or (part[-1] == "." and len(bare) > 3):
            return False
        if (
            bare.casefold() in words.STOPWORDS_AS_WRITTEN
            and (len(folded) > 2 or folded in _NEVER)
            and not (at and fold_word(parts[at - 1]) in words.PARTICLES)
        ):
            return False
        if len(bare) > 4 and (len(parts) == 1 or (not marked and folded not in _ALSO_NAMES)) and (months_named(bare) or is_weekday(bare)):
            return False
        if not marked and bare.isupper() and 1 < len(bare) < 5 and not text.isupper():
            return False  # "NASA Launches", "Harbour API"
        if not marked and ("." in part[1:-1] or folded in words.INSTITUTIONS or (at == 0 and folded in words.PLACE_WORDS)):
            return False  # "Example.org", "Harbour School", "Port Anselm"
        if folded.endswith(("'s", "’s")):
            return False  # "Ankerly's Farewell"
        real += 1
    return 1 <= real <= 6 if marked else 2 <= real <= 4 + bool(_PARTICLE.search(text))


def _is_wordlike(part: str) -> bool:
    """Letters only, but for the hyphen and apostrophe inside: O'Rourke, Müller-Lang, D’Amico."""
    return part.isalpha() or (
        all(sign.isalpha() or unicodedata.category(sign) in ("Mn", "Mc") or sign in "'’ʼ-‐‑.\u200c" for sign in part) and part[0].isalpha()
    )


def _script(text: str) -> str:
    """east: Han, kana, Hangul; caseless: other letters without capitals; cased."""
    letter = next((sign for sign in text if sign.isalpha()), "")
    if "\u1100" <= letter <= "\u11ff" or "\u2e80" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af" or "\uf900" <= letter <= "\ufaff":
        return "east"
    return "cased" if letter.upper() != letter.lower() else "caseless"


_HAN, _KANA, _HANGUL = r"\u3400-\u9fff々", r"\u3040-\u30ff", r"\uac00-\ud7af"
_EASTERN = re.compile(
    rf"[{_HAN}]{{2,6}}|[{_HAN}]{{1,3}}[ \u3000][{_HAN}{_KANA}]{{1,4}}|[{_HAN}]{{1,3}}[\u3040-\u309f]{{1,4}}"
    rf"|[\u30a0-\u30ff{_HAN}]{{1,12}}(?:[・·＝][\u30a0-\u30ffA-Z.]{{1,12}}){{1,3}}|[{_HANGUL}]{{2,4}}|[{_HANGUL}]{{1,2}} [{_HANGUL}]{{1,3}}"
)
_COMMON = frozenset("的之章概要論论会會議议報报告業业務务問问題题法学校局")
"""Signs that names of five or six signs do not have."""
_NOT_NAMES = words_of(
    "目次 要約 概要 前言 序言 目录 目錄 摘要 背景 結論 结论 はじめに 始めに 序文 参考文献 引言 简介 簡介 총론 서론 결론 요약"
)


def _is_eastern(text: str) -> bool:
    if text in _NOT_NAMES or (text[0] in "一二三四五六七八九十" and text[1:2] in (" ", "\u3000")):
        return False
    return bool(_EASTERN.fullmatch(text)) and not (len(text) > 4 and " " not in text and set(text) & _COMMON)


_LOWER = words_of("von van der den de del da dos das do du y e zu bin ibn")
"""Particles that are written small inside a name."""


def recase(name: str) -> str:
    """A name in capitals as it is written in running text: "ADA O'QUILL-MAY" -> "Ada O'Quill-May". Any other comes back as it is."""
    name = " ".join(name.split())
    if not name.isupper() or len(name) < 5 or " " not in name:
        return name
    out = []
    for at, part in enumerate(name.split(" ")):
        if at and part.casefold() in _LOWER:
            out.append(part.lower())
        elif fold_word(part) in words.TITLES:
            out.append(part.capitalize())
        elif "." in part or fold_word(part) in words.SUFFIXES:
            out.append(part)
        else:
            out.append(re.sub(r"(?:MC)?[^\W\d_]++", lambda match: _capitalized(match[0]), part))
    return " ".join(out)


def _capitalized(part: str) -> str:
    return "Mc" + part[2:].capitalize() if part.startswith("MC") and len(part) > 4 else part.capitalize()
