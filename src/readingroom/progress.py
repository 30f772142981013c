"""What happened in a run: counted while it lasts, told at its end, written as JSON on request."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from readingroom.errors import Message

Progress = Callable[[str, int, int], None]
"""Called with (what is done, how many of it so far, of how many)."""


def silent(_what: str, _done: int, _of: int) -> None:
    """No progress: for pipes and tests."""


@dataclass
class Report:
    """The outcome of a command. Counts by name ("converted", "unchanged", ...), and everything that was said."""

    counts: dict[str, int] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)

    def count(self, name: str, by: int = 1) -> None:
        """One more of something, or several."""
        if by:
            self.counts[name] = self.counts.get(name, 0) + by

    def say(self, message: Message) -> None:
        """Keep a message."""
        self.messages.append(message)

    @property
    def failed(self) -> bool:
        """Whether something is wrong that the exit code must tell: an error, not a warning or a note."""
        return any(message.level == "error" for message in self.messages)

    def as_json(self) -> str:
        """For --report."""
        return json.dumps({"counts": self.counts, "messages": [asdict(m) for m in self.messages]}, indent=1) + "\n"
