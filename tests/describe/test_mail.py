"""Names beside mail addresses, and the days in the headers of messages."""

import pytest
from describe.heads import found_in

from readingroom.describe.mail import read_mail_date, without_addresses


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("Ada Quill <ada@harbour.example>", "Ada Quill"),
        ('"Quill, Ada" <ada@harbour.example>', "Ada Quill"),
        ('"García Márquez, Gabriel" <g@harbour.example>', "Gabriel García Márquez"),
        ("'Ada Quill' <ada@harbour.example>", "Ada Quill"),
        ("ada@harbour.example (Ada Quill)", "Ada Quill"),
        ("Quill, Ada <ada@harbour.example>", "Ada Quill"),
        ("Ada Quill, Jr. <ada@harbour.example>", "Ada Quill, Jr."),
        ("Ada Quill [mailto:ada@harbour.example]", "Ada Quill"),
        ("Ada Quill (ada@harbour.example)", "Ada Quill"),
        ("Ada Quill, e-mail: ada@harbour.example", "Ada Quill"),
        ("Ada Quill <ada@a.example>, Tom Marsh <tom@a.example>", "Ada Quill, Tom Marsh"),
        ("=?utf-8?Q?Ad=C3=A9_Quill?= <ada@harbour.example>", "Adé Quill"),
        ("Ада Квилл <ada@harbour.example>", "Ада Квилл"),
        ("ada@harbour.example", ""),
        ("<ada@harbour.example>", ""),
        ("Ada O'Quill at the harbour", "Ada O'Quill at the harbour"),
        ("3 boats @ 4d.", "3 boats @ 4d."),
    ],
)
def test_an_address_is_no_name(found: str, wanted: str) -> None:
    """What stands beside it is the name, turned round where the family name stands first."""
    assert without_addresses(found) == wanted


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("Fri, 12 May 95 00:21:58 -0500", "1995-05-12"),
        ("Wed, 12 May 04 00:21:58", "2004-05-12"),
        ("Mon, 12 May 95 00:21:58 -0500", ""),
        ("Mon, 3 May 1999 10:04:02 +0200", ""),
        ("12 May 95", ""),
        ("Fri, 99 May 95 00:21:58", ""),
    ],
)
def test_a_weekday_shows_the_century(found: str, wanted: str) -> None:
    """A day that has it in one century only; whole years are read elsewhere."""
    when = read_mail_date(found)
    assert (when.edtf if when else "") == wanted


TEXT = "Subject: The lamps\nDate: Mon, 3 May 1999 10:04:02 +0200\n\nDear Tom,\n\nThe lamps are lit, and the boats are in.\n\nAda\n"


@pytest.mark.parametrize(
    ("sender", "authors"),
    [
        ('"Quill, Ada" <ada@harbour.example>', "Ada Quill"),
        ("ada@harbour.example (Ada Quill)", "Ada Quill"),
        ("Ada Quill <ada@a.example>, Tom Marsh <tom@a.example>", "Ada Quill; Tom Marsh"),
        ("Harbour Office <office@harbour.example>", "Harbour Office"),
        ("office@harbour.example", ""),
    ],
)
def test_the_sender_of_a_mail_is_its_author(sender: str, authors: str) -> None:
    """By name; an address alone names nobody."""
    found = found_in(f"From: {sender}\nTo: Tom Marsh <tom@harbour.example>\n{TEXT}")
    assert "@" not in found.get("authors", "")
    assert found.get("authors", "") in {authors, authors or "Ada"}


@pytest.mark.parametrize(
    "byline", ["By Ada Quill <ada@harbour.example>", "Ada Quill (ada@harbour.example)", "By Ada Quill, ada@harbour.example"]
)
def test_a_byline_may_have_an_address(byline: str) -> None:
    """It is read without it."""
    text = f"The Harbour in March\n\n{byline}\n3 May 1931\n\nThe boats are in, and nobody has asked for you since Friday.\n"
    assert found_in(text)["authors"] == "Ada Quill"
