"""Lines of contact and of licence: where a publisher is reached, and on what terms a text may be used.

They are the one kind of line that need not repeat over pages to be told from the text: two texts that end with the same one
suffice, however it is wrapped in either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

LINES = 8  # of a closing block
LONGEST = 600  # characters of it: the terms of a licence are sentences
CLOSING = "@@ "  # stands before the closing blocks in a tally

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]{4,100}|[\w.+-]{1,60}@[\w.-]{4,60}")
_DOMAIN = re.compile(r"(?<![\w.@-])[\w-]{2,60}\.(?:org|com|net|edu|gov|info|example|[a-z]{2})(?:/\S*|(?![\w.-]))")
_PHONE = re.compile(
    r"(?:\b(?:tel|fax|phone|telephone|telefono|teléfono|telefone|telefon|téléphone|тел|факс|τηλ)\b|電話|电话|전화|☎|☏)"
    r"[^\w+(]{0,4}[+(]?\d[\d\s()/.-]{4,20}"
    r"|\+\d[\d\s()/-]{6,20}|\(\d{3}\) ?\d{3}-\d{4}|\b\d{3}-\d{3}-\d{4}\b",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"©|\(c\) ?\d{4}|\bcreative commons\b|\bcc[ -]?(?:by|0)\b|\bgnu (?:[a-z]+ ){1,3}licen[cs]e\b"
    r"|\b(?:mit|bsd|apache|isc|mozilla public|open government) licen[cs]e\b|\bopen data commons\b|\bodbl\b|\bgfdl\b"
    r"|\ball rights reserved\b|\btous droits réservés\b|\balle rechte vorbehalten\b|\btodos los derechos reservados\b"
    r"|\btodos os direitos reservados\b|\btutti i diritti riservati\b|\bвсе права защищены\b|版权所有|無断転載",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*+(?:[\[(]?\w{1,12}[\])]|\d{1,3}[.)]|[*•†‡-])\s")


def is_listed(text: str) -> bool:
    """Whether a line begins as a reference, a note or an item of a list does: it may hold an address, and is text."""
    return bool(_LISTED.match(text))


def is_contact(text: str) -> bool:
    """Whether a line holds an address, a telephone number or the name of a licence, and is no item of a list."""
    if is_listed(text):
        return False
    return bool(ADDRESS.search(text) or _DOMAIN.search(text) or _PHONE.search(text) or _LICENCE.search(text))


def is_licence(text: str) -> bool:
    """Whether a line names a licence or says who keeps the rights."""
    return bool(_LICENCE.search(text))


def end_of_letters(texts: Sequence[str]) -> int:
    """The place behind the last line that has letters: what is below it is the number of a page, or an ornament."""
    end = len(texts)
    while end and not any(sign.isalpha() for sign in texts[end - 1]):
        end -= 1
    return end


def joined(texts: Sequence[str], cut: Set[str]) -> str:
    """Lines as one, without the hyphens in `cut` that end a line: an address may be broken there."""
    out = ""
    for text in texts:
        out = (out[:-1] if out and out[-1] in cut else f"{out} " if out else "") + text.strip()
    return out


def closings(texts: Sequence[str], folded: Sequence[str], cut: Set[str]) -> list[tuple[int, str]]:
    """The last lines of a text as blocks, from the shortest on: (place of the first line, folded text), of those that hold a contact.

    `texts` are lines, `folded` the same, each folded but for its numbers: another telephone number is another line. `cut` are the hyphens
    that end a line within a word. Numbers below the last line with letters, those of its page, don't count.
    """
    end = end_of_letters(folded)
    found: list[tuple[int, str]] = []
    run, held = "", False
    for at in range(end - 1, max(-1, end - 1 - LINES), -1):
        glue = "" if not run or texts[at].rstrip()[-1:] in cut else " "
        run = f"{folded[at]}{glue}{run}"
        if len(run) > LONGEST:
            break
        held = held or is_contact(joined(texts[at:end], cut))
        if held:
            found.append((at, CLOSING + run))
    return found
