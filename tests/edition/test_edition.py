"""Preservation editions: bags that verify themselves, and from which every original is rebuilt."""

import csv
import io
import json
from pathlib import Path

import bagit
import pytest
from click.testing import CliRunner, Result

from readingroom.cli import main

SECRET = "Nobody but the harbour master has ever read what stands in this letter, and he has been dead since 1931."


def run(*arguments: object) -> Result:
    """A command."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert "Traceback" not in result.output
    return result


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def rows(file: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8"), newline="")))


@pytest.fixture
def site(tmp_path: Path, texts: Path) -> Path:
    """A site with a withheld text, which says which edition it is."""
    folder = tmp_path / "site"
    (texts / "secret.txt").write_text(f"The Sealed Letter\n\n{SECRET}\n", "utf-8")
    assert run("new", folder, "--texts", texts).exit_code == 0
    (folder / "metadata.csv").write_text("path,status\nsecret.txt,withheld\n", "utf-8")
    with (folder / "publishconf.py").open("a", encoding="utf-8") as settings:
        settings.write('EDITION = "3"\nEDITION_DATE = "2026-02-08"\nRIGHTS = "CC0"\n')
    assert run("build", folder).exit_code == 0
    return folder


def test_a_bag_is_valid_and_complete(site: Path, tmp_path: Path) -> None:
    """By bagit's own judgement; with the originals byte for byte; and `check` rebuilds each of them."""
    (site / "content/pages/draft.md").write_text("Title: Not yet\nStatus: draft\n\nA page that is not published.\n", "utf-8")
    result = run("edition", site, "--to", tmp_path / "bag")
    assert result.exit_code == 0, result.output
    bag = bagit.Bag(str(tmp_path / "bag"))
    bag.validate()
    assert set(bag.algorithms) == {"sha256", "sha512"}
    assert bag.info["Bagging-Date"] == "2026-02-08"
    payload = tmp_path / "bag/data"
    for name, data in files(payload / "originals").items():
        assert data == (site / "texts" / name).read_bytes()
    assert len(files(payload / "originals")) == len(files(site / "texts")) - 1
    assert (payload / "site/index.html").is_file()
    assert (payload / "content/pages/about.md").is_file()
    assert not (payload / "content/pages/draft.md").exists()
    crate = json.loads((payload / "ro-crate-metadata.json").read_text("utf-8"))
    ids = [item["@id"] for item in crate["@graph"]]
    assert len(ids) == len(set(ids))
    root = next(item for item in crate["@graph"] if item["@id"] == "./")
    assert all((payload / part["@id"]).exists() for part in root["hasPart"])
    assert {part["@id"] for part in root["hasPart"]} <= set(ids)
    checked = run("check", tmp_path / "bag")
    assert checked.exit_code == 0, checked.output
    assert "texts rebuilt" in checked.output


def test_two_editions_of_one_day_are_one(site: Path, tmp_path: Path) -> None:
    """The same bytes, whenever they are made."""
    for name in ("one", "two"):
        assert run("edition", site, "--to", tmp_path / name).exit_code == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_what_is_withheld_is_not_in_it(site: Path, tmp_path: Path) -> None:
    """Neither its words nor its name."""
    assert run("edition", site, "--to", tmp_path / "bag").exit_code == 0
    for name, data in files(tmp_path / "bag").items():
        assert SECRET[:40].encode() not in data, name
        assert b"sealed-letter" not in data, name
        assert b"secret.txt" not in data, name


@pytest.mark.parametrize("file", ["data/originals/letters/1.txt", "data/site/index.html", "data/content/documents/letters/1.md"])
def test_damage_is_found(site: Path, tmp_path: Path, file: str) -> None:
    """A byte more in any part of the bag."""
    assert run("edition", site, "--to", tmp_path / "bag").exit_code == 0
    with (tmp_path / "bag" / file).open("ab") as damaged:
        damaged.write(b"x")
    result = run("check", tmp_path / "bag")
    assert (result.exit_code, "K-20" in result.output) == (1, True)


def test_changes_are_listed(site: Path, tmp_path: Path) -> None:
    """Since an earlier edition: what is new, gone, changed, and where addresses lead now."""
    assert run("edition", site, "--to", tmp_path / "bag3").exit_code == 0
    (site / "texts/new.txt").write_text("A New Text\n\nIt was not there before, and now it is.\n", "utf-8")
    (site / "metadata.csv").write_text(
        "path,status,slug,title\nsecret.txt,withheld,,\nletters/1.txt,,another-name,Another Title\n", "utf-8"
    )
    assert run("build", site).exit_code == 0
    assert run("edition", site, "--to", tmp_path / "bag4", "--since", tmp_path / "bag3").exit_code == 0
    changes = {row["source"]: row["what"] for row in rows(tmp_path / "bag4/data/changes.csv")}
    assert changes["new.txt"] == "new"
    assert changes["letters/1.txt"] == "metadata, address"
    assert len(changes) == 2
    moved = rows(tmp_path / "bag4/data/redirects.csv")
    assert [row["to"] for row in moved] == ["documents/another-name.html"]
    assert (tmp_path / "bag4/data/site" / moved[0]["from"]).is_file()


def test_wrong_commands_are_refused(site: Path, tmp_path: Path) -> None:
    """No number of the edition, no earlier edition, a folder in use: one line, and nothing written."""
    before = set(tmp_path.iterdir())
    assert "U-26" in run("edition", site, "--to", tmp_path / "bag", "-s", "pelicanconf.py").output
    assert "U-27" in run("edition", site, "--to", tmp_path / "bag", "--since", tmp_path).output
    assert "U-22" in run("edition", site, "--to", site).output
    assert set(tmp_path.iterdir()) == before


def test_checksums_of_a_site(site: Path) -> None:
    """Written on request, proved by check, removed by a build that was not asked for them."""
    assert run("build", site, "--checksums").exit_code == 0
    listed = (site / "output/checksums.txt").read_text("utf-8").splitlines()
    assert len(listed) == len(files(site / "output")) - 1
    assert run("check", site).exit_code == 0
    (site / "output/robots.txt").write_text("new", "utf-8")
    result = run("check", site)
    assert (result.exit_code, "K-21 robots.txt is not as checksums.txt says" in result.output) == (1, True)
    (site / "output/robots.txt").unlink()
    assert run("build", site).exit_code == 0
    assert not (site / "output/checksums.txt").exists()
