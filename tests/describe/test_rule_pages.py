"""What the pages of the rules show."""

import doctest

import pytest
from samples import ROOT

PAGES = ("title", "subtitle", "byline", "date", "dateline", "language", "summary", "category")


@pytest.mark.parametrize("page", PAGES)
def test_examples_come_out_as_shown(page):
    """Every example is run."""
    result = doctest.testfile(str(ROOT / "docs" / "rules" / f"{page}.md"), module_relative=False)
    assert result.attempted > 1
    assert result.failed == 0
