"""What tests ask of a collection that was converted."""

from pathlib import Path

from readingroom import header, shelf
from readingroom.check.sources import rebuild
from readingroom.progress import Report

CONTINUES = "path,continues\nletters/2-2.txt,letters/2-1.txt\nletters/2-3.txt,letters/2-2.txt\n"
"""Three texts that are one document."""


def fields_of(content: Path, name: str) -> dict[str, str]:
    """The header of a document."""
    return header.split((content / "documents" / name).read_text("utf-8"))[0]


def snapshot(folder: Path) -> dict[str, bytes]:
    """All files and what they hold."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def codes(report: Report) -> list[str]:
    """What was said."""
    return [message.code for message in report.messages]


def edit(content: Path, name: str, old: str, new: str) -> None:
    """Edit Markdown by hand."""
    file = content / "documents" / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def proves(content: Path, texts: Path, path: str) -> bool:
    """Whether Markdown and ledger give the text back."""
    place = shelf.Shelf(content)
    entry = place.ledger(path)
    assert entry
    markdown = place.markdown(entry)
    assert markdown is not None
    return [data for data, _ in rebuild(entry, header.split(markdown)[1])] == [(texts / path).read_bytes()]


def paged(texts: Path) -> None:
    """A letter on three pages, each a file, the sentence running on; of different encodings and line ends."""
    (texts / "letters/2-1.txt").write_bytes(
        "A Letter in Pages\r\n\r\nAda Quill\r\n4 May 1931\r\n\r\nI went down to the quay, where the men of the\r\n".encode("utf-8-sig")
    )
    (texts / "letters/2-2.txt").write_bytes(
        "lighter stood about at the café – as they always do – and none of them would\n".encode("cp1252")
    )
    (texts / "letters/2-3.txt").write_text("say a word to me.\n\nYour Ada\n", "utf-8")
