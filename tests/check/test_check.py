"""`readingroom check` finds what is broken: each promise is broken once, and found."""

import json
import os
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from readingroom.cli import main
from readingroom.search import codes


@pytest.fixture
def site(tmp_path: Path, texts: Path) -> Path:
    """A built site with which all is well."""
    folder = tmp_path / "site"
    (texts / "secret.txt").write_text(
        "The Sealed Letter\n\nNobody but the harbour master has ever read what stands in this letter, and he has been dead since 1931.\n"
    )
    assert CliRunner().invoke(main, ["new", str(folder), "--texts", str(texts)]).exit_code == 0
    (folder / "metadata.csv").write_text("path,status\nsecret.txt,withheld\n")
    result = CliRunner().invoke(main, ["build", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


def check(site: Path) -> tuple[int, set[str]]:
    """Exit code, and the codes of everything that is no note."""
    report = site.parent / "report.json"
    result = CliRunner().invoke(main, ["check", str(site), "--report", str(report)])
    assert "Traceback" not in result.output
    return result.exit_code, {m["code"] for m in json.loads(report.read_text())["messages"] if m["level"] != "note"}


def replace(file: Path, old: str, new: str) -> None:
    """Break something."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


LEDGER, LETTER, PAGE = (
    "content/ledger/letters/1.txt.json",
    "content/documents/letters/1.md",
    "output/documents/a-letter-from-the-breakwater.html",
)


def test_all_is_well(site: Path) -> None:
    """Nothing is found on a site as it was built."""
    assert check(site) == (0, set())


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (LETTER, "had not been asked", "had been asked", "L-02"),
        ("output/search.html", "<main", "<script>alert(1)</script><main", "K-12"),
        ("output/search.html", "<main", '<script src="search/index.js"></script><main', "K-12"),
        ("output/search/search.js", "use strict", "use  strict", "K-16"),
        ("output/search/index.js", 'readingRoomSearch("index","', 'readingRoomSearch("index","1', "K-16"),
        (LEDGER, '"format": 1', '"format": 1,,', "L-03"),
        (LEDGER, "A Letter from the Breakwater", "A Letter from the Harbour", "K-03"),
        ("content/registry.csv", ",1,a-letter", ",7,a-letter", "K-06"),
        (PAGE, 'href="../index.html"', 'href="../nowhere.html"', "K-11"),
        (PAGE, 'href="../index.html"', 'href="#nowhere"', "K-11"),
        (PAGE, 'href="../index.html"', 'href="http://[bad"', "K-11"),
        (PAGE, 'href="../index.html"', f'href="{"../" * 40}x"', "K-11"),
        (PAGE, 'href="../index.html"', 'href="javascript:alert(1)"', "K-12"),
        (PAGE, "<h1", '<h1 onclick="alert(1)"', "K-12"),
        (PAGE, "</main>", '<img src="https://elsewhere.example/a.png" alt=""></main>', "K-13"),
        ("output/theme/css/base.css", "{", "{background:url(https://elsewhere.example/a.png);", "K-13"),
        ("output/theme/css/base.css", "{", "{background:url(//[bad);", "K-11"),
        ("output/theme/css/base.css", "{", f"{{background:url({'../' * 40}x);", "K-11"),
        (PAGE, "</main>", "Nobody but the harbour master has ever read what stands in this letter, and he</main>", "K-08"),
    ],
)
def test_what_is_broken_is_found(site: Path, file: str, old: str, new: str, code: str) -> None:
    """Exit code 1, and the code."""
    target = site / file
    text = target.read_text("utf-8")
    if code == "K-03":  # the body's words are in the Markdown; in the ledger is the title, in the edit that took it out
        place = text.index('"edits"')
        target.write_text(text[:place] + text[place:].replace(old, new, 1), "utf-8")
    else:
        replace(target, old, new)
    exit_code, codes = check(site)
    assert code in codes
    assert exit_code == (0 if code == "K-06" else 1)


def test_a_missing_ledger_document_or_text_is_found(site: Path) -> None:
    """K-01, K-02, C-13."""
    (site / LEDGER).unlink()
    (site / "content/documents/minutes.md").unlink()
    (site / "texts/secret.txt").unlink()
    exit_code, codes = check(site)
    assert (exit_code, codes) == (1, {"K-01", "K-02", "C-13"})


def test_what_was_given_up_is_not_found(site: Path) -> None:
    """Text, Markdown and ledger are gone, as C-13 advises; if one of them is left, that is told."""
    (site / "texts/minutes.txt").unlink()
    (site / "content/ledger/minutes.txt.json").unlink()
    assert check(site) == (1, {"K-01"})
    (site / "content/documents/minutes.md").unlink()
    assert CliRunner().invoke(main, ["build", str(site)]).exit_code == 0
    assert check(site) == (0, set())
    (site / "texts/minutes.txt").write_text("Minutes\n\nOther words entirely.\n")
    assert check(site) == (1, {"K-01"})


def test_hints_name_a_command_that_works_in_a_site(site: Path) -> None:
    """That is `build`."""
    (site / LETTER).unlink()
    (site / "texts/minutes.txt").write_text("Minutes\n\nOther words entirely.\n")
    check(site)
    hints = {m["code"]: m["hint"] for m in json.loads((site.parent / "report.json").read_text())["messages"]}
    assert hints["K-02"] == hints["K-05"] == "run: readingroom build"


def test_an_edit_without_its_text_is_no_error_for_ever(site: Path) -> None:
    """L-02 before a build, K-15 after it; nothing once the text is back."""
    text = (site / "texts/letters/1.txt").read_bytes()
    (site / "texts/letters/1.txt").unlink()
    replace(site / LETTER, "had not been asked", "had been asked")
    assert check(site) == (1, {"L-02"})
    assert CliRunner().invoke(main, ["build", str(site)]).exit_code == 0
    assert check(site) == (0, {"K-15"})
    source = (site / "output/sources/a-letter-from-the-breakwater.html").read_text("utf-8")
    assert "#L1" not in source
    (site / "texts/letters/1.txt").write_bytes(text)
    assert CliRunner().invoke(main, ["build", str(site)]).exit_code == 0
    assert check(site) == (0, set())


def test_the_hint_for_a_lost_document_mends_it(site: Path) -> None:
    """K-02, where the text is gone as well: a build can't."""
    (site / "texts/minutes.txt").unlink()
    (site / "content/documents/minutes.md").unlink()
    assert check(site) == (1, {"K-02"})
    hints = {m["code"]: m["hint"] for m in json.loads((site.parent / "report.json").read_text())["messages"]}
    assert "git restore content/documents/minutes.md" in hints["K-02"]
    file = hints["K-02"].partition("run: rm ")[2]
    (site / file).unlink()
    assert CliRunner().invoke(main, ["build", str(site)]).exit_code == 0
    assert check(site) == (0, set())


def test_a_copy_that_its_own_row_publishes_is_no_alarm(site: Path) -> None:
    """Somebody has decided that these words may be read."""
    secret = (site / "texts/secret.txt").read_text("utf-8")
    (site / "texts/copy.txt").write_text(secret + "\nPrinted in 1932.\n", "utf-8")
    (site / "metadata.csv").write_text("path,status\nsecret.txt,withheld\ncopy.txt,published\n")
    assert CliRunner().invoke(main, ["build", str(site)]).exit_code == 0
    assert check(site) == (0, set())


@pytest.mark.parametrize("kind", ["zip-text", "zip-name", "csv", "json", "parquet"])
def test_withheld_words_are_found_inside_downloads(site: Path, kind: str) -> None:
    """In archives and tables, however they are compressed or escaped there."""
    folder = site / "output/downloads"
    words = next(line for line in (site / "content/documents/secret.md").read_text().splitlines() if line.startswith("Nobody"))
    assert check(site) == (0, set())
    if kind.startswith("zip"):
        with zipfile.ZipFile(folder / "texts.zip", "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("text/undated the-sealed-letter.txt" if kind == "zip-name" else "a.txt", "" if kind == "zip-name" else words)
    elif kind == "csv":
        with (folder / "passages.csv").open("a") as table:
            table.write(f'"{words}"')
    elif kind == "json":
        (folder / "more.json").write_text(json.dumps([words]))
    else:
        parquet = pytest.importorskip("pyarrow.parquet")
        pyarrow = pytest.importorskip("pyarrow")
        parquet.write_table(pyarrow.table({"text": [words]}), folder / "more.parquet", compression="zstd")
    assert check(site) == (1, {"K-08"})


def test_a_withheld_document_whose_header_is_damaged_is_looked_for(site: Path) -> None:
    """K-08: by a blank line, or a field in small letters."""
    replace(site / PAGE, "</main>", "Nobody but the harbour master has ever read what stands in this letter, and he</main>")
    for old, new in (("Status:", "status:"), ("Slug:", "\nSlug:")):
        replace(site / "content/documents/secret.md", old, new)
        assert "K-08" in check(site)[1]


def test_a_changed_text_is_found(site: Path) -> None:
    """K-05: a warning, since the next build mends it."""
    (site / "texts/minutes.txt").write_text("Minutes\n\nOther words entirely.\n")
    assert check(site) == (0, {"K-05"})


def test_a_document_without_entry_is_found(site: Path) -> None:
    """K-06."""
    text = (site / LETTER).read_text("utf-8")
    (site / "content/documents/stray.md").write_text(text.replace("Source: letters/1.txt", "Source: stray.txt"), "utf-8")
    assert check(site) == (1, {"K-06"})


def test_a_document_edited_by_hand_is_only_noted(site: Path) -> None:
    """Once the conversion has entered it."""
    replace(site / LETTER, "eleven boats", "twelve boats")
    assert CliRunner().invoke(main, ["build", str(site)]).exit_code == 0
    assert check(site) == (0, set())


def test_a_file_name_that_is_no_text_is_no_matter(site: Path) -> None:
    """A byte that is no UTF-8: the site is built without a word on stderr, and holds what it promises."""
    (site / "texts" / os.fsdecode(b"caf\xff.txt")).write_text("Nothing here has a title of its own, and nobody will give it one.\n")
    result = CliRunner().invoke(main, ["build", str(site), "-q"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert check(site) == (0, set())


def test_a_document_of_several_texts_is_proved(site: Path) -> None:
    """Each file of it; the files that are not its first need no ledger of their own."""
    (site / "metadata.csv").write_text("path,continues,status\nminutes.txt,letters/1.txt,\nsecret.txt,,withheld\n")
    assert CliRunner().invoke(main, ["build", str(site)]).exit_code == 0
    assert check(site) == (0, set())
    (site / "texts/minutes.txt").write_text("Other words.")
    assert check(site) == (0, {"K-05"})


def test_what_was_taken_out_of_a_redacted_document_is_found(site: Path) -> None:
    """K-08: wherever it turns up again."""
    secret = "who said that he had not been asked, and that he would rather not be."
    replace(site / LETTER, "I asked the harbour master, " + secret, "I asked somebody.")
    (site / "metadata.csv").write_text("path,status\nletters/1.txt,redacted\nsecret.txt,withheld\n")
    assert CliRunner().invoke(main, ["build", str(site)]).exit_code == 0
    assert check(site) == (0, set())
    replace(site / "output/documents/minutes-of-the-harbour-board.html", "</main>", f"I asked the harbour master, {secret}</main>")
    assert check(site) == (1, {"K-08"})


def test_without_output_the_rest_is_checked(site: Path) -> None:
    """K-09."""
    (site / "output").rename(site / "elsewhere")
    assert check(site) == (0, {"K-09"})


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (LETTER, "had not been asked", "had been asked", "L-02"),
        (LETTER, "Source: letters/1.txt", "Source: stray.txt", "K-06"),
        ("content/registry.csv", ",1,a-letter", ",7,a-letter", "K-06"),
        (LETTER, "Title: A Letter", "Title: The Letter", "K-07"),
    ],
)
def test_what_to_do_works_in_a_site(site: Path, file: str, old: str, new: str, code: str) -> None:
    """`readingroom convert` asks for a folder of texts and knows no site."""
    replace(site / file, old, new)
    check(site)
    messages = json.loads((site.parent / "report.json").read_text())["messages"]
    hints = {m["hint"] for m in messages if m["code"] == code}
    assert len(hints) == 1
    assert hints.pop().startswith("run: readingroom build")


def test_an_index_with_a_word_too_many_is_found(site: Path) -> None:
    """What no published text holds, though every file is whole; and a file that is gone."""
    folder = site / "output" / "search"
    texts = next(path for path in (folder / "t").iterdir())
    _, content = codes.opened(texts.read_bytes())
    entries = json.loads(content)
    for entry in entries.values():
        entry["s"] = {slot: passage for slot, passage in entry["s"].items() if slot == "0"}
    data = json.dumps(entries).encode()
    name = codes.name_of("t", data)
    (folder / f"{name}.js").write_bytes(codes.script(name, codes.deflated([data], of_texts=True)))
    texts.unlink()
    assert check(site) == (1, {"K-16"})


def test_withheld_words_in_the_index_are_found(site: Path) -> None:
    """They are coded there, and found all the same."""
    data = (
        json.dumps({"9": {"u": "index.html", "t": "", "q": "", "s": {"0": ["", 1, (site / "texts" / "secret.txt").read_text()]}}}).encode()
        if (site / "texts" / "secret.txt").exists()
        else b""
    )
    assert data
    name = codes.name_of("t", data)
    (site / "output" / "search" / f"{name}.js").write_bytes(codes.script(name, codes.deflated([data], of_texts=True)))
    assert "K-08" in check(site)[1]
