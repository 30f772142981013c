"""Who publishes a text, and where to write to: the last lines of many, in words of their own for each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence, Set

from readingroom.contact import CLOSING, closings, end_of_letters, is_contact, is_licence, is_listed, joined
from readingroom.document import Line, Survey
from readingroom.structure.layout import ends_sentence
from readingroom.survey import CLOSING_LINES, CUT, WIDEST, addresses, folds

LINES = 3  # of an imprint
_LONG = 45  # letters; a line that begins alike for so long is the same

RIGHTS = re.compile(r"\s*+(?:copyright )?(?:©|\(c\)) ?\d{4}\b.{0,80}$", re.IGNORECASE)
"""A line of rights: "© 1931 The Lamp, all rights reserved"."""


def imprint(filled: Sequence[Line], rest: Sequence[int], known: Set[str], begins: Callable[[int], bool]) -> list[int]:
    """The places of the lines of a contact block at the end of a text.

    It ends with an address that other texts end with too (`known`: what repeats in the collection), is no sentence of its own, and `begins`
    where something new may begin; a line above it that ends with a colon belongs to it. `rest` are the places of the lines that are left.
    """
    found: list[int] = []
    if len(rest) <= LINES or ends_sentence(filled[rest[-1]].text.rstrip()):
        return found  # two letters of one hand may both say where to write to
    if not any(address in known for address in addresses(filled[rest[-1]].text[-WIDEST:])):
        return found
    for size in range(1, LINES + 1):
        here = rest[-size:]
        if here[0] + size - 1 != here[-1] or sum(len(filled[at].text) for at in here) > WIDEST or is_listed(filled[here[0]].text):
            break
        if begins(here[0]):
            found = list(here)
            if filled[here[0] - 1].text.rstrip()[-1:] not in ":：":
                break
    return found


def closing_block(filled: Sequence[Line], rest: Sequence[int], survey: Survey, begins: Callable[[int], bool]) -> list[int]:
    """The places of the lines of contact and licence that another text ends with too, or of a line that begins so and is cut off.

    Each of its parts, that `begins` where something new may begin, has to hold an address or a licence, or lead to one by a colon: two
    copies of a letter end alike, and so do two letters of one hand.
    """
    here = rest[-CLOSING_LINES:]
    texts = [filled[at].text for at in here]
    known, folded = survey.furniture, folds(texts, masked=False)
    blocks = dict(closings(texts, folded, CUT))
    found: list[int] = []
    end = end_of_letters(texts)
    if end and here[end - 1] and begins(here[end - 1]) and _is_cut_off(folded[end - 1], survey.closings):
        return [here[end - 1]]
    for place in range(end - 1, -1, -1):
        if here[place] == 0:
            break
        if texts[place].lstrip()[:1].islower() and not ends_sentence(texts[place - 1].rstrip() if place else ""):
            continue  # the end of a page tore it
        longer = blocks.get(place - 1) in known  # where it is, the block has not begun yet
        if not begins(here[place]) and (longer or blocks.get(place) not in known or texts[place].lstrip()[:1].islower()):
            continue
        part = texts[place:end]
        leads = part[-1].rstrip()[-1:] in ":："
        holds = leads or is_contact(joined(part, CUT))
        wide = sum(map(len, part)) > WIDEST and not any(is_licence(text) for text in part)
        if not holds or wide or part[0].rstrip()[-1:] in ",，":
            break
        if not leads and blocks.get(place) not in known:
            continue  # the other text may have the line above on the same line
        found = list(here[place:end]) + found
        end = place
    return found


def _is_cut_off(text: str, known: Sequence[str]) -> bool:
    """Whether a line is the beginning of a closing block and ends within a word of it, where the sheet did; `known` are all, sorted."""
    begin = CLOSING + text
    at = bisect_left(known, begin + "0")  # behind those that end there or have a space next
    return len(text) > _LONG and text[-1:].isalnum() and at < len(known) and known[at].startswith(begin) and known[at][len(begin)].isalnum()
