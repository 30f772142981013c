"""The command line as a user meets it: help, wrong input, exit codes, reports."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from readingroom.cli import main
from readingroom.console import counted
from readingroom.convert import RULES
from readingroom.names import record


def run(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("command", ["new", "convert", "build", "serve", "check"])
def test_help_teaches(command: str) -> None:
    """Every command says what it does and what its exit codes mean."""
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Exit codes: 0" in result.output


def test_help_never_imports_pelican() -> None:
    """The command line answers at once."""
    script = "import sys; from readingroom.cli import main; main(['--help'], standalone_mode=False); sys.exit('pelican' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0


def test_convert(texts: Path, content: Path, tmp_path: Path) -> None:
    """Exit code 0, and a report on request."""
    result = run("convert", texts, "--to", content, "--report", tmp_path / "report.json")
    assert result.exit_code == 0, result.output
    assert json.loads((tmp_path / "report.json").read_text())["counts"] == {"converted": 2}


def test_convert_opens_no_unchanged_text(texts: Path, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run knows by its memory, which stands in the folder it writes to, or in the site around that."""
    for file in texts.rglob("*.txt"):
        os.utime(file, (1_000_000_000, 1_000_000_000.5))
    monkeypatch.setattr("readingroom.memory.SETTLED", 0)  # as if they had been there for long
    assert run("convert", texts, "--to", content).exit_code == 0
    assert (content / ".readingroom/convert.sqlite").is_file()
    assert [file.name for file in content.parent.iterdir() if file.name.startswith(".")] == []
    monkeypatch.setattr("readingroom.collection.arrivals.fingerprint_joined", lambda *_: pytest.fail("read"))
    result = run("convert", texts, "--to", content)
    assert result.exit_code == 0, result.output
    assert "2 unchanged" in result.output


BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \n\n\t\n",
    "binary.txt": bytes(range(256)) * 40,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
    "paper.txt": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
}
GOOD: dict[str, bytes] = {
    "nuls.txt": b"The Harbour\n\nA line with a \0 stray zero in it, and enough words after it to be a text of its own.\n",
    "utf16.txt": "The Harbour\n\nNothing of note happened at the quay, and it happened slowly, as it does in März.\n".encode("utf-16"),
    "bom.txt": b"\xef\xbb\xbfThe Harbour\n\nNothing of note happened at the quay, and it happened slowly, as it does.\n",
    "cp1252.txt": "The Harbour\n\nNothing of note – nothing at all – happened at the café on the quay; “slowly”, said Käthe.\n".encode(
        "cp1252"
    ),
    "cr.txt": b"The Harbour\r\rNothing of note happened at the quay, and it happened slowly, as it does.\r",
    "crlf.txt": b"The Harbour\r\n\r\nNothing of note happened at the quay, and it happened slowly, as it does.\r\n",
    "mixed.txt": b"The Harbour\r\n\nNothing of note happened at the quay,\rand it happened slowly, as it does.\n",
    "control.txt": b"The Harbour\n\n\x1b[31mNothing of note\x07 happened at the quay, and it happened slowly, as it does.\n\x0cAnd more.\n",
    "script.txt": b"The <script>alert(1)</script> Harbour\n\nNothing of note happened <img src=x onerror=alert(1)>, as it does.\n",
}


