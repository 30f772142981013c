"""How long a change takes from saving a file to the browser, and whether memory stays level: `python -m benchmarks.serve`.

Makes a site of texts of about 8 KB, serves it, listens as a browser does that shows the page of one document, and edits: its text, its
Markdown, the stylesheet, a template. Prints the seconds until the server has told of the change and handed out the new page or style,
and those until the whole site is built. Then it builds a small site again and again in one process and prints its memory.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

from benchmarks.convert_speed import make
from readingroom.console import Console
from readingroom.progress import silent
from readingroom.site.serving.builder import Builder
from readingroom.site.serving.shown import Shown
from readingroom.site.settings_file import find_site

MARK = "quill{:05}"
TIRED = 400
"""Seconds after which we stop waiting."""


def main() -> None:
    """Make, serve, edit; then rebuild many times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=10_000, metavar="N")
    parser.add_argument("--edits", type=int, default=5, metavar="N", help="of each kind")
    parser.add_argument("--rebuilds", type=int, default=500, metavar="N")
    parser.add_argument("--site", type=Path, help="a site that an earlier run made here, or the place for one that stays")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if arguments.texts:
            site = arguments.site or Path(scratch) / "site"
            if not site.is_dir():
                prepare(site, Path(scratch) / "texts", arguments.texts)
            edit_all(site, arguments.edits)
        if arguments.rebuilds:
            rebuild(Path(scratch), arguments.rebuilds)


def prepare(site: Path, texts: Path, count: int) -> None:
    """A built site."""
    make(texts, count)
    for command in (("new", str(site), "--texts", str(texts), "--in-place"), ("build", str(site), "-q")):
        subprocess.run([sys.executable, "-m", "readingroom", *command], check=True, stdout=subprocess.DEVNULL)


class Listener:
    """A browser that shows one page: it hears what it is told, and loads again."""

    def __init__(self, address: str, page: str) -> None:
        self.host, self.page = address.removeprefix("http://").rstrip("/"), page
        self.heard: list[float] = []
        Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        """Hear every event."""
        connection = HTTPConnection(self.host)
        connection.request("GET", f"/.reload?page=/{self.page}")
        answer = connection.getresponse()
        while line := answer.readline():
            if line.startswith(b"data"):
                self.heard.append(time.perf_counter())

    def get(self, name: str) -> str:
        """A file."""
        with urllib.request.urlopen(f"http://{self.host}/{name}") as answer:
            text: str = answer.read().decode()
        return text

    def wait(self, since: float, name: str, mark: str) -> float:
        """Seconds from `since` until an event after which a file shows the mark."""
        seen = 0
        while time.perf_counter() - since < TIRED:
            if len(self.heard) > seen:
                seen = len(self.heard)
                if self.heard[-1] > since and mark in self.get(name):
                    return time.perf_counter() - since
            time.sleep(0.005)
        raise TimeoutError(f"{mark} did not come to {name}")


