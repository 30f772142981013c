"""The theme keeps to its own rules."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from readingroom.site.generator import csp_hash, duration, page_of, thousands
from readingroom.site.settings import THEME

TEMPLATES = sorted(Path(THEME, "templates").iterdir())
SHEETS = sorted(Path(THEME, "static/css").glob("*.css"))
NAMES = {"site", "view", "article", "page"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_read_what_they_are_given(path: Path) -> None:
    """Nothing but site, and view, article or page: the engine hashes just these."""
    environment = Environment()
    environment.filters.update(csp_hash=csp_hash, duration=duration, page=page_of, thousands=thousands)
    assert meta.find_undeclared_variables(environment.parse(path.read_text("utf-8"))) <= NAMES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_are_short_and_ours(path: Path) -> None:
    """Under eighty lines, and leading only to templates that the theme has: Pelican would fall back to its own without a word."""
    text = path.read_text("utf-8")
    assert len(text.splitlines()) < 80
    tree = Environment().parse(text)
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import)):
        assert isinstance(node.template, nodes.Const)
        assert Path(THEME, "templates", node.template.value).is_file()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_only_a_body_is_safe(path: Path) -> None:
    """Autoescape is switched off for nothing but what the reader made."""
    text = path.read_text("utf-8")
    assert "autoescape" not in text
    assert re.findall(r"([\w.]+)(?: \| page\([\w.]+\))? \| safe", text) in ([], ["article.content"], ["page.content"])
    assert text.count("safe") == len(re.findall(r"\| safe", text))


def test_durations() -> None:
    """Nobody reads for 265 minutes."""
    assert [duration(minutes) for minutes in (1, 2, 89, 90, 149, 265)] == [
        "1 minute",
        "2 minutes",
        "89 minutes",
        "2 hours",
        "2 hours",
        "4 hours",
    ]


def test_style_sheets_are_short() -> None:
    """Under 600 lines in all, in layers, without !important."""
    texts = {path.stem: path.read_text("utf-8") for path in SHEETS}
    assert set(texts) == {"tokens", "base", "reading", "browse", "search", "print"}
    assert sum(len(text.splitlines()) for text in texts.values()) < 600
    assert all("!important" not in text and f"@layer {name} {{" in text for name, text in texts.items())
    assert not re.search(r"html\s*\{[^}]*font-size:\s*\d+px", "".join(texts.values()))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", ["ink", "quiet", "accent"])
@pytest.mark.parametrize("ground", ["paper", "wash"])
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast(name: str, ground: str, scheme: int) -> None:
    """Everything that is read stands out by 6:1 or better, by day and by night."""
    colours = {
        key: pair
        for key, *pair in re.findall(r"--(\w+): light-dark\((#\w+), (#\w+)\)", Path(THEME, "static/css/tokens.css").read_text("utf-8"))
    }
    high, low = sorted((luminance(colours[name][scheme]), luminance(colours[ground][scheme])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 6


def test_fonts() -> None:
    """Small, with their licence, and each named by the style sheet."""
    folder = Path(THEME, "static/fonts")
    fonts = sorted(folder.glob("*.woff2"))
    assert sum(path.stat().st_size for path in fonts) < 400_000
    assert "SIL Open Font License" in (folder / "LICENSE.txt").read_text("utf-8") or "SIL OPEN FONT LICENSE" in (
        folder / "LICENSE.txt"
    ).read_text("utf-8")
    text = Path(THEME, "static/css/tokens.css").read_text("utf-8")
    assert {path.name for path in fonts} == set(re.findall(r"fonts/([\w-]+\.woff2)", text))
