"""Texts that a curator should look at, and those that only look odd."""

import unicodedata

import pytest

from readingroom import quality

PROSE = "The harbour was quiet this morning, and the men who came to look at the new wall went home again without a word. " * 4
VIETNAMESE = "Ban đêm không có ai ở bến cảng, và người giữ đèn già bước lên từng bậc thang, đếm từng bước một. " * 4
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
        "रात को बंदरगाह पर कोई नहीं था। बूढ़ा रखवाला अपनी लालटेन लेकर सीढ़ियाँ चढ़ता रहा और हर कदम पर गिनता रहा। " * 4,
        "রাতে বন্দরে কেউ ছিল না। বুড়ো প্রহরী তার লণ্ঠন নিয়ে সিঁড়ি বেয়ে উঠছিল আর প্রতিটি ধাপ গুনছিল, আর সমুদ্র শান্ত ছিল। " * 4,
        "இரவில் துறைமுகத்தில் யாரும் இல்லை. கிழவன் தன் விளக்குடன் படிகளில் ஏறினான்; ஒவ்வொரு படியையும் எண்ணினான். கடல் அமைதியாக இருந்தது. " * 4,
        unicodedata.normalize(
            "NFD", "Ban đêm không có ai ở bến cảng, và người giữ đèn già bước lên từng bậc thang, đếm từng bước một. " * 4
        ),
        "Ban đêm không có ai ở bến cảng, và người giữ đèn già bước lên từng bậc thang, đếm từng bước một. " * 4,
        "በሌሊት በወደቡ ማንም አልነበረም። ሽማግሌው ጠባቂ ፋኖሱን ይዞ ደረጃውን ወጣ፤ እያንዳንዱን ደረጃ ቆጠረ። ባሕሩም ጸጥ አለ። " * 4,
        "በሌሊት፡በወደቡ፡ማንም፡አልነበረም። ሽማግሌው፡ጠባቂ፡ፋኖሱን፡ይዞ፡ደረጃውን፡ወጣ። " * 20,
        "Ní alẹ́, kò sí ẹnikẹ́ni ní èbúté; àgbà olùṣọ́ gbé fìtílà rẹ̀, ó sì ń gun àtẹ̀gùn, ó ń ka ọ̀kọ̀ọ̀kan. Òkun dákẹ́ jẹ́ẹ́. " * 4,
        "夜 港 無 人 。 守 燈 者 老 矣 ， 攜 燈 登 階 ， 步 步 而 數 之 。 海 靜 如 鏡 ， 月 出 東 山 。 " * 4,
        "子曰：「夜港無人，守燈者登階而數。」\n或問：「海何以靜？」曰：「月出故也。」\n" * 12,
        "Th'owd lad coom whoam i'th'neet, an' th'lamp wur eawt; o'er th'watter summat stirr'd, an' nob'dy ax'd whoa 'twur. " * 4,
        "Th‘owd lad coom whoam i‘th‘neet, an‘ th‘lamp wur eawt; o´er th´watter summat stirr`d, an‘ nob‘dy ax‘d. " * 4,
        "ღამით ნავსადგურში არავინ იყო, და მოხუცი მცველი კიბეზე ადიოდა, ყოველ საფეხურს ითვლიდა. ზღვა წყნარი იყო. " * 4,
        "Coal 12s. 6d. 14 1/2 tons £9 1s. 3d. rope 120 ft. 4d. 40s. tar 3 gal. 6s. 9d. oakum 28 lb. 7s. " * 4,
    ],
)
def test_sound_texts_are_left_in_peace(text: str) -> None:
    """In any script, and accounts too."""
    assert quality.remarks("a.txt", text) == []


@pytest.mark.parametrize(
    "text", [SCANNED, SCANNED.replace("hoine", "hôine"), "Острoв 6ыл ти]{ эти/v\\ утр0м, и лю/\\и пр[iшед|пие в3гляну7ь " * 9]
)
def test_a_badly_recognised_text_is_told(text: str) -> None:
    """C-03, in the scripts whose words are known."""
    assert [m.code for m in quality.remarks("a.txt", text)] == ["C-03"]


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
