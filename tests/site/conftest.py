"""The fixture site, built by Pelican as it comes, and a reader for its pages."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pages import Html, parse
from pelican import Pelican
from pelican.settings import read_settings

HERE = Path(__file__).parent
SETTINGS = """
from readingroom.site.settings import *
SITENAME = "Harbour Archive"
SITESUBTITLE = "What the tide left."
RIGHTS = "Public domain unless stated otherwise"
"""
ADDRESS = """
SITEURL = "https://archive.example/harbour"
EDITION = "3"
EDITION_DATE = "2026-02-08"
"""


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Build the fixture site, or another content folder, with more settings, in a folder of its own; its output."""

    def run(more: str = "", content: Path = HERE / "content", name: str = "site", texts: Path | None = None) -> Path:
        root = tmp_path_factory.mktemp(name)
        shutil.copytree(content, root / "content")
        if (content.parent / "metadata.csv").is_file():
            shutil.copy(content.parent / "metadata.csv", root)
        if texts or content.parent == HERE:
            shutil.copytree(texts or HERE / "texts", root / "texts")
        (root / "pelicanconf.py").write_text(SETTINGS + more, "utf-8")
        Pelican(read_settings(str(root / "pelicanconf.py"))).run()
        return root / "output"

    return run


@pytest.fixture(scope="session")
def site(build: Callable[..., Path]) -> Path:
    """The fixture site without an address."""
    return build()


@pytest.fixture(scope="session")
def public_site(build: Callable[..., Path]) -> Path:
    """The fixture site with an address and an edition."""
    return build(ADDRESS)


@pytest.fixture(scope="session")
def pages(public_site: Path) -> dict[str, Html]:
    """Every HTML page of the fixture site, by its path."""
    return {path.relative_to(public_site).as_posix(): parse(path.read_text("utf-8")) for path in sorted(public_site.rglob("*.html"))}
