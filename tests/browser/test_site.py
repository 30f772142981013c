"""The built sample site, walked from disk in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WIDTHS = (390, 1280)
KINDS = (
    "index.html",
    "collections.html",
    "dates.html",
    "authors.html",
    "titles.html",
    "tags.html",
    "languages.html",
    "colophon.html",
    "pages/about.html",
    "404.html",
)


def url(file: Path) -> str:
    """As a person who double-clicks it."""
    return file.as_uri()


def samples(site: Path) -> list[Path]:
    """One page of each kind, and every document."""
    return [site / name for name in KINDS] + sorted((site / "documents").glob("*.html")) + sorted((site / "sources").glob("*.html"))[:3]


def test_every_page_opens_from_disk(site: Path, page: Page) -> None:
    """With its styles, without a request to anybody else, without an error on the console."""
    for file in samples(site):
        page.goto(url(file))
        assert page.locator("h1").count() == 1, file
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Source Serif'), file


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out(site: Path, page: Page, width: int) -> None:
    """No page scrolls sideways, on a telephone or a desk."""
    page.set_viewport_size({"width": width, "height": 800})
    for file in samples(site):
        page.goto(url(file))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, file


def test_a_reader_finds_a_document_from_the_home_page(site: Path, page: Page) -> None:
    """Home, collections, a collection, a document, its source, and back: by links alone."""
    page.goto(url(site / "index.html"))
    page.get_by_role("link", name="Collections").first.click()
    assert page.url.endswith("/collections.html")
    page.locator('main a[href*="collections/"]').first.click()
    page.locator('main a[href*="documents/"]').first.click()
    assert page.locator("article h1").inner_text()
    page.get_by_role("link", name=re.compile("as it was found")).first.click()
    assert "sources/" in page.url
    page.locator("h1 a").click()
    assert "/documents/" in page.url


def test_it_can_be_read_without_javascript(site: Path, browser: Browser) -> None:
    """Every link and word is there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url(site / "titles.html"))
    assert page.locator('main a[href*="documents/"]').count() >= 25
    context.close()


def test_a_keyboard_gets_to_the_text_first(site: Path, page: Page) -> None:
    """The first tab shows the way past the menu, and it works."""
    page.goto(url(sorted((site / "documents").glob("*.html"))[0]))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_a_passage_can_be_cited(site: Path, page: Page) -> None:
    """Each paragraph's mark leads to the paragraph itself."""
    page.goto(url(sorted((site / "documents").glob("*.html"))[0]))
    mark = page.locator(".text p[id] > a.mark").first
    target = mark.get_attribute("href") or ""
    page.goto(page.url + target)
    assert page.evaluate("id => document.getElementById(id)?.tagName", target[1:]) == "P"


def test_scripts_of_many_directions(site: Path, page: Page) -> None:
    """Arabic or Hebrew runs from the right; every document says its language."""
    directions = set()
    for file in sorted((site / "documents").glob("*.html")):
        page.goto(url(file))
        directions.add(page.evaluate("getComputedStyle(document.querySelector('.text')).direction"))
    assert directions == {"ltr", "rtl"}


CONTRAST = """
() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const channels = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const linear = (value) => value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const light = (colour) => {
    const [r, g, b] = channels(colour).map(linear);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const [root, body] = [document.documentElement, document.body].map((e) => getComputedStyle(e).backgroundColor);
  const paper = light(root === 'rgba(0, 0, 0, 0)' ? body : root);
  const shown = ['h1', '.text p', '.dateline', 'nav a'].map((name) => document.querySelector(name)).filter(Boolean);
  return Math.min(...shown.map((element) => ratio(light(getComputedStyle(element).color), paper)));
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read_by_day_and_night(site: Path, browser: Browser, scheme: str) -> None:
    """Contrast of 6:1 and better."""
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]  # "light" or "dark"
    page = context.new_page()
    page.goto(url(sorted((site / "documents").glob("*.html"))[0]))
    assert page.evaluate(CONTRAST) >= 6
    context.close()


def test_no_script_of_a_text_runs(site: Path, browser: Browser, tmp_path: Path) -> None:
    """The policy of every page allows none, even if one got in."""
    file = sorted((site / "documents").glob("*.html"))[0]
    attacked = tmp_path / "attacked.html"
    attacked.write_text(file.read_text("utf-8").replace("</body>", "<script>document.title = 'owned'</script></body>"), "utf-8")
    page = browser.new_page()
    page.goto(url(attacked))
    assert page.title() != "owned"
    page.close()
