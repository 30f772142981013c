"""Which files of a folder are texts."""

from __future__ import annotations

import os
from pathlib import Path

from readingroom.errors import Message

EXTENSIONS = (".txt", ".text")
"""What a text is called. A file without extension is not opened to see what it is: it is named in a note instead."""

_OFFICE = ("~$", "._", "thumbs.db", "desktop.ini")  # lock files, forks and litter of other programs; hidden files begin with a dot


def find(folder: Path) -> tuple[list[str], list[Message]]:
    """The texts under a folder: (their paths in it, sorted, with forward slashes; what was passed over and why).

    Hidden files and lock files are passed over in silence. Nothing is raised: a folder that isn't there is R-01.
    """
    root = os.path.realpath(folder)
    if not Path(root).is_dir():
        return [], [Message("R-01", "there is no such folder", "check its name", str(folder))]
    names: list[str] = []
    messages: list[Message] = []
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            with os.scandir(os.path.join(root, prefix)) as entries:  # noqa: PTH118  names with odd bytes, as they are
                found = list(entries)
        except OSError as error:
            messages.append(Message("R-02", f"the folder can't be read: {error.strerror}", "see who may read it", prefix.rstrip("/")))
            continue
        for entry in found:
            if entry.name.startswith(".") or entry.name.lower().startswith(_OFFICE):
                continue
            name = prefix + entry.name
            try:
                message = _look(entry, name, root, waiting, names)
            except OSError as error:
                message = Message("R-08", f"the file can't be read: {error.strerror}", "see who may read it", name)
            if message:
                messages.append(message)
    return sorted(names), sorted(messages, key=lambda message: message.path)


def _look(entry: os.DirEntry[str], name: str, root: str, waiting: list[str], names: list[str]) -> Message | None:
    """Put an entry where it belongs: a folder to `waiting`, a text to `names`. The message says why it is neither."""
    if entry.is_symlink():
        target = os.path.realpath(entry.path)
        if not os.path.exists(target):  # noqa: PTH110
            return Message("R-05", "the link leads nowhere", "delete it, or copy the file here", name, level="warning")
        if not Path(target).is_relative_to(root):
            return Message("R-04", "the link leads out of the folder", "copy the file into the folder", name, level="warning")
        if entry.is_dir():
            return Message("R-05", "a link to a folder is not followed", "its texts are read where they are", name, level="note")
    elif entry.is_dir(follow_symlinks=False):
        waiting.append(name + "/")
        return None
    if os.path.splitext(entry.name)[1].lower() not in EXTENSIONS:  # noqa: PTH122
        return Message("R-07", "not a text by its name", "texts are called *.txt or *.text", name, level="note")
    if not entry.is_file():
        return Message("R-06", "this is no regular file", "take it out of the folder", name, level="warning")
    names.append(name)
    return None
