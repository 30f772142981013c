"""Whatever is edited, in whatever order: the next build gives what a build from nothing gives."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from engine_sites import build, build_clean, build_stock, differences, make
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readingroom.site.engine import ahead, batches, rows, stamps, twin

Edit = Callable[[Path, int, dict[str, Any]], None]


def documents(site: Path) -> list[Path]:
    """All Markdown files of the site."""
    return sorted((site / "content").rglob("*.md"))


def pick(paths: list[Path], number: int) -> Path:
    """One of them."""
    return paths[number % len(paths)]


def change(path: Path, old: str, new: str) -> None:
    """Replace in a file, which keeps its size now and then."""
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def change_body(site: Path, number: int, more: dict[str, Any]) -> None:
    """Add a line to a text."""
    with pick(documents(site), number).open("a", encoding="utf-8") as file:
        file.write(f"\nLine {number}, with a [link]({{filename}}/harbour/minutes.md).\n")


def change_letter(site: Path, number: int, more: dict[str, Any]) -> None:
    """Change a text without changing its size."""
    change(pick(documents(site), number), "e", "o")


def add(site: Path, number: int, more: dict[str, Any]) -> None:
    """A new document, which others may have linked to before it was there."""
    path = site / "content" / "letters" / f"new-{number}.md"
    path.write_text(
        f"Title: New {number}\nDate: 19{30 + number % 5}-07-{1 + number % 28:02}\nTags: light, n{number % 3}\n\nNew text {number}.\n",
        "utf-8",
    )


def remove(site: Path, number: int, more: dict[str, Any]) -> None:
    """A document goes."""
    if len(documents(site)) > 4:
        pick(documents(site), number).unlink()


def rename(site: Path, number: int, more: dict[str, Any]) -> None:
    """A file gets another name."""
    path = pick(documents(site), number)
    path.rename(path.with_name(f"renamed-{number}-{path.name}"))


def retitle(site: Path, number: int, more: dict[str, Any]) -> None:
    """A document gets another title, and so another address."""
    change(pick(documents(site), number), "Title: ", f"Title: Once more {number} ")


def redate(site: Path, number: int, more: dict[str, Any]) -> None:
    """A document gets another date, and so another place in lists."""
    change(pick(documents(site), number), "Date: 193", f"Date: 19{4 + number % 3}")


def move(site: Path, number: int, more: dict[str, Any]) -> None:
    """A document goes to another folder, and so to another category."""
    path = pick([path for path in documents(site) if "pages" not in path.parts], number)
    (site / "content" / f"moved{number % 2}").mkdir(exist_ok=True)
    path.rename(site / "content" / f"moved{number % 2}" / path.name)


def tag(site: Path, number: int, more: dict[str, Any]) -> None:
    """A document gets another tag."""
    change(pick(documents(site), number), "Tags: ", f"Tags: t{number % 4}, ")


def status(site: Path, number: int, more: dict[str, Any]) -> None:
    """A document becomes a draft or is hidden."""
    change(pick(documents(site), number), "Title: ", f"Status: {('draft', 'hidden', 'published')[number % 3]}\nTitle: ")


def template(site: Path, number: int, more: dict[str, Any]) -> None:
    """A template changes."""
    path = pick(sorted((site / "theme" / "templates").iterdir()), number)
    path.write_text(path.read_text("utf-8") + f"<!-- {number} -->", "utf-8")


def static(site: Path, number: int, more: dict[str, Any]) -> None:
    """A static file changes, or a new one comes."""
    (site / "content" / "images" / ("chart.txt", "new.txt")[number % 2]).write_text(f"{number}\n", "utf-8")


def setting(site: Path, number: int, more: dict[str, Any]) -> None:
    """A setting changes."""
    name, values = list(SETTINGS.items())[number % len(SETTINGS)]
    more[name] = values[number % 2]


def touch(site: Path, number: int, more: dict[str, Any]) -> None:
    """A file gets another time and keeps its text."""
    os.utime(pick(documents(site), number))


SETTINGS: dict[str, tuple[Any, Any]] = {
    "SITENAME": ("A harbour", "Another harbour"),
    "SITEURL": ("https://harbour.example", "https://port.example"),
    "RELATIVE_URLS": (True, False),
    "DEFAULT_PAGINATION": (2, 3),
    "ARTICLE_URL": ("{slug}.html", "{date:%Y}/{slug}.html"),
    "CATEGORY_URL": ("category/{slug}.html", "c/{slug}.html"),
    "SUMMARY_MAX_LENGTH": (50, 5),
    "DEFAULT_DATE_FORMAT": ("%d %B %Y", "%Y"),
    "ARTICLE_ORDER_BY": ("reversed-date", "title"),
    "FEED_MAX_ITEMS": (100, 2),
    "TIMEZONE": ("Europe/Stockholm", "UTC"),
}
EDITS: list[Edit] = [change_body, change_letter, add, remove, rename, retitle, redate, move, tag, status, template, static, setting, touch]


@pytest.fixture(autouse=True)
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the stamps of files that are a fiftieth of a second old, so that they are used at all in a test. Few documents fill a file."""
    monkeypatch.setattr(rows, "FRESH", 20_000_000)
    for module in (ahead, batches):
        monkeypatch.setattr(module, "BATCH", 3)
    monkeypatch.setattr(batches, "FEW", 2)


@pytest.mark.parametrize("helped", [False, True])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 1000)), min_size=3, max_size=6))
def test_incremental_is_clean(helped: bool, monkeypatch: pytest.MonkeyPatch, edits: list[tuple[Edit, int]]) -> None:
    """After each of some random edits, the incremental build is the clean one; at the end both are Pelican's.

    `helped`: other processes look at files ahead and read documents, as in a large site.
    """
    if helped:
        monkeypatch.setenv("READINGROOM_WORKERS", "2")
        for module in (ahead, stamps, twin):
            monkeypatch.setattr(module, "FEWEST", 1)
    with tempfile.TemporaryDirectory() as folder:
        site, more = make(Path(folder)), dict[str, Any]()
        build(site)
        for edit, number in edits:
            edit(site, number, more)
            clean = build_clean(site, **more)
            assert not differences(build(site, **more)[0], clean), f"after {edit.__name__} {number}"
        assert not differences(build_stock(site, **more), clean)
