"""What several texts have in common is text: forms, minutes, circulars, refrains, statutes, liturgies, shared sections, in any language."""

import pytest

from readingroom.census import conclude
from readingroom.clean import clean
from readingroom.convert import convert
from readingroom.document import Source
from readingroom.structure import furniture
from readingroom.structure.furniture import NAMES
from readingroom.survey import tally

NAMED = ("Bo Holm", "Ada Quill", "Tom Harrow", "Ida Brandt", "Anton Berger", "Marta Quell", "Per Lund", "Ruth Marsh")
DAYS = ("3 May 1931", "17 June 1931", "2 July 1931", "9 August 1931", "1 March 1932", "4 April 1932", "12 May 1932", "30 June 1932")


def gone(texts: list[str]) -> list[tuple[str, str]]:
    """(rule, line) of all that leaves the texts of a collection as furniture, also what the masthead takes for a running head."""
    survey = conclude(tally(clean(text)) for text in texts)
    found = []
    for number, text in enumerate(texts):
        source = Source(path=f"{number}.txt", text=text, sha256="", size=0, encoding="utf-8")
        found += [(block.rule, block.text) for block in convert(source, survey).document.blocks if block.rule in NAMES]
    return found


def filled_in(form: str) -> list[str]:
    """A form with eight names and days."""
    return [form.format(name=name, day=day, number=at) for at, (name, day) in enumerate(zip(NAMED, DAYS, strict=True), 1)]


CIRCULARS = {
    "en": "A Notice to the Members\n\nDear {name},\n\n"
    "The harbour will be shut on {day}, because the chain is to be mended.\n"
    "Boats may lie at the north"
    " quay.\n\nThe fee is due as always.\n\nYours faithfully,\n\nThe Secretary\n",
    "de": "Mitteilung an die Mitglieder\n\nSehr geehrter Herr {name},\n\n"
    "der Hafen bleibt am {day} geschlossen, weil die Kette gerichtet wird.\n\n"
    "Der Beitrag ist wie immer fällig.\n\nHochachtungsvoll\n\nDer Schriftführer\n",
    "fr": "Avis aux sociétaires\n\nMonsieur {name},\n\n"
    "Le port sera fermé le {day}, la chaîne étant en réparation.\n\nLa cotisation est due.\n\n"
    "Agréez nos salutations distinguées\n\nLe Secrétaire\n",
    "ru": "Уведомление членам общества\n\nУважаемый {name}!\n\n"
    "Гавань будет закрыта {day}, потому что чинят цепь.\n\nВзнос платится как всегда.\n\n"
    "С уважением\n\nСекретарь\n",
    "ja": "会員へのお知らせ\n\n{name} 様\n\n{day} は鎖の修理のため港を閉めます。\n\n会費はいつもの通りです。\n\n敬具\n\n書記\n",
}
FORMS = {
    "en": "Application for a Berth\n\nName: {name}\nDate: {day}\n\nName of the boat: The Tern\n\n"
    "Length of the boat: 9\n\nSignature of the applicant\n",
    "es": "Solicitud de amarre\n\nNombre: {name}\nFecha: {day}\n\nNombre del barco: La Gaviota\n\nFirma del solicitante\n",
}
MINUTES = {
    "en": "Minutes of the Harbour Board\n\n{day}\n\nPresent: {name}, the clerk and the pilot.\n\n"
    "The minutes of the last meeting were read.\n\n"
    "The lamp was spoken of.\n\nThere was no other business.\n\nThe meeting closed at nine.\n",
    "it": "Verbale della commissione del porto\n\n{day}\n\n"
    "Presenti: {name}, il segretario e il pilota.\n\nSi è letto il verbale precedente.\n\n"
    "La seduta è tolta alle nove.\n",
}
LITURGIES = {
    "en": "A Prayer for {name}\n\nLord of the tides, keep him who goes out on the water.\n\n"
    "Leader:  He is on the sea.\nAll:  Bring him home.\n\n"
    "Grace be with us all\n\nAmen\n",
    "la": "Pro {name}\n\nDomine maris, serva eum qui exit.\n\nEt cum lumine tuo\n\nDeo gratias\n",
}
STATUTE = (
    "第{number}章　港の規則\n\n第1条\n\n霧の夜も、舟は港に入ってよい。\n\n第2条\n\n灯を消した者は、{number}の罰を受ける。\n\n"
    "附則\n\nこの規則は公布の日から施行する\n"
)
REFRAIN = (
    "The Song of {name}\n\nThe boats went out on {day},\nThe boats went out at one,\n\n"
    "Heave away the anchor\n\nThe boats came in at evening\nWhen all the work was done,\n\n"
    "Heave away the anchor\n"
)


