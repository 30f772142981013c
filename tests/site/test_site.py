"""The fixture site as it comes out: links, safety, what is withheld, and that two builds are one."""

import os
import re
import shutil
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from pages import Html

HERE = Path(__file__).parent
CSP = "default-src 'none'"
NO_ADDRESS = ("404.html", "documents/at-low-water.html", "documents/ebb.html")
ATOM = "{http://www.w3.org/2005/Atom}"


def files(folder: Path) -> dict[str, str]:
    """Every file below a folder with its hash."""
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def test_every_link_leads_somewhere(pages: dict[str, Html], public_site: Path) -> None:
    """Pages, style sheets, downloads and fragments; nothing by query, nothing from the top of the host."""
    broken = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in {"http", "https", "mailto"}:
                continue
            target = Path(os.path.normpath(public_site / Path(path).parent / unquote(parts.path))) if parts.path else public_site / path
            inside = target.relative_to(public_site).as_posix() if target.is_relative_to(public_site) else ""
            if (
                parts.query
                or link.startswith("/")
                or not target.is_file()
                or (parts.fragment and unquote(parts.fragment) not in pages[inside].ids and not link.startswith("#q="))
            ):
                broken.append((path, link))
    assert not broken


def test_pages_are_well_formed(pages: dict[str, Html]) -> None:
    """Tags are nested, ids differ, there is one h1, one main, a language and a title."""
    for path, page in pages.items():
        assert not page.wrong, (path, page.wrong)
        assert len(set(page.ids)) == len(page.ids), path
        assert len(page.find("h1")) == 1, path
        assert len(page.find("main")) == 1, path
        assert page.find("html")[0]["lang"] == "en", path
        assert page.find("title"), path


def test_nothing_runs_and_nothing_is_loaded_from_elsewhere(pages: dict[str, Html]) -> None:
    """Every page says so in its policy and keeps to it: no script but the search's, no inline style, no handler, no frame, no image from a
    text, no form that is sent anywhere."""
    for path, page in pages.items():
        policy = page.find("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"]
        assert policy.startswith(CSP), path
        assert "unsafe" not in policy, path
        tags = {tag for tag, _ in page.tags}
        assert not tags & {"iframe", "object", "embed", "base", "img"}, path
        scripts = [given["src"] for given in page.find("script")]
        assert [os.path.normpath(Path(path).parent / script) for script in scripts] == ["search/search.js"] * len(scripts), path
        assert bool(scripts) == ("script-src 'self'" in policy), path
        assert all(given["class"] in {"search-box", "finder"} and "action" not in given for given in page.find("form")), path
        assert not [name for _, given in page.tags for name in given if name.startswith("on") or name == "style"], path
        for tag, given in page.tags:
            if tag == "link" and given["rel"] in {"stylesheet", "icon"}:
                assert not urlsplit(given["href"]).scheme, path
            if tag == "a" and urlsplit(given["href"]).scheme and path != "404.html":
                assert given["rel"] == "noopener noreferrer", (path, given)
                assert urlsplit(given["href"]).scheme in {"http", "https", "mailto"}, path


def test_styles_ask_no_other_host(public_site: Path) -> None:
    """Style sheets and images too."""
    for path in [*public_site.rglob("*.css"), *public_site.rglob("*.svg")]:
        text = path.read_text("utf-8")
        assert "@import" not in text, path
        assert not re.search(r"url\(\s*['\"]?(?:https?:)?//", text), path


@pytest.mark.parametrize("name", ["site", "public_site"])
def test_what_is_withheld_is_nowhere(name: str, request: pytest.FixtureRequest) -> None:
    """No page, list, source, download, feed or sitemap knows of it, whatever the status is called that nobody knows."""
    built: Path = request.getfixturevalue(name)
    for path in built.rglob("*"):
        assert "zanzibarquux" not in path.name.lower(), path
        if path.is_file():
            assert b"zanzibarquux" not in path.read_bytes().lower(), path


