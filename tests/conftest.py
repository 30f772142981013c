"""What tests share: a small collection to convert, and the texts to test with where they are."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from samples import CORPUS, LETTER, MINUTES

from readingroom import workers
from readingroom.collection import Task, convert_collection
from readingroom.convert import Converted
from readingroom.document import Source, Survey
from readingroom.progress import Report, silent

# No deadlines: a busy machine is no fault. The same examples each time where a failure would hold up others; new ones at a desk.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(autouse=True)
def _settings_of_no_other_site() -> Iterator[None]:
    """publishconf.py imports pelicanconf.py as a module: the next site in this process has its own."""
    path = sys.path.copy()
    sys.modules.pop("pelicanconf", None)
    yield
    sys.path[:] = path
    sys.modules.pop("pelicanconf", None)


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


@pytest.fixture
def said(tmp_path: Path) -> Callable[[str], None]:
    """Write the spreadsheet."""
    return lambda text: (tmp_path / "metadata.csv").write_text(text, "utf-8") and None


@pytest.fixture
def newer_rules(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on, titles come out in capitals."""
    real = workers.convert

    def newer(source: Source, known: Survey, off: frozenset[str]) -> Converted:
        made = real(source, known, off)
        found = tuple(replace(f, value=f.value.upper()) if f.field == "title" else f for f in made.document.findings)
        return replace(made, document=replace(made.document, findings=found))

    return lambda: monkeypatch.setattr(workers, "convert", newer)
