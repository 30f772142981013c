"""Whatever a text holds: no line is lost, nothing takes long, and the answer is always the same."""

import time

import pytest
from describe.heads import BODY, cases_in, lines_of
from hypothesis import given
from hypothesis import strategies as st

from readingroom.describe import language, masthead
from readingroom.document import Dropped, Survey, whole

SCRAPS = st.sampled_from(
    [
        "",
        "  ",
        "The Harbour in March",
        "THE HARBOUR",
        "By Ada Quill",
        "by",
        "Ada Quill",
        "Ada Quill & Tom Marsh",
        "3 May 1931",
        "May 1931",
        "1931",
        "年 月 日 | 山田花子",
        "2014 12 17",
        "Dear Ada,",
        "Yours truly,",
        "Title: The lamp",
        "Date: 3 May 1931",
        "To: Tom",
        "* * *",
        "Port Anselm, 3 May 1931",
        "ليلى حداد",
        "佐藤健一",
        "The tide came in at four, and nobody on the quay spoke of the storm any more.",
        "- bread",
        "&",
        "#",
        "**",
    ]
)
LINES = st.lists(st.one_of(SCRAPS, st.text(max_size=40).map(lambda text: text.replace("\n", " "))), max_size=14)


@given(LINES, st.sets(st.integers(0, 13)), st.one_of(st.none(), st.booleans()))
def test_no_line_is_lost(texts, dropped, day_first):
    """What is dropped and what stays are together the lines given, in order; every drop has its finding or its rule."""
    every = lines_of("\n".join(texts))
    gone = [Dropped(pieces=(whole(line),), rule="running-heads") for at, line in enumerate(every) if at in dropped]
    lines = [line for at, line in enumerate(every) if at not in dropped]
    head = masthead(lines, "a.txt", Survey(day_first=day_first), gone)
    taken = [piece.line for block in head.dropped for piece in block.pieces]
    assert sorted([*taken, *head.rest], key=lambda line: line.number) == lines
    assert taken == sorted(taken, key=lambda line: line.number)
    rules = {block.rule for block in head.dropped}
    assert rules <= {"title", "subtitle", "kicker", "byline", "date", "running-heads"}
    fields = [finding.field for finding in head.findings]
    assert rules & {"title", "subtitle", "kicker"} <= {*fields}
    assert len(fields) == len(set(fields))
    assert all(finding.value.strip() and 0 < finding.confidence <= 1 for finding in head.findings)


@given(LINES)
def test_same_text_same_answer(texts):
    """Equal arguments give equal results."""
    lines = lines_of("\n".join(texts))
    assert masthead(lines, "a.txt", Survey()) == masthead(lines, "a.txt", Survey())


HOSTILE = {
    "one long word": "a" * 3_000_000,
    "one long line of words": "Ada Quill and " * 200_000,
    "commas": "," * 1_000_000,
    "digits": "1931 " * 300_000,
    "dates": "3 May 1931, " * 100_000,
    "brackets": "[(" * 500_000,
    "capitals": "A. " * 500_000,
    "spaces": " " * 3_000_000 + "x",
    "years and signs": "年 月 " * 300_000,
    "many short lines": "Ada Quill\n" * 100_000,
    "many dates": "3 May 1931\n" * 100_000,
    "blank lines": "\n" * 300_000,
    "salutations": "Dear " * 300_000,
    "labels": "Title: " * 300_000,
    "quotes": "'\"" * 500_000,
    "combining": "e\u0301" * 500_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_no_time(text):
    """Megabytes in one line, or in very many, are read in a moment."""
    lines = lines_of(text)
    start = time.process_time()
    masthead(lines, "a.txt", Survey())
    language(text)
    assert time.process_time() - start < 1.5


def test_language_is_loaded_only_when_needed(monkeypatch):
    """A head whose dates say all by themselves does not ask for the language: loading its model takes most of a second."""

    def ask(*_):
        raise AssertionError("asked for the language")

    monkeypatch.setattr("readingroom.describe.rows.language", ask)
    for text, _ in cases_in("heads.txt"):
        if "/" not in text:
            masthead(lines_of(text), "a.txt", Survey())


def test_a_millisecond_a_text():
    """All heads of the cases take a few milliseconds each at most, even on a busy machine."""
    texts = [lines_of(text) for text, _ in cases_in("heads.txt")]
    language(BODY["en"])
    start = time.process_time()
    for lines in texts:
        masthead(lines, "a.txt", Survey())
    assert (time.process_time() - start) / len(texts) < 0.01