def test_withheld_files_are_no_static_files_either(build: Callable[..., Path], tmp_path: Path) -> None:
    """A link written by hand does not publish what is withheld."""
    shutil.copytree(HERE / "content", tmp_path / "content")
    (tmp_path / "content/pages/leak.md").write_text(
        "Title: Leak\n\n[a]({static}/documents/diary/secret.md) [b]({static}/ledger/diary/secret.txt.json)\n", "utf-8"
    )
    built = build(content=tmp_path / "content")
    assert not [path for path in built.rglob("*") if path.is_file() and b"Zanzibarquux must" in path.read_bytes()]


def test_drafts_are_in_no_list(public_site: Path) -> None:
    """A draft has its page, apart, and nothing leads to it."""
    assert (public_site / "drafts/draft-of-something.html").is_file()
    naming = [
        path.relative_to(public_site).as_posix()
        for path in public_site.rglob("*")
        if path.is_file() and b"Draft of something" in path.read_bytes()
    ]
    assert naming == ["drafts/draft-of-something.html"]


def test_two_builds_are_one(build: Callable[..., Path], site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In another folder, at another time, with another locale, files found in another order."""
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "C")
    walk = os.walk
    monkeypatch.setattr(
        os, "walk", lambda *a, **k: ((top, sorted(dirs, reverse=True), sorted(names, reverse=True)) for top, dirs, names in walk(*a, **k))
    )
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 40_000_000)
    assert files(build(name="another place")) == files(site)


def test_without_an_address_nothing_claims_one(site: Path) -> None:
    """No canonical link, feed, sitemap; the address of the site serves nothing else."""
    names = files(site)
    assert not {"feed.xml", "sitemap.xml", "robots.txt"} & set(names)
    assert not [path for path in site.rglob("*.html") if 'rel="canonical"' in path.read_text("utf-8")]


def test_with_an_address(public_site: Path, pages: dict[str, Html]) -> None:
    """Canonical links and citations use it; every other link stays relative."""
    page = pages["documents/low-water.html"]
    assert page.find("link", rel="canonical") == [{"rel": "canonical", "href": "https://archive.example/harbour/documents/low-water.html"}]
    assert "https://archive.example/harbour/documents/low-water.html" in page.text
    for path, found in pages.items():
        absolute = [given for tag, given in found.tags if tag != "link" and given.get("href", "").startswith("https://archive.example")]
        assert not absolute or path == "404.html", path


def test_the_page_for_wrong_addresses_leads_home_from_any_depth(site: Path, public_site: Path) -> None:
    """To the site's address; without one, to the top of the host, since a relative link would lead from /documents/x to /documents/."""
    assert re.findall('href="([^"]*)"', (public_site / "404.html").read_text("utf-8")) == ["https://archive.example/harbour/"]
    assert re.findall('href="([^"]*)"', (site / "404.html").read_text("utf-8")) == ["/"]


def test_the_feed_is_atom(public_site: Path) -> None:
    """It has what RFC 4287 asks for, and only dates that somebody stated."""
    feed = ET.parse(public_site / "feed.xml").getroot()  # our own file
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}updated") == "2026-02-08T00:00:00Z"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 13
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    published = {entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}published") for entry in entries}
    assert published["The Harbour in March"] == "1931-04-02T00:00:00Z"
    assert published["Low Water"] is None
    for entry in entries:
        assert entry.findtext(f"{ATOM}updated") == "2026-02-08T00:00:00Z"
        assert entry.findtext(f"{ATOM}summary")


