"""What `pip install readingroom` gives, in an empty folder, without this repository."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from samples import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it is published."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_theme_scaffold_and_licences_are_inside(wheel: Path) -> None:
    """And nothing that belongs to the repository alone."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for name in (
        "theme/templates/base.html",
        "theme/static/css/tokens.css",
        "theme/static/fonts/LICENSE.txt",
        "scaffold/files/pelicanconf.py.tmpl",
    ):
        assert f"readingroom/{name}" in names
    assert "readingroom/scaffold/files/.gitattributes.tmpl" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "texts/", "content/", "benchmarks/")) for name in names)


def test_new_build_and_check_work_from_it(wheel: Path, tmp_path: Path, texts: Path) -> None:
    """In a folder that knows nothing of this one."""
    package, empty = tmp_path / "package", tmp_path / "empty"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(package)
    empty.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(package)}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "readingroom", *arguments]
        done = subprocess.run(command, cwd=empty, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = "import readingroom; print(readingroom.__file__)"
    found = subprocess.run([sys.executable, "-c", where], cwd=empty, env=environment, capture_output=True, text=True, check=True).stdout
    assert str(package) in found
    run("new", "site", "--texts", str(texts))
    run("build", "site")
    run("check", "site")
    page = (empty / "site/output/documents/a-letter-from-the-breakwater.html").read_text("utf-8")
    assert "eleven boats" in page
    assert (empty / "site/output/theme/css/tokens.css").is_file()
