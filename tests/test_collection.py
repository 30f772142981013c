"""The flow over a folder: new, unchanged, changed, edited, moved and vanished texts."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
from converted import CONTINUES, codes, edit, fields_of, paged, proves, snapshot
from samples import MINUTES

from readingroom import header, ledger, shelf
from readingroom.check.sources import rebuild
from readingroom.collection import Difference, Task, arrivals, convert_collection, drafts
from readingroom.collection.desk import Desk
from readingroom.collection.standing import keep_all
from readingroom.document import Survey
from readingroom.errors import ReadingRoomError
from readingroom.progress import Report, silent
from readingroom.site.body import passages

Convert = Callable[..., Report]


def test_a_folder_becomes_documents_ledgers_and_a_registry(convert: Convert, content: Path, texts: Path) -> None:
    """One of each, and nothing else; the texts are not touched."""
    before = snapshot(texts)
    assert convert().counts == {"converted": 2}
    assert sorted(snapshot(content)) == [
        "documents/letters/1.md",
        "documents/minutes.md",
        "ledger/letters/1.txt.json",
        "ledger/minutes.txt.json",
        "registry.csv",
    ]
    assert fields_of(content, "letters/1.md") == {
        "Title": "A Letter from the Breakwater",
        "Authors": "Ada Quill",
        "Date": "1931-05-03",
        "Lang": "en",
        "Category": "letters",
        "Slug": "a-letter-from-the-breakwater",
        "Summary": fields_of(content, "letters/1.md")["Summary"],
        "Source": "letters/1.txt",
        "Source-SHA256": hashlib.sha256(before["letters/1.txt"]).hexdigest(),
        "X-Number": "1",
    }
    assert snapshot(texts) == before


def test_converting_again_changes_nothing(convert: Convert, content: Path) -> None:
    """Not a byte, not even with --again."""
    convert()
    before = snapshot(content)
    assert convert().counts == {"unchanged": 2}
    assert snapshot(content) == before
    assert convert(again=True).counts == {"converted": 2}
    assert snapshot(content) == before


def test_two_at_once_give_no_number_twice(texts: Path, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As two `serve` of one site do, or `build` beside one: the second waits, and says so."""
    waiting: list[str] = []
    task, take = Task(texts, content, cache=tmp_path / "cache", jobs=1), drafts.take_survey
    second = Thread(target=lambda: convert_collection(task, Report(), lambda what, *_: waiting.append(what)))

    def take_with_another(desk: Desk, prints: dict[str, str]) -> Survey:
        monkeypatch.setattr(drafts, "take_survey", take)
        (texts / "a.txt").write_text(MINUTES.replace("minutes", "notes"), "utf-8")
        second.start()
        while second.is_alive() and not waiting:
            sleep(0.01)
        return take(desk, prints)

    monkeypatch.setattr(drafts, "take_survey", take_with_another)
    convert_collection(task, Report(), silent)
    second.join()
    assert waiting[0] == "Waiting"
    assert sorted(fields_of(content, f"{name}.md")["X-Number"] for name in ("a", "letters/1", "minutes")) == ["1", "2", "3"]
    assert len(shelf.Shelf(content).registry().entries()) == 3


def test_a_corrected_title_keeps_the_slug(convert: Convert, content: Path, tmp_path: Path) -> None:
    """Spreadsheet before found; taken back, the found title returns."""
    convert()
    (tmp_path / "metadata.csv").write_text("path,title,date\nletters/1.txt,The Quiet Harbour,1931-05\n", "utf-8")
    assert convert().counts == {"updated": 1, "unchanged": 1}
    fields = fields_of(content, "letters/1.md")
    assert (fields["Title"], fields["Slug"], fields["Issued"]) == ("The Quiet Harbour", "a-letter-from-the-breakwater", "1931-05")
    assert "Date" not in fields
    (tmp_path / "metadata.csv").write_text("path,title\n", "utf-8")
    convert()
    assert fields_of(content, "letters/1.md")["Title"] == "A Letter from the Breakwater"


