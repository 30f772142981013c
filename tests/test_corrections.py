"""metadata.csv, as curators and Excel write it."""

import time
from pathlib import Path

import pytest

from readingroom import corrections
from readingroom.errors import Message, ReadingRoomError


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


@pytest.mark.parametrize(
    "row",
    [
        "a.txt,slug,Über uns",
        "letters/,title,One for all",
        "a.txt,date,soon",
        "a.txt,date,2001-02-31",
        "a.txt,date,1931-21-05",
        "a.txt,date,1914-13/1918",
        "a.txt,lang,english",
        "a.txt,lang,xx-YY-zz",
        "a.txt,lang,en_US",
    ],
)
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
    _, (message,) = sheet.fitted(["letters/1.txt"])
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


def held(message: Message) -> tuple[str, int, str]:
    """What a message that must not be overlooked is about."""
    return message.code, message.line, message.level


@pytest.mark.parametrize("status", ["witheld", "secret", "yes", "draft"])
@pytest.mark.parametrize("path", ["a.txt", "/"])
def test_a_status_that_nobody_knows_withholds(path: str, status: str) -> None:
    """M-04, an error: nothing is published by a slip."""
    sheet, wrong = corrections.parse(f"path,status\n{path},{status}\n")
    assert sheet.of("a.txt") == {"Status": "withheld"}
    assert [held(message) for message in wrong] == [("M-04", 2, "error")]


def test_a_folder_without_its_stroke() -> None:
    """M-02 says for what it is taken; what makes no sense for a folder is left out."""
    sheet, _ = corrections.parse("path,title,status,continues\nbriefe,All,withheld,x.txt\nbriefe/1.txt,One,,\n")
    sheet, messages = sheet.fitted(["briefe/1.txt", "x.txt"])
    assert sheet.of("briefe/1.txt") == {"Title": "One", "Status": "withheld"}
    assert (sheet.of("x.txt"), sheet.continues) == ({}, {})
    assert [(message.code, message.line) for message in messages] == [("M-02", 2), ("M-04", 2), ("M-04", 2)]
    assert "'briefe/'" in messages[0].fact


def test_a_folder_told_twice() -> None:
    """M-03; with and without its stroke: what holds back holds."""
    sheet, _ = corrections.parse("path,status,rights\nbriefe,withheld,\nbriefe/,published,ours\n")
    sheet, messages = sheet.fitted(["briefe/1.txt"])
    assert sheet.of("briefe/1.txt") == {"Status": "withheld", "X-Rights": "ours"}
    assert [held(message) for message in messages] == [("M-02", 2, "warning"), ("M-03", 2, "error")]


@pytest.mark.parametrize("status", ["withheld", "redacted", "secret"])
def test_a_row_that_holds_back_and_fits_nothing_is_an_error(status: str) -> None:
    """M-02: nobody can tell what was meant."""
    _, (message,) = corrections.parse(f"path,status\nleters/1.txt,{status}\n")[0].fitted(["letters/1.txt"])
    assert held(message) == ("M-02", 2, "error")


@pytest.mark.parametrize("row", ["a.txt,,withheld", ",,withheld"])
def test_a_row_that_is_passed_over_holds_back(row: str) -> None:
    """M-03 is an error then."""
    sheet, wrong = corrections.parse(f"path,title,status\na.txt,A,\n{row}\n")
    assert sheet.of("a.txt") == {"Title": "A"} | ({"Status": "withheld"} if row[0] == "a" else {})
    assert [held(message) for message in wrong] == [("M-03", 3, "error")]


@pytest.mark.parametrize(
    ("column", "meant"),
    [
        ("staus", "status"),
        ("author", "authors"),
        ("language", "lang"),
        ("tag", "tags"),
        ("shelf mark", "shelfmark"),
        ("Titel", "title"),
        ("dates", "date"),
    ],
)
def test_a_column_that_is_nearly_ours(column: str, meant: str) -> None:
    """M-09 asks; the column stays one's own."""
    sheet, wrong = corrections.parse(f"path,{column}\na.txt,en\n")
    assert [(message.code, message.line, message.level) for message in wrong] == [("M-09", 1, "warning")]
    assert f"'{meant}'" in wrong[0].hint
    assert len(sheet.of("a.txt")) == 1


@pytest.mark.parametrize("column", ["box number", "place of writing", "box", "state", "notes", "kind", "subtitle", "updated"])
def test_a_column_of_ones_own_is_no_slip(column: str) -> None:
    """Nothing is said of it."""
    assert corrections.parse(f"path,{column}\na.txt,12\n")[1] == []


