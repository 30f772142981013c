"""The status of a document: what the words for it are, which of two holds back more, and when one lapses.

A status is one of "" (nothing was said), `published`, `redacted`, `withheld`, or `withheld until 2030-01-01`. What people write instead of
these, in a spreadsheet, is read here as well: a request in plain words holds back, in the languages that archives write most.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

WITHHELD, REDACTED, PUBLISHED, EXPECTED = "withheld", "redacted", "published", "expected"
PUBLIC = frozenset({"", PUBLISHED, "hidden", "draft"})
"""Statuses of a header under which all of a document has a page. `redacted` shows a part; any other withholds it."""

_UNTIL = re.compile(r"withheld until (\d{4})-(\d\d)-(\d\d)")
_UNTIL_YEAR = re.compile(r"withheld until (\d{4})")
_MARKS = re.compile(r"[^\w\s'-]+")
_REQUEST = re.compile(
    r"(?:please |kindly |bitte |s'il vous plaît |por favor |per favore |пожалуйста )?(?:"
    r"(?:to be |must be |should be |keep |still )?(?:withheld|with-held|embargoed)(?: please| for now| from publication)?"
    r"|(?:to |must |should )?(?:withhold|redact|suppress|embargo|unpublish)(?: this| it| please| for now| from publication)*"
    r"|(?:to be |must be |should be )?redacted"
    r"|(?:do not|don't|dont|never|must not be|not to be|should not be|not for|no|not) (?:publish(?:ed)?|publication)"
    r"(?: this| it)?(?: yet| please)?"
    r"|(?:hold|held|keep|kept) (?:this |it )?(?:back|out)(?: please)?|take (?:this |it )?(?:down|offline)|leave (?:this |it )?out"
    r"|zurückgehalten|zurückhalten|gesperrt|sperren|geschwärzt|schwärzen|nicht (?:zu )?(?:veröffentlichen|publizieren|freigegeben)"
    r"|unter verschluss"
    r"|(?:à )?ne pas (?:publier|diffuser)|non communicable|caviardée?|retenue?|sous embargo|non publiable"
    r"|no (?:publicar|publicado|publicada|difundir)|retenid[oa]|embargad[oa]|tachad[oa]"
    r"|non (?:pubblicare|divulgare)|trattenut[oa]|oscurat[oa]"
    r"|não publicar|nao publicar|retid[oa]"
    r"|niet (?:publiceren|openbaar)|achtergehouden"
    r"|nie publikować|publicera inte|må ikke publiceres|ikke publiser"
    r"|не публиковать|не для публикации|засекречено"
    r"|非公開|公開不可|公開しない|不公开|不要公开|禁止发表|禁止公开|비공개"
    r")(?: please| bitte)?"
)
"""A whole cell that asks to hold back, in small letters and without punctuation. Prose that has such a word in it is none."""
_GUARDED = re.compile(
    r"restricted|confidential|closed|private|secret|sealed|sensitive|not public|non-public|vertraulich|geheim|privat|geschlossen"
    r"|confidentiel(?:le)?|privée?|secrète?|confidencial|reservad[oa]|privad[oa]|secret[oa]|riservat[oa]|segret[oa]|vertrouwelijk|poufne|tajne"
    r"|конфиденциально|закрыто|секретно|秘密|機密|保密|机密"
)
"""Words that say the same of the access to a document, and anything else elsewhere: a tag, a title, a kind of paper."""
_ACCESS = re.compile(
    r"access|restrict|publi(?:sh|c)|visib|embargo|release|sperr|zugang|zugäng|accès|acceso|accesso|toegang|доступ|permission|clearance"
)
"""What the name of a column holds that is about access."""
_NO = frozenset({"no", "n", "0", "false", "never", "nein", "non", "nee", "não", "нет", "not", "nie", "nej", "いいえ", "否"})
_HOLDING_COLUMN = re.compile(r"(?:to be )?(?:withh[eo]ld|redact(?:ed)?|embargo(?:ed)?|suppress(?:ed)?|hold back|held back|gesperrt)")
_PUBLISHING_COLUMN = re.compile(r"publish(?:ed)?|public|publication|publish it|veröffentlichen|öffentlich|publier|publicar|pubblicare")


def fold(text: str) -> str:
    """A word as it is compared: small letters, one space between words, no punctuation, letters of full width as plain ones."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'").replace("_", " ")
    return " ".join(_MARKS.sub(" ", folded).split()).strip("-' ")


def withholds(status: str) -> bool:
    """Whether a status, as a header has it, holds back a document or a part of it."""
    return status.strip().lower() not in PUBLIC


def parse(value: str) -> str:
    """The status that a value states: "withheld", "withheld until 2030-01-01", "redacted", "published" or "expected"; "" if it is none.

    A year or month is over at its end.
    """
    words = " ".join(unicodedata.normalize("NFKC", value).lower().split())
    if words in (WITHHELD, REDACTED, PUBLISHED, EXPECTED):
        return words
    if year := _UNTIL_YEAR.fullmatch(words):
        words = f"withheld until {year[1]}-12-31"
    return words if _day(words) else ""


def _day(status: str) -> date | None:
    """Up to which day a status withholds; None if it knows none."""
    found = _UNTIL.fullmatch(status)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def meant(value: str) -> str:
    """What a whole cell asks for in plain words, or nearly in ours: "withheld" or "redacted"; "" if it asks for nothing of the kind."""
    if stated := parse(value):
        return stated if withholds(stated) and stated != EXPECTED else ""
    words = fold(value)
    if len(words) > 60 or not words:
        return ""
    if words.startswith("withheld until "):
        return WITHHELD
    if _REQUEST.fullmatch(words):
        return REDACTED if any(word in words for word in ("redact", "geschwärzt", "schwärzen", "caviard")) else WITHHELD
    return next(iter(get_close_matches(words, (WITHHELD, REDACTED), n=1, cutoff=0.85)), "")


def meant_by_column(column: str, value: str) -> str:
    """The same of a cell in a column that is about access, whose name says half of it: `access` "restricted", `publish` "no"."""
    name, words = fold(column), fold(value)
    if _HOLDING_COLUMN.fullmatch(name):
        return (REDACTED if "redact" in name else WITHHELD) if words and words not in _NO else ""
    if _PUBLISHING_COLUMN.fullmatch(name) and words in _NO:
        return WITHHELD
    return WITHHELD if (not name or _ACCESS.search(name)) and _GUARDED.fullmatch(words) else ""


def strictest(statuses: Iterable[str]) -> str:
    """The one of several statuses that holds back most; the first if none does, "" if there is none.

    Of two days the later. What is to be redacted and withheld until a day is withheld: on that day nothing would redact it.
    """
    given = [status for status in statuses if status]
    held = [status for status in given if withholds(status)]
    if not held:
        return given[0] if given else ""
    days = [day for status in held if (day := _day(status))]
    if days and len(days) == len(held):
        return f"withheld until {max(days).isoformat()}"
    if all(status == REDACTED for status in held):
        return REDACTED
    return WITHHELD


def in_force(status: str, edition_date: str) -> str:
    """A status on the day of an edition (ISO): one whose day has come is `published`. No day means that it holds."""
    day = _day(" ".join(status.lower().split()))
    try:
        return PUBLISHED if day and date.fromisoformat(edition_date.strip()[:10]) >= day else status
    except ValueError:
        return status
