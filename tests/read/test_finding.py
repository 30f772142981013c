"""Which files of a folder are texts, and what is said of the others."""

import os
from pathlib import Path

import pytest

from readingroom.read import find, read


def codes(folder: Path) -> dict[str, str]:
    """Path -> code of every message."""
    return {message.path: message.code for message in find(folder)[1]}


def put(folder: Path, *names: str) -> None:
    """Make files, each with a line in it."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("The harbour was quiet this morning.\n")


def test_texts_are_found_in_order(tmp_path: Path) -> None:
    """In all folders, by extension in any case, sorted, with forward slashes."""
    put(tmp_path, "b.TXT", "a.txt", "letters/1931/2.text", "letters/1931/10.txt", "Z.Text")
    assert find(tmp_path) == (["Z.Text", "a.txt", "b.TXT", "letters/1931/10.txt", "letters/1931/2.text"], [])


def test_hidden_files_and_litter_are_passed_over(tmp_path: Path) -> None:
    """In silence: nobody put them there on purpose."""
    put(tmp_path, ".hidden.txt", ".git/a.txt", "~$letter.txt", "._a.txt", "Thumbs.db", "desktop.ini", "a.txt")
    assert find(tmp_path) == (["a.txt"], [])


def test_other_files_are_named(tmp_path: Path) -> None:
    """A file that is no text by its name is not opened, and not lost without a word."""
    put(tmp_path, "scan.pdf", "letter", "a.txt.bak", "a.txt")
    names, messages = find(tmp_path)
    assert names == ["a.txt"]
    assert [(message.path, message.code, message.level) for message in messages] == [
        ("a.txt.bak", "R-07", "note"),
        ("letter", "R-07", "note"),
        ("scan.pdf", "R-07", "note"),
    ]


def test_links(tmp_path: Path) -> None:
    """A link to a text in the folder is a text; one that leads out, nowhere, in a circle or to a folder is named."""
    texts = tmp_path / "texts"
    put(tmp_path, "outside.txt", "elsewhere/b.txt", "texts/a.txt", "texts/sub/c.txt")
    links = {
        "in.txt": "a.txt",
        "out.txt": "../outside.txt",
        "away": "../elsewhere",
        "up": ".",
        "nowhere.txt": "gone.txt",
        "loop.txt": "loop.txt",
    }
    for name, target in links.items():
        (texts / name).symlink_to(target)
    assert find(texts)[0] == ["a.txt", "in.txt", "sub/c.txt"]
    assert codes(texts) == {"out.txt": "R-04", "away": "R-04", "up": "R-05", "nowhere.txt": "R-05", "loop.txt": "R-05"}


def test_the_folder_may_be_a_link(tmp_path: Path) -> None:
    """What matters is what is in it."""
    put(tmp_path, "texts/a.txt")
    (tmp_path / "link").symlink_to("texts")
    assert find(tmp_path / "link") == (["a.txt"], [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_pipes_are_no_texts(tmp_path: Path) -> None:
    """Nor are devices and sockets."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert codes(tmp_path) == {"pipe.txt": "R-06"}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Is a message, and nothing is found."""
    put(tmp_path, "a.txt")
    for folder in (tmp_path / "gone", tmp_path / "a.txt"):
        names, (message,) = find(folder)
        assert (names, message.code, message.level) == ([], "R-01", "error")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    """The others are."""
    put(tmp_path, "open/a.txt", "shut/b.txt")
    (tmp_path / "shut").chmod(0)
    try:
        assert find(tmp_path)[0] == ["open/a.txt"]
        assert codes(tmp_path) == {"shut": "R-02"}
    finally:
        (tmp_path / "shut").chmod(0o700)


def test_a_folder_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the reason is, it is given."""
    put(tmp_path, "a.txt", "sub/b.txt")
    scandir = os.scandir

    def failing(path: str):
        if path.endswith("sub/"):
            raise OSError(5, "Input/output error", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", failing)
    names, (message,) = find(tmp_path)
    assert names == ["a.txt"]
    assert str(message).startswith("sub: R-02 the folder can't be read: Input/output error. Hint: see who may read it")


@pytest.mark.parametrize(
    "name",
    [
        "a b.txt",
        'it\'s "so".txt',
        "line\nend.txt",
        "\u202etxt.exe.txt",
        "caf\u00e9 \u4e2d\u6587.txt",
        "-rf.txt",
        "#1?.txt",
        "x" * 240 + ".txt",
    ],
)
def test_strange_names(tmp_path: Path, name: str) -> None:
    """Are found and read as they are."""
    put(tmp_path, name)
    assert find(tmp_path) == ([name], [])
    assert read(tmp_path, name).path == name


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX only")
def test_names_that_cannot_be_decoded(tmp_path: Path) -> None:
    """Keep their bytes."""
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("The harbour was quiet this morning.")
    except OSError:
        pytest.skip("this file system wants UTF-8")
    (name,), messages = find(tmp_path)
    assert os.fsencode(name) == b"caf\xe9.txt"
    assert messages == []
    assert read(tmp_path, name).text.startswith("The harbour")


def test_a_deep_folder(tmp_path: Path) -> None:
    """Depth is no recursion."""
    deep = "/".join(["d"] * 300)
    put(tmp_path, f"{deep}/a.txt")
    assert find(tmp_path) == ([f"{deep}/a.txt"], [])
