"""Settings files that import one another by name: Python takes the first file of that name on its path, which may be another site's."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from readingroom.errors import ReadingRoomError

USUAL = "pelicanconf"
MENDED = """\
import os, pelican.settings
globals().update(pelican.settings.get_settings_from_file(os.path.join(os.path.dirname(__file__), "{name}.py")))"""
"""What takes the settings of the file beside: by its path, wherever the command runs."""


def read_settings(file: Path, override: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Pelican's own reading of a settings file, defaults included. Raises ReadingRoomError U-13 if the settings come from another site,
    or aren't found by the name that they are imported by; and whatever Pelican or the file itself raises."""
    from pelican.settings import read_settings

    file = file.absolute()
    for name in (USUAL, *(name for _, _, name in imports(file) if not _is_package(name))):
        sys.modules.pop(name, None)  # what was imported before may be another site's, or older than the file
    try:
        settings: dict[str, Any] = read_settings(str(file), override=dict(override or {}))
    except ModuleNotFoundError as error:
        for importer, line, name in imports(file):
            if name == error.name:
                raise _refusal(importer, line, name, "") from error
        raise
    refuse_imported(file)
    return settings


def refuse_imported(file: Path) -> None:
    """Raise ReadingRoomError U-13 if a settings file that was read imported a settings file by name, and got one from outside its site."""
    home = file.parent.resolve()
    for importer, line, name in imports(file):
        found = _file(name)
        if found and not Path(found).resolve().is_relative_to(home) and (name == USUAL or not _is_package(name)):
            raise _refusal(importer, line, name, found)


def refuse_loaded(home: Path) -> None:
    """The same for all settings files in the folder `home` that were loaded as modules, as Pelican's own command does."""
    homes = {home, home.resolve()}
    for file in {Path(_file(name)) for name in list(sys.modules)}:
        if file.parent in homes:
            refuse_imported(file)


def imports(file: Path) -> Iterator[tuple[Path, int, str]]:
    """(file, line, name) of what a settings file imports by the name of a settings file: `pelicanconf`, or a file beside it. The files
    beside it that it imports are looked into as well, and so is `pelicanconf.py`, which it may take by its path. Modules of Python
    itself are none: it finds them first."""
    names = ({path.stem for path in file.parent.glob("*.py")} | {USUAL}) - sys.stdlib_module_names
    waiting, seen = [file, file.parent / f"{USUAL}.py"], set[Path]()
    while waiting:
        importer = waiting.pop(0)
        if importer in seen or not importer.is_file():
            continue
        seen.add(importer)
        for line, name in _imported(importer):
            if name in names:
                yield importer, line, name
                waiting.append(file.parent / f"{name}.py")


def _imported(file: Path) -> Iterator[tuple[int, str]]:
    """(line, name) of the modules that a file imports, by a statement or by a function that is given the name. A name with a dot is
    that of a package, and no file's."""
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return  # whoever runs it says what is wrong
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from ((node.lineno, alias.name) for alias in node.names)
            case ast.ImportFrom(module=str(name), level=0):
                yield node.lineno, name
            case ast.Call(func=ast.Name(id=function) | ast.Attribute(attr=function), args=[ast.Constant(value=str(name)), *_]):
                if function in {"import_module", "__import__"}:
                    yield node.lineno, name


def _file(name: str) -> str:
    """The file of a module that is loaded; "" if it has none, or isn't."""
    return getattr(sys.modules.get(name), "__file__", None) or ""


def _is_package(name: str) -> bool:
    """Whether a module that is loaded is a package, or was installed: a file of the site that has its name is not meant."""
    parts = Path(_file(name)).parts
    return hasattr(sys.modules.get(name), "__path__") or "site-packages" in parts or "dist-packages" in parts


def _refusal(importer: Path, line: int, name: str, found: str) -> ReadingRoomError:
    where = f"Python takes {found!r}, which is not this site's" if found else "Python doesn't find it from here"
    old = f"sys.path.append(os.curdir)\nfrom {name} import *"
    hint = f"in the place of the lines\n\n{old}\n\nwrite these two, which take the file beside this one:\n\n{MENDED.format(name=name)}"
    return ReadingRoomError("U-13", f"{name}.py is imported by its name, and {where}", hint, path=str(importer), line=line)
