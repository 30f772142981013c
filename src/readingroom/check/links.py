"""Promises 6 and 7: every link of the built site leads somewhere, nothing is asked of another host, no script runs unasked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from readingroom.check.policies import is_strict
from readingroom.check.references import Kind, Page, read_page
from readingroom.check.styles import loads_of
from readingroom.errors import Level, Message
from readingroom.progress import Progress, Report

PAGES = frozenset({".html", ".htm", ".xhtml", ".xht", ".svg"})
"""What a browser shows as a page, and runs."""
SCRIPT = "search/search.js"
"""The one script file of a site; what is in it, `prove_search` asks."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*+(?=:)", re.IGNORECASE)
_SHEET = re.compile(rb"<\?xml-stylesheet\s[^>]{0,500}?\bhref\s*+=\s*+[\"']([^\"'>]*+)")


@dataclass
class _Site:
    """What is there, what is wanted, and whom to tell."""

    output: Path
    report: Report
    files: set[str] = field(default_factory=set)  # relative, "/" between the parts
    ids: dict[str, set[str]] = field(default_factory=dict)
    wanted: list[tuple[str, str, str, str, int]] = field(default_factory=list)  # file, target, fragment, link as written, how many

    def say(self, code: str, fact: str, hint: str, name: str, line: int = 0, level: Level = "error") -> None:
        self.report.say(Message(code, fact, hint, f"{self.output.name}/{name}", line, level))


def prove_links(output: Path, report: Report, progress: Progress) -> None:
    """Follow every link and every style of the site; a broken one is named with its page and line, once a page."""
    site = _Site(output, report)
    site.files = {file.relative_to(output).as_posix() for file in output.rglob("*") if file.is_file()}
    pages = sorted(name for name in site.files if Path(name).suffix.lower() in PAGES)
    lax = []
    for done, name in enumerate(pages, 1):
        data = (output / name).read_bytes()
        page = read_page(data)
        site.ids[name] = page.ids
        _prove_page(site, name, data, page)
        if name.endswith(".html") and not is_strict(page.policies):
            lax.append(name)
        progress("Reading pages", done, len(pages))
    if lax:
        others = f", and {len(lax) - 1} more" if len(lax) > 1 else ""
        fact = f"the page's own policy does not forbid scripts and what other hosts have{others}"
        site.say("K-14", fact, "keep the Content-Security-Policy of base.html in your templates", lax[0], level="warning")
    for name in sorted(name for name in site.files if name.lower().endswith(".css")):
        for line, address in loads_of((output / name).read_bytes().decode("utf-8", "replace")):
            _prove(site, name, "load", address, "", 1, line)
    for name, target, fragment, link, count in site.wanted:
        report.count("links followed", count)
        if target not in site.files:
            site.say("K-11", f"the link {link!r} leads nowhere", "", name, _line(output / name, link))
        elif fragment and target in site.ids and fragment != "top" and fragment not in site.ids[target] and not _is_query(target, fragment):
            site.say("K-11", f"the link {link!r} leads to no place in its page", "", name, _line(output / name, link))


def _is_query(target: str, fragment: str) -> bool:
    """Whether a fragment is a query for the search page."""
    return target == "search.html" and fragment.startswith("q=")


def _prove_page(site: _Site, name: str, data: bytes, page: Page) -> None:
    counts: dict[tuple[Kind, str], int] = {}
    for reference in page.references:
        counts[reference.kind, reference.value] = counts.get((reference.kind, reference.value), 0) + 1
    for address in (address for style in page.styles for _, address in loads_of(style)):
        counts["load", address] = counts.get(("load", address), 0) + 1
    for found in _SHEET.findall(data):
        counts["load", found.decode("utf-8", "replace")] = 1
    for (kind, value), count in counts.items():
        if kind == "script":
            attribute = value.rpartition(" ")[2]
            site.say("K-12", f"a script in {value}", "take it out of the template", name, _line(site.output / name, attribute))
        else:
            _prove(site, name, kind, value, page.base, count)


def _prove(site: _Site, name: str, kind: Kind, value: str, base: str, count: int, line: int = 0) -> None:
    """One address, as it stands in a page (then its line is looked for, if need be) or in a style."""
    where = site.output / name
    address = as_read(value)
    scheme = found[0].lower() if (found := _SCHEME.match(address)) else ""
    try:
        parts = urlsplit(address)
    except ValueError:
        site.say("K-11", f"the link {value!r} is no address", "", name, line or _line(where, value))
        return
    if scheme in {"javascript", "vbscript"} or (scheme == "data" and kind in {"frame", "run"}):
        site.say("K-12", f"the address {value!r} could run", "take it out of the template", name, line or _line(where, value))
    elif scheme or address.startswith("//"):
        if kind == "link":
            if scheme not in {"", "http", "https", "mailto"}:
                site.say("K-12", f"the link {value!r} is neither http, https nor mailto", "", name, line or _line(where, value))
        elif scheme != "data" and not address.lower().startswith("about:"):
            verb = "asks for" if kind == "ask" else "loads"
            what = f"the {'style' if name.lower().endswith('.css') else 'page'} {verb} {value!r} from another host"
            site.say("K-13", what, "put the file into the site", name, line or _line(where, value))
    elif kind == "ask":
        return  # of the site itself, and nobody waits for what comes of it
    elif address.startswith("/"):
        if name != "404.html":  # a server shows it at any depth
            fact = f"the link {value!r} is not relative: it can't be followed from disk"
            site.say("K-11", fact, "", name, line or _line(where, value))
    else:
        path = unquote(parts.path, errors="surrogateescape")
        origin = join(dirname(name), unquote(as_read(base), errors="surrogateescape")) if base else name
        target = normpath(join(dirname(origin), path)) if path else normpath(origin) if base and not address.startswith("#") else name
        if target == ".." or target.startswith(("../", "/")):
            site.say("K-11", f"the link {value!r} leads out of the site", "", name, line or _line(where, value))
        elif kind == "run" and target != SCRIPT:
            site.say("K-12", f"the script {value!r}", f"only {SCRIPT} may run: take it out", name, line or _line(where, value))
        else:
            fragment = unquote(parts.fragment).partition(":~:")[0]
            site.wanted.append((name, target, fragment, value, count))


def as_read(address: str) -> str:
    """An address as a browser reads it (URL Standard): without control characters and spaces around it, without tabs and line ends in
    it; a backslash in its path is a slash."""
    address = re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(33)))))
    path = re.match(r"[^?#]*+", address)
    end = path.end() if path else 0
    return address[:end].replace("\\", "/") + address[end:]


def _line(file: Path, value: str) -> int:
    """The line of a page in which a value stands first, as an attribute's or else anywhere; 0 if it is written in another way."""
    text = file.read_bytes().decode("utf-8", "replace")
    for shape in (f"={quote}{written}" for quote in ("", '"', "'") for written in (value, escape(value), escape(value, quote=False))):
        if value and (at := text.find(shape)) >= 0:
            return text.count("\n", 0, at) + 1
    at = text.lower().find(value.lower()) if value else -1
    return text.count("\n", 0, at) + 1 if at >= 0 else 0
