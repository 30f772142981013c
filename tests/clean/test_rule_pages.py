"""Every repair has its page in the docs, and the examples on it are true."""

import doctest
from pathlib import Path

import pytest

from readingroom.clean import REPAIRS

RULES = Path(__file__).parents[2] / "docs" / "rules"


@pytest.mark.parametrize("name", [repair.name for repair in REPAIRS])
def test_a_repair_has_its_page(name: str) -> None:
    """What it does, on what evidence, an example, how to switch it off."""
    page = RULES / f"{name}.md"
    text = page.read_text("utf-8")
    assert text.startswith(f"# {name}\n")
    assert "**Evidence.**" in text
    assert f'frozenset({{"{name}"}})' in text
    tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert tried.failed == 0
    assert tried.attempted >= 2
