"""Files are replaced whole; what a killed process left is cleared away, and what a living one writes is not."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from readingroom.progress import Report
from readingroom.write import files
from readingroom.write.files import clear_scratch, replace

WRITER = """
import os, sys
from readingroom.write import files
taken = os.replace
def stop(*names):
    print("ready", flush=True)
    if sys.stdin.readline():
        taken(*names)
files.os.replace = stop
files.replace(sys.argv[1], b"new")
"""


def writer(file: Path) -> "subprocess.Popen[str]":
    """A process that is about to give a file its name; it goes on when it is told a line."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def scratch(folder: Path) -> list[str]:
    """The scratch files in a folder."""
    return sorted(path.name for path in folder.rglob(".*.part"))


def test_what_a_killed_writer_left_goes(tmp_path: Path) -> None:
    """At once, and wherever it lies; one that goes on writing is not disturbed, and what only looks like one stays."""
    (tmp_path / "inside").mkdir()
    killed, living = writer(tmp_path / "inside/1.md"), writer(tmp_path / "inside/2.md")
    for name in (".part", "a.1.part", ".a.b.part", ".a.1.part.txt"):
        (tmp_path / name).write_text("mine")
    (tmp_path / ".b.1.part").symlink_to(tmp_path / "a.1.part")
    (tmp_path / ".c.1.part").mkdir()
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    assert len(scratch(tmp_path / "inside")) == 2
    clear_scratch(tmp_path)
    assert scratch(tmp_path / "inside") == [f".2.md.{living.pid}.part"]
    living.communicate("go on\n")
    assert (living.returncode, (tmp_path / "inside/2.md").read_bytes()) == (0, b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".a.1.part.txt",
        ".a.b.part",
        ".b.1.part",
        ".c.1.part",
        ".part",
        "a.1.part",
        "inside",
    ]


def test_only_the_folder_itself(tmp_path: Path) -> None:
    """Where others lie in it that are nobody's business."""
    (tmp_path / "inside").mkdir()
    for place in (tmp_path, tmp_path / "inside"):
        (place / ".x.7.part").write_text("left")
    clear_scratch(tmp_path, inside=False)
    assert scratch(tmp_path) == [".x.7.part"]
    clear_scratch(tmp_path / "nowhere")


@pytest.mark.parametrize("where", ["documents/letters/.1.md.{}.part", "ledger/.minutes.txt.json.{}.part", ".registry.csv.{}.part"])
def test_a_conversion_clears_up(convert: Callable[..., Report], content: Path, where: str) -> None:
    """Though nothing changed, and though the number is that of a process that lives."""
    convert()
    for number in (os.getpid(), 1, 4_000_000):
        (content / where.format(number)).write_text("half")
    assert convert().counts["unchanged"] == 2
    assert scratch(content) == []


def test_a_build_without_texts_clears_up(tmp_path: Path, texts: Path) -> None:
    """The site lives from its documents alone."""
    from click.testing import CliRunner  # noqa: PLC0415

    from readingroom.cli import main  # noqa: PLC0415

    site = tmp_path / "site"
    for arguments in (["new", str(site), "--texts", str(texts)], ["build", str(site)]):
        assert CliRunner().invoke(main, arguments).exit_code == 0
    (site / "texts").rename(tmp_path / "away")
    (site / "content/documents/.x.md.7.part").write_text("half")
    assert CliRunner().invoke(main, ["build", str(site)]).exit_code == 0
    assert scratch(site / "content") == []


def test_one_that_was_cleared_away_too_early_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the moment in which it is there and the one in which it is held."""
    hold, times = files.hold, []

    def late(handle: int, *, wait: bool) -> bool:
        if wait and not times:
            times.append(1)
            clear_scratch(tmp_path)
        return hold(handle, wait=wait)

    monkeypatch.setattr(files, "hold", late)
    assert replace(tmp_path / "a.md", b"new")
    assert times
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.md", b"new")]


def test_writing_and_clearing_at_once(tmp_path: Path) -> None:
    """Neither stops the other."""
    done = threading.Event()

    def clear() -> None:
        while not done.is_set():
            clear_scratch(tmp_path)

    thread = threading.Thread(target=clear)
    thread.start()
    try:
        for number in range(2000):
            replace(tmp_path / "a.md", str(number).encode())
    finally:
        done.set()
        thread.join()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.md", b"1999")]


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_nothing_is_left_when_it_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    """And the old file is as it was."""
    (tmp_path / "a.md").write_bytes(b"old")

    def stop(*_: object) -> None:
        raise fault

    monkeypatch.setattr(files, "write", stop)
    with pytest.raises(type(fault)):
        replace(tmp_path / "a.md", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.md", b"old")]


def test_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, where an open file can't be removed: what is left goes all the same."""
    monkeypatch.setattr(files, "HELD", False)
    (tmp_path / ".x.7.part").write_text("left")
    clear_scratch(tmp_path)
    assert replace(tmp_path / "a.md", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.md", b"new")]
