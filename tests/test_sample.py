"""The sample collection: what must come out of each of its texts, and that what is kept in git is what comes out."""

import json
import re
import shutil
from pathlib import Path

import pytest
from samples import ROOT

from readingroom import header
from readingroom.collection import Task, convert_collection
from readingroom.progress import Report, silent

EXPECTED = json.loads((ROOT / "tests" / "sample.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[dict[str, str], str]]:
    """Header and body of each document as converted, without the spreadsheet."""
    content = tmp_path_factory.mktemp("sample") / "content"
    report = Report()
    convert_collection(Task(ROOT / "texts", content), report, silent)
    assert report.counts == {"converted": len(EXPECTED)}
    documents = (header.split(file.read_text("utf-8")) for file in (content / "documents").rglob("*.md"))
    return {fields["Source"]: (fields, body) for fields, body in documents}


@pytest.mark.parametrize("path", EXPECTED)
def test_metadata_is_found_and_none_invented(found: dict[str, tuple[dict[str, str], str]], path: str) -> None:
    """Title, authors, date or year, language, from the text alone."""
    fields, want = found[path][0], EXPECTED[path]
    assert fields["Title"] in want["title"]
    assert list(header.split_names(fields.get("Authors", ""))) == want["authors"]
    assert (fields.get("Date"), fields.get("Issued"), fields.get("Lang")) == (want.get("date"), want.get("issued"), want["lang"])


@pytest.mark.parametrize("path", [path for path in EXPECTED if "furniture" in EXPECTED[path]])
def test_furniture_is_gone(found: dict[str, tuple[dict[str, str], str]], path: str) -> None:
    """Running heads, page numbers and footers stand on no line of their own."""
    lines = {line.replace("\\", "").strip("-# ") for line in found[path][1].splitlines()}
    assert not lines & {line.strip("-# ") for line in EXPECTED[path]["furniture"]}


@pytest.mark.parametrize("path", [path for path in EXPECTED if "joined" in EXPECTED[path] or "kept" in EXPECTED[path]])
def test_words_cut_at_line_ends_are_whole(found: dict[str, tuple[dict[str, str], str]], path: str) -> None:
    """And true compounds keep their hyphens."""
    words = set(re.findall(r"[\w'’-]+", found[path][1].replace("\u2010", "-")))
    missing = [word for word in (*EXPECTED[path].get("joined", ()), *EXPECTED[path].get("kept", ())) if word not in words]
    assert missing == []


@pytest.mark.xfail(strict=True, reason="both halves look like one word that was cut: nothing in the text or the collection says otherwise")
@pytest.mark.parametrize("path", [path for path in EXPECTED if "known_faults" in EXPECTED[path]])
def test_words_that_are_known_to_come_out_wrong(found: dict[str, tuple[dict[str, str], str]], path: str) -> None:
    """When one comes out right, it moves to the others."""
    assert all(word in found[path][1] for word in EXPECTED[path]["known_faults"])


def test_what_is_kept_in_git_is_what_comes_out(tmp_path: Path) -> None:
    """Converting the sample collection again changes nothing, not even with today's rules."""
    for name in ("documents", "ledger", "registry.csv"):
        source = ROOT / "content" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    for again in (False, True):
        report = Report()
        convert_collection(Task(ROOT / "texts", tmp_path, ROOT / "metadata.csv", again=again), report, silent)
        assert report.counts == {"converted" if again else "unchanged": len(EXPECTED)}
        assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before
