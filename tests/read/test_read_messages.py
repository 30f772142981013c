"""Every message of this stage is explained."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_code_is_in_the_docs() -> None:
    """As a heading in docs/messages.md, and no heading is left over."""
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "src" / "readingroom").rglob("*.py"))
    used = set(re.findall(r'"(R-\d\d)"', code))
    told = re.findall(r"^### (R-\d\d) ", (ROOT / "docs" / "messages.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(used) == told
