"""The fixity of a site: `checksums.txt`, as `sha256sum --check` reads it."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path

NAME = "checksums.txt"


def checksums(folder: Path) -> str:
    """A line for each file below a folder, in order of names, but for the list itself."""
    lines = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name != NAME:
            with path.open("rb") as file:
                lines.append(f"{file_digest(file, 'sha256').hexdigest()}  {name}\n")
    return "".join(lines)


def write_checksums(folder: Path) -> None:
    """Write the list, by rename."""
    draft = folder / f"{NAME}.new"
    draft.unlink(missing_ok=True)
    text = checksums(folder)
    draft.write_text(text, "utf-8", "surrogateescape", newline="\n")
    draft.replace(folder / NAME)


def keep_checksums(folder: Path, *, wanted: bool) -> None:
    """Bring the list up to date, or remove it if nobody wants it: one of an earlier build would be wrong."""
    if wanted:
        write_checksums(folder)
    else:
        (folder / NAME).unlink(missing_ok=True)


def differences(folder: Path) -> list[str]:
    """The files that are not as the list says: changed, gone or new."""
    said = _read((folder / NAME).read_text("utf-8", "surrogateescape"))
    now = _read(checksums(folder))
    return sorted(name for name in said.keys() | now.keys() if said.get(name) != now.get(name))


def _read(text: str) -> dict[str, str]:
    pairs = (line.partition("  ") for line in text.splitlines())
    return {name: digest for digest, _, name in pairs}
