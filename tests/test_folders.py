"""Folders that can't be what they are meant to be: one line, exit code 2, nothing done."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from readingroom.cli import main


def convert(texts: Path, to: Path) -> Result:
    """`readingroom convert texts --to to`, which is not to fail in any other way than by a message."""
    result = CliRunner().invoke(main, ["convert", str(texts), "--to", str(to)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("place", ["texts/minutes.txt", "texts/minutes.txt/below", "other.csv"])
def test_a_target_that_is_a_file(texts: Path, place: str) -> None:
    """U-11 names it, also where it stands above the target."""
    (texts.parent / "other.csv").write_text("mine", "utf-8")
    result = convert(texts, texts.parent / place)
    assert (result.exit_code, "U-11" in result.output) == (2, True)
    assert "is a file" in result.output


def test_a_target_that_can_not_be_reached(texts: Path) -> None:
    """U-11 gives the system's reason."""
    (texts.parent / "loop").symlink_to("loop")
    result = convert(texts, texts.parent / "loop" / "content")
    assert (result.exit_code, "U-11" in result.output, "symbolic links" in result.output) == (2, True, True)


@pytest.mark.parametrize("place", ["texts", "texts/letters", "texts/new/deep", "link", "."])
def test_a_target_among_the_texts(texts: Path, place: str) -> None:
    """U-02, whatever the way there is called; the texts stay alone in their folder."""
    (texts.parent / "link").symlink_to(texts / "letters")
    texts = texts.rename(texts.parent / "documents") if place == "." else texts
    before = sorted(texts.rglob("*"))
    result = convert(texts, texts.parent / place)
    assert (result.exit_code, "U-02" in result.output) == (2, True)
    assert sorted(texts.rglob("*")) == before


def test_texts_that_are_a_file(texts: Path, tmp_path: Path) -> None:
    """U-03 does not say that there is nothing."""
    result = convert(texts / "minutes.txt", tmp_path / "content")
    assert (result.exit_code, "U-03" in result.output, "is a file" in result.output) == (2, True, True)


@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")]
)
def test_a_registry_that_can_not_be_read(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """G-01 with the reason; nothing is converted without it."""
    read = Path.read_text

    def refuse(path: Path, *args: str) -> str:
        if path.name == "registry.csv":
            raise error
        return read(path, *args)

    monkeypatch.setattr(Path, "read_text", refuse)
    result = convert(texts, tmp_path / "content")
    assert (result.exit_code, "registry.csv: G-01" in result.output) == (2, True)
    assert (getattr(error, "strerror", None) or str(error)) in result.output
    assert not (tmp_path / "content/documents").exists()
