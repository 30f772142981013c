"""The tables: the same rows in every data format, as the format's own readers see them."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from readingroom.export.passages import passages


@pytest.fixture(scope="module")
def data(export: Callable[..., Path]) -> Path:
    """All data formats in one folder."""
    return export("csv", "datapackage", "json", "jsonl", "sqlite")


def rows_of(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV table."""
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_for_each_document(data: Path) -> None:
    """In order of date, lists with semicolons, nothing that a spreadsheet takes for a formula."""
    rows = rows_of(data / "documents.csv")
    assert [row["slug"] for row in rows] == ["the-sea", "the-lightermans-song", "to-the-harbour-master"]
    assert rows[0]["title"] == """'=HYPERLINK("http://evil.example") & <b>Sea</b> {x} $y$ #z"""
    assert rows[0]["authors"] == "Ruth Ankerly; Harbour Board of Ostrel; 王伟"
    assert (rows[2]["date"], rows[2]["year"], rows[2]["tags"], rows[2]["x_type"]) == ("1931-05-03", "1931", "stones; boats", "letter")
    assert rows[2]["url"] == "https://archive.example/harbour/documents/to-the-harbour-master.html"


def test_passages_say_what_they_are(data: Path) -> None:
    """Kind, text, page of the original; lines of verse stay lines, the mark of a note is no text."""
    rows = rows_of(data / "passages.csv")
    letter = [row for row in rows if row["document"] == "to-the-harbour-master"]
    assert [row["kind"] for row in letter] == ["verse", "paragraph", "paragraph", "table", "paragraph", "paragraph", "note"]
    assert letter[0]["text"] == "The Old Chandlery,\nOstrel"
    assert letter[2]["text"].startswith("I counted eleven boats on the morning of the third, and not one of them was yours")
    assert [row["page"] for row in letter] == ["", "", "", "12", "12", "12", "12"]
    assert letter[3]["text"] == "boat\ttons\nPatience\t80"
    assert [row["number"] for row in letter] == [str(at) for at in range(1, 8)]
    assert letter[1]["url"].endswith(f"to-the-harbour-master.html#{letter[1]['anchor']}")


def test_the_formats_agree(data: Path) -> None:
    """JSON, JSON Lines and SQLite hold the rows of the CSV tables."""
    table = rows_of(data / "documents.csv")
    array = json.loads((data / "documents.json").read_text("utf-8"))
    lines = [json.loads(line) for line in (data / "documents.jsonl").read_text("utf-8").splitlines()]
    database = sqlite3.connect(data / "collection.db")
    rows = database.execute("SELECT slug, title, year, untitled FROM documents ORDER BY id").fetchall()
    assert [row["slug"] for row in table] == [row["slug"] for row in array] == [row["slug"] for row in lines] == [row[0] for row in rows]
    assert array[0]["authors"] == ["Ruth Ankerly", "Harbour Board of Ostrel", "王伟"]
    assert (array[2]["year"], array[2]["untitled"]) == (1931, False)
    assert rows[1][2:] == (1931, 0)
    passages = database.execute("SELECT count(*) FROM passages").fetchone()[0]
    assert passages == sum(len(row["passages"]) for row in lines) == len(rows_of(data / "passages.csv"))


def test_the_database_is_searched(data: Path) -> None:
    """FTS5 finds a word, whatever its accents, and leads to the passage."""
    database = sqlite3.connect(data / "collection.db")
    found = database.execute(
        "SELECT p.document FROM passages_fts f JOIN passages p ON p.id = f.rowid WHERE passages_fts MATCH ?", ("shrimps",)
    ).fetchall()
    assert found == [("the-sea",)]
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_data_package_is_valid(data: Path) -> None:
    """Frictionless reads the tables by it and finds nothing wrong."""
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert report.stats["tasks"] == 2


def test_parquet_has_the_same_rows(export: Callable[..., Path]) -> None:
    """With types: numbers are numbers, lists are lists."""
    parquet = pytest.importorskip("pyarrow.parquet")
    folder = export("parquet")
    rows = parquet.read_table(folder / "documents.parquet").to_pylist()
    assert [row["slug"] for row in rows] == ["the-sea", "the-lightermans-song", "to-the-harbour-master"]
    assert (rows[2]["year"], rows[2]["tags"], rows[2]["untitled"]) == (1931, ["stones", "boats"], False)
    assert parquet.read_table(folder / "passages.parquet").num_rows > 10


def test_the_scan_finds_what_a_parser_finds() -> None:
    """Nested lists, quotations, notes, tables, entities, comments, tags left open; text in no block is no passage."""
    html = (
        '<p id="a"><a class="page" id="page-3" href="#page-3">p. 3</a>One &amp; <em>two</em><sup id="r"><a href="#n">1</a></sup>'
        '<a class="mark" href="#a" aria-label="x"></a></p>\n'
        '<ul>\n<li id="b">Outer<a class="mark" href="#b" aria-label="x"></a>\n<ol><li id="c">In <code>n</code>er</li></ol>\n</li></ul>'
        '<blockquote>\n<p id="d" class="verse">Line &lt;one&gt;<br>\nline two</p></blockquote><!-- <p id="no">no</p> -->'
        '<div class="table"><table id="e"><thead><tr><th scope="col">A</th><th>B</th></tr></thead>'
        "<tbody><tr><td>1<br>\n2</td><td> x </td></tr></tbody></table></div>stray\f"
        '<h2 id="f">Head</h2><pre id="g"><code>  a\n b\n</code></pre><p>no id</p><p id="h">left <b>open'
        '<section class="notes"><div class="note" id="note-1"><span class="label">1</span><div><p id="i">A note.'
        ' <a class="back" href="#r">↩</a></p></div></div></section>'
    )
    found = [(passage.anchor, passage.kind, passage.text, passage.page, passage.part) for passage in passages(html)]
    assert found[:5] == [
        ("a", "paragraph", "One & two", "3", 0),
        ("b", "item", "Outer", "3", 0),
        ("c", "item", "In ner", "3", 0),
        ("d", "verse", "Line <one>\nline two", "3", 0),
        ("e", "table", "A\tB\n1\n2\tx", "3", 0),
    ]
    assert found[5:7] == [("f", "heading", "Head", "3", 1), ("g", "code", "  a\n b", "3", 1)]
    assert ("i", "note", "A note.", "3", 1) in found
    assert [passage.number for passage in passages(html)] == list(range(1, len(found) + 1))
    assert passages("<p id=a>" + "<" * 100_000) == []
