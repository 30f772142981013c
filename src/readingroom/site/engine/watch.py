"""Notes what happens while a document is read: files that are opened, folders that are listed, dates filled from today's."""

from __future__ import annotations

import logging
import os
import site
import sys
import sysconfig
from contextlib import suppress
from typing import Any

from dateutil import parser as dateutil_parser  # type: ignore[import-untyped]  # it carries no types
from pelican import readers as pelican_readers
from pelican.log import LimitFilter
from pelican.utils import SafeDatetime

from readingroom.site.engine.report import Ear

identity = object.__hash__ if sys.implementation.name == "cpython" else id
"""What `id` gives, in another notation. Each call of `id` is told to the hook below, which takes thirty times as long as the call."""
FREQUENT = ("builtins.id", "marshal.dumps")
"""Events that come a hundred thousand times and tell of no file."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
INSTALLED = tuple(
    {
        *(os.path.join(sysconfig.get_path(name), "") for name in ("stdlib", "platstdlib", "purelib", "platlib")),
        *(os.path.join(path, "") for path in (os.path.dirname(os.__file__), *site.getsitepackages())),
        *("/usr/share/zoneinfo/", "/usr/share/locale/", "/usr/lib/locale/", "/dev/"),
    }
)
"""Where code is that was installed, not the whole place it was installed to: a site may stand in there, as in /usr/src."""


class Watch:
    """Notes what happens while a document is read. One for the whole process, because audit hooks stay."""

    def __init__(self) -> None:
        self.active = False
        self.hooked = False
        self.opened: dict[str, None] = {}
        self.unsure = ""
        self.noting = False
        self.noted: dict[str, None] = {}  # what was opened for reading, or listed, since `note` was called

    def hook(self, event: str, args: tuple[Any, ...]) -> None:
        """See sys.addaudithook(3)."""
        if event in FREQUENT or not (self.active or self.noting):
            return
        if event == "open":
            if isinstance(args[0], (str, bytes)) and not (isinstance(args[2], int) and args[2] & WRITING):
                self.opened[os.fsdecode(args[0])] = self.noted[os.fsdecode(args[0])] = None
        elif event in {"os.listdir", "os.scandir"} and args and isinstance(args[0], str):
            self.noted[args[0]] = None
            if not (args[0].startswith(INSTALLED) or args[0] in sys.path or args[0] == "."):  # or else it is an import
                self.unsure = event
        elif event.startswith(("socket.", "subprocess.", "os.listdir", "os.scandir", "glob.", "urllib.")):
            self.unsure = event

    def start(self) -> None:
        """From now on the system tells us."""
        if not self.hooked:
            sys.addaudithook(self.hook)
            self.hooked = True

    def note(self, on: bool) -> None:
        """Begin to note what a whole build looks at, or end."""
        self.start()
        self.noting = on
        if on:
            self.noted = {}

    def begin(self) -> None:
        """Start with nothing noted, and watch."""
        self.opened, self.unsure, self.active = {}, "", True


WATCH = Watch()


def is_another(opened: str, path: str) -> bool:
    """Whether a file that was opened is part of the document: not the file itself, no code, nothing of an installed package."""
    if opened == path or opened.endswith((".py", ".pyc", ".so")):
        return False
    place = os.path.abspath(opened)
    return place != path and not place.startswith(INSTALLED)


OTHER_DAYS = SafeDatetime(1972, 1, 15), SafeDatetime(1977, 6, 20)
"""Two days that differ in everything."""


class Attention:
    """Notices what the reading of a document depends on besides its file. Held for a whole build: setting it up takes time.

    Pelican fills what is missing of a date from today's: "1931" becomes a day in 1931 that is another one tomorrow.
    """

    def __init__(self) -> None:
        self.filled = False  # whether a date was filled from today's
        self.ear = Ear()
        self.before = 0

    def start(self) -> None:
        """Be ready."""
        WATCH.start()
        self.usual = pelican_readers.get_date
        pelican_readers.get_date = self.get_date
        self.unlimited = LimitFilter.filter
        LimitFilter.filter = lambda limit, record: self.limited(limit, record)  # noqa: PLW0108 - a bound method isn't given the filter
        logging.getLogger().addHandler(self.ear)

    def stop(self) -> None:
        """Leave everything as it was found."""
        WATCH.active = False
        pelican_readers.get_date = self.usual
        LimitFilter.filter = self.unlimited
        logging.getLogger().removeHandler(self.ear)

    def limited(self, limit: LimitFilter, record: logging.LogRecord) -> bool:
        """What Pelican's filter says of a message. One that it holds back, since the same was said of another document, was said of this
        one, too."""
        if record.levelno >= self.ear.level:
            self.ear.heard += 1
        return self.unlimited(limit, record)  # type: ignore[no-any-return]  # Pelican carries no types

    def begin(self) -> None:
        """A document is about to be read."""
        WATCH.begin()
        self.filled, self.before = False, self.ear.heard

    def end(self) -> bool:
        """The document was read; gives whether it would be read alike at any time, silently, from the files in `WATCH.opened`."""
        WATCH.active = False
        return not (WATCH.unsure or self.filled or self.ear.heard > self.before)

    def get_date(self, string: str) -> Any:
        """What Pelican's function of this name gives. What is a day to begin with is not worth a parser."""
        if len(string) == 10 and string[4] == string[7] == "-" and string.isascii() and string.replace("-", "").isdecimal():
            with suppress(ValueError):  # what isn't a date after all is for Pelican to refuse
                return SafeDatetime(int(string[:4]), int(string[5:7]), int(string[8:]))
        found = self.usual(string)
        one, other = (dateutil_parser.parse(string, default=day) for day in OTHER_DAYS)
        self.filled = self.filled or one != other
        return found
