"""Settings that can't be meant are refused by name, before anything is converted or built."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from readingroom.cli import main
from readingroom.errors import ReadingRoomError
from readingroom.site.settings_file import find_site

ALL = ("index.html", "documents/minutes-of-the-harbour-board.html")


@pytest.fixture
def home(tmp_path: Path, texts: Path) -> Path:
    """A site, not yet built."""
    assert CliRunner().invoke(main, ["new", str(tmp_path / "site"), "--texts", str(texts)]).exit_code == 0
    return tmp_path / "site"


def build(home: Path, *options: object) -> Result:
    """What the command says."""
    return CliRunner().invoke(main, ["build", str(home), *map(str, options)])


def say(home: Path, line: str) -> None:
    """Add a line to the settings."""
    with (home / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def refused(home: Path) -> str:
    """The error that keeps a site from being used."""
    with pytest.raises(ReadingRoomError) as caught:
        find_site(home)
    return str(caught.value)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('READER = "foo"', "READER"),
        ('LIST_LIMIT = "many"', "LIST_LIMIT"),
        ("LIST_LIMIT = 0", "LIST_LIMIT"),
        ("CHAPTER_LIMIT = None", "CHAPTER_LIMIT"),
        ("SOURCE_LIMIT = -1", "SOURCE_LIMIT"),
        ("RULES_OFF = 7", "RULES_OFF"),
        ("TEXTS = None", "TEXTS"),
    ],
)
def test_a_setting_with_a_value_it_can_not_have(home: Path, line: str, name: str) -> None:
    """U-08 names it; the last good site stays."""
    assert build(home).exit_code == 0
    before = {path: (home / "output" / path).read_bytes() for path in ALL}
    say(home, line)
    result = build(home)
    assert (result.exit_code, f"U-08 a setting can't be used: {name} is" in result.output) == (2, True), result.output
    assert before == {path: (home / "output" / path).read_bytes() for path in ALL}


def test_one_rule_may_be_given_by_its_name(home: Path) -> None:
    """And is not taken for a list of letters."""
    say(home, 'RULES_OFF = "headings"')
    assert find_site(home).off == {"headings"}


@pytest.mark.parametrize(("line", "hint"), [('THEME = "nope"', "mend the setting"), ("LIST_LIMIT = (", "mend the line")])
def test_hints_fit_what_is_wrong(home: Path, line: str, hint: str) -> None:
    """A line of Python, or what it says."""
    say(home, line)
    assert hint in refused(home)


def test_settings_that_one_may_not_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint speaks of permissions."""

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pelican.settings.read_settings", forbidden)
    assert "see who may read the file" in refused(home)


@pytest.mark.parametrize("where", ["", ".", "..", "content", "content/texts", "../site"])
def test_texts_that_hold_the_site_or_its_content(home: Path, where: str) -> None:
    """U-08: what is made must not be taken for what it is made from. Nothing is converted."""
    say(home, f"TEXTS = {where!r}")
    result = build(home)
    assert (result.exit_code, "U-08" in result.output, "TEXTS" in result.output) == (2, True, True), result.output
    assert not (home / "content/registry.csv").exists()


@pytest.mark.parametrize("where", ["texts/out", "texts", "content/out", "content"])
def test_an_output_among_what_it_is_made_from(home: Path, where: str) -> None:
    """S-05, by the setting or by the option."""
    result = build(home, "--output", home / where)
    assert (result.exit_code, "S-05" in result.output) == (2, True), result.output
    say(home, f"OUTPUT_PATH = {where!r}")
    assert "S-05" in refused(home)
    assert not (home / "content/registry.csv").exists()


def test_an_output_that_holds_what_is_somebody_elses(home: Path, tmp_path: Path) -> None:
    """S-05: no index.html of theirs is overwritten. A folder that is empty, new, or was built before is ours."""
    other = tmp_path / "public_html"
    other.mkdir()
    (other / "index.html").write_text("theirs")
    result = build(home, "--output", other)
    assert (result.exit_code, "S-05" in result.output) == (2, True), result.output
    assert (other / "index.html").read_text() == "theirs"
    (other / "index.html").unlink()
    for place in (other, tmp_path / "new", other, home / "output"):
        assert build(home, "--output", place).exit_code == 0
        assert (place / "index.html").is_file()


def test_a_folder_of_texts_that_is_not_there_is_told(home: Path, tmp_path: Path) -> None:
    """S-01: a note if there are documents, a warning if somebody chose the place or there is nothing; one without texts is told, too."""
    assert build(home).exit_code == 0
    (home / "texts").rename(tmp_path / "elsewhere")
    assert "note: S-01" in build(home).output
    say(home, 'TEXTS = "scans"')
    assert "warning: S-01" in build(home).output
    (home / "scans").mkdir()
    assert "C-13" in build(home).output
    for place in ("documents", "ledger"):
        (home / "content" / place).rename(tmp_path / place)
    result = build(home)
    assert (result.exit_code, "S-01 the folder holds no texts" in result.output) == (0, True), result.output


def test_documents_are_those_of_the_collection(home: Path) -> None:
    """The page about it is none of them."""
    (home / "content/pages/more.md").write_text("Title: More\n\nOf it.\n")
    assert "2 documents, " in build(home).output
    assert "2 documents, " in build(home).output


def test_what_others_say_ends_in_one_full_stop(home: Path) -> None:
    """Pelican's warnings and those of plugins may have one of their own."""
    say(home, "import logging; logging.getLogger('plugin').warning('Mind the step.')")
    output = build(home).output
    assert "S-03 Mind the step." in output
    assert "step.." not in output
