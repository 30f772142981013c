"""What the commands need of a site's settings file, before Pelican is asked to do anything."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readingroom.errors import ReadingRoomError


@dataclass(frozen=True)
class Site:
    """A site's folders. All paths are absolute."""

    settings_file: Path
    texts: Path
    content: Path
    output: Path
    cache: Path
    edition: str
    address: str  # SITEURL; "" if it has none
    off: frozenset[str] = frozenset()  # RULES_OFF

    @property
    def metadata(self) -> Path:
        """The curator's spreadsheet."""
        return self.settings_file.parent / "metadata.csv"


def find_site(folder: Path, settings: str = "pelicanconf.py", output: Path | None = None) -> Site:
    """The site in a folder. Raises ReadingRoomError U-07 if there is none, U-08 if its settings can't be read."""
    file = (folder / settings).resolve()
    if not file.is_file():
        raise ReadingRoomError(
            "U-07", f"there is no site in {str(folder)!r}: it has no {settings}", "make one with: readingroom new SITE --texts FOLDER"
        )
    values = _read(file)
    root = file.parent
    return Site(
        settings_file=file,
        texts=(root / str(values.get("TEXTS", "texts"))).resolve(),
        content=Path(values["PATH"]).resolve(),
        output=(output or Path(values["OUTPUT_PATH"])).resolve(),
        cache=(root / str(values.get("CACHE_PATH", ".readingroom"))).resolve(),
        edition=str(values.get("EDITION") or "1"),
        address=str(values.get("SITEURL") or ""),
        off=frozenset(map(str, values.get("RULES_OFF", ()))),
    )


def _read(file: Path) -> dict[str, Any]:
    """Pelican's own reading of the file, defaults included."""
    from pelican.settings import read_settings

    try:
        settings: dict[str, Any] = read_settings(str(file))
    except Exception as error:  # the file is Python: anything may be wrong with it
        line = getattr(error, "lineno", None) or _line(error, file)
        raise ReadingRoomError(
            "U-08",
            f"the settings can't be read: {error or type(error).__name__}",
            "it is a Python file: mend the line",
            path=str(file),
            line=line,
        ) from error
    return settings


def _line(error: BaseException, file: Path) -> int:
    """The line of the settings file in which an error was raised; 0 if it was elsewhere."""
    trace, line = error.__traceback__, 0
    while trace:
        if trace.tb_frame.f_code.co_filename == str(file):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
