"""Promises 6 and 7: every link of the built site leads somewhere, nothing is asked of another host, no script runs unasked."""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import normpath
from urllib.parse import SplitResult, unquote, urlsplit

from readingroom.errors import Message
from readingroom.progress import Progress, Report

# Our templates quote every attribute, and text is escaped, so that what looks like an attribute inside a tag is one.
_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*+)?)>")
_ATTRIBUTE = re.compile(r"""\s(href|src|id|srcset|action|formaction|poster|data|http-equiv|on[a-z]+)="([^"]*)\"""")
SCRIPT = "search/search.js"
"""The one script of a site."""
_LOADED = {"src", "srcset", "poster", "data"}
_CSS_URL = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")


def prove_links(output: Path, report: Report, progress: Progress) -> None:
    """Follow every link and every style of the site; a broken one is named with its page and line."""
    pages = sorted(output.rglob("*.html"))
    ids: dict[Path, set[str]] = {}
    wanted: list[tuple[Path, int, Path, str, str]] = []  # page, line, target, fragment, link as written
    files = {file for file in output.rglob("*") if file.is_file()}
    for done, page in enumerate(pages, 1):
        ids[page] = set()
        for line, name, attribute, value in _attributes(page.read_text("utf-8", "replace")):
            if attribute == "id":
                ids[page].add(value)
            elif name == "script" and attribute in {"", "src"} and not _is_ours(page, value, output):
                fact = f"the script {value!r}" if value else "a script in the page"
                report.say(Message("K-12", fact, "only search/search.js may run: take it out", _name(page, output), line))
            elif attribute.startswith("on"):
                report.say(
                    Message("K-12", f"a script in the attribute {attribute}", "take it out of the template", _name(page, output), line)
                )
            elif attribute != "http-equiv":
                _follow(output, page, line, (name, attribute, value), wanted, report)
        progress("Reading pages", done, len(pages))
    for page, line, target, fragment, link in wanted:
        report.count("links followed")
        if target not in files:
            report.say(Message("K-11", f"the link {link!r} leads nowhere", "", _name(page, output), line))
        elif fragment and target in ids and fragment not in ids[target] and not _is_query(target, fragment):
            report.say(Message("K-11", f"the link {link!r} leads to no place in its page", "", _name(page, output), line))
    for style in sorted(output.rglob("*.css")):
        _prove_style(output, style, files, report)


def _is_ours(page: Path, address: str, output: Path) -> bool:
    """Whether a script is the one that a site has; what is in it, prove_search asks."""
    return bool(address) and _normal(page.parent / unquote(address)) == output / SCRIPT


def _is_query(target: Path, fragment: str) -> bool:
    """Whether a fragment is a query for the search page."""
    return target.name == "search.html" and fragment.startswith("q=")


def _attributes(text: str) -> list[tuple[int, str, str, str]]:
    """(line, tag, attribute, value) of all attributes that can lead or load."""
    found = []
    line, at = 1, 0
    for tag in _TAG.finditer(text):
        line, at = line + text.count("\n", at, tag.start()), tag.start()
        attributes = [(attribute, _unescaped(value)) for attribute, value in _ATTRIBUTE.findall(tag[2])]
        if tag[1].lower() == "script" and not any(attribute == "src" for attribute, _ in attributes):
            attributes.append(("", ""))
        found += [(line, tag[1].lower(), attribute, value) for attribute, value in attributes]
    return found


def _unescaped(value: str) -> str:
    return (
        value.replace("&#39;", "'")
        .replace("&#34;", '"')
        .replace("&quot;", '"')
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
    )


def _follow(
    output: Path, page: Path, line: int, found: tuple[str, str, str], wanted: list[tuple[Path, int, Path, str, str]], report: Report
) -> None:
    name, attribute, value = found
    parts = _parts(value)
    if parts is None:
        report.say(Message("K-11", f"the link {value!r} is no address", "", _name(page, output), line))
        return
    if parts.scheme or value.startswith("//"):
        loads = attribute in _LOADED or (name == "link" and "css" in value)
        if loads:
            report.say(
                Message("K-13", f"the page loads {value!r} from another host", "put the file into the site", _name(page, output), line)
            )
        elif parts.scheme not in ("http", "https", "mailto"):
            report.say(Message("K-12", f"the link {value!r} is neither http, https nor mailto", "", _name(page, output), line))
        return
    if value.startswith("/"):
        if page.name != "404.html":  # a server shows it at any depth
            report.say(
                Message("K-11", f"the link {value!r} is not relative: it can't be followed from disk", "", _name(page, output), line)
            )
        return
    target = page if not parts.path else _normal(page.parent / unquote(parts.path))
    if not target.is_relative_to(output):
        report.say(Message("K-11", f"the link {value!r} leads out of the site", "", _name(page, output), line))
        return
    wanted.append((page, line, target, unquote(parts.fragment), value))


def _parts(link: str) -> SplitResult | None:
    """The parts of a link; None if it is none, as `http://[a`."""
    try:
        return urlsplit(link)
    except ValueError:
        return None


def _normal(path: Path) -> Path:
    """The path without "..": links are followed as they are written, not through the file system's own links."""
    return Path(normpath(path.as_posix()))


def _prove_style(output: Path, style: Path, files: set[Path], report: Report) -> None:
    for match in _CSS_URL.finditer(style.read_text("utf-8", "replace")):
        value = (match[1] or match[2]).strip()
        if value.startswith("data:"):
            continue
        parts = _parts(value)
        if parts is None:
            report.say(Message("K-11", f"the style asks for {value!r}, which is no address", "", _name(style, output)))
        elif parts.scheme or value.startswith("//"):
            report.say(Message("K-13", f"the style loads {value!r} from another host", "put the file into the site", _name(style, output)))
        elif _normal(style.parent / unquote(parts.path)) not in files:
            report.say(Message("K-11", f"the style asks for {value!r}, which is not there", "", _name(style, output)))


def _name(file: Path, output: Path) -> str:
    return file.relative_to(output.parent).as_posix()
