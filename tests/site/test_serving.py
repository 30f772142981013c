"""What `serve` shows ahead of the build, and what it says when the build is done."""

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from watchfiles import Change, watch

from readingroom.cli import main
from readingroom.console import Console
from readingroom.progress import silent
from readingroom.site.serving.builder import Builder
from readingroom.site.serving.server import HOST, SCRIPT, Handler
from readingroom.site.serving.shown import Shown
from readingroom.site.settings_file import Site, find_site

TEXT = "The Pilot\n\nNothing of note happened at the quay, and it happened slowly, as it does there in a dry month.\n"


class Window:
    """A browser that shows one page."""

    def __init__(self, site: Site, shown: Shown, page: str) -> None:
        self.site, self.shown, self.page = site, shown, page
        self.told = shown.listen(page)
        next(self.told)
        self.load()

    def load(self) -> str:
        """The page as it is handed out now."""
        found = self.shown.find(self.page)
        content = found.read_bytes() if isinstance(found, Path) else found
        self.shown.give(self.page, content)
        return content.decode()

    def on_disk(self) -> str:
        """The page as it was built."""
        return (self.site.output / self.page).read_text("utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Site, Builder, Window]]:
    """A site that was built, and a browser that shows a document."""
    (tmp_path / "texts").mkdir()
    for number in range(3):
        (tmp_path / "texts" / f"{number}.txt").write_text(TEXT.replace("Pilot", f"Pilot {number}"), "utf-8")
    assert CliRunner().invoke(main, ["new", str(tmp_path / "site"), "--texts", str(tmp_path / "texts")]).exit_code == 0
    site = find_site(tmp_path / "site")
    shown = Shown(site.output)
    builder = Builder(site, Console(), shown)
    builder.build(0, silent)
    yield site, builder, Window(site, shown, "documents/the-pilot-1.html")
    builder.replace(None)


@pytest.mark.parametrize("kind", ["text", "Markdown", "template"])
def test_a_change_is_shown_before_the_site_is_built(served: tuple[Site, Builder, Window], kind: str) -> None:
    """From memory; the finished file says the same, so that the browser is told once."""
    site, builder, window = served
    file = {"text": site.texts / "1.txt", "Markdown": site.content / "documents/1.md", "template": template(site)}[kind]
    if kind == "template":
        file.write_text("{% extends '!theme/article.html' %}{% block main %}so quickly{{ super() }}{% endblock %}", "utf-8")
        builder.build(0, silent)
        assert next(window.told) == ""
        window.load()
    file.write_text(file.read_text("utf-8").replace("slowly" if kind != "template" else "so quickly", "with a roar"), "utf-8")
    builder.change({file})
    assert next(window.told) == ""
    assert "with a roar" in window.load()
    assert "with a roar" not in window.on_disk()
    ahead = window.load()
    builder.build(1, silent)
    assert "with a roar" in window.on_disk()
    assert next(window.told) == (None if ahead == window.on_disk() else "")
    assert window.load() == window.on_disk()


def test_a_style_is_shown_before_the_site_is_built(served: tuple[Site, Builder, Window]) -> None:
    """From its source."""
    site, builder, window = served
    style = site.settings_file.parent / "overrides/static/own.css"
    style.parent.mkdir(parents=True, exist_ok=True)
    style.write_text("p { margin: 0 }", "utf-8")
    builder.build(0, silent)
    window.shown.give("theme/own.css", window.shown.find("theme/own.css"))
    style.write_text("p { margin: 1em }", "utf-8")
    builder.change({style})
    assert next(window.told) == ""
    assert window.shown.find("theme/own.css") == style
    builder.build(1, silent)
    assert window.shown.find("theme/own.css") == site.output / "theme/own.css"


def test_a_fault_in_a_template_is_told_at_once(served: tuple[Site, Builder, Window], capsys: pytest.CaptureFixture[str]) -> None:
    """In the browser and on the terminal, a quiet one too, once, with file and line; the last good page stays, and mended it goes on."""
    site, builder, window = served
    builder.console.quiet = True
    file, before = template(site), window.load()
    file.write_text("<p>\n{{ nothing.of.note }}", "utf-8")
    builder.build(0, silent)
    assert "templates/article.html:2: S-06" in str(next(window.told))
    assert window.load() == before
    file.write_text("<p>\n\n{{ nothing.of.note }}", "utf-8")
    builder.change({file})
    assert "Hint" in capsys.readouterr().err
    builder.build(1, silent)
    file.write_text("<p>mended", "utf-8")
    builder.build(2, silent)
    assert next(window.told) == ""
    assert "mended" in window.load()


def test_a_hand_edited_document_does_not_follow_its_text(served: tuple[Site, Builder, Window]) -> None:
    """What the build is going to leave alone is not shown changed."""
    site, builder, window = served
    markdown = site.content / "documents/1.md"
    markdown.write_text(markdown.read_text("utf-8").replace("slowly", "by hand"), "utf-8")
    builder.build(0, silent)
    window.load()
    (site.texts / "1.txt").write_text(TEXT.replace("slowly", "with a roar"), "utf-8")
    builder.change({site.texts / "1.txt"})
    assert "by hand" in window.load()


def test_an_address_that_leads_nowhere_gets_the_page_of_the_site(served: tuple[Site, Builder, Window]) -> None:
    """With the status 404, at any depth; once there is a page, the browser is told. A folder without a page is no more:
    its files are nobody's to list. Without 404.html, Python says it."""
    site, _, window = served
    with ThreadingHTTPServer((HOST, 0), partial(Handler, shown=window.shown)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = server.server_address[1]
        status, page = ask(address, "GET", "/documents/nope.html")
        assert (status, "That shelf is empty." in page, SCRIPT in page) == (404, True, True)
        assert ask(address, "HEAD", "/documents/nope.html") == (404, "")
        status, page = ask(address, "GET", "/documents/")
        assert (status, "That shelf is empty." in page, "the-pilot" in page) == (404, True, False)
        assert ask(address, "GET", "/documents/the-pilot-1.html")[0] == 200
        assert not window.shown.is_old("documents/nope.html")
        (site.output / "documents/nope.html").write_text("here", "utf-8")
        assert window.shown.is_old("documents/nope.html")
        (site.output / "404.html").unlink()
        status, page = ask(address, "GET", "/nope.html")
        assert (status, "Error response" in page) == (404, True)
        server.shutdown()


def ask(port: int, method: str, path: str) -> tuple[int, str]:
    """The status and the body of an answer."""
    connection = HTTPConnection(HOST, port, timeout=10)
    connection.request(method, path)
    with connection.getresponse() as answer:
        told = answer.status, answer.read().decode()
    connection.close()
    return told


@pytest.mark.parametrize("wrong", ["output", "rule"])
def test_what_no_later_save_can_mend_ends_it(tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    """An output that can't be there, a rule to leave out that there isn't: exit code 2 as for `build`, said once, and nothing is served."""
    monkeypatch.setattr("readingroom.site.serve.watch", lambda *_, **__: pytest.fail("serving"))
    site = tmp_path / "site"
    assert CliRunner().invoke(main, ["new", str(site), "--texts", str(texts)]).exit_code == 0
    if wrong == "rule":
        with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
            settings.write('RULES_OFF = ["no-such-rule"]\n')
    output = site / ("texts" if wrong == "output" else "output")
    result = CliRunner().invoke(main, ["serve", str(site), "--port", "0", "--output", str(output)])
    assert result.exit_code == 2, result.output
    assert result.output.count("S-05" if wrong == "output" else "U-10") == 1
    assert "Serving" not in result.output


@pytest.mark.parametrize("wrong", ["template", "text"])
def test_what_can_be_mended_does_not_end_it(tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    """A mistake in a template or a text is told, and serving begins."""
    monkeypatch.setattr("readingroom.site.serve.watch", lambda *_, **__: ())
    site = tmp_path / "site"
    assert CliRunner().invoke(main, ["new", str(site), "--texts", str(texts)]).exit_code == 0
    if wrong == "template":
        template(find_site(site)).write_text("{{ nothing.of.note }}", "utf-8")
    else:
        (site / "texts/minutes.txt").write_text("")
    result = CliRunner().invoke(main, ["serve", str(site), "--port", "0"])
    assert result.exit_code == 0, result.output
    assert ("S-06" if wrong == "template" else "R-10") in result.output
    assert "Serving output/ at" in result.output


def template(site: Site) -> Path:
    """The site's own template for documents."""
    path = site.settings_file.parent / "overrides/templates/article.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def test_a_build_does_not_wake_itself(served: tuple[Site, Builder, Window]) -> None:
    """What it writes beside the output, and what the conversion writes and removes in the content, is no change of the site."""
    site, builder, _ = served
    told = watch(site.settings_file.parent, watch_filter=builder.watched, debounce=50, step=10, rust_timeout=1500, yield_on_timeout=True)
    next(iter(told), None)
    (site.output / "index.html").unlink()
    (site.texts / "new").mkdir()
    (site.texts / "0.txt").rename(site.texts / "new/0.txt")
    (site.texts / "1.txt").write_text(TEXT.replace("slowly", "with a roar"), "utf-8")
    builder.build(1, silent)
    seen: set[str] = set()
    for changes in told:
        if not changes:
            break
        seen |= {path for _, path in changes}
    assert {path for path in seen if not path.startswith(str(site.texts))} == set()
    assert seen
    assert (site.content / "documents/new/0.md").exists()
    assert not (site.content / "documents/0.md").exists()
    assert (site.output / "index.html").exists()


def test_a_hand_is_told_from_the_conversion(served: tuple[Site, Builder, Window], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes where the conversion has just written, even the moment after, or takes it away, changes the site."""
    site, builder, _ = served
    counts = partial(builder.watched, Change.modified)
    markdown, other = site.content / "documents/1.md", site.content / "documents/2.md"
    ledger, registry = site.content / "ledger/1.txt.json", site.content / "registry.csv"
    assert not any(counts(str(file)) for file in (markdown, other, ledger, registry, site.content / "documents"))
    other.unlink()
    ledger.write_text(ledger.read_text("utf-8") + " ", "utf-8")
    assert counts(str(other))
    assert counts(str(ledger))
    assert counts(str(ledger.parent))
    exchange = os.replace

    def and_a_hand(scratch: str, name: str) -> None:
        exchange(scratch, name)
        with Path(name).open("a", encoding="utf-8") as file:
            file.write("by hand" if name == str(markdown) else "")

    monkeypatch.setattr("readingroom.write.files.os.replace", and_a_hand)
    (site.texts / "1.txt").write_text(TEXT.replace("slowly", "with a roar"), "utf-8")
    builder.build(1, silent)
    assert markdown.read_text("utf-8").endswith("by hand")
    assert counts(str(markdown))


def test_what_is_there_for_a_moment_does_not_count(served: tuple[Site, Builder, Window]) -> None:
    """A spreadsheet that is open in an office program, an empty folder; but `docs-src` isn't part of the output `docs`."""
    site, builder, _ = served
    counts = partial(builder.watched, Change.added)
    (site.texts / "new").mkdir()
    assert not counts(str(site.metadata.with_name(".~lock.metadata.csv#")))
    assert not counts(str(site.texts / "new"))
    (site.texts / "new/text.txt").write_text(TEXT, "utf-8")
    assert counts(str(site.texts / "new"))
    assert counts(f"{site.output}-src/a.txt")


def test_a_warning_is_said_again_when_its_file_changed(served: tuple[Site, Builder, Window], capsys: pytest.CaptureFixture[str]) -> None:
    """Once, and after that only counted, also while nothing can be built; what is mended counts no more."""
    site, builder, _ = served
    wrong = "path,title\nnope.txt,The Pilot\n"

    def said(*changed: Path) -> tuple[int, str]:
        builder.change(set(changed))
        builder.build(1, silent)
        told = capsys.readouterr()
        return told.err.count("M-02"), told.out.rpartition(" s")[2].strip()

    site.metadata.write_text(wrong, "utf-8")
    assert said(site.metadata) == (1, "")
    assert said(site.texts / "1.txt") == (0, "; as before: 1 warning")
    assert said(site.metadata) == (1, "")
    template(site).write_text("{{ nothing.of.note }}", "utf-8")
    assert said(template(site)) == (0, "; as before: 1 warning")
    site.metadata.write_text("no column of that name\n", "utf-8")
    assert said(site.metadata) == (0, "; as before: 1 warning")
    site.metadata.write_text(wrong, "utf-8")
    template(site).unlink()
    assert said(template(site)) == (0, "; as before: 1 warning")
    site.metadata.write_text("path,title\n", "utf-8")
    assert said(site.metadata) == (0, "")


def test_settings_count_when_they_are_saved(served: tuple[Site, Builder, Window], capsys: pytest.CaptureFixture[str]) -> None:
    """All of them; other folders than those that are looked at have to wait, and that is said, in the browser too."""
    site, builder, window = served
    settings = site.settings_file.read_text("utf-8")
    for added, code in (
        ("RULES_OFF = ['no-such-rule']", "U-10"),
        ("OUTPUT_PATH = 'elsewhere'", "U-08"),
        ("TEXTS = '..'", "U-08"),
        (f"TEXTS = {str(site.settings_file.parent.parent / 'texts')!r}", "U-08"),
        ("SITENAME = (", "U-08"),
    ):
        site.settings_file.write_text(f"{settings}\n{added}\n", "utf-8")
        builder.build(1, silent)
        told = capsys.readouterr()
        assert code in told.err, added
        assert "Not built" in told.out, added
        assert code in str(next(window.told)), added
    site.settings_file.write_text(f"{settings}\nTEXTS = 'other'\nSITENAME = 'Another'\n", "utf-8")
    (site.settings_file.parent / "other").mkdir()
    (site.settings_file.parent / "other/1.txt").write_text(TEXT.replace("slowly", "with a roar"), "utf-8")
    builder.build(1, silent)
    assert next(window.told) == ""
    assert "with a roar" in (site.content / "documents/1.md").read_text("utf-8")