def edit_all(site: Path, count: int) -> None:
    """Edit and measure, each kind of file some times."""
    documents = sorted((site / "content" / "documents").rglob("*.md"))
    markdown = documents[len(documents) // 2]
    fields = dict(line.split(": ", 1) for line in markdown.read_text("utf-8").split("\n\n")[0].splitlines() if ": " in line)
    settings = (site / "pelicanconf.py").read_text("utf-8")
    found = re.search(r"^TEXTS = [\"'](.+)[\"']", settings, re.MULTILINE)
    text = site / (found[1] if found else "texts") / fields["Source"]
    page = f"documents/{fields['Slug']}.html"
    overrides = site / "overrides"
    (overrides / "templates").mkdir(parents=True, exist_ok=True)
    (overrides / "static").mkdir(parents=True, exist_ok=True)
    style, template = overrides / "static" / "bench.css", overrides / "templates" / "article.html"
    style.write_text("p { margin: 0 }\n", "utf-8")
    frame = "{% extends '!theme/article.html' %}{% block main %}MARK{{ super() }}{% endblock %}"
    template.write_text(frame.replace("MARK", ""), "utf-8")

    def append(file: Path) -> Callable[[str], None]:
        return lambda mark: file.write_text(f"{file.read_text('utf-8').rstrip()} {mark}.\n", "utf-8")

    kinds: dict[str, tuple[Callable[[str], None], str]] = {
        "stylesheet": (lambda mark: put(style, f"p {{ margin: 0 }} /* {mark} */\n"), "theme/bench.css"),
        "template": (lambda mark: put(template, frame.replace("MARK", mark)), page),
        "text": (append(text), page),
        "Markdown": (append(markdown), page),
    }
    command = [sys.executable, "-u", "-m", "readingroom", "serve", str(site), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        lines: list[str] = []
        try:
            Thread(target=lambda: lines.extend(iter(server.stdout.readline, "")), daemon=True).start()  # type: ignore[union-attr]  # it is a pipe
            address = until(lambda: next((found[0] for line in lines if (found := re.search(r"http://127\.0\.0\.1:\d+/", line))), None))
            time.sleep(5)  # it makes ready for what comes
            browser = Listener(address, page)
            print(f"{len(documents):,} documents, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; seconds from saving the file\n")
            print("| edit of | in the browser, median | worst | site built, median |\n|---|---|---|---|")
            for kind, (edit, name) in kinds.items():
                measure(kind, edit, name, browser, lines, count)
            print(f"\nThe server has {resident(server.pid):.0f} MB")
        finally:
            server.terminate()


def measure(kind: str, edit: Callable[[str], None], name: str, browser: Listener, lines: list[str], count: int) -> None:
    """One row of the table."""
    shown, built = [], []
    for number in range(count):
        browser.get(browser.page), browser.get("theme/bench.css")
        mark, before, started = MARK.format(hash((kind, number, time.time())) % 100_000), len(lines), time.perf_counter()
        edit(mark)
        shown.append(browser.wait(started, name, mark))
        until(lambda before=before: next((True for line in lines[before:] if " rendered" in line or line.startswith("Not built")), None))  # type: ignore[misc]  # of the default
        built.append(time.perf_counter() - started)
        quiet_since = len(lines), time.perf_counter()
        while time.perf_counter() - quiet_since[1] < 4:  # a text is converted, and its Markdown is one more change
            if len(lines) != quiet_since[0]:
                quiet_since = len(lines), time.perf_counter()
            time.sleep(0.1)
    print(f"| {kind} | {statistics.median(shown):.2f} | {max(shown):.2f} | {statistics.median(built):.2f} |", flush=True)


def rebuild(folder: Path, count: int) -> None:
    """Build a site of 20 documents again and again, as `serve` does, each time after an edit; print the memory on the way."""
    site = folder / "small"
    prepare(site, folder / "few", 20)
    script = f"import sys; from benchmarks.serve import rebuild_here; rebuild_here(sys.argv[1], {count})"
    subprocess.run([sys.executable, "-c", script, str(site)], check=True)


def rebuild_here(folder: str, count: int) -> None:
    """The same in this process, with pages rendered ahead of each build."""
    site = find_site(Path(folder))
    shown = Shown(site.output)
    builder = Builder(site, Console(quiet=True), shown)
    markdown = next(iter(sorted((site.content / "documents").rglob("*.md"))))
    begin = markdown.read_text("utf-8")
    slug = next(line for line in begin.splitlines() if line.startswith("Slug: ")).removeprefix("Slug: ")
    listening = shown.listen(f"documents/{slug}.html")
    next(listening)
    print("\n| rebuilds | resident MB |\n|---|---|")
    for number in range(count + 1):
        markdown.write_text(f"{begin}\n{f'number {number} ' * 500}\n", "utf-8")
        builder.change({markdown})
        builder.build(number, silent)
        if number in {0, 10, count // 10, count // 4, count // 2, 3 * count // 4, count}:
            print(f"| {number} | {resident(os.getpid()):.1f} |", flush=True)
    listening.close()


def resident(process: int) -> float:
    """The memory of a process in MB."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) / 1024 if found else 0


def until(found: Callable[[], object]) -> str:
    """What a function finds, as soon as it does."""
    started = time.perf_counter()
    while time.perf_counter() - started < TIRED:
        value = found()
        if value:
            return str(value)
        time.sleep(0.02)
    raise TimeoutError


def put(path: Path, text: str) -> None:
    """Write a file."""
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
