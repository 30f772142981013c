"""Real texts: the two documents the project began with, in every detail, and the rebuilding of all others."""

import hashlib
from pathlib import Path

import pytest
from samples import CORPUS

from readingroom import header, shelf
from readingroom.check.sources import rebuild, silent_losses
from readingroom.collection import Task, convert_collection
from readingroom.progress import Report, silent

SEEDS = {
    "000_08fefa6312234def": {
        "Title": "Attacking the WSWs, the Communist Party Marxist-Kenya salutes the gravedigger of the revolution, Stalin",
        "Authors": "Kipchumba Ochieng",
        "Date": "2026-02-08",
        "Lang": "en",
    },
    "001_219c75b870eddffa": {
        "Title": "Hailing Stalin, Kenyan Stalinists defend Venezuelan regime's growing ties to Trump",
        "Authors": "Kipchumba Ochieng",
        "Date": "2026-02-02",
        "Lang": "en",
    },
}


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[dict[str, str], list[str]]]:
    """Both documents: header and blocks."""

    if not CORPUS.is_dir():
        pytest.skip("the texts to test with (shared/corpus) are not here")
    content = tmp_path_factory.mktemp("seeds") / "content"
    convert_collection(Task(CORPUS / "seeds", content), Report(), silent)
    made = {}
    for name in SEEDS:
        fields, body = header.split((content / f"documents/{name}.md").read_text("utf-8"))
        made[name] = (fields, body.rstrip("\n").split("\n\n"))
    return made


def paragraphs(blocks: list[str]) -> list[str]:
    """Blocks of Markdown as paragraphs: the parts of one quotation are several."""
    return [part for block in blocks for part in block.split("\n>\n")]


@pytest.mark.parametrize("name", SEEDS)
def test_what_is_known_of_a_seed(seeds: dict[str, tuple[dict[str, str], list[str]]], name: str) -> None:
    """Title, author, date, language."""
    assert {field: seeds[name][0].get(field) for field in SEEDS[name]} == SEEDS[name]


def test_paragraphs(seeds: dict[str, tuple[dict[str, str], list[str]]]) -> None:
    """29 in the first, 21 in the second."""
    assert [len(paragraphs(blocks)) for _, blocks in seeds.values()] == [29, 21]


def test_paragraphs_cut_at_a_columns_end_are_whole(seeds: dict[str, tuple[dict[str, str], list[str]]]) -> None:
    """Two in each, one of them before a capital."""
    first, second = ("\n".join(blocks) for _, blocks in seeds.values())
    assert "the Dewey Commission. The Stalinist purges culminated" in first
    assert "The oligarchs who emerged from the ruins" in first
    assert "organised a protest outside the US embassy in Nairobi" in second
    assert "in fact, it hails measures that plunder" in second


def test_quotations_that_nothing_marks(seeds: dict[str, tuple[dict[str, str], list[str]]]) -> None:
    """Five quoted paragraphs of Trotsky; what introduces them and the citation after them are not quoted. None in the second."""
    first, second = ([p for p in paragraphs(blocks) if p.startswith(">")] for _, blocks in seeds.values())
    assert [p.removeprefix("> ").split(" ", 2)[:2] for p in first] == [
        ["No", "one,"],
        ["Socialism", "signifies"],
        ["Socialism", "has"],
        ["Socialism", "would"],
        ["Moral", "sensibility"],
    ]
    assert not second


def test_emphasis_and_quotation_marks_are_the_files_own(seeds: dict[str, tuple[dict[str, str], list[str]]]) -> None:
    """Curly in one, straight in the other; marks of emphasis stay, stray ones are gone."""
    first, second = ("\n".join(blocks) for _, blocks in seeds.values())
    assert "the *World Socialist Web Site*, culminating" in first
    assert "“comrade” Delcy Rodriguez’s" in first
    assert '"comrade"' not in first
    assert '"exploratory diplomatic process"' in second
    assert "**" not in first + second


def test_footers_are_in_the_ledger_alone(seeds: dict[str, tuple[dict[str, str], list[str]]]) -> None:
    """However they were wrapped."""
    for _, blocks in seeds.values():
        assert "To contact" not in "".join(blocks)
        assert "wsws.org/contact" not in "".join(blocks)


@pytest.mark.parametrize(
    "collection",
    ["seeds", *(f"bench/{m}" for m in ("bare", "mess", "pdf-cols", "pdf-default", "pdf-layout", "pdf-raw")), "books/gutenberg"],
)
def test_every_text_can_be_rebuilt(corpus: Path, tmp_path: Path, collection: str) -> None:
    """Markdown and ledger give the bytes back, and no rule of layout took out a letter."""
    texts = corpus / collection
    texts = texts / "texts" if (texts / "texts").is_dir() else texts
    report = Report()
    convert_collection(Task(texts, tmp_path / "content", jobs=1), report, silent)
    assert not report.failed
    place = shelf.Shelf(tmp_path / "content")
    for entry in (place.ledger(entry.path) for entry in place.registry().entries()):
        assert entry
        markdown = place.markdown(entry)
        assert markdown is not None
        ((data, sha256),) = rebuild(entry, header.split(markdown)[1])
        assert hashlib.sha256(data).hexdigest() == sha256 == entry.sha256
        assert silent_losses(entry) == []
