"""The search in a real browser: against an oracle, from disk and over http, by keyboard, with hostile queries and damaged files."""

import functools
import http.server
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from made import LINES, generated, made, write_site
from oracle import Collection
from playwright.sync_api import Browser, Page, expect
from queries import Queries
from samples import CORPUS, ROOT

from readingroom.search.document import Document
from readingroom.search.scripts import stemmer_script
from readingroom.search.stemming import ALGORITHMS

pytestmark = pytest.mark.browser
ASK = """async query => {
    location.hash = new URLSearchParams({q: query}).toString();
    const results = document.getElementById('results');
    for (let turn = 0; turn < 4000; turn++) {
        if (results.dataset.state === 'failed' || (results.dataset.state === 'done' && results.dataset.query === query.trim())) break;
        await new Promise(done => setTimeout(done, 3));
    }
    return [results.dataset.state, Number(results.dataset.documents), Number(results.dataset.hits)];
}"""


def small(patch: pytest.MonkeyPatch) -> None:
    """Shards, heavy terms and large documents, though the collection is small."""
    patch.setattr("readingroom.search.vocabulary.most", lambda total: 150)
    patch.setattr("readingroom.search.vocabulary.heavy", lambda total: 90)
    patch.setattr("readingroom.search.index.heavy", lambda total: 90)
    patch.setattr("readingroom.search.texts.LARGE", 900)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Document]]:
    """Generated documents in many languages, in many small shards, and their search page."""
    folder = tmp_path_factory.mktemp("a séarch")
    documents = generated(70, 11)
    with pytest.MonkeyPatch.context() as patch:
        small(patch)
        return write_site(folder / "site", documents, folder / "cache"), documents


@pytest.fixture
def served(collection: tuple[Path, list[Document]]) -> Iterator[str]:
    """The address of the page over http, in a folder of its host."""
    handler = functools.partial(Quiet, directory=collection[0].parents[1])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/site/search.html"
    server.shutdown()
    server.server_close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def check(page: Page, documents: list[Document], count: int, seed: int) -> None:
    """Ask random queries, and compare all counts."""
    queries = Queries(Collection(documents), seed)
    for _ in range(count):
        query, (found, hits) = queries.query()
        assert (query, page.evaluate(ASK, query)) == (query, ["done", found, hits])


def test_random_queries_from_disk(page: Page, collection: tuple[Path, list[Document]]) -> None:
    """Words, phrases, prefixes, NEAR, fields and what combines them: just the documents and hits that a plain scan finds."""
    page.goto(collection[0].as_uri())
    check(page, collection[1], 150, 1)


def test_random_queries_over_http(page: Page, collection: tuple[Path, list[Document]], served: str) -> None:
    """The same files over http, under a path."""
    page.goto(served)
    check(page, collection[1], 40, 2)


def test_random_queries_over_real_texts(page: Page, tmp_path: Path) -> None:
    """The same over texts of the corpus, in their languages."""
    bench = CORPUS / "bench" / "mess"
    if not bench.is_dir():
        pytest.skip("the texts to test with (shared/corpus) are not here")
    documents = []
    for number, text in enumerate(sorted((bench / "texts").glob("*.txt"))[::2], 1):
        lang = text.stem.rpartition("-")[2]
        body = text.read_text("utf-8", "replace")[:20_000]
        html = "".join(f'<p id="p{at}">{part.replace("<", "&lt;")}</p>' for at, part in enumerate(re.split(r"\n\s*\n", body)))
        documents.append(made(number, html, title=text.stem, lang=lang))
    page.goto(write_site(tmp_path / "site", documents, tmp_path / "cache").as_uri())
    check(page, documents, 60, 3)


