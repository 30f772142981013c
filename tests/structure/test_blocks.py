"""Lines -> blocks, rule by rule, and what must stay as it is."""

import pytest

from readingroom.clean import clean
from readingroom.document import Code, Heading, ListItem, Paragraph, SectionBreak, Survey, Table, Verse
from readingroom.structure import structure
from readingroom.survey import words_of

WRAPPED = """\
The mole was begun in the spring of that year, when the ice had gone,
and nobody then believed that it would stand. Carts came down from the
quarry every morning and went back empty at noon, and the children
counted them.
"""


def blocks(text: str, **more: object) -> list[tuple[str, str]]:
    """(kind, text) of every block."""
    lines = clean(text)
    found = structure(lines, Survey(words=frozenset(words_of(lines))), **more)  # type: ignore[arg-type]
    return [(type(block).__name__, block.text) for block in found]


def kinds(text: str) -> list[str]:
    """What blocks there are."""
    return [kind for kind, _ in blocks(text)]


# -- paragraphs -------------------------------------------------------------------------------------------------------------


def test_wrapped_lines_are_one_paragraph() -> None:
    """And blank lines part them."""
    (first, second) = blocks(WRAPPED + "\n" + WRAPPED)
    assert first == second
    assert first[1].count(" ") == WRAPPED.count(" ") + 3


def test_a_short_line_ends_a_paragraph_without_a_blank_one() -> None:
    """There was room for the next word, and it is not there."""
    assert len(blocks(WRAPPED + WRAPPED.replace("The mole", "The wall") + WRAPPED)) == 3


def test_a_first_line_set_in_begins_a_paragraph() -> None:
    """Even behind a full line."""
    full = "A line that is as full as lines can be in this text, with its stop here."
    text = "".join(f"   {WRAPPED}{full}\n" for _ in range(3))
    assert kinds(text) == ["Paragraph"] * 6 or len(blocks(text)) == 3


def test_double_spacing_is_no_paragraph() -> None:
    """A blank line between any two lines says nothing."""
    text = "\n\n".join((WRAPPED + WRAPPED + WRAPPED).splitlines())
    assert len(blocks(text)) <= 3


def test_lines_that_are_not_wrapped_are_paragraphs() -> None:
    """One line, one paragraph."""
    line = WRAPPED.replace("\n", " ").strip()
    assert len(blocks(f"{line}\n{line}\n\n{line}\n")) == 3


def test_japanese_lines_are_joined_without_a_space() -> None:
    """Where there are no spaces between words, there are none between lines."""
    text = (
        "今朝の港は静かで、新しい防波堤を見に来た男たちは、一言も\n言わずに帰って行った。わたしは十一隻の船を数えたが、それ\nはあなたの父が出て行った日より二隻少ない。\n"
        * 3
    )
    assert all(" " not in text for _, text in blocks(text))


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("a har\u2010", "bour", "a harbour"),
        ("a har\u00ad", "bour", "a harbour"),
        ("a har-", "bour", "a harbour"),
        ("the break-", "water", "the breakwater"),
        ("a well-", "known man", "a well-known man"),
        ("pre-", "and post-war", "pre- and post-war"),
        ("in 1914-", "1918", "in 1914-1918"),
        ("the Anglo-", "Saxon", "the Anglo-Saxon"),
    ],
)
def test_hyphens_at_line_ends(left: str, right: str, joined: str) -> None:
    """The words that the text uses elsewhere decide; where there is no word for it, sense does."""
    context = (
        "The breakwater was a well-known sight from the sea in those days, and the\n"
        "harbour was known too, as everybody who came from there could tell you then.\n"
    )
    found = " ".join(
        text
        for _, text in blocks(f"{context}{context}\nIt was long ago and it was {left}\n{right} of the place we are speaking of, in all.\n")
    )
    assert joined in found


def test_hyphens_can_be_left_alone() -> None:
    """`off` takes names of rules; an unknown one is an error."""
    text = WRAPPED.replace("quarry", "har\u2010\nbour")
    assert "the harbour every" in blocks(text)[0][1]
    assert "the har\u2010bour every" in blocks(text, off=frozenset({"hyphens"}))[0][1]
    with pytest.raises(ValueError, match="no rule"):
        blocks(WRAPPED, off=frozenset({"paragraphs"}))


