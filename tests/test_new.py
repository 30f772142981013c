"""`readingroom new`: a site, whole or not at all."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pages import parse

from readingroom.cli import main


def run(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_new_refuses_a_folder_in_use(tmp_path: Path, texts: Path) -> None:
    """U-01: nothing is overwritten."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/mine.txt").write_text("mine")
    result = run("new", tmp_path / "site", "--texts", texts)
    assert (result.exit_code, "U-01" in result.output) == (2, True)
    assert [file.name for file in (tmp_path / "site").iterdir()] == ["mine.txt"]


def test_new_refuses_a_place_inside_the_texts(texts: Path) -> None:
    """U-02: the site would be among its own texts."""
    assert "U-02" in run("new", texts / "site", "--texts", texts).output
    assert "U-02" in run("new", texts / "site", "--texts", texts, "--in-place").output


def test_new_makes_a_site(tmp_path: Path, texts: Path) -> None:
    """Texts copied byte for byte, git told to change no hash."""
    assert run("new", tmp_path / "site", "--texts", texts, "--title", 'The "Quill" letters').exit_code == 0
    site = tmp_path / "site"
    assert (site / "texts/letters/1.txt").read_bytes() == (texts / "letters/1.txt").read_bytes()
    assert "texts/** -text" in (site / ".gitattributes").read_text()
    assert (site / ".github/workflows/publish.yml").is_file()
    settings: dict[str, object] = {}
    exec(compile((site / "pelicanconf.py").read_text(), "pelicanconf.py", "exec"), settings)
    assert settings["SITENAME"] == 'The "Quill" letters'


def test_new_in_place_points_to_the_texts(tmp_path: Path, texts: Path) -> None:
    """Nothing is copied."""
    assert run("new", tmp_path / "site", "--texts", texts, "--in-place").exit_code == 0
    assert "TEXTS = '../texts'" in (tmp_path / "site/pelicanconf.py").read_text()
    assert not (tmp_path / "site/texts").exists()


def test_a_file_in_the_place_of_a_folder(tmp_path: Path, texts: Path) -> None:
    """Is called a file: neither a folder that is not empty (U-01) nor one that is missing (U-03)."""
    file = texts / "minutes.txt"
    for arguments, code in (((file,), "U-01"), ((tmp_path / "site", "--texts", file), "U-03")):
        result = run("new", *arguments)
        assert (result.exit_code, code in result.output, "is a file" in " ".join(result.output.split())) == (2, True, True)
    assert not (tmp_path / "site").exists()


def test_new_tells_what_it_does_not_copy(tmp_path: Path, texts: Path) -> None:
    """A file that is no text by its name, a link that leads out: as `convert` tells them, and the site is made all the same."""
    (texts / "notes.md").write_text("notes")
    (tmp_path / "outside.txt").write_text("not ours")
    (texts / "link.txt").symlink_to(tmp_path / "outside.txt")
    result = run("new", tmp_path / "site", "--texts", texts)
    assert result.exit_code == 0, result.output
    assert "note: notes.md: R-07" in result.output
    assert "warning: link.txt: R-04" in result.output
    assert "(2 texts)" in result.output
    assert sorted(file.name for file in (tmp_path / "site/texts").iterdir()) == ["letters", "minutes.txt"]


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("what", ["text", "folder", "disk", "interrupt"])
def test_new_leaves_nothing_half_made(tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch, what: str, there: bool) -> None:
    """Whatever stops it is told with the file's name, and a second try finds the place as the first one did."""
    site = tmp_path / "sites" / "mine"
    if there:
        site.mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    with monkeypatch.context() as patch:
        stop(patch, what)
        result = run("new", site, "--texts", texts)
    assert result.exit_code == (130 if what == "interrupt" else 2), result.output
    told = {"text": "letters/1.txt: R-08", "folder": "letters: R-02", "disk": "letters/1.txt: U-05", "interrupt": ""}[what]
    assert told in result.output
    assert "Hint" in result.output or what == "interrupt"
    assert sorted(tmp_path.rglob("*")) == before
    assert run("new", site, "--texts", texts).exit_code == 0


def stop(patch: pytest.MonkeyPatch, what: str) -> None:
    """Let the copying of letters/1.txt fail: it, or its folder, is closed; the disk is full; somebody presses Ctrl-C."""
    opens, scans = Path.open, os.scandir

    def open_text(path: Path, mode: str = "r", **more: object) -> object:
        if path.match("letters/1.txt") and mode == "rb":
            raise PermissionError(13, "Permission denied", str(path))
        return opens(path, mode, **more)  # type: ignore[call-overload]

    def scan(folder: str) -> object:
        if folder.rstrip("/").endswith("letters"):
            raise PermissionError(13, "Permission denied", folder)
        return scans(folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    if what == "text":
        patch.setattr(Path, "open", open_text)
    elif what == "folder":
        patch.setattr(os, "scandir", scan)
    else:
        patch.setattr(shutil, "copyfileobj", full if what == "disk" else interrupt)


@pytest.mark.parametrize("reader", ["pyromark", "python-markdown"])
def test_a_title_is_shown_as_it_is(tmp_path: Path, texts: Path, reader: str) -> None:
    """On the about page too, where it stands in Markdown; the settings hold it unchanged."""
    title = 'The <em>quay</em> & <more> *of* [it](x) `a` \\ &amp; __b__ ~~c~~ it\'s "d" {{ e }} $name'
    assert run("new", tmp_path / "site", "--texts", texts, "--title", title).exit_code == 0
    settings: dict[str, object] = {}
    file = tmp_path / "site/pelicanconf.py"
    exec(compile(file.read_text("utf-8"), "pelicanconf.py", "exec"), settings)
    assert settings["SITENAME"] == title
    file.write_text(f'{file.read_text("utf-8")}READER = "{reader}"\n', "utf-8")
    assert run("build", tmp_path / "site").exit_code == 0
    about = parse((tmp_path / "site/output/pages/about.html").read_text("utf-8"))
    assert f"This is {title}." in about.text
    assert title in parse((tmp_path / "site/output/index.html").read_text("utf-8")).text
    assert not {"em", "strong", "more"} & {tag for tag, _ in about.tags}


def test_names_of_bytes_that_are_no_unicode(tmp_path: Path, texts: Path) -> None:
    """Show what can be shown; the site can be built."""
    assert run("new", tmp_path / "site", "--texts", texts, "--title", "Käthe\udcff").exit_code == 0
    assert run("build", tmp_path / "site").exit_code == 0
    assert "This is Käthe\ufffd." in (tmp_path / "site/output/pages/about.html").read_text("utf-8")
