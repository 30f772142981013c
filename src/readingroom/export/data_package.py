"""`datapackage.json`: what the tables hold, column by column, for programs and for readers (Frictionless Data Package).

Source of the format: https://specs.frictionlessdata.io/data-package/
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from readingroom.export import columns
from readingroom.export.columns import Column
from readingroom.export.formats import File, Format, whole
from readingroom.export.model import Collection
from readingroom.site import names

_TYPES = {"list": "string"}
_LIST = " Several are separated by semicolons."


def data_package_file(collection: Collection) -> Iterator[File]:
    """`datapackage.json`, beside the CSV tables that it describes."""
    package: dict[str, Any] = {
        "$schema": "https://specs.frictionlessdata.io/schemas/data-package.json",
        "profile": "tabular-data-package",
        "name": names.slug(collection.site.name),
        "title": collection.site.name,
        "description": collection.site.subtitle,
        "homepage": collection.site.address,
        "version": collection.edition,
        "created": f"{collection.edition_date}T00:00:00Z" if collection.edition_date else "",
        "licenses": [{"name": "other", "title": collection.site.rights}] if collection.site.rights else [],
        "sources": [{"title": holder} for holder in sorted({view.holder for view in collection.views if view.holder})],
        "resources": [
            _resource("documents", "A row for each document", columns.document_columns(collection), {"primaryKey": "slug"}),
            _resource("passages", "A row for each passage of each document", columns.PASSAGE_COLUMNS, _PASSAGE_KEYS),
        ],
    }
    kept = {name: value for name, value in package.items() if value}
    yield File("datapackage.json", whole(json.dumps(kept, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"), has_texts=True)


_PASSAGE_KEYS = {
    "primaryKey": ["document", "number"],
    "foreignKeys": [{"fields": "document", "reference": {"resource": "documents", "fields": "slug"}}],
}


def _resource(name: str, title: str, table: Sequence[Column], keys: dict[str, Any]) -> dict[str, Any]:
    fields = [
        {
            "name": column.name,
            "type": _TYPES.get(column.kind, column.kind),
            "description": column.summary + _LIST * (column.kind == "list"),
        }
        for column in table
    ]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": title,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, **keys},
    }


DATA_PACKAGE = Format("datapackage", "what the CSV tables hold, column by column (Frictionless)", data_package_file)
