"""Stems: what the forms of a word have in common. Snowball's algorithms, through PyStemmer here and as JavaScript in the browser."""

from __future__ import annotations

from functools import cache

from Stemmer import Stemmer

from readingroom.search.words import fold

ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "et": "estonian",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Snowball's algorithm for each language that has one, by the first part of its tag."""


def algorithm(lang: str) -> str:
    """The algorithm for a language tag, "" if there is none."""
    return ALGORITHMS.get(lang.partition("-")[0].lower(), "")


@cache
def _stemmer(name: str) -> Stemmer:
    return Stemmer(name, 0)


def stem(word: str, name: str) -> str:
    """The stem of a word, folded. Stemming comes before folding: endings are recognised by their accents."""
    return fold(_stemmer(name).stemWord(word.lower()))
