"""The Endings principles for digital longevity (version 2.2.1, https://endings.uvic.ca/principles.html), asked of a site one by one.

Their 22 statements are named here in our own words. Each is asked of the site as it is built, and answered with what was found; what no
program can see is said as what it is, the way in which the program works.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from readingroom.check.links import prove_links
from readingroom.errors import Message, ReadingRoomError
from readingroom.progress import Progress, Report
from readingroom.shelf import Shelf
from readingroom.site.engine.manifest import NAME
from readingroom.site.names import url
from readingroom.site.settings_file import Site

OPEN = frozenset(".md .csv .json .txt .png .jpg .jpeg .gif .webp .svg .pdf .tif .tiff".split())  # noqa: SIM905 - a table, to be read
STATIC = OPEN | frozenset(".html .css .js .xml .woff2 .zip .epub .bib .ris .jsonl .parquet .db .yml".split())  # noqa: SIM905 - as above
NAMELESS = frozenset({"_redirects", "_headers", ".htaccess", "CNAME", NAME})
"""Files of hosts, and the list of what builds made."""
_LINK = re.compile(r"""\s(?:href|src)="([^"#]*)""")


class Facts:
    """What is asked of a site; each is found out once. `broken` are the errors that the other proofs found."""

    def __init__(self, site: Site, broken: int) -> None:
        self.site, self.broken = site, broken

    @cached_property
    def pages(self) -> dict[str, str]:
        """Every page of the output, by name."""
        output = self.site.output
        return {path.relative_to(output).as_posix(): path.read_text("utf-8", "replace") for path in sorted(output.rglob("*.html"))}

    @cached_property
    def faults(self) -> dict[str, int]:
        """How many links are broken, ask another host, or could run, by the code of the message."""
        found = Report()
        prove_links(self.site.output, found, lambda *_: None)
        return {code: sum(message.code == code for message in found.messages) for code in ("K-11", "K-12", "K-13")}

    def strange(self, folder: Path, known: frozenset[str]) -> list[str]:
        """Files of other kinds than these."""
        files = (path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() not in known and path.name not in NAMELESS)
        return sorted(path.relative_to(folder).as_posix() for path in files)


Answer = tuple[bool, str]
"""Whether a principle is met, and what was found."""


@dataclass(frozen=True, slots=True)
class Principle:
    """A statement: its number, what it wants in our words, and how it is asked."""

    number: str
    wish: str
    ask: Callable[[Facts], Answer]


def _none_of(files: list[str], what: str) -> Answer:
    return not files, what if not files else f"of another kind: {', '.join(files[:3])}" + f" and {len(files) - 3} more" * (len(files) > 3)


def _versioned(facts: Facts) -> Answer:
    root = facts.site.settings_file.parent
    found = any((folder / ".git").exists() for folder in (root, *root.parents))
    return found, "the site is in a git repository" if found else "the site is in no git repository: git init"


def _sound(facts: Facts) -> Answer:
    return not facts.broken, "every proof of `check` holds" if not facts.broken else f"`check` finds {facts.broken} errors"


def _has(facts: Facts, name: str, missing: str) -> Answer:
    there = (facts.site.output / name).is_file()
    return there, name if there else missing


def _rights(facts: Facts) -> Answer:
    rights = facts.site.rights
    return bool(rights), rights or "RIGHTS is not set: nobody knows what they may do with the texts"


def _automatic(facts: Facts) -> Answer:
    root = facts.site.settings_file.parent
    names = (".github/workflows/publish.yml", ".gitlab-ci.yml", "netlify.toml", "deploy.sh")
    found = next((name for name in names if (root / name).is_file()), "")
    return bool(found), f"{found} builds and checks the whole site" if found else "nothing builds the site by itself: new --deploy"


def _no_fault(facts: Facts, code: str, good: str, bad: str) -> Answer:
    count = facts.faults[code]
    return not count, good if not count else f"{count} {bad}"


def _no_queries(facts: Facts) -> Answer:
    asking = [name for name, text in facts.pages.items() for link in _LINK.findall(text) if "://" not in link and urlsplit(link).query]
    return not asking, "no link of the site has a query string" if not asking else f"a link in {asking[0]} has a query string"


def _source_data(facts: Facts) -> Answer:
    return _has(facts, "downloads/texts.zip", 'the texts are not among the downloads: DOWNLOADS with "texts", built with publishconf.py')


def _complete(facts: Facts) -> Answer:
    bare = [name for name, text in facts.pages.items() if "<main" not in text or "<title>" not in text]
    return not bare, "every page has its text, its title and its way to all others; styles and the typeface are files of the site"


def _readable(facts: Facts) -> Answer:
    return _no_fault(facts, "K-12", "texts, lists and links are HTML; a script adds search and comfort", "places could run a script")


def _planned(facts: Facts) -> Answer:
    site = facts.site
    there = bool(site.stated_edition and site.edition_date)
    return there, f"edition {site.stated_edition}, {site.edition_date}" if there else "EDITION and EDITION_DATE are not set"


def _identified(facts: Facts) -> Answer:
    site = facts.site
    if not (site.stated_edition and site.edition_date):
        return False, "EDITION and EDITION_DATE are not set"
    told = [f"Edition {site.stated_edition}", site.edition_date]
    silent = [name for name, text in facts.pages.items() if not all(word in text for word in told)]
    return not silent, "every page names its edition and day" if not silent else f"{silent[0]} does not name its edition"


