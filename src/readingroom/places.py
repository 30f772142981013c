"""Which texts a path means, as curators write paths: with backslashes, in capitals, with a star, with the folder of texts before it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fnmatch import translate
from posixpath import normpath

from readingroom.names import record

_ALL = re.compile(r"(?:^|/)\*{1,2}(?:\.\*|\.te?xt)?$|(?:^|/)\*\*/.*$")
"""A star that stands for all that a folder holds: "priv/*", "priv/**", "priv/*.txt"."""
_ENDING = re.compile(r"\.(?:te?xt|md|json|html)$")
_BEFORE = re.compile(r"(?:^|.*/)(?:texts|content/documents|output/documents)/(?=.)")


def tidied(cell: str) -> str:
    """A path with forward slashes, as it stands under the folder of texts; a folder ends in "/", the whole collection is "/"."""
    path = re.sub(r"/+", "/", unicodedata.normalize("NFC", _unquoted(cell.strip(" \t\r\n\u200b\ufeff\xa0"))).replace("\\", "/"))
    if path in ("", "/"):
        return path
    path = path.removeprefix("file:")
    if "/" in path[1:]:
        path = _BEFORE.sub("", path, count=1) if not path.startswith("./") else _BEFORE.sub("", path[2:], count=1)
    if path.rstrip("/") in ("texts", "./texts", "."):
        return "/"
    folder = path.endswith(("/", "/.")) or bool(_ALL.search(path))
    path = normpath(_ALL.sub("", path) or "/").lstrip("/")
    while path.startswith("../"):
        path = path[3:]
    return f"{path}/" if folder and path not in ("", ".") else "/" if folder or path in ("", ".", "..") else path


def _unquoted(cell: str) -> str:
    """Without quotation marks around the whole."""
    return cell[1:-1].strip() if len(cell) > 2 and (cell[0] + cell[-1]) in {'""', "''", "“”", "„“", "«»"} else cell


def fold(path: str) -> str:
    """A path as it is compared: in small letters and one normal form, without the spaces that a pen adds."""
    return " ".join(unicodedata.normalize("NFKC", path).casefold().split()).replace(" /", "/").replace("/ ", "/")


class Places:
    """The texts of a collection and their folders. `former` are paths at which texts were, and where they are now."""

    def __init__(self, known: Iterable[str], former: Mapping[str, str] | None = None) -> None:
        self.known = set(known)
        self.former = dict(former or {})
        self.folders = {"/"}
        for path in self.known:
            self.folders.update(path[: at + 1] for at, sign in enumerate(path) if sign == "/")
        self._folded: dict[str, list[str]] = defaultdict(list)
        self._stems: dict[str, list[str]] = defaultdict(list)
        for place in sorted((*self.known, *self.folders)):
            folded = fold(place)
            self._folded[folded].append(place)
            if not place.endswith("/"):
                self._stems[_ENDING.sub("", folded)].append(place)
        for old, new in sorted(self.former.items()):
            if old not in self.known and (folded := fold(old)) not in self._folded:
                self._folded[folded].append(new)

    def of(self, path: str) -> tuple[str, ...]:
        """The places, texts or folders, that a tidied path means: what it is to the letter, else folded."""
        recorded = record(path)
        for exact in (path, recorded, f"{path}/", f"{recorded}/", f"texts/{path}"):
            if exact in self.known or exact in self.folders:
                return (exact,)
        for exact in (path, recorded):
            if exact in self.former:
                return (self.former[exact],)
        folded, stem = fold(recorded), fold(recorded.rstrip("/"))
        for found in (self._folded.get(folded), self._folded.get(f"{folded}/"), self._folded.get(stem)):
            if found:
                return tuple(found)
        if "*" in path or "?" in path:
            pattern = re.compile(translate(fold(path)))
            return tuple(place for place in sorted(self.known) if pattern.fullmatch(fold(place)))
        return tuple(self._stems.get(_ENDING.sub("", stem), ()))
