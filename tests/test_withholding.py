"""What was withheld or redacted stays so until somebody says `published`."""

import os
import time
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


SECRET = (
    "A Letter under Seal\n\nZanzibarquux Holt took the nine stones himself, at night, with a borrowed lighter.\n\n"
    "Maria Fenn saw him pass the Ankerly bridge, and told Obadiah Merrick, who kept it in his desk at Plymouth.\n"
)


def statuses(content: Path) -> dict[str, str]:
    """The status of every document, by its file."""
    folder = content / "documents"
    return {file.relative_to(folder).as_posix(): status(content, file.relative_to(folder).as_posix()) for file in folder.rglob("*.md")}


@pytest.mark.parametrize("path", ["LETTERS/1.TXT", "/letters/1.txt", "texts\\letters\\1.txt", "letters/*", "Letters", "letters/1"])
def test_a_row_that_plainly_means_a_text(convert: Convert, content: Path, said: Callable[[str], None], path: str) -> None:
    """However it is spelt."""
    said(f"path,status\n{path},withheld\n")
    assert not convert().failed
    assert statuses(content) == {"letters/1.md": "withheld", "minutes.md": ""}


def test_without_texts_rows_and_hand_have_their_say(convert: Convert, content: Path, texts: Path, said: Callable[[str], None]) -> None:
    """And the whole of it: other fields, too."""
    convert()
    texts.rename(texts.with_name("away"))
    said("path,title,status\nletters/1.txt,,withheld\nminutes.txt,Papers,\n")
    convert()
    assert (status(content), fields_of(content, "minutes.md")["Title"]) == ("withheld", "Papers")
    edit(content, "letters/1.md", "Status: withheld\n", "")
    said("path\n")
    assert codes(convert()) == ["M-08"]
    assert status(content) == "withheld"


@pytest.mark.parametrize("word", ["withheld", "redacted"])
def test_a_status_deleted_when_the_text_is_gone(
    convert: Convert, content: Path, texts: Path, tmp_path: Path, said: Callable[[str], None], word: str
) -> None:
    """The ledger remembers it, and where that is gone the registry."""
    said(HOLD.format(word))
    convert(cache=tmp_path / "cache")
    (texts / "letters/1.txt").unlink()
    said("path\n")
    edit(content, "letters/1.md", f"Status: {word}\n", "")
    convert(cache=tmp_path / "cache")
    assert status(content) == word
    (content / "ledger/letters/1.txt.json").unlink()
    edit(content, "letters/1.md", f"Status: {word}\n", "")
    convert(cache=tmp_path / "cache")
    assert status(content) == word


def test_deleting_markdown_and_ledger_forgets_nothing(convert: Convert, content: Path, said: Callable[[str], None]) -> None:
    """The registry remembers; `published` lifts it there as well."""
    said(HOLD.format("withheld"))
    convert()
    for file in ("documents/letters/1.md", "ledger/letters/1.txt.json"):
        (content / file).unlink()
    said("path\n")
    assert codes(convert()) == ["M-08"]
    assert status(content) == "withheld"
    said(HOLD.format("published"))
    convert()
    assert "withheld" not in (content / "registry.csv").read_text("utf-8")


def test_a_registry_that_is_lost_is_made_of_all_ledgers(convert: Convert, content: Path, texts: Path, said: Callable[[str], None]) -> None:
    """Of those too whose text is gone."""
    said(HOLD.format("withheld"))
    convert()
    (texts / "letters/1.txt").unlink()
    (content / "registry.csv").unlink()
    said("path\n")
    edit(content, "letters/1.md", "Status: withheld\n", "")
    convert()
    assert status(content) == "withheld"
    assert "letters/1.txt" in (content / "registry.csv").read_text("utf-8")


