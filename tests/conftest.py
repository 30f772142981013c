"""What tests share: a small collection to convert, and the texts to test with where they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from readingroom.collection import Task, convert_collection
from readingroom.progress import Report, silent

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"

LETTER = """\
A Letter from the Breakwater

Ada Quill
3 May 1931

The harbour was quiet this morning, and the men who came to look at the new
wall went home again without a word. I counted eleven boats, which is two
fewer than on the day your father left.

Nobody speaks of the lighter any more. I asked the harbour master, who said
that he had not been asked, and that he would rather not be.
"""

MINUTES = """\
Minutes of the Harbour Board

12 June 1932

The chairman reported that the breakwater had lost nine stones since the
spring, and that the tenth was loose. Mr Holt asked whether it was the tenth
that he had stood on. The chairman said that it was.
"""


@pytest.fixture
def corpus() -> Path:
    """The folder of texts to test with."""
    if not CORPUS.is_dir():
        pytest.skip("the texts to test with (shared/corpus) are not here")
    return CORPUS


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with two texts."""
    folder = tmp_path / "texts"
    (folder / "letters").mkdir(parents=True)
    (folder / "letters" / "1.txt").write_text(LETTER, "utf-8")
    (folder / "minutes.txt").write_text(MINUTES, "utf-8")
    return folder


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Where they are converted to."""
    return tmp_path / "content"


@pytest.fixture
def convert(texts: Path, content: Path, tmp_path: Path) -> Callable[..., Report]:
    """Convert the two texts, or whatever they have become."""

    def run(**settings: object) -> Report:
        report = Report()
        convert_collection(Task(texts, content, tmp_path / "metadata.csv", **settings), report, silent)  # type: ignore[arg-type]
        return report

    return run
