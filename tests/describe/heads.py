"""What the tests of heads share: cases in plain files, and how to read the head of a text.

A case is `=== language`, the text, `---`, and what must be found, one `field: value` a line; an empty value means: nothing. BODY
stands for running text in that language.
"""

from pathlib import Path

from readingroom.describe import masthead
from readingroom.document import Line, Survey

HERE = Path(__file__).parent
EMPTY = Survey()


def cases_in(name):
    """The cases of a file as [(text, {field: value})]."""
    found = []
    for case in (HERE / name).read_text("utf-8").removeprefix("=== ").split("\n=== "):
        lang, _, rest = case.partition("\n")
        text, _, wanted = rest.partition("\n---\n")
        fields = dict(line.split(":", 1) for line in wanted.split("\n") if ":" in line)
        found.append((text.replace("BODY", BODY.get(lang, "")), {field: value.strip() for field, value in fields.items()}))
    return found


def title_of(case):
    """A name for a case: its first lines."""
    return " / ".join(case[0].split("\n"))[:60]


BODY = {}
BODY |= {case.partition("\n")[0]: case.partition("\n")[2].strip() for case in (HERE / "bodies.txt").read_text("utf-8")[4:].split("\n=== ")}


def lines_of(text):
    """A text as cleaned lines without edits."""
    lines, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Line(line, at, at + len(line), number))
        at += len(line) + 1
    return lines


def found_in(text, path="letters/12.txt", survey=EMPTY):
    """What a text says about itself, by field; a partial date is a date here."""
    fields = {}
    for finding in masthead(lines_of(text), path, survey).findings:
        fields.setdefault("date" if finding.field == "issued" else finding.field, finding.value)
    return fields
