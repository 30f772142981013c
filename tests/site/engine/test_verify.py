"""`verify` finds a file that isn't as a clean build makes it, and says where."""

from pathlib import Path

import pytest
from engine_sites import SETTINGS, make
from jinja2 import DictLoader, Environment

from readingroom.site.engine import build, verify
from readingroom.site.engine.closure import close
from readingroom.site.engine.documents import Documents


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    """A site with a settings file."""
    make(tmp_path)
    lines = [f"{name} = {value!r}" for name, value in SETTINGS.items()]
    path = tmp_path / "harbourconf.py"
    path.write_text("\n".join([*lines, "PATH = 'content'", "THEME = 'theme'", "OUTPUT_PATH = 'output'", "CACHE_PATH = 'state'"]), "utf-8")
    return path


def test_a_good_site(settings_file: Path) -> None:
    """There is nothing to find in a site that was just built, or built again."""
    output = settings_file.parent / "output"
    build(settings_file)
    assert verify(settings_file, output=output) == []
    (settings_file.parent / "content" / "letters" / "to-bo.md").unlink()
    report = build(settings_file)
    assert report.removed
    (output / "CNAME").write_text("x", "utf-8")
    assert verify(settings_file, output=output) == []


def test_a_page_that_is_wrong(settings_file: Path) -> None:
    """A page that was changed, one too many and one too few are named, with the first line that differs."""
    output = settings_file.parent / "output"
    build(settings_file)
    page = output / "contact.html"
    page.write_text(page.read_text("utf-8").replace("The board", "The bored"), "utf-8")
    (output / "tags.html").unlink()
    found = verify(settings_file, output=output)
    assert [difference.name for difference in found] == ["contact.html", "tags.html"]
    assert "The bored" in str(found[0])
    assert found[0].line > 0


def test_a_value_that_keys_miss(settings_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should a key ever miss a value, verify says which page shows the old one."""
    monkeypatch.setattr(Documents, "parts", lambda _self, _item, _view: [])
    build(settings_file)
    path = settings_file.parent / "content" / "harbour" / "minutes-fr.md"
    path.write_text(path.read_text("utf-8").replace("du port", "des quais"), "utf-8")
    build(settings_file)
    found = verify(settings_file, output=settings_file.parent / "output")
    assert "minutes-of-the-harbour-board-fr.html" in {difference.name for difference in found}
    assert any("du port" in difference.found and "des quais" in difference.expected for difference in found)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("{{ a.rows[b.page|int].url }}", True),
        ("{% for x in a %}{{ b[loop.index0].url }}{% endfor %}", True),
        ("{{ b[loop.index0].url }}", False),  # somebody's own `loop`
        ("{{ b[loop.name].url }}", False),
        ("{{ a.rows[b.page].url }}", False),
        ("{{ a[b|lower] }}", False),
    ],
)
def test_a_number_names_no_attribute(text: str, known: bool) -> None:
    """Where an item is computed, any attribute counts, unless it can only be a number."""
    environment = Environment(loader=DictLoader({"it": text}), autoescape=True)
    found = close(environment, "it", {}).attributes
    assert (found is not None) == known
    assert found is None or "url" in found