def test_bad_texts_stop_no_good_ones(tmp_path: Path) -> None:
    """Exit code 1; each is named with a code and a remedy; all others are converted and can be rebuilt."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, data in {**BAD, **GOOD}.items():
        (texts / name).write_bytes(data)
    (tmp_path / "outside.txt").write_text("not ours")
    (texts / "link.txt").symlink_to(tmp_path / "outside.txt")
    result = run("convert", texts, "--to", tmp_path / "content", "--report", tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text())
    assert result.exit_code == 1
    assert report["counts"] == {"failed": len(BAD), "converted": len(GOOD)}
    named = {message["path"]: message for message in report["messages"] if message["level"] == "error"}
    assert set(named) == set(BAD)
    assert all(message["hint"] for message in named.values())
    assert any(message["path"] == "link.txt" and message["code"] == "R-04" for message in report["messages"])
    assert len(list((tmp_path / "content/documents").glob("*.md"))) == len(GOOD)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("convert", "nowhere", "--to", "out"), "U-03"),
        (("build", "nowhere"), "U-07"),
        (("check", "nowhere"), "U-07"),
        (("serve", "nowhere"), "U-07"),
        (("new", "site", "--texts", "nowhere"), "U-03"),
    ],
)
def test_a_folder_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: str) -> None:
    """Exit code 2, one line, a hint, no traceback."""
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert code in result.output
    assert "Hint:" in result.output
    assert "Traceback" not in result.output
    assert not (tmp_path / "site").exists()


def test_wrong_options(texts: Path, content: Path) -> None:
    """Exit code 2."""
    assert run("convert", texts).exit_code == 2
    assert run("convert", texts, "--to", content, "--encoding", "no-such").exit_code == 2
    assert run("convert", texts, "--to", content, "--metadata", "no-such.csv").exit_code == 2
    assert run("convert", texts, "--to", content, "--jobs", "-1").exit_code == 2
    assert run("no-such-command").exit_code == 2


def test_a_rule_can_be_left_out(texts: Path, tmp_path: Path) -> None:
    """By its name; the ledger says so; a name that no rule has is refused with a suggestion (U-10)."""
    section = "Nothing of note happened at the quay this week, and it happened slowly, as it does there in a dry month.\n\n" * 3
    (texts / "headed.txt").write_text(f"A Title\n\n{section}THE WEATHER\n\n{section}THE TIDES\n\n{section}")
    assert run("convert", texts, "--to", tmp_path / "with").exit_code == 0
    assert run("convert", texts, "--to", tmp_path / "without", "--without", "headings").exit_code == 0
    assert "## THE WEATHER" in (tmp_path / "with/documents/headed.md").read_text("utf-8")
    assert "## THE WEATHER" not in (tmp_path / "without/documents/headed.md").read_text("utf-8")
    assert f'"rules": "{RULES} without headings"' in (tmp_path / "without/ledger/headed.txt.json").read_text("utf-8")
    result = run("convert", texts, "--to", tmp_path / "no", "--without", "heading")
    assert (result.exit_code, "U-10" in result.output, "headings" in result.output) == (2, True, True)


def test_verify_builds_a_second_time(tmp_path: Path, texts: Path) -> None:
    """And finds a page that is not what it should be (S-04)."""
    assert run("new", tmp_path / "site", "--texts", texts).exit_code == 0
    result = run("build", tmp_path / "site", "--verify")
    assert (result.exit_code, "Verified" in result.output) == (0, True)
    page = tmp_path / "site/output/index.html"
    state = page.stat()
    page.write_bytes(page.read_bytes().replace(b"Begin anywhere", b"Begin anyhow--"))  # as long as before, with its time
    os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns))
    result = run("build", tmp_path / "site", "--verify")
    assert (result.exit_code, "S-04" in result.output, "index.html" in result.output) == (1, True, True)


def test_a_broken_template_is_named(tmp_path: Path, texts: Path) -> None:
    """S-06: file and line, exit code 2, no traceback, the last good site in place."""
    assert run("new", tmp_path / "site", "--texts", texts).exit_code == 0
    assert run("build", tmp_path / "site").exit_code == 0
    template = tmp_path / "site/overrides/templates/article.html"
    template.parent.mkdir()
    for text, line in (
        ("<p>\n{% if %}\n", 2),
        ("{% extends '!theme/article.html' %}\n{% block main %}\n{{ nobody.knows }}\n{% endblock %}\n", 3),
    ):
        template.write_text(text)
        result = run("build", tmp_path / "site")
        assert result.exit_code == 2
        assert f"article.html:{line}: S-06" in result.output
        assert (tmp_path / "site/output/index.html").is_file()


@pytest.mark.parametrize("place", ["collection.convert_collection", "site.build.render"])
def test_ctrl_c(tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """One line and an exit code of its own; the last good site stays, and the next run goes on."""
    assert run("new", tmp_path / "site", "--texts", texts).exit_code == 0
    assert run("build", tmp_path / "site").exit_code == 0
    command = ("convert", texts, "--to", tmp_path / "content") if place.startswith("collection") else ("build", tmp_path / "site")
    with monkeypatch.context() as patch:
        patch.setattr(f"readingroom.{place}", interrupt)
        result = run(*command)
    assert result.exit_code == 130
    assert result.output.strip().count("\n") == 0
    assert "the last good site stays" in result.output
    assert (tmp_path / "site/output/index.html").is_file()
    assert run(*command).exit_code == 0


def interrupt(*_: object, **__: object) -> None:
    """What Ctrl-C does."""
    raise KeyboardInterrupt


def test_one_is_singular(tmp_path: Path, texts: Path) -> None:
    """One text, one page; and what is counted without a name of its own stays as it is."""
    (texts / "minutes.txt").unlink()
    assert "(1 text)" in run("new", tmp_path / "site", "--texts", texts).output
    (tmp_path / "site/content/pages/about.md").unlink()
    result = run("build", tmp_path / "site").output
    assert "1 converted, 1 document, " in result
    assert " pages, " in result
    assert "1 text rebuilt" in run("check", tmp_path / "site").output
    assert [counted(number, "links followed") for number in (0, 1, 2000)] == ["0 links followed", "1 link followed", "2,000 links followed"]


def test_a_report_that_can_not_be_written(texts: Path, content: Path, tmp_path: Path) -> None:
    """U-06."""
    result = run("convert", texts, "--to", content, "--report", tmp_path / "no" / "report.json")
    assert (result.exit_code, "U-06" in result.output) == (2, True)


def test_a_report_over_another_file(texts: Path, content: Path, tmp_path: Path) -> None:
    """U-06: it could be a text. An earlier report is written anew."""
    text = next(texts.rglob("*.txt"))
    before = text.read_bytes()
    result = run("convert", texts, "--to", content, "--report", text)
    assert (result.exit_code, "U-06" in result.output) == (2, True)
    assert text.read_bytes() == before
    for _ in range(2):
        assert run("convert", texts, "--to", content, "--report", tmp_path / "report.json").exit_code != 2


def test_no_progress_in_a_pipe(texts: Path, content: Path) -> None:
    """And messages on standard error only."""
    command = [sys.executable, "-m", "readingroom", "convert", str(texts), "--to", str(content)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, b"\r" in done.stderr, b"\x1b" in done.stderr) == (0, False, False)
    assert b"2 converted" in done.stdout


def test_review_is_a_spreadsheet_to_answer_in(texts: Path, tmp_path: Path) -> None:
    """The columns of metadata.csv; a title that looks like a formula is none."""
    (texts / "formula.txt").write_text("=HYPERLINK(1)\n\nNothing of note happened at the quay, and it happened slowly, as it does there.\n")
    assert run("convert", texts, "--to", tmp_path / "content", "--review").exit_code == 0
    lines = (tmp_path / "review.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("path,title,authors,date,lang")
    assert len(lines) == 4
    assert not any(",=" in line for line in lines)
    assert record("formula.txt") in "".join(lines)


def test_rows_of_the_review_can_be_copied(texts: Path, tmp_path: Path) -> None:
    """Into a new site's spreadsheet: the columns stand in the same order, and what keeps a cell from being a formula is taken off."""
    name = "=cmd|' C calc'!A0.txt"
    (texts / name).write_text("-1 at Noon\n\nNothing of note happened at the quay, and it happened slowly, as it does there.\n")
    (tmp_path / "pelicanconf.py").touch()
    (tmp_path / "metadata.csv").write_text(f"path,status,title\n{name},withheld,+1 at noon\n")
    assert run("convert", texts, "--to", tmp_path / "content", "--review").exit_code == 0
    review = (tmp_path / "review.csv").read_text("utf-8-sig")
    (row,) = [line for line in review.splitlines() if "cmd|" in line]
    assert row.startswith("'=cmd|")
    assert run("new", tmp_path / "new", "--texts", texts).exit_code == 0
    columns = (tmp_path / "new/metadata.csv").read_text().strip()
    assert review.startswith(f"{columns},sure,doubtful,furniture")
    (tmp_path / "new/metadata.csv").write_text(f"{columns}\n{row.rsplit(',', 3)[0]}\n")
    result = run("build", tmp_path / "new")
    assert result.exit_code == 0, result.output
    header = (tmp_path / "new/content/documents" / f"{name[:-4]}.md").read_text("utf-8").partition("\n\n")[0]
    assert "Title: +1 at noon\n" in header
    assert "Status: withheld\n" in header