def test_words_as_in_python(page: Page) -> None:
    """The table of vectors, in the browser."""
    vectors = json.loads((ROOT / "tests/search/vectors.json").read_text("utf-8"))
    page.goto("about:blank")
    code = (ROOT / "theme/static/js/words.js").read_text("utf-8")
    page.add_script_tag(content=f"{code}\nwindow.test = text => words(text.normalize('NFC')).map(word => [word.word, word.term]);")
    for vector in vectors["words"]:
        found = page.evaluate("text => window.test(text)", vector["text"])
        assert [word for word, _ in found] == vector["words"], vector["text"]
        assert [term for _, term in found] == vector["terms"], vector["text"]
    for name in sorted({*ALGORITHMS.values()}):
        page.add_script_tag(content=stemmer_script(name).decode())
    page.evaluate("() => { window.fold = fold; }")
    for name, word, stem in vectors["stems"]:
        assert page.evaluate("([name, word]) => fold(readingRoomStemmers[name].stemWord(word.toLowerCase()))", [name, word]) == stem


@pytest.mark.parametrize("native", [True, False])
def test_browsers_without_decompression(browser: Browser, collection: tuple[Path, list[Document]], native: bool) -> None:
    """Our own inflate reads what theirs does."""
    context = browser.new_context()
    page = context.new_page()
    if not native:
        page.add_init_script("delete window.DecompressionStream")
    page.goto(collection[0].as_uri())
    check(page, collection[1], 12, 5)
    context.close()


HOSTILE = (
    *(
        "<script>alert(1)</script>",
        '"',
        '""',
        "-",
        "--",
        "OR",
        "OR OR OR",
        "a OR",
        "NEAR",
        "a NEAR/99999 b",
        "*",
        "~",
        "=",
        "title:",
        "year:x",
        "year:9..1",
    ),
    *(
        "in:0",
        "in:99999999999",
        "in:constructor",
        "__proto__",
        "constructor",
        "toString*",
        "author:__proto__",
        "%",
        "%00",
        "\u0000",
        "\ud800",
        "a" * 5000,
    ),
    *(
        "a " * 900,
        '"a ' * 300,
        "a-b-c-d-e-f-g-h",
        "🙂",
        "\u202e",
        "()",
        "[a-z]+",
        "a:b:c",
        "http://x.example/?a=b",
        "NEAR/3 a",
        "-a -b",
        "京",
        "字*",
    ),
    "the~ NEAR harbour~",
)


def test_hostile_queries(page: Page, collection: tuple[Path, list[Document]]) -> None:
    """Whatever is typed is answered, explained or found nowhere; nothing runs, nothing breaks."""
    page.goto(collection[0].as_uri())
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for query in HOSTILE:
        page.fill("#query", query)
        page.press("#query", "Enter")
        page.wait_for_selector("#results:is([data-state=done], [data-state=empty])", state="attached", timeout=20_000)
        assert page.locator("#hits script, #search-notes script").count() == 0
        if page.get_attribute("#results", "data-documents") == "0" and query.strip(' -="*~\0') and query.isprintable():
            assert page.inner_text("#search-status") or page.inner_text("#search-notes")


def test_hostile_texts(page: Page, tmp_path: Path) -> None:
    """A text that looks like code is shown as text."""
    html = '<p id="p1">harbour &lt;img src=x onerror=alert(1)&gt; &lt;/script&gt;&lt;script&gt;alert(2)&lt;/script&gt;</p>'
    documents = [made(1, html, title="<b>harbour</b>\u2028 \"'\\", columns=(("</script><b>x",), ('a"b',), (), (), ()))]
    documents += [made(2, "<p id='x'>harbour</p>", title="other", columns=(("y",), (), (), (), ()))]
    page.goto(write_site(tmp_path / "site", documents, tmp_path / "cache").as_uri())
    assert page.evaluate(ASK, "harbour") == ["done", 2, 3]
    assert page.locator("#hits b, #hits img, #facets b").count() == 0
    assert "<b>" in page.inner_text("#hits")


