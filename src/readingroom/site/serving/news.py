"""What is worth saying after a build: not again what was said and is as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from readingroom.console import counted
from readingroom.errors import Message
from readingroom.names import record


class News:
    """Warnings and notes that were said and still stand. Errors are said each time: something is missing on the site."""

    def __init__(self) -> None:
        self.known: set[Message] = set()

    def of(self, messages: Iterable[Message], changed: Collection[Path], whole: bool) -> list[Message]:
        """Those of a build's messages that are new or about a file that changed. A build that was stopped (not `whole`) has not looked
        at everything: what was known before it still stands."""
        messages = list(messages)
        kept = {message for message in messages if message.level != "error"}
        new = [message for message in messages if message not in self.known or any(_is_about(message, path) for path in changed)]
        self.known = kept if whole else kept | self.known
        return new

    def standing(self, said: Iterable[Message]) -> str:
        """How many stand beside those that were just said, "2 warnings, 1 note"; "" if there are none."""
        left = [message.level for message in self.known.difference(said)]
        return ", ".join(counted(left.count(level), f"{level}s") for level in ("warning", "note") if level in left)


def _is_about(message: Message, path: Path) -> bool:
    """Whether a message is about a file. Pelican's have no path, but a name in what they say."""
    if message.path:
        return f"/{record(path.as_posix())}".endswith(f"/{message.path}")
    return path.name in message.fact
