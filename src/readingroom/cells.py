"""What can stand in a cell of metadata.csv, and what it says of a document.

Withholding fails closed: a status that nobody knows, or a request to hold back in a wrong place, holds the document back and is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from readingroom.errors import Level
from readingroom.site.edtf import moment
from readingroom.site.languages import NAMES
from readingroom.statuses import EXPECTED, WITHHELD, meant, meant_by_column, parse, strictest

FIELDS = {
    "title": "Title",
    "authors": "Authors",
    "date": "Date",
    "lang": "Lang",
    "tags": "Tags",
    "category": "Category",
    "slug": "Slug",
    "summary": "Summary",
    "rights": "X-Rights",
    "status": "Status",
    "holder": "X-Holder",
    "shelfmark": "X-Shelfmark",
}
"""Column -> the field it corrects, in the order in which columns are written. Any other column becomes `X-Name`."""

CONTINUES = "continues"
"""A column of its own: the path of the text that this one goes on with. The two are one document."""

ONE_ONLY = {"title": ("Title",), "slug": ("Slug",), "date": ("Date", "Issued"), "summary": ("Summary",)}
"""Columns that make no sense for a whole folder, and their fields. `continues` is another."""

NONE = "-"
WAITS = "waits"
"""Stands among the fields of a row whose status is `expected`: the text that it holds back is yet to come."""

OURS = ("path", *FIELDS, CONTINUES)
_CALLED = {"language": "lang", "languages": "lang"}  # what else people call a column
_BESIDE = ("rights", "holder")  # where the word lands if a row is copied from a sheet with other columns
_EXCEL = re.compile(r"[A-Za-z]{3,4}[-. ]\d\d|\d\d[-. ][A-Za-z]{3,4}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_YEAR = r"(?:\d{4}|\d{3}X|\d\dXX)[\d~?%-]*"
_EDTF = re.compile(f"{_YEAR}(?:/{_YEAR})?")  # 1931-04-02, 1931-04, 1931~, 193X, 1931-21 (spring), 1914/1918
_NAME = re.compile(r"[^\W_]+(?:[ _-][^\W_]+)*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_GUARDED = re.compile(r"'+[=+@\t-]")
_DELIMITERS = re.compile(r"[\t\n\r;|\uff0c\uff1b\u3001]+|,(?=\S)")
_TAG = re.compile(  # BCP 47: language, extensions of it, script, region, variants, extensions, private use
    r"([a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*+"
    r"(?:-[a-wyz\d](?:-[a-z0-9]{2,8})++)*+(?:-x(?:-[a-z0-9]{1,8})++)?",
    re.IGNORECASE,
)
_RARER = """
aa ab ae ak an as av ay ba bh bi bm bo ce ch co cr cu cv dv dz ee ff fj gn gv ha ho ht hz ia ie ig ii ik io iu kg ki kj kl kn kr ks kv kw lg
li ln lu mh na nd ng nr nv ny oj om or os pi rn rw sc se sg sm sn ss st su te ti tk tn to ts tw ty ve vo wo za
"""  # of ISO 639-1, besides those that have a name
_LANGUAGES = frozenset((*NAMES, *_RARER.split()))
_BY_NAME = {name.replace("_", " ").lower(): code for code, name in reversed(NAMES.items())}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell or a column, for a `Message`."""

    fact: str
    hint: str
    code: str = "M-04"
    level: Level = "warning"


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from taking it for a formula: see `guarded`."""
    return cell[1:] if _GUARDED.match(cell) else cell


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `unguarded` gives it back."""
    return "'" + cell if _GUARDED.match("'" + cell) else cell


def misnamed(column: str) -> Fault | None:
    """What is to be said of a column of one's own that is nearly one of ours (M-09)."""
    close = "" if column in OURS else _nearly(column)
    hint = f"did you mean {close!r}? if not, call it something else"
    return Fault(f"the column {column!r} is none of ours", hint, "M-09") if close else None


def meaning(column: str, value: str, *, folder: bool = False) -> tuple[dict[str, str], Fault | None]:
    """What a cell that is not blank says, as header fields, and what is wrong with it. A value with a fault is left out, but for a
    status: that is taken for the strictest that can be meant. `column` is in small letters; "" if the cell stands in none."""
    written, value = value, " ".join(value.split())
    if column == "status":
        return _status(value)
    held = meant(value) or (meant_by_column(column, value) if column not in OURS or column in _BESIDE else "")
    if held or (held := _swallowed(column, written)):
        fact = f"{value[:60]!r} stands under {column!r}, not under status" if column else f"{value[:60]!r} stands beyond the last column"
        return {"Status": held}, Fault(f"{fact}: the document is held back", "put it into the column status", "M-09", "error")
    fault = _fault(column, value, folder)
    return ({}, fault) if fault else (_fields(column, value), None)


