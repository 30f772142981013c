"""What a page asks a browser to do: what it links to, what it loads unasked, what it runs. Read as a browser reads it (HTML Standard)."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote_to_bytes

from selectolax.lexbor import LexborHTMLParser, LexborNode

Kind = Literal["link", "load", "frame", "run", "ask", "script"]
"""`link`: followed by who reads; `load`: fetched unasked; `frame`: fetched unasked, and could run; `run`: a file that is a
script; `ask`: another host is asked or told
something, and nothing comes of it; `script`: runs, and the value says where it stands."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing that a page asks for."""

    kind: Kind
    value: str  # as a browser reads it: an address, spaces around it included


@dataclass
class Page:
    """What stands in a page."""

    references: list[Reference] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)  # CSS: of elements, of attributes, of addresses that hold it themselves
    ids: set[str] = field(default_factory=set)
    base: str = ""  # what links are relative to, if not the page
    policies: list[str] = field(default_factory=list)  # Content-Security-Policy


FRAMES = frozenset({"iframe", "frame", "embed", "portal", "object", "applet"})
"""Elements of which a loaded file, or a `data:` address, could run."""
LOADED = frozenset({"poster", "background", "lowsrc", "dynsrc"})
"""Attributes that load a picture, whatever element has them; `src` does, too, or more."""
PLUGINS = frozenset({"data", "classid", "codebase", "archive", "code"})
"""Attributes of `object` and `applet`."""
PARAMETERS = frozenset({"movie", "src", "url", "data", "filename", "code"})
"""Names of `param` elements whose value is an address."""
DRAWN = frozenset(
    """image use feimage filter pattern lineargradient radialgradient textpath mpath tref cursor altglyph font-face-uri
    color-profile""".split()  # noqa: SIM905 - a table, to be read
)
"""Elements of SVG whose `href` is loaded; that of `a` is a link, and so it is in MathML."""
MOVING = frozenset({"animate", "set", "animatemotion", "animatetransform"})
"""Elements of SVG that give another element's attribute a value."""
PAINTED = frozenset(
    "fill stroke filter mask clip-path cursor marker marker-start marker-mid marker-end".split()  # noqa: SIM905 - a table, to be read
)
"""Attributes of SVG that are CSS."""
RELATIONS = frozenset(
    """stylesheet icon mask-icon fluid-icon apple-touch-icon apple-touch-icon-precomposed apple-touch-startup-image preload modulepreload
    prefetch prerender next manifest import compression-dictionary""".split()  # noqa: SIM905 - a table, to be read
)
"""What `link` loads; the other relations are links, of which a browser makes nothing by itself."""
ASKED = frozenset({"dns-prefetch", "preconnect"})
RUNS = re.compile(r"(?:(?:text|application)/(?:x-)?(?:java|ecma|live|j)script[\d.]*+|module|importmap|speculationrules)?", re.IGNORECASE)
"""Types of `script` that do something; what has another type is data."""
_REFRESH = re.compile(r"[\s\d.]*+[;,\s]*+(?:url\s*+=\s*+)?+(?P<quote>[\"']?+)(?P<address>.*)", re.IGNORECASE | re.DOTALL)
_CANDIDATE = re.compile(r"[\s,]*+(\S++)")
_DESCRIPTORS = re.compile(r"[^,(]*+(?:\([^)]*+\)[^,(]*+)*+")
_DEPTH = 5  # pages in pages


def read_page(html: bytes | str) -> Page:
    """What stands in a page, in its templates and in the pages that it holds. What is in `noscript` counts for those who run scripts
    and those who don't, and so does what is behind it."""
    page = Page()
    _read(page, html, _DEPTH)
    return page


def _read(page: Page, html: bytes | str, depth: int) -> None:
    texts = html.lower()
    has_fallback = b"<noscript" in texts if isinstance(texts, bytes) else "<noscript" in texts
    for scripting in (False, True) if has_fallback else (False,):
        tree = LexborHTMLParser(html, encoding=True, scripting=scripting)
        if tree.root is None:
            continue
        waiting = [tree.root]
        while waiting:  # a template's content is a tree of its own
            part = waiting.pop()
            for node in part.traverse(include_text=False):
                _element(page, node, depth)
            waiting += part.template_fragments()


