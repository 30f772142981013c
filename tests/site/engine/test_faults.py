"""An error in a template names the template, the line and the page; the last good site stays."""

from pathlib import Path

import pytest
from engine_sites import build, make
from jinja2 import TemplateSyntaxError

from readingroom.errors import ReadingRoomError
from readingroom.site.engine.manifest import NAME


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("<p>\n{% if %}", 2, "xpected an expression"),
        ("<p>\n\n{{ nothing.at.all }}", 3, "'nothing' is undefined"),
        ("<p>\n{{ article.title.upper(1) }}", 2, "TypeError: .*upper"),
        ("{% include 'gone.html' %}", 1, "no template is called gone.html"),
        ("\n{{ 1 // 0 }}", 2, "ZeroDivisionError"),
        ("\n{{ 1|mangle }}", 2, "No filter named 'mangle'"),
    ],
)
def test_file_and_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    """Whatever is wrong, and whether it is found when the template is read or when a page is rendered."""
    site = make(tmp_path)
    before, _ = build(site)
    (site / "theme" / "templates" / "part.html").write_text(text, "utf-8")
    with pytest.raises(ReadingRoomError, match=f"templates/part.html:{line}: S-06 .*{told}") as caught:
        build(site)
    assert isinstance(caught.value.__cause__, TemplateSyntaxError) or "while it makes" in str(caught.value)
    assert {path.name for path in (site / "output").iterdir()} - {NAME} == {name.partition("/")[0] for name in before} - {NAME}


def test_in_a_worker_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails in another process is told in the same words."""
    monkeypatch.setenv("READINGROOM_WORKERS", "2")
    monkeypatch.setattr("readingroom.site.engine.render.FEWEST", 2)
    site = make(tmp_path)
    (site / "theme" / "templates" / "article.html").write_text("<p>\n{{ article.title.upper(1) }}", "utf-8")
    with pytest.raises(ReadingRoomError, match=r"templates/article.html:2: S-06 .*while it makes .*\.html"):
        build(site)


def test_other_errors_stay_as_they_are(tmp_path: Path) -> None:
    """An error that no template made goes on as it was raised."""
    site = make(tmp_path)
    with pytest.raises(KeyError, match="nothing"):
        build(site, YEAR_ARCHIVE_SAVE_AS="{date:%Y}/{nothing}.html")