@pytest.mark.parametrize("columns", ["path,staus", "path,box", "path,rights", "path,holder", "path", "path,"])
@pytest.mark.parametrize("word", ["withheld", "Redacted", "witheld"])
def test_the_word_in_another_column_holds_back(columns: str, word: str) -> None:
    """M-09, an error: a mistyped column, a row copied from a sheet with other columns, a comma too many."""
    sheet, wrong = corrections.parse(f"{columns}\na.txt,{word}\n")
    assert sheet.of("a.txt") == {"Status": "redacted" if word == "Redacted" else "withheld"}
    assert ("M-09", 2, "error") in map(held, wrong)


def test_two_columns_of_one_name() -> None:
    """M-09: what is said first holds, and what holds back holds in any case."""
    sheet, wrong = corrections.parse("path,status,title,status,title\na.txt,withheld,A,published,B\nb.txt,published,,,B\n")
    assert sheet.of("a.txt") == {"Status": "withheld", "Title": "A"}
    assert sheet.of("b.txt") == {"Status": "published", "Title": "B"}
    assert [(message.code, message.line) for message in wrong] == [("M-09", 1), ("M-09", 1)]


def test_cells_beyond_the_last_column_are_told() -> None:
    """M-04: a comma that was not put into quotation marks."""
    sheet, wrong = corrections.parse("path,title\na.txt,Letters, many\n")
    assert sheet.of("a.txt") == {"Title": "Letters"}
    assert [(message.code, message.line) for message in wrong] == [("M-04", 2)]


@pytest.mark.parametrize("date", ["1900-02-29", "193X", "19XX", "1931-21", "1914/1918", "1931-04-02~", "1914-07-28/1918-11-11"])
def test_dates_that_are_some(date: str) -> None:
    """As archives know them."""
    assert corrections.parse(f"path,date\na.txt,{date}\n")[1] == []


@pytest.mark.parametrize("lang", ["en", "pt-BR", "zh-Hant-TW", "kn", "grc", "gsw-CH", "de-1901", "es-419", "-"])
def test_languages_that_are_some(lang: str) -> None:
    """By their codes."""
    assert corrections.parse(f"path,lang\na.txt,{lang}\n")[1] == []


def test_the_name_of_a_language_gets_its_code() -> None:
    """As a hint."""
    assert corrections.parse("path,lang\na.txt,German\n")[1][0].hint == "write de"
    assert corrections.parse("path,lang\na.txt,pt_BR\n")[1][0].hint == "write pt-BR"


def test_a_long_cell_is_no_fault() -> None:
    """Longer than what the csv module takes by itself."""
    assert corrections.parse(f"path,summary\na.txt,{'a' * 200_000}\n")[0].of("a.txt") == {"Summary": "a" * 200_000}


@pytest.mark.parametrize("rows", ['a.txt,"The title\nb.txt,B\n', 'a.txt,"The title\nb.txt,"B"\n'])
def test_a_quotation_mark_that_swallows_rows_is_refused(rows: str) -> None:
    """M-01: a row that withholds could be among them."""
    with pytest.raises(ReadingRoomError, match="M-01"):
        corrections.parse(f"path,title\n{rows}")


def test_a_document_of_very_many_files() -> None:
    """Each is followed once."""
    paths = [f"{number:05}.txt" for number in range(20_000)]
    sheet = corrections.Corrections({}, dict.fromkeys(paths, 2), dict(zip(paths[1:], paths, strict=False)))
    assert sheet.joined(paths) == ({paths[0]: tuple(paths)}, [])


def test_texts_that_lead_into_a_circle() -> None:
    """M-06 for each of them, and for what continues one of them."""
    sheet, _ = corrections.parse("path,continues\na.txt,b.txt\nb.txt,c.txt\nc.txt,b.txt\nd.txt,a.txt\ne.txt,f.txt\n")
    documents, messages = sheet.joined([f"{name}.txt" for name in "abcdef"])
    assert documents == {f"{name}.txt": (f"{name}.txt",) for name in "abcd"} | {"f.txt": ("f.txt", "e.txt")}
    assert [message.line for message in messages] == [2, 3, 4, 5]


def test_names_that_had_to_be_written_otherwise() -> None:
    """A path with a percent sign or two spaces is found as it stands; the apostrophe of a review sheet is taken off."""
    paths = ["100%25.txt", "a  b.txt", "=1+1.txt", "'=2.txt"]
    sheet, _ = corrections.parse("path,title\n100%.txt,'-A\na  b.txt,B\n'=1+1.txt,'C'\n''=2.txt,D\n")
    sheet, messages = sheet.fitted(paths)
    assert messages == []
    assert [sheet.of(path)["Title"] for path in paths] == ["-A", "B", "'C'", "D"]


