"""The letters and digits of a page are those of its source, in order, but for what the ledger names."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_promises import PIECES, converted

from readingroom.check.sources import LAYOUT, rebuild, silent_losses
from readingroom.convert import RULES, Converted, convert, rules_by_stage
from readingroom.document import Source, Survey
from readingroom.ledger import draw_up, dump, load
from readingroom.read import read
from readingroom.site.body import Event, pyromark_events

# fmt: off
MORE = st.sampled_from([
    "2*3*4 = 24", "boat__2", "(*)", "Moor*", "d*mn", "`x`", "C:\\*", "\u2028", "\u2029", "\x1a", "\x02", "IRMÃ”", "MANHÃ—", "KÃ–NIG",
    "некото‐\n", "Ð½ÐµÐº", "Ð¾Ñ‚Ð¾â€\x90\n", "caf\u00c3\u00a9", "Â\u00a0", "f\u00cc\u0081", "\f*", "\f#", "\f1. ", "7", "1958", "T H E",
])
# fmt: on
TEXTS = st.lists(PIECES | MORE, max_size=60).map("".join)
LETTERS = re.compile(r"[^\W_]+")
MARKUP = re.compile(r"\[\]\(#page-[\w.-]+\)|&(?:amp|lt|#\d+);")
"""What the writer adds that is no letter of a page: the mark of a page; characters by their names."""


def letters(text: str) -> str:
    """Its letters and digits."""
    return "".join(LETTERS.findall(text))


def page(events: Iterator[Event]) -> str:
    """The letters and digits that a reader sees, those of the numbers of lists among them."""
    out: list[str] = []
    numbers: list[int | None] = []
    for event in events:
        if isinstance(event, str):
            continue
        ((kind, value),) = event.items()
        if kind in ("Text", "Code", "Html", "InlineHtml"):
            out.append(value)
        elif kind == "Start" and isinstance(value, dict) and "List" in value:
            numbers.append(value["List"])
        elif kind == "End" and isinstance(value, dict) and "List" in value:
            numbers.pop()
        elif kind == "Start" and value == "Item" and (number := numbers[-1]) is not None:
            out.append(str(number))
            numbers[-1] = number + 1
    return letters("".join(out))


def owed(source: Source, made: Converted) -> str:
    """The letters and digits that a page has to show: those of the source, with what repairs wrote, without what the ledger names."""
    out, at = [], 0
    for edit in made.edits:
        before = source.text[edit.start : edit.end]
        if edit.rule in rules_by_stage()[0]:
            shown = MARKUP.sub("", edit.after)
        elif edit.rule in LAYOUT:
            shown = before
        else:  # a rule that takes a line out, and says so: title, byline, footer
            shown = edit.after
        out += (source.text[at : edit.start], shown)
        at = edit.end
    return letters("".join([*out, source.text[at:]]))


@settings(max_examples=300)
@example("Порт\n\n" + "и никто не говорил о буре, которая прошла некото‐\nрых лет назад, и никто не знал\n".encode().decode("latin-1"))
@given(TEXTS)
def test_the_letters_of_a_page_are_those_of_its_source(text: str) -> None:
    """Layout takes no letter and no digit, and adds none."""
    source, made = converted(text)
    assert page(pyromark_events(made.body)) == owed(source, made)
    entry = draw_up(source, made.body, made.edits, path="a.txt", markdown="m", rules="1")
    assert silent_losses(entry) == []


def test_a_mark_of_a_page_stands_before_a_backslash() -> None:
    """The backslash belongs to the character behind it."""
    _, made = converted("The harbour was quiet.\n\n\f*Nobody came\n\n\f# of all\n\n\f& so on, with 3 lamps\n")
    assert "\n\n[](#page-2)\\*Nobody came\n\n[](#page-3)\\# of all\n\n[](#page-4)& so on" in made.body


@pytest.mark.parametrize(
    "data",
    [
        "L'été, « déjà ».\r\n\r\n".encode("cp1252") + "Le soir, la fenêtre était fermée, et la clé restée.\r\n".encode(),
        "Гавань была тихой.\n".encode("koi8-r") + "Вечером окно было закрыто.\n".encode() + b"\x1a" * 40,
        "\ufeffLe port\u2029L'été, la mer\u2028était calme.\u2029".encode() + "Déjà la clé, près du môle.".encode("cp1252"),
        b"The \0rst stone, o\0, e\x0ecient.\r\n" + b"\x1a" * 103,
        "The Lamp\u2029By Ada Quill\u2029The tide came in at four.\u2028Nobody spoke.\r\n\r\nMore.\rEnd".encode(),
        "The Lamp\x85By Ada Quill\x85\x85The tide came in at four.\x85".encode(),
    ],
)
def test_a_source_is_rebuilt_from_markdown_and_ledger(tmp_path: Path, data: bytes) -> None:
    """Encodings by line, ends of lines in Unicode, padding and what was lost in words: byte for byte."""
    (tmp_path / "a.txt").write_bytes(data)
    source = read(tmp_path, "a.txt")
    made = convert(source, Survey())
    entry = load(dump(draw_up(source, made.body, made.edits, path="a.txt", markdown="m", rules=RULES)), "a.txt")
    assert rebuild(entry, made.body) == [(data, source.sha256)]
    assert silent_losses(entry) == []
