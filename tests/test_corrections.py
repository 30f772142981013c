"""metadata.csv, as curators and Excel write it."""

from pathlib import Path

import pytest

from readingroom import corrections
from readingroom.errors import ReadingRoomError


def test_a_document_before_its_folder_before_the_folder_above() -> None:
    """Blank says nothing."""
    sheet, wrong = corrections.parse("path,rights,holder\n/,ours,\nletters/,,The museum\nletters/1.txt,free,\n")
    assert not wrong
    assert sheet.of("letters/1.txt") == {"X-Rights": "free", "X-Holder": "The museum"}
    assert sheet.of("letters/2.txt") == {"X-Rights": "ours", "X-Holder": "The museum"}
    assert sheet.of("3.txt") == {"X-Rights": "ours"}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_it_survives_excel(tmp_path: Path, separator: str, encoding: str) -> None:
    """Byte order marks, semicolons, its own encodings, CRLF."""
    file = tmp_path / "metadata.csv"
    file.write_bytes(f"Path{separator}Title\r\na.txt{separator}Über das Meer\r\n".encode(encoding))
    sheet, wrong = corrections.read(file)
    assert (sheet.of("a.txt"), wrong) == ({"Title": "Über das Meer"}, [])


@pytest.mark.parametrize(
    ("date", "fields"),
    [
        ("1931-04-02", {"Date": "1931-04-02", "Issued": "-"}),
        ("1931-04", {"Issued": "1931-04", "Date": "-"}),
        ("1931~", {"Issued": "1931~", "Date": "-"}),
        ("-", {"Date": "-", "Issued": "-"}),
    ],
)
def test_dates(date: str, fields: dict[str, str]) -> None:
    """A day is `Date`, everything less is `Issued`; one takes the other away."""
    assert corrections.parse(f"path,date\na.txt,{date}\n")[0].of("a.txt") == fields


@pytest.mark.parametrize("date", ["Apr-31", "02.04.1931", "4/2/31"])
def test_a_date_that_excel_rewrote_gets_a_hint(date: str) -> None:
    """And is not guessed at; the row's other cells hold."""
    sheet, wrong = corrections.parse(f"path,date,title\na.txt,{date},A\n")
    assert sheet.of("a.txt") == {"Title": "A"}
    assert [(m.code, m.line) for m in wrong] == [("M-04", 2)]
    assert "text" in wrong[0].hint


@pytest.mark.parametrize("row", ["a.txt,status,secret", "a.txt,slug,Über uns", "letters/,title,One for all", "a.txt,date,soon"])
def test_cells_that_can_not_be_meant(row: str) -> None:
    """M-04 names column and line."""
    path, column, value = row.split(",")
    sheet, wrong = corrections.parse(f"path,{column}\n{path},{value}\n")
    assert sheet.rows[path] == {}
    assert [(m.code, m.line) for m in wrong] == [("M-04", 2)]


def test_columns_of_ones_own_become_fields() -> None:
    """With names that can't mean anything to Pelican."""
    assert corrections.parse("path,box number\na.txt,12\n")[0].of("a.txt") == {"X-Box-Number": "12"}


def test_rows_that_fit_no_text_are_told() -> None:
    """M-02 suggests what was meant."""
    sheet, _ = corrections.parse("path,title\nleters/1.txt,A\n")
    (message,) = sheet.unknown(["letters/1.txt"])
    assert (message.code, message.line) == ("M-02", 2)
    assert "letters/1.txt" in message.hint


def test_the_same_path_twice() -> None:
    """M-03: the first row holds."""
    sheet, wrong = corrections.parse("path,title\na.txt,A\na.txt,B\n")
    assert sheet.of("a.txt") == {"Title": "A"}
    assert [(m.code, m.line) for m in wrong] == [("M-03", 3)]


def test_a_table_without_paths_is_refused() -> None:
    """M-01."""
    with pytest.raises(ReadingRoomError, match="M-01"):
        corrections.parse("title,date\nA,1931\n")


def test_no_spreadsheet_says_nothing(tmp_path: Path) -> None:
    """It is optional."""
    assert corrections.read(tmp_path / "metadata.csv")[0].of("a.txt") == {}
