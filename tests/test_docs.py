"""The documentation says what the program does: codes, commands, settings, links, examples."""

import csv
import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from doctest import DocTestParser, Example
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner
from samples import LETTER, ROOT

from readingroom.clean import REPAIRS
from readingroom.cli import main
from readingroom.corrections import CONTINUES, FIELDS, parse
from readingroom.site.reading import Reading
from readingroom.site.rows import Entry, Leaf, Neighbour, Site

DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!`)!?\[[^\]\[]*\]\(([^()\s]+)\)")


def names(pages: list[Path]) -> list[str]:
    """What pages are called in the list of tests."""
    return [page.relative_to(ROOT).as_posix() for page in pages]


def blocks(page: Path, language: str) -> list[str]:
    """The code blocks of a page in one language."""
    return [code for name, code in FENCE.findall(page.read_text("utf-8")) if name == language]


@pytest.fixture(scope="module")
def renew() -> ModuleType:
    """docs/renew.py, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("renew", DOCS / "renew.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# -- what is made from the program ------------------------------------------------------------------------------------------


def test_what_is_made_from_the_program_is_up_to_date(renew: ModuleType) -> None:
    """`make docs` would change no page."""
    old = [page.relative_to(ROOT).as_posix() for page in renew.pages() if renew.renewed(page.read_text("utf-8")) != page.read_text("utf-8")]
    assert not old, f"run make docs: {old}"


def test_every_stretch_has_its_place(renew: ModuleType) -> None:
    """Whatever docs/renew.py can write, some page shows."""
    used = {found[2] for page in renew.pages() for found in renew.STRETCH.finditer(page.read_text("utf-8"))}
    assert used == set(renew.STRETCHES)


def test_every_command_and_option_is_documented() -> None:
    """With its `--help`, as a heading and in full."""
    page = (DOCS / "commands.md").read_text("utf-8")
    assert set(re.findall(r"^## readingroom (\w+)$", page, re.MULTILINE)) == set(main.commands)
    for command in main.commands.values():
        for option in command.params:
            assert any(name in page for name in (*option.opts, option.human_readable_name)), option.name


def test_every_setting_is_explained(renew: ModuleType) -> None:
    """Those for curators, in words too; and none that does not exist."""
    told = set(
        re.findall(r"`([A-Z][A-Z_]+)`", (DOCS / "settings.md").read_text("utf-8").partition("at greater length:")[2].partition("## ")[0])
    )
    assert told == set(renew.knobs())


def test_pictures_are_there_and_light(renew: ModuleType) -> None:
    """Each under 300 KB, each shown on a page."""
    found = {file.name: file.stat().st_size for file in (DOCS / "images").iterdir()}
    assert set(found) == set(renew.PICTURES)
    assert max(found.values()) < 300_000
    shown = {link.rpartition("/")[2] for page in PAGES for link in LINK.findall(page.read_text("utf-8"))}
    assert set(found) <= shown


# -- what is written by hand ------------------------------------------------------------------------------------------------


def test_every_message_is_explained() -> None:
    """Each code in the sources has a heading, in its section, in order; and no heading is left over."""
    sources = "\n".join(file.read_text("utf-8") for file in (ROOT / "src" / "readingroom").rglob("*.py"))
    used = set(re.findall(r'"([A-Z]-\d\d)"', sources))
    page = (DOCS / "messages.md").read_text("utf-8")
    told = []
    for section, text in re.findall(r"^## ([A-Z]): [^\n]+\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL):
        codes = re.findall(r"^### ([A-Z]-\d\d) \S", text, re.MULTILINE)
        assert codes == sorted(codes)
        assert all(code.startswith(section) for code in codes)
        told += codes
    assert len(told) == len(set(told))
    assert set(told) == used


def test_every_column_of_the_spreadsheet_is_explained() -> None:
    """And the example is understood as it is explained."""
    page = (DOCS / "corrections.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == {"path", *FIELDS, CONTINUES}
    corrections, wrong = parse(blocks(DOCS / "corrections.md", "csv")[0])
    assert not wrong
    assert corrections.of("letters/draft.txt")["Status"] == "withheld"
    assert corrections.of("letters/draft.txt")["X-Shelfmark"] == "QL 7"
    assert corrections.of("letters/ada-1931.txt")["Issued"] == "1931-05"
    assert corrections.of("elsewhere.txt") == {"X-Rights": "In the public domain", "X-Holder": "Quill family"}


def test_the_columns_of_the_example_are_those_of_a_new_site() -> None:
    """So that it can be copied."""
    made = (ROOT / "src" / "readingroom" / "scaffold" / "files" / "metadata.csv.tmpl").read_text("utf-8")
    assert next(csv.reader([blocks(DOCS / "corrections.md", "csv")[0].splitlines()[0]])) == made.strip().split(",")


def test_every_template_is_explained() -> None:
    """And none that is not there."""
    page = (DOCS / "themes.md").read_text("utf-8").partition("## Templates")[2].partition("###")[0]
    told = set(re.findall(r"`([\w.-]+\.(?:html|xml|txt))`", page))
    assert told == {file.name for file in (ROOT / "theme" / "templates").iterdir()}


def test_what_templates_are_given_is_what_they_get() -> None:
    """All that a page shows of the site and of a document, by name; and no name that does not exist."""
    page = (DOCS / "themes.md").read_text("utf-8").partition("### What a template is given")[2]
    rows = [line.strip("|").split("|") for line in page.splitlines() if line.startswith("| `")]
    given = {name: set(re.findall(r"`(\w+)`", row[-1])) for row in rows for name in re.findall(r"`([\w.]+)`", row[0])}
    leaf = {field.name for field in fields(Leaf)}
    assert given["site"] == {field.name for field in fields(Site)}
    assert given["entry"] <= {field.name for field in fields(Entry)}
    assert given["reading"] <= {field.name for field in fields(Reading)}
    assert given["earlier"] == {field.name for field in fields(Neighbour)}
    assert set(given) >= leaf - {"save_as", "path", "sha256", "listed"}
    assert set(given) - leaf == {"site", "view", "article.row", "article.content", "page.row", "page.content"}