def _citable(facts: Facts) -> Answer:
    documents = {name: text for name, text in facts.pages.items() if name.startswith("documents/") and "<article" in text}
    silent = [name for name, text in documents.items() if 'class="cite"' not in text and "~" not in name]
    if silent or not facts.site.address:
        return False, f"{silent[0]} does not say how to cite it" if silent else "SITEURL is not set: citations have no address"
    return True, "every document says how to cite it, every passage has an address"


def _persistent(facts: Facts) -> Answer:
    try:
        entries = Shelf(facts.site.content).registry().entries()
    except ReadingRoomError as error:
        return False, str(error)
    slugs = {alias for entry in entries for alias in entry.aliases if alias[:1] not in "#@"}
    lost = [slug for slug in sorted(slugs) if f"documents/{slug}.html" not in facts.pages]
    return not lost, f"{len(slugs)} old addresses lead to new ones" if not lost else f"documents/{url(lost[0])}.html leads nowhere"


PRINCIPLES: tuple[Principle, ...] = (
    Principle(
        "1.1",
        "Data is in open formats that programs can process",
        lambda f: _none_of(f.strange(f.site.content, OPEN), "Markdown, CSV, JSON"),
    ),
    Principle("1.2", "Data is under version control", _versioned),
    Principle("1.3", "Data is validated all the time", _sound),
    Principle(
        "2.1",
        "The data model is documented beside the data",
        lambda f: _has(f, "downloads/datapackage.json", 'DOWNLOADS lacks "datapackage"'),
    ),
    Principle("2.2", "Rights are stated, and open where that can be", _rights),
    Principle("3.1", "Inputs and outputs are validated, and errors stop the process", _sound),
    Principle("3.2", "A change builds the whole site, by itself where that can be", _automatic),
    Principle(
        "3.3", "Code keeps to the principles of data and products", lambda _: (True, "open source, documented, versions in the colophon")
    ),
    Principle("4.1", "No software on the server", lambda f: _none_of(f.strange(f.site.output, STATIC), "nothing but files")),
    Principle(
        "4.2", "Only standards that last: HTML, CSS, JavaScript", lambda f: _none_of(f.strange(f.site.output, STATIC), "HTML and CSS")
    ),
    Principle(
        "4.3",
        "No libraries or services of others",
        lambda f: _no_fault(f, "K-13", "nothing is asked of another host", "files of other hosts"),
    ),
    Principle("4.4", "Each thing has a page with a simple address, without query strings", _no_queries),
    Principle("4.5", "The source data is included", _source_data),
    Principle("4.6", "Each page holds all that it needs", _complete),
    Principle("4.7", "Each page works without JavaScript and without CSS", _readable),
    Principle("4.8", "A service may be added to what works without it", lambda _: (True, "none is used")),
    Principle(
        "4.9", "A library may be used where nothing else will do", lambda f: _no_fault(f, "K-13", "none is loaded", "files of other hosts")
    ),
    Principle("5.1", "Releases are planned, not rolling", _planned),
    Principle("5.2", "A release is complete and passes all tests", _sound),
    Principle("5.3", "Each page names its edition and its day", _identified),
    Principle("5.4", "Each page says how to cite it", _citable),
    Principle("5.5", "Addresses stay, or lead on", _persistent),
)


def prove_endings(site: Site, report: Report, progress: Progress) -> list[tuple[Principle, bool, str]]:
    """Ask every principle of a built site; what is not met is a warning. Gives all answers."""
    facts = Facts(site, sum(message.level == "error" for message in report.messages))
    answers = []
    for done, principle in enumerate(PRINCIPLES, 1):
        met, found = principle.ask(facts)
        answers.append((principle, met, found))
        if not met:
            report.say(Message("K-22", f"Endings principle {principle.number} is not met ({principle.wish}): {found}", level="warning"))
        progress("Asking the principles", done, len(PRINCIPLES))
    report.count("principles met", sum(met for _, met, _ in answers))
    return answers


def endings_page(answers: list[tuple[Principle, bool, str]]) -> str:
    """The answers as a page of the site, to which the colophon leads. It is in no menu."""
    lines = [
        "Title: The Endings principles and this site",
        "Status: hidden",
        "",
        "The [Endings principles](https://endings.uvic.ca/principles.html), version 2.2.1, say what lets a digital edition outlive its"
        f" project. This site meets {sum(met for _, met, _ in answers)} of {len(answers)}.",
        "",
        "| | principle, in short | met | what was found |",
        "|---|---|---|---|",
    ]
    lines += [f"| {p.number} | {p.wish} | {'yes' if met else 'no'} | {_cell(found)} |" for p, met, found in answers]
    return "\n".join(lines) + "\n"


def write_page(content: Path, answers: list[tuple[Principle, bool, str]]) -> None:
    """Write the page, unless it stands there as it should."""
    file, text = content / "pages" / "endings.md", endings_page(answers)
    if not file.is_file() or file.read_text("utf-8", "replace") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(".endings.md.new")
        draft.write_text(text, "utf-8", newline="\n")
        draft.replace(file)


def _cell(text: str) -> str:
    """Text in a cell of a table in which nothing acts."""
    return re.sub(r"[\\`*_\[\]<>|&]", lambda found: f"&#{ord(found[0])};", " ".join(text.split()))