def test_a_hand_edit_is_kept_and_entered_into_the_ledger(convert: Convert, content: Path, texts: Path) -> None:
    """Also by --again; and the text can still be rebuilt."""
    convert()
    edit(content, "letters/1.md", "eleven boats", "twelve boats")
    convert()
    place = shelf.Shelf(content)
    entry = place.ledger("letters/1.txt")
    assert entry
    assert [(before, after) for _, before, after in entry.by_hand] == [("eleven", "twelve")]
    assert proves(content, texts, "letters/1.txt")
    report = convert(again=True)
    assert report.counts["kept"] == 1
    assert "twelve boats" in (content / "documents/letters/1.md").read_text("utf-8")


def test_a_field_changed_by_hand_wins_over_the_spreadsheet(convert: Convert, content: Path, tmp_path: Path) -> None:
    """And the conflict is told (M-05)."""
    convert()
    edit(content, "letters/1.md", "Authors: Ada Quill", "Authors: A. Quill")
    (tmp_path / "metadata.csv").write_text("path,authors,holder\nletters/1.txt,Adelaide Quill,The museum\n", "utf-8")
    report = convert()
    fields = fields_of(content, "letters/1.md")
    assert (fields["Authors"], fields["X-Holder"]) == ("A. Quill", "The museum")
    assert "M-05" in codes(report)
    convert(again=True)
    assert fields_of(content, "letters/1.md")["Authors"] == "A. Quill"


def test_a_field_taken_out_by_hand_stays_out(convert: Convert, content: Path) -> None:
    """An empty hand is a hand."""
    convert()
    edit(content, "letters/1.md", "Lang: en\n", "")
    convert()
    assert "Lang" not in fields_of(content, "letters/1.md")


def test_a_slug_given_by_hand_leaves_an_alias(convert: Convert, content: Path) -> None:
    """What was cited still leads there."""
    convert()
    edit(content, "letters/1.md", "Slug: a-letter-from-the-breakwater", "Slug: breakwater")
    convert()
    entry = shelf.Shelf(content).registry()["letters/1.txt"]
    assert (entry.slug, entry.aliases) == ("breakwater", ("a-letter-from-the-breakwater",))
    assert convert().counts == {"unchanged": 2}


def test_a_changed_text_is_converted_again(convert: Convert, content: Path, texts: Path) -> None:
    """With its number and slug."""
    convert()
    file = texts / "letters/1.txt"
    file.write_text(file.read_text("utf-8").replace("eleven", "nine"), "utf-8")
    assert convert().counts == {"unchanged": 1, "converted": 1}
    assert "nine boats" in (content / "documents/letters/1.md").read_text("utf-8")
    assert fields_of(content, "letters/1.md")["X-Number"] == "1"


def test_a_changed_text_with_an_edited_document_is_a_conflict(convert: Convert, content: Path, texts: Path) -> None:
    """C-05: neither is thrown away."""
    convert()
    edit(content, "letters/1.md", "eleven boats", "twelve boats")
    convert()
    file = texts / "letters/1.txt"
    file.write_text(file.read_text("utf-8").replace("quiet", "loud"), "utf-8")
    assert "C-05" in codes(convert())
    assert "twelve boats" in (content / "documents/letters/1.md").read_text("utf-8")


def test_a_moved_text_keeps_number_slug_and_edits(convert: Convert, content: Path, texts: Path) -> None:
    """Known by its hash."""
    convert()
    edit(content, "letters/1.md", "eleven boats", "twelve boats")
    convert()
    (texts / "1931").mkdir()
    (texts / "letters/1.txt").rename(texts / "1931/first.txt")
    report = convert()
    assert report.counts["moved"] == 1
    fields = fields_of(content, "1931/first.md")
    assert (fields["X-Number"], fields["Slug"], fields["Source"], fields["Category"]) == (
        "1",
        "a-letter-from-the-breakwater",
        "1931/first.txt",
        "1931",
    )
    assert "twelve boats" in (content / "documents/1931/first.md").read_text("utf-8")
    assert not (content / "documents/letters/1.md").exists()
    assert proves(content, texts, "1931/first.txt")
    assert convert().counts == {"unchanged": 2}