def test_review_lists_what_left_as_furniture_once_a_wording(texts: Path, tmp_path: Path) -> None:
    """With its rule and in how many documents, in both files, however often it stood in them."""
    for name in ("one", "two"):
        pages = ["".join(f"On the {at * 9 + row}th of the {name} month the boats came in late.\n" for row in range(9)) for at in range(4)]
        (texts / f"{name}.txt").write_text("\f".join(f"{page}\n[Page {at}] <Packet>\n" for at, page in enumerate(pages, 1)))
    assert run("convert", texts, "--to", tmp_path / "content", "--review").exit_code == 0
    page, sheet = ((tmp_path / name).read_text("utf-8") for name in ("review.html", "review.csv"))
    assert page.count("[Page 1] &lt;Packet&gt;") == sheet.count("[Page 1] <Packet>") == 1
    assert "[Page 2]" not in page
    assert "<td>2</td><td>8</td><td>one.txt, line 11</td>" in page


def test_review_shows_each_doubt_in_its_place(texts: Path, tmp_path: Path) -> None:
    """With the lines around it, escaped."""
    (texts / "untitled.txt").write_text(
        "and so <b>nothing</b> came of it, which surprised nobody at the quay, least of all the men who had waited.\n"
    )
    assert run("convert", texts, "--to", tmp_path / "content", "--review").exit_code == 0
    page = (tmp_path / "review.html").read_text("utf-8")
    assert "untitled.txt" in page
    assert "<b>nothing" not in page
    assert "default-src 'none'" in page
