"""A preservation edition, proved: its files are as its manifests say, and every original is rebuilt from its document and its ledger."""

from __future__ import annotations

import logging
from pathlib import Path

import bagit

from readingroom.check.links import prove_links
from readingroom.check.registry import prove_registry
from readingroom.check.sources import prove_sources
from readingroom.edition.checksums import NAME, differences
from readingroom.errors import Message
from readingroom.progress import Progress, Report
from readingroom.shelf import Shelf

HINT = "take it from another copy: this one is damaged"


def is_bag(folder: Path) -> bool:
    """Whether a folder is a bag."""
    return (folder / "bagit.txt").is_file()


def check_bag(folder: Path, report: Report, progress: Progress) -> None:
    """Prove a bag, and say what is broken in it."""
    logging.getLogger("bagit").setLevel(logging.CRITICAL)  # it says everything twice
    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagValidationError as error:
        for detail in error.details or (error.message,):
            report.say(Message("K-20", str(detail), HINT))
    except bagit.BagError as error:
        report.say(Message("K-20", str(error), HINT))
    payload = folder / "data"
    if (payload / "content").is_dir():
        shelf = Shelf(payload / "content")
        prove_sources(shelf, payload / "originals", report, progress)
        prove_registry(shelf, report)
    if (payload / "site").is_dir():
        prove_links(payload / "site", report, progress)
        prove_checksums(payload / "site", report)


def prove_checksums(output: Path, report: Report) -> None:
    """The files of a site are those of its checksums.txt, if it has one."""
    if (output / NAME).is_file():
        for name in differences(output):
            report.say(Message("K-21", f"{name} is not as {NAME} says", "build with --checksums, or take the file from another copy"))
