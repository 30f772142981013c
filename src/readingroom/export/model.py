"""What a format is made from: the published collection, document by document, in the order of its dates.

Everything here comes from what Pelican would publish, so that no format can hold what the site withholds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import html as lxml_html
from lxml.html import HtmlElement

from readingroom.export.passages import APART, Passage, inline, passages
from readingroom.site.body import PAGE_BREAK
from readingroom.site.rows import Leaf, Site

_ORNAMENTS = ("mark", "back")
"""Classes of links that a page needs and the text does not: the link to a passage, the way back from a note."""


@dataclass(frozen=True)
class Original:
    """A file of which a document was made."""

    path: str  # under texts/, as it is recorded
    data: bytes


@dataclass(frozen=True)
class Document:
    """A published document. What is large of it is read when it is asked for."""

    view: Leaf
    fields: Mapping[str, str]  # of its Markdown header, by lower-case name, without what a redaction took out
    read_html: Callable[[], str]
    read_markdown: Callable[[], str]
    read_originals: Callable[[], tuple[Original, ...]] = tuple
    read_changes: Callable[[], tuple[tuple[str, int], ...]] = tuple
    file: str = ""  # its Markdown file

    @cached_property
    def html(self) -> str:
        """Its body, as the page shows it; pages of a long document are separated by PAGE_BREAK."""
        return self.read_html()

    @cached_property
    def markdown(self) -> str:
        """Its body, as it is written."""
        return self.read_markdown()

    @cached_property
    def changes(self) -> tuple[tuple[str, int], ...]:
        """What was changed on the way from its file: each rule with the number of its changes."""
        return self.read_changes()

    @cached_property
    def body(self) -> HtmlElement:
        """The body as one element, without the links that only the page needs."""
        return parse(self.html)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its passages, in order."""
        return tuple(passages(self.html))

    @property
    def originals(self) -> tuple[Original, ...]:
        """The files of which it was made, read now; none where the source is not published."""
        return self.read_originals()


@dataclass(frozen=True)
class Collection:
    """The published documents of a site, in order of date. Iterating reads them one by one and keeps none."""

    site: Site
    views: tuple[Leaf, ...]
    read: Callable[[Leaf], Document]
    edition: str = ""
    edition_date: str = ""  # a day; "" if the site states none
    tools: tuple[tuple[str, str], ...] = ()  # name and version, for colophons

    def __iter__(self) -> Iterator[Document]:
        return map(self.read, self.views)

    def __len__(self) -> int:
        return len(self.views)

    def address(self, view: Leaf) -> str:
        """The address of a document: absolute where the site has one, else relative to the site."""
        return f"{self.site.address}{view.entry.url}"


def slug(view: Leaf) -> str:
    """The name of a document's page, without the ending."""
    return view.save_as.removeprefix("documents/").removesuffix(".html")


def file_name(view: Leaf) -> str:
    """A file name that sorts by date and says the title: "1931-05-03 a-letter". No two documents share one."""
    when = view.entry.when
    if not when.words:
        return f"undated {slug(view)}"
    year, month, day = when.order
    exact = f"-{month:02}" * bool(when.month) + f"-{day:02}" * bool(when.month and when.day)
    return f"{year:04}{exact} {slug(view)}"


def parse(html: str) -> HtmlElement:
    """The HTML of a body as a `div` with a `div` in it for each page of the site that the body is divided into.

    Links that only a page needs are left out: what they show is no text of the document.
    """
    body: HtmlElement = lxml_html.Element("div")
    body.extend(lxml_html.fragment_fromstring(part, create_parent="div") for part in html.split(PAGE_BREAK))
    for link in body.xpath(" | ".join(f".//a[@class='{name}']" for name in _ORNAMENTS)):
        link.drop_tree()
    return body


def plain(element: HtmlElement) -> str:
    """The text of a passage. Lines that stay lines keep their ends, in `pre` all do; rows of a table are lines,
    cells are separated by tabs.

    Blocks inside an item are passages of their own and not part of it; marks of notes and locators of pages are no text.
    """
    if element.tag == "pre":
        return str(element.text_content()).strip("\n")
    if element.tag == "table":
        rows = (("\t".join(_inline(cell) for cell in row.iterchildren("td", "th"))) for row in element.iter("tr"))
        return "\n".join(rows).strip("\n")
    return _inline(element)


def _inline(element: HtmlElement) -> str:
    pieces: list[str] = []
    _collect(element, pieces)
    return inline("".join(pieces))


def _collect(element: HtmlElement, pieces: list[str]) -> None:
    """The text below an element; a kept line end as \\v, any other as a space."""
    pieces.append((element.text or "").replace("\n", " "))
    for child in element:
        tail = child.tail or ""
        if child.tag == "br":
            pieces.append("\v")
            tail = tail.removeprefix("\n")
        elif child.tag not in APART and child.get("class") != "page":
            _collect(child, pieces)
        pieces.append(tail.replace("\n", " "))
