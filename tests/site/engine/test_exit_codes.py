"""What Pelican logs as an error is in the exit code of our command, and not in that of Pelican's; what we hold back is in both."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = {"pelican": ["-m", "pelican", "content", "-s", "pelicanconf.py"], "readingroom": ["-m", "readingroom", "build", "."]}
SETTINGS = """
PELICAN_CLASS = "readingroom.Pelican"
PATH = "content"
THEME = "simple"
SITEURL = "https://harbour.example"
PLUGIN_PATHS = ["."]
"""
GOOD = "Title: Lamp\nDate: 1931-04-12\n\nIt burns.\n"
WRONG = {
    "nothing": ("", GOOD, 0),
    "a plugin that is not there": ("PLUGINS = ['gone']", GOOD, 1),
    "a plugin that fails": ("PLUGINS = ['failing']", GOOD, 1),
    "no date": ("", "Title: Lamp\n\nIt burns.\n", 1),
    "a date that is none": ("", "Title: Lamp\nDate: soon\n\nIt burns.\n", 1),
    "a status that is none": ("", "Title: Lamp\nDate: 1931-04-12\nStatus: odd\n\nIt burns.\n", 1),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("wrong", WRONG)
def test_an_error_is_in_the_exit_code(tmp_path: Path, command: str, wrong: str) -> None:
    """At the first build and again when nothing changed; the site is built, and the last line counts."""
    more, document, code = WRONG[wrong]
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "other.md").write_text(GOOD.replace("Lamp", "Other"), "utf-8")
    (tmp_path / "content" / "lamp.md").write_text(document, "utf-8")
    (tmp_path / "failing.py").write_text("def register():\n    raise RuntimeError('no')\n", "utf-8")
    (tmp_path / "pelicanconf.py").write_text(SETTINGS + more, "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, *COMMANDS[command]], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == (code if command == "readingroom" else 0), done.stderr
        assert (tmp_path / "output" / "other.html").is_file()
        last = " ".join(done.stdout.split())[-160:]
        assert " pages, " in last
        assert " rendered, in " in last


OURS = """
from readingroom.site.settings import *
SITENAME = "A harbour"
"""
CUT_SHORT = f"Title: Lamp\n\nSource: lamp.txt\nSource-SHA256: {'0' * 64}\n\nIt burns.\n"
UNDATED_DRAFT = "Title: Lamp\nStatus: draft\n\nIt burns.\n"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("document", "code"), [(CUT_SHORT, 1), (UNDATED_DRAFT, 0)])
def test_what_is_held_back_is_in_both_exit_codes(tmp_path: Path, command: str, document: str, code: int) -> None:
    """A document of which nobody can tell whether it may be published is left out, and the command doesn't end as if all were well."""
    (tmp_path / "content" / "documents").mkdir(parents=True)
    (tmp_path / "content" / "documents" / "lamp.md").write_text(document, "utf-8")
    (tmp_path / "pelicanconf.py").write_text(OURS, "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, *COMMANDS[command]], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    assert not (tmp_path / "output" / "documents" / "lamp.html").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_why_a_site_is_rendered_whole_is_said(tmp_path: Path, command: str) -> None:
    """In one line of a normal run, by the name of the plugin; it is no error."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "lamp.md").write_text(GOOD, "utf-8")
    plugin = "from pelican import signals\n\n\ndef done(pelican):\n    pass\n\n\ndef register():\n    signals.finalized.connect(done)\n"
    (tmp_path / "strange.py").write_text(plugin, "utf-8")
    (tmp_path / "pelicanconf.py").write_text(f"{SETTINGS}PLUGINS = ['strange']\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, *COMMANDS[command]], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    said = " ".join((done.stdout + done.stderr).split())
    assert said.count("not known to be safe: strange") == 1
