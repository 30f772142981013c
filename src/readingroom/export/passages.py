"""The passages of a body, from the HTML that its page shows: what can be cited, in order, each with its kind and the page of the original.

One scan over the tags, without a tree: a collection of a hundred thousand documents has millions of passages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from readingroom.site.body import PAGE_BREAK

BLOCKS = frozenset({"p", "h2", "h3", "h4", "h5", "h6", "li", "pre", "table"})
"""Elements that are passages, if they have an id."""
APART = BLOCKS | {"ul", "ol", "blockquote", "sup", "div", "section"}
"""Elements whose text is not part of the passage around them."""
_KINDS = {"li": "item", "pre": "code", "table": "table", "p": "paragraph"}
_REST = r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+"""  # of a tag, after its name
_MARKUP = re.compile(r"""<a class="mark" [^<>]*+></a>|</?(?:em|strong|code)>|<!--(?:[^-]++|-(?!->))*+-->""")
"""What is taken out first, since it is most of what is between two passages and neither is text nor divides it."""
_TAG = re.compile(
    r"""<(p|h[2-6]|li|pre) id="([^"<>&]*+)">([^<]*+)</\1>|"""  # a passage that is nothing but text, as most are
    rf"<(/?)([A-Za-z][A-Za-z0-9]*+)({_REST})>"
)
_ATTRIBUTE = re.compile(r"""\s(id|class|href)=(?:"([^"]*+)"|'([^']*+)')""")
_ORNAMENTS = frozenset({"mark", "back", "page"})
"""Classes of links that a page needs and the text does not: to a passage, back from a note, of a page of the original."""
_SPACES = re.compile(" {2,}+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a document, as it can be cited."""

    number: int  # in its document, from 1
    anchor: str  # the id of its element on the page
    kind: str  # paragraph, verse, heading, item, table, code, note
    text: str  # lines that stay lines are separated by "\n", cells of a table by "\t"
    page: str = ""  # of the original, on which it begins; "" if the source does not say
    part: int = 0  # of a document that is several pages of the site: which one, from 0


class _Open:
    """An element that is open: what is said of it, and its text so far."""

    __slots__ = ("anchor", "kind", "page", "pieces", "place", "rows", "tag")

    def __init__(self, tag: str, anchor: str = "", kind: str = "", page: str = "", place: int = -1) -> None:
        self.tag, self.anchor, self.kind, self.page, self.place = tag, anchor, kind, page, place
        self.pieces: list[str] = []
        self.rows: list[list[str]] = []  # of a table

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it yet."""
        return not self.rows and not "".join(self.pieces).strip()

    def text(self) -> str:
        """Its text."""
        if self.tag == "pre":
            return "".join(self.pieces).strip("\n")
        if self.tag == "table":
            return "\n".join("\t".join(row) for row in self.rows).strip("\n")
        return inline("".join(self.pieces))


def passages(html: str) -> list[Passage]:
    """The passages of a body. Linear in its length."""
    found: list[tuple[str, str, str, str, int] | None] = []
    page = ""
    for part, content in enumerate(html.split(PAGE_BREAK)):
        page = _Scan(found, part, page).read(content)
    return [Passage(number, *passage) for number, passage in enumerate(filter(None, found), 1)]


class _Scan:
    """One page of the site on its way to passages, which are added to `found` in the order in which they begin."""

    def __init__(self, found: list[tuple[str, str, str, str, int] | None], part: int, page: str) -> None:
        self.found, self.part, self.page = found, part, page
        self.stack = [_Open("")]
        self.silent = ""  # the element whose text is none of the document, while it is open
        self.notes = 0  # sections of notes that are open

    def read(self, html: str) -> str:
        """Read it; gives the page of the original on which it ends."""
        at = 0
        html = _MARKUP.sub("", html)
        for tag in _TAG.finditer(html):
            simple, anchor, text, closing, name, rest = tag.groups()
            if (start := tag.start()) > at and not self.silent:
                self.add(html[at:start])
            at = tag.end()
            if simple:
                if not self.silent:
                    self.whole(simple, anchor, text)
                continue
            name = name.lower()
            if self.silent:
                if closing and name == self.silent:
                    self.silent = ""
            elif closing:
                self.end(name)
            else:
                self.start(name, rest)
        return self.page

    def whole(self, name: str, anchor: str, text: str) -> None:
        """A passage that holds no other element."""
        text = unescape(text) if "&" in text else text
        text = text.strip("\n") if name == "pre" else inline(text.replace("\n", " "))
        if text:
            kind = "note" if self.notes else _KINDS.get(name, "heading")
            self.found.append((anchor, kind, text, self.page, self.part))

    def add(self, text: str) -> None:
        """Text between two tags; what stands in no passage is kept by the element that is no passage, and dropped with it."""
        top = self.stack[-1]
        text = unescape(text) if "&" in text else text
        if top.tag != "pre":
            text = text.replace("\n", " ")
            if top.pieces and top.pieces[-1] == "\v":
                text = text.removeprefix(" ")  # the line end that follows a break
        top.pieces.append(text)

    def start(self, name: str, rest: str) -> None:
        """An element begins."""
        if name == "br":
            self.stack[-1].pieces.append("\v")
        elif name in {"tr", "td", "th"}:
            table = next((element for element in reversed(self.stack) if element.tag == "table"), None)
            if table and name == "tr":
                table.rows.append([])
            elif table:
                self.stack.append(_Open(name))
        elif name in APART or name == "a":
            given = {key: one or other for key, one, other in _ATTRIBUTE.findall(rest)} if rest else {}
            if name == "sup":
                self.silent = name
            elif name == "a":
                self.link(given)
            elif name in BLOCKS and given.get("id"):
                kind = "verse" if given.get("class") == "verse" else "note" if self.notes else _KINDS.get(name, "heading")
                self.stack.append(_Open(name, unescape(given["id"]), kind, self.page, len(self.found)))
                self.found.append(None)
            else:
                is_notes = name == "section" and given.get("class") == "notes"
                self.notes += is_notes
                self.stack.append(_Open(name, kind="notes" if is_notes else ""))
        # any other tag is part of the text around it

    def link(self, given: dict[str, str]) -> None:
        """A link: a page of the original begins, or one that only the page needs, or text."""
        if given.get("class") not in _ORNAMENTS:
            return
        self.silent = "a"
        if given["class"] == "page":
            self.page = unescape(given.get("href", "")).removeprefix("#page-")
            top = self.stack[-1]
            if top.is_blank:
                top.page = self.page

    def end(self, name: str) -> None:
        """An element ends, and with it whatever was left open in it."""
        if name not in APART and name not in {"td", "th"}:
            return
        if self.stack[-1].tag == name or any(element.tag == name for element in self.stack):
            self.close(element := self.stack.pop())
            while element.tag != name:
                self.close(element := self.stack.pop())

    def close(self, element: _Open) -> None:
        """An element is complete."""
        if element.tag in {"td", "th"}:
            table = next(other for other in reversed(self.stack) if other.tag == "table")
            if table.rows:
                table.rows[-1].append(inline("".join(element.pieces)))
        elif element.kind == "notes":
            self.notes -= 1
        elif element.place >= 0 and (text := element.text()):
            self.found[element.place] = element.anchor, element.kind, text, element.page, self.part


def inline(text: str) -> str:
    """Running text with single spaces; "\\v" is the end of a line that stays one."""
    if "\v" not in text:
        return (_SPACES.sub(" ", text) if "  " in text else text).strip(" \n\t")
    return "\n".join(_SPACES.sub(" ", line).strip(" \n\t") for line in text.split("\v")).strip("\n")
