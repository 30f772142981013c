"""What surrounds a build: versions, settings, plugins. Part of every key.

A plugin is known to be safe if its module says so (`readingroom_safe = True`), was read (safe_plugins.py) or is ours: whatever it does to
a document is a function of that document, the settings and the other documents, and it never opens a file of the output for writing. As
soon as a signal has another receiver, the site is built whole, the way Pelican does it.
"""

from __future__ import annotations

import locale
import os
import sys
import sysconfig
import time
import weakref
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from blinker import NamedSignal
from pelican.plugins import signals
from pelican.readers import BaseReader, HTMLReader, MarkdownReader, RstReader
from pelican.settings import DEFAULT_CONFIG

from readingroom.site.engine import safe_plugins
from readingroom.site.engine.digest import digest
from readingroom.site.engine.digester import Digester

PLACES = frozenset(
    """
    PATH OUTPUT_PATH CACHE_PATH THEME PELICAN_CLASS PORT BIND PLUGIN_PATHS DELETE_OUTPUT_DIRECTORY OUTPUT_RETENTION LOG_FILTER DEBUG
    CACHE_CONTENT CONTENT_CACHING_LAYER GZIP_CACHE CHECK_MODIFIED_METHOD LOAD_CONTENT_CACHE THEME_TEMPLATES_OVERRIDES
    STATIC_PATHS STATIC_EXCLUDES STATIC_CREATE_LINKS STATIC_CHECK_IF_MODIFIED THEME_STATIC_PATHS TEMPLATE_PAGES
    """.split()  # noqa: SIM905 - a table, to be read
)
"""Settings that say where things are or how the work is done. What they lead to is in the keys: sources, names, values."""
SHOWN = frozenset(
    """
    SITENAME SITESUBTITLE LINKS LINKS_WIDGET_NAME SOCIAL SOCIAL_WIDGET_NAME MENUITEMS GITHUB_URL GITHUB_POSITION TWITTER_USERNAME
    DISQUS_SITENAME ANALYTICS GOOGLE_ANALYTICS STYLESHEET_URL CSS_FILE THEME_STATIC_DIR DISPLAY_PAGES_ON_MENU DIRECT_TEMPLATES
    DISPLAY_CATEGORIES_ON_MENU DEFAULT_PAGINATION DEFAULT_ORPHANS PAGINATED_TEMPLATES PAGINATION_PATTERNS
    """.split()  # noqa: SIM905 - a table, to be read
)
"""Settings that reach a page only by a variable its templates name or through its lists: a document is the same without them."""


def versions() -> bytes:
    """A digest of all code that is loaded or could be: interpreter, installed packages, modules of the site; locale and time zone."""
    installed = sorted(name for folder in site_folders() for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))
    parts = [sys.version, locale.setlocale(locale.LC_ALL), os.environ.get("TZ", ""), *time.tzname, *installed]
    parts += (f"{name} {source.hex()}" for name, source in sorted(local_sources()))
    return digest("\n".join(parts).encode("utf-8", "surrogatepass"))


def site_folders() -> list[str]:
    """Where packages are installed."""
    return sorted({path for path in sys.path if path.rstrip("/").endswith(("site-packages", "dist-packages")) and Path(path).is_dir()})


def local_sources() -> Iterable[tuple[str, bytes]]:
    """(name, digest of the source) of our own package, whole, and of all loaded modules that belong to no installed package."""
    package = Path(__file__).parents[2]
    for file in package.rglob("*.py"):
        yield file.relative_to(package).as_posix(), digest(file.read_bytes())
    folders = (*site_folders(), sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), str(package))
    outside = tuple(os.path.join(folder, "") for folder in folders)
    for name, module in list(sys.modules.items()):
        source = getattr(module, "__file__", None)
        if source and name not in {"__main__", "__mp_main__"} and not source.startswith(outside):
            try:
                yield name, digest(Path(source).read_bytes())
            except OSError:
                yield name, b""


def settings_digest(settings: Mapping[str, Any], without: frozenset[str] = PLACES) -> bytes:
    """A digest of all settings but some. Functions count by name: their sources are in `versions`. Raises digest.Unknown."""
    digester = Digester(None, callables=True)
    parts = []
    for name in sorted(settings.keys() - without):
        value = settings[name]
        if name in {"READERS", "PLUGINS"}:
            value = repr(value)
        parts.append(digester(name) + digester(value))
    return digest(b"".join(parts))


def content_settings(settings: Mapping[str, Any]) -> bytes:
    """A digest of the settings that a document, read, can depend on. Raises digest.Unknown."""
    return settings_digest(settings, PLACES | SHOWN | {name for name in settings if "FEED" in name})


def page_settings(settings: Mapping[str, Any]) -> bytes:
    """A digest of the settings that work on pages through Pelican itself: addresses, languages, dates. Raises digest.Unknown.

    A setting that Pelican doesn't have can only come in as a variable or in what a plugin made of it: both are in the key as values.
    """
    endings = ("_URL", "_SAVE_AS", "TIMEZONE", "AUTHOR")
    pelicans = {name: value for name, value in settings.items() if name in DEFAULT_CONFIG or name.endswith(endings)}
    unseen = (PLACES | SHOWN) - {"PAGINATION_PATTERNS"}  # a page of a list may show the address of the next one
    return settings_digest(pelicans, unseen | {name for name in settings if "FEED" in name} | {"READERS"})


def unsafe_receivers() -> list[str]:
    """The names of modules that listen to Pelican's signals and aren't known to be safe."""
    found = set()
    for signal in vars(signals).values():
        if isinstance(signal, NamedSignal):
            for reference in signal.receivers.values():
                receiver = reference() if isinstance(reference, weakref.ref) else reference
                module = getattr(receiver, "__module__", None) or type(receiver).__module__
                if not is_safe(module):
                    found.add(module)
    return sorted(found)


def is_safe(module: str) -> bool:
    """Whether a module, or a package it is in, says that it is safe, was read, or is ours."""
    if module.split(".", maxsplit=1)[0] in {"readingroom", "pelican_readingroom"} or safe_plugins.is_safe(module):
        return True
    parts = module.split(".")
    modules = (sys.modules.get(".".join(parts[: length + 1])) for length in range(len(parts)))
    return any(isinstance(found, ModuleType) and getattr(found, "readingroom_safe", False) is True for found in modules)


def is_known_reader(kind: type[BaseReader]) -> bool:
    """Whether what readers of a class give depends on nothing but the file, the files they open and the settings."""
    return kind in {MarkdownReader, RstReader, HTMLReader, BaseReader} or is_safe(kind.__module__)
