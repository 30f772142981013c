"""The engine's output is Pelican's, byte for byte: clean, after an edit, and after the edit is taken back."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from engine_sites import build, build_clean, build_stock, differences, files, make
from jinja2 import UndefinedError

from readingroom.errors import ReadingRoomError
from readingroom.site.engine import ahead, batches, contents, processes, render, rows
from readingroom.site.engine.foresight import Foresight

EDITS = {
    "text": ("content/letters/to-bo.md", "the ice is early", "the ice is late"),
    "title": ("content/harbour/minutes.md", "Minutes of the harbour board", "Minutes, amended"),
    "template": ("theme/templates/part.html", "<p>", "<p class='by'>"),
    "macro": ("theme/templates/macros.html", "<a ", "<a rel='x' "),
    "static": ("content/images/chart.txt", "fathoms", "metres"),
    "stylesheet": ("theme/static/css/main.css", "0", "1em"),
}


@pytest.mark.parametrize("relative", [True, False])
@pytest.mark.parametrize("theme", ["own", "simple", "notmyidea"])
def test_site_is_that_of_pelican(tmp_path: Path, theme: str, relative: bool) -> None:
    """A site with drafts, translations, overrides, lists and feeds is the same as Pelican's, from nothing and again."""
    site = make(tmp_path)
    more: dict[str, Any] = {
        "RELATIVE_URLS": relative,
        **({"THEME": theme, "DIRECT_TEMPLATES": ["index", "tags"]} if theme != "own" else {}),
    }
    if theme != "own":
        (site / "content" / "letters" / "framed.md").unlink()
    expected = build_stock(site, **more)
    assert "drafts/unsent.html" in expected
    assert "odd/place.html" in expected
    first, report = build(site, **more)
    assert not differences(first, expected)
    assert not report.plain
    second, report = build(site, **more)
    assert not differences(second, expected)
    assert report.rendered <= 5  # static files that were written this moment


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("relative", [True, False])
def test_edit_and_back(tmp_path: Path, edit: str, relative: bool) -> None:
    """After an edit the output is Pelican's, and so it is after the edit was taken back."""
    site = make(tmp_path)
    before, _ = build(site, RELATIVE_URLS=relative)
    name, old, new = EDITS[edit]
    text = (site / name).read_text("utf-8")
    assert old in text
    (site / name).write_text(text.replace(old, new), "utf-8")
    changed, _ = build(site, RELATIVE_URLS=relative)
    assert changed != before
    assert not differences(changed, build_stock(site, RELATIVE_URLS=relative))
    (site / name).write_text(text, "utf-8")
    assert not differences(build(site, RELATIVE_URLS=relative)[0], before)


def test_a_text_about_attaching(tmp_path: Path) -> None:
    """The word alone is no link, and the site isn't built the way Pelican does it."""
    site = make(tmp_path)
    with (site / "content" / "letters" / "to-bo.md").open("a", encoding="utf-8") as file:
        file.write("\nWe attach the seal.\n")
    for _ in range(2):
        assert not build(site)[1].plain


@pytest.mark.parametrize("relative", [True, False])
def test_attach_links(tmp_path: Path, relative: bool) -> None:
    """{attach} moves a file to the document that is rendered first: the whole site is built the way Pelican does it."""
    site = make(tmp_path)
    (site / "content" / "letters" / "seal.txt").write_text("wax\n", "utf-8")
    with (site / "content" / "letters" / "to-bo.md").open("a", encoding="utf-8") as file:
        file.write("\n[the seal]({attach}seal.txt)\n")
    expected = build_stock(site, RELATIVE_URLS=relative)
    for _ in range(2):
        found, report = build(site, RELATIVE_URLS=relative)
        assert not differences(found, expected)
        assert "attach" in report.plain


@pytest.mark.parametrize("relative", [True, False])
def test_with_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, relative: bool, caplog: pytest.LogCaptureFixture) -> None:
    """Documents and pages that were made in other processes are the same, and what was warned of is said."""
    monkeypatch.setattr(ahead, "FEWEST", 1)
    monkeypatch.setattr(render, "FEWEST", 1)
    monkeypatch.setattr(processes, "SHARE", 3)
    monkeypatch.setattr(ahead, "BATCH", 2)
    monkeypatch.setattr(batches, "BATCH", 3)
    monkeypatch.setenv("READINGROOM_WORKERS", "3")
    site = make(tmp_path)
    (site / "content" / "letters" / "undated.md").write_text("Title: Undated\n\nNo date.\n", "utf-8")
    expected = build_stock(site, RELATIVE_URLS=relative)
    for _ in range(2):
        caplog.clear()
        assert not differences(build(site, RELATIVE_URLS=relative)[0], expected)
        assert "undated.md" in caplog.text


