"""What a collection has in common is kept as a sum: after any changes it is what a conversion from nothing finds."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readingroom import header, shelf
from readingroom.census import conclude
from readingroom.clean import clean
from readingroom.collection import Task, convert_collection, drafts
from readingroom.document import Survey
from readingroom.memory import FILE
from readingroom.progress import Report, silent
from readingroom.read import read
from readingroom.survey import tally

HEADS = ("Ostrel Packet", "The Lamp", "Minutes of the board", "3/4/1931", "27/4/1931", "4/27/1931", "")
BODIES = ("The boats came in.", "The har-\nbour was closed.", "The harbour and the breakwater.", "Nobody came to the break-\nwater.")
FEET = ("www.packet.example", "To write to the Packet, visit:\npacket.example/letters", "- 3 -", "")
TEXTS = st.builds("{}\n\n{}\n\n{}\n".format, *map(st.sampled_from, (HEADS, BODIES, FEET))).filter(str.strip)
NAMES = st.sampled_from([f"{number}.txt" for number in range(14)])


@contextmanager
def surveys() -> Iterator[list[Survey]]:
    """Every survey that conversions take meanwhile."""
    seen: list[Survey] = []
    take = drafts.take_survey
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("readingroom.collection.drafts.take_survey", lambda *given: seen.append(take(*given)) or seen[-1])
        yield seen


def convert(texts: Path, content: Path, cache: Path, *, again: bool = False) -> Report:
    """Convert a folder."""
    report = Report()
    convert_collection(Task(texts, content, cache=cache, again=again, jobs=1), report, silent)
    return report


def converted(content: Path) -> dict[str, tuple[object, ...]]:
    """Body and ledger of each document, but for its number and slug, which were given in another order."""
    place, out = shelf.Shelf(content), dict[str, tuple[object, ...]]()
    for file in (content / "ledger").rglob("*.json"):
        entry = place.ledger(file.relative_to(content / "ledger").as_posix().removesuffix(".json"))
        assert entry
        markdown = place.markdown(entry)
        assert markdown is not None
        out[entry.path] = (header.split(markdown)[1], entry.edits, entry.before, entry.found, entry.sha256)
    return out


def from_nothing(texts: Path) -> Survey:
    """What the texts have in common, added up."""
    return conclude([tally(clean(read(texts, file.name).text)) for file in texts.iterdir()])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(NAMES, st.none() | TEXTS, min_size=1, max_size=6), min_size=2, max_size=5), st.data())
def test_any_changes(rounds: list[dict[str, str | None]], data: st.DataObject) -> None:
    """Texts are added, edited, copied and removed: each survey that is taken on the way is that of all texts, and so is what comes out."""
    with tempfile.TemporaryDirectory() as scratch, surveys() as seen:
        texts, content, cache = (Path(scratch) / name for name in ("texts", "content", "cache"))
        texts.mkdir()
        for changes in rounds:
            for name, text in changes.items():
                if text is not None:
                    (texts / name).write_text(text, "utf-8")
                else:
                    (texts / name).unlink(missing_ok=True)
                    if data.draw(st.booleans()):
                        (content / f"documents/{Path(name).stem}.md").unlink(missing_ok=True)
                        (content / f"ledger/{name}.json").unlink(missing_ok=True)
            taken = len(seen)
            convert(texts, content, cache)
            assert seen[taken:] in ([], [from_nothing(texts)])
        for file in content.rglob("*"):  # documents whose text is gone
            if file.suffix in (".md", ".json") and not (texts / f"{file.name.split('.')[0]}.txt").exists():
                file.unlink()
        convert(texts, content, cache, again=True)
        convert(texts, Path(scratch) / "clean", Path(scratch) / "clean-cache")
        assert converted(content) == converted(Path(scratch) / "clean")


@pytest.mark.parametrize("table", ["tallies", "sums", "one tally", "a sum of others", "encoding"])
def test_a_sum_that_does_not_fit_is_taken_afresh(tmp_path: Path, table: str) -> None:
    """Never trusted: neither where something is missing or damaged, nor where it is the sum of something else."""
    import sqlite3  # noqa: PLC0415  only here

    texts, content, cache = tmp_path / "texts", tmp_path / "content", tmp_path / "cache"
    texts.mkdir()
    for number in range(6):
        (texts / f"{number}.txt").write_text(f"The Lamp\n\n{BODIES[number % 4]} Word{chr(97 + number)}.\n\n{FEET[0]}\n", "utf-8")
    convert(texts, content, cache)
    base = sqlite3.connect(cache / FILE)
    if table == "one tally":
        base.execute("UPDATE tallies SET data = substr(data, 1, length(data) - 1) || x'00'")
    elif table == "a sum of others":
        shutil.copytree(texts, tmp_path / "others")
        (tmp_path / "others/0.txt").write_text("Another\n\nOne of its own.\n", "utf-8")
        convert(tmp_path / "others", tmp_path / "other-content", tmp_path / "other-cache")
        base.execute("ATTACH ? AS other", (str(tmp_path / "other-cache" / FILE),))
        base.execute("REPLACE INTO sums SELECT * FROM other.sums")
    elif table != "encoding":
        base.execute(f"DELETE FROM {table}")
    base.commit()
    base.close()
    (texts / "0.txt").write_text("The Lamp\n\nIt went out.\n", "utf-8")
    with surveys() as seen:
        task = Task(texts, content, cache=cache, jobs=1, encoding="cp1252" if table == "encoding" else None)
        convert_collection(task, Report(), silent)
    assert seen == [from_nothing(texts)]