def test_the_sitemap_names_every_page(public_site: Path, pages: dict[str, Html]) -> None:
    """But not the draft, the page for what is missing, or a page twice."""
    found = [
        node.text or "" for node in ET.parse(public_site / "sitemap.xml").getroot().iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert sorted(found) == sorted(
        f"https://archive.example/harbour/{path}" for path in pages if path not in NO_ADDRESS and not path.startswith("drafts/")
    )


def test_metadata_is_shown_as_text(pages: dict[str, Html]) -> None:
    """Markup in a title, a name, a tag, a folder is shown and does nothing."""
    page = pages["documents/hostile-2.html"]
    assert '<script>alert(1)</script> & "quotes" {{ 7*7 }}' in page.text
    assert "<svg/onload=alert(3)>" in page.text


def test_rights_holder_and_shelf_mark_are_shown(pages: dict[str, Html]) -> None:
    """A document's own before the site's."""
    text = pages["documents/the-harbour-in-march.html"].text
    assert all(words in text for words in ("Harbour Museum, Lower Quay", "HC 1931/14", "Public domain"))
    assert "Public domain unless stated otherwise" in pages["documents/low-water.html"].text


def test_only_known_dates_are_shown(pages: dict[str, Html]) -> None:
    """The date that Pelican sorts by is nowhere."""
    assert "Not stated" in pages["documents/diary-undated.html"].text
    assert "about 1932" in pages["documents/prices-at-the-fish-hall.html"].text
    for path, page in pages.items():
        assert not re.search(r"\b0001\b|1 January (?:1|1932)\b", page.text), path


def test_language_and_direction(pages: dict[str, Html]) -> None:
    """The text says what language it is in and which way it runs."""
    arabic = pages["documents/speech-at-the-opening.html"].find("div", **{"class": "text"})[0]
    assert (arabic["lang"], arabic["dir"]) == ("ar", "rtl")
    unknown = pages["documents/only-a-text.html" if "documents/only-a-text.html" in pages else "documents/nohead.html"].find(
        "div", **{"class": "text"}
    )[0]
    assert unknown["dir"] == "auto"
    assert "lang" not in unknown


def test_names_that_would_collide(public_site: Path) -> None:
    """Two letters in folders of one name, two authors whose names are written alike in Latin letters, two slugs but for a capital."""
    assert (public_site / "collections/1931/letters.html").is_file()
    assert (public_site / "collections/1932/letters.html").is_file()
    lower = [path.relative_to(public_site).as_posix().lower() for path in public_site.rglob("*") if path.is_file()]
    assert len(set(lower)) == len(lower)
    names = (public_site / "authors.html").read_text("utf-8")
    assert len(set(re.findall(r'href="(authors/[^"]+)"', names))) == 10


def test_addresses_that_once_were(pages: dict[str, Html]) -> None:
    """An old slug, a document that became part of another, a passage that changed: each still leads somewhere."""
    for path in ("documents/at-low-water.html", "documents/ebb.html"):
        assert pages[path].find("meta", **{"http-equiv": "refresh"})[0]["content"] == "0; url=../documents/low-water.html"
    assert {"pold2345", "pgone234"} <= set(pages["documents/low-water.html"].ids)


def test_source_pages(public_site: Path, pages: dict[str, Html]) -> None:
    """Every line of the source, what was changed, and the bytes themselves."""
    page = pages["sources/the-harbour-in-march.html"]
    assert len([name for name in page.ids if re.fullmatch(r"L\d+", name)]) == 21
    assert page.find("del", title="soft-hyphens") == [{"title": "soft-hyphens"}]
    assert page.find("del", title="running-heads")[0] == {"title": "running-heads", "class": "doubt"}
    original = (public_site / "sources/the-harbour-in-march.txt").read_bytes()
    assert sha256(original).hexdigest() in page.text
    assert original.startswith(b"THE HARBOUR IN MARCH\nby Ada Quill\n")


def test_source_pages_without_a_ledger(public_site: Path, pages: dict[str, Html]) -> None:
    """The text itself is shown if it is at hand and still the same; if not, that is said."""
    assert "in the drawer" in pages["sources/nohead.html"].text
    assert (public_site / "sources/nohead.txt").is_file()
    assert "nor is its source at hand" in pages["sources/letter-to-maria.html"].text
    assert not (public_site / "sources/letter-to-maria.txt").exists()


def test_a_hand_edit_is_no_lie(build: Callable[..., Path], tmp_path: Path) -> None:
    """Where the Markdown is no longer what the ledger made of it, no comparison is shown."""
    shutil.copytree(HERE / "content", tmp_path / "content")
    path = tmp_path / "content/documents/courier/1931/harbour.md"
    path.write_text(path.read_text("utf-8").replace("forty such mornings", "fifty such mornings"), "utf-8")
    text = (build(content=tmp_path / "content") / "sources/the-harbour-in-march.html").read_text("utf-8")
    assert "changed by hand" in text
    assert "<del title" not in text


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        '{"format": 1}',
        '{"format": 1, "source": 3, "edits": [[1]]}',
        '{"format": 1, "source": {"encoding": "none"}, "found": [{}]}',
    ],
)
def test_a_damaged_ledger_stops_nothing(build: Callable[..., Path], tmp_path: Path, damage: str) -> None:
    """The page says that there is no account, or nothing at all; all others are built."""
    shutil.copytree(HERE / "content", tmp_path / "content")
    (tmp_path / "content/ledger/courier/1931/harbour.txt.json").write_text(damage, "utf-8")
    built = build(content=tmp_path / "content")
    assert "<del title" not in (built / "sources/the-harbour-in-march.html").read_text("utf-8")
    assert not (built / "sources/the-harbour-in-march.txt").exists()


