"""Signs at the head of a line that look like list marks and are none.

- A dash that opens a speech, as French, Spanish, Russian and other dialogues are set: what follows ends like a sentence, often with
  another dash and the words of the narrator behind it; there are questions and answers, and the story goes on between them.
- A minus before a figure ("- 4 degrees"), where no other item stands beside it.
- Plus and minus in one list: they say what is for a thing and what against it.
- A star that explains the stars at words above it.
- A hyphen that an extraction set on a line by itself, between the two halves of a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from statistics import median
from typing import NamedTuple

_SIGNED = re.compile(r"([-–—―+*])(?:[ \t\u00a0\u2002\u2003]++(?=\S)|(?=[^\W\d_«“¿¡])(?<=[—―])|(?=[«“¿¡])(?<=[—―]))")
_FIGURE = re.compile(r"[-–+][ \t\u00a0]++\d")
_TOLD = re.compile(r"[,?!…»”\"][ \u00a0]?[-–—―][ \u00a0]?[^\W\d_A-ZÀ-Þ]")
_ASIDE = re.compile(r"\w[ \u00a0][-–—―][ \u00a0]?[a-zß-ÿа-я]|[^\W\d_]—[a-zß-ÿ]")
_ASKS = re.compile(r"[?!؟…][»”\"]?$|^.{1,60}[?!؟]")
_DASHES = "-–—―"
_NOTED = re.compile(r"[^\W_]\*{1,3}(?=$|[\s.,;:)|])")
_OPENS = re.compile(r"(?<![^\W_])\*+[^\W_]")  # emphasis
_FEWEST = 3  # speeches of a dialogue
_NOTE = 120  # characters of what a star explains
_SPEECH = 100  # characters; most speeches are shorter


class Start(NamedTuple):
    """A line of which the first sign is to be judged."""

    text: str
    gap: int  # blank lines before it
    indent: int  # columns
    closed: bool  # whether it ends like a sentence


class NoMarks(NamedTuple):
    """The lines whose first sign is no list mark, by what they are."""

    speeches: frozenset[int]  # they begin with the dash of a dialogue, each a paragraph of its own
    others: frozenset[int]  # figures below zero, pros and cons, notes at a star: each stays as it stands
    hyphens: frozenset[int]  # hyphens that were set on a line by themselves


def no_marks(lines: Sequence[Start]) -> NoMarks:
    """Judge the signs of all lines of a text, none of them blank."""
    signs: dict[int, str] = {}
    hyphens: set[int] = set()
    for at, line in enumerate(lines):
        if line.text[0] in "-–—―+*":
            if found := _SIGNED.match(line.text):
                signs[at] = found[1]
            elif len(line.text) == 1 and _is_hyphen(lines, at):
                hyphens.add(at)
    if not signs:
        return NoMarks(frozenset(), frozenset(), frozenset(hyphens))
    alone = _alone(signs, lines)
    others = {at for at in alone if _FIGURE.match(lines[at].text)}
    stars = [at for at in alone if signs[at] == "*"]
    if stars and (
        noted := [
            at for at, line in enumerate(lines) if "*" in line.text[1:] and _NOTED.search(line.text) and not _OPENS.search(line.text, 1)
        ]
    ):
        others |= {at for at in stars if noted[0] < at and len(stars) <= len(noted) and _length(lines, at) <= _NOTE}
    for run in _runs(signs, lines):
        if {signs[at] for at in run} in ({"+", "-"}, {"+", "–"}):
            others.update(run)
    dashes = [at for at, sign in signs.items() if sign in _DASHES and at not in others]
    return NoMarks(frozenset(dashes if _is_dialogue(lines, dashes) else ()), frozenset(others), frozenset(hyphens))


def _alone(signs: dict[int, str], lines: Sequence[Start]) -> set[int]:
    """Those of the lines with signs in whose stretch between blank lines there is no other, nor at the head of one beside it."""
    groups = list(accumulate(line.gap > 0 for line in lines))
    counts = Counter(groups[at] for at in signs)
    heads = {groups[at] for at in signs if at == 0 or lines[at].gap}
    return {at for at in signs if counts[groups[at]] == 1 and not heads & {groups[at] - 1, groups[at] + 1}}


def _length(lines: Sequence[Start], at: int) -> int:
    """How many characters a line has with those that follow it without a blank one, as far as it matters."""
    end = at + 1
    while end < len(lines) and not lines[end].gap and end - at < 3:
        end += 1
    return sum(len(line.text) for line in lines[at:end])


def _is_hyphen(lines: Sequence[Start], at: int) -> bool:
    """Whether a hyphen alone stands between two halves of a word: letters right above and, in lower case, right below it."""
    if not 0 < at < len(lines) - 1 or lines[at].gap or lines[at + 1].gap:
        return False
    return lines[at - 1].text[-1].isalnum() and lines[at + 1].text[0].islower()


def _runs(signs: dict[int, str], lines: Sequence[Start]) -> Iterator[list[int]]:
    """Lines with signs right below each other, equally far in."""
    run: list[int] = []
    for at in signs:
        if run and (at != run[-1] + 1 or lines[at].indent != lines[run[-1]].indent):
            yield run
            run = []
        run.append(at)
    yield run


def _is_dialogue(lines: Sequence[Start], dashes: Sequence[int]) -> bool:
    """Whether these lines are speeches: see above. Items are phrases, or all stand below each other, or below a colon."""
    if len(dashes) < _FEWEST:
        return False
    known = set(dashes)
    alone = [at for at in dashes if at + 1 >= len(lines) or lines[at + 1].gap or at + 1 in known or lines[at].closed]
    closed = sum(lines[at].closed or lines[at].text[-1] in '»”",—–' for at in alone)
    if closed * 5 < len(alone) * 4:
        return False
    starts = [at for at in dashes if at - 1 not in known]
    if sum(at > 0 and lines[at - 1].text[-1] in ":：" for at in starts) * 3 > len(starts) * 2:
        return False
    told = sum(bool(_TOLD.search(lines[at].text[1:])) for at in dashes)
    aside = sum(bool(_ASIDE.search(lines[at].text[1:])) for at in dashes)
    asked = sum(bool(_ASKS.search(lines[at].text)) for at in dashes)
    between = sum(at + 1 not in known for at in range(dashes[0], dashes[-1]) if at in known)
    if told > 1 and told * 4 >= len(dashes):
        return True
    short = median(len(lines[at].text) for at in dashes) <= _SPEECH
    return short and between > 0 and (asked * 4 >= len(dashes) or (asked > 0 and (aside + told) * 3 >= len(dashes)))
