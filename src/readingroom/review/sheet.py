"""review.csv: what was found in each text and how sure that is, in the columns of metadata.csv, so that an answer can be copied over."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from readingroom.cells import FIELDS, guarded
from readingroom.document import REVIEW_BELOW
from readingroom.ledger import Ledger
from readingroom.review.wordings import Wording

COLUMNS = ("path", *FIELDS, "sure", "doubtful", "furniture")


def render_sheet(rows: Iterable[dict[str, str]], taken: Mapping[str, Sequence[Wording]]) -> bytes:
    """The spreadsheet, the least sure document first.

    `taken` are the wordings that left as furniture, by path: each stands once, in the row of the first document that lost it.
    """
    rows = [{**row, "furniture": guarded("; ".join(map(_told, taken.get(row["path"], ()))))} for row in rows]
    rows = sorted(rows, key=lambda row: (float(row["sure"]), row["path"]))
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()  # the byte order mark tells spreadsheets that it is UTF-8


def _told(wording: Wording) -> str:
    return f"{wording.text} ({wording.rule}, {wording.sure:.0%}, documents: {wording.documents})"


def row(entry: Ledger) -> dict[str, str]:
    """What was found in one text and what stands in its header now, in the columns of metadata.csv."""
    fields = {**entry.header, **entry.hand}
    found = {column: fields.get(field, "") for column, field in FIELDS.items()}
    found["date"] = fields.get("Date") or fields.get("Issued", "")
    doubtful = [f"{f.field} ({f.rule}, {f.confidence:.0%}): {f.evidence}" for f in entry.found if f.confidence < REVIEW_BELOW]
    edits: dict[str, int] = {}
    for edit in entry.edits:
        if edit.confidence < REVIEW_BELOW:
            edits[edit.rule] = edits.get(edit.rule, 0) + 1
    doubtful += [f"{rule}: {count} changes" for rule, count in sorted(edits.items())]
    sure = min([f.confidence for f in entry.found] + [e.confidence for e in entry.edits], default=1.0)
    row = {"path": entry.path, **found, "sure": f"{sure:.2f}", "doubtful": "; ".join(doubtful)}
    return {column: guarded(value) for column, value in row.items()}