def test_bytes_that_are_no_text(build: Callable[..., Path], tmp_path: Path) -> None:
    """A file damaged on the way is shown with its damage and stops nothing."""
    shutil.copytree(HERE / "content", tmp_path / "content")
    path = tmp_path / "content/documents/poems/low-water.md"
    path.write_bytes(path.read_bytes().replace(b"Low Water", b"Low \xff\x07 Water").replace(b"Source: poems", b"Source: \x00poems"))
    assert "Low \ufffd\ufffd Water" in (build(content=tmp_path / "content") / "documents/low-water.html").read_text("utf-8")


def test_hand_written_pages(pages: dict[str, Html]) -> None:
    """They go through Pelican's own reader, with its extensions and its links."""
    about = pages["pages/about.html"]
    assert "../documents/low-water.html" in about.links
    assert about.find("dl")
    article = pages["documents/by-hand.html"]
    assert "../pages/about.html" in article.links
    assert article.find("abbr")
    assert not article.find("a", href="../sources/by-hand.html")


def test_an_empty_site_is_a_site(build: Callable[..., Path], tmp_path: Path) -> None:
    """Before the first conversion, or with everything withheld."""
    (tmp_path / "content").mkdir()
    built = build(content=tmp_path / "content")
    assert {"index.html", "dates.html", "authors.html", "collections.html", "titles.html", "404.html"} <= set(files(built))
    assert "no author" in (built / "authors.html").read_text("utf-8").lower() or "names its author" in (built / "authors.html").read_text(
        "utf-8"
    )


def test_a_site_overrides_the_theme(build: Callable[..., Path], tmp_path: Path) -> None:
    """Its own templates and static files come first, from the folder that OVERRIDES names."""
    (tmp_path / "mine/templates").mkdir(parents=True)
    (tmp_path / "mine/static/css").mkdir(parents=True)
    (tmp_path / "mine/templates/404.html").write_text("{{ site.name }}: gone", "utf-8")
    (tmp_path / "mine/static/css/print.css").write_text("/* mine */", "utf-8")
    built = build(f"OVERRIDES = {str(tmp_path / 'mine')!r}")
    assert (built / "404.html").read_text("utf-8") == "Harbour Archive: gone"
    assert (built / "theme/css/print.css").read_text("utf-8") == "/* mine */"
    assert (built / "theme/css/base.css").read_text("utf-8").startswith("/*")


def test_python_markdown_makes_the_same_pages(build: Callable[..., Path], site: Path) -> None:
    """The setting READER changes the time it takes; only the hostile fixture is told apart by the engines."""
    ours, theirs = files(site), files(build('READER = "python-markdown"'))
    different = {path for path in ours if ours[path] != theirs.get(path)}
    assert {path for path in different if not path.startswith(("downloads/", "search/"))} <= {
        "documents/hostile-2.html",
        "index.html",
        "colophon.html",
        "takeaway.html",
    }


def test_without_search(build: Callable[..., Path]) -> None:
    """The setting SEARCH leaves out the page, the index, the script, the box, and the permission to run anything."""
    built = build("SEARCH = False")
    assert not (built / "search.html").exists()
    assert not (built / "search").exists()
    for path in built.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "<script" not in text, path
        assert "script-src" not in text, path
        assert "search-box" not in text, path


def test_a_list_is_divided_when_it_is_long(build: Callable[..., Path]) -> None:
    """The setting LIST_LIMIT says when."""
    built = build("LIST_LIMIT = 4")
    assert (built / "titles--l.html").is_file()
    assert 'href="titles--l.html"' in (built / "titles.html").read_text("utf-8")
    assert 'href="documents/low-water.html"' in (built / "titles--l.html").read_text("utf-8")
