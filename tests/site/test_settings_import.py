"""A site is published with its own settings, wherever the command runs, and with nobody else's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from samples import ROOT

OLD = """\
import os
import sys

sys.path.append(os.curdir)
from pelicanconf import *

SITEURL = os.environ.get("SITEURL", "")
"""
TAKE = "globals().update((name, value) for name, value in vars({}).items() if name.isupper())"
IMPORT = "importlib.import_module('pelicanconf')"
STRANGER = """\
from readingroom.site.settings import *

SITENAME = "Of somebody else"
RIGHTS = "All of them"
"""


def run(cwd: Path, *arguments: object, **environment: str) -> tuple[int, str]:
    """Exit code and output of a command in a folder. A process of its own, since modules last as long as it does, and with the path of
    an installed command (-P)."""
    command = [sys.executable, "-P", "-m", *map(str, arguments)]
    settings = {**os.environ, "SITEURL": "https://archive.example/quill", **environment}
    done = subprocess.run(command, cwd=cwd, env=settings, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def home(tmp_path: Path, texts: Path) -> Path:
    """A new site, and a folder `elsewhere` in which a module has the name of its settings."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/pelicanconf.py").write_text(STRANGER)
    site = tmp_path / "a site"
    assert run(tmp_path, "readingroom", "new", site, "--texts", texts, "--title", "Quill")[0] == 0
    return site


@pytest.mark.parametrize("where", ["site", "beside", "elsewhere"])
@pytest.mark.parametrize("command", ["readingroom", "pelican"])
def test_the_file_beside_it_is_taken(home: Path, command: str, where: str) -> None:
    """From any folder, whatever else Python finds by that name."""
    cwd = {"site": home, "beside": home.parent, "elsewhere": home.parent / "elsewhere"}[where]
    settings = os.path.relpath(home / "publishconf.py", cwd)
    arguments = ("build", Path(settings).parent, "-s", "publishconf.py") if command == "readingroom" else ("-s", settings)
    if command == "pelican":
        assert run(home, "readingroom", "build")[0] == 0
    code, told = run(cwd, command, *arguments, PYTHONPATH=str(home.parent / "elsewhere"))
    assert code == 0, told
    page = (home / "output/documents/a-letter-from-the-breakwater.html").read_text("utf-8")
    assert "Quill" in page
    assert "somebody else" not in page
    assert "https://archive.example/quill" in page


def test_texts_in_place_are_found(tmp_path: Path, texts: Path, home: Path) -> None:
    """With TEXTS of its own settings."""
    assert run(tmp_path, "readingroom", "new", "in-place", "--texts", texts, "--in-place")[0] == 0
    code, told = run(
        tmp_path, "readingroom", "build", "in-place", "--settings", "publishconf.py", PYTHONPATH=str(home.parent / "elsewhere")
    )
    assert code == 0, told
    assert (tmp_path / "in-place/output/documents/a-letter-from-the-breakwater.html").is_file()


@pytest.mark.parametrize(
    "line",
    [
        "from pelicanconf import *",
        f"import pelicanconf; {TAKE.format('pelicanconf')}",
        f"import importlib; {TAKE.format(IMPORT)}",
        "from shared import *",
    ],
)
@pytest.mark.parametrize("command", ["readingroom", "pelican"])
def test_settings_of_another_site_are_refused(home: Path, command: str, line: str) -> None:
    """U-13, with file and line; the two lines that it gives mend it. That `shared.py` imports them is found as well."""
    (home / "publishconf.py").write_text(OLD.replace("from pelicanconf import *", line))
    named = "publishconf.py:5"
    if "shared" in line:
        (home / "shared.py").write_text("from pelicanconf import *\n")
        named = "shared.py:1"
    arguments = ("build", "--settings", "publishconf.py") if command == "readingroom" else ("content", "--settings", "publishconf.py")
    code, told = run(home, command, *arguments, PYTHONPATH=str(home.parent / "elsewhere"))
    assert code != 0
    told = "".join(told.split())
    assert "U-13" in told
    assert named in told
    assert "".join(str(home.parent / "elsewhere/pelicanconf.py").split()) in told
    assert not (home / "output").exists()


def test_the_lines_that_are_given_mend_it(home: Path) -> None:
    """In the place of those that stood there, from a folder in which Python finds no such name, and from any other."""
    (home / "publishconf.py").write_text(OLD)
    code, told = run(home.parent, "readingroom", "build", home, "--settings", "publishconf.py")
    assert (code, "publishconf.py:5: U-13" in told) == (2, True), told
    old, new = (part.strip() for part in told.split("\n\n")[1::2])
    assert old in OLD
    (home / "publishconf.py").write_text(OLD.replace(old, new))
    code, told = run(home.parent, "readingroom", "build", home, "--settings", "publishconf.py", PYTHONPATH=str(home.parent / "elsewhere"))
    assert code == 0, told
    assert "Quill" in (home / "output/index.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["markdown", "colorsys", "readingroom"])
def test_a_file_that_only_has_the_name_of_a_package(home: Path, name: str) -> None:
    """A package of Python, or one that is installed, is what is meant by its name."""
    (home / f"{name}.py").write_text("")
    with (home / "pelicanconf.py").open("a") as settings:
        settings.write(f"import {name}\n")
    code, told = run(home.parent, "readingroom", "build", home, "--settings", "publishconf.py")
    assert code == 0, told


def test_a_module_of_the_site_may_be_imported(home: Path) -> None:
    """Old settings go on working where they find their own file."""
    (home / "publishconf.py").write_text(OLD)
    code, told = run(home, "readingroom", "build", "--settings", "publishconf.py")
    assert code == 0, told
    assert "Quill" in (home / "output/index.html").read_text("utf-8")


def test_a_mistake_is_told_where_it_is(home: Path) -> None:
    """In the file that is read by the other."""
    for mistake, line in (("RIGHTS = (\n", 99), ("RIGHTS = nothing.of_note\n", 99)):
        (home / "pelicanconf.py").write_text("\n" * (line - 1) + mistake)
        code, told = run(home.parent, "readingroom", "build", home, "--settings", "publishconf.py")
        assert code == 2
        assert f"pelicanconf.py:{line}: U-08" in told


def test_the_repository_publishes_its_own(tmp_path: Path) -> None:
    """Its `publishconf.py`, read from another folder, where a module of that name stands."""
    (tmp_path / "pelicanconf.py").write_text(STRANGER)
    code = (
        f"from pathlib import Path; from readingroom.site.settings_file import find_site; root = Path({str(ROOT)!r})\n"
        "print(find_site(root, 'publishconf.py').address)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "https://example.org/reading-room", done.stderr


def test_the_environment_has_no_settings_of_the_sample() -> None:
    """Where the package is installed from a checkout, Python finds nothing else of it: a site that another tool made would take it."""
    code = "import importlib.util as util; print(util.find_spec('pelicanconf'), util.find_spec('publishconf'))"
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd="/", capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "None None"


def test_settings_are_read_anew(home: Path) -> None:
    """What `pelicanconf.py` says now counts, in a process that has read it before, under either name."""
    (home / "publishconf.py").write_text(OLD)
    code = (
        "from pathlib import Path; from readingroom.site.settings_file import find_site; file = Path('pelicanconf.py')\n"
        "for edition in '23':\n"
        "    file.write_text(file.read_text().replace('EDITION = \"1\"', f'EDITION = \"{edition}\"'))\n"
        "    print(find_site(Path(), 'publishconf.py').edition)\n"
        "    file.write_text(file.read_text().replace(f'EDITION = \"{edition}\"', 'EDITION = \"1\"'))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=home, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["2", "3"], done.stderr
