"""Pelican's own sample site, both configurations, two themes: the same bytes, clean, after an edit and after it is taken back.

The samples are in Pelican's source distribution, which is fetched once; without it the test is skipped.
"""

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pelican
import pytest
from engine_sites import differences, files, quiet
from pelican.settings import read_settings

from readingroom.site.engine import Pelican

WANTED = f"pelican=={pelican.__version__}"


@pytest.fixture(scope="module")
def samples(request: pytest.FixtureRequest) -> Path:
    """The folder `samples` of Pelican's source distribution."""
    cache = request.config.cache
    assert cache is not None
    folder = Path(cache.mkdir("pelican-source"))
    if not list(folder.glob(f"pelican-{pelican.__version__}/samples")):
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", str(folder), WANTED]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=180)
        except (subprocess.SubprocessError, OSError) as error:
            pytest.skip(f"Pelican's source distribution can't be fetched: {error}")
        with tarfile.open(next(folder.glob("pelican-*.tar.gz"))) as archive:
            archive.extractall(folder, filter="data")
    return folder / f"pelican-{pelican.__version__}" / "samples"


def run(cls: Any, site: Path, output: str, config: str, theme: str) -> dict[str, bytes]:
    """Build with a Pelican class; gives the files."""
    paths = {"PATH": str(site / "content"), "OUTPUT_PATH": str(site / output), "CACHE_PATH": str(site / f"{output}.state")}
    with quiet():
        cls(read_settings(str(site / config), override={**paths, "THEME": theme, "PLUGINS": []})).run()
    return files(site / output)


@pytest.mark.parametrize("config", ["pelican.conf.py", "pelican.conf_FR.py"])
@pytest.mark.parametrize("theme", ["notmyidea", "simple"])
def test_samples(samples: Path, tmp_path: Path, config: str, theme: str) -> None:
    """Each of Pelican's samples comes out as Pelican makes it."""
    site = tmp_path / "samples"
    shutil.copytree(samples, site)
    first = run(pelican.Pelican, site, "stock", config, theme)
    assert len(first) > 40
    for _ in range(2):
        assert not differences(run(Pelican, site, "ours", config, theme), first)
    article = site / "content" / "cat1" / "article1.rst"
    text = article.read_text("utf-8")
    article.write_text(text.replace("Article 1", "Article one", 1) + "\nOne more line.\n", "utf-8")
    shutil.rmtree(site / "stock")
    edited = run(pelican.Pelican, site, "stock", config, theme)
    assert differences(edited, first)
    assert not differences(run(Pelican, site, "ours", config, theme), edited)
    article.write_text(text, "utf-8")
    assert not differences(run(Pelican, site, "ours", config, theme), first)