def test_every_token_is_explained() -> None:
    """Colours, type and measure, as tokens.css has them."""
    tokens = set(re.findall(r"(--[a-z]+):", (ROOT / "theme/static/css/tokens.css").read_text("utf-8")))
    told = set(re.findall(r"`(--[a-z]+)`", (DOCS / "themes.md").read_text("utf-8")))
    assert told == tokens


def anchors(page: Path) -> set[str]:
    """The places in a page that a link can lead to, as GitHub names them."""
    text = FENCE.sub("", page.read_text("utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", title).lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_links_lead_somewhere(page: Path) -> None:
    """To a file of the repository, and to a heading in it if one is named. Links to other sites are not followed."""
    for link in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, place = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        if place:
            assert place in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_examples_can_be_read(page: Path) -> None:
    """Python parses, JSON is JSON once it has brackets, fences are closed."""
    text = page.read_text("utf-8")
    assert text.count("\n```") % 2 == 0
    for code in blocks(page, "python"):
        for example in DocTestParser().get_examples(code) or [Example(code, "")]:
            compile(example.source, page.name, "exec")
    for code in blocks(page, "json"):
        json.loads(code if code.lstrip()[0] in "{[" else "{" + code + "}")


def test_the_map_of_folders_is_right() -> None:
    """Every path that CONTRIBUTING names is there, but for those that its examples make."""
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    made = set(re.findall(r"^`([\w./]+)`:$", page, re.MULTILINE)) | {"tests/clean/test_line_fillers.py", "output/holders.html"}
    named = set(re.findall(r"`((?:src|theme|tests|docs|texts|content|benchmarks|requirements)/[\w./]*)`", page))
    assert len(named) > 25
    assert [path for path in sorted(named - made) if not (ROOT / path).exists()] == []


# -- what is followed, step by step -----------------------------------------------------------------------------------------


@pytest.fixture
def sandbox(tmp_path: Path) -> Path:
    """A folder with some texts of the sample collection in it."""
    shutil.copytree(ROOT / "texts" / "letters", tmp_path / "texts" / "letters")
    return tmp_path


def commands(page: Path) -> Iterator[list[str]]:
    """Every `readingroom` command that a page shows in its shell blocks, as arguments."""
    for line in "\n".join(blocks(page, "sh")).splitlines():
        words = shlex.split(line, comments=True)
        if words and words[0] == "readingroom":
            yield words[1:]


def test_the_commands_of_the_readme_work(sandbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those for one's own texts, one after the other, in an empty folder."""
    monkeypatch.chdir(sandbox)
    shown = list(commands(ROOT / "README.md"))
    assert [words[0] for words in shown] == ["new", "build", "check"]
    for words in shown:
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, result.output
    assert (sandbox / "mysite" / "output" / "index.html").is_file()


def test_make_knows_the_targets_that_are_named() -> None:
    """In all pages, and in the order of the day: `make html`, `make test`."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {target for page in PAGES for target in re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)}
    assert {"html", "test", "wheel", "docs"} <= named <= targets


@pytest.mark.skipif(not shutil.which("make"), reason="make is not here")
@pytest.mark.parametrize("built", [False, True])
def test_make_serve_never_shows_nothing(tmp_path: Path, built: bool) -> None:
    """Without an output it builds one first; what is there it leaves as it is."""
    if built:
        (tmp_path / "index.html").write_text("published", "utf-8")
    environment = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "TEXTS"}}  # of `make test`
    command = ["make", "--dry-run", "serve", f"OUTPUT={tmp_path}"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert "--listen" in done.stdout
    assert ("readingroom build ." in done.stdout) is not built


def test_what_the_readme_makes_is_ignored_by_git() -> None:
    """The site that its commands make stands in the clone, where git would offer to add it."""
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert [words[1] for words in commands(ROOT / "README.md") if words[0] == "new" and f"{words[1]}/" not in ignored] == []


def test_the_other_pages_show_commands_that_exist() -> None:
    """With options that exist."""
    for page in PAGES:
        for words in commands(page):
            command = main.commands[words[0]]
            options = {name for option in command.params for name in option.opts}
            assert {word.partition("=")[0] for word in words if word.startswith("-")} <= options, words


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample collection, converted."""
    content = tmp_path_factory.mktemp("sample") / "content"
    result = CliRunner().invoke(main, ["convert", str(ROOT / "texts"), "--to", str(content), "--metadata", str(ROOT / "metadata.csv")])
    assert result.exit_code == 0, result.output
    return content


def test_every_rule_that_the_sample_needs_is_explained(ledgers: Path) -> None:
    """By its name: a repair in the table of repairs, any other in the table of the others, or by a page of its own."""
    used = {edit[3] for file in (ledgers / "ledger").rglob("*.json") for edit in json.loads(file.read_text("utf-8"))["edits"]}
    page = (DOCS / "pipeline.md").read_text("utf-8").partition("### Names of rules in a ledger")[2].partition("## The ledger")[0]
    told = (
        {repair.name for repair in REPAIRS} | {file.stem for file in (DOCS / "rules").glob("*.md")} | set(re.findall(r"`([a-z-]+)`", page))
    )
    assert len(used) > 15
    assert sorted(used - told) == []


def test_the_proof_by_hand_proves(ledgers: Path, tmp_path: Path) -> None:
    """The program in docs/pipeline.md, on every text of the sample; and it sees a change."""
    (proof,) = (code for code in blocks(DOCS / "pipeline.md", "python") if "take_back" in code)
    (tmp_path / "proof.py").write_text(proof, "utf-8")

    def prove(markdown: Path, ledger: Path) -> str:
        return python(tmp_path, "proof.py", str(markdown), str(ledger))

    files = sorted((ledgers / "ledger").rglob("*.json"))
    documents = [ledgers / json.loads(file.read_text("utf-8"))["markdown"]["path"] for file in files]
    for markdown, ledger in list(zip(documents, files, strict=True))[::5]:
        assert prove(markdown, ledger).startswith("the same"), ledger
    changed = tmp_path / "changed.md"
    changed.write_text(documents[0].read_text("utf-8") + "One word more.\n", "utf-8")
    assert prove(changed, files[0]).startswith("NOT THE SAME")


def test_the_examples_of_contributing_work_when_followed(tmp_path: Path) -> None:
    """In a copy of the program: the files are written, the lines added to their lists, the tests run, a site is built."""
    page = ROOT / "CONTRIBUTING.md"
    for name in ("src", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    files = dict(re.findall(r"^`([\w./]+)`:\n\n```\w+\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL))
    assert len(files) == 6
    for name, code in files.items():
        assert not (tmp_path / name).exists(), f"{name} is there now: the example needs another name"
        (tmp_path / name).write_text(code, "utf-8")
    (line,) = (code.strip() for code in blocks(page, "python") if code.startswith("Repair("))
    add(
        tmp_path / "src/readingroom/clean/__init__.py",
        "REPAIRS: tuple[Repair, ...] = (",
        f"{line},",
        "from readingroom.clean import line_fillers",
    )
    add(tmp_path / "src/readingroom/clean/__init__.py", "", "", "from readingroom.clean.line_fillers import drop_line_fillers")
    add(
        tmp_path / "src/readingroom/structure/rules/__init__.py",
        "RULES: tuple[Rule, ...] = (",
        "memo_head, ",
        "from readingroom.structure.rules.memo_heads import memo_head",
    )
    add(
        tmp_path / "src/readingroom/site/browse/__init__.py",
        "KINDS: tuple[Kind, ...] = (",
        "holders, ",
        "from readingroom.site.browse.holders import holders",
    )
    tests = [code for code in blocks(page, "python") if "\ndef test_" in code]
    assert len(tests) == 2
    for number, code in enumerate(tests):
        (tmp_path / f"test_{number}.py").write_text(code, "utf-8")
    add(
        tmp_path / "src/readingroom/export/__init__.py",
        "FORMATS: tuple[Format, ...] = (",
        "READING_LIST, ",
        "from readingroom.export.reading_list import READING_LIST",
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "letter.txt").write_text(LETTER, "utf-8")
    python(tmp_path, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_0.py", "test_1.py")
    python(tmp_path, "-m", "readingroom", "new", "site", "--texts", "texts")
    (tmp_path / "site/metadata.csv").write_text("path,holder\n/,Ostrel Archive\n", "utf-8")
    python(tmp_path, "-m", "readingroom", "build", "site")
    python(tmp_path, "-m", "readingroom", "check", "site")
    python(tmp_path, "-m", "readingroom", "export", "site", "--to", "out", "--format", "list")
    assert (tmp_path / "out/documents.txt").read_text("utf-8") == "1931-05-03  A Letter from the Breakwater\n"
    assert "Ostrel Archive" in (tmp_path / "site/output/holders.html").read_text("utf-8")
    assert "A Letter from the Breakwater" in (tmp_path / "site/output/holders/ostrel-archive.html").read_text("utf-8")


PERMISSIVE = re.compile(r"MIT|BSD|0BSD|Apache|Zlib|CC0|PSF|CNRI|Public Domain|Django Software")


def test_the_licences_of_what_is_installed_are_told() -> None:
    """What is needed to run, and is under terms of another kind or names none, stands in the README by its name."""
    section = (ROOT / "README.md").read_text("utf-8").partition("## Licence\n")[2].partition("\n## ")[0].lower()
    assert section
    for name in re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / "run.txt").read_text("utf-8"), re.MULTILINE):
        try:
            found = metadata(name)
        except PackageNotFoundError:  # for another system
            continue
        named = [line for line in found.get_all("Classifier", []) if line.startswith("License")]
        terms = " ".join([found.get("License-Expression", ""), found.get("License", "").partition("\n")[0], *named]).strip()
        if not PERMISSIVE.search(terms) or "GPL" in terms:
            assert name.lower() in section, f"{name}: {terms or 'no licence stated'}"


def add(file: Path, opening: str, item: str, line: str) -> None:
    """Put an item at the head of a list, and an import behind those that are there."""
    text = file.read_text("utf-8")
    assert opening in text
    text = text.replace(opening, opening + item, 1)
    file.write_text(text.replace("from __future__ import annotations\n", f"from __future__ import annotations\n\n{line}\n", 1), "utf-8")


def python(folder: Path, *arguments: str) -> str:
    """What Python prints, run in a folder with the package that lies there."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
