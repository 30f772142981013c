"""A preservation edition: a bag with the site as it is published, and everything that is needed to check it and to build it again.

    bag/data/site/        the site, built from nothing, with checksums.txt
    bag/data/content/     the documents that it publishes, with their ledgers, and the registry of their addresses
    bag/data/originals/   the files of which they were made
    bag/data/settings/    the settings file
    bag/data/changes.csv  what changed since an earlier edition, document by document
    bag/data/redirects.csv  addresses that changed since
    bag/data/tools.json   what it was made with, in which versions
    bag/data/ro-crate-metadata.json
    bag/manifest-sha256.txt, manifest-sha512.txt, bag-info.txt ...

What is withheld is in none of this; of a redacted document there is its page, and neither text nor ledger, which hold what was taken out.
Source of the format: BagIt 1.0 (RFC 8493), written and verified with the Library of Congress's own library.
"""

from __future__ import annotations

import json
import platform
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

import bagit

from readingroom import header, registry
from readingroom.edition.changes import changes_between, write_changes, write_redirects
from readingroom.edition.checksums import write_checksums
from readingroom.edition.crate import crate
from readingroom.errors import ReadingRoomError
from readingroom.export.load import loaded
from readingroom.export.model import Collection
from readingroom.export.target import beside, need_empty
from readingroom.progress import Progress, Report
from readingroom.site import engine
from readingroom.site.browse.colophon import TOOLS
from readingroom.site.edtf import instant
from readingroom.site.engine.manifest import NAME
from readingroom.site.settings_file import Site
from readingroom.site.sources import ledger_file

HASHES = ["sha256", "sha512"]


def make_edition(site: Site, target: Path, since: Path | None, report: Report, progress: Progress) -> None:
    """Write the edition of a site to a folder that isn't there yet or is empty, whole or not at all.

    `since` is the bag of an earlier edition. Raises ReadingRoomError U-22 and U-24 as an export does, U-26 for a site whose settings
    do not say which edition this is, U-27 if the earlier edition can't be read, S-07 if the site can't be built.
    """
    need_empty(target)
    if since is not None and not (since / "data" / "content" / "registry.csv").is_file():
        raise ReadingRoomError("U-27", f"{str(since)!r} is no edition of a site", "give the folder of a bag that this command wrote")
    with tempfile.TemporaryDirectory(prefix="readingroom-") as cache, beside(target) as folder:
        progress("Reading documents", 0, 4)
        with loaded(site.settings_file) as (collection, _):
            if not (collection.edition and instant(collection.edition_date)):
                fact = "the settings do not say which edition this is, and of which day"
                raise ReadingRoomError("U-26", fact, 'set EDITION = "3" and EDITION_DATE = "2026-02-08"', path=site.settings_file.name)
            progress("Building the site", 1, 4)
            _build(site, folder / "site", Path(cache))
            progress("Copying documents", 2, 4)
            _copy_documents(site, collection, folder)
            _copy_files(site, folder)
            changes = changes_between(since / "data" if since else None, folder)
            write_changes(changes, folder / "changes.csv")
            write_redirects(changes, folder / "redirects.csv")
            tools = {tool: version(tool) for tool in TOOLS} | {"python": platform.python_version(), "bagit": bagit.VERSION}
            (folder / "tools.json").write_text(json.dumps(tools, indent=1) + "\n", "utf-8")
            (folder / "ro-crate-metadata.json").write_text(crate(collection, folder, tools), "utf-8", "replace")
            info = _info(collection)
        write_checksums(folder / "site")
        progress("Hashing", 3, 4)
        bagit.make_bag(str(folder), info, checksums=HASHES)
        progress("Hashing", 4, 4)
        report.counts |= {"documents": len(collection), "changed": len(changes)}


def _build(site: Site, output: Path, cache: Path) -> None:
    """Build the site from nothing."""
    try:
        made = engine.build(site.settings_file, output=output, overrides={"CACHE_PATH": str(cache)})
    except ReadingRoomError:
        raise
    except Exception as error:  # a plugin or a setting: whatever stops Pelican
        raise ReadingRoomError("S-07", f"the site could not be built: {type(error).__name__}: {error}", "mend it, and build it") from error
    for text in made.errors:
        raise ReadingRoomError("S-07", f"the site could not be built whole: {text.removesuffix('.')}", "mend it, and build it")
    (output / NAME).unlink(missing_ok=True)  # a list for later builds, of which there are none


def _copy_documents(site: Site, collection: Collection, folder: Path) -> None:
    """Documents, ledgers, originals, and the lines of the registry that are about them."""
    rows = {row.path: row for row in _registry(site).entries()}
    wanted: list[registry.Entry] = []
    for document in collection:
        view = document.view
        if view.redacted:
            continue
        _copy(Path(document.file), site.content, folder / "content")
        ledger = ledger_file(site.content, view.path) if view.source else ""
        if ledger and Path(ledger).is_file():
            _copy(Path(ledger), site.content, folder / "content")
            wanted += [rows[view.path]] if view.path in rows else []
        for original in document.originals:
            place = folder / "originals" / original.path
            if place.resolve().is_relative_to((folder / "originals").resolve()):
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(original.data)
    kept = registry.Registry(sorted(wanted, key=lambda row: row.number))
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "registry.csv").write_text(kept.dump(), "utf-8", newline="")


def _registry(site: Site) -> registry.Registry:
    file = site.content / "registry.csv"
    return registry.load(file.read_text("utf-8")) if file.is_file() else registry.Registry()


def _copy(file: Path, base: Path, to: Path) -> None:
    target = to / file.relative_to(base)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)


def _copy_files(site: Site, folder: Path) -> None:
    """The settings, the published pages that were written by hand, and the pictures and files that they show."""
    (folder / "settings").mkdir()
    for page in sorted((site.content / "pages").rglob("*.md")):
        fields, _ = header.split(page.read_text("utf-8", "surrogateescape"))
        status = next((value for name, value in fields.items() if name.lower() == "status"), "published")
        if status.strip().lower() == "published":
            _copy(page, site.content, folder / "content")
    shutil.copyfile(site.settings_file, folder / "settings" / site.settings_file.name)
    for name in ("images", "files"):
        if (site.content / name).is_dir():
            shutil.copytree(site.content / name, folder / "content" / name)


def _info(collection: Collection) -> dict[str, str]:
    """What bag-info.txt says; nothing of it is the time at which it was made."""
    site = collection.site
    found = {
        "Bagging-Date": collection.edition_date,
        "Bag-Software-Agent": f"readingroom {version('readingroom')}, bagit.py {bagit.VERSION}",
        "External-Description": ". ".join(filter(None, (site.name, site.subtitle))),
        "External-Identifier": site.address,
        "Bag-Count": "1 of 1",
        "Internal-Sender-Identifier": f"edition {collection.edition}",
        "Internal-Sender-Description": f"{len(collection)} documents; what is withheld is not in this bag",
    }
    return {name: " ".join(value.split()) for name, value in found.items() if value}