# -- cuts -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("and the men went home, all of the", "eleven boats being in."),
        ("and the men went home to the", "Customs House in the rain."),
        ("and then, as we all remember,", "Maunder was heard to laugh."),
    ],
)
def test_a_paragraph_cut_by_a_blank_line_is_healed(left: str, right: str) -> None:
    """In lower case; before a capital behind a word that needs another one, or a comma."""
    opening = (
        "The harbour was quiet, the sea was grey, the gulls were at the fish, the nets were on the wall, and the women looked at the sky"
    )
    assert len(blocks(f"{opening} {left}\n\n{right}\n")) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The harbour was quiet, and the men went home.", "The boats were in."),
        ("Dear Mother,", "the boats are in, and I am well."),
        ("Sehr geehrter Herr Ankerly,", "ich danke Ihnen für Ihren Brief vom 3. Mai."),
        ("He had three reasons:", "The boats were in."),
        ("Ostrel Harbour", "The boats were in, and the men went home without a word to anybody on the quay that morning."),
    ],
)
def test_a_wrong_join_is_worse(left: str, right: str) -> None:
    """Sentences that end, salutations, colons, headings."""
    assert len(blocks(f"{left}\n\n{right}\n")) == 2


# -- headings, lists, tables ------------------------------------------------------------------------------------------------


def test_a_short_line_above_a_paragraph_is_a_heading() -> None:
    """With a blank line or without."""
    text = f"{WRAPPED}\nThe Second Year\n\n{WRAPPED}\nThe Third Year\n{WRAPPED}"
    assert [b for b in blocks(text) if b[0] == "Heading"] == [("Heading", "The Second Year"), ("Heading", "The Third Year")]


def test_sections_have_levels() -> None:
    """By their numbers."""
    lines = clean(f"{WRAPPED}\n2.1 The second year\n\n{WRAPPED}\n2.1.1 The hulks\n\n{WRAPPED}")
    assert [b.level for b in structure(lines, Survey()) if isinstance(b, Heading)] == [3, 4]


@pytest.mark.parametrize("line", ["He laughed.", "“Where is he?”", "and then", "www.packet.example", "Dear Sir,", "it rained"])
def test_what_is_no_heading(line: str) -> None:
    """Sentences, speech, dates, addresses, salutations."""
    assert "Heading" not in kinds(f"{WRAPPED}\n{line}\n\n{WRAPPED}")


@pytest.mark.parametrize("line", ["Printed by J. Marsh, 1887", "First published in The Lamp", "ALL RIGHTS RESERVED"])
def test_who_published_a_text_is_no_heading(line: str) -> None:
    """It stands short and apart, as one does."""
    assert kinds(f"{WRAPPED}\n{line}\n\n{WRAPPED}") == ["Paragraph"] * 3
    assert kinds(f"{WRAPPED}\nPrinted by Hand\n\n{WRAPPED}")[1] == "Heading"


def test_lists() -> None:
    """Bullets of any kind, numbers, lines that go on."""
    bullets = "• a boat\n• a second boat, which came in a good while after the\nfirst one and had lost its mast\n"
    text = f"We saw:\n\n{bullets}\n1. Rope\n2) Tar\n(3) Oakum\n"
    items = [b for b in structure(clean(WRAPPED + text), Survey()) if isinstance(b, ListItem)]
    assert [(b.number, b.text) for b in items] == [
        (None, "a boat"),
        (None, "a second boat, which came in a good while after the first one and had lost its mast"),
        (1, "Rope"),
        (2, "Tar"),
        (3, "Oakum"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- rope\n  - of hemp\n  - of wire\n- tar",
        "1. rope\n• of hemp\n• of wire\n2. tar",
        "• rope\n◦ of hemp\n◦ of wire\n• tar",
        "   • rope\n      • of hemp\n      • of wire\n   • tar",
    ],
)
def test_lists_within_lists(text: str) -> None:
    """By indents, by numbers that go on, by hollow bullets."""
    items = [block for block in structure(clean(f"{WRAPPED}\n{text}\n\n{WRAPPED}"), Survey()) if isinstance(block, ListItem)]
    assert [(item.depth, item.text) for item in items] == [(1, "rope"), (2, "of hemp"), (2, "of wire"), (1, "tar")]


