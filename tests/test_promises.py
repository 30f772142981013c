"""What must hold for any text whatever: no word is lost, equal input gives equal output, Markdown and ledger give the bytes back."""

import hashlib
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readingroom import header, ledger, survey
from readingroom.census import conclude
from readingroom.check.sources import rebuild, silent_losses
from readingroom.clean import clean
from readingroom.convert import RULES, Converted, convert
from readingroom.document import Source, Survey
from readingroom.errors import ReadingRoomError
from readingroom.read import read
from readingroom.site.body import pyromark_events, render

# Pieces of which odd texts are made: whatever some rule looks for, next to whatever another does.
# fmt: off
PIECES = st.sampled_from([
    "word", "The", "harbour", "и", "文字", "كلمة", "wrote:", "By", "Ada Quill", "1931", "3 May 1931", "p. 3", "No.", "e.g.",
    "co-", "har\u00ad", "\u2010", " ", "  ", "    ", "\t", "\u00a0", "\u3000", "\n", "\n\n", "\n\n\n", "\f", "\n\f\n", "\r",
    "\n    ", "\n- ", "\n• ", "\n1. ", "\n2) ", "\n* * *\n", "\n---\n", "*", "**", "_", "`", "```", "[", "](", "](http://a.example)",
    "[^1]", "<b>", "</b>", "<script>", "&amp;", "&", "\\", "|", "\n| ", "#", "\n# ", "\n> ", ">", "~", "~~~\n", "$", "{", "![",
    ".", ",", ":", ";", "?", "!", "—", "“", "”", "'", '"', "(", ")", "ﬁ", "â€™", "\u200b", "\u202e", "\ufeff", "\x00", "\x07", "\udcff",
])
# fmt: on
TEXTS = st.lists(PIECES, max_size=80).map("".join)
WORD = re.compile(r"[^\W_]+")


def converted(text: str) -> tuple[Source, Converted]:
    """A text, alone in its collection."""
    text = text.replace("\r", "\n")
    source = Source("a.txt", text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), len(text), "utf-8")
    return source, convert(source, conclude([survey.tally(clean(text))]))


@settings(max_examples=300)
@given(TEXTS)
def test_every_word_is_in_the_markdown_in_its_order_or_in_the_ledger(text: str) -> None:
    """Read side by side: body, and what edits took out, in the order of the text."""
    source, made = converted(text)
    out, at = [], 0
    for edit in made.edits:
        out += (source.text[at : edit.start], source.text[edit.start : edit.end])
        at = edit.end
    out.append(source.text[at:])
    assert "".join(out) == source.text
    entry = ledger.draw_up(source, made.body, made.edits, path="a.txt", markdown="m", rules=RULES)
    assert ledger.source_text(entry, made.body) == source.text
    assert silent_losses(entry) == []


@settings(max_examples=100)
@given(TEXTS)
def test_conversion_is_deterministic(text: str) -> None:
    """The same again."""
    assert converted(text) == converted(text)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=400), TEXTS.map(lambda t: t.encode("utf-8", "replace")), TEXTS.map(lambda t: t.encode("utf-16", "replace"))
    )
)
def test_markdown_and_ledger_give_any_bytes_back(tmp_path: Path, data: bytes) -> None:
    """What can't be read is refused with a code; nothing else happens."""
    (tmp_path / "a.txt").write_bytes(data)
    try:
        source = read(tmp_path, "a.txt")
    except ReadingRoomError as error:
        assert re.fullmatch(r"R-\d\d", error.message.code)
        return
    made = convert(source, Survey())
    entry = ledger.draw_up(source, made.body, made.edits, path="a.txt", markdown="m", rules=RULES)
    entry = ledger.load(ledger.dump(entry), "a.txt")
    markdown = header.join({"Title": "a"}, made.body)
    assert rebuild(entry, header.split(markdown)[1]) == [(data, source.sha256)]


@settings(max_examples=300)
@given(TEXTS)
def test_nothing_of_a_text_acts_as_html(text: str) -> None:
    """Whatever it holds, the page shows; no tag of it survives."""
    _, made = converted(text)
    html, _ = render(pyromark_events(made.body))
    assert not re.search(r"<(?:script|b|img|iframe|style)\b", html)


HOSTILE = {
    "one line": "word and more ",
    "one letter": "a",
    "stars": "*",
    "spaced": "a ",
    "halves": "har-\n",
    "lines": "The harbour was quiet this morning and the men who came to look at it\n",
    "items": "1. item one\n",
    "blank": "\n",
    "open": "(",
    "under": "_a",
    "brackets": "[",
    "columns": "a   b   c\n",
    "headings": "THE HARBOUR\n\n",
    "quotes": "he wrote:\n\n",
    "dates": "3 May 1931\n",
    "notes": "1 see below[^1]\n",
    "verse": "    the sea\n  the sea\n\n",
    "backticks": "`",
    "entities": "&amp;",
    "speakers": "ADA: no.\n",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_length_and_no_faster(kind: str) -> None:
    """Eight times the text in much less than sixty-four times the time: what is quadratic shows, a busy machine does not."""

    def seconds(size: int) -> float:
        text = HOSTILE[kind] * (size // len(HOSTILE[kind]))
        started = time.process_time()
        converted(text)
        return time.process_time() - started

    seconds(1_000)
    small = max(seconds(20_000), 0.05)  # seconds; less is noise
    assert seconds(160_000) < 24 * small
