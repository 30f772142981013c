"""Large initials that stand apart from the rest of their word: "T" / "he whole town", "T HE history".

The letter stays apart where it is a word by itself, "A ship", unless what follows can be none: it has no vowel, and only with the letter
is it a word that the text knows.
"""

from __future__ import annotations

import re
from dataclasses import replace

from readingroom.document import TIGHT, AnyBlock, Joint, Paragraph
from readingroom.structure.layout import ONE_LETTER, Layout

_APART = re.compile(r"([\"“„«‘']?[^\W\d_])[ \u00a0]([^\W\d_]+)")
_VOWEL = re.compile(r"[^bcdfghjklmnpqrstvwxzбвгджзйклмнпрстфхцчшщ]", re.IGNORECASE)
_TIGHT = TIGHT._replace(rule="initials", confidence=0.9)


def join_initials(blocks: tuple[AnyBlock, ...], layout: Layout, _lang: str) -> tuple[AnyBlock, ...]:
    """Put the initial of a paragraph to its word."""
    return tuple([_joined(block, layout) if isinstance(block, Paragraph) else block for block in blocks])


def _joined(block: Paragraph, layout: Layout) -> Paragraph:
    first, *rest = block.pieces
    text = first.text
    if len(text) == 1 and rest and text.isupper() and layout.places[rest[0].line.number] in layout.initials:
        return replace(block, joints=(_TIGHT, *block.joints[1:]))
    found = _APART.match(text)
    if not found or not found[1][-1].isupper() or not (found[2].islower() or found[2].isupper()):
        return block
    letter, word = found[1][-1], found[2]
    known = (letter + word).lower() in layout.words
    if not (known if letter not in ONE_LETTER else known and not _VOWEL.search(word)):
        return block
    left, right = first._replace(end=first.start + found.end(1)), first._replace(start=first.start + found.start(2))
    joints: tuple[Joint, ...] = (_TIGHT, *block.joints)
    return replace(block, pieces=(left, right, *rest), joints=joints)