def test_a_template_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in a template is raised, wherever the page was rendered, and the last good site stays."""
    monkeypatch.setattr(render, "FEWEST", 1)
    monkeypatch.setenv("READINGROOM_WORKERS", "2")
    site = make(tmp_path)
    good, _ = build(site)
    (site / "theme" / "templates" / "part.html").write_text("{{ article.title.nothing.at_all }}", "utf-8")
    with pytest.raises(ReadingRoomError, match=r"part\.html:1: .*nothing") as caught:
        build(site)
    assert isinstance(caught.value.__cause__, UndefinedError)
    assert not differences(files(site / "output"), good)


def test_a_feed_without_articles_has_the_time_of_the_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pelican writes the time of the build there: one thing in which a site would differ from day to day."""
    site = make(tmp_path)
    for path in (site / "content").rglob("*"):
        if path.suffix in {".md", ".rst"} and path.parent.name != "pages":
            path.unlink()
    (site / "content" / "hello.html").write_text("Hello", "utf-8")
    first, _ = build(site)
    assert b"<updated>1970-01-01T00:00:00+00:00</updated>" in first["feeds/all.atom.xml"]
    second, _ = build(site, EDITION_DATE="2026-02-08")
    assert b"<updated>2026-02-08T00:00:00+00:00</updated>" in second["feeds/all.atom.xml"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert b"<updated>1970-01-02T00:00:00+00:00</updated>" in build(site, EDITION_DATE="2026-02-08")[0]["feeds/all.atom.xml"]


def test_metadata_keep_their_order(tmp_path: Path) -> None:
    """A document that is restored has its metadata in the order in which they were read: a template may go through them."""
    site = make(tmp_path)
    theme = site / "theme" / "templates" / "article.html"
    theme.write_text("{% for name, value in article.metadata.items() %}{{ name }}: {{ value }}\n{% endfor %}", "utf-8")
    stock = build_stock(site)
    assert not differences(build(site)[0], stock)
    theme.write_text(theme.read_text("utf-8") + "<!-- rendered again -->", "utf-8")
    found, report = build(site)
    assert report.rendered > 5
    assert not differences(found, build_stock(site))


SETTINGS: dict[str, dict[str, Any]] = {
    "one formatted field": {"FORMATTED_FIELDS": ["subtitle"]},
    "no formatted field": {"FORMATTED_FIELDS": []},
    "other links": {"INTRASITE_LINK_REGEX": r":(?P<what>filename|static|tag|author|category):"},
    "a slash behind the folder": {"PATH": "{folder}/content/", "DEFAULT_DATE": "fs"},
    "a detour to the folder": {"PATH": "{folder}/theme/../content"},
}


@pytest.mark.parametrize("case", SETTINGS)
def test_odd_settings(tmp_path: Path, case: str) -> None:
    """Links in fields that are seldom formatted, links of another kind, folders named another way: as with Pelican, at once and later."""
    link = '<a href="{}minutes.md">the minutes</a>'
    fields = {"odd": link.format("{filename}"), "odder": link.format(":filename:")}
    texts = {name: f"Title: {name}\nDate: 1933-01-01\nSubtitle: {body}\nSummary: Short.\n\n{body}\n" for name, body in fields.items()}
    texts["oddest"] = texts["odder"].replace("Short.", fields["odder"]).replace("odder", "oddest")
    site = make(tmp_path, **{f"harbour/{name}.md": text for name, text in texts.items()})
    (site / "content" / "pages" / "override.md").unlink()  # where pages are articles as well, two would ask for one file
    template = site / "theme" / "templates" / "article.html"
    shown = "{{ article.title }} {{ article.subtitle }} {{ article.summary }} {{ article.source_path }}"
    template.write_text(template.read_text("utf-8").replace("{{ article.title }}", shown, 1), "utf-8")
    more = {name: value.format(folder=site) if name == "PATH" else value for name, value in SETTINGS[case].items()}
    stock = build_stock(site, **more)
    assert not differences(build(site, **more)[0], stock)
    with (site / "content" / "harbour" / "minutes.md").open("a", encoding="utf-8") as file:
        file.write("\nOne more line.\n")
    template.write_text(template.read_text("utf-8") + "<!-- rendered again -->", "utf-8")
    found, report = build(site, **more)
    assert report.rendered > 5
    assert not differences(found, build_stock(site, **more))


def test_links_to_what_is_no_file(tmp_path: Path) -> None:
    """A {static} link to nothing, one to a folder, a link in the file system that leads nowhere: Pelican goes on, and so do we."""
    text = "Title: Odd\nDate: 1933-01-01\n\n[gone]({static}/images/gone.png) [all]({static}/images)\n"
    site = make(tmp_path, **{"harbour/odd.md": text})
    (site / "content" / "images" / ".#plan.txt").symlink_to("ada@harbour.4711")
    for _ in range(2):
        assert not differences(build(site)[0], build_stock(site))
        change_minutes(site)
    (site / "content" / "images" / "plan.txt").unlink()
    assert not differences(build(site)[0], build_stock(site))


def test_a_document_that_leads_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that is a link, to a file that goes: it is said, and all others are there."""
    monkeypatch.setattr(ahead, "FEWEST", 1)
    monkeypatch.setattr(rows, "FRESH", 0)
    site = make(tmp_path)
    (site / "away.md").write_text("Title: Away\nDate: 1933-01-01\n\nAway.\n", "utf-8")
    (site / "content" / "letters" / "linked.md").symlink_to(site / "away.md")
    assert "away.html" in build(site)[0]
    (site / "away.md").unlink()
    found, _ = build(site)
    assert "away.html" not in found
    assert not differences(found, build_clean(site))


def change_minutes(site: Path) -> None:
    """Edit a document."""
    with (site / "content" / "harbour" / "minutes.md").open("a", encoding="utf-8") as file:
        file.write("\nOne more line.\n")


@pytest.mark.parametrize("word", ["settings", "url_format"])
def test_a_word_that_no_digest_stands_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    """A theme names an attribute that can't be told: its pages are rendered each time, and none is lost, whoever reads the documents."""
    monkeypatch.setenv("READINGROOM_WORKERS", "2")
    monkeypatch.setattr(ahead, "FEWEST", 6)  # articles are read ahead, pages are not
    site = make(tmp_path)
    with (site / "theme" / "templates" / "base.html").open("a", encoding="utf-8") as file:
        file.write(f"{{{{ '{word}' }}}}")
    for _ in range(2):
        assert not differences(build(site)[0], build_stock(site))
        change_minutes(site)


def test_what_is_read_ahead_forgets_no_doubts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article whose date depends on today's is read each time, even if pages were read by several processes after it."""
    monkeypatch.setenv("READINGROOM_WORKERS", "2")
    monkeypatch.setattr(rows, "FRESH", 0)
    site = make(tmp_path, **{"letters/vague.md": "Title: Vague\nDate: April 1931\n\nWhen?\n"})
    build(site)
    for name in ("about", "secret"):
        (site / "content" / "pages" / f"{name}.md").write_text(f"Title: {name}\n\nAnother one.\n", "utf-8")
    monkeypatch.setattr(ahead, "FEWEST", 2)  # pages are read ahead, the one article is not
    build(site)
    assert not list((site / "output.state").rglob("inputs"))


def test_documents_are_foreseen_as_they_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What several digesters make of a document at once is what each of them makes of it."""
    monkeypatch.setenv("READINGROOM_WORKERS", "2")
    monkeypatch.setattr(ahead, "FEWEST", 1)
    foresee, marks, wrong = Foresight.__call__, [], []

    def compare(foresight: Foresight, item: Any) -> None:
        foresee(foresight, item)
        digests = item.__dict__["_row"].digests
        found = digests.copy()
        digests.clear()
        item.__dict__["_same"] = True
        for digester in foresight.digesters:
            digester.documents.kept(item)
        marks.append(len(found))
        wrong.extend(mark for mark in digests if digests[mark] != found.get(mark))

    monkeypatch.setattr(Foresight, "__call__", compare)
    build(make(tmp_path))
    assert sum(count > 1 for count in marks) > 3
    assert not wrong


def test_a_text_is_made_once_for_pages_of_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its links are replaced, and its summary is cut, once, however many lists show it; what somebody changes is made again."""
    site = make(tmp_path)
    (site / "theme" / "templates" / "index.html").write_text(
        "{% for a in articles %}{{ a.content }}{{ a.summary }}{{ a.content }}{{ a.summary }}{% endfor %}", "utf-8"
    )
    monkeypatch.setenv("READINGROOM_WORKERS", "1")
    made: list[str] = []
    usual = contents.contents.Content._update_content
    monkeypatch.setattr(contents.contents.Content, "_update_content", lambda self, *text: (made.append(self.slug), usual(self, *text))[1])
    found, _ = build(site)
    counts = Counter(made)
    assert counts["minutes-of-the-harbour-board"] <= 4  # its text, its summary, and once more where it was read
    monkeypatch.undo()
    assert not differences(found, build_stock(site))
