"""Pelican's own command, without a build before it, publishes nothing that is held back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from readingroom.progress import Report

Convert = Callable[..., Report]


def titles(out: Path) -> set[str]:
    """The documents that have a page."""
    return {page.stem for page in (out / "documents").glob("*.html")}


LETTER, MINUTES = "a-letter-from-the-breakwater", "minutes-of-the-harbour-board"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """The spreadsheet beside the content."""
    return tmp_path / "metadata.csv"


@pytest.mark.parametrize("status", ["withheld", "redacted", "witheld", "withheld until 2030-01-01"])
def test_a_row_of_which_the_markdown_knows_nothing(
    build: Callable[..., Path], convert: Convert, content: Path, sheet: Path, status: str
) -> None:
    """The spreadsheet is read as it is now."""
    convert()
    sheet.write_text(f"path,status\nLetters/1.TXT,{status}\n")
    assert titles(build(content=content)) == {MINUTES}


@pytest.mark.parametrize("lost", ["nothing", "registry", "ledger"])
def test_a_status_that_was_deleted(build: Callable[..., Path], convert: Convert, content: Path, sheet: Path, lost: str) -> None:
    """Registry and ledger remember it, each by itself."""
    sheet.write_text("path,status\nletters/1.txt,withheld\n")
    convert()
    sheet.unlink()
    file = content / "documents/letters/1.md"
    file.write_text(file.read_text("utf-8").replace("Status: withheld\n", ""), "utf-8")
    if lost != "nothing":
        (content / {"registry": "registry.csv", "ledger": "ledger/letters/1.txt.json"}[lost]).unlink()
    assert titles(build(content=content)) == {MINUTES}


@pytest.mark.parametrize(("day", "shown"), [("", False), ("2029-12-31", False), ("2030-01-01", True)])
def test_a_day_counts_by_the_edition(
    build: Callable[..., Path], convert: Convert, content: Path, sheet: Path, day: str, *, shown: bool
) -> None:
    """The same content gives either edition."""
    sheet.write_text("path,status\nletters/1.txt,withheld until 2030-01-01\n")
    convert()
    assert titles(build(f'EDITION_DATE = "{day}"\n', content=content)) == {MINUTES} | ({LETTER} if shown else set())


@pytest.mark.parametrize("row", ["leters/2.txt,withheld\n", "no header at all"])
def test_new_documents_wait_and_old_ones_stay(build: Callable[..., Path], convert: Convert, content: Path, sheet: Path, row: str) -> None:
    """What the registry and the ledgers know was there before."""
    convert()
    (content / "documents/letters/2.md").write_text("Title: New\nSlug: new\nSource: letters/2.txt\n\nText of it.\n", "utf-8")
    sheet.write_text(f"path,status\n{row}" if "," in row else f"{row}\n1\n")
    assert titles(build(content=content)) == {LETTER, MINUTES}
    sheet.write_text("path,status\n")
    assert titles(build(content=content)) == {LETTER, MINUTES, "new"}
