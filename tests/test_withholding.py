"""What was withheld or redacted stays so until somebody says `published`."""

from collections.abc import Callable
from pathlib import Path

import pytest
from converted import CONTINUES, codes, edit, fields_of, paged, proves, snapshot
from samples import MINUTES

from readingroom.progress import Report

Convert = Callable[..., Report]
HOLD = "path,title,status\nletters/1.txt,,{}\n"


def status(content: Path, name: str = "letters/1.md") -> str:
    """What the header of a document says of it."""
    return fields_of(content, name).get("Status", "")


@pytest.mark.parametrize("word", ["withheld", "redacted"])
@pytest.mark.parametrize("sheet", ["path\n", "path,status\nletters/1.txt,\n", "path,status\nminutes.txt,published\n", None])
@pytest.mark.parametrize("again", [False, True])
def test_what_was_withheld_stays_so(
    convert: Convert, content: Path, tmp_path: Path, said: Callable[[str], None], word: str, sheet: str | None, *, again: bool
) -> None:
    """M-08, at each conversion, until `published` is said; then nothing is left to say."""
    said(HOLD.format(word))
    convert(cache=tmp_path / "cache")
    if sheet is None:
        (tmp_path / "metadata.csv").unlink()
    else:
        said(sheet)
    for _ in range(2):
        report = convert(cache=tmp_path / "cache", again=again)
        assert status(content) == word
        (message,) = report.messages
        assert (message.code, message.path, message.level) == ("M-08", "letters/1.txt", "warning")
        assert "published" in message.hint
    said(HOLD.format("published"))
    assert codes(convert(cache=tmp_path / "cache")) == []
    assert status(content) == ""
    said("path\n")
    assert codes(convert(cache=tmp_path / "cache")) == []
    assert status(content) == ""


def test_what_was_withheld_and_moved_stays_so(convert: Convert, content: Path, texts: Path, said: Callable[[str], None]) -> None:
    """The row of the old path fits the text where it is now."""
    said(HOLD.format("withheld"))
    convert()
    (texts / "letters/1.txt").rename(texts / "first.txt")
    for expected in (["C-07"], ["M-02"]):
        report = convert()
        assert codes(report) == expected
        assert not report.failed
        assert status(content, "first.md") == "withheld"


def test_a_changed_text_that_was_withheld_stays_so(convert: Convert, content: Path, texts: Path, said: Callable[[str], None]) -> None:
    """It is converted again, and its old status is known."""
    said(HOLD.format("withheld"))
    convert()
    said("path\n")
    (texts / "letters/1.txt").write_text(MINUTES + "\nThe board rose.\n", "utf-8")
    assert codes(convert()) == ["M-08"]
    assert status(content) == "withheld"


def test_the_row_of_a_text_lifts_what_its_folder_withholds(convert: Convert, content: Path, said: Callable[[str], None]) -> None:
    """By one word; a minus is none."""
    said("path,status\nletters/,withheld\n")
    convert()
    for word, left in (("-", "withheld"), ("published", "")):
        said(f"path,status\nletters/,withheld\nletters/1.txt,{word}\n")
        assert codes(convert()) == []
        assert status(content) == left
    said("path,status\nletters/1.txt,withheld\n")
    convert()
    said("path,status\nletters/1.txt,-\n")
    assert codes(convert()) == ["M-08"]
    assert status(content) == "withheld"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Authors:", "\nAuthors:"),
        ("Title:", "\n \nTitle:"),
        ("Date:", "\nDate:"),
        ("Source:", "\nSource:"),
    ],
)
def test_a_blank_line_in_the_header_is_taken_out(convert: Convert, content: Path, said: Callable[[str], None], old: str, new: str) -> None:
    """It is no word of a hand: nothing is published, nothing is lost."""
    said(HOLD.format("withheld"))
    convert()
    before = snapshot(content)
    edit(content, "letters/1.md", old, new)
    report = convert()
    assert snapshot(content) == before
    assert codes(report) == []


def test_a_line_that_is_no_field_publishes_nothing(convert: Convert, content: Path, texts: Path, said: Callable[[str], None]) -> None:
    """It ends the header too; the fields behind it are back."""
    said(HOLD.format("withheld"))
    convert()
    edit(content, "letters/1.md", "Title: A Letter from the Breakwater", "Title: A Letter from\nthe Breakwater")
    convert()
    fields = fields_of(content, "letters/1.md")
    assert (fields["Title"], fields["Status"], fields["Lang"]) == ("A Letter from", "withheld", "en")
    assert proves(content, texts, "letters/1.txt")


