"""The numbers of pages: what a line is that says nothing but where we are."""

from __future__ import annotations

import re

WIDEST = 24  # characters of a page number with what stands around it
NUMBER = re.compile(
    r"[-–—_\[(|.~*\s]*+(?:[^\W\d_]{1,10}[.:]?\s?)?+(\d{1,4})(?:\s?(?:[^\W\d_]{1,5}|/|\|)\s?\d{1,4})?+(?:\s?[^\W\d_]{1,2})?+[-–—_\])|.~*\s]*+"
)
_NAMES = """
page pages pg pgs pag pág pagina página páginas págs pagine pp p seite seiten s blatt bl f fol folio folios pagg σελίδα σελ σ
strona strony str strana strany stránka stránky stranka стр страница страницы сторінка стор с ст старонка страна
sida sidor sidan side sider sivu sivut oldal sayfa sf trang tr halaman hal hlm pahina ukurasa uk lk lehekülg lpp lappuse psl
puslapis faqe leathanach tudalen orrialdea bladsy bladzijde blz paġna صفحة صفحه ص עמוד עמ पृष्ठ पृ পৃষ্ঠা பக்கம் หน้า էջ გვერდი
第 頁 页 頁目 页码 ページ 頁数 쪽 페이지
"""
PAGE_WORDS = frozenset(_NAMES.split())
"""What a page is called, and how that is shortened, folded."""
_SIDES = frozenset("abrv")  # of a leaf
_WORDS = re.compile(r"[^\W\d_]+")
_OF = re.compile(
    r"[-–—_\[(|.~*\s]*+(?:[^\W\d_]{1,10}[.:]?\s?)?+(\d{1,3})\s?(?:[/|]|[^\W\d_]{1,6}\s?(?:[^\W\d_]{1,6}\s?)?+)\s?(\d{1,3})"
    r"(?:\s?[^\W\d_]{1,6})?+[-–—_\])|.~*\s]*+"
)
"""A page and how many there are, in any language: "3 / 9", "第 3 页 共 9 页"."""
BARE = re.compile(r"[.\s]*+(\d{1,4}|[ivxlcdm]{1,7})[.\s]*+", re.IGNORECASE)


_DAY = re.compile(
    r"\W*+(?:[^\W\d_]{1,3}\s)?(?:0?[1-9]|[12]\d|3[01])(?:\s?[^\W\d_]{3,5}|st|nd|rd|th)\s?(?:1\d|20)\d\d\W*+"
    r"|\W*+(?:1\d|20)\d\d\s[^\W\d_]{3,5}\s\d{1,2}\W*+"
)
"""What may be a day, the foot of a letter: "4 May 1887". Few texts have so many pages, and hardly one says so with such a word."""


def may_be_day(text: str) -> bool:
    """Whether a line by itself is a day, and no number of a page though it has the shape of one."""
    return len(text) <= WIDEST and bool(_DAY.fullmatch(text))


def page_number(text: str) -> int | None:
    """The page number that a line by itself is: "15", "- 15 -", "Page 15 of 20", "xv"; None for any other line."""
    text = text.strip()
    if len(text) > WIDEST or may_be_day(text):
        return None
    if found := NUMBER.fullmatch(text):
        number = int(found[1])
        if not _names_pages(text[: found.start(1)]) or not _names_pages(text[found.end(1) :], behind=True):
            return None  # "Chapter 3", "第1条", "November 1901"
        return number if number < 1000 or not text[0].isalpha() else None
    if found := _OF.fullmatch(text):
        named = _names_pages(text[: found.start(1)])
        return int(found[1]) if named and int(found[1]) <= int(found[2]) else None
    if (found := BARE.fullmatch(text)) and text.islower():
        return roman(found[1])
    return None


def _names_pages(text: str, *, behind: bool = False) -> bool:
    """Whether the words before a number, or `behind` it, are those for a page; true for none. Behind one stands also the side of a leaf."""
    words = _WORDS.findall(text.casefold())
    if behind and any(sign.isdigit() for sign in text):
        return True  # 3 of 9: the words between the numbers, which are short
    return all(word in PAGE_WORDS or (behind and word in _SIDES) for word in words)


def counts_pages(text: str) -> bool:
    """Whether a line says which page it is and how many there are."""
    found = _OF.fullmatch(text.strip()) if len(text) <= WIDEST else None
    return found is not None and int(found[1]) <= int(found[2]) and _names_pages(text.strip()[: found.start(1)])


def is_decorated(text: str) -> bool:
    """Whether a number has marks around it that only one of a page has; "Step 2" and "Chapter 3" have none."""
    text = text.strip()
    return not BARE.fullmatch(text) and (counts_pages(text) or not any(sign.isalpha() for sign in text))


_ROMAN = re.compile(r"m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")


def roman(text: str) -> int | None:
    """The number that Roman numerals in lower case are, as far as pages have them; None for what are none."""
    if not _ROMAN.fullmatch(text):
        return None  # "ill."
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}[letter] for letter in text]
    total = sum(-value if any(value < later for later in values[at + 1 :]) else value for at, value in enumerate(values))
    return total if 0 < total < 200 else None
