"""Texts a curator should look at: empty, nearly empty, badly recognised, there twice."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_lowercase

from readingroom.errors import Message

FEW_WORDS = 15
SOUND = 0.78  # share of sound words below which a text was badly recognised; texts of the corpus have .85 and more in all scripts

_WORD = re.compile(r"[^\W_]+")
_NO_LETTERS = bytes(sign for sign in range(128) if not chr(sign).isalnum())
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")  # Thai, Lao, Burmese, Khmer, kana, Han
_EDGES = "()[]{}<>«»„“”‚‘’\"'.,;:!?…-–—*_/\\|¿¡、。，；：「」『』・#+=~`´′"
_SOUND = re.compile(r"[^\W\d_]+(?:['’‘`´′\u00ad\u2010-\u2015./-]{1,3}[^\W\d_]+)*['’‘`´′]?|[^\W_]?[\d.,:/%°€$£+-]+[^\W\d_]{0,3}", re.UNICODE)
_KNOWN = re.compile("[A-Za-z\u00aa-\u02ff\u0370-\u052f\u1e00-\u1fff]")
"""Latin, Greek and Cyrillic letters: how words of other scripts look is not known here."""
_MIXED = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ]")  # a capital inside a word: "tHe"
_SCARCE = re.compile(r"[bcdfghjklmnpqrstvwxz]{6}|([^\W\d_])\1\1", re.IGNORECASE)
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{6}")  # with `_TRIPLES` the same for ASCII in lower case, and faster
_TRIPLES = [3 * letter for letter in ascii_lowercase]


def words(text: str, enough: int) -> int:
    """How many words a text has, counted up to `enough`; in scripts without spaces two characters count as one."""
    count = sum(1 for _ in zip(_WORD.finditer(text), range(enough), strict=False))
    return min(enough, count + len(_UNSPACED.findall(text[: 8 * enough])) // 2) if count < enough else count


def soundness(text: str, sample: int = 250) -> float:
    """Which share of the first `sample` words look like words or numbers, 0..1; 1.0 for a text of very few words, or of a script whose
    words have a shape that isn't known here.

    A scanner's misreadings mix letters, digits and signs inside words, put capitals into their middle and pile up consonants.
    """
    start = text[:4000]
    words = text.split(None, sample)[:sample]
    tokens = [token for token in [word if word.isalpha() else word.strip(_EDGES) for word in words] if token]
    if len(tokens) < FEW_WORDS or (not start.isascii() and len(_UNSPACED.findall(start)) > len(start) / 5):  # no words to look at
        return 1.0
    if not start.isascii():
        judged = [_composed(token) for token in tokens if token.isascii() or _is_known(token)]
        if len(judged) < max(FEW_WORDS, len(tokens) / 2):
            return 1.0
        tokens = judged
    doubtful = tokens if _some_odd(tokens) else [t for t in tokens if not t.isalpha()]
    return (len(tokens) - sum(not _is_sound(t) for t in doubtful)) / len(tokens)


def _is_known(word: str) -> bool:
    """Whether all letters of a word are Latin, Greek or Cyrillic, or it has none but signs that those have, too."""
    letters = [sign for sign in word if sign.isalpha()]
    return all(map(_KNOWN.match, letters)) if letters else not any(unicodedata.category(sign)[0] == "M" or sign in "।॥።፡" for sign in word)


def _composed(word: str) -> str:
    """A word with its accents on its letters; those that stand on no letter of one code are left out."""
    if word.isalpha() or word.isascii():
        return word
    return "".join(sign for sign in unicodedata.normalize("NFC", word) if unicodedata.category(sign) != "Mn")


def _some_odd(words: Sequence[str]) -> bool:
    """Whether one of these words is spelt as no word is. In most texts none is: then letters alone are sound."""
    text = " ".join(set(words))
    if not text.isascii():
        return bool(_MIXED.search(text) or _SCARCE.search(text))
    small = text.lower()
    capitals = " ".join([word for word in words if not word.islower()])
    return bool(_MIXED.search(capitals) or _CONSONANTS.search(small)) or any(triple in small for triple in _TRIPLES)


def _is_sound(word: str) -> bool:
    """Whether it looks like a word, a number or an address; what is very long is some other kind of thing."""
    if len(word) > 40 or "://" in word or "@" in word:
        return True
    return bool(word.isalpha() or _SOUND.fullmatch(word)) and not (_MIXED.search(word) or _SCARCE.search(word))


def remarks(path: str, text: str) -> list[Message]:
    """What a curator should know of one text."""
    count = words(text, FEW_WORDS)
    if count == 0:
        return [Message("C-01", "the text is empty", "was the page scanned without recognition?", path, level="warning")]
    if count < FEW_WORDS:
        fact = f"the text has only {count} word{'' if count == 1 else 's'}"
        return [Message("C-02", fact, "see whether something was lost before it came here", path, level="warning")]
    sound = soundness(text)
    if sound < SOUND:
        return [
            Message(
                "C-03",
                f"badly recognised: {1 - sound:.0%} of its words look like no words",
                "scan or recognise it again if you can",
                path,
                level="warning",
            )
        ]
    return []


def letters_digest(text: str) -> str:
    """A hash of a text's letters and digits alone: equal for copies that differ in lines, spaces and signs; "" for an empty text."""
    if text.isascii():
        letters = text.encode().translate(None, _NO_LETTERS).lower()
    else:
        letters = "".join(_WORD.findall(text)).casefold().encode("utf-8", "surrogatepass")
    return hashlib.blake2b(letters, digest_size=16).hexdigest() if letters else ""


def duplicates(digests: Mapping[str, str]) -> Iterable[Message]:
    """A message for each text whose letters another one has too; `digests` maps path -> letters_digest."""
    same: dict[str, list[str]] = defaultdict(list)
    for path, digest in sorted(digests.items()):
        if digest:
            same[digest].append(path)
    for first, *others in same.values():
        for other in others:
            yield Message(
                "C-04", f"the same text as {first}", "withhold one of them in metadata.csv if they are not both wanted", other, level="note"
            )
