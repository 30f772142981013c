"""A target for atheris: any bytes at all are read or refused, and what is read can be rebuilt, in time that grows with its length.

    pip install atheris
    python tests/fuzz/fuzz_convert.py -max_len=20000 -timeout=10 [FOLDER OF SEEDS]

Not part of the test run, which holds the same promises with Hypothesis (tests/test_promises.py).
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports():
    from readingroom import survey
    from readingroom.census import conclude
    from readingroom.clean import clean
    from readingroom.convert import convert
    from readingroom.document import apply
    from readingroom.errors import ReadingRoomError
    from readingroom.read import read, restore

FOLDER = Path(tempfile.mkdtemp())


def convert_anything(data: bytes) -> None:
    """One input."""
    (FOLDER / "text.txt").write_bytes(data)
    try:
        source = read(FOLDER, "text.txt")
    except ReadingRoomError:
        return
    if restore(source.text, source.encoding, source.bom, source.line_ends) != data:
        raise AssertionError("the bytes do not come back")
    made = convert(source, conclude([survey.tally(clean(source.text))]))
    if apply(source.text, made.edits) != made.body:
        raise AssertionError("the edits do not explain the Markdown")


if __name__ == "__main__":
    atheris.Setup(sys.argv, convert_anything)
    atheris.Fuzz()
