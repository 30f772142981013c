"""Names of people by their shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.describe.authors import is_by, read_names, split_by
from readingroom.describe.credits import read_credit
from readingroom.describe.dates import find_date
from readingroom.describe.names import is_name, recase

NAMES = """
Ada Quill
J. R. Whitlock
Rhonda A. Pretlow
Käthe Müller-Lang
Niccolò D’Amico
Jean d'Aubigné
Ludwig van der Rohe
José Ortega y Gasset
Ernst von der Au
Tom O'Rourke
ADA QUILL
Пётр Ёлкин
П. И. Ёлкин
佐藤健一
森川誠一郎
ジョン・スミス
王伟
김민수
ليلى حداد
דנה לוי
आशा वर्मा
Dr. Ada Quill
John Smith Jr.
Γιώργος Σεφέρης
""".strip().splitlines()
NO_NAMES = ["", "x" * 100]
NO_NAMES += """
The Machine
Benefits of Lamps
Why We Wait
A Letter Home
Pasando la voz
Harbour API
Example.org Harbour
Harbour School
Port Anselm
Ankerly's Farewell
Ada
Ada Quill waits.
What Now?
tom marsh
目次
一 概要
昭和六年の海
في الميناء
3 May
""".strip().splitlines()
SEVERAL = {
    "Ada Quill & Tom Marsh": ("Ada Quill", "Tom Marsh"),
    "Ada Quill, Tom Marsh, and J. R. Weir": ("Ada Quill", "Tom Marsh", "J. R. Weir"),
    "Käthe Lang und Ernst von der Au": ("Käthe Lang", "Ernst von der Au"),
    "佐藤健一、山田花子": ("佐藤健一", "山田花子"),
    "Пётр Ёлкин и Мария Иванова": ("Пётр Ёлкин", "Мария Иванова"),
    "Ada Quill and the Sea": (),
    "Theodore Upjohn, Stationmaster": ("Theodore Upjohn",),
}
MARKED = {
    "Reuters": ("Reuters",),
    "Tom": ("Tom",),
    "Tolstoy, Leo": ("Tolstoy, Leo",),
    "Ada Quill in Port Anselm": ("Ada Quill",),
    "Ada Quill, keeper of the lamp": ("Ada Quill",),
    "the sea": (),
    "2015": (),
}


@pytest.mark.parametrize("name", NAMES)
def test_name(name):
    """Names of many kinds have the shape of a name."""
    assert is_name(name)


@pytest.mark.parametrize("text", NO_NAMES)
def test_no_name(text):
    """Titles, headings, places and bodies have not."""
    assert not is_name(text)


@pytest.mark.parametrize(("text", "names"), SEVERAL.items())
def test_several_names(text, names):
    """Names joined by "and" are told apart; if one part is no name, none is."""
    assert read_names(text) == names


@pytest.mark.parametrize(("text", "names"), MARKED.items())
def test_names_behind_by(text, names):
    """Behind a "by" a single word may be a name, and a place or an office may follow."""
    assert read_names(text, marked=True) == names


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("By Ada Quill", ("By", "Ada Quill")),
        ("Von Käthe Lang", ("Von", "Käthe Lang")),
        ("著者：佐藤健一", ("著者", "佐藤健一")),
        ("文＝佐藤健一", ("文", "佐藤健一")),
        ("김민수 기자", ("기자", "김민수")),
        ("بقلم: ليلى حداد", ("بقلم", "ليلى حداد")),
        ("Bygone days", ("", "Bygone days")),
    ],
)
def test_by_is_split_off(line, parts):
    """The words that say "by" are parted from the name in front or behind."""
    assert split_by(line) == parts


def test_by_alone():
    """A line may hold the "by" alone."""
    assert is_by("by")
    assert is_by("Von:")
    assert not is_by("bygone")


def test_capitals_are_undone_in_names_only():
    """A name in capitals is written as in running text; any other is as it stands."""
    assert recase("ADA O'QUILL-MAY VAN DER MEER") == "Ada O'Quill-May van der Meer"
    assert recase("Ada QUILL") == "Ada QUILL"
    assert recase("J. R. R.") == "J. R. R."


@given(st.text(max_size=80), st.booleans())
def test_any_text(text, marked):
    """No text breaks the reading, and a name is never empty."""
    assert all(name.strip() for name in read_names(text, marked=marked))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Text: Tom Berger · Fotos: Ute Kern", ("Tom Berger",)),
        ("Words by Ada Quill; photographs by Tom Marsh", ("Ada Quill",)),
        ("Texte et photos : Anne Leroux", ("Anne Leroux",)),
        ("Testo e foto di Anna Riva", ("Anna Riva",)),
        ("Napsal(a): Jana Malá", ("Jana Malá",)),
        ("Autor(in): Ute Kern", ("Ute Kern",)),
        ("Napísala Jana Malá", ("Jana Malá",)),
        ("Беседовала Анна Орлова", ("Анна Орлова",)),
        ("Autors: Jānis Bērziņš", ("Jānis Bērziņš",)),
        ("取材・文 山田花子", ("山田花子",)),
        ("מאת: דנה לוי ורון כהן", ("דנה לוי", "רון כהן")),
        ("بقلم: أحمد سالم وسارة نور", ("أحمد سالم", "سارة نور")),
        ("Words: The Lamp Committee", ("The Lamp Committee",)),
        ("Die Redaktion", ()),
        ("The Lamp Committee", ()),
        ("By the old committee of the lamp house and others", ()),
        ("Foto: Ute Kern", ()),
        ("Words of Love", ()),
        ("Story by the Sea", ()),
        ("VII. Contents", ()),
        ("• Ada Quill, keeper", ()),
    ],
)
def test_bylines(line, names):
    """What a line alone says about authors: labels in many languages, photographers left out, groups only behind a "by"."""
    credit = read_credit(line, find_date)
    assert (credit.names if credit else ()) == names


@pytest.mark.parametrize(
    "line",
    [
        "Publisert: 03.05.2019 kl. 10:15",
        "Mis en ligne le 3 mai 2019",
        "Публикувано на 3 май 2019 г.",
        "sexta-feira, 3 de maio de 2019",
        "2019년 5월 3일 금요일",
        "発表日:2019年5月3日金曜日",
        "发布日期：2019年5月3日",
        "Zveřejněno v pátek 3. května 2019",
        "3 травня 2019\u202fр.",
        "יום שישי, 3 במאי 2019",
    ],
)
def test_dates_with_their_labels(line):
    """A label, a weekday and the time of day belong to the date, and no author comes of them."""
    credit = read_credit(line, find_date)
    assert credit and credit.when and (credit.when.edtf, credit.names) == ("2019-05-03", ())
