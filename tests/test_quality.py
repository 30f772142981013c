"""Texts that a curator should look at, and those that only look odd."""

import pytest

from readingroom import quality

PROSE = "The harbour was quiet this morning, and the men who came to look at the new wall went home again without a word. " * 4
SCANNED = (
    "Tlie hnrbour vvas qu1et tliis morn;ng, aud tbe mcn wlio c@me t0 lo0k al th# nevv wa11 w3nt hoine ag^in wilhout a w()rd 1n lhe ra|n. "
    * 4
)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "Остров был тих этим утром, и люди, пришедшие взглянуть на новую стену, разошлись по домам, не сказав ни слова. " * 4,
        "كان المرفأ هادئا هذا الصباح وعاد الرجال الذين جاؤوا لينظروا إلى السور الجديد إلى بيوتهم دون كلمة واحدة. " * 4,
        "今朝の港は静かで、新しい防波堤を見に来た男たちは、一言も言わずに帰って行った。\n" * 20,
        "L'homme qu'on n'attendait pas vint aujourd'hui ; c'était l'hiver, d'ailleurs, et l'eau n'y était pour rien. " * 4,
        "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz sagte der Abgeordnete, und niemand lachte dabei im Saal. " * 4,
        "Coal 12s. 6d. 14 1/2 tons £9 1s. 3d. rope 120 ft. 4d. 40s. tar 3 gal. 6s. 9d. oakum 28 lb. 7s. " * 4,
    ],
)
def test_sound_texts_are_left_in_peace(text: str) -> None:
    """In any script, and accounts too."""
    assert quality.remarks("a.txt", text) == []


def test_a_badly_recognised_text_is_told() -> None:
    """C-03."""
    assert [m.code for m in quality.remarks("a.txt", SCANNED)] == ["C-03"]


@pytest.mark.parametrize(("text", "code"), [("", "C-01"), ("- - -\n***", "C-01"), ("Only a few words here.", "C-02")])
def test_empty_and_nearly_empty(text: str, code: str) -> None:
    """C-01, C-02."""
    assert [m.code for m in quality.remarks("a.txt", text)] == [code]


def test_copies_are_found_whatever_their_lines_look_like() -> None:
    """C-04, once for each further copy."""
    digests = {
        name: quality.letters_digest(text)
        for name, text in {"a": PROSE, "b": PROSE.replace(" ", "\n"), "c": SCANNED, "d": PROSE.upper()}.items()
    }
    assert [(m.path, m.code) for m in quality.duplicates(digests)] == [("b", "C-04"), ("d", "C-04")]


def test_one_word_is_singular() -> None:
    """And two are not."""
    assert [quality.remarks("a.txt", text)[0].fact for text in ("Harbour", "The harbour")] == [
        "the text has only 1 word",
        "the text has only 2 words",
    ]