@pytest.mark.parametrize(
    "form", [*CIRCULARS.values(), *FORMS.values(), *MINUTES.values(), *LITURGIES.values(), STATUTE, REFRAIN], ids=lambda form: form[:20]
)
def test_the_wording_of_a_form_stays(form: str) -> None:
    """Eight texts that differ in a name and a day lose nothing: what they share is not at the edge of a print, but what they say."""
    assert gone(filled_in(form)) == []
    assert gone(filled_in(form)[:2]) == []


@pytest.mark.parametrize("form", [CIRCULARS["en"], MINUTES["it"], REFRAIN], ids=lambda form: form[:20])
def test_the_pages_of_two_texts_that_share_a_page_stay(form: str) -> None:
    """With form feeds: only what counts and comes again on the pages of one text goes."""
    shared = "4.2 Closing Bell\n\nThe closing bell ends the watch, and is rung by the keeper.\n\nCommand: RING\n"
    texts = [f"{text}\f{shared}\f{name} went home after that.\n" for text, name in zip(filled_in(form), NAMED, strict=True)]
    assert gone(texts[:2]) == []
    assert gone(texts[:3]) == []


def test_a_short_answer_at_the_edges_of_pages_stays() -> None:
    """A record of court: the same answer ends three of eight pages, and begins two."""
    talk = [
        f"Q. And what did {name} do?\nA. {name} went out with the boat of {other}, and a dog.\n" for name in NAMED for other in NAMED[:1]
    ]
    pages = [
        f"{'A. Yes, sir.' + chr(10) if at % 4 == 1 else ''}{text}{'A. No, sir.' if at % 3 == 0 else ''}\n" for at, text in enumerate(talk)
    ]
    assert gone(["\f".join(pages), "\f".join(reversed(pages))]) == []


@pytest.mark.parametrize("word", ["Section", "Article", "Kapitel", "Глава"])
def test_headings_that_count_on_top_of_pages_stay(word: str) -> None:
    """One begins on each page; they say what the text has, not where it is printed."""
    pages = [
        f"{word} {at}\n\nThe keeper of the {name} lamp shall be paid by the Board, and by nobody else.\n"
        for at, name in enumerate(NAMED, 1)
    ]
    assert gone(["\f".join(pages)]) == []


def test_a_day_on_top_of_a_text_stays() -> None:
    """Day, section and headline: the day is needed."""
    days = [f"{month} {day}, 193{day}" for month in ("May", "June") for day in range(1, 5)]
    texts = [
        f"{day}\n\nNOTICES\n\n{name} Is Dead\n\nA keeper of the lamps died here on the day before, and is missed.\n"
        for name, day in zip(NAMED, days, strict=True)
    ]
    assert not [line for _, line in gone(texts) if "193" in line]


def test_contact_and_licence_go_in_two_texts() -> None:
    """Sentences too, and however they are wrapped; the letter above them stays, though both texts have it."""
    body = "The boats came in at six, and nobody spoke.\n\nThat is all there is to say.\n\n"
    one = (
        "This text may be used under the Creative Commons Attribution\n"
        "licence 4.0, as long as you name us.\n\nWrite to us:\nharbour@packet.example\n"
    )
    two = (
        "This text may be used under the Creative\n"
        "Commons Attribution licence 4.0, as long as you name us.\n\n"
        "Write to us: harbour@packet.example\n"
    )
    assert {line for _, line in gone(["The Mole\n\n" + body + one, "The Lamp\n\n" + body + two])} == {
        *one.split("\n"),
        *two.split("\n"),
    } - {""}
    assert gone(["The Mole\n\n" + body + one]) == []


def test_a_reference_with_an_address_stays() -> None:
    """The last of a list, in two texts."""
    body = "The boats came in at six.\n\nReferences\n\n[1] Quill, A., The Mole, https://mole.example/book\n"
    assert gone(["The Mole\n\n" + body, "The Lamp\n\n" + body]) == []


