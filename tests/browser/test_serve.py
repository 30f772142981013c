"""`readingroom serve`: what a person sees who edits a text while looking at its page."""

import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, expect

from readingroom.cli import main
from readingroom.site.serving.server import ready_for_reloading

pytestmark = pytest.mark.browser
PATIENCE = 30_000  # milliseconds; a busy machine is no fault


@pytest.fixture
def served(tmp_path: Path, texts: Path) -> Iterator[tuple[Path, str]]:
    """A site that is being served: its folder and address."""
    site = tmp_path / "site"
    assert CliRunner().invoke(main, ["new", str(site), "--texts", str(texts)]).exit_code == 0
    command = [sys.executable, "-u", "-m", "readingroom", "serve", str(site), "--port", "0"]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it, and so would what it starts
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        signal.signal(signal.SIGINT, before)
        try:
            assert server.stdout
            lines = iter(server.stdout.readline, "")
            address = next(found[0] for found in (re.search(r"http://127\.0\.0\.1:\d+/", line) for line in lines) if found)
            yield site, address
            server.send_signal(signal.SIGINT)
            assert server.wait(10) == 0
        finally:
            server.kill()


def test_the_browser_reloads_when_a_text_changes(served: tuple[Path, str], browser: Browser) -> None:
    """Text, Markdown, page: one save is enough."""
    site, address = served
    page = browser.new_page()
    page.goto(f"{address}documents/a-letter-from-the-breakwater.html")
    expect(page.locator(".text")).to_contain_text("eleven boats")
    file = site / "texts/letters/1.txt"
    file.write_text(file.read_text("utf-8").replace("eleven boats", "seventeen boats"), "utf-8")
    expect(page.locator(".text")).to_contain_text("seventeen boats", timeout=PATIENCE)
    page.close()


def test_a_fault_in_a_template_shows_in_the_browser(served: tuple[Path, str], browser: Browser) -> None:
    """And the last good page stays; mended, it goes on."""
    site, address = served
    page = browser.new_page()
    page.goto(f"{address}documents/a-letter-from-the-breakwater.html")
    template = site / "overrides/templates/article.html"
    template.parent.mkdir()
    template.write_text("{% extends '!theme/article.html' %}{% block main %}{{ nothing.of.note }}{% endblock %}", "utf-8")
    expect(page.locator("#reload-told")).to_contain_text("nothing", timeout=PATIENCE)
    with urllib.request.urlopen(page.url) as answer:
        assert "eleven boats" in answer.read().decode()
    template.write_text("{% extends '!theme/article.html' %}{% block main %}<h1>Mended</h1>{% endblock %}", "utf-8")
    expect(page.locator("h1")).to_have_text("Mended", timeout=PATIENCE)
    page.close()


def test_only_this_machine_is_answered(served: tuple[Path, str]) -> None:
    """A page of another host whose name was made to lead here gets nothing."""
    request = urllib.request.Request(served[1], headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="421") as refused:
        urllib.request.urlopen(request)
    refused.value.close()


def test_nothing_outside_the_output_is_served(served: tuple[Path, str]) -> None:
    """Not even its neighbours."""
    with pytest.raises(urllib.error.HTTPError, match="404") as refused:
        urllib.request.urlopen(f"{served[1]}../pelicanconf.py")
    refused.value.close()


def test_a_page_may_do_no_more_than_reload() -> None:
    """The policy is widened by the script alone, whatever it said before."""
    page = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'none'; style-src 'self'\"><body></body>"
    ready = ready_for_reloading(page)
    assert "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'" in ready
    assert ready.count("<script") == 1
