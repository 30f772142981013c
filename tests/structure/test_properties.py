"""Whatever a text is: no word is lost, the result is the same twice, and the time is in proportion to the length."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.census import conclude
from readingroom.clean import clean
from readingroom.document import Line, Source, Survey, apply
from readingroom.structure import furniture, structure
from readingroom.survey import tally
from readingroom.write import markdown

WORDS = [
    "the",
    "The",
    "harbour",
    "wrote:",
    "boats.",
    "“Why?”",
    "12",
    "- 7 -",
    "1.",
    "2.",
    "•",
    "-",
    "* * *",
    "har\u2010",
    "har-",
    "Dear Sir,",
    "港は静か。",
    "المرفأ",
]
WORDS += ["www.packet.example", "A.", "ANNA:", "{", "};", "a    b    c", "\f", "    ", "I", "*so*", "[1]", "(1931, p. 12)", "_", "|", "#"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), max_size=25).map("\n".join)


def written(text: str) -> tuple[str, list[str]]:
    """(the Markdown, what went with the marks of items and breaks), proved on the way to be the source with the edits."""
    lines = clean(text)
    survey = conclude([tally(lines)] * 2)
    kept, dropped = furniture(lines, survey)
    blocks = structure(kept, survey)
    body, edits = markdown(Source("a.txt", text, "", 0, "utf-8"), (*dropped, *blocks))
    assert apply(text, edits) == body
    out = {block.rule for block in dropped}
    gone = [edit for edit in edits if edit.rule not in out and any(character.isalpha() for character in text[edit.start : edit.end])]
    moved = letters("".join(edit.after for edit in edits))  # a note is written behind the paragraph that it stands in
    return body, [text[edit.start : edit.end] for edit in gone if letters(text[edit.start : edit.end]) not in moved]


def letters(text: str) -> str:
    """What of a text is a letter."""
    return "".join(character for character in text if character.isalpha())


@given(TEXTS)
def test_no_word_is_lost(text: str) -> None:
    """Only furniture takes letters out, under its own name."""
    assert written(text)[1] == []


@given(TEXTS)
def test_twice_is_the_same(text: str) -> None:
    """Nothing depends on chance or on what was converted before."""
    assert written(text) == written(text)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=300))
def test_any_characters(text: str) -> None:
    """No text stops the conversion."""
    written(text.replace("\r", " "))


HOSTILE: dict[str, Callable[[int], str]] = {
    "one word": lambda n: "a" * n,
    "one line": lambda n: "ab " * (n // 3),
    "stars": lambda n: "*a " * (n // 3),
    "underscores": lambda n: "_a" * (n // 2),
    "hyphens": lambda n: "a-" * (n // 2),
    "spaces": lambda n: " " * n + "x",
    "brackets": lambda n: "[](" * (n // 3),
    "numbers alone": lambda n: "12\n\n" * (n // 4),
    "items": lambda n: "1. a\n" * (n // 5),
    "headings": lambda n: "Head Line\n\n" * (n // 11),
    "cuts": lambda n: "The line of some words that goes to the\n\n" * (n // 41),
    "introductions": lambda n: "He wrote:\n\n" * (n // 11),
    "tables": lambda n: "a    b    c\n" * (n // 12),
    "pages": lambda n: "head\nbody of it\n12\n\f" * (n // 19),
    "halves": lambda n: "exam-\n" * (n // 6),
    "narrow": lambda n: "Ab cd\nef gh.\n" * (n // 13),
    "verse": lambda n: "  The sea,\nthe sea\n" * (n // 19),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_is_in_proportion(kind: str) -> None:
    """Four times the text takes about four times as long, not sixteen times."""

    def seconds(size: int) -> float:
        lines: tuple[Line, ...] = clean(HOSTILE[kind](size))
        begin = time.process_time()
        kept, dropped = furniture(lines, conclude([tally(lines)]))
        markdown(Source("a.txt", HOSTILE[kind](size), "", 0, "utf-8"), (*dropped, *structure(kept, Survey())))
        return time.process_time() - begin

    small = min(seconds(30_000) for _ in range(2))
    assert seconds(120_000) < 10 * small + 0.1
