"""Each repair on what it is for, and on what looks like it and must stay."""

from pathlib import Path

import pytest

from readingroom.clean import REPAIRS, clean

UNTOUCHED = Path(__file__).parent / "untouched"

CASES = {
    "page-breaks": {
        "\fThe second page": "The second page",
        "end of one\fthe next": "end of one the next",
        "end \f begin": "end  begin",
        "\f": "",
    },
    "stray-bytes": {
        "don\udc92t wait": "don’t wait",
        "\udc93So\udc94 \udc96 he said\udc85": "“So” – he said…",
        "caf\udce9 fran\udce7ais \udce9t\udce9": "café français été",
    },
    "mojibake": {
        "cafÃ© au lait": "café au lait",
        "â€œquotedâ€\x9d, donâ€™t": "“quoted”, don’t",
        "voilÃ\u00a0 tout": "voilà tout",
        "Ð¿Ð¾Ñ€Ñ‚ Ð¾Ñ‚ÐºÑ€Ñ‹Ñ‚": "порт открыт",
        "РїРѕСЂС‚ вЂ” РјРѕСЂРµ": "порт — море",
        "the harbourâ€™s Ã¶ffnung; a proper ü stays": "the harbour’s öffnung; a proper ü stays",
        "\x93quoted\x94": "“quoted”",
        "ÃƒÂ© twice": "é twice",
    },
    "spacing-accents": {
        "Schr\u00a8odinger, G\u00a8odel and H\u00a8older": "Schrödinger, Gödel and Hölder",
        "Go\u00a8del": "Gödel",
        "na\u00a8ıve, fran\u00b8cais, Erd\u02ddos": "naïve, français, Erdős",
        "Dvo\u02c7r\u00b4ak": "Dvořák",
        "l'Universit\u00b4e de Montr\u00b4eal": "l'Université de Montréal",
        "l'\u00b4etude; Garc\u00b4ıa": "l'étude; García",
        "r\u02c6ole, S\u02dcao": "rôle, São",
    },
    "control-characters": {
        "nul\x00 and bell\x07": "nul\ufffd and bell",
        "the \x00rst stone, o\x00, with \x00ags": "the \ufffdrst stone, o\ufffd, with \ufffdags",
        "e\x0ecient, di\x02erent, caf\x81s": "e\ufffdcient, di\ufffderent, caf\ufffds",
        "the \x02rst of \x02ve \x02elds": "the \ufffdrst of \ufffdve \ufffdelds",
        "was \x02bold\x02 and \x13low\x13": "was bold and low",
        "field\x00\x00\x00\x00\x00 field": "field field",
        "a\x1b!b": "a!b",
        "\u0915\u093f\x00\u0924\u093e\u092c": "\u0915\u093f\ufffd\u0924\u093e\u092c",
        "W\x08WO\x08OR\x08RD\x08D": "WORD",
        "B\x08B\x08Bold": "Bold",
        "_\x08u_\x08n_\x08d and s\x08_o\x08_": "und and so",
        "\x1b[1;31mred\x1b[0m": "red",
        "one\x0btwo\u2028three\x1ffour": "one two three four",
        "end of file\x1a": "end of file",
        "lost \udcff\udcfe byte": "lost \ufffd\ufffd byte",
        "half a pair \ud800": "half a pair \ufffd",
    },
    "invisible": {
        "\ufeffmark inside\ufeff": "mark inside",
        "zero\u200bwidth\u2060joiner": "zerowidthjoiner",
        "latin\u200cnon\u200djoiner": "latinnonjoiner",
        "\u202eover\u202c": "over",
        "\u2067\u05d0\u05d1\u2069 \u2067open": "\u2067\u05d0\u05d1\u2069 open",
        "left\u200e alone": "left alone",
        "\U000e0041\U000e0042hidden": "hidden",
    },
    "soft-hyphens": {"har\u00adbour wall\u00ad": "harbour wall\u00ad", "a\u00ad\u00adb": "ab"},
    "ligatures": {"ﬁnd ﬂag oﬀ oﬃce waﬄe ﬆill": "find flag off office waffle still"},
    "presentation-forms": {
        "\ufefb \ufe87\ufefb": "\u0644\u0627 \u0625\u0644\u0627",
        "\ufedf\ufedc\ufe98\ufe8e\ufe8f": "\u0644\u0643\u062a\u0627\u0628",
        "\ufb2a\ufb2e": "\u05e9\u05c1\u05d0\u05b7",
        "\ufe8e\ufe70": "\u0627\u064b",
    },
    "kangxi-radicals": {"⼯程师在⼤连": "工程师在大连", "⻓期": "长期", "三⽉⼀⽇": "三月一日"},
    "spaces": {
        "\u00a0\u00a0indent": "  indent",
        "\tone": "        one",
        "abc\tx\tyz": "abc     x       yz",
        "1234567\tb": "1234567         b",
        "wide \u00a0 \u00a0gap": "wide    gap",
        "em\u2003gap": "em  gap",
        "trailing\u00a0": "trailing",
        "\u00a0": " ",
    },
    "symbol-bullets": {"\uf0b7 item": "• item", "  \uf0d8 deeper": "  ➢ deeper"},
    "stray-emphasis": {
        "Ada Quill**8 February 2026**": "Ada Quill 8 February 2026",
        "Ada Quill*Thursday, 8 May 1931*": "Ada Quill Thursday, 8 May 1931",
        "**Ada Quill**8 February 2026": "Ada Quill 8 February 2026",
        "Ada Quill_8 February 2026_": "Ada Quill 8 February 2026",
        "王伟**2026年2月8日**": "王伟 2026年2月8日",
        "the har**bour was clo**sed": "the harbour was closed",
    },
    "letter-spacing": {
        "T H E   H A R B O U R": "THE HARBOUR",
        "  C H A P T E R   I V": "  CHAPTER IV",
        "P R I C E S  O F  F I S H ,  1 9 3 1": "PRICES OF FISH, 1931",
        "П Р О Т О К О Л   С О Б Р А Н И Я": "ПРОТОКОЛ СОБРАНИЯ",
        "Α Θ Η Ν Α Ι": "ΑΘΗΝΑΙ",
        "Die Lage ist  e r n s t h a f t  geworden": "Die Lage ist  ernsthaft  geworden",
    },
}


