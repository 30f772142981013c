"""Whether files and folders are as they were, by their stamps."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial

from readingroom.site.engine import tree
from readingroom.site.engine.digest import digest
from readingroom.site.engine.memory import Memory
from readingroom.site.engine.processes import Question, workers
from readingroom.site.engine.rows import Stamp, stamp_of

FEWEST = 1000
"""Files that are worth a process of their own."""


class Stamps:
    """Tells stamps. `known` are those of files that were asked for before, when they were read."""

    def __init__(self, memory: Memory, known: Mapping[str, Stamp] | None = None) -> None:
        live, cache = memory.live, memory.folder.parent
        self.shared = {str(live.parent), str(cache.parent)}  # folders in which a build itself comes and goes
        self.own = {live.name, cache.name, *(live.name + ending for ending in tree.BESIDE)}
        self.known = known or {}

    def at(self, path: str) -> Stamp | bytes | None:
        """The stamp of a file or folder; None if it isn't there. Of a folder that is shared, the names of what isn't ours in it."""
        known = self.known.get(path)
        if known:
            return known
        if path in self.shared:
            return digest("\0".join(sorted(set(os.listdir(path)) - self.own)).encode("utf-8", "surrogateescape"))
        try:
            return stamp_of(os.stat(path))
        except OSError:
            return None


class Known:
    """What is known of the files of a site before it is built."""

    def __init__(self) -> None:
        self.stamps: dict[str, Stamp] = {}  # of files that are as they were
        self.unasked: dict[str, Stamp] = {}  # those that the last build noted; not all were compared yet

    def ask_all(self, memory: Memory) -> Callable[[], None]:
        """Let another process compare what wasn't compared; gives what waits for it. Then the stamps that still hold are known."""
        rest = {path: stamp for path, stamp in self.unasked.items() if path not in self.stamps}
        if workers() < 2 or len(rest) < FEWEST:
            return lambda: None
        answer = Question(partial(differing, memory, rest))

        def wait() -> None:
            changed = answer()
            if changed is not None:
                self.stamps.update((path, stamp) for path, stamp in rest.items() if path not in changed)

        return wait


def differing(memory: Memory, stamps: Mapping[str, Stamp]) -> set[str]:
    """The files that have other stamps now."""
    now = Stamps(memory)
    return {path for path, stamp in stamps.items() if now.at(path) != stamp}
