"""What the commands need of a site's settings file, before Pelican is asked to do anything."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readingroom.errors import ReadingRoomError
from readingroom.site.settings_import import read_settings
from readingroom.site.soundness import refuse_places, refuse_values

TEXTS = "texts"


@dataclass(frozen=True)
class Site:
    """A site's folders. All paths are absolute."""

    settings_file: Path
    texts: Path
    content: Path
    output: Path
    cache: Path
    edition: str
    edition_date: str  # "" if it has none
    address: str  # SITEURL; "" if it has none
    theme: Path
    off: frozenset[str] = frozenset()  # RULES_OFF
    rights: str = ""
    stated_edition: str = ""  # EDITION; "" if the settings say none
    asked: bool = False  # whether the output is another than OUTPUT_PATH

    @property
    def has_usual_texts(self) -> bool:
        """Whether the texts are to be where a new site has them, and nobody has chosen the place."""
        return self.texts == (self.settings_file.parent / TEXTS).resolve()

    @property
    def metadata(self) -> Path:
        """The curator's spreadsheet."""
        return self.settings_file.parent / "metadata.csv"


def find_site(folder: Path, settings: str = "pelicanconf.py", output: Path | None = None) -> Site:
    """The site in a folder. Raises ReadingRoomError U-07 if there is none, U-08 if its settings can't be read or used, S-05 if its output
    would become a part of what it is made from, U-13 if its settings are another site's."""
    file = (folder / settings).resolve()
    if not file.is_file():
        raise ReadingRoomError(
            "U-07", f"there is no site in {str(folder)!r}: it has no {settings}", "make one with: readingroom new SITE --texts FOLDER"
        )
    values = _read(file)
    refuse_values(values, file)
    root, off = file.parent, values.get("RULES_OFF", ())
    usual = Path(values["OUTPUT_PATH"]).resolve()
    site = Site(
        settings_file=file,
        texts=(root / values.get("TEXTS", TEXTS)).resolve(),
        content=Path(values["PATH"]).resolve(),
        output=output.resolve() if output else usual,
        cache=(root / str(values.get("CACHE_PATH", ".readingroom"))).resolve(),
        edition=str(values.get("EDITION") or "1"),
        edition_date=str(values.get("EDITION_DATE") or ""),
        address=str(values.get("SITEURL") or ""),
        theme=Path(values["THEME"]).resolve(),
        rights=str(values.get("RIGHTS") or ""),
        stated_edition=str(values.get("EDITION") or ""),
        off=frozenset([off] if isinstance(off, str) else off),
        asked=output is not None and output.resolve() != usual,
    )
    refuse_places(root, site.texts, site.content, site.output, file)
    return site


def _read(file: Path) -> dict[str, Any]:
    """The settings, Pelican's defaults included."""
    try:
        return read_settings(file)
    except ReadingRoomError:
        raise
    except Exception as error:  # the file is Python: anything may be wrong with it
        place, line = _place(error, file)
        hint = "it is a Python file: mend the line" if line else "mend the setting that this is about"
        if isinstance(error, OSError) and not line:
            hint = "see who may read the file"
        fact = f"the settings can't be read: {str(error) or type(error).__name__}"
        raise ReadingRoomError("U-08", fact, hint, path=place, line=line) from error


def _place(error: BaseException, file: Path) -> tuple[str, int]:
    """The settings file in which an error was raised, which may be one beside `file` that it takes, and the line; 0 if it was elsewhere."""
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).parent == file.parent:
        return error.filename, error.lineno or 0
    trace, found = error.__traceback__, (str(file), 0)
    while trace:
        if Path(trace.tb_frame.f_code.co_filename).parent == file.parent:
            found = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return found
