"""Speakers, dialogues and what looks like a list: what is said is a paragraph, and what only looks like talk stays what it is."""

import pytest

from readingroom.clean import clean
from readingroom.document import Heading, ListItem, Paragraph, Survey, Verse
from readingroom.structure import structure
from readingroom.structure.compounds import is_compound
from readingroom.structure.recitals import recitals
from readingroom.structure.small_series import small_series
from readingroom.structure.speakers import cues, name_of_cue, speakers, spoken


def blocks(text: str) -> list[tuple[str, str]]:
    """The blocks of a text by kind."""
    return [(type(block).__name__, block.text) for block in structure(clean(text), Survey())]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("ANNA: Not yet.", "ANNA"),
        ("Anna: Not yet.", "Anna"),
        ("_Anna._ Not yet.", "Anna"),
        ("_Anna (rises)._ Not yet.", "Anna"),
        ("Anna. — Not yet.", "Anna"),
        ("ПЁТР. Нет.", "ПЁТР"),
        ("安娜：还没有。", "安娜"),
        ("Q.  Did you?", "Q"),
        ("It was Anna. She came.", ""),
        ("_Anna_ was the ship that they had waited for.", "Anna"),
    ],
)
def test_who_speaks(line: str, name: str) -> None:
    """The name in front of a speech; whether it is one, the others tell."""
    assert spoken(line) == name


def test_it_takes_two_to_talk() -> None:
    """One label that comes again is none, nor are letters that take no turns: those of a list."""
    assert speakers(["Note: one.", "Note: two.", "Text."]) == frozenset()
    assert speakers(["Q. One?", "A. Two.", "Q. Three?", "A. Four."]) == {"Q", "A"}
    assert speakers(["A. One.", "B. Two.", "C. Three."]) == frozenset()


@pytest.mark.parametrize("line", ["HAMLET.", "_Anna (laughing)._", "АННА (тихо)", "Άννα:", "The Boy."])
def test_a_name_on_a_line_of_its_own(line: str) -> None:
    """Capitals, emphasis or a stop set it off, a direction may follow."""
    assert name_of_cue(line)


def test_headings_that_come_once_are_no_cues() -> None:
    """Chapters in capitals are headings still."""
    assert cues([("THE LAMP", True), ("text", True), ("THE FERRY", True), ("text", True)]) == frozenset()


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_speeches_behind_dashes(dash: str) -> None:
    """They are paragraphs with their dashes, though none is parted from the next by a blank line."""
    said = f"{dash} Vous venez pour la lampe ?\nElle se tut.\n{dash} Et qui paiera ?"
    text = f"Il entra.\n{dash} Bonjour, {dash} dit-il.\n{said}\n{dash} Moi, {dash} dit-il."
    found = blocks(text)
    assert {kind for kind, _ in found} == {"Paragraph"}
    assert len(found) == 6


@pytest.mark.parametrize(
    "text",
    [
        "What we need:\n- two lamps\n- a rope - the long one\n- oil",
        "Ask them:\n- Who lit the lamp?\n- Who saw it?\n- Who put it out?",
        "Tools.\n\n- 12 casks of oil\n- 3 coils of rope\n- 40 candles",
        "Stars.\n\n* one\n* two *and* three\n* four",
    ],
)
def test_lists_stay_lists(text: str) -> None:
    """Phrases, questions below a colon, figures below each other, stars."""
    assert sum(kind == "ListItem" for kind, _ in blocks(text)) == 3


def test_a_question_over_its_answer_is_a_heading_still() -> None:
    """Where long paragraphs stand above and below, as in a list of questions and answers."""
    answer = "The lamp is lit at dusk by the keeper who has the watch, and put out at dawn by the one who has slept, as it always was."
    found = structure(clean(f"{answer}\n\nWho lights the lamp?\n\n{answer}\n\nWho pays for it?\n\n{answer}"), Survey())
    assert [type(block) for block in found] == [Paragraph, Heading, Paragraph, Heading, Paragraph]


def test_recitals_and_a_word_that_comes_again() -> None:
    """Behind clauses they are recitals; behind half sentences the word began lines by chance."""
    said = ["Whereas it is dark,", "Whereas nobody", "sees anything,", "Whereas the lamp is out,", "It is resolved."]
    assert recitals(said, [0] * 5) == {0, 1, 3}
    chance = ["Nobody came to the", "Nobody who had seen it", "Nobody was there and", "Nobody spoke."]
    assert recitals(chance, [0] * 4) == frozenset()


def test_numbers_that_count_faster_than_pages() -> None:
    """Those of stanzas are theirs; those of pages stand in the middle of sentences, or far apart."""
    stanza = ["The lamp is lit,", "The boats are in,"]
    assert small_series(["1.", *stanza, "2.", *stanza, "3.", *stanza]) == {0, 3, 6}
    page = ["a line of prose that goes on for longer than any verse would, and is full"] * 30
    assert small_series(["1", *page, "2", *page, "3", *page]) == frozenset()


@pytest.mark.parametrize(
    ("before", "start", "rest"),
    [("19", "th", "century"), ("", "X", "ray"), ("mother-in", "", ""), ("", "self", "taught"), ("", "ex", "mayor")],
)
def test_hyphens_that_belong_to_a_word(before: str, start: str, rest: str) -> None:
    """They stay, and those of broken words go."""
    if not start:
        before, start, rest = "mother-", "in", "law"
    assert is_compound(before, start, rest, known=False, longer=False)


@pytest.mark.parametrize(
    ("start", "rest"), [("ex", "ample"), ("self", "ish"), ("ten", "dency"), ("six", "ty"), ("remark", "able"), ("so", "ciety")]
)
def test_hyphens_of_broken_words(start: str, rest: str) -> None:
    """The words that look like those with a hyphen of their own."""
    assert not is_compound("", start, rest, known=False, longer=False)


def test_prose_in_scripts_without_capitals_is_no_verse() -> None:
    """A page of wrapped Hindi, Persian or Tamil is paragraphs, whatever its words are."""
    hindi = (
        "रात को बंदरगाह पर कोई नहीं था और बूढ़ा रखवाला अपनी\nलालटेन लेकर सीढ़ियाँ चढ़ता रहा और हर कदम पर गिनता\n"
        "रहा। समुद्र शांत था, और दूर एक नाव की बत्ती दिखाई\nदेती थी और घंटी चुप थी।"
    )
    persian = (
        "شب در بندر هیچ کس نبود و نگهبان پیر فانوس خود را\nبرداشت و از پله‌ها بالا رفت و هر پله را شمرد و دریا\n"
        "آرام بود و از دور چراغ قایقی دیده می‌شد و کسی جواب\nنداد و باد از شمال آمد."
    )
    for text in (hindi, persian):
        found = structure(clean(f"{text}\n\n{text}"), Survey())
        assert not any(isinstance(block, Verse | ListItem | Heading) for block in found)
        assert len(found) == 2