@pytest.mark.parametrize("word", ["", "Status: draft\n", "Status: hidden\n", "status: draft\n"])
@pytest.mark.parametrize("sheet", [HOLD.format("withheld"), "path\n"])
def test_only_one_word_of_a_hand_publishes(convert: Convert, content: Path, said: Callable[[str], None], word: str, sheet: str) -> None:
    """And that is `published`, where no row holds back: of hand and row the stricter wins."""
    said(HOLD.format("withheld"))
    convert()
    said(sheet)
    edit(content, "letters/1.md", "Status: withheld\n", word)
    assert codes(convert()) == ["M-08"]
    assert status(content) == "withheld"
    edit(content, "letters/1.md", "Status: withheld", "Status: published")
    assert codes(convert()) == ["M-05"] * (sheet != "path\n")
    assert status(content) == ("published" if sheet == "path\n" else "withheld")


def test_what_a_hand_withheld_stays_so(convert: Convert, content: Path) -> None:
    """Also when the line goes."""
    convert()
    edit(content, "letters/1.md", "Source:", "Status: withheld\nSource:")
    assert codes(convert()) == []
    edit(content, "letters/1.md", "Status: withheld\n", "")
    assert codes(convert()) == ["M-08"]
    assert status(content) == "withheld"


@pytest.mark.parametrize("sheet", ["path\n", "path,continues\nletters/2-2.txt,letters/2-1.txt\n"])
def test_files_of_a_withheld_document_stay_withheld(
    convert: Convert, content: Path, texts: Path, tmp_path: Path, said: Callable[[str], None], sheet: str
) -> None:
    """When they are parted, all of them or some."""
    paged(texts)
    said("path,continues,status\nletters/2-1.txt,,withheld\nletters/2-2.txt,letters/2-1.txt,\nletters/2-3.txt,letters/2-2.txt,\n")
    convert(cache=tmp_path / "cache")
    said(sheet)
    convert(cache=tmp_path / "cache")
    for file in (content / "documents/letters").glob("2-*.md"):
        assert status(content, f"letters/{file.name}") == "withheld"
    assert (content / "documents/letters/2-3.md").exists()


@pytest.mark.parametrize("second", ["path,continues,status\nletters/2-2.txt,letters/2-1.txt,withheld\n", CONTINUES])
def test_a_withheld_text_withholds_the_document_it_becomes_part_of(
    convert: Convert, content: Path, texts: Path, said: Callable[[str], None], second: str
) -> None:
    """Whether its row says so still, or did before."""
    paged(texts)
    said("path,status\nletters/2-2.txt,withheld\n")
    convert()
    said(second)
    convert()
    assert not (content / "documents/letters/2-2.md").exists()
    assert status(content, "letters/2-1.md") == "withheld"


@pytest.mark.parametrize("trouble", ["changed", "unreadable", "gone", "ledger"])
def test_a_document_that_can_not_be_brought_up_to_date_is_held_back(
    convert: Convert, content: Path, texts: Path, said: Callable[[str], None], trouble: str
) -> None:
    """Nothing else of it is touched."""
    convert()
    edit(content, "letters/1.md", "eleven boats", "twelve boats")
    convert()
    before = (content / "documents/letters/1.md").read_text("utf-8")
    text = texts / "letters/1.txt"
    if trouble == "changed":
        text.write_text(text.read_text("utf-8").replace("quiet", "loud"), "utf-8")
    elif trouble == "unreadable":
        text.write_bytes(b"")
    elif trouble == "gone":
        text.unlink()
    else:
        (content / "ledger/letters/1.txt.json").write_text("{", "utf-8")
    said(HOLD.format("withheld"))
    convert()
    assert status(content) == "withheld"
    assert (content / "documents/letters/1.md").read_text("utf-8").replace("Status: withheld\n", "") == before
    convert()
    assert status(content) == "withheld"


def test_what_is_held_back_waits_for_no_leave(
    convert: Convert, content: Path, said: Callable[[str], None], newer_rules: Callable[[], None]
) -> None:
    """Who refuses what --again would change has not refused that."""
    convert()
    newer_rules()
    said(HOLD.format("withheld"))
    assert convert(again=True, confirm=lambda _: False).counts == {"left as they are": 2}
    assert (status(content), fields_of(content, "letters/1.md")["Title"]) == ("withheld", "A Letter from the Breakwater")
