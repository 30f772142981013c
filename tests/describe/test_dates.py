"""Dates: what is read, in which form, and what is not taken for one."""

import datetime
import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.describe.calendars import MONTHS, fold_word, is_weekday, months_named
from readingroom.describe.dates import find_broken_date, find_date, is_rest

READ = {
    "8 September 2014": "2014-09-08",
    "September 8, 2014": "2014-09-08",
    "Sept. 3rd, 1931": "1931-09-03",
    "the 3rd of May, 1931": "1931-05-03",
    "Ada Quill8 February 2026": "2026-02-08",
    "Ada QuillMarch 17, 2016": "2016-03-17",
    "Ada QuillFriday, 17 April 2015": "2015-04-17",
    "1931-05-03T10:00:00Z": "1931-05-03",
    "2006/04/29": "2006-04-29",
    "06.10.2011": "2011-10-06",
    "3.V.1931": "1931-05-03",
    "den 3. Mai 1931": "1931-05-03",
    "So., 3. Mai 1931": "1931-05-03",
    "le 1er mai 1931": "1931-05-01",
    "3 de mayo de 1931": "1931-05-03",
    "5 d'abril de 1931": "1931-04-05",
    "1º de maio de 1931": "1931-05-01",
    "3 мая 1931 г.": "1931-05-03",
    "1931. május 3.": "1931-05-03",
    "1931 m. gegužės 3 d.": "1931-05-03",
    "1931. gada 3. maijs": "1931-05-03",
    "3. toukokuuta 1931": "1931-05-03",
    "3 Mayıs 1931": "1931-05-03",
    "3 Μαΐου 1931": "1931-05-03",
    "3 במאי 1931": "1931-05-03",
    "٣ مايو ١٩٣١": "1931-05-03",
    "٣ أيار، ١٩٣١": "1931-05-03",
    "3 كانون الثاني 1931": "1931-01-03",
    "3\u200f/10\u200f/1931": "1931",
    "23\u200f/10\u200f/1931": "1931-10-23",
    "3 मई 1931": "1931-05-03",
    "3 พฤษภาคม 2474": "1931-05-03",
    "Ngày 3 tháng 5 năm 1931": "1931-05-03",
    "1931年5月3日（日）": "1931-05-03",
    "昭和六年五月三日": "1931-05-03",
    "民國二十年五月三日": "1931-05-03",
    "一九三一年五月": "1931-05",
    "1931년 5월 3일 일요일": "1931-05-03",
    "4 6月 2018": "2018-06-04",
    "May 1931": "1931-05",
    "im Mai 1931": "1931-05",
    "1931-05": "1931-05",
    "5/1931": "1931-05",
    "1931": "1931",
    "[1931]": "1931",
    "c. 1931": "1931~",
    "ca 1931": "1931~",
    "um 1931": "1931~",
    "около 1931 г.": "1931~",
    "約1931年": "1931~",
    "1931年頃": "1931~",
    "1931?": "1931?",
    "c. 1931?": "1931%",
    "c. May 1931": "1931-05~",
    "Spring 1931": "1931-21",
    "1930s": "193X",
    "1914–1918": "1914/1918",
    "3/3/1931": "1931-03-03",
    "4/27/1931": "1931-04-27",
    "27/4/1931": "1931-04-27",
    "3/4/1931": "1931",
    "1914-18": "1914/1918",
    "1904-05": "1904-05",
    "24 Oct. (5 Nov.) 1887": "1887-11-05",
    "October 24 (November 5), 1887": "1887-11-05",
    "12/24 мая 1861": "1861-05-24",
    "Fri, 12 May 95 00:21:58 -0500": "1995-05-12",
    "Freitag, den 12. Mai 95": "1995-05-12",
    "vendredi 12 mai 95": "1995-05-12",
}
NOT_READ = [
    "",
    "30 February 1931",
    "31/31/1931",
    "3.5.31",
    "II",
    "to",
    "Page 3 of 12",
    "10:30",
    "12345",
    "3²",
    "3 اردیبهشت 1400",
    "1442 هـ",
    "３月",
    "Nr. 0931",
]