EDITS: list[Callable[[str], str]] = [
    str,
    lambda text: text.replace("nine stones", "ten stones").replace("Plymouth", "Bristol"),
    lambda text: text.replace("\n\n", "\n").upper(),
    lambda text: text[: len(text) * 2 // 3],
    lambda text: text + "\nAdded by another hand: the house was sold in the year after, and nobody asked any more.\n",
]


@pytest.mark.parametrize("edited", EDITS)
@pytest.mark.parametrize("move", ["renamed", "copied", "over a public one", "forgotten"])
def test_a_text_that_is_renamed_and_edited_stays_held_back(
    convert: Convert, content: Path, texts: Path, said: Callable[[str], None], edited: Callable[[str], str], move: str
) -> None:
    """M-10, until its own row says that it is published; that of its folder does not count."""
    (texts / "secret.txt").write_text(SECRET, "utf-8")
    said("path,status\nsecret.txt,withheld\n")
    convert()
    said("path\n")
    target = "minutes.txt" if move == "over a public one" else "letters/new.txt"
    (texts / target).write_text(edited(SECRET), "utf-8")
    if move != "copied":
        (texts / "secret.txt").unlink()
    if move == "forgotten":
        (content / "documents/secret.md").unlink()
        (content / "ledger/secret.txt.json").unlink()
    name = target.replace(".txt", ".md")
    report = convert()
    assert status(content, name) == "withheld"
    assert ("M-10" in codes(report) and report.failed) or "C-07" in codes(report)  # the same bytes have moved
    assert status(content) == ""
    said(f"path,status\n{'/' if move == 'over a public one' else 'letters/'},published\n")
    convert()
    assert status(content, name) == "withheld"
    said(f"path,status\n{target},published\n")
    convert()
    assert status(content, name) == ""


def test_a_redacted_text_in_conflict_that_is_moved(convert: Convert, content: Path, texts: Path, said: Callable[[str], None]) -> None:
    """Its text changed after a hand had edited, and then it got another name: it is known by its words."""
    (texts / "secret.txt").write_text(SECRET, "utf-8")
    said("path,status\nsecret.txt,redacted\n")
    convert()
    edit(content, "secret.md", "Zanzibarquux Holt", "Somebody")
    convert()
    (texts / "secret.txt").write_text(SECRET.replace("nine", "ten"), "utf-8")
    assert "C-05" in codes(convert())
    (texts / "secret.txt").rename(texts / "other.txt")
    assert "M-10" in codes(convert())
    assert statuses(content) == {"letters/1.md": "", "minutes.md": "", "secret.md": "redacted", "other.md": "withheld"}


def notice(name: str, day: str, money: str) -> str:
    """A form, filled in."""
    return (
        f"A Notice to the Members\n\nDear {name},\n\nThe annual meeting of the Society is to be held in the hall on the {day}. You are"
        f" asked to bring your card, and to pay {money} to the treasurer before that day.\n\nYours faithfully,\nThe Secretary\n"
    )


def test_forms_do_not_resemble_each_other(convert: Convert, content: Path, texts: Path, said: Callable[[str], None]) -> None:
    """What they share is in all of them: the words that are rare tell them apart."""
    people = ["Bo Holm", "Ann Reed", "Carl Stone", "Dora Marsh", "Emil Vale", "Frida Lund"]
    for number, name in enumerate(people[:4]):
        (texts / f"{number}.txt").write_text(notice(name, f"{number + 3} March", f"{number + 2} shillings"), "utf-8")
    said("path,status\n0.txt,withheld\n")
    convert()
    for number, name in enumerate(people[4:], 4):
        (texts / f"{number}.txt").write_text(notice(name, f"{number + 3} May", f"{number} pounds"), "utf-8")
    assert "M-10" not in codes(convert())
    assert {name for name, held in statuses(content).items() if held} == {"0.md"}


@pytest.mark.parametrize(
    ("row", "waiting"),
    [
        ("sceret.txt,", {"secret"}),
        ("x/1931.txt,A Letter under Seal", {"secret"}),
        ("qq.txt,", {"secret", "weather"}),
        (",", {"secret", "weather"}),
    ],
)
def test_new_texts_wait_that_a_row_may_mean(
    convert: Convert, content: Path, texts: Path, said: Callable[[str], None], row: str, waiting: set[str]
) -> None:
    """M-11: those alone, if any is like it; what is public stays. Once the row is mended all is as it would have been."""
    convert()
    (texts / "secret.txt").write_text(SECRET, "utf-8")
    (texts / "weather.txt").write_text("The Weather\n\nIt rained on the whole of the coast, and no boat went out on that day.\n", "utf-8")
    said(f"path,title,status\n{row},withheld\n")
    report = convert()
    assert report.failed
    assert report.counts["waiting"] == len(waiting)
    there = {"letters/1.md", "minutes.md", "secret.md", "weather.md"}
    assert statuses(content) == dict.fromkeys(there - {f"{name}.md" for name in waiting}, "")
    said("path,title,status\nsecret.txt,,withheld\nqq.txt,,expected\n")
    assert not convert().failed
    assert statuses(content) == dict.fromkeys(there, "") | {"secret.md": "withheld"}


@pytest.mark.parametrize("sheet", ["no,header\na,b\n", 'path,status\na.txt,"open\n', "letters/1.txt,withheld\n"])
def test_a_spreadsheet_that_can_not_be_used_touches_nothing(
    convert: Convert, content: Path, texts: Path, said: Callable[[str], None], sheet: str
) -> None:
    """M-01: nothing new comes, nothing goes."""
    convert()
    before = snapshot(content)
    (texts / "secret.txt").write_text(SECRET, "utf-8")
    said(sheet)
    report = convert()
    assert codes(report) == ["M-01"]
    assert report.failed
    assert snapshot(content) == before


def test_of_two_statuses_the_stricter_holds(convert: Convert, content: Path, said: Callable[[str], None]) -> None:
    """Hand or row."""
    convert()
    edit(content, "letters/1.md", "Source:", "Status: withheld\nSource:")
    said(HOLD.format("published"))
    convert()
    assert status(content) == "withheld"
    said(HOLD.format("redacted"))
    convert()
    assert status(content) == "withheld"
    edit(content, "letters/1.md", "Status: withheld", "Status: redacted")
    said(HOLD.format("withheld"))
    convert()
    assert status(content) == "withheld"


def test_what_was_moved_twice_is_known_by_each_of_its_paths(
    convert: Convert, content: Path, texts: Path, said: Callable[[str], None]
) -> None:
    """A row may have any of them."""
    convert()
    for old, new in (("letters/1.txt", "first place.txt"), ("first place.txt", "second.txt")):
        (texts / old).rename(texts / new)
        convert()
    for path in ("letters/1.txt", "First place.txt", "second.txt"):
        said(f"path,status\n{path},withheld\n")
        assert not convert().failed
        assert status(content, "second.md") == "withheld"
        said("path,status\nsecond.txt,published\n")
        convert()
        assert status(content, "second.md") == ""


def test_an_edit_without_its_text_is_kept_and_told(convert: Convert, content: Path, texts: Path, tmp_path: Path) -> None:
    """C-16, once; the text proves all when it is back."""
    convert(cache=tmp_path / "cache")
    text = (texts / "letters/1.txt").read_bytes()
    (texts / "letters/1.txt").unlink()
    edit(content, "letters/1.md", "eleven boats", "twelve boats")
    assert codes(convert(cache=tmp_path / "cache")) == ["C-16", "C-13"]
    assert codes(convert(cache=tmp_path / "cache")) == ["C-13"]
    (texts / "letters/1.txt").write_bytes(text)
    assert codes(convert(cache=tmp_path / "cache")) == []
    assert "twelve boats" in (content / "documents/letters/1.md").read_text("utf-8")
    assert proves(content, texts, "letters/1.txt")


def test_a_text_of_the_same_size_and_time_has_changed(convert: Convert, content: Path, texts: Path, tmp_path: Path) -> None:
    """The system knows when it was written."""
    file = texts / "letters/1.txt"
    os.utime(file, ns=(10**18, 10**18))
    time.sleep(0.05)  # a file that was written just now is read in any case
    convert(cache=tmp_path / "cache")
    file.write_bytes(file.read_bytes().replace(b"eleven", b"twelve"))
    os.utime(file, ns=(10**18, 10**18))
    assert convert(cache=tmp_path / "cache").counts["converted"] == 1
    assert "twelve boats" in (content / "documents/letters/1.md").read_text("utf-8")
