"""Measure: `python -m benchmarks.search [--documents 10000] [--pagefind PATH] [--queries 60] [--folder FOLDER]`.

Makes documents of 8 KB (those of benchmarks/engine, or with --natural such whose words are as frequent as Zipf has it), indexes them, edits
one, puts a paragraph in, and prints CPU seconds of all processes, memory of the largest one, files and bytes; then Pagefind on the same
pages, if its binary is given (it comes with the package `pagefind[extended]`). Then asks queries of one to three words in Chromium over
loopback, each in a browser that knows nothing: bytes and requests beside the page itself, and ms until the first results and until
all is there. Figures of one run are comparable; those of two machines, or of a busy one, are not.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import importlib
import os
import pickle
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Response, sync_playwright

from benchmarks.engine.collection import body, words
from readingroom.search.document import Document
from readingroom.search.index import Index
from readingroom.search.passages import passages
from readingroom.search.words import words as cut
from readingroom.search.workers import share_out
from readingroom.site.body import pyromark_events, render

sys.path[:0] = [str(Path(__file__).parents[2] / "tests"), str(Path(__file__).parents[2] / "tests" / "search")]
made, write_site = (getattr(importlib.import_module("made"), name) for name in ("made", "write_site"))  # what tests make sites with
COMMONEST = 100


def bodies(count: int, natural: bool) -> Iterator[str]:
    """The HTML of each document."""
    chance = random.Random(1931)
    vocabulary = words(chance, 4000)
    weights = None
    if natural:
        vocabulary = sorted({*words(chance, 90_000)})
        chance.shuffle(vocabulary)
        weights = [1 / (rank + 2.7) for rank in range(len(vocabulary))]
    for _ in range(count):
        if weights is None:
            yield render(pyromark_events(body(chance, vocabulary)))[0]
        else:
            parts = [" ".join(chance.choices(vocabulary, weights, k=chance.choice((6, 40, 90, 160)))) for _ in range(18)]
            yield "".join(f'<p id="p{chance.getrandbits(32):08x}">{part.capitalize()}.</p>\n' for part in parts)


def documents(texts: list[str]) -> list[Document]:
    """What is indexed of them."""
    found = []
    for number, html in enumerate(texts, 1):
        year = 1920 + number % 20
        columns = ((f"Author {number % 50}",), (f"place{number % 10}",), ("English",), (f"topic{number % 200}",), ())
        found.append(made(number, html, title=f"Document {number}", lang="en", years=(year, year, False), date=str(year), columns=columns))
    return found


def measured(work: Callable[[], object]) -> tuple[float, float, float]:
    """Wall and CPU seconds of all processes, and megabytes of the largest, of some work in a process of its own."""
    reading, writing = os.pipe()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    number = os.fork()
    if not number:
        start = time.perf_counter()
        work()
        most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
        os.write(writing, pickle.dumps((time.perf_counter() - start, most)))
        os._exit(0)
    os.waitpid(number, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall, most = pickle.loads(os.read(reading, 1000))
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, most


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--natural", action="store_true", help="words as frequent as in a language")
    parser.add_argument("--pagefind", help="its binary; left out without")
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--folder", type=Path, help="where to work; a scratch folder without")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or Path(scratch)
        texts = list(bodies(arguments.documents, arguments.natural))
        print(f"{len(texts):,} documents, {sum(map(len, texts)) / 1e6:.0f} MB of HTML\n")
        print("| | wall s | CPU s | MB of the largest process |\n|---|---|---|---|")
        cache = folder / "cache"
        for name, change in CHANGES:
            change(texts)
            found = documents(texts)
            show(name, measured(lambda found=found: Index(cache, share_out).update(found)))
        files = list(Index(cache, share_out).update(found).values())
        print(f"\nindex: {len(files):,} files, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB")
        if arguments.pagefind:
            pagefind(folder, texts, arguments.pagefind)
        browse(folder, found, cache, texts, arguments.queries)


def show(name: str, figures: tuple[float, float, float]) -> None:
    """A row."""
    print(f"| {name} | {figures[0]:.2f} | {figures[1]:.2f} | {figures[2]:.0f} |", flush=True)


def edit(texts: list[str]) -> None:
    """One word of a document in the middle becomes another."""
    html = texts[len(texts) // 2]
    place = html.index(" ", len(html) // 2)
    texts[len(texts) // 2] = f"{html[:place]} quizzaciously {html[html.index(' ', place + 1) + 1 :]}"


def put_in(texts: list[str]) -> None:
    """A paragraph is put in front of another one, of words that are there."""
    html = texts[len(texts) // 3]
    part = " ".join(cut(texts[0])[40:140])
    place = html.index("<p", len(html) // 3)
    texts[len(texts) // 3] = f'{html[:place]}<p id="pnew">{escape(part)}</p>\n{html[place:]}'


CHANGES: tuple[tuple[str, Callable[[list[str]], object]], ...] = (
    ("clean", len),
    ("nothing changed", len),
    ("one word edited", edit),
    ("a paragraph put in", put_in),
)


def pagefind(folder: Path, texts: list[str], binary: str) -> None:
    """The same pages, as Pagefind wants them."""
    site = folder / "pagefind"
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir()
    for number, html in enumerate(texts, 1):
        facets = f'<p data-pagefind-filter="author">Author {number % 50}</p>'
        page = f'<html lang="en"><title>Document {number}</title><body><h1>Document {number}</h1>{facets}{html}</body></html>'
        (site / f"d{number}.html").write_text(f"<!DOCTYPE html>{page}", "utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run = subprocess.run(
        ["/usr/bin/env", sys.executable, "-c", RUN, binary, "--site", str(site)], capture_output=True, text=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    files = [file for file in (site / "pagefind").rglob("*") if file.is_file()]
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    show("Pagefind", (time.perf_counter() - start, cpu, float(run.stdout.split()[-1]) / 1024))
    print(f"Pagefind: {len(files):,} files, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB")


RUN = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], capture_output=True, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def browse(folder: Path, found: list[Document], cache: Path, texts: list[str], count: int) -> None:
    """Queries of one to three words drawn from the texts, the commonest left out, each in a browser that knows nothing."""
    page = write_site(folder / "site", found, cache)
    chance = random.Random(7)
    drawn = [
        word for html in texts[:: max(1, len(texts) // 400)] for passage in passages(html) for word in cut(passage.text) if word.isalpha()
    ]
    common = {word for word, _ in Counter(map(str.lower, drawn)).most_common(COMMONEST)}
    pool = [word for word in drawn if word.lower() not in common]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=page.parent))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/search.html"
    rows: list[tuple[float, ...]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for _ in range(count):
            query = " ".join(chance.sample(pool, chance.choice((1, 2, 3))))
            context = browser.new_context()
            tab = context.new_page()
            sizes: list[int] = []
            tab.on("response", functools.partial(note, sizes))
            tab.goto(f"{address}#q={quote(query)}")
            tab.wait_for_selector("#results[data-state=done]", state="attached", timeout=60_000)
            first, done = tab.evaluate(
                "['reading-room-first-results', 'reading-room-done'].map(name => performance.getEntriesByName(name)[0].startTime)"
            )
            fetched = sum(sizes) / 1000, len(sizes)
            documents_found = float(tab.get_attribute("#results", "data-documents") or 0)
            typed = tab.evaluate(TYPE, f"{query} {chance.choice(pool)}")
            rows.append((*fetched, first, done, typed, documents_found))
            context.close()
        browser.close()
    server.shutdown()
    server.server_close()
    print(f"\n{count} queries, cold | median | 95th percentile\n---|---|---")
    names = (
        "KB fetched, the script among them",
        "requests",
        "ms to the first results",
        "ms until all is there",
        "ms to the results when another word is typed",
        "documents found",
    )
    for name, column in zip(names, zip(*rows, strict=True), strict=True):
        print(f"{name} | {statistics.median(column):.0f} | {sorted(column)[int(len(column) * 0.95)]:.0f}")


def note(sizes: list[int], response: Response) -> None:
    """Take note of the size of an answer, if it belongs to the search."""
    if "/search/" in response.url:
        sizes.append(int(response.headers.get("content-length", 0)))


TYPE = """async query => {
    const input = document.getElementById('query'), results = document.getElementById('results');
    performance.clearMarks();
    input.value = query;
    const start = performance.now();
    input.form.requestSubmit();
    while (!performance.getEntriesByName('reading-room-first-results').length) await new Promise(done => setTimeout(done, 1));
    return performance.getEntriesByName('reading-room-first-results')[0].startTime - start;
}"""


if __name__ == "__main__":
    main()
