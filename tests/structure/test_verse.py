"""The last lines of a poem are verse like the rest of it, and prose below it is prose."""

import pytest

from readingroom.clean import clean
from readingroom.document import Survey, Verse
from readingroom.structure import structure

POEM = """\
The lamp is lit upon the mole,
And all the boats are in;
The harbour master counts the toll
Of rope and tar and tin.

"""
PROSE = """\

Then there was tea, and the band played what it could in such a wind, which was
little, and everybody went home along the quay with a lantern in the one hand and
an umbrella in the other, as they had come.
"""


def stanzas(text: str) -> list[str]:
    """The blocks that are verse."""
    return [block.text for block in structure(clean(text), Survey()) if isinstance(block, Verse)]


@pytest.mark.parametrize("after", ["", PROSE], ids=["at the end", "above prose"])
@pytest.mark.parametrize(
    "last",
    [
        "And nobody comes in,\nAnd nobody comes in.",
        "          And nobody comes in,\n          And nobody comes in.",
        "     Nobody, nobody,\n     nobody comes in\n     but the tide.",
        "They went home\nby the road.",
        "    The sea is where it was, and so\n    Is he who built it there.",
    ],
)
def test_a_short_stanza_below_verse(last: str, after: str) -> None:
    """It keeps its lines, and stands as far in from the others as it stood."""
    assert stanzas(f"{POEM}{last}\n{after}") == [POEM.strip(), last]


def test_short_stanzas_below_each_other() -> None:
    """One may stand between a short one and the stanza that is known by itself."""
    assert len(stanzas(f"{POEM}Good night,\nGood night.\n\nSleep well,\nmy dear.\n")) == 3


def test_verses_that_end_sentences() -> None:
    """And those that have neither stops nor capitals: lines that stay lines for their lengths."""
    rules = "The door is shut at nine.\nThe lamp is out at ten.\nThe dog is not for fun.\nThe yard is not for men.\n"
    assert len(stanzas(f"{rules}\nThe rest is said.\nThe rest is said.\n")) == 2
    plain = "the lamp is lit upon the mole\n  and all the boats are in\nthe harbour master counts the toll\n  of rope and tar and tin\n"
    assert len(stanzas(f"{plain}\n      and nobody\n          comes in\n")) == 2


def test_last_lines_that_are_set_in_begin_as_they_like() -> None:
    """Those above them tell that it is verse, be they longer than a line of an address."""
    stanza = (
        "The lamp is lit upon the mole to-night, and all the boats are in;\n"
        "And all the boats are in, and all is well upon the harbour side;\n"
        "The harbour master counts the toll, and writes it down in ink;\n"
        "And nobody comes in:\n"
        "                        the tide,\n"
        "                        the tide."
    )
    assert stanzas(f"{PROSE}\n{stanza}\n{PROSE}") == [stanza]


@pytest.mark.parametrize(
    "below",
    [
        "He put the paper down.\nShe took it up again.",
        "Nobody knows who wrote this, nor\nwho found it on the quay.",
        "ADA: Is that all,\nTOM: All of it.",
        "1. A boot,\n2. A hat.",
        "What the Widow\nSaid Afterwards\n" + PROSE,
        "The Board has met, and has resolved that nothing more be done\nThis year.",
    ],
    ids=["short paragraphs", "wrapped", "speakers", "items", "a heading", "longer lines"],
)
def test_what_is_no_verse_below_verse(below: str) -> None:
    """Paragraphs, whether short or wrapped as wide as the verses are, and what has other rules."""
    assert stanzas(POEM + below + "\n") == [POEM.strip()]
