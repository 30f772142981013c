"""`ro-crate-metadata.json`: what is in an edition, for people and programs of repositories (RO-Crate 1.1, JSON-LD with schema.org's terms).

Written directly: it is one object with a list in it, and the library for it brings a dozen packages for workflows and the network.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from readingroom.export.model import Collection, slug

PARTS = (
    ("site/", "The site as it is published: open index.html; it needs no server"),
    ("content/", "The documents as Markdown, each with a ledger of every change, and the registry of their addresses"),
    ("originals/", "The files of which the documents were made, byte for byte"),
    ("settings/", "The settings of the site"),
)


def crate(collection: Collection, folder: Path, tools: Mapping[str, str]) -> str:
    """The description of an edition whose payload is in `folder`."""
    site = collection.site
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": site.name,
        "description": site.subtitle or site.name,
        "datePublished": collection.edition_date,
        "version": collection.edition,
        "license": {"@id": "#rights"} if site.rights else None,
        "url": site.address or None,
        "inLanguage": sorted({view.entry.lang for view in collection.views if view.entry.lang}) or None,
        "hasPart": [{"@id": name} for name, _ in PARTS if (folder / name).is_dir()] + [{"@id": file} for file in _FILES],
        "mentions": [{"@id": f"site/{view.entry.url}"} for view in collection.views],
    }
    graph: list[dict[str, Any]] = [
        {
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        },
        {name: value for name, value in root.items() if value is not None},
        *({"@id": name, "@type": "Dataset", "name": text} for name, text in PARTS if (folder / name).is_dir()),
        *({"@id": name, "@type": "File", "name": text, "encodingFormat": kind} for name, (text, kind) in _FILES.items()),
        *({"@id": f"#{name}", "@type": "SoftwareApplication", "name": name, "version": number} for name, number in tools.items()),
    ]
    if site.rights:
        graph.append({"@id": "#rights", "@type": "CreativeWork", "name": site.rights})
    for view in collection.views:
        entry = view.entry
        document = {
            "@id": f"site/{entry.url}",
            "@type": "DigitalDocument",
            "name": entry.title,
            "identifier": entry.number or slug(view),
            "author": [{"@type": "Person", "name": name} for name in entry.authors],
            "dateCreated": entry.when.edtf,
            "inLanguage": entry.lang,
            "isBasedOn": f"originals/{view.path}" if view.source else "",
        }
        graph.append({name: value for name, value in document.items() if value})
    return json.dumps({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


_FILES = {
    "changes.csv": ("What changed since the edition before, document by document", "text/csv"),
    "redirects.csv": ("Addresses that changed since the edition before", "text/csv"),
    "tools.json": ("What the edition was made with", "application/json"),
}
