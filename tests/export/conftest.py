"""A site with everything that formats must carry: verse, a play, a letter, notes, tables, page numbers, held back and hostile texts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from exports import DOCUMENTS, invoke

from readingroom.export.load import loaded
from readingroom.export.model import Collection


@pytest.fixture(scope="session")
def exported_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site folder with these documents."""
    site = tmp_path_factory.mktemp("site")
    for name, text in DOCUMENTS.items():
        (site / "content/documents").mkdir(parents=True, exist_ok=True)
        (site / "content/documents" / name).write_text(text, "utf-8")
    (site / "pelicanconf.py").write_text(
        "from readingroom.site.settings import *\n"
        'SITENAME = "Harbour & <Archive>"\nSITESUBTITLE = "What the tide left"\nRIGHTS = "CC0"\n'
        'SITEURL = "https://archive.example/harbour"\nEDITION = "3"\nEDITION_DATE = "2026-02-08"\n',
        "utf-8",
    )
    return site


@pytest.fixture(scope="session")
def collection(exported_site: Path) -> Iterator[Collection]:
    """Its collection."""
    with loaded(exported_site / "pelicanconf.py") as (found, _):
        yield found


@pytest.fixture(scope="session")
def export(exported_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Export the site in some formats to a new folder, which is returned."""

    def run(*formats: str) -> Path:
        target = tmp_path_factory.mktemp("export") / "out"
        result = invoke(exported_site, "--to", target, *(word for name in formats for word in ("--format", name)))
        assert result.exit_code == 0, result.output
        return target

    return run
