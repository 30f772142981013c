"""The promises, proved on a site: each proof in a file of its own."""

from __future__ import annotations

from readingroom.check.bag import check_bag, is_bag, prove_checksums
from readingroom.check.endings import prove_endings, write_page
from readingroom.check.links import prove_links
from readingroom.check.registry import prove_registry
from readingroom.check.search import prove_search
from readingroom.check.sources import prove_sources
from readingroom.check.withheld import prove_withheld
from readingroom.errors import Message
from readingroom.progress import Progress, Report
from readingroom.shelf import Shelf
from readingroom.site.held import Decisions
from readingroom.site.settings_file import Site


def check_site(site: Site, report: Report, progress: Progress, *, endings: bool = False, publish: bool = False) -> None:
    """Prove what can be proved on a site and report what is broken. Without output its proofs are left out, and that is said.

    With `endings` the Endings principles are asked, too; `publish` writes the answers to content/pages/endings.md.
    """
    shelf = Shelf(site.content)
    known = Decisions(site.content, site.metadata, site.texts, site.edition_date)
    for message in known.messages:
        report.say(message)
    prove_sources(shelf, site.texts, report, progress)
    prove_registry(shelf, report)
    if site.output.is_dir():
        prove_links(site.output, report, progress)
        prove_withheld(shelf, site.texts, site.output, report, known)
        prove_search(site.output, report, progress)
        prove_checksums(site.output, report)
        if endings:
            answers = prove_endings(site, report, progress)
            if publish:
                write_page(site.content, answers)
    else:
        report.say(Message("K-09", "there is no output yet: its links were not checked", "run: readingroom build", level="warning"))
    if not site.address:
        report.say(
            Message(
                "K-10", "the site's address is not set: no canonical links, feed, sitemap", "set SITEURL in publishconf.py", level="note"
            )
        )


__all__ = ["check_bag", "check_site", "is_bag"]
