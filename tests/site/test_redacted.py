"""What a hand took out of a document is nowhere in the output; files that are one document are all shown and proved."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from pages import parse
from samples import LETTER

from readingroom.progress import Report

Convert = Callable[..., Report]
SECRET = "Zanzibarquux Holt took the nine stones himself, at night, with a borrowed lighter, and was seen by Maria Fenn."
TOLD = "documents/letters/2.md"
TITLE = "documents/the-missing-stones.html"


@pytest.fixture
def redacted(convert: Convert, texts: Path, content: Path, tmp_path: Path) -> Path:
    """A collection in which one document begins with what must not be read; the curator has said so, but has taken nothing out yet."""
    (texts / "letters/2.txt").write_text(
        f"The Missing Stones\n\n3 May 1931\n\n{SECRET}\n\nThe board was told nothing of it, and asked nothing.\n"
    )
    convert()
    (tmp_path / "metadata.csv").write_text("path,status\nletters/2.txt,redacted\n")
    convert()
    assert "Zanzibarquux" in (content / TOLD).read_text("utf-8").partition("\n\n")[0]  # in the summary
    return content


def take_out(content: Path) -> None:
    """What the hand does."""
    text = (content / TOLD).read_text("utf-8")
    head, _, body = text.partition("\n\n")
    (content / TOLD).write_text(f"{head}\n\n{body.replace(SECRET, '[A passage was taken out.]')}", "utf-8")


@pytest.mark.parametrize("converted", [False, True], ids=["edited", "edited and taken into the ledger"])
def test_what_was_taken_out_is_nowhere(
    build: Callable[..., Path], redacted: Path, convert: Convert, texts: Path, *, converted: bool
) -> None:
    """No page, summary, download or list holds it; the page says that something is missing, and is in lists and feed like any other."""
    take_out(redacted)
    if converted:
        assert "kept" not in convert().counts
    out = build('SITEURL = "https://a.example"\n', content=redacted, texts=texts)
    for path in out.rglob("*"):
        assert not path.is_file() or b"zanzibarquux" not in path.read_bytes().lower(), path
    page = parse((out / TITLE).read_text("utf-8"))
    assert "Passages were taken out of this text" in page.text
    assert "asked nothing" in page.text
    assert not (out / "sources/the-missing-stones.html").exists()
    assert not (out / "sources/the-missing-stones.txt").exists()
    assert "From 1 of them passages were taken out" in parse((out / "colophon.html").read_text("utf-8")).text
    for name in ("sitemap.xml", "feed.xml", "titles.html", "dates/1931.html"):
        assert TITLE in (out / name).read_text("utf-8"), name


def test_nothing_is_published_before_it_was_taken_out(build: Callable[..., Path], redacted: Path, texts: Path) -> None:
    """Who writes "redacted" and has not edited yet finds the document left out, not published whole."""
    out = build(content=redacted, texts=texts)
    assert not (out / TITLE).exists()
    for path in out.rglob("*"):
        assert not path.is_file() or b"zanzibarquux" not in path.read_bytes().lower(), path


def test_a_redacted_document_has_no_old_addresses(build: Callable[..., Path], redacted: Path, texts: Path) -> None:
    """A slug was made from a title, the name of a passage from its words: both could tell what was taken out."""
    take_out(redacted)
    registry = (redacted / "registry.csv").read_text("utf-8")
    (redacted / "registry.csv").write_text(
        registry.replace(",the-missing-stones,1,", ",the-missing-stones,1,zanzibarquux #pgone234="), "utf-8"
    )
    out = build(content=redacted, texts=texts)
    assert not (out / "documents/zanzibarquux.html").exists()
    assert "pgone234" not in (out / TITLE).read_text("utf-8")


@pytest.fixture
def joined(convert: Convert, texts: Path, content: Path, tmp_path: Path) -> Path:
    """A document made from three files, the second one in another encoding and with other line ends."""
    (texts / "letters/2-1.txt").write_text(LETTER, "utf-8")
    (texts / "letters/2-2.txt").write_bytes(
        "On the way back we met the man from the café, who had\r\nseen the tenth stone go.\r\n".encode("cp1252")
    )
    (texts / "letters/2-3.txt").write_text("Yours as ever,\nAda\n", "utf-8")
    rows = [f"letters/2-{at}.txt,letters/2-{at - 1}.txt" for at in (2, 3)]
    (tmp_path / "metadata.csv").write_text("path,continues\n" + "\n".join(rows) + "\n")
    assert convert().counts == {"converted": 3}
    return content


@pytest.mark.parametrize("at_hand", [True, False], ids=["with texts", "from content alone"])
def test_every_file_of_a_document_is_shown(build: Callable[..., Path], joined: Path, texts: Path, *, at_hand: bool) -> None:
    """Each is named, with its own hash and its own download, byte for byte, also where the texts are not at hand."""
    out = build('SITEURL = "https://a.example"\n', content=joined, texts=texts if at_hand else None)
    source = next(path for path in (out / "sources").glob("*.html") if "letters/2-1.txt" in path.read_text("utf-8"))
    page = parse(source.read_text("utf-8"))
    links = [given["href"] for given in page.find("a") if "download" in given]
    files = [texts / f"letters/2-{at}.txt" for at in (1, 2, 3)]
    assert links == [f"{source.stem}{end}.txt" for end in ("", "~2", "~3")]
    for link, file in zip(links, files, strict=True):
        assert (source.parent / link).read_bytes() == file.read_bytes()
        assert sha256(file.read_bytes()).hexdigest() in page.text
        assert f"letters/{file.name}" in page.text
    lines = sum(file.read_bytes().count(b"\n") + 1 for file in files) - 1  # an empty line at the end of the last is no line
    assert len([name for name in page.ids if name.startswith("L")]) == lines
    assert "␌" not in page.text.replace("␌L", "")
    begins = [given["href"] for given in page.find("a") if given["href"].startswith("#L")][-3:]
    assert begins[0] == "#L1"


def test_files_of_an_edited_document(build: Callable[..., Path], joined: Path, texts: Path) -> None:
    """A hand's edit that no ledger knows of: the files are shown as they are, without comparison, and can be downloaded."""
    path = joined / "documents/letters/2-1.md"
    path.write_text(path.read_text("utf-8").replace("eleven boats", "twelve boats"), "utf-8")
    out = build(content=joined, texts=texts)
    source = next(path for path in (out / "sources").glob("*.html") if "letters/2-1.txt" in path.read_text("utf-8"))
    page = parse(source.read_text("utf-8"))
    assert "changed by hand" in page.text
    assert "from the café" in page.text
    assert len([given for given in page.find("a") if "download" in given]) == 3


def test_a_hands_edit_in_the_ledger_is_shown(build: Callable[..., Path], joined: Path, convert: Convert, texts: Path) -> None:
    """Once the ledger knows of it, the comparison is back, and the edit is told apart."""
    path = joined / "documents/letters/2-1.md"
    path.write_text(path.read_text("utf-8").replace("eleven boats", "twelve boats"), "utf-8")
    convert()
    out = build(content=joined, texts=texts)
    source = next(path for path in (out / "sources").glob("*.html") if "letters/2-1.txt" in path.read_text("utf-8"))
    page = parse(source.read_text("utf-8"))
    assert "without comparison" not in page.text
    assert "By hand" in page.text
    assert page.find("del", title="line-ends")
