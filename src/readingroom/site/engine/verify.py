"""Proof by doing it twice: the site as it stands against one that is built from nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from readingroom.site.engine import tree
from readingroom.site.engine.build import build
from readingroom.site.settings_import import read_settings


@dataclass(frozen=True)
class Difference:
    """A file that isn't as a build from nothing makes it. `line` is the first that differs, 1-based; 0: the file as a whole."""

    name: str
    line: int
    found: str  # what stands there
    expected: str  # what should

    def __str__(self) -> str:
        if not self.line:
            return f"{self.name}: {self.found}, but {self.expected}"
        return f"{self.name}:{self.line}: it shows {self.found!r} where a clean build shows {self.expected!r}"


def verify(settings_file: str | Path, *, output: str | Path, overrides: Mapping[str, Any] | None = None) -> list[Difference]:
    """Build the site again, from nothing and elsewhere, and compare it with `output`; gives what differs.

    Files of others in `output` count as well if the clean build has a file of that name, and not otherwise. Raises what a build raises.
    """
    live = Path(output)
    with tempfile.TemporaryDirectory(prefix="readingroom-verify-") as scratch:
        clean, cache = Path(scratch) / live.name, Path(scratch) / "cache"
        build(settings_file, output=clean, overrides={**(overrides or {}), "CACHE_PATH": str(cache), "DELETE_OUTPUT_DIRECTORY": False})
        return list(compare(live, clean, ours=names_of(settings_file, live, overrides)))


def names_of(settings_file: str | Path, live: Path, overrides: Mapping[str, Any] | None) -> set[str]:
    """The names of the files that the last build of `live` answers for."""
    from readingroom.site.engine.memory import Memory  # noqa: PLC0415

    settings = read_settings(Path(settings_file), {**(overrides or {}), "OUTPUT_PATH": str(live.absolute())})
    return Memory(Path(settings["CACHE_PATH"]).absolute(), live.resolve()).outputs()[1]


def compare(live: Path, clean: Path, ours: set[str]) -> list[Difference]:
    """What differs between two folders; a file that only `live` has counts if it is one of `ours`."""
    there = {name for name, _ in tree.walk(str(live)) if not name.endswith("/")}
    wanted = {name for name, _ in tree.walk(str(clean)) if not name.endswith("/")}
    found = [Difference(name, 0, "it isn't there", "a clean build has it") for name in wanted - there]
    found += [Difference(name, 0, "it is there", "a clean build doesn't have it") for name in (there & ours) - wanted]
    found += [first_difference(live, clean, name) for name in there & wanted if (live / name).read_bytes() != (clean / name).read_bytes()]
    return sorted(found, key=lambda difference: difference.name)


def first_difference(live: Path, clean: Path, name: str) -> Difference:
    """The first line of a file that differs, cut to what differs in it."""
    ones, others = ((folder / name).read_bytes().decode("utf-8", "replace").split("\n") for folder in (live, clean))
    for number, (one, other) in enumerate(zip_longest(ones, others, fillvalue=""), 1):
        if one != other:
            start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
            start = max(0, start - 20)
            return Difference(name, number, one[start : start + 80], other[start : start + 80])
    return Difference(name, 0, "it differs in bytes that are no text", "a clean build has others")
