"""The text of a source as HTML: every line in its place, changes marked, and never much larger than the text."""

import re
import sys
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.document import REVIEW_BELOW
from readingroom.site.account import SIGNS, Change, visible
from readingroom.site.listing import _TO_ESCAPE, listing

TEXT = "HEAD\n\nOne exam-\nple of\x0c a line.\n"
CHANGES: list[Change] = [(0, "HEAD\n\n", "", "title", 0.9), (14, "-\n", "", "soft-hyphens", 0.6), (22, "\x0c", "", "page-breaks", 1.0)]
TEXTS = st.text(alphabet=st.sampled_from("ab<&\n\n\n\x0c\udc80 \u2014"), max_size=80)
ITEM = re.compile(r'<li id="L(\d+)"(?: value="(\d+)")?>(.*?)</li>\n', re.DOTALL)


def chosen(text: str, raw: list[tuple[int, int, str, float]]) -> list[Change]:
    """Changes of a text, in order and apart, out of any numbers."""
    found: list[Change] = []
    at = 0
    for start, length, after, confidence in sorted(raw):
        if at <= start <= len(text) and (length or after):
            at = min(len(text), start + length)
            found.append((start, text[start:at], after, "a<rule", confidence))
    return found


def as_lines(text: str, changes: list[Change]) -> list[str]:
    """What each line is to show, change by change and line by line: the plain way."""
    row, rows, at = "", [], 0
    for start, before, after, rule, confidence in [*changes, (len(text), "", "", "", 1.0)]:
        doubt = ' class="doubt"' if confidence < REVIEW_BELOW else ""
        first, *rest = visible_lines(text[at:start])
        row += first
        for line in rest:
            rows.append(row)
            row = line
        for number, line in enumerate(pieces := visible_lines(before)):
            if number:
                rows.append(row)
                row = ""
            shown = line + "↵" * (number < len(pieces) - 1)
            row += f'<del title="{escape(rule)}"{doubt}>{shown}</del>' if shown else ""
        row += f'<ins title="{escape(rule)}"{doubt}>{"↵".join(visible_lines(after))}</ins>' if after else ""
        at = start + len(before)
    return [*rows, row] if row else rows


def visible_lines(text: str) -> list[str]:
    """Lines, escaped."""
    return [escape(visible(line), quote=False) for line in text.split("\n")]


def test_lines_as_found() -> None:
    """Each line of the source is an item; what was taken out and put in is marked; a lost line end is shown."""
    assert listing(TEXT, CHANGES, {}) == (
        '<li id="L1"><del title="title">HEAD↵</del></li>\n'
        '<li id="L2"><del title="title">↵</del></li>\n'
        '<li id="L3">One exam<del title="soft-hyphens" class="doubt">-↵</del></li>\n'
        '<li id="L4">ple of<del title="page-breaks">␌</del> a line.</li>\n'
    )


NUMBERS = st.tuples(st.integers(0, 80), st.integers(0, 9), st.text("b&\n", max_size=3), st.sampled_from([0.2, 1.0]))


@given(TEXTS, st.lists(NUMBERS, max_size=6))
def test_one_pass_gives_what_line_by_line_gives(text: str, raw: list[tuple[int, int, str, float]]) -> None:
    """For every text and all changes, byte for byte."""
    changes = chosen(text, raw)
    wanted = [f'<li id="L{number}">{line}</li>\n' for number, line in enumerate(as_lines(text, changes), 1)]
    assert listing(text, changes, {}) == "".join(wanted)


def test_signs_are_put_where_they_are_needed() -> None:
    """What is looked for is what has a sign or an escape, and nothing else."""
    wanted = {chr(code) for code in SIGNS} | set("&<>")
    assert {chr(code) for code in range(sys.maxunicode + 1) if _TO_ESCAPE.match(chr(code))} == wanted


@pytest.mark.parametrize("line", ["", "a", "<", "ab cd"])
def test_short_lines_share_an_item(line: str) -> None:
    """A text of very many short lines is no larger than three times itself; numbers are right, and the text is whole."""
    text = f"{line}\n" * 300_000
    found = listing(text, [], {}, {77_777})
    assert len(found.encode()) <= 3 * len(escape(text, quote=False).encode()) + 3000
    items, number = ITEM.findall(found), 1
    assert "77777" in {item[0] for item in items} or 'id="L77777"' in found
    counted = 0
    for name, value, inner in items:
        counted = int(value) if value else counted + 1
        assert int(name) == number == counted
        number += inner.count("\n") + 1
    assert unescape("\n".join(inner for _, _, inner in items)) + "\n" == text


def test_short_lines_that_were_taken_out_share_an_item() -> None:
    """The same for one change that takes very many lines out, and for a change on every line."""
    text = "\n" * 300_000
    assert len(listing(text, [(0, text, "", "blank-lines", 1.0)], {}).encode()) <= 3 * len(text) + 3000
    text, taken = "a\n" * 100_000, [(at * 2 + 1, "\n", " ", "paragraphs", 0.5) for at in range(100_000)]
    assert len(listing(text, taken, {}).encode()) <= 3 * len(text) + 200 * len(taken) + 3000


def test_where_a_file_begins() -> None:
    """Its name stands before its first line; the form feed that joins it is not shown, whoever took it out."""
    text = "One.\n\x0cTwo.\n\x0c\nThree."
    found = listing(text, [(5, "\x0c", "", "page-breaks", 1.0)], {1: "a.txt", 2: "<b>.txt", 3: "c.txt"})
    assert found == (
        '<li class="file"><bdi>a.txt</bdi></li>\n<li id="L1">One.</li>\n'
        '<li class="file"><bdi>&lt;b&gt;.txt</bdi></li>\n<li id="L2">Two.</li>\n'
        '<li class="file"><bdi>c.txt</bdi></li>\n<li id="L3"></li>\n<li id="L4">Three.</li>\n'
    )


def test_a_text_without_anything() -> None:
    """No text, no item."""
    assert listing("", [], {}) == ""
    assert listing("\n", [], {}) == '<li id="L1"></li>\n'
