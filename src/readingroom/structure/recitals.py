"""Lines that begin with the same word, one after the other: recitals, responses, the lines of a litany.

"Whereas ...," "Whereas ...,", "Considérant que ...;" "En ce que", "Forgive us ...": each is a paragraph of its own, and none flows on into
the next. In prose a word comes again at the head of some lines by chance; so the line above such a one has to end as a clause does, and
most of those that begin with the word have to come one after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

_FEWEST = 3  # recitals
_FARTHEST = 12  # lines of one recital
_SHORTEST = 4  # letters of the word; others begin lines by chance
_ENDS = ",;:.!—–-，、；：।။"


def recitals(texts: Sequence[str], gaps: Sequence[int]) -> frozenset[int]:
    """The places of lines that begin so, and of what closes them, where each takes a line.

    `texts` are the lines of a text that are not blank, without the white space around them, `gaps` the blank lines before each.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        if text[0].islower():
            continue
        word = text.split(None, 1)[0]
        if len(word) >= _SHORTEST and word.isalpha():
            places[word].append(at)
    found: set[int] = set()
    for members in places.values():
        if len(members) < _FEWEST:
            continue
        ended = [at for at in members if at == 0 or texts[at - 1][-1] in _ENDS]
        clauses = sum(at > 0 and texts[at - 1][-1] in ",;" for at in members)
        near = sum(after - before <= _FARTHEST for before, after in pairwise(members))
        if len(ended) >= len(members) - 1 and clauses * 2 >= len(members) - 1 and near * 4 >= (len(members) - 1) * 3:
            found.update(members)
            if all(after - before == 1 for before, after in pairwise(members)):
                found.update(_closing(texts, gaps, members[-1] + 1))
    return frozenset(found)


def _closing(texts: Sequence[str], gaps: Sequence[int], at: int) -> Iterator[int]:
    """The lines below the last recital that go on its sentence, a line each: "Now, therefore," "The Assembly" "proclaims ..."."""
    while at < len(texts) and gaps[at] == 0 and not texts[at][0].islower() and texts[at - 1][-1] not in ".!?।":
        yield at
        at += 1
