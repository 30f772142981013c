"""`readingroom export`: what is chosen, where it goes, what is wrong with a command."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from exports import invoke

from readingroom.export import FORMATS, target
from readingroom.export.formats import File, Format
from readingroom.export.model import Collection, slug
from readingroom.export.selection import select


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_every_format_is_made_twice_alike(export: Callable[..., Path]) -> None:
    """Two exports have the same files with the same bytes."""
    names = [kind.name for kind in FORMATS if target.is_installed(kind)]
    first, second = files(export(*names)), files(export(*names))
    assert len(first) > len(names)
    assert first == second


def test_what_is_withheld_is_in_no_file(export: Callable[..., Path], tmp_path: Path) -> None:
    """Neither its words nor its title, in archives too."""
    folder = export(*(kind.name for kind in FORMATS if target.is_installed(kind)))
    for name in ("texts.zip", "collection.epub"):
        with ZipFile(folder / name) as archive:
            archive.extractall(tmp_path / name)
    found = {**files(folder), **files(tmp_path)}
    assert any(b"eleven" in data for data in found.values())
    for name, data in found.items():
        assert b"secretmarkword" not in data, name
        assert b"kept-from-everyone" not in data, name
        assert b"Kept from everyone" not in data, name


@pytest.mark.parametrize(
    ("selection", "slugs"),
    [
        ("collection:letters", {"to-the-harbour-master"}),
        ("collection:plays", {"the-sea"}),
        ("year:1931", {"to-the-harbour-master", "the-lightermans-song"}),
        ("year:..1930", {"the-sea"}),
        ("year:1931.. lang:en author:quill", {"to-the-harbour-master"}),
        ('author:"Ruth Ankerly"', {"the-sea"}),
        ("topic:Boats type:letter", {"to-the-harbour-master"}),
        ("song", {"the-lightermans-song"}),
        ("in:the-sea", {"the-sea"}),
        ("", {"to-the-harbour-master", "the-lightermans-song", "the-sea"}),
    ],
)
def test_a_selection_finds(collection: Collection, selection: str, slugs: set[str]) -> None:
    """The documents for which all conditions hold."""
    assert {slug(view) for view in select(collection, selection).views} == slugs


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--select", "colection:letters"], "U-20 there is no field 'colection'. Hint: did you mean 'collection'?"),
        (["--select", "year:soon"], "U-20 'soon' is no year"),
        (["--select", 'author:"Ada'], "U-20"),
        (["--select", "year:2031"], "U-21 no document fits"),
        (["--format", "docx"], "there is no format 'docx'; there are csv"),
    ],
)
def test_a_wrong_command_is_refused(exported_site: Path, tmp_path: Path, arguments: list[str], said: str) -> None:
    """Exit code 2, one line that says why, and nothing written."""
    result = invoke(exported_site, "--to", tmp_path / "out", *arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_use_is_left_alone(exported_site: Path, tmp_path: Path) -> None:
    """U-22, for a file in its place too; an empty folder may be filled."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/a.txt").write_text("mine")
    for place in ("mine", "mine/a.txt"):
        result = invoke(exported_site, "--to", tmp_path / place, "--format", "csv")
        assert (result.exit_code, "U-22" in result.output) == (2, True)
    assert (tmp_path / "mine/a.txt").read_text() == "mine"
    (tmp_path / "empty").mkdir()
    assert invoke(exported_site, "--to", tmp_path / "empty", "--format", "csv").exit_code == 0
    assert (tmp_path / "empty/documents.csv").is_file()


def test_a_format_without_its_library(exported_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for by name it is refused with the command that installs it; otherwise it is left out, and named."""
    monkeypatch.setattr(target, "find_spec", lambda name: None)
    result = invoke(exported_site, "--to", tmp_path / "out", "--format", "parquet")
    assert (result.exit_code, "pip install 'readingroom[parquet]'" in result.output) == (2, True)
    result = invoke(exported_site, "--to", tmp_path / "out")
    assert result.exit_code == 0
    assert "U-23 the format parquet is left out" in result.output
    assert (tmp_path / "out/documents.csv").is_file()
    assert not (tmp_path / "out/documents.parquet").exists()


def test_a_full_disk_leaves_nothing(exported_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """U-24, and neither the folder nor a part of it is there."""

    def full(out: object) -> None:
        raise OSError(28, "No space left on device")

    broken = Format("csv", "", lambda collection: iter([File("a/b.csv", full)]))
    monkeypatch.setattr("readingroom.export.FORMATS", (broken,))
    result = invoke(exported_site, "--to", tmp_path / "out", "--format", "csv")
    assert (result.exit_code, "U-24 the disk is full" in result.output) == (2, True)
    assert list(tmp_path.iterdir()) == []
