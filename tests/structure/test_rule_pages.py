"""Every rule of the structure has its page in the docs, and the examples on it are true."""

import doctest
from pathlib import Path

import pytest

from readingroom.structure.blocks import NAMES
from readingroom.structure.furniture import NAMES as FURNITURE

RULES = Path(__file__).parents[2] / "docs" / "rules"


@pytest.mark.parametrize("name", [*sorted(NAMES | FURNITURE), "line-ends", "escapes"])
def test_a_rule_has_its_page(name: str) -> None:
    """What it does, on what evidence, an example, how to switch it off."""
    page = RULES / f"{name}.md"
    text = page.read_text("utf-8")
    assert text.startswith(f"# {name}\n")
    assert "**Evidence.**" in text
    assert f"--without {name}" in text or name not in NAMES | FURNITURE
    tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert tried.failed == 0
    assert tried.attempted >= 2