def printed(edge: str, count: int = 4) -> list[str]:
    """Printed texts of two pages, each with a line at the foot of its second one."""
    return [
        f"The {name}\n\nNobody spoke of {name} in those years, since\nthe boats came in late{', as always' * at}.\n"
        f"\fOf {name} there is a picture, but it is of another one,\nas the clerk says{', who knew him' * at}.\n\n{edge}\n\f"
        for at, name in enumerate(NAMED[:count], 1)
    ]


@pytest.mark.parametrize(
    "edge",
    [
        "The boats are to be hauled up before the winter comes",  # more than 5 % of a page
        "Read and approved.",
        "Dear members,",
        "3 May 1931",
        "May 1931",
    ],
)
def test_what_the_pages_of_four_texts_share_stays(edge: str) -> None:
    """At the edge of printed pages a sentence, a salutation, a date and what is long for its text need more than other texts."""
    assert gone([f"{text[:-1]}2\n\f" for text in printed(edge)]) == [("page-numbers", "2")] * 4


def test_little_of_a_text_goes_for_other_texts_in_all() -> None:
    """Each line is less than a twentieth of its text, all of them are more: the first ones go, the others stay."""
    heads = ("Harbour Papers", "Lamp Rolls", "Quay Books", "Mole Accounts", "Bell Lists", "Chain Drawings", "Sand Sheets", "Tide Tables")
    texts = [
        f"A Life of {name}\n\n"
        + "\f".join(
            f"Nobody spoke of {name} on {DAYS[page]}, {'since the boats came in late ' * page}and so on. {heads[page - at]} are lost.\n"
            f"The clerk of {heads[page]} had no wish to be asked about {name}{' by them' * page}, and left.\n\n{heads[at - page]}\n"
            for page in range(4)
        )
        + "\fThe end of it.\n"
        for at, name in enumerate(NAMED)
    ]
    survey = conclude(tally(clean(text)) for text in texts)
    for text in texts:
        taken = [block.text for block in furniture(clean(text), survey)[1]]
        assert taken and sum(map(len, taken)) <= 0.05 * len(text)


@pytest.mark.parametrize(
    "line", ["Entered by the clerk on 3 May 1931", "To be read aloud:", "The boats are to be hauled up before the winter"]
)
def test_a_line_between_halves_of_a_sentence_needs_the_whole_rule(line: str) -> None:
    """Eight texts have it beside a page number; what ends like a label, has a day or is long for its text stays."""
    texts = [
        f"A Life of {name}\n\nNobody in those years knew, or would have believed, that {name} was\n\n{line}\n\n- 7 -\n\n"
        f"{name[::-1].title()} was paid for it by the Board of {name}, and by nobody else.\n"
        for name in NAMED
    ]
    assert line not in {text for _, text in gone(texts)}


def test_another_telephone_number_is_another_line() -> None:
    """Two letters that end alike but for the number; with the same number it is a contact."""
    letter = "To {name}\n\nThe boats came in at six, and nobody spoke of it.\n\n{name} may be asked.\n\n{contact}\n"
    others = ("Telephone 0471 22 813", "Telephone 0471 22 814"), ("https://quay.example/411", "https://quay.example/412")
    for pair in others:
        contacts = [f"Ask for the keeper: {contact}" for contact in pair]
        assert gone([letter.format(name=name, contact=contact) for name, contact in zip(NAMED, contacts, strict=False)]) == []
        assert len(gone([letter.format(name=name, contact=contacts[0]) for name in NAMED[:2]])) == 2


def test_a_contact_that_the_sheet_cut_off_goes() -> None:
    """Two other texts have the whole of it; a line that only begins like it stays."""
    body = "The {name}\n\nThe boats came in at six, and nobody spoke of the {name}.\n\n"
    whole = "To write to the Packet or to order a drawing, visit: www.packet-letters.example/write\n"
    texts = [body.format(name="Mole") + whole, body.format(name="Lamp") + whole]
    cut = "To write to the Packet or to order a drawing, visit: www.pack"
    assert ("footers", cut) in gone([*texts, body.format(name="Quay") + cut + "\n"])
    cut = "To write to the Packet or to order a drawing"
    assert ("footers", cut) not in gone([*texts, body.format(name="Quay") + cut + "\n"])
