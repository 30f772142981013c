"""Who a mail is from, and when it was sent: the header of a message, and addresses beside names anywhere."""

from __future__ import annotations

import datetime
import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import parsedate

from readingroom.describe import vocabulary as words
from readingroom.describe.calendars import fold_word
from readingroom.describe.dates import When

CENTURIES = (1900, 2000)
"""Those in which mail was sent."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ADDRESS = r"[^\s<>()\[\]{}\"',;:@]{1,64}+@[^\s<>()\[\]{}\"',;:@]{1,255}+"
_COMMENT = re.compile(rf"<?{_ADDRESS}>?\s?\(([^()@]{{2,60}}+)\)")
_BRACKETED = re.compile(rf"\s?[<(\[]\s?(?:mailto:\s?)?{_ADDRESS}\s?[>)\]]", re.IGNORECASE)
_BARE = re.compile(rf"[\s,;|·–—-]*+(?:\be-?mail:?\s?)?{_ADDRESS}", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"]{2,60}+)\"|(?<![^\W_])'([^']{2,60}+)'(?![^\W_])")
_TURNED = re.compile(r"([^,]{1,40}),\s?([^,]{1,40})")
_TWO_FIGURES = re.compile(r"[A-Za-z]{3},\s?\d{1,2}\s[A-Za-z]{3}\s(\d\d)\s")


def without_addresses(text: str) -> str:
    """A line without its mail addresses: `Ada Quill <ada@...>`, `"Quill, Ada" <...>` and `ada@... (Ada Quill)` are "Ada Quill".

    "" where nothing but addresses stands. A line without any comes back as it is.
    """
    if "@" not in text:
        return text
    if "=?" in text:
        text = _decoded(text)
    text = _COMMENT.sub(r"\1", text)
    alone = text.count("@") == 1
    bare = _BARE.sub("", _BRACKETED.sub("", text))
    if bare == text:
        return text
    quoted = _QUOTED.sub(lambda match: _turned(match[1] or match[2]), bare).strip(" \t,;|·–—-")
    if alone and quoted.count(",") == 1 and " " not in quoted.partition(",")[0].strip():  # one address is of one person
        return _turned(quoted)
    return quoted


def read_mail_date(value: str) -> When | None:
    """The day in a mail's header whose year has two figures, if its weekday shows which century is meant."""
    short = _TWO_FIGURES.match(value)
    read = parsedate(value) if short else None
    if not short or not read:
        return None
    fits = [
        day for century in CENTURIES if (day := _day(century + int(short[1]), *read[1:3])) and _DAYS[day.weekday()] == value[:3].title()
    ]
    return When(fits[0].isoformat(), 0, len(value), 0.9, 3) if len(fits) == 1 else None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _turned(name: str) -> str:
    """A name that is written family name first, as it is spoken; any other comes back as it is."""
    match = _TURNED.fullmatch(name.strip())
    if not match or fold_word(match[2].split()[0].strip(".")) in words.SUFFIXES or "." in match[2].rstrip(".").strip()[1:-1]:
        return name
    return f"{match[2]} {match[1]}"


def _decoded(text: str) -> str:
    """The words that a header has in other letters than ASCII."""
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        return text
