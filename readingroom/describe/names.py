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

_BY = re.compile(rf"({'|'.join(map(re.escape, words.phrases(words.BY)))})(?:\s*+[:：=＝/／|]|\s)(.*)", re.IGNORECASE)
_AFTER = re.compile(rf"(.{{2,60}}?)(?:\s|[/／])\s*+({'|'.join(map(re.escape, words.AFTER.split()))})", re.IGNORECASE)
_AND = re.compile(
    r"\s*+(?:[&;＆；、，]|,(?!\s*+(?:[JS]r|II|III|IV|Ph\.?\s?D|M\.?D|Esq)\b)|(?<=\s)(?:and|und|y|e|et|en|och|og|ja|és|a|и|і|й|та|si|și|kai|και|ve|dan|at|et|eta|agus|i|und)(?=\s)|(?<=\s)و(?=\s?)|(?<=\s)(?:和|与|與|と|및)(?=\s))\s*+"
)
_ROLE = re.compile(
    r"\b(?:of|for|at|the|staff|writer|editor|reporter|correspondent|professor|director|manager|officer|president|secretary|chair|university|department|institute|agency|"
    r"redaktion|korrespondent|universität|redacción|corresponsal|universidad|rédaction|université|redazione|università|корреспондент|университет)\b",
    re.IGNORECASE,
)
_ELIDED = re.compile(r"(?:d|l|dell|dall|all|m)['’](?=[^\W\d_])", re.IGNORECASE)
_NEVER = words_of("a an as at by he if in is it my no of on or so to up us we el il la le un em os ne ou")
"""Words of two letters that are not even in capitals part of a name; "Au", "An", "Do" may be."""
_WHERE = re.compile(r"\s++(?:in|at|for|of|from|on|aus|für|bei|en|à|pour|para|desde|da|per|a|в|из|для|w|dla|voor)\s++")
_SMALL = words_of("of the for at and in der des für von und de la du des et del della di и")
_INITIAL = re.compile(r"(?:[^\W\d_]\.?[-‐‑]?){1,3}\.?")


def split_by(line: str) -> tuple[str, str]:
    """A line as (the words that mean "by", what follows), or ("", the line): "Von Ada Quill" -> ("Von", "Ada Quill")."""
    if match := _BY.match(line):
        return match[1], match[2].strip(" \t\u3000:：")
    if match := _AFTER.fullmatch(line):
        return match[2], match[1].strip()
    return "", line


def is_by(line: str) -> bool:
    """Whether a line is a word such as "by" and nothing else."""
    return len(line) < 20 and split_by(f"{line.rstrip(':： ')} .") == (line.rstrip(":： "), ".")


def read_names(text: str, *, marked: bool = False) -> tuple[str, ...]:
    """The people a stretch of text names and nothing else, or (). `marked`: a word before it says that names follow.

    Names are given as they stand, but for capitals: "ADA QUILL" is Ada Quill.
    """
    text = text.strip(" \t\u3000*_|·•,;:–—-()[]（）【】").strip()
    if not text or len(text) > 4 * LONGEST_NAME or any(sign.isdigit() for sign in text) or "://" in text or "@" in text:
        return ()
    if several := _split(text, marked):
        return several
    if is_name(text, marked=marked) and not re.search(r"[,;&、，；]", text):
        return (recase(text),)
    if marked and (where := _WHERE.search(text)) and is_name(text[: where.start()]):  # "Ada Quill in Port Anselm"
        return (recase(text[: where.start()]),)
    return ()


def _split(text: str, marked: bool) -> tuple[str, ...]:
    """Several names: every part must be one; behind a comma an office or an affiliation may follow."""
    parts = [part.strip() for part in _AND.split(text) if part and part.strip()]
    if len(parts) < 2 or len(parts) > 12:
        return ()
    names = [part for part in parts if is_name(part)]
    if len(names) == len(parts):
        return tuple(recase(part) for part in parts)
    if marked and len(parts) == 2 and "," in text and all(len(part.split()) == 1 and part.isalpha() for part in parts):
        return (recase(text),)  # "Tolstoy, Leo"
    if "," in text and is_name(parts[0]) and (marked or _is_office(text.partition(",")[2])):
        kept = [parts[0]]
        for part in parts[1:]:
            if not is_name(part):
                break
            kept.append(part)
        return tuple(recase(part) for part in kept)
    return ()


def _is_office(text: str) -> bool:
    """Whether what follows a name and a comma is an office in title case: "Stationmaster", "Keeper of the Lamp"."""
    parts = text.split()
    return 0 < len(parts) <= 5 and text.strip()[-1] not in ".,;:!?" and all(part[0].isupper() or part in _SMALL for part in parts)


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
        if at == 0 and folded in words.TITLES:
            continue
        if _INITIAL.fullmatch(part) and part[0].isupper() and (len(bare) == 1 or "." in part):
            if at == 0 and not marked and part in ("A", "E", "I", "O", "Y"):
                return False  # "A Letter Home"
            real += len(parts) > 1
            continue
        if folded in words.PARTICLES and (bare[0].islower() or at > 0 or folded not in words.STOPWORDS) and at < len(parts) - 1:
            continue
        if not bare[0].isupper() or not _is_wordlike(bare) or part[-1] == "," or (part[-1] == "." and len(bare) > 3):
            return False
        if folded in words.STOPWORDS and (len(folded) > 2 or folded in _NEVER) and not (at and fold_word(parts[at - 1]) in words.PARTICLES):
            return False
        if (months_named(bare) or is_weekday(bare)) and len(bare) > 4 and len(parts) == 1:
            return False
        if not marked and bare.isupper() and 1 < len(bare) < 5 and not text.isupper():
            return False  # "NASA Launches", "Harbour API"
        if not marked and ("." in part[1:-1] or folded in words.INSTITUTIONS or (at == 0 and folded in words.PLACE_WORDS)):
            return False  # "Example.org", "Harbour School", "Port Anselm"
        if folded.endswith(("'s", "’s")):
            return False  # "Ankerly's Farewell"
        real += 1
    return real >= (1 if marked else 2)


def _is_wordlike(part: str) -> bool:
    """Letters only, but for the hyphen and apostrophe inside: O'Rourke, Müller-Lang, D’Amico."""
    return (
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
_COMMON = frozenset("的之第章概要論论会會議议記记報报告年月日学學校市町村県县部局社新聞闻国國法業业務务問问題题")
"""Signs that names of five or six signs do not have."""
_NOT_NAMES = words_of(
    "目次 要約 概要 前言 序言 目录 目錄 摘要 背景 結論 结论 はじめに 始めに 序文 参考文献 引言 简介 簡介 총론 서론 결론 요약"
)


def _is_eastern(text: str) -> bool:
    if text in _NOT_NAMES or (text[0] in "一二三四五六七八九十" and text[1:2] in (" ", "\u3000")):
        return False
    return bool(_EASTERN.fullmatch(text)) and not (len(text) > 4 and " " not in text and set(text) & _COMMON)


def recase(name: str) -> str:
    """A name in capitals as it is written in running text: "ADA O'QUILL-MAY" -> "Ada O'Quill-May". Any other comes back as it is."""
    name = " ".join(name.split())
    if not name.isupper() or len(name) < 5 or " " not in name:
        return name
    out = []
    for at, part in enumerate(name.split(" ")):
        if at and fold_word(part) in words.PARTICLES:
            out.append(part.lower())
        elif "." in part or fold_word(part) in words.SUFFIXES:
            out.append(part)
        else:
            out.append(re.sub(r"[^\W\d_]++", lambda match: match[0].capitalize(), part))
    return " ".join(out)
