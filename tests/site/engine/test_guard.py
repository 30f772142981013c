"""An output folder that would be the end of something else is refused, and nothing is touched."""

import errno
import sys
from pathlib import Path

import pytest
from engine_sites import build, files, make

from readingroom.errors import ReadingRoomError
from readingroom.site.engine import build as build_file
from readingroom.site.engine import guard, tree


@pytest.mark.parametrize("output", [".", "content", "theme", "..", "texts", "extra"])
def test_an_output_that_holds_sources_is_refused(tmp_path: Path, output: str) -> None:
    """The site's folder, one above it, the content, the theme, the texts, and a folder with overrides."""
    site = make(tmp_path / "site")
    for name in ("texts", "extra/overrides"):
        (site / name).mkdir(parents=True)
    before = files(tmp_path)
    with pytest.raises(ReadingRoomError, match=r"S-05 the output .* holds"):
        build(site, output, TEXTS="texts", OVERRIDES="extra/overrides", CACHE_PATH=str(tmp_path / "elsewhere"))
    assert files(tmp_path) == before


def test_a_link_to_the_sources_is_refused(tmp_path: Path) -> None:
    """A link leads where it leads."""
    site = make(tmp_path)
    (site / "output").symlink_to("content")
    with pytest.raises(ReadingRoomError, match="the content"):
        build(site)


def test_an_output_that_holds_the_settings_is_refused(tmp_path: Path) -> None:
    """Settings may lie elsewhere than the content."""
    site = make(tmp_path / "site")
    conf = tmp_path / "out" / "guardedconf.py"
    conf.parent.mkdir()
    conf.write_text(f"PATH = {str(site / 'content')!r}\nTHEME = {str(site / 'theme')!r}\nOUTPUT_PATH = '.'\nCACHE_PATH = '../c'", "utf-8")
    with pytest.raises(ReadingRoomError, match="settings"):
        build_file(conf)
    assert conf.exists()


def test_a_file_and_a_mount_point_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither can be exchanged with a folder; the message says so."""
    site = make(tmp_path)
    (site / "file").write_text("x", "utf-8")
    with pytest.raises(ReadingRoomError, match="is a file"):
        build(site, "file")
    monkeypatch.setattr(guard.os.path, "ismount", lambda path: Path(path).name == "output")
    with pytest.raises(ReadingRoomError, match=r"mount point.*'.*/output/site'"):
        build(site)
    assert build(site, "other")[0]


def test_an_output_within_the_content_is_allowed(tmp_path: Path) -> None:
    """As Pelican's own default is: content in the current folder, output below it."""
    site = make(tmp_path)
    assert "index.html" in build(site, "content/output")[0]


@pytest.mark.parametrize("place", ["site/output", "site", "cache"])
def test_a_place_that_cannot_be_written_to_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """It is said before anything is done, and not when the new site is complete."""
    site = make(tmp_path / "site")
    for name in ("site/output", "cache"):
        (tmp_path / name).mkdir()
    before = files(tmp_path)
    monkeypatch.setattr(guard.os, "access", lambda path, _mode: Path(path) != tmp_path / place)  # root may write anywhere
    with pytest.raises(ReadingRoomError, match=rf"S-05 .*{place}' can't be written to"):
        build(site, CACHE_PATH=str(tmp_path / "cache"))
    assert files(tmp_path) == before


def test_a_folder_that_cannot_be_renamed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems answer so of what is in their lower layer; the last good site stays."""
    site = make(tmp_path)
    before = build(site)[0]
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "output":
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return rename(path, target)

    monkeypatch.setattr(tree, "swap", lambda _one, _other: False)
    monkeypatch.setattr(Path, "rename", refuse)
    (site / "content" / "letters" / "unsent.md").unlink()
    with pytest.raises(ReadingRoomError, match=r"S-05 .* can't rename it"):
        build(site)
    assert files(site / "output") == before
    monkeypatch.undo()
    assert "drafts/unsent.html" not in build(site)[0]


def test_workers_that_are_no_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong is said."""
    monkeypatch.setenv("READINGROOM_WORKERS", "all")
    if sys.platform == "linux":
        with pytest.raises(ReadingRoomError, match="U-12 READINGROOM_WORKERS is 'all'"):
            build(make(tmp_path))
