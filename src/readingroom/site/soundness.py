"""What settings can't say: found before anything is converted or built, and told by the name of the setting."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from readingroom.errors import ReadingRoomError

READERS = ("pyromark", "python-markdown")
LEAST = {"LIST_LIMIT": 1, "CHAPTER_LIMIT": 0, "SOURCE_LIMIT": 0, "FEED_MAX_ITEMS": 0, "DOWNLOADS_LIMIT": 0}
"""Settings that are numbers, and the least that they can be."""


def refuse_values(values: Mapping[str, Any], file: Path) -> None:
    """Raise ReadingRoomError U-08 for a setting of ours that has no value it can have. What is not set is not looked at."""
    reader = values.get("READER", READERS[0])
    if reader not in READERS:
        raise _wrong(file, f"READER is {reader!r}", f"it can be {' or '.join(map(repr, READERS))}")
    for name, least in LEAST.items():
        if name in values and not _is_number(values[name], least):
            raise _wrong(file, f"{name} is {values[name]!r}", f"it is a number, {least} or more, without quotation marks")
    if not isinstance(values.get("TEXTS", ""), str | Path):
        raise _wrong(file, f"TEXTS is {values['TEXTS']!r}", 'it is the name of a folder, in quotation marks: "texts"')
    off = values.get("RULES_OFF", ())
    if not isinstance(off, str | list | tuple | set | frozenset) or not all(isinstance(name, str) for name in off):
        raise _wrong(file, f"RULES_OFF is {off!r}", 'it is a list of names: ["headings"]')
    redirects = values.get("REDIRECTS", "")
    if redirects not in ("", "netlify", "cloudflare"):
        raise _wrong(file, f"REDIRECTS is {redirects!r}", 'it can be "", "netlify" or "cloudflare"')
    downloads = values.get("DOWNLOADS", [])
    if not isinstance(downloads, list | tuple) or not all(isinstance(name, str) for name in downloads):
        raise _wrong(file, f"DOWNLOADS is {downloads!r}", 'it is a list of formats: ["csv", "epub"]')


def refuse_places(root: Path, texts: Path, content: Path, output: Path, file: Path) -> None:
    """Raise ReadingRoomError if folders of a site lie in one another so that it would take what it made for what it is made from: U-08
    for those of the settings, S-05 for the output. All paths are absolute, links followed."""
    if root.is_relative_to(texts):
        fact = f"TEXTS is the folder {str(texts)!r}, which holds the site itself: it would take its own output for texts"
        raise _wrong(file, fact, "give the texts a folder of their own, beside the site or in it")
    if texts.is_relative_to(content) or content.is_relative_to(texts):
        fact = f"the texts ({str(texts)!r}) and the content ({str(content)!r}) lie in one another"
        raise _wrong(file, fact, "give TEXTS a folder of its own")
    for what, place in (("texts", texts), ("content", content)):
        if output.is_relative_to(place):
            fact = f"the output {str(output)!r} lies in the {what}, of which it would become a part"
            raise ReadingRoomError("S-05", fact, "give OUTPUT_PATH (or --output) a folder of its own, such as output")


def refuse_strangers(output: Path, is_ours: bool) -> None:
    """Raise ReadingRoomError S-05 for an output folder that holds files, unless they are those of a site (`is_ours`)."""
    if not is_ours and output.is_dir() and any(output.iterdir()):
        fact = f"the output {str(output)!r} holds files that no build has put there, and could overwrite"
        raise ReadingRoomError("S-05", fact, "give --output a new folder, or an empty one")


def _is_number(value: Any, least: int) -> bool:
    try:
        return not isinstance(value, bool) and int(value) >= least
    except (TypeError, ValueError):
        return False


def _wrong(file: Path, fact: str, hint: str) -> ReadingRoomError:
    return ReadingRoomError("U-08", f"a setting can't be used: {fact}", hint, path=file.name)