def test_a_copy_is_a_document_of_its_own(convert: Convert, texts: Path) -> None:
    """And told as a copy (C-04)."""
    convert()
    shutil.copy(texts / "letters/1.txt", texts / "copy.txt")
    report = convert()
    assert report.counts == {"unchanged": 2, "converted": 1}
    assert "C-04" in codes(report)


def test_a_vanished_text_leaves_its_document(convert: Convert, content: Path, texts: Path) -> None:
    """C-13."""
    convert()
    before = snapshot(content)
    (texts / "minutes.txt").unlink()
    assert "C-13" in codes(convert())
    assert snapshot(content) == before


def test_an_empty_folder_never_deletes_anything(convert: Convert, content: Path, texts: Path) -> None:
    """One message, whatever the number of documents."""
    convert()
    before = snapshot(content)
    shutil.rmtree(texts)
    texts.mkdir()
    assert codes(convert()) == ["C-13"]
    assert snapshot(content) == before


def test_a_missing_folder_is_refused(convert: Convert, texts: Path) -> None:
    """U-03: the command can't run."""
    shutil.rmtree(texts)
    with pytest.raises(ReadingRoomError, match="U-03"):
        convert()


def test_markdown_that_was_deleted_comes_back(convert: Convert, content: Path) -> None:
    """From text and ledger, with the changes a hand had made."""
    convert()
    edit(content, "letters/1.md", "eleven boats", "twelve boats")
    convert()
    before = snapshot(content)
    (content / "documents/letters/1.md").unlink()
    convert()
    assert snapshot(content) == before


def test_a_kill_between_ledger_and_markdown_is_no_hand_edit(convert: Convert, content: Path, tmp_path: Path) -> None:
    """The ledger is new, the Markdown old: the next conversion finishes."""
    convert()
    old = (content / "documents/letters/1.md").read_bytes()
    (tmp_path / "metadata.csv").write_text("path,title\nletters/1.txt,The Quiet Harbour\n", "utf-8")
    convert()
    after = snapshot(content)
    (content / "documents/letters/1.md").write_bytes(old)
    report = convert()
    assert snapshot(content)["documents/letters/1.md"] == after["documents/letters/1.md"]
    assert "M-05" not in codes(report)
    entry = shelf.Shelf(content).ledger("letters/1.txt")
    assert entry
    assert not entry.hand
    assert not entry.by_hand


def test_a_lost_registry_is_restored_from_the_ledgers(convert: Convert, content: Path) -> None:
    """Numbers and slugs stand in every document's ledger too."""
    convert()
    edit(content, "letters/1.md", "Slug: a-letter-from-the-breakwater", "Slug: breakwater")
    convert()
    before = shelf.Shelf(content).registry()["letters/1.txt"]
    (content / "registry.csv").unlink()
    convert()
    after = shelf.Shelf(content).registry()["letters/1.txt"]
    assert (after.number, after.slug) == (before.number, before.slug)


def test_a_damaged_ledger_is_told_and_its_text_left_alone(convert: Convert, content: Path) -> None:
    """L-03; the others go on."""
    convert()
    (content / "ledger/minutes.txt.json").write_text("{", "utf-8")
    before = snapshot(content)
    report = convert()
    assert "L-03" in codes(report)
    assert snapshot(content) == before


def test_withheld_and_redacted_stand_in_the_header(convert: Convert, content: Path, tmp_path: Path) -> None:
    """The site reads it there."""
    (tmp_path / "metadata.csv").write_text("path,status\nletters/1.txt,withheld\n", "utf-8")
    convert()
    assert fields_of(content, "letters/1.md")["Status"] == "withheld"


