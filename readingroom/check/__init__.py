"""The promises, proved on a site: each proof in a file of its own."""

from __future__ import annotations

from pathlib import Path

from readingroom.check.links import prove_links
from readingroom.check.registry import prove_registry
from readingroom.check.sources import prove_sources
from readingroom.check.withheld import prove_withheld
from readingroom.errors import Message, ReadingRoomError
from readingroom.progress import Progress, Report
from readingroom.shelf import Shelf


def check_site(settings_file: Path, texts: Path, content: Path, output: Path, address: str, report: Report, progress: Progress) -> None:
    """Prove what can be proved and report what is broken.

    `output` may be missing: then its proofs are left out, and that is said. Raises ReadingRoomError U-07 if there is no site.
    """
    if not settings_file.is_file():
        raise ReadingRoomError("U-07", f"there is no site in {str(settings_file.parent)!r}: it has no {settings_file.name}", "make one with: readingroom new SITE")
    shelf = Shelf(content)
    prove_sources(shelf, texts, report, progress)
    prove_registry(shelf, report)
    if output.is_dir():
        prove_links(output, report, progress)
        prove_withheld(shelf, texts, output, report)
    else:
        report.say(Message("K-09", "there is no output yet: its links were not checked", "run: readingroom build", level="warning"))
    if not address:
        report.say(Message("K-10", "the site's address is not set: no canonical links, feed, sitemap", "set SITEURL in publishconf.py", level="note"))
