"""What is known of a body once it is rendered: how long it is, how it begins, what stands on which of its pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WIDE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")  # kana and Han: no spaces between words

Text = tuple[str, str]
"""A passage: its tag, or "verse" for a paragraph whose lines stay lines, and its text."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body, for the table of contents."""

    level: int
    name: str  # its id
    text: str
    page: int = 0  # of the document, if that is several; counted from 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a body once it is rendered."""

    words: int = 0
    minutes: int = 0  # to read it
    incipit: str = ""  # its first words
    opening: str = ""  # how its first paragraph begins
    outline: tuple[Heading, ...] = ()
    pages: tuple[str, ...] = ()  # the headings with which they begin, if there are several; "" for one without
    places: tuple[tuple[str, int], ...] = ()  # of each passage, by its name: the page, if there are several


def reading(texts: Sequence[Text], outline: Sequence[Heading]) -> Reading:
    """Counts and first words of a body with these passages."""
    whole = " ".join(text for _, text in texts)
    wide = len(_WIDE.findall(whole))
    words = len(whole.split())
    minutes = max(1, round(words / 230 + wide / 450))  # what people read in a minute: words, characters
    paragraphs = [text for tag, text in texts if tag in {"p", "verse"}]
    first = next(iter(paragraphs or [text for _, text in texts]), "")
    return Reading(words + wide, minutes, beginning(first, 9, 60), beginning(opening(texts), 46, 320), tuple(outline))


def opening(texts: Sequence[Text]) -> str:
    """Text to begin with: a paragraph that runs; of a text that has none, lines that stay lines, with strokes between them."""
    long = [(tag, text) for tag, text in texts if tag in {"p", "verse"} and (len(text) > 80 or _WIDE.search(text))]
    running = next((text for tag, text in long if tag == "p"), "")
    return running or next((" / ".join(filter(None, map(one_line, text.split("\n")))) for _, text in long), "")


def one_line(text: str) -> str:
    """Text without its line ends."""
    return " ".join(text.split())


def beginning(text: str, words: int, characters: int) -> str:
    """The first words of a text, with an ellipsis where it goes on; a script without spaces is cut between characters."""
    parts = text.split()
    kept = " ".join(parts[:words])
    if len(kept) > characters:
        kept = kept[:characters] if _WIDE.search(kept) else kept[: characters + 1].rpartition(" ")[0] or kept[:characters]
    return f"{kept.rstrip(' ,;:')} …" if len(kept) < len(" ".join(parts)) else kept