def test_ledgers_are_json_that_names_the_rules(convert: Convert, content: Path) -> None:
    """A person can read what was done."""
    convert()
    data = json.loads((content / "ledger/letters/1.txt.json").read_text("utf-8"))
    rules = {edit[3] for edit in data["edits"]}
    assert {"title", "byline"} <= rules
    assert data["source"]["encoding"] == "utf-8"


NAMES = [
    "a b.txt",
    "it's.txt",
    'say "hi".txt',
    "line\nfeed.txt",
    "\u202etxt.exe.txt",
    "100%.txt",
    " .txt",
    "Ünï.txt",
    "x" * 240 + ".txt",
    "12.txt",
    "12.TXT",
    "con.txt",
    "a;b.txt",
]


def test_names_of_every_kind(convert: Convert, content: Path, texts: Path) -> None:
    """Spaces, quotes, line feeds, direction marks, names that differ in case: each has a document, and all are told apart."""
    for number, name in enumerate(NAMES):
        (texts / name).write_text(
            f"Minutes\n\nThe board met for the {number}. time and spoke of the weather at great length, as boards do.\n", "utf-8"
        )
    (texts / os.fsdecode(b"latin-\xe9.txt")).write_text(
        "Minutes\n\nThe board met once more, and spoke of the weather at great length, as boards do.\n", "utf-8"
    )
    report = convert()
    assert report.counts == {"converted": 2 + len(NAMES) + 1}
    registry = shelf.Shelf(content).registry()
    assert len({entry.slug for entry in registry.entries()}) == len(registry.entries()) == 3 + len(NAMES)
    markdown = [file.name.casefold() + str(file.parent) for file in (content / "documents").rglob("*.md")]
    assert len(set(markdown)) == len(markdown) == 3 + len(NAMES)
    assert convert().counts == {"unchanged": 3 + len(NAMES)}