def test_a_bullet_on_a_line_of_its_own() -> None:
    """As pdftotext leaves them."""
    assert [b for b in blocks(f"{WRAPPED}\n•\nRope and tar\n•\nOakum\n") if b[0] == "ListItem"] == [
        ("ListItem", "Rope and tar"),
        ("ListItem", "Oakum"),
    ]


@pytest.mark.parametrize(
    "line", ["12. of May, when the ice had gone,", "- or so they said, and nobody denied", "1931. And nobody then believed it"]
)
def test_what_is_no_item(line: str) -> None:
    """A number or a dash that came to the start of a line by chance."""
    assert "ListItem" not in kinds(
        f"The mole was begun, as everybody there could tell you, on the\n{line}\n"
        "of it, since the carts came down from the quarry every morning.\n" + WRAPPED
    )


@pytest.mark.parametrize(
    "text",
    [
        "Soup* .... 2d.\nFish* .... 3d.\n\n* Fridays only.\n",
        "The keeper* had no name that anybody knew, and the lamp* had none.\n\n* He came in 1903.\n",
        "Ada Quill*, Tom Marsh, and the boy.*\n\n* Lost at sea.\n",
    ],
)
def test_a_star_that_explains_another_is_no_item(text: str) -> None:
    """What stands behind it is a note; the star is shown."""
    assert "ListItem" not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bring a lamp*, and a rope:\n\n* tar\n* oakum\n* rope\n",
        "The *Gannet* was there, and wanted:\n\n* a new mast and a boy who can climb\n",
        "The rope cost 2 * 4d. that year.\n\n* It was paid by the Board.\n",
    ],
)
def test_stars_of_a_list_are_items(text: str) -> None:
    """Several below each other, or one where the star above is emphasis or a sign of arithmetic."""
    assert "ListItem" in kinds(text)


def test_a_table_in_columns() -> None:
    """Cells below each other; a line with an empty cell keeps its places."""
    text = "Article      Quantity   Price\nTar          3 barrels  40s\nRope                    18s\nOakum        28 lb      6s\n"
    (table,) = structure(clean(text), Survey())
    assert isinstance(table, Table)
    assert table.header
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Article", "Quantity", "Price"],
        ["Tar", "3 barrels", "40s"],
        ["Rope", "", "18s"],
        ["Oakum", "28 lb", "6s"],
    ]


def test_verse_keeps_its_lines() -> None:
    """And its indents."""
    text = "The tide comes up the harbour wall,\n  The tide goes down again,\nAnd nobody has seen it all\n  But gulls and drowning men.\n"
    found = [b for b in structure(clean(f"{WRAPPED}\n{text}\n{WRAPPED}"), Survey()) if isinstance(b, Verse)]
    assert [block.text for block in found] == [text.rstrip()]


def test_section_breaks_and_code() -> None:
    """Stars by themselves; lines that no prose looks like."""
    found = structure(clean(f'{WRAPPED}\n* * *\n\n{WRAPPED}\n{{\n  "name": "Ostrel",\n  "boats": [11, 13]\n}}\n\n{WRAPPED}'), Survey())
    assert [type(b) for b in found] == [Paragraph, SectionBreak, Paragraph, Code, Paragraph]


# -- quotations -------------------------------------------------------------------------------------------------------------

SPEECH = (
    "The sea does not care what you have built. It will come for it on a night when you are asleep, and in the morning you may begin again."
)


def quoted(text: str) -> list[str]:
    """How the quoted paragraphs begin."""
    return [block.text[:12] for block in structure(clean(text), Survey()) if block.quoted]


def test_an_introduction_quotes_one_paragraph() -> None:
    """In whatever language somebody writes or says it."""
    for line in ("Ankerly wrote:", "Ankerly schrieb:", "Ankerly a écrit :", "Анкерли писал:", "アンケリは次のように書いた："):
        assert quoted(f"{line}\n\n{SPEECH}\n\nThe board went home.\n") == ["The sea does"], line


