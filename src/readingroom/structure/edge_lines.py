"""Lines at the edge of a printed page that are made of nothing but furniture: a name the print repeats, a page number, a line of rights.

They come in any mixture ("Harbour Notes 12/1931      7", "© 1931 Harbour Notes  7"), so that no two of them are the same line. What repeats
is what they hold beside numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set

from readingroom.document import Line
from readingroom.structure.imprint import RIGHTS
from readingroom.structure.numbers import page_number
from readingroom.survey import EDGE, addresses, fold, stems

_WIDE = re.compile(r"\s{3,}+")
_LAST = re.compile(r"(?:^|\s)[-–—_\[(|]*\s?\d{1,4}(?:\s?/\s?\d{1,4})?\s?[-–—_\])|]*$")
_FIRST = re.compile(r"^[-–—_\[(|]*\s?\d{1,4}(?:\s?/\s?\d{1,4})?\s?[-–—_\])|]*\s")
_MOST = 20  # words beside a page number
_ABOVE, _BELOW = 2, 3  # lines from the edges of a page

Rules = Mapping[int, tuple[str, float]]


def edge_lines(
    filled: Sequence[Line],
    pages: Sequence[tuple[int, int]],
    left: Callable[[int, int], list[int]],
    rules: Rules,
    furniture: Set[str],
    borrow: Callable[[Sequence[int]], bool],
) -> list[tuple[int, str]]:
    """The places of such lines, each with its rule. `pages` are stretches of `filled`, `left` gives what of a stretch is still there.

    `borrow` says whether lines may go for no other reason than that other texts have them, and counts them if so. At the top of the first
    page the names of this text don't count, for its title may be one of them; and a name alone at the end may be a signature, where
    nothing else of its kind stands beside it.
    """
    known = {text[1:] for text in furniture if text.startswith(EDGE)}
    own = {stem for at, (rule, _) in rules.items() if rule == "running-heads" for stem in stems(filled[at].text)}
    holders = " ".join(fold(line.text) for line in filled if RIGHTS.match(line.text))
    found: list[tuple[int, str]] = []
    for index, (start, end) in enumerate(pages):
        rest = left(start, end)
        above, below = rest[:_ABOVE], rest[_ABOVE:][-_BELOW:][::-1]
        for rows in (above, below):
            for at in rows:
                text = filled[at].text
                mine = set[str]() if index == 0 and rows is above else own
                numbered = _beside_number(text) == index + 1 and at == rows[0]
                alone = numbered or _is_made_of(text, mine, holders)  # no other text is needed
                if addresses(text) or not (alone or _is_made_of(text, known | mine, holders)):
                    break  # an address belongs to the words above it
                beside = at + 1 < len(filled) and (at + 1 in rules or any(at + 1 == other for other, _ in found))
                last = rows is below and end == len(filled) and not beside
                if last and not (_LAST.search(text) or _FIRST.match(text.lstrip()) or RIGHTS.match(text)):
                    continue
                if not alone and not borrow([at]):
                    break
                found.append((at, "footers" if RIGHTS.match(text) else "running-heads"))
    return found if len(found) < len(left(0, len(filled))) else []


def _beside_number(text: str) -> int | None:
    """The page number of a line that is a short text and, a wide gap away, a page number; None for any other line."""
    parts = _WIDE.split(text.strip()) if "   " in text else []
    numbers = [number for part in parts if (number := page_number(part)) is not None]
    return numbers[0] if len(parts) == 2 and len(numbers) == 1 and len(text.split()) <= _MOST else None


def _is_made_of(text: str, known: Set[str], holders: str) -> bool:
    """Whether every part of a line is a page number or something known, and one of them is known.

    `known` holds stems; `holders` the folded lines of rights of this text, which name whoever else its pages name.
    """
    found = False
    for part in _WIDE.split(text.strip()):
        if page_number(part) is not None:
            continue
        if not RIGHTS.match(part):
            bare = {stem for cut in {part, _LAST.sub("", part), _FIRST.sub("", part)} for stem in stems(cut)}
            if bare.isdisjoint(known) and not any(stem in holders for stem in bare):
                return False
        found = True
    return found