def test_one_withheld_text_withholds_the_document() -> None:
    """Of which it is a part."""
    sheet, _ = corrections.parse("path,title,status\n1.txt,A,published\nb/,,withheld\n")
    assert sheet.of("1.txt", "2.txt", "b/3.txt") == {"Title": "A", "Status": "withheld"}


@pytest.mark.parametrize("head", ["\n\n", ",,,\n", " , ,\n\n", "\ufeff\n", "sep=,\n", ";;\n"])
def test_rows_that_are_blank_are_passed_over(head: str) -> None:
    """Above the names of the columns, too; lines are counted all the same."""
    sheet, wrong = corrections.parse(f"{head}path,status\na.txt,withheld\n")
    assert (sheet.of("a.txt"), wrong) == ({"Status": "withheld"}, [])
    assert sheet.lines["a.txt"] == head.count("\n") + 2


@pytest.mark.parametrize(
    "rows",
    [
        "a.txt\twithheld\n",
        '"a.txt,withheld"\n',
        '"a.txt;withheld",,\n',
        "a.txt|withheld\n",
        "a.txt withheld\n",
        "a.txt: please withhold\n",
        "a.txt\tembargoed\n",
        '"b.txt\na.txt,withheld"\n',
        'b.txt,"A title\na.txt,withheld\nc.txt",\n',
        "withheld,,a.txt\n",
        'a.txt,"The letter,withheld"\n',
        '"a.txt; b.txt",,withheld\n',
    ],
)
def test_a_cell_that_swallows_the_word(rows: str) -> None:
    """It is read as what it plainly means, with an error."""
    sheet, wrong = corrections.parse(f"path,title,status\n{rows}")
    sheet, _ = sheet.fitted(["a.txt", "b.txt", "c.txt"])
    assert sheet.of("a.txt")["Status"] == "withheld"
    assert "error" in {message.level for message in wrong}


def test_a_table_whose_rows_are_in_quotation_marks() -> None:
    """Each whole."""
    assert corrections.parse('"path,status"\n"a.txt,withheld"\n')[0].of("a.txt") == {"Status": "withheld"}


@pytest.mark.parametrize("cell", ["Letters withheld by the bishop", "A story, withheld at first", "See the redacted copy; it is in box 3"])
@pytest.mark.parametrize("column", ["title", "summary", "notes"])
def test_prose_with_the_word_in_it_holds_nothing_back(column: str, cell: str) -> None:
    """And is no fault."""
    sheet, wrong = corrections.parse(f'path,{column}\na.txt,"{cell}"\n')
    assert (sheet.of("a.txt").get("Status"), wrong) == (None, [])


def test_a_row_that_may_mean_several_texts_holds_all_of_them_back() -> None:
    """M-02, an error; and gives none of them its title."""
    sheet, _ = corrections.parse("path,title,status\nA.txt,One,withheld\n")
    sheet, (message,) = sheet.fitted(["a.txt", "A.TXT", "b.txt"])
    assert held(message) == ("M-02", 2, "error")
    assert [sheet.of(path) for path in ("a.txt", "A.TXT", "b.txt")] == [{"Status": "withheld"}, {"Status": "withheld"}, {}]


@pytest.mark.parametrize("status", ["expected", "withheld, expected", "Expected (withheld)"])
def test_a_text_that_is_yet_to_come(status: str) -> None:
    """Its row fits nothing, and that is no fault; when it comes, it is withheld."""
    sheet, wrong = corrections.parse(f'path,status\nlater.txt,"{status}"\n')
    fitted, messages = sheet.fitted(["a.txt"])
    assert (wrong, messages, fitted.unfit) == ([], [], ())
    assert sheet.fitted(["later.txt"])[0].of("later.txt") == {"Status": "withheld"}


def test_rows_that_fit_nothing_take_no_long_time() -> None:
    """Each was compared with all texts, for a hint."""
    rows = "".join(f"volume-{number}/letter-of-the-{number}th.txt,T\n" for number in range(5_000))
    sheet, _ = corrections.parse(f"path,title\n{rows}")
    started = time.process_time()
    assert len(sheet.fitted([f"box/{number}-to-the-editor.txt" for number in range(5_000)])[1]) == 5_000
    assert time.process_time() - started < 3
