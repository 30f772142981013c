"""The language of a text."""

import pytest
from describe.heads import BODY
from hypothesis import given
from hypothesis import strategies as st

from readingroom.describe import language, languages, plain_letters

WHOLE = languages._identifier("latin")
SMALL = plain_letters.reduced(WHOLE)


@pytest.mark.parametrize("lang", BODY)
def test_language_of_a_text(lang):
    """A paragraph is enough."""
    assert language(BODY[lang]).value == lang


@pytest.mark.parametrize("text", ["", "1931", "Ada", "Price list 3/6", "* * *", "Kap. 3", "OK 12.5 kg"])
def test_too_short_to_tell(text):
    """None is better than a guess."""
    assert language(text) is None


def test_quotation_in_another_language():
    """A quotation at the beginning does not decide."""
    quotation = "La marée monta à quatre heures et les barques restaient basses sous le quai. "
    assert language(quotation + BODY["en"] * 8).value == "en"


@given(st.text(max_size=300))
def test_any_text(text):
    """Any text has one language or none, and its confidence is a probability."""
    found = language(text)
    assert found is None or (2 <= len(found.value) <= 3 and 0 < found.confidence < 1)


@given(
    st.text(st.characters(max_codepoint=127), min_size=1, max_size=300)
    | st.sampled_from([body for body in BODY.values() if body.isascii()])
)
def test_the_smaller_tables_say_the_same(text):
    """To the last digit: what only other letters lead to is left out."""
    assert SMALL.classify(text) == WHOLE.classify(text)


def test_a_kept_model_says_the_same(tmp_path):
    """It is loaded as it was; a damaged or another version's is not."""
    plain_letters.keep(SMALL, tmp_path, ["en", "de"])
    again = plain_letters.kept(tmp_path, ["de", "en"])
    assert all(again.classify(body) == SMALL.classify(body) for body in BODY.values() if body.isascii())
    assert plain_letters.kept(tmp_path, ["de", "en", "fr"]) is None
    file = tmp_path / plain_letters.FILE
    data = file.read_bytes()
    for damaged in (data[:-1], data[:5], data[:-1] + bytes([data[-1] ^ 1]), b""):
        file.write_bytes(damaged)
        assert plain_letters.kept(tmp_path, ["de", "en"]) is None
    file.unlink()
    assert plain_letters.kept(tmp_path, ["de", "en"]) is None
