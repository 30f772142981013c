"""Words that have a hyphen of their own, told by what stands before it: where a line ends there, the hyphen stays.

A printer breaks no word behind its first letter, behind a figure, or behind a small word that already stands behind a hyphen. Numbers and
some first parts take a hyphen by the rules of their language; the words that a collection uses elsewhere were asked before.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_INSIDE = _words(
    "in to of the and a by on up at for as or with off out down over after de du des le la les à au aux en sur sous et y o al del di da "
    "e am an der dem den die und zu van von ter te op aan до и на по"
)
"""Small words in the middle of a compound: "mother-in-", "tête-à-", "out-of-"."""
_NUMBERS = _words(
    "one two three four five six seven eight nine twenty thirty forty fifty sixty seventy eighty ninety two-thirds quatre dix vingt "
    "trente quarante cinquante soixante"
)
"""Words of a number that join the next one with a hyphen. "Ten" is a syllable of too many others: there what follows has to tell."""
_ORDINALS = ("teenth", "tieth", "hundredth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NO_NUMBER = frozenset(("teen", "ty", "th", "fold", "some", "self", "ness", "aine", "ième", "ieth", "rous"))  # what numbers end with
_PARTS = frozenset(("self", "quasi", "vice", "demi", "soi", "arrière", "après"))
"""First parts that take a hyphen, whatever follows."""
_GLUED = ("ish", "less", "hood", "same", "dom", "roy")  # what follows them without one
_PAIRS = frozenset({("so", "called"), ("so", "so"), ("soi", "disant"), ("peut", "être"), ("vis", "à"), ("est", "ce"), ("c'est", "à")})
_KIN = _words("belle beau beaux belles grand grands petit petite petits petites arrière")
_RELATIVES = _words(
    "mère père fille fils frère sœur soeur maman oncle tante parents enfants enfant mères pères filles frères sœurs neveu nièce"
)
"""French relatives: "belle-mère", "petit-fils"; "grand-father" is a broken word."""
_AFTER_VERB = frozenset(["il", "ils", "elle", "elles", "on"])
"""What a French verb that ends with t or d is followed by; no syllable begins with a vowel there."""
_NO_EX = frozenset("bdfgjklmnrsvwyz")
"""Letters that follow "ex" in no word but behind a hyphen."""


def is_compound(before: str, start: str, rest: str, *, known: bool, longer: bool) -> bool:
    """Whether the hyphen between `start` and `rest` is the word's own.

    `before` is what stands before `start` without a space, `known` whether the collection uses `rest` as a word of its own, `longer`
    whether another hyphen follows it.
    """
    small, following = start.lower(), rest.lower()
    if before[-1:].isdigit() or (len(start) == 1 and start.isupper()) or (small == "t" and before.endswith("-")):
        return True
    if before.endswith("-") and (small in _INSIDE or len(start) == 1):
        return True
    if small in _KIN and following in _RELATIVES:
        return True
    if (small, following) in _PAIRS or (following in _AFTER_VERB and small[-1] in "td"):
        return True
    if small in _NUMBERS and not before.isalpha():
        return following not in _NO_NUMBER
    if small.endswith(_ORDINALS) and not before.isalpha():
        return True
    if small == "ten":
        return longer
    if small in _PARTS:
        return not following.startswith(_GLUED)
    return small == "ex" and (following[0] in _NO_EX or known)
