"""texts.zip: every document in three forms, and a manifest that proves them."""

import csv
import io
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from exports import invoke
from samples import LETTER

from readingroom.progress import Report, silent
from readingroom.site.build import build_site
from readingroom.site.settings_file import find_site


@pytest.fixture
def archive(tmp_path: Path) -> ZipFile:
    """The texts of a site that was converted from a text."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/letter.txt").write_bytes(LETTER.replace("\n", "\r\n").encode("utf-16"))
    (tmp_path / "content").mkdir()
    (tmp_path / "pelicanconf.py").write_text('from readingroom.site.settings import *\nSITENAME = "A Room"\nPATH = "content"\n', "utf-8")
    build_site(find_site(tmp_path), Report(), silent)
    assert invoke(tmp_path, "--to", tmp_path / "out", "--format", "texts").exit_code == 0
    return ZipFile(tmp_path / "out/texts.zip")


def test_names_sort_and_say_date_and_title(archive: ZipFile) -> None:
    """Folders by form; the date first."""
    name = "1931-05-03 a-letter-from-the-breakwater"
    assert archive.namelist() == [f"markdown/{name}.md", f"text/{name}.txt", f"originals/{name}.txt", "manifest.csv"]


def test_the_original_is_the_file_that_was_converted(archive: ZipFile) -> None:
    """Byte for byte, in its own encoding."""
    assert archive.read("originals/1931-05-03 a-letter-from-the-breakwater.txt") == LETTER.replace("\n", "\r\n").encode("utf-16")


def test_plain_text_is_reflowed(archive: ZipFile) -> None:
    """A paragraph is a line, without markup."""
    text = archive.read("text/1931-05-03 a-letter-from-the-breakwater.txt").decode()
    assert text.startswith(
        "A Letter from the Breakwater\nAda Quill\n1931-05-03\n\nThe harbour was quiet this morning, and the men who came"
    )
    assert "I counted eleven boats, which is two fewer than on the day your father left.\n" in text


def test_the_manifest_proves_every_file(archive: ZipFile) -> None:
    """Size and SHA-256 of each."""
    rows = list(csv.DictReader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))
    assert [row["file"] for row in rows] == archive.namelist()[:-1]
    for row in rows:
        data = archive.read(row["file"])
        assert (row["bytes"], row["sha256"]) == (str(len(data)), sha256(data).hexdigest())