@pytest.mark.parametrize("damage", ["missing", "cut", "other", "empty"])
def test_a_damaged_index_is_noticed(browser: Browser, tmp_path: Path, damage: str) -> None:
    """A file that is missing, cut short, or of another build: it is said, and what to do."""
    documents = generated(8)
    site = write_site(tmp_path / "site", documents, tmp_path / "cache")
    for file in (site.parent / "search" / "p").iterdir():
        text = file.read_text()
        if damage == "missing":
            file.unlink()
        else:
            file.write_text({"cut": text[: len(text) // 2], "empty": "", "other": text[:400] + "A" + text[401:]}[damage])
    page = browser.new_page()
    page.goto(f"{site.as_uri()}#q=harbour")
    page.wait_for_selector("#results[data-state=failed]", state="attached")
    assert "another edition" in page.inner_text("#search-status")
    page.close()


def test_the_address_is_the_search(page: Page, collection: tuple[Path, list[Document]], served: str) -> None:
    """Typing changes it, it brings the search back, and so does the back button; ?q= works over http."""
    page.goto(served)
    expect(page.locator("#query")).to_be_focused()
    page.keyboard.type("lighthouse")
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_have_attribute("data-query", "lighthouse")
    assert page.url.endswith("#q=lighthouse")
    page.fill("#query", "Banquo")
    page.press("#query", "Enter")
    expect(page.locator("#results")).to_have_attribute("data-query", "Banquo")
    page.go_back()
    expect(page.locator("#query")).to_have_value("lighthouse")
    expect(page.locator("#results")).to_have_attribute("data-query", "lighthouse")
    page.goto(f"{served}?q=harbour")
    expect(page.locator("#results")).to_have_attribute("data-query", "harbour")


def test_facets_and_years_narrow(page: Page, collection: tuple[Path, list[Document]]) -> None:
    """The count at a value is what is found when it is chosen; a bar of the histogram narrows, too."""
    page.goto(f"{collection[0].as_uri()}#q=the")
    page.wait_for_selector("#results[data-state=done]")
    button = page.locator("#facets button[aria-pressed]").nth(1)
    count = button.locator(".count").inner_text()
    button.click()
    expect(page.locator("#results")).to_have_attribute("data-documents", count)
    page.locator("#facets button[aria-pressed=true]").first.click()
    expect(page.locator("#results")).to_have_attribute("data-query", "the")
    rows = page.locator("#years tbody tr")
    hits = rows.first.locator("td").text_content()
    page.locator("#years svg a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_have_attribute("data-hits", str(hits))


def test_facet_values_with_odd_characters(page: Page, tmp_path: Path) -> None:
    """Quotation marks, double spaces and letters that aren't composed: the value narrows to its document all the same."""
    values = ('Jem "the Lamp" Corrigan', "E\u0301mile", "two  spaces", "«Ost» rel", "a:b -c OR d*")
    documents = [
        made(at, "<p id='a'>harbour</p>", title=f"T{at}", columns=((value,), (), (), (), ())) for at, value in enumerate(values, 1)
    ]
    page.goto(write_site(tmp_path / "site", documents, tmp_path / "cache").as_uri())
    for at in range(len(values)):
        assert page.evaluate(ASK, "harbour")[1] == len(values)
        page.locator("#facets button[aria-pressed=false]").nth(at).click()
        expect(page.locator("#results")).to_have_attribute("data-documents", "1")
        expect(page.locator("#facets button[aria-pressed=true]")).to_have_count(1)


def test_suggestions_spellings_and_explanations(page: Page, tmp_path: Path) -> None:
    """What is nowhere has its neighbours named, ~ names what it took, and a mistake is explained."""
    documents = [
        made(1, f"<p id='a'>{LINES['en']}</p>", title="One", lang="en"),
        made(2, "<p id='a'>the harbovr ſhip fhip</p>", title="Two", lang="en"),
    ]
    page.goto(write_site(tmp_path / "site", documents, tmp_path / "cache").as_uri())
    assert page.evaluate(ASK, "lihgthouse")[1] == 0
    assert page.inner_text("#search-notes a") == "lighthouse"
    page.click("#search-notes a")
    expect(page.locator("#results")).to_have_attribute("data-documents", "1")
    assert page.evaluate(ASK, "harbour~")[1] == 2
    assert "harbovr" in page.inner_text("#search-notes")
    assert page.evaluate(ASK, "ship")[1] == 1
    assert page.evaluate(ASK, "walks")[1] == 1  # walked
    assert page.evaluate(ASK, "year:soon harbour")[2] >= 1
    assert "no year" in page.inner_text("#search-notes")


JUDGED = (
    ("harbour master log", "Log of the Harbour-Master", 1),
    ("eclipse", "The Eclipse", 2),
    ("lamp works", "Harbour Board: the ordinary meeting of 3 December 1901", 1),
    ("strike 1932", "Jem Corrigan", 1),
    ("lightermen stop", "The Lightermen Stop", 1),
    ("cat clerk", "The Clerk's Daughter", 3),
    ("word-book", "A Word-Book of Ostrel", 1),
)


def test_ranking_of_judged_queries(page: Page, site: Path) -> None:
    """For each query, a document of the sample that must come first, or among the first three."""
    page.goto((site / "search.html").as_uri())
    for query, wanted, place in JUDGED:
        state, documents, _ = page.evaluate(ASK, query)
        assert state == "done"
        assert documents
        assert any(wanted in title for title in page.locator("#hits h3").all_inner_texts()[:place]), query


def test_from_the_box_to_the_passage_and_on(page: Page, site: Path) -> None:
    """/ leads to the box, Enter to the hits, the arrow keys through them, a hit to its passage with its words marked; n and p walk on."""
    page.goto((site / "documents" / next(file.name for file in (site / "documents").glob("*.html"))).as_uri())
    page.keyboard.press("/")
    page.keyboard.type("harbour")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results[data-state=done]")
    assert page.evaluate("document.querySelectorAll('[role=status]').length") == 1
    page.locator("#query").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('#hits') !== null")
    page.locator("#hits .quotes a").first.click()
    page.wait_for_selector("main mark")
    assert {mark.lower() for mark in page.locator("main mark").all_inner_texts()} <= {"harbour", "harbours", "harbour's"}
    anchor = page.url.partition("#")[2]
    assert page.locator(f"#{anchor} mark").count() >= 1
    before = page.inner_text(".walk [role=status]")
    page.keyboard.press("n")
    if not before.endswith(" 1"):
        assert page.inner_text(".walk [role=status]") != before
    page.keyboard.press("p")
    assert page.inner_text(".walk [role=status]") == before
    page.get_by_role("button", name="Take marks away").click()
    assert page.locator("main mark").count() == 0


def test_concordance_and_frequency(page: Page, site: Path) -> None:
    """A line for every mark, sorted by what follows; a column for every query."""
    page.goto(f"{(site / 'search.html').as_uri()}#q=harbour&view=concordance")
    page.wait_for_selector("#results[data-state=done]")
    after = [row.lower() for row in page.locator(".concordance tbody td:nth-child(3)").all_inner_texts()]
    assert len(after) > 20
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    lines = Path(download.value.path()).read_text("utf-8").splitlines()
    assert len(lines) == len(after) + 1
    page.goto("about:blank")
    page.goto(f"{(site / 'search.html').as_uri()}#q=harbour%3B+light&view=frequency")
    page.wait_for_selector("#results[data-state=done]")
    assert page.locator(".chart polyline").count() == 2
    assert page.locator(".view thead th").count() == 6


def test_without_script_the_page_leads_on(browser: Browser, site: Path) -> None:
    """To the lists; and no box is shown that does nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "search.html").as_uri())
    assert page.locator("noscript a, main p a").count() >= 4
    assert page.locator("form.finder").is_hidden()
    page.goto((site / "index.html").as_uri())
    assert page.locator("form.search-box").is_hidden()
    context.close()
