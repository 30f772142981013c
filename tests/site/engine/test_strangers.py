"""Files of others in the output: seen by another process early on, which holds as long as nothing changes."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

import pytest
from engine_sites import build, differences, files, make

from readingroom.errors import ReadingRoomError
from readingroom.site.engine import Pelican, strangers, twin
from readingroom.site.engine.strangers import carry_over, look, look_ahead


def wait() -> None:
    """Until the file system has another time."""
    time.sleep(0.03)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site that was built twice, and that another process is going to look through as if it were large and old."""
    monkeypatch.setenv("READINGROOM_WORKERS", "2")
    monkeypatch.setattr(twin, "FEWEST", 1)
    monkeypatch.setattr(strangers, "FRESH", 0)
    folder = make(tmp_path)
    for number in range(2):
        edit(folder, number)
        build(folder)
    (folder / "output" / "CNAME").write_text("harbour.example\n", "utf-8")
    wait()
    return folder


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sites that this process looked through."""
    found: list[str] = []

    def noted(live: str, ours: set[str]) -> strangers.Seen:
        found.append(live)
        return look(live, ours)

    monkeypatch.setattr(strangers, "look", noted)
    return found


def edit(folder: Path, number: int) -> None:
    """Change one text."""
    with (folder / "content" / "letters" / "to-bo.md").open("a", encoding="utf-8") as file:
        file.write(f"\nOne more line, {number}.\n")


@pytest.mark.skipif(sys.platform != "linux", reason="there is no other process where a fork isn't safe")
def test_what_another_process_saw_is_carried_over(site: Path, looks: list[str]) -> None:
    """Nothing has changed since: the build itself needn't look."""
    edit(site, 2)
    found, report = build(site)
    assert found["CNAME"] == b"harbour.example\n"
    assert report.carried_over == 1
    assert not looks


def test_what_comes_during_the_build_is_carried_over(site: Path, looks: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that somebody puts into the site while pages are rendered is not lost."""
    late = site / "output" / "extra" / "late.txt"

    def put(_done: int, _all: int) -> None:
        wait()
        late.parent.mkdir(exist_ok=True)
        late.write_text("late\n", "utf-8")

    monkeypatch.setattr(Pelican, "progress", staticmethod(put))
    edit(site, 2)
    found, report = build(site)
    assert found["extra/late.txt"] == b"late\n"
    assert found["CNAME"] == b"harbour.example\n"
    assert report.carried_over == 2
    assert looks
    monkeypatch.setattr(Pelican, "progress", None)
    assert not differences(build(site)[0], found)


def test_a_folder_that_changed_just_now_is_not_trusted(tmp_path: Path) -> None:
    """One more change might leave its time as it is."""
    (tmp_path / "a.html").touch()
    assert look_ahead(str(tmp_path), {"a.html"}) is None


def test_what_was_seen_holds_until_something_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file, a new name and a folder that is gone are noticed, wherever they are."""
    monkeypatch.setattr(strangers, "FRESH", 0)
    (tmp_path / "notes" / "deep").mkdir(parents=True)
    (tmp_path / "notes" / "a.txt").touch()
    (tmp_path / "ours.html").touch()
    for change in (
        (tmp_path / "notes" / "deep" / "b.txt").touch,
        lambda: (tmp_path / "notes" / "a.txt").rename(tmp_path / "notes" / "c.txt"),
        (tmp_path / "notes" / "deep" / "b.txt").unlink,
        (tmp_path / "notes" / "deep").rmdir,
    ):
        wait()
        seen = look_ahead(str(tmp_path), {"ours.html"})
        assert seen
        assert seen.holds(str(tmp_path))
        wait()
        change()
        assert not seen.holds(str(tmp_path))


def test_only_what_the_new_site_lacks_is_carried_over(tmp_path: Path) -> None:
    """Files, links, pipes and empty folders, and folders with their modes; nothing that the new site has."""
    live, new = tmp_path / "live", tmp_path / "new"
    (live / "empty").mkdir(parents=True)
    (live / "here").mkdir()
    (live / "private").mkdir()
    (live / "private" / "own.txt").write_text("others'", "utf-8")
    (live / "private").chmod(0o700)
    os.mkfifo(live / "pipe")
    (live / "both.txt").write_text("others'", "utf-8")
    (live / "link").symlink_to("both.txt")
    new.mkdir()
    (new / "here").write_text("a file where they have an empty folder", "utf-8")
    (new / "both.txt").write_text("ours", "utf-8")
    assert carry_over(look(str(live), set()).names, str(live), str(new)) == 4
    assert (new / "empty").is_dir()
    assert (new / "link").is_symlink()
    assert (new / "both.txt").read_text("utf-8") == "ours"
    assert (new / "private" / "own.txt").is_file()
    assert (new / "private").stat().st_mode & 0o777 == 0o700
    assert (new / "pipe").is_fifo()


@pytest.mark.parametrize(("theirs", "site_has"), [("letters/own.txt", "letters"), ("tag", "tag/index.html")])
def test_what_there_is_no_place_for_is_not_lost(tmp_path: Path, theirs: str, site_has: str) -> None:
    """A file where the site has a folder now, or the other way round: the last good site stays, and all that is in it."""
    folder = make(tmp_path)
    build(folder)
    before = files(folder / "output")
    mine = folder / "output" / theirs
    mine.parent.mkdir(exist_ok=True)
    if mine.is_dir():
        shutil.rmtree(mine)
    mine.write_text("mine\n", "utf-8")
    page = folder / "content" / "pages" / "about.md"
    page.write_text(page.read_text("utf-8").replace("Title: About", f"Title: About\nSave_as: {site_has}"), "utf-8")
    with pytest.raises(ReadingRoomError, match=f"S-05 the output has {theirs}"):
        build(folder)
    assert mine.read_text("utf-8") == "mine\n"
    assert (folder / "output" / "index.html").read_bytes() == before["index.html"]


def test_an_output_that_is_to_be_deleted(tmp_path: Path) -> None:
    """DELETE_OUTPUT_DIRECTORY means files of others, too, but for those in OUTPUT_RETENTION."""
    folder = make(tmp_path)
    more = {"DELETE_OUTPUT_DIRECTORY": True, "OUTPUT_RETENTION": [".git", "CNAME"]}
    expected = build(folder, **more)[0]
    for name in ("CNAME", ".git/HEAD", "old.html", "notes/a.txt"):
        path = folder / "output" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", "utf-8")
    found = build(folder, **more)[0]
    assert differences(found, expected) == [".git/HEAD", "CNAME"]
