"""The files in which documents are kept from one build to the next."""

from pathlib import Path

import pytest
from engine_sites import build, build_clean, differences, make

from readingroom.site.engine import ahead, batches, processes, rows
from readingroom.site.engine.rows import Row
from readingroom.site.engine.shapes import shape


@pytest.mark.parametrize("helped", [False, True])
def test_after_an_edit_one_file_of_documents_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, helped: bool) -> None:
    """Documents stand in small files; those of a document that went, and what is left of one that was read anew, go, too."""
    monkeypatch.setattr(rows, "FRESH", 1)
    for module in (ahead, batches):
        monkeypatch.setattr(module, "BATCH", 4)
    monkeypatch.setattr(processes, "SHARE", 2)
    monkeypatch.setenv("READINGROOM_WORKERS", "2")
    site = make(tmp_path, **{f"many/{number:02}.md": f"Title: N{number}\nDate: 1931-05-03\n\nText.\n" for number in range(30)})
    monkeypatch.setattr(ahead, "FEWEST", 1 if helped else 400)
    build(site)

    def kept() -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in (site / "output.state").rglob("documents-*")}

    assert len(kept()) > 8
    monkeypatch.setattr(ahead, "FEWEST", 400)
    path = site / "content" / "many" / "07.md"
    path.write_text(path.read_text("utf-8") + "\nMore.\n", "utf-8")
    build(site)
    build(site)  # what pages see of documents in another way than was foreseen is written down once
    second = kept()
    path.write_text(path.read_text("utf-8") + "\nAnd more.\n", "utf-8")
    build(site)
    assert len(kept().items() - second.items()) == 1
    for number in range(30):
        (site / "content" / "many" / f"{number:02}.md").unlink()
    found, report = build(site)
    assert report.documents < 20
    assert not differences(found, build_clean(site))
    assert len(kept()) < len(second) - 4


def test_a_few_documents_that_are_digested_anew_are_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of twenty, as those that a feed shows, are digested again by the next build; more than that are written down."""
    monkeypatch.setattr(batches, "BATCH", 10)
    form = shape("Article", ("source_path",), (), (), (("source_path",), ()))
    documents = {
        ("Article", f"{number:02}.md"): Row(
            None, b"", (), form, (f"{number:02}.md",), (), (), (number, 1), b"", False, False, ("", ""), True
        )
        for number in range(40)
    }
    kept = batches.Batches(tmp_path, "a site")
    kept.bring_up_to_date(b"epoch", documents, documents.keys())
    assert kept.numbers() == [0, 1, 2, 3]
    written: list[int] = []
    usual = batches.Batches.write

    def write(self: batches.Batches, number: int, epoch: bytes, values: dict[rows.Key, Row]) -> None:
        written.append(number)
        usual(self, number, epoch, values)

    monkeypatch.setattr(batches.Batches, "write", write)
    for number in (5, 15):
        documents["Article", f"{number:02}.md"].digests[b"a view"] = b"a digest"
    kept.bring_up_to_date(b"epoch", documents, set())
    assert not written
    documents["Article", "16.md"].digests[b"a view"] = b"a digest"
    kept.bring_up_to_date(b"epoch", documents, set())
    assert sorted(written) == [0, 1]
    again = batches.Batches(tmp_path, "a site").read(1, b"epoch", {}, {})
    assert again["Article", "15.md"].digests == {b"a view": b"a digest"}
