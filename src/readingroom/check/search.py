"""Promises 6 and 9 for the search: its files are whole and our own, and hold no word that no published text holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from readingroom.errors import Message
from readingroom.progress import Progress, Report
from readingroom.search import codes
from readingroom.search.scripts import joined_script, stemmer_script
from readingroom.search.words import term_of, words

HINT = "run: readingroom build"


def prove_search(output: Path, report: Report, progress: Progress) -> None:
    """Read every file of the index. Nothing is said of a site without one."""
    folder = output / "search"
    if not folder.is_dir():
        return
    contents: dict[str, bytes] = {}
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for done, file in enumerate(files, 1):
        name = file.relative_to(folder).as_posix().removesuffix(".js")
        data = file.read_bytes()
        if name == "search" or name.startswith("stemmers/"):
            if data != _script(name):
                report.say(Message("K-16", "the script isn't the one that belongs to this release", HINT, _shown(file, output)))
            continue
        try:
            own, content = codes.opened(data)
        except ValueError as error:
            report.say(Message("K-16", f"a file of the index is damaged: {error}", HINT, _shown(file, output)))
            continue
        if own == name:
            contents[name] = content
        else:
            report.say(Message("K-16", f"a file of the index has the name of another, {own}", HINT, _shown(file, output)))
        progress("Reading the index", done, len(files))
    if "index" in contents:
        _prove_whole(contents, output, report)
        _prove_words(contents, output, report)
    else:
        report.say(Message("K-16", "the index has no index.js", HINT, "output/search"))


def _script(name: str) -> bytes:
    try:
        return joined_script() if name == "search" else stemmer_script(name.partition("/")[2])
    except OSError:
        return b""


def _prove_whole(contents: dict[str, bytes], output: Path, report: Report) -> None:
    """Every file that the root names is there."""
    root: dict[str, Any] = json.loads(contents["index"])
    named = {f"t/{name}" for text in (root["texts"], *root["parts"].values()) for name in eights(text) if name.strip()}
    named |= {f"p/{name}" for name in eights(root["postings"])} | {f"w/{name}" for name in eights(root["positions"])}
    named |= {f"{kind}/{name}" for pair in root["apart"].values() for kind, name in zip("pw", eights(pair), strict=True)}
    named |= {f"c/{name}" for name in root["columns"].values()} | {f"v/{name}" for name in root["terms"].values()}
    for name in sorted(named - contents.keys()):
        report.say(Message("K-16", f"the index lacks its file {name}.js", HINT, f"{output.name}/search/index.js"))


def eights(text: str) -> list[str]:
    """The names in a text: eight letters each."""
    return [text[at : at + 8] for at in range(0, len(text), 8)]


def _prove_words(contents: dict[str, bytes], output: Path, report: Report) -> None:
    """Every word of the index is in a text that it quotes, and every document that it quotes has its page."""
    published: set[str] = set()
    for name, content in contents.items():
        if not name.startswith("t/"):
            continue
        for entry in json.loads(content).values():
            published.update(words(f"{entry['t']} {entry['q']}") if "t" in entry else ())
            for _, _, text in (entry.get("s", {}) if "t" in entry else {"": entry} if isinstance(entry, list) else entry).values():
                published.update(words(text))
            if "u" in entry and not (output / entry["u"]).is_file():
                report.say(Message("K-16", f"the index quotes {entry['u']}, which has no page", HINT, f"{output.name}/search/{name}.js"))
    terms = set(map(term_of, published))
    for name, content in contents.items():
        if name.startswith("v/"):
            more = {*content.decode("utf-8", "surrogatepass").split("\n")} - terms - {""}
            for term in sorted(more)[:3]:
                fact = f"the word {term!r} is in the index, but in no text that it quotes"
                report.say(Message("K-16", fact, HINT, f"{output.name}/search/{name}.js"))


def _shown(file: Path, output: Path) -> str:
    return file.relative_to(output.parent).as_posix()