@pytest.mark.parametrize(("line", "edtf"), READ.items())
def test_date_is_read(line, edtf):
    """A date in any language and order comes out in EDTF, as far as it is said."""
    found = find_date(line)
    assert found
    assert found.edtf == edtf


@pytest.mark.parametrize("line", NOT_READ)
def test_no_date_is_invented(line):
    """What is no date, or one of another calendar or century, is left alone."""
    found = find_date(line)
    assert found is None or not found.edtf


def test_place_of_a_date():
    """The date knows where it stands, with its weekday; the rest of the line says whether it stands alone."""
    line = "By Ada Quill | Sunday, 3 May 1931, 10:15 am"
    found = find_date(line)
    assert line[found.start : found.end] == "Sunday, 3 May 1931"
    assert is_rest(line[found.end :])
    assert not is_rest(line[: found.start])


@pytest.mark.parametrize(("lang", "edtf"), [("pl", "1931-11-03"), ("hr", "1931-10-03"), ("", "")])
def test_month_that_languages_disagree_on(lang, edtf):
    """A name of two different months is read in the language of the text, or not at all."""
    found = find_date("3 listopada 1931", language=lambda: lang)
    assert (found.edtf if found and found.whole else "") == edtf


@pytest.mark.parametrize(("lang", "edtf"), [("de", "1931-04-03"), ("en", "1931"), ("", "1931")])
def test_order_by_language(lang, edtf):
    """Without word from the collection, only English leaves open which number is the day."""
    assert find_date("3/4/1931", language=lambda: lang).edtf == edtf


def test_language_beyond_the_table():
    """A month that the table does not have is read by dateparser, if day, word and year stand together."""
    found = find_date("3 мамыр 1931", language=lambda: "kk")
    assert (found.edtf, found.confidence) == ("1931-05-03", 0.7)


def test_digits_on_another_line():
    """Digits that extraction set on a line of their own come back to their signs; what else stands there is given."""
    found, other = find_broken_date("年 月 日 | 山田花子", " 2014 12 17")
    assert (found.edtf, other) == ("2014-12-17", "山田花子")
    assert find_broken_date("年 月", "2014 12 17") is None
    assert find_broken_date("年 月 日", "2014 13 17") is None


@pytest.mark.parametrize("lang", [lang for lang in MONTHS if lang not in ("la", "th")])
def test_months_are_those_of_dateparser(lang):
    """Every month dateparser has for a language, written out, is the same month here."""
    names = importlib.import_module(f"dateparser.data.date_translation_data.{lang}").info
    months = "january february march april may june july august september october november december"
    for number, month in enumerate(months.split(), 1):
        written = [
            name
            for name in names[month]
            if len(fold_word(name.removeprefix("d'"))) > 3 and " " not in name and not any(map(str.isdigit, name))
        ]
        for name in written:
            assert number in months_named(name), name


def test_weekdays():
    """Weekdays are known in any case and with a full stop; words that are not are not."""
    assert all(map(is_weekday, ("Sunday", "SONNTAG", "dim.", "воскресенье", "الأحد")))
    assert not any(map(is_weekday, ("Quill", "may", "")))


@given(st.text(max_size=60), st.one_of(st.none(), st.booleans()))
def test_any_line(line, day_first):
    """No line breaks the reading, and a date lies within its line."""
    found = find_date(line, day_first, lambda: "en")
    assert found is None or 0 <= found.start <= found.end <= len(line)


FORMS = ["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%A, %d %b %Y"]


@given(st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2100, 12, 31)), st.sampled_from(FORMS))
def test_any_day(day, form):
    """Every day of the calendar is read back from every way of writing it."""
    assert find_date(day.strftime(form).replace(" 0", " ")).edtf == day.isoformat()