def for_one_only(column: str) -> Fault:
    """What is to be said of a column that makes no sense for a folder, in the row of one."""
    return Fault(f"{column}: a whole folder can't share one", "give it to the documents one by one")


def pieces(cell: str) -> list[str]:
    """What a cell holds that swallowed others: its parts between tabs, line ends, semicolons, bars, and commas without a space."""
    return [piece.strip() for piece in _DELIMITERS.split(cell)]


def _swallowed(column: str, value: str) -> str:
    """The status that a cell holds beside something else: "The Sealed Letter,withheld". A list of tags is one whatever parts it."""
    found = pieces(value.replace(", ", ",") if column == "tags" else value)
    return strictest(map(meant, found)) if len(found) > 1 else ""


def _status(value: str) -> tuple[dict[str, str], Fault | None]:
    """What the cell of a status says. "-" takes nothing away: to publish, it has to be said."""
    if value == NONE:
        return {}, None
    words = [word for word in re.split(r"[,;+/()\s]+", value.lower()) if word]
    if EXPECTED in words:
        status = parse(" ".join(word for word in words if word != EXPECTED)) or WITHHELD
        return {"Status": status if status != "published" else WITHHELD, WAITS: EXPECTED}, None
    if status := parse(value):
        return {"Status": status}, None
    held = meant(value) or WITHHELD
    fact = f"status: {value[:60]!r} is not known, so that the document is {held}"
    hint = "leave it blank, or write withheld, withheld until 2030-01-01, redacted or published"
    return {"Status": held}, Fault(fact, hint, level="error")


def _fault(column: str, value: str, folder: bool) -> Fault | None:
    """What is wrong if a cell can't be meant as it stands."""
    if not column:
        return Fault(f"{value!r} stands beyond the last column", "is there a comma too many? put a cell that has one into quotation marks")
    if folder and column in (*ONE_ONLY, CONTINUES):
        return for_one_only(column)
    if value == NONE:
        return None
    if column == "date" and not (_EDTF.fullmatch(value) and moment(value).words):
        if _EXCEL.fullmatch(value):
            hint = "format the column as text and write 1931-04-02, 1931-04 or 1931"
            return Fault(f"date: {value!r} looks like a date that a spreadsheet rewrote", hint)
        return Fault(f"date: {value!r} is no date", "write 1931-04-02, 1931-04, 1931, or 1931~ for about 1931")
    if column == "lang" and not _is_language(value):
        code = _BY_NAME.get(value.lower()) or (value.replace("_", "-") if _is_language(value.replace("_", "-")) else "")
        return Fault(f"lang: {value!r} is no language tag", f"write {code}" if code else "write one tag, such as en, de or pt-BR")
    if column == "slug" and not _SLUG.fullmatch(value):
        return Fault(f"slug: {value!r} is no slug", "use lower-case letters a-z, digits and single hyphens")
    if column not in OURS and not _NAME.fullmatch(column):
        return Fault(f"the column {column!r} has no usable name", "use letters, digits and spaces")
    return None


def _is_language(value: str) -> bool:
    """Whether a value is shaped like a language tag and begins with a language that is known. Of codes with three letters there are
    thousands, for every old language in an archive: they are believed."""
    found = _TAG.fullmatch(value)
    return found is not None and (len(found[1]) == 3 or found[1].lower() in _LANGUAGES)


def _fields(column: str, value: str) -> dict[str, str]:
    """One cell as header fields. A date that is no day is `Issued`; whichever is given takes the other away."""
    if column == "date":
        if value == NONE:
            return {"Date": NONE, "Issued": NONE}
        return {"Date": value, "Issued": NONE} if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else {"Issued": value, "Date": NONE}
    return {FIELDS.get(column) or "X-" + "-".join(word.capitalize() for word in re.split(r"[ _-]", column)): value}


def _nearly(column: str) -> str:
    """Which of our columns a name is nearly; "" if none."""
    squeezed = re.sub(r"[ _-]", "", column)
    return _CALLED.get(squeezed) or next(iter(get_close_matches(squeezed, OURS, n=1, cutoff=0.8)), "")
