"""The same inputs give the same site in another folder, on another day, whatever asks for the time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from engine_sites import SETTINGS, differences, files, make

CLOCK = """
import datetime, os, time
SHIFT = 86400 * 400 + 3601 * 7
for name in ("time", "time_ns"):
    setattr(time, name, lambda real=getattr(time, name), unit=10**9 if name.endswith("ns") else 1: real() + SHIFT * unit)
for name in ("localtime", "gmtime"):
    setattr(time, name, lambda seconds=None, real=getattr(time, name): real(time.time() if seconds is None else seconds))


class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())


class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(time.time())

    @classmethod
    def today(cls):
        return cls.now()


datetime.datetime = Moment
open(os.environ["CLOCK_SEEN"], "w").close()
"""
"""A clock that is more than a year ahead: Python loads it first in every process."""


def built(folder: Path, command: list[str], output: Path, *, ahead: bool) -> dict[str, bytes]:
    """The files that a command makes, with the clock as it is or ahead."""
    clock, seen = folder / "clock", folder / "seen"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(CLOCK, "utf-8")
    paths = [str(clock)] if ahead else []
    environment = {**os.environ, "CLOCK_SEEN": str(seen), "PYTHONPATH": os.pathsep.join([*paths, *filter(None, sys.path)])}
    environment.pop("SOURCE_DATE_EPOCH", None)
    subprocess.run([sys.executable, *command], check=True, env=environment, cwd=folder, capture_output=True)
    assert seen.exists() == ahead
    return files(output)


def test_a_site_with_everything(tmp_path: Path) -> None:
    """Drafts, feeds, archives, translations: no page or feed holds the time of the build."""
    found = []
    for name, ahead in (("one", False), ("a/longer/way/two", True)):
        folder = make(tmp_path / name)
        lines = [f"{setting} = {value!r}" for setting, value in SETTINGS.items()]
        lines += ["PELICAN_CLASS = 'readingroom.Pelican'", "PATH = 'content'", "THEME = 'theme'"]
        (folder / "pelicanconf.py").write_text("\n".join(lines), "utf-8")
        found.append(built(folder, ["-m", "pelican", "content", "-s", "pelicanconf.py"], folder / "output", ahead=ahead))
    assert len(found[0]) > 30
    assert not differences(*found)


@pytest.mark.parametrize("edition", ["", "EDITION_DATE = '2026-02-08'\n"])
def test_a_reading_room(tmp_path: Path, edition: str) -> None:
    """From texts to Markdown to a site with feed and sitemap; ledgers and registry are the same, too."""
    found = []
    for name, ahead in (("one", False), ("a/longer/way/two", True)):
        folder = tmp_path / name
        texts = folder / "texts"
        texts.mkdir(parents=True)
        (texts / "1.txt").write_text("The Pilot\n\n3 May 1931\n\nNothing of note happened at the quay, and it happened slowly.\n", "utf-8")
        (texts / "2.txt").write_text("A Letter\n\nDear Bo, the ice is early this year; it came in the night, in April.\n", "utf-8")
        site = folder / "site"
        subprocess.run([sys.executable, "-m", "readingroom", "new", str(site), "--texts", str(texts), "--title", "A Room"], check=True)
        with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
            settings.write(f"\nSITEURL = 'https://room.example'\n{edition}")
        pages = built(folder, ["-m", "readingroom", "build", str(site)], site / "output", ahead=ahead)
        assert {"index.html", "sitemap.xml", "feed.xml"} <= pages.keys()
        found.append({**pages, **{f"content/{name}": data for name, data in files(site / "content").items()}})
    assert not differences(*found)