def test_a_citation_closes_a_quotation_of_several_paragraphs() -> None:
    """Introductions in between and the citation itself are not quoted."""
    passage = f"Ankerly wrote:\n\n{SPEECH}\n\nAnd {SPEECH}\n\nHe concluded:\n\nBut {SPEECH}\n\n"
    text = f"{passage}(Ankerly, “The Mole,” 1931, p. 12.)\n\nThe board went home.\n"
    assert quoted(text) == ["The sea does", "And The sea ", "But The sea "]


@pytest.mark.parametrize("line", ["We need three things:", "The reasons were these:", "Ankerly wrote a book about it."])
def test_what_introduces_nothing(line: str) -> None:
    """A colon alone is not enough, nor is a verb."""
    assert quoted(f"{line}\n\n{SPEECH}\n\nThe board went home.\n") == []


def test_speech_in_quotation_marks_is_not_set_off() -> None:
    """It says itself that it is speech."""
    assert quoted(f"Ankerly said:\n\n“{SPEECH}”\n\nThe board went home.\n") == []


def test_lines_set_in_are_a_quotation() -> None:
    """Every line of it, not the first alone."""
    text = WRAPPED + "\n" + "".join(f"    {line[:60]}\n" for line in WRAPPED.splitlines()) + "\n" + WRAPPED
    assert quoted(text) == ["The mole was"]


def test_a_long_line_set_in_is_a_quotation() -> None:
    """Where paragraphs are lines and do not begin further in themselves."""
    prose = "The mole was begun in the spring of that year, when the ice had gone, and nobody then believed that it would stand."
    quoted = "    The sea does not care what you have built, and will come for it on a night when you are asleep."
    found = structure(clean(f"{prose}\n\n{quoted}\n\n{prose}\n\n{prose}"), Survey())
    assert [block.quoted for block in found] == [0, 1, 0, 0]
    indented = "\n".join(f"    {prose}" for _ in range(4))
    assert not any(block.quoted for block in structure(clean(indented), Survey()))


@pytest.mark.parametrize("date", ["4 May 1887", "Ostrel, May 1887."])
def test_a_signature_above_a_date_is_no_heading(date: str) -> None:
    """Nothing stands below it but the last line of all."""
    assert kinds(f"{WRAPPED}\n{WRAPPED}\nYour brother Tom\n\n{date}\n")[2:] == ["Paragraph", "Paragraph"]
    assert kinds(f"{WRAPPED}\n{WRAPPED}\nThe Year After\n\n{date}\n\n{WRAPPED}")[2] == "Heading"


def test_pieces_of_sentences_are_no_headings() -> None:
    """What leaves a bracket or a quotation open; what a colon announces; the short answers of a play."""
    prose = "The mole was begun in the spring of that year, when the ice had gone, and nobody then believed that it would stand."
    for line in ("The Board (which met", "He said that “the lamp", "Read more at https://example.org/lamp"):
        assert not isinstance(structure(clean(f"{prose}\n\n{line}\n\n{prose}"), Survey())[1], Heading)
    play = "TOM.\n\nWhat?\n\nADA.\n\nThe lamp!\n\n" * 3
    assert not any(isinstance(block, Heading) for block in structure(clean(play), Survey()))
    assert isinstance(structure(clean(f"{prose}\n\nThe Second Year\n\n{prose}"), Survey())[1], Heading)


def test_verse_needs_no_blank_lines_between_prose() -> None:
    """Short lines that are set in, under a long one at the margin, up to the next long one."""
    text = (
        "The song of the carters went like this, and everybody in the town knew it:\n"
        "   O weigh the stone, the stone is grey,\n      O weigh, O weigh!\n   It came from nowhere yesterday,\n"
        "It was sung in the mornings only, because in the evenings nobody had breath."
    )
    first, song, last = structure(clean(text), Survey())
    assert isinstance(song, Verse)
    assert song.text.splitlines()[0] == "O weigh the stone, the stone is grey,"
    assert isinstance(first, Paragraph) and isinstance(last, Paragraph)


# -- what a measure tells ----------------------------------------------------------------------------------------------------


