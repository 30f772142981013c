"""Whether the Content-Security-Policy of a page keeps what is promised: no script in the page, nothing of another host."""

from __future__ import annotations

import re
from collections.abc import Iterable

_OWN = re.compile(r"'(?:none|self|report-sample|(?:nonce|sha256|sha384|sha512)-[^']*+)'", re.IGNORECASE)
_SCRIPTS = ("default-src", "script-src", "worker-src", "object-src", "frame-src", "child-src")
"""What can run: it may not stand in an address either."""


def is_strict(policies: Iterable[str]) -> bool:
    """Whether one of a page's policies forbids both: all of them have to be kept. Styles may stand in the page."""
    return any(_is_strict(policy) for policy in policies)


def _is_strict(policy: str) -> bool:
    directives: dict[str, list[str]] = {}
    for part in policy.lower().split(";"):
        name, *sources = part.split() or [""]
        directives.setdefault(name, sources)  # the first of a name counts
    sources_of = {name: sources for name, sources in directives.items() if "-src" in name}
    return "default-src" in directives and all(_is_own(name, source) for name, sources in sources_of.items() for source in sources)


def _is_own(directive: str, source: str) -> bool:
    if _OWN.fullmatch(source):
        return True
    return source == "'unsafe-inline'" if directive.startswith("style-src") else source == "data:" and not directive.startswith(_SCRIPTS)
