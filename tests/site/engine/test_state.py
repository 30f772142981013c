"""What is left from one build for the next is never trusted blindly, and files of others stay."""

import os
import pickle
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from engine_sites import build, build_clean, differences, files, make, quiet, settings_for

from readingroom.site.engine import manifest, rows, run, state
from readingroom.site.engine.files import Listings
from readingroom.site.engine.memory import FORMAT


def state_files(site: Path) -> list[Path]:
    """The files in which a build leaves what it knows."""
    return sorted(path for path in (site / "output.state").rglob("*") if path.is_file())


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "foreign", "text"])
def test_damaged_state_is_set_aside(tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture) -> None:
    """A damaged or foreign state file is set aside with a warning; the site is right."""
    site = make(tmp_path)
    first, _ = build(site)
    for path in state_files(site):
        data = path.read_bytes()
        middle = len(data) // 2
        path.write_bytes(
            {
                "cut": data[:middle],
                "flipped": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
                "empty": b"",
                "foreign": data.replace(b"output", b"0utput", 1),
                "text": b"hello\n",
            }[damage]
        )
    second, _ = build(site)
    assert not differences(first, second)
    assert "set aside" in caplog.text


def test_state_of_another_version_is_no_fault(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What another release left is not used, and nothing is said of it; the site is right."""
    site = make(tmp_path)
    first, _ = build(site)
    for path in state_files(site):
        data = path.read_bytes()
        number = f"\n{FORMAT} ".encode()
        assert path.name == "texts-0" or number in data[:40]
        path.write_bytes(data.replace(number, b"\n1 ", 1))
    second, report = build(site)
    assert not differences(first, second)
    assert report.rendered > 20
    assert "set aside" not in caplog.text


def test_state_can_be_deleted(tmp_path: Path) -> None:
    """Without state everything is rendered, and the site is the same."""
    site = make(tmp_path)
    first, _ = build(site)
    shutil.rmtree(site / "output.state")
    second, report = build(site)
    assert not differences(first, second)
    assert report.rendered == report.pages - 4  # static files are compared, and stay


def test_output_changed_by_others(tmp_path: Path) -> None:
    """A page that somebody edited, removed or replaced in the output is made again."""
    site = make(tmp_path)
    first, _ = build(site)
    output = site / "output"
    (output / "index.html").write_text("broken", "utf-8")
    (output / "tags.html").unlink()
    (output / "contact.html").unlink()
    (output / "contact.html").symlink_to("index.html")
    assert not differences(build(site)[0], first)
    shutil.rmtree(output)
    assert not differences(build(site)[0], first)


def test_files_of_others_stay(tmp_path: Path) -> None:
    """What others put into the output is carried over; what the site no longer has, is not."""
    site = make(tmp_path)
    build(site)
    output = site / "output"
    (output / "CNAME").write_text("harbour.example\n", "utf-8")
    (output / ".git").mkdir()
    (output / ".git" / "HEAD").write_text("ref\n", "utf-8")
    (output / "empty").mkdir()
    (output / "link").symlink_to("CNAME")
    (output / "letters-of-others").mkdir()
    (output / "letters-of-others" / "a.txt").write_text("a", "utf-8")
    (site / "content" / "letters" / "to-bo.md").unlink()
    found, report = build(site)
    assert found["CNAME"] == b"harbour.example\n"
    assert found[".git/HEAD"] == b"ref\n"
    assert (output / "empty").is_dir()
    assert (output / "link").is_symlink()
    assert report.carried_over == 5
    assert "a-letter-to-bo.html" not in found
    ours = {name: data for name, data in found.items() if name not in {"CNAME", ".git/HEAD", "link", "letters-of-others/a.txt"}}
    assert not differences(ours, build_clean(site))


def test_shared_files_are_never_written_in_place(tmp_path: Path) -> None:
    """A hard link to a page of the last site keeps its text, whatever the next build makes of that page."""
    site = make(tmp_path)
    before, _ = build(site)
    kept = tmp_path / "kept"
    for name in ("a-letter-to-bo.html", "images/chart.txt", "theme/css/main.css", "feeds/all.atom.xml"):
        (kept / name).parent.mkdir(parents=True, exist_ok=True)
        os.link(site / "output" / name, kept / name)
    letter = site / "content" / "letters" / "to-bo.md"
    letter.write_text(letter.read_text("utf-8").replace("Dear", "Dearest"), "utf-8")
    (site / "content" / "images" / "chart.txt").write_text("changed\n", "utf-8")
    (site / "theme" / "static" / "css" / "main.css").write_text("changed\n", "utf-8")
    build(site)
    for path in kept.rglob("*.*"):
        assert path.read_bytes() == before[path.relative_to(kept).as_posix()]


def test_pickle_of_a_stranger_is_refused() -> None:
    """A state file can't make objects of any class it likes."""

    class Stranger:
        def __reduce__(self) -> Any:
            return os.getcwd, ()

    with pytest.raises(pickle.UnpicklingError):
        state.load(pickle.dumps(Stranger()), {})


def test_only_what_shows_the_change_is_rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of a text is rendered in its own page, the pages and feeds that show that text, and nowhere else."""
    monkeypatch.setattr(rows, "FRESH", 1)
    site = make(tmp_path)
    base = "<!doctype html>{% block content %}{% endblock %}<p>{{ SITENAME }}"  # reads no list of all documents
    (site / "theme" / "templates" / "base.html").write_text(base, "utf-8")
    build(site)
    assert build(site)[1].rendered == 0
    letter = site / "content" / "letters" / "to-bo.md"
    letter.write_text(letter.read_text("utf-8") + "\nP. S. Burn this.\n" + "x " * 80, "utf-8")
    _, report = build(site)
    assert report.names == [
        "a-letter-to-bo.html",
        "feeds/all-en.atom.xml",
        "feeds/all.atom.xml",
        "feeds/author-ada-quill.atom.xml",
        "feeds/letters.atom.xml",
    ]


def test_settings_touch_what_reads_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that only one template names is rendered in the pages of that template alone."""
    monkeypatch.setattr(rows, "FRESH", 1)
    site = make(tmp_path)
    contact = site / "theme" / "templates" / "contact.html"
    contact.write_text(contact.read_text("utf-8").replace("AUTHOR", "HARBOUR_MASTER"), "utf-8")
    build(site, HARBOUR_MASTER="Cy")
    found, report = build(site, HARBOUR_MASTER="Di")
    assert report.names == ["contact.html"]
    assert b"Di" in found["contact.html"]


def test_two_folders_two_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same inputs give the same site in another folder, on another day."""
    one, _ = build(make(tmp_path / "one"))
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 40 * 86400)
    other, _ = build(make(tmp_path / "a" / "longer" / "way" / "two"))
    assert not differences(one, other)


def test_nothing_changed_is_known_without_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If no input and no output changed, nothing is read; any change of either ends that."""
    monkeypatch.setattr(rows, "FRESH", 1)
    site = make(tmp_path)
    first, report = build(site)
    for path in ("content/letters/to-bo.md", "theme/templates/part.html", "output/index.html", "content/images/plan.txt", "content/pages"):
        with monkeypatch.context() as patch:
            patch.setattr(run, "Work", None)  # a build would need it
            again, same = build(site)
        assert not differences(again, first)
        assert (same.pages, same.documents, same.rendered) == (report.pages, report.documents, 0)
        if (site / path).is_dir():
            (site / path / "new.md").write_text("Title: New\n\nText.\n", "utf-8")
        else:
            (site / path).write_text((site / path).read_text("utf-8") + "\n", "utf-8")
        first, report = build(site)
        assert not differences(first, build_clean(site))
        first, report = build(site)


def test_a_warning_is_said_in_every_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """What a build warns of, the next one warns of too, although nothing changed."""
    monkeypatch.setattr(rows, "FRESH", 1)
    site = make(tmp_path)
    (site / "content" / "letters" / "undated.md").write_text("Title: Undated\n\nNo date.\n", "utf-8")
    for _ in range(3):
        caplog.clear()
        build(site)
        assert "undated.md" in caplog.text


def test_a_page_goes_though_the_cache_was_deleted(tmp_path: Path) -> None:
    """A document that is removed in the same step as the cache leaves no page behind; what others put there stays."""
    site = make(tmp_path)
    first, _ = build(site)
    (site / "output" / "CNAME").write_text("harbour.example\n", "utf-8")
    shutil.rmtree(site / "output.state")
    (site / "content" / "letters" / "to-bo.md").unlink()
    found, report = build(site)
    assert "a-letter-to-bo.html" in first
    assert "a-letter-to-bo.html" not in found
    assert found.pop("CNAME") == b"harbour.example\n"
    assert report.carried_over == 1
    assert not differences(found, build_clean(site))
    assert (site / "output" / manifest.NAME).read_bytes() == (site / "clean" / manifest.NAME).read_bytes()


def test_a_list_that_is_not_ours_is_left_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A file that only has the name of our list is neither believed nor replaced."""
    site = make(tmp_path)
    (site / "output").mkdir()
    (site / "output" / manifest.NAME).write_text('["CNAME"]', "utf-8")
    (site / "output" / "CNAME").write_text("harbour.example\n", "utf-8")
    assert "CNAME" in build(site)[0]
    assert (site / "output" / manifest.NAME).read_text("utf-8") == '["CNAME"]'
    assert "no list of ours" in caplog.text


def test_what_others_put_in_place_of_a_page_of_ours_is_theirs(tmp_path: Path) -> None:
    """Once a build has removed a page, a file that somebody puts there under its name stays, with or without the cache."""
    site = make(tmp_path)
    build(site)
    (site / "content" / "letters" / "to-bo.md").unlink()
    build(site)
    (site / "output" / "a-letter-to-bo.html").write_text("theirs", "utf-8")
    shutil.rmtree(site / "output.state")
    assert build(site)[0]["a-letter-to-bo.html"] == b"theirs"


def test_the_list_of_files_comes_back(tmp_path: Path) -> None:
    """Somebody removes the list of our files while a build runs: it is written again."""
    site = make(tmp_path)
    build(site)
    listed = site / "output" / manifest.NAME
    names = listed.read_text("utf-8")
    with (site / "content" / "letters" / "to-bo.md").open("a", encoding="utf-8") as file:
        file.write("\nOne more line.\n")
    settings = settings_for(site, "output")
    with quiet():
        found = run.Pelican(settings)
        found.progress = lambda _done, _all: listed.unlink(missing_ok=True)
        found.run()
    assert listed.read_text("utf-8") == names


def test_a_folder_is_listed_again_if_something_came(tmp_path: Path) -> None:
    """A plugin may put a file into a folder that was listed already, at any moment."""
    listings = Listings()
    (tmp_path / "images").mkdir()
    for number in range(5):
        (tmp_path / "images" / f"{number}.png").touch()
        assert sum(len(files) for _, _, files in listings.walk(str(tmp_path))) == number + 1


def test_a_name_that_is_gone_has_no_value() -> None:
    """A plugin removed an attribute that was None: the document isn't as it was read."""
    assert rows.holds({"author": None}, ("author",), (None,))
    assert not rows.holds({"editor": None}, ("author",), (None,))


def test_two_builds_of_one_output_wait_for_each_other(tmp_path: Path) -> None:
    """Even if each has a cache of its own: both would fill the same folder."""
    site = make(tmp_path)
    build(site)
    expected = build_clean(site)
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from engine_sites import build;"
        "build(Path(sys.argv[2]), CACHE_PATH=sys.argv[3])"
    )
    for number in range(3):
        command = [sys.executable, "-c", program, str(Path(__file__).parent), str(site)]
        builds = [subprocess.Popen([*command, str(tmp_path / f"cache-{number}-{name}")]) for name in "ab"]
        assert [one.wait() for one in builds] == [0, 0]
        assert not differences(files(site / "output"), expected)
    assert not (site / "output.lock").exists()
