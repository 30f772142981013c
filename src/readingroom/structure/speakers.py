"""Who speaks: the names in front of speeches, and those on lines of their own above them, in plays, hearings and interviews.

A name is short and comes again, beside at least one other: it takes two to talk. It is set off by capitals, emphasis, a colon, or a stop
and a dash; on a line of its own a stage direction may stand behind it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_LABELLED = 36  # characters; a label and its colon are within them
_CUE = 60  # characters of a line with a name and a direction
_NAME = 30  # characters
_WORDS = 4  # of a name
_BIG = r"[^\W\d_a-zà-ÿα-ωа-я]"
_LABEL = re.compile(
    rf"[*_]{{0,3}}(?:([^\W\d_][^:：.!?\n]{{0,28}}?)[:：]|({_BIG}{{2,25}}(?:\s{_BIG}{{2,25}}){{0,2}})\.(?:[—–-]|(?= )))"
    r"[*_]{0,3}(?=\s|[—–-]|$|(?<=：))"
)
_EMPHASISED = re.compile(r"([_*]{1,2})([^\W\d_][^_*\n]{0,34}?)[.:：]?\1[.:：]?(?=\s|[—–-]|$)")
_DASHED = re.compile(r"([^\W\d_a-z][^\W\d_]{1,20}(?:\s[^\W\d_]{1,20}){0,2})\.\s?(?:[—–―]|--?)(?=\s?\S)")
_SPOKEN = (".—", ". —", ".-", ". -", ".–", ". –", ".―", ". ―")
_LETTER = re.compile(r"([^\W\d_])[.:：]\s+\S")
_ASIDE = re.compile(r"\s*[(\[（][^()\[\]（）]*+[)\]）]?")
_MARKS = "_*.:：,;—–- "


def spoken(text: str) -> str:
    """The label of a speaker that a line begins with ("Anna: ...", "HAMLET. ...", "_Anna._ ...", "Anna. — ..."), or ""."""
    start = text[:_LABELLED]
    if ":" not in start and "." not in start and "：" not in start and text[0] not in "_*":
        return ""
    if found := _LABEL.match(text):
        return found[1] or found[2]
    if text[0] in "_*" and (found := _EMPHASISED.match(text)):
        return _ASIDE.sub("", found[2]).strip(_MARKS)
    if any(dash in start for dash in _SPOKEN) and (found := _DASHED.match(text)):
        return found[1]
    found = _LETTER.match(text) if text[1:2] in (".", ":", "：") else None
    return found[1] if found and found[1].isupper() else ""


def speakers(texts: Sequence[str]) -> frozenset[str]:
    """The labels that several of these lines begin with. Letters count where two of them take turns: "Q." and "A."."""
    labels = [label for text in texts if (label := spoken(text))]
    counts = Counter(labels)
    often = {label for label, count in counts.items() if count > 1 and len(label) > 1}
    letters = [label for label in labels if len(label) == 1]
    two = set(letters)
    turns = sum(one != other for one, other in pairwise(letters))
    if len(two) == 2 and min(counts[letter] for letter in two) > 1 and turns * 2 >= len(letters):
        often |= two
    return frozenset(often if len(often) > 1 else ())


def name_of_cue(text: str) -> str:
    """The name that a line says and nothing else but a direction: "HAMLET.", "_Anna (laughing)._", "АННА (тихо)", "Anna."; or ""."""
    if len(text) > _CUE or text[0].islower():
        return ""
    bare = _ASIDE.sub("", text).strip()
    name = bare.strip(_MARKS)
    if not name or len(name) > _NAME or len(name.split()) > _WORDS or not name[0].isalpha() or name[0].islower():
        return ""
    if any(sign in name for sign in ".!?:;,，。！？") or any(map(str.isdigit, name)):
        return ""
    marked = name.isupper() or (text[0] in "_*" and bare[-1] in "_*") or bare.rstrip("_*")[-1] in ".:："
    return name if marked else ""


def cues(lines: Sequence[tuple[str, bool]]) -> frozenset[int]:
    """The places of lines that are nothing but the name of who speaks below.

    `lines` are (text, whether it stands apart from the line above). At least two names come again; without capitals or emphasis
    ("Anna.") they have to do so more often.
    """
    names = {at: name for at, (text, apart) in enumerate(lines) if apart and (name := name_of_cue(text))}
    counts = Counter(names.values())
    loud = {name for at, name in names.items() if name.isupper() or lines[at][0][0] in "_*"}
    often = {name for name, count in counts.items() if count > (1 if name in loud else 2)}
    if len(often) < 2:
        return frozenset()
    return frozenset(at for at, name in names.items() if name in often)