def test_a_heading_over_a_line_that_lacks_some_letters() -> None:
    """Where a printer broke words, the first line of the paragraph below may lack some letters and is full all the same."""
    text = (
        WRAPPED + "Lamps of the Second Year\nThe lamps of the second year were lit by hand, and he who lit\nthem came down every morning.\n"
    )
    assert kinds(text) == ["Paragraph", "Heading", "Paragraph"]


def test_a_japanese_sentence_is_no_heading() -> None:
    """It ends with its verb, with a stop or without; a heading ends with a noun."""
    body = "港の堤は春に築きはじめられ、秋には曲がっていたので、誰もがそのわけを知りたがった。"
    body += "しかし答えられる者はなく、夜の明けるのを待った。\n"
    assert kinds(f"{body}\n灯台の話\n\n{body}") == ["Paragraph", "Heading", "Paragraph"]
    assert kinds(f"{body}\n灯台を見ました\n\n{body}") == ["Paragraph", "Paragraph", "Paragraph"]


def test_a_latin_word_at_a_line_start_among_signs() -> None:
    """Where a script sets no spaces, the first word of a line that begins in Latin letters ends where the signs begin."""
    body = "港の堤は春に築きはじめられ秋には曲がっていた\nので誰もがそのわけを知りたがったがしかし答え\n"
    body += "られる者はなく灯台の下に集まって夜の明けるま\nで待っていた。\n"
    assert kinds(f"{body}まとめ\nBoard社では「曲がった堤」を直すつもりはないと\n言いつづけた。\n") == ["Paragraph", "Heading", "Paragraph"]


def test_a_line_taken_apart_below_a_full_one() -> None:
    """One word in lower case is enough where the line above is full and ends no sentence: nouns and names have capitals."""
    full = "counted the Carts and the Horses with the Master of the old Quarry,\n"
    apart = "Herr\n\nKaspar\n\nund\n\nWilhelmine-Charlotte-Auguste-Dorothea-Henriette-Friederike Groß came.\n"
    text = WRAPPED.replace("counted them.\n", full + apart)
    assert kinds(text) == ["Paragraph"]


def test_lines_that_were_joined_at_their_hyphens() -> None:
    """Rows of two and three lines beside rows of one: the last line of a row tells whether the paragraph ends with it."""
    line = "the carts came down from the quarry at noon and"  # 47 columns
    joined = f"{line} went back in the even{'ing with nobody but the boy on'}"
    rows = [f"{line} a", joined, f"{line} b", f"{line} c", joined, f"{line} d", f"{line} e", f"{line} f", "and stopped."]
    text = "\n".join([*rows, f"The second year began, {line[:24]}", *rows])
    assert len(kinds(text)) == 2


def test_headings_that_count_up() -> None:
    """A word and a number, 1, 2, 3, with text between them; next to each other they are a list, or a table of contents."""
    steps = "".join(f"Step {number}: the lamp and the wall\n{WRAPPED}" for number in (1, 2, 3))
    assert kinds(WRAPPED + steps) == ["Paragraph", *["Heading", "Paragraph"] * 3]
    assert "Heading" not in kinds(WRAPPED + "\n" + "Step 1: the lamp\nStep 2: the wall\nStep 3: the sea\n\n" + WRAPPED)
    body = "港の堤は春に築きはじめられ、秋には曲がっていたので、誰もがそのわけを知りたがった。\n"
    assert kinds(f"{body}\n一、灯台\n{body}\n二、堤防\n{body}\n十一、船\n{body}").count("Heading") == 0  # eleven does not follow two
    assert kinds(f"{body}\n一、灯台\n{body}\n二、堤防\n{body}").count("Heading") == 2


def test_headings_over_headings_in_unwrapped_text() -> None:
    """Two short lines alone, one over the other, with a paragraph below."""
    prose = "The mole was begun in the spring of that year, when the ice had gone, and nobody then believed that it would stand."
    assert kinds(f"{prose}\n\nThe Second Year\n\nThe lamps\n\n{prose}") == ["Paragraph", "Heading", "Heading", "Paragraph"]