def test_a_full_disk_stops_with_a_message_and_loses_nothing(convert: Convert, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """C-11: what is written is whole; the next run finishes."""
    real, calls = shelf.replace, []

    def full(file: Path, data: bytes, wrote: dict[str, str]) -> bool:
        calls.append(file)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        return real(file, data, wrote)

    monkeypatch.setattr(shelf, "replace", full)
    report = convert()
    assert "C-11" in codes(report)
    assert report.failed
    monkeypatch.undo()
    assert not convert().failed
    assert sorted(snapshot(content)) == [
        "documents/letters/1.md",
        "documents/minutes.md",
        "ledger/letters/1.txt.json",
        "ledger/minutes.txt.json",
        "registry.csv",
    ]


def test_one_text_that_can_not_be_converted_stops_no_other(convert: Convert, monkeypatch: pytest.MonkeyPatch) -> None:
    """C-08 names it; exit code 1."""
    real = drafts.draft

    def faulty(texts: Path, encoding: str | None, off: frozenset[str], known: object, parts: tuple[str, ...]) -> object:
        if parts == ("minutes.txt",):
            monkeypatch.setattr("readingroom.workers.convert", lambda *_: 1 / 0)
        return real(texts, encoding, off, known, parts)  # type: ignore[arg-type]

    monkeypatch.setattr(drafts, "draft", faulty)
    report = convert()
    assert report.counts == {"converted": 1, "failed": 1}
    assert [(m.code, m.path) for m in report.messages] == [("C-08", "minutes.txt")]


def test_the_numbers_are_those_of_the_text(convert: Convert, content: Path) -> None:
    """A ledger's hashes hold."""
    convert()
    place = shelf.Shelf(content)
    entry = place.ledger("minutes.txt")
    assert entry
    markdown = place.markdown(entry)
    assert markdown is not None
    assert ledger.sha256(markdown) == entry.written
    assert ledger.sha256(header.split(markdown)[1]) == entry.body_sha256


def test_what_is_remembered_changes_only_the_time(convert: Convert, content: Path, texts: Path, tmp_path: Path) -> None:
    """With the memory of the last conversion, every change is seen: of a text, a document, a ledger, the spreadsheet."""
    cache = tmp_path / "cache"
    for file in texts.rglob("*.txt"):
        os.utime(file, (1_000_000_000, 1_000_000_000.5))
    convert(cache=cache)
    assert convert(cache=cache).counts == {"unchanged": 2}
    edit(content, "letters/1.md", "eleven boats", "twelve boats")
    assert convert(cache=cache).counts == {"unchanged": 1, "updated": 1}
    (content / "documents/minutes.md").unlink()
    assert convert(cache=cache).counts == {"unchanged": 1, "updated": 1}
    (tmp_path / "metadata.csv").write_text("path,rights\n/,ours\n", "utf-8")
    assert convert(cache=cache).counts == {"updated": 2}
    (texts / "minutes.txt").write_text(MINUTES + "\nThe board rose.\n", "utf-8")
    assert convert(cache=cache).counts == {"unchanged": 1, "converted": 1}
    (texts / "new.txt").write_text(MINUTES.replace("stones", "boats"), "utf-8")
    assert convert(cache=cache).counts == {"unchanged": 2, "converted": 1}
    before = snapshot(content)
    shutil.rmtree(cache)
    assert convert(cache=cache).counts == {"unchanged": 3}
    assert snapshot(content) == before


def test_untouched_texts_are_not_read(convert: Convert, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once they are remembered."""
    for file in texts.rglob("*.txt"):
        os.utime(file, (1_000_000_000, 1_000_000_000.5))
    monkeypatch.setattr("readingroom.memory.SETTLED", 0)  # as if they had been there for long
    convert(cache=tmp_path / "cache")
    monkeypatch.setattr(arrivals, "fingerprint_joined", lambda *_: pytest.fail("read"))
    assert convert(cache=tmp_path / "cache").counts == {"unchanged": 2}


@pytest.mark.parametrize("damage", [b"", b"not a database at all, though it is long enough to be one" * 40, None])
def test_a_damaged_memory_is_set_aside(convert: Convert, tmp_path: Path, damage: bytes | None) -> None:
    """Never trusted; a warning."""
    convert(cache=tmp_path / "cache")
    file = tmp_path / "cache/convert.sqlite"
    if damage is None:
        file.write_bytes(file.read_bytes()[:3000])
    else:
        file.write_bytes(damage)
    report = convert(cache=tmp_path / "cache")
    assert report.counts == {"unchanged": 2}
    assert codes(report) == ([] if damage == b"" else ["C-14"])


def test_again_shows_what_would_change_before_it_writes(convert: Convert, content: Path, newer_rules: Callable[[], None]) -> None:
    """And writes nothing if it may not; a title corrected by newer rules is such a change."""
    convert()
    before = snapshot(content)
    newer_rules()
    seen: list[Difference] = []

    def refuse(differences: Sequence[Difference]) -> bool:
        seen.extend(differences)
        return False

    assert convert(again=True, confirm=refuse).counts == {"left as they are": 2}
    assert snapshot(content) == before
    assert [d.path for d in seen] == ["letters/1.txt", "minutes.txt"]
    assert convert(again=True, confirm=lambda _: True).counts == {"converted": 2}
    assert fields_of(content, "minutes.md")["Title"] == "MINUTES OF THE HARBOUR BOARD"
    assert fields_of(content, "minutes.md")["Slug"] == "minutes-of-the-harbour-board"


def test_a_passage_that_vanished_leads_to_what_stands_in_its_place(convert: Convert, content: Path) -> None:
    """Its name becomes an alias in the registry, and goes when the passage comes back."""
    convert()
    edit(content, "letters/1.md", "that he would rather not be.", "that he would rather not have been asked at all.")
    convert()
    aliases = shelf.Shelf(content).registry()["letters/1.txt"].aliases
    assert len(aliases) == 1
    old, _, new = aliases[0].removeprefix("#").partition("=")
    names = dict(passages((content / "documents/letters/1.md").read_text("utf-8").split("\n\n", 1)[1]))
    assert old not in names
    assert names[new].endswith("at all.")
    edit(content, "letters/1.md", "that he would rather not have been asked at all.", "that he would rather not be.")
    convert()
    assert [a for a in shelf.Shelf(content).registry()["letters/1.txt"].aliases if a.startswith(f"#{old}=")] == []


def test_files_that_are_pages_of_one_document_are_joined(convert: Convert, content: Path, texts: Path, tmp_path: Path) -> None:
    """Where the spreadsheet says so; each file can still be rebuilt."""
    paged(texts)
    (tmp_path / "metadata.csv").write_text(CONTINUES, "utf-8")
    assert convert().counts == {"converted": 3}
    text = (content / "documents/letters/2-1.md").read_text("utf-8")
    assert "the men of the" in text
    assert "none of them would say a word" in re.sub(r" *\[\]\(#page-\d+\)", " ", text).replace("  ", " ")
    place = shelf.Shelf(content)
    entry = place.ledger("letters/2-1.txt")
    assert entry
    assert [part.path for part in entry.parts] == ["letters/2-1.txt", "letters/2-2.txt", "letters/2-3.txt"]
    rebuilt = rebuild(entry, header.split(text)[1])
    assert [data for data, _ in rebuilt] == [(texts / part.path).read_bytes() for part in entry.parts]
    assert convert().counts == {"unchanged": 3}
    assert convert(again=True).counts == {"converted": 3}


def test_joining_and_parting_again(convert: Convert, content: Path, texts: Path, tmp_path: Path) -> None:
    """A document that became part of another leads there, and comes back with its number and slug when it is parted."""
    paged(texts)
    convert(cache=tmp_path / "cache")
    before = {entry.path: (entry.number, entry.slug) for entry in shelf.Shelf(content).registry().entries()}
    (tmp_path / "metadata.csv").write_text(CONTINUES, "utf-8")
    assert convert(cache=tmp_path / "cache").counts == {"joined": 2, "unchanged": 2, "converted": 1}
    assert not (content / "documents/letters/2-2.md").exists()
    assert shelf.Shelf(content).registry()["letters/2-2.txt"].aliases == ("@letters/2-1.txt",)
    assert "C-13" not in codes(convert(cache=tmp_path / "cache"))
    (tmp_path / "metadata.csv").write_text("path\n", "utf-8")
    convert(cache=tmp_path / "cache")
    assert {entry.path: (entry.number, entry.slug) for entry in shelf.Shelf(content).registry().entries()} == before


def test_an_edited_document_is_not_joined_away(convert: Convert, content: Path, texts: Path, tmp_path: Path) -> None:
    """M-07."""
    paged(texts)
    convert()
    edit(content, "letters/2-3.md", "Your Ada", "Yours, Ada")
    (tmp_path / "metadata.csv").write_text(CONTINUES, "utf-8")
    assert "M-07" in codes(convert())
    assert "Yours, Ada" in (content / "documents/letters/2-3.md").read_text("utf-8")


@pytest.mark.parametrize("rows", ["letters/1.txt,nowhere.txt\n", "letters/1.txt,minutes.txt\nminutes.txt,letters/1.txt\n"])
def test_what_can_not_be_joined(convert: Convert, tmp_path: Path, rows: str) -> None:
    """M-06: each stays a document."""
    (tmp_path / "metadata.csv").write_text("path,continues\n" + rows, "utf-8")
    report = convert()
    assert "M-06" in codes(report)
    assert report.counts == {"converted": 2}


def test_markdown_without_a_ledger_is_kept_as_edited_by_hand(convert: Convert, content: Path, texts: Path) -> None:
    """C-15: nobody knows who wrote what differs; and the text can be rebuilt again."""
    convert()
    edit(content, "letters/1.md", "eleven boats", "twelve boats")
    edit(content, "letters/1.md", "Title: A Letter from the Breakwater", "Title: A Letter")
    for file in (content / "ledger").rglob("*.json"):
        file.unlink()
    report = convert()
    assert codes(report) == ["C-15"]
    assert "twelve boats" in (content / "documents/letters/1.md").read_text("utf-8")
    assert fields_of(content, "letters/1.md")["Title"] == "A Letter"
    assert proves(content, texts, "letters/1.txt")
    assert convert().counts == {"unchanged": 2}


def test_a_page_of_somebody_elses_is_not_written_over(convert: Convert, content: Path) -> None:
    """The document goes beside it."""
    (content / "documents").mkdir(parents=True)
    (content / "documents/minutes.md").write_text("Title: Mine\n\nMy own.\n", "utf-8")
    convert()
    assert (content / "documents/minutes.md").read_text("utf-8") == "Title: Mine\n\nMy own.\n"
    assert fields_of(content, "minutes.txt.md")["Title"] == "Minutes of the Harbour Board"


def test_a_single_author_with_a_comma_is_one_person(convert: Convert, content: Path, tmp_path: Path) -> None:
    """Whoever reads the Markdown: the name ends with a semicolon."""
    (tmp_path / "metadata.csv").write_text('path,authors\nletters/1.txt,"Quill, Ada"\nminutes.txt,"Quill, Ada; Holt, James"\n', "utf-8")
    convert()
    assert fields_of(content, "letters/1.md")["Authors"] == "Quill, Ada;"
    assert fields_of(content, "minutes.md")["Authors"] == "Quill, Ada; Holt, James"
    assert convert().counts == {"unchanged": 2}


def test_no_ledger_is_held_with_its_edits(convert: Convert, monkeypatch: pytest.MonkeyPatch) -> None:
    """In no way through a run: new, kept as it is, converted again. Thousands of texts would fill the memory."""
    desks: list[Desk] = []
    monkeypatch.setattr("readingroom.collection.standing.keep_all", lambda desk, paths: (desks.append(desk), keep_all(desk, paths)))
    for again in (False, False, True):
        convert(again=again)
        assert desks[-1].ledgers
        assert not any(entry.edits or entry.before or entry.drawn for entry in desks[-1].ledgers.values())


def test_a_slug_that_is_taken_is_told_with_its_line(convert: Convert, content: Path, tmp_path: Path, said: Callable[[str], None]) -> None:
    """G-02 names the spreadsheet, at each conversion; or the Markdown, if a hand asked for it."""
    said("path,slug\nminutes.txt,a-letter-from-the-breakwater\n")
    for _ in range(2):
        (message,) = [message for message in convert(cache=tmp_path / "cache").messages if message.code == "G-02"]
        assert (message.path, message.line) == ("metadata.csv", 2)
        assert "minutes.txt" in message.fact
    said("path\n")
    convert()
    edit(content, "minutes.md", "Slug: minutes-of-the-harbour-board", "Slug: a-letter-from-the-breakwater")
    (message,) = [message for message in convert().messages if message.code == "G-02"]
    assert (message.path, message.hint) == ("minutes.txt", "choose another in its Markdown")


def test_a_document_that_was_given_up_is_not_told(convert: Convert, content: Path, texts: Path) -> None:
    """Its text, Markdown and ledger are gone: its number stays taken. As long as one of them is there, C-13 says so."""
    convert()
    (texts / "minutes.txt").unlink()
    (content / "documents/minutes.md").unlink()
    assert codes(convert()) == ["C-13"]
    (content / "ledger/minutes.txt.json").unlink()
    assert codes(convert()) == []
    assert shelf.Shelf(content).registry()["minutes.txt"].number == 2


def test_a_folder_without_texts_is_told(convert: Convert, texts: Path) -> None:
    """S-01: nothing was ever there."""
    shutil.rmtree(texts)
    texts.mkdir()
    assert codes(convert()) == ["S-01"]
