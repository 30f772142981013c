"""Names of people as reference managers want them: family name and given names apart, where that can be told."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARTICLES = frozenset(
    [
        "af",
        "al",
        "d'",
        "da",
        "dal",
        "de",
        "degli",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "les",
        "ten",
        "ter",
        "van",
        "vom",
        "von",
        "zu",
        "zum",
        "zur",
        "y",
    ]
)
_SUFFIX = re.compile(r"(?:Jr|Sr|Esq)\.?|[IVX]{2,4}")
_LATIN = re.compile(r"[\w.'’\- ]+")
_CORPORATE = re.compile(r"\b(?:and|&|of|the|for|und|et|des|y|e)\b|\d")
"""Signs of a body rather than a person: "Harbour Board of Ostrel"."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name: `family` alone where it can't be divided."""

    family: str
    given: str = ""

    @property
    def inverted(self) -> str:
        """The name as lists sort it: "Quill, Ada"."""
        return f"{self.family}, {self.given}" if self.given else self.family


def person(name: str) -> Person:
    """A name divided: at its comma, or, for a name of two words and more in Latin letters, before its last word and the particles in
    front of that. Anything else stays whole, as do names of bodies."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and family and given and not _SUFFIX.fullmatch(given):
        return Person(family, given)
    words = name.split()
    latin = _LATIN.fullmatch(name) and all(c.isascii() or "\u00c0" <= c < "\u0250" or c == "’" for c in name)
    if len(words) < 2 or not latin or _CORPORATE.search(name) or comma:
        return Person(name)
    at = len(words) - (2 if _SUFFIX.fullmatch(words[-1]) and len(words) > 2 else 1)
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return Person(" ".join(words[at:]), " ".join(words[:at]))