# -- code and sources --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["$ lamp install", "<lamp colour='red'>", "./lamp light", "lamp light --red"])
def test_a_line_that_is_typed_is_code(line: str) -> None:
    """Behind a prompt, a tag from end to end, a command with its path or an option: alone, it needs not be set in."""
    assert ("Code", line) in blocks(f"{WRAPPED}\n{line}\n\n{WRAPPED}")
    assert "Code" not in kinds(f"{WRAPPED}\nThey wrote {line} on the wall.\n\n{WRAPPED}")


def test_brackets_left_open_end_at_prose() -> None:
    """What is quoted from a program may not close all its brackets; the sentence below it is no code."""
    text = (
        f"{WRAPPED}\nquay.at(dusk).then(function(lamp) {{\n    lamp.light({{\n        red: true,\n        high: true,\n    }})\n\n{WRAPPED}"
    )
    assert kinds(text) == ["Paragraph", "Code", "Paragraph"]


def test_a_source_makes_a_quotation() -> None:
    """A colon is enough above it, verb or none, and it may follow in the same lines; what a picture shows is no source."""
    source = "(R. Ankerly, The Wall, Ostrel 1931, p. 12.)"
    after = "Nobody gave an answer to any part of this, for nobody had been asked,\nand the Board was away.\n"
    text = f"As Ankerly had it in 1931:\n{WRAPPED}{source}\n{after}"
    assert quoted(text) == ["The mole was"]
    assert quoted(text.replace(source, '[Picture: THE "WALL" OF "OSTREL".]')) == []


def test_speakers_before_wide_colons() -> None:
    """In Chinese and Japanese no space follows the colon; what somebody asks in an interview is no heading."""
    talk = "".join(
        f"记者：您为什么要修这堵墙呢？\n\n老师：因为海就在那里，谁也不能说它不在，所以我们修了这堵墙，修了很多年。第{n}年。\n\n"
        for n in "一二三"
    )
    assert "Heading" not in kinds(talk)


def test_a_short_text_wrapped_by_counting() -> None:
    """Half of the lines that go on are just as long as each other, though names in Latin letters make others longer."""
    prose = (
        "港の堤は春に築きはじめられ秋にはそれが曲がっていることに気づいて誰もがそのわけを知りたがったが答えられる者が"
        "いなかったので灯台の下に集まって夜の明けるまで待ちつづけ一人の男がようやくやって来て言うには海がそう望んだからだと"
        "いうことであったそれを聞いたその娘はたいそう怒って帰ってしまったのだったあとに残った者たちは話を聞くことにした"
    )
    names = ["Ada", "Ankerly", "Oe", "Rosalindes", "Board", "Maunderings", "Ostrel", "List", "Ann", "Harbour"]
    lines = [prose[at * 12 + 1 : at * 12 + 21 - len(name)] + name + "の船" for at, name in enumerate(names)]
    assert {len(line) for line in lines} == {22}
    lines[2] += "RRRRRR"
    lines[4] += "RRRR"
    assert kinds("\n".join([*lines, "のだった"]) + "\n") == ["Paragraph"]


def test_a_number_cut_at_its_thousands_is_whole() -> None:
    """Three digits go on with the one to three above them; the figures of a list do not."""
    left = "The boy who counted for the Board of the Harbour said, and he was not one to say so, that there had been more than 5"
    assert kinds(f"{left}\n\n000 gulls on the wall that day, and he had counted them twice.") == ["Paragraph"]
    assert len(kinds(f"{left}\n\n1931 was the year in which he counted them, and he did it twice.")) == 2
    assert len(kinds("12\n\n000 gulls on the wall that day, and he had counted them twice.")) == 2


@pytest.mark.parametrize("line", ["-", "="])
def test_the_names_of_columns_are_no_heading(line: str) -> None:
    """Though they are underlined; without the rule for tables they would be."""
    text = f"Item      Quantity   Price\n{line * 26}\nTar       12         40s\nRope      7          18s\n\nThat was all of it.\n"
    (table, _) = structure(clean(text), Survey())
    assert isinstance(table, Table)
    assert table.header
    assert [cell.text for cell in table.rows[0]] == ["Item", "Quantity", "Price"]
    assert isinstance(structure(clean(text), Survey(), off=frozenset({"tables"}))[0], Heading)
