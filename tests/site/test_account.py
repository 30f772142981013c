"""The source of a document with what was changed in it."""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.document import Edit, apply
from readingroom.site.account import Change, rules, source_text
from readingroom.site.rows import Entry, Leaf
from readingroom.site.sources import find_originals, inside

TEXT = "HEAD\n\nOne exam-\nple of\x0c a line.\n"
CHANGES: list[Change] = [(0, "HEAD\n\n", "", "title", 0.9), (14, "-\n", "", "soft-hyphens", 0.6), (22, "\x0c", "", "page-breaks", 1.0)]


def test_taking_the_changes_back() -> None:
    """Markdown and ledger are the source."""
    body = apply(TEXT, [Edit(start, start + len(before), after, rule) for start, before, after, rule, _ in CHANGES])
    assert body == "One example of a line.\n"
    assert source_text(body, CHANGES) == TEXT
    assert source_text(body.replace("exam", "EXAM"), CHANGES) == TEXT.replace("exam", "EXAM")
    assert source_text("x", CHANGES) is not None  # nothing was put in, so nothing can be missed: the hash tells


def test_changes_that_do_not_fit() -> None:
    """What was put in must be there."""
    assert source_text("a b", [(1, "\n", "_", "joint", 1.0)]) is None


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9), st.text(max_size=5)), max_size=6))
def test_any_changes_can_be_taken_back(text: str, raw: list[tuple[int, int, str]]) -> None:
    """For every text and every list of edits."""
    edits, at = [], 0
    for start, length, after in sorted(raw):
        if at <= start <= len(text):
            at = min(len(text), start + length)
            edits.append(Edit(start, at, after, "rule"))
    changes = [(edit.start, text[edit.start : edit.end], edit.after, edit.rule, edit.confidence) for edit in edits]
    assert source_text(apply(text, edits), changes) == text


def test_rules_are_counted() -> None:
    """The busiest first, with how many of their changes are doubtful."""
    counted = rules([*CHANGES, (30, "x", "y", "title", 0.2)])
    assert [(rule.name, rule.count, rule.doubtful) for rule in counted] == [("title", 2, 1), ("page-breaks", 1, 0), ("soft-hyphens", 1, 1)]


@pytest.mark.parametrize("folder", ["/archive/texts", "/archive/site/../texts", "texts"])
def test_a_text_is_found_below_its_folder_however_that_is_written(folder: str) -> None:
    """A folder of texts may be named as seen from the site; a name that leads out of it is no text of it."""
    for name in ("a.txt", "letters/a.txt", "letters/../a.txt", "..a/b.txt"):
        assert inside(Path(folder), name) == f"{folder}/{os.path.normpath(name)}"
    for name in ("", ".", "..", "../a.txt", "letters/../../a.txt", "/etc/passwd", "a\0.txt"):
        assert not inside(Path(folder), name)


def test_a_text_beside_the_site_is_at_hand(tmp_path: Path) -> None:
    """So its download is a copy of it, and nothing has to be restored at each build."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "site").mkdir()
    data = b"The ice went out.\n"
    (tmp_path / "texts" / "a.txt").write_bytes(data)
    entry, digest = Entry("A", "documents/a.html"), sha256(data).hexdigest()
    leaf = Leaf(entry, "documents/a.html", "../", path="a.txt", sha256=digest, source="sources/a.html")
    (found,) = find_originals(leaf, tmp_path / "site" / "content", tmp_path / "site" / ".." / "texts")
    assert found.at_hand
