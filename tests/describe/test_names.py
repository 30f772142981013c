"""Names of people by their shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.describe.authors import is_by, read_names, split_by
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
