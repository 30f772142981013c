"""The reader between Pelican and the documents."""

import json
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from pelican.settings import DEFAULT_CONFIG, get_settings_from_module

from readingroom.site import settings
from readingroom.site.reader import DocumentReader, sort_date

OURS = {**DEFAULT_CONFIG, **get_settings_from_module(settings)}
HEAD = "Title: A <b>\nAuthors: Tolstoy, Leo;\nSource: a.txt\nTags: one; two, three\n"


def read(tmp_path: Path, text: str, **more: object) -> tuple[str, dict]:
    """Read a file that holds this text."""
    (tmp_path / "a.md").write_bytes(text.encode("utf-8", "surrogateescape"))
    content, metadata = DocumentReader({**OURS, **more}).read(str(tmp_path / "a.md"))
    return content, metadata


def test_people_and_tags(tmp_path: Path) -> None:
    """A name with a comma is one person."""
    _, metadata = read(tmp_path, HEAD + "\nText.\n")
    assert [author.name for author in metadata["authors"]] == ["Tolstoy, Leo"]
    assert [tag.name for tag in metadata["tags"]] == ["one", "two, three"]


def test_escaping_for_other_themes(tmp_path: Path) -> None:
    """A theme without autoescape gets metadata that is escaped already."""
    _, metadata = read(tmp_path, HEAD + "\nText.\n")
    assert metadata["title"] == "A <b>"
    _, metadata = read(tmp_path, HEAD + "\nText.\n", JINJA_ENVIRONMENT={"autoescape": False})
    assert metadata["title"] == "A &lt;b&gt;"


@pytest.mark.parametrize("field", ["url", "save_as", "template", "content", "modified", "author", "slug_x", "settings"])
def test_fields_have_no_power(tmp_path: Path, field: str) -> None:
    """What Pelican would act upon is only data in a converted document."""
    _, metadata = read(tmp_path, f"{HEAD}{field}: evil\n\nText.\n")
    assert field not in metadata
    assert metadata["fields"][field] == "evil"


@pytest.mark.parametrize("status", ["withheld", "Withheld", "embargoed", "publish", "no"])
def test_what_is_not_public_is_skipped(tmp_path: Path, status: str) -> None:
    """An unknown status withholds: that is the mistake that can be mended."""
    content, metadata = read(tmp_path, f"{HEAD}Status: {status}\n\nText.\n")
    assert (content, metadata["status"]) == ("", "skip")


def test_windows_line_ends_and_strange_bytes(tmp_path: Path) -> None:
    """A file that a hand saved on Windows, or damaged, is read all the same."""
    content, metadata = read(tmp_path, HEAD.replace("\n", "\r\n") + "\r\nOne  \r\ntwo \udcff.\r\n")
    assert metadata["title"] == "A <b>"
    assert "One<br>\ntwo \ufffd." in content


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"date": "1931-04-02"}, datetime(1931, 4, 2)),
        ({"issued": "1931-04~"}, datetime(1931, 4, 1)),
        ({"issued": "1931-22"}, datetime(1931, 6, 1)),
        ({"date": "1931-02-29"}, datetime(1931, 2, 1)),
        ({"issued": "-0043"}, datetime(1, 1, 1)),
        ({}, datetime(1, 1, 1)),
    ],
)
def test_the_date_for_sorting(fields: dict[str, str], date: datetime) -> None:
    """Never today's."""
    assert sort_date(fields) == date


CUT = "Title: Secret\n\nStatus: withheld\nSource: a.txt\nSource-SHA256: " + "0a" * 32 + "\n\nText <script>alert(1)</script>.\n"


def test_a_document_whose_header_is_cut_short_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An error says so: its status stands in the text now, and the HTML of the text would be live."""
    for text in (CUT, CUT.replace("\n\nStatus", "\nof all secrets\nStatus")):
        caplog.clear()
        content, metadata = read(tmp_path, text)
        assert (content, metadata["status"]) == ("", "skip")
        assert [(record.levelname, "header ends too early" in record.message) for record in caplog.records] == [("ERROR", True)]


@pytest.mark.parametrize("name", ["a.txt", "a", "a.TXT"])
def test_a_document_that_a_ledger_names_is_not_by_hand(tmp_path: Path, name: str) -> None:
    """Though nothing of its header is left."""
    for place, status in (("documents/b.md", None), ("documents/a.md", "skip")):
        (tmp_path / "ledger").mkdir(exist_ok=True)
        (tmp_path / f"ledger/{name}.json").write_text(json.dumps({"format": 1, "markdown": {"path": place}}))
        (tmp_path / "documents").mkdir(exist_ok=True)
        (tmp_path / "documents/a.md").write_text("Title: Mine\n\n<b>Text.</b>\n")
        content, metadata = DocumentReader({**OURS, "PATH": str(tmp_path)}).read(str(tmp_path / "documents/a.md"))
        assert metadata.get("status") == status
        assert ("<b>" in content) == (status is None)


def test_what_is_yet_to_be_redacted_is_named_as_other_files_are(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Below the content, not by where this machine has it."""
    (tmp_path / "ledger").mkdir()
    markdown = {"path": "a.md", "body_sha256": sha256(b"Text.\n").hexdigest()}
    (tmp_path / "ledger/a.txt.json").write_text(json.dumps({"format": 1, "markdown": markdown}))
    read(tmp_path, HEAD + "Status: redacted\n\nText.\n", PATH=str(tmp_path))
    (message,) = caplog.messages
    assert message.startswith("a.md is to be redacted")
