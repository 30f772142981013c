"""A real browser, and the sample site built once."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from samples import ROOT

from readingroom.progress import Report, silent
from readingroom.site.build import build_site
from readingroom.site.settings_file import find_site

CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium or Chrome, as `make browser` found or installed it."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CANDIDATES)), None)
    if not path:
        pytest.fail("no Chromium or Chrome: install one, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]  # no sandbox: in containers there is none
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample collection, built from its texts in a folder with a space and an accent in its name."""
    root = tmp_path_factory.mktemp("a résumé of sites")
    for name in ("texts", "content/pages"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("pelicanconf.py", "metadata.csv"):
        shutil.copy(ROOT / name, root / name)
    report = Report()
    build_site(find_site(root), report, silent)
    assert not report.failed, [str(message) for message in report.messages]
    return root / "output"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test when anything is asked of another host, or anything goes wrong on it."""
    context = browser.new_context()
    opened = context.new_page()
    wrong: list[str] = []
    opened.on(
        "request", lambda request: None if request.url.startswith(("file:", "data:", "http://127.0.0.1")) else wrong.append(request.url)
    )
    opened.on(
        "requestfailed", lambda request: None if request.failure == "net::ERR_ABORTED" else wrong.append(f"failed: {request.url}")
    )  # aborted: the reader went on
    opened.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert not wrong