def _element(page: Page, node: LexborNode, depth: int) -> None:
    tag = (node.tag or "").lower()
    attributes = node.attributes
    if tag == "style":
        page.styles.append(node.text(deep=False))
    elif (
        tag == "script"
        and RUNS.fullmatch((attributes.get("type") or "").strip())
        and "src" not in attributes
        and node.text(deep=False).strip()
    ):
        page.references.append(Reference("script", "an element <script>"))
    for name, given in attributes.items():
        value = given or ""
        if name == "id":
            page.ids.add(value)
        elif name.startswith("on") and len(name) > 2:
            page.references.append(Reference("script", f"the attribute {name}"))
        elif name == "style" or name in PAINTED:
            page.styles.append(value)
        elif name == "srcdoc":
            if depth:
                _read(page, value, depth - 1)
            else:
                page.references.append(Reference("script", "pages in pages without end"))
        elif value:
            page.references += _references(page, tag, name, value, attributes)


def _references(page: Page, tag: str, name: str, value: str, attributes: dict[str, str | None]) -> Iterator[Reference]:
    """What one attribute asks for."""
    frame: Kind = "frame" if tag in FRAMES else "load"
    match name:
        case "href" | "xlink:href":
            yield from _href(page, tag, value, attributes)
        case "src":
            yield Reference("run" if tag == "script" else frame, value)
        case "srcset" | "imagesrcset":
            yield from (Reference("load", address) for address in _candidates(value))
        case "action" | "formaction":
            yield Reference("link", value)
        case "ping" | "attributionsrc":
            yield from (Reference("ask", address) for address in value.split())
        case "manifest" if tag == "html":
            yield Reference("load", value)
        case "value" if tag == "param" and (attributes.get("name") or "").lower() in PARAMETERS:
            yield Reference("frame", value)
        case "content" if tag == "meta":
            yield from _meta(page, value, attributes)
        case "to" | "from" | "by" | "values" if tag in MOVING and (attributes.get("attributeName") or attributes.get("attributename")):
            target = (attributes.get("attributeName") or attributes.get("attributename") or "").lower()
            if target in {"href", "xlink:href", "src"}:
                yield from (Reference("load", address) for address in value.split(";") if address)
        case "name" if tag == "a":
            page.ids.add(value)
        case _ if name in LOADED:
            yield Reference("load", value)
        case _ if name in PLUGINS and tag in {"object", "applet"}:
            yield Reference("frame", value)


def _href(page: Page, tag: str, value: str, attributes: dict[str, str | None]) -> Iterator[Reference]:
    if tag == "base":
        page.base = page.base or value
        yield Reference("ask", value)
    elif tag == "script":
        yield Reference("run", value)
    elif tag == "link":
        relations = set((attributes.get("rel") or "").lower().split())
        if "stylesheet" in relations and (style := embedded_style(value)) is not None:
            page.styles.append(style)
        elif relations & RELATIONS:
            yield Reference("load", value)
        else:
            yield Reference("ask" if relations & ASKED else "link", value)
    else:
        yield Reference("load" if tag in DRAWN else "link", value)


def _candidates(srcset: str) -> Iterator[str]:
    """The addresses of a `srcset`. A comma ends one if it stands behind a descriptor or a space comes after it."""
    at = 0
    while found := _CANDIDATE.match(srcset, at):
        yield found[1].rstrip(",")
        at = found.end()
        if not found[1].endswith(",") and (descriptors := _DESCRIPTORS.match(srcset, at)):
            at = descriptors.end()


def _meta(page: Page, value: str, attributes: dict[str, str | None]) -> Iterator[Reference]:
    match (attributes.get("http-equiv") or "").strip().lower():
        case "refresh":
            found = _REFRESH.match(value)
            address = found["address"] if found else ""
            if found and found["quote"]:
                address = address.partition(found["quote"])[0]
            if address.strip():
                yield Reference("load", address)
        case "content-security-policy":
            page.policies.append(value)


def embedded_style(address: str) -> str | None:
    """The CSS that a `data:` address holds; None if it is another address."""
    scheme, _, rest = address.strip().partition(":")
    if scheme.lower() != "data":
        return None
    head, _, body = rest.partition(",")
    data = unquote_to_bytes(body)
    if head.lower().replace(" ", "").endswith(";base64"):
        try:
            data = b64decode(data)
        except ValueError:
            data = b""
    return data.decode("utf-8", "replace")