@pytest.mark.parametrize("name", [repair.name for repair in REPAIRS])
def test_every_repair_mends_what_it_is_for(name: str) -> None:
    """The examples of each repair, and that nobody else made the edits."""
    for found, wanted in CASES[name].items():
        (line,) = clean(found)
        assert line.text.rstrip(" ") == wanted.rstrip(" "), found
        assert name in {edit.rule for edit in line.edits}, found
        (left,) = clean(found, off=frozenset({name}))
        assert name not in {edit.rule for edit in left.edits}


@pytest.mark.parametrize("path", sorted(UNTOUCHED.glob("*.txt")), ids=lambda path: path.stem)
def test_what_only_looks_like_a_fault_stays(path: Path) -> None:
    """Verse, code, tables, joiners, typography: not one edit."""
    text = path.read_text("utf-8")
    assert [(line.number, edit) for line in clean(text) for edit in line.edits] == []


def test_there_are_negative_cases() -> None:
    """The folder of texts that must not change is there."""
    assert len(list(UNTOUCHED.glob("*.txt"))) >= 15


def test_a_doubtful_repair_says_so() -> None:
    """What rests on evidence rather than on a definition has a confidence below one."""
    (line,) = clean("Ada Quill**8 February 2026**")
    assert {edit.confidence for edit in line.edits} == {0.9}
    (line,) = clean("ﬁsh")
    assert line.edits[0].confidence == 1


HONEST = [
    "Na parede lia-se “A IRMÃ” e, por baixo, «AMANHû; no jornal MANHÃ—NOITE, um café, e a marca MAÇÃ™.",
    "“MANHÃ”",
    "MANHÃ—NOITE",
    "AMANHÃ… E DEPOIS",
    "IRMÃ\u00a0: SIM",
    "HÂLÂ” dedi, «HÂLÂ»",
    "“NHÔ, “BÃ”, “NHÂ” và “LÊ”—“CÔ”",
    "«LA CITÉ», ÉTÉ… CAFÉ—THÉ, “À”",
    "СССР—США, «СССР»",
    "TROMSØ–BODØ, «ÅRÅ»",
]


@pytest.mark.parametrize("text", HONEST)
def test_capitals_before_a_sign_are_honest(text: str) -> None:
    """The last letter of a word and the quotation mark or dash behind it look like two bytes of UTF-8, and are none."""
    assert [line.edits for line in clean(text)] == [()]


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("KÃ–NIG\nDie StraÃŸe war leer.", "KÖNIG\nDie Straße war leer."),
        ("O cafÃ© abriu.\nA IRMÃ” veio.", "O café abriu.\nA IRMÔ veio."),
        ("ESPAÃ‘A", "ESPAÑA"),
        ("JOSÃ‰ E A SÃ‰RIE", "JOSÉ E A SÉRIE"),
        ("MANHÃƒ", "MANHÃ"),
        ("le motÂ» dit", "le mot» dit"),
    ],
)
def test_capitals_are_mended_where_the_text_is_mojibake(found: str, wanted: str) -> None:
    """Other evidence decides: a pair that no honest word has, in this word or elsewhere in the text."""
    assert "\n".join(line.text for line in clean(found)) == wanted
