"""The body of a document: Markdown in, HTML out that can't harm its reader.

The Markdown engine only says what it saw, as events; every tag of the output is written here, so that none but these can come
out: p, h2-h6, ul, ol, li, blockquote, pre, code, em, strong, a, br, hr, sup, section, div, and those of tables. HTML in a text is
shown as text; a link leads to http, https or mailto or is shown as text; images are shown as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyromark

from readingroom.anchors import Anchors
from readingroom.site.chapters import Top, divide
from readingroom.site.harmless import href, printable, shown
from readingroom.site.notes import Notes, Reference
from readingroom.site.reading import Heading, Reading, one_line, reading
from readingroom.site.tables import Table

Event = str | Mapping[str, Any]

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES
_PAGE = re.compile(r"#page-([0-9A-Za-z.-]{1,20})")
_LETTERED = re.compile(r"\((?:[A-Za-z]|[ivxlc]{1,6}+|\d{1,3}+)\)\s|[a-z]\)\s")  # an item that brings its own mark
PAGE_BREAK = "\f"
"""Between the pages of a long document. White space in HTML, and in no text: control characters are shown as U+FFFD."""
DEEPEST = 24
"""Quotations and lists nested more deeply than this are shown at this depth: browsers fail at some hundreds."""

_INLINE = {"Emphasis": "em", "Strong": "strong"}


def pyromark_events(markdown: str) -> Iterable[Event]:
    """What pyromark sees in the Markdown."""
    return pyromark.events(printable(markdown), options=_OPTIONS)


def render(events: Iterable[Event], limit: int = 0) -> tuple[str, Reading]:
    """The body as HTML, and what was learned on the way. Linear in the number of events.

    A body of more characters than `limit` (0: none) is several pages, with PAGE_BREAK between them.
    """
    body = _Body()
    for event in events:
        body.take(event)
    return body.finish(limit)


def passages(markdown: str) -> list[tuple[str, str]]:
    """The passages of a body that can be cited, in order: (name, text)."""
    body = _Body()
    for event in pyromark_events(markdown):
        body.take(event)
    return body.named


class _Open:
    """A block that is being filled and gets its name from its text when it is closed."""

    __slots__ = ("at", "breaks", "out", "rows", "tag", "text")

    def __init__(self, tag: str, out: list[str]) -> None:
        self.tag = tag
        self.out = out
        self.at = len(out)  # where its start tag goes in `out`
        self.text: list[str] = []
        self.breaks = 0  # lines that stay lines
        self.rows = 0  # lines that don't


class _Body:
    """One body on its way to HTML. `out` is filled from left to right; start tags wait for their names."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.anchors = Anchors()
        self.blocks: list[_Open] = []  # named blocks that are open, the innermost last
        self.links: list[str] = []  # what closes each open link or image
        self.groups: list[str] = []  # what closes each open list or quotation
        self.depth = 0
        self.table = Table()
        self.pages: dict[str, int] = {}
        self.notes: dict[str, list[str]] = {}  # label -> HTML of the note
        self.references: list[Reference] = []
        self.main = self.out
        self.outer: list[list[str]] = []  # what was filled when each of the open notes began
        self.texts: list[tuple[str, str]] = []  # tag and text of each named block
        self.named: list[tuple[str, str]] = []  # name and text of each
        self.outline: list[Heading] = []
        self.where: list[tuple[list[str], int]] = []  # the place of each named block
        self.tops: list[Top] = []
        self.size = 0  # characters of text

    # -- events ------------------------------------------------------------------------------------------------------

    def take(self, event: Event) -> None:
        """Write what one event says."""
        if not self.blocks and not self.depth and self.out is self.main:
            self.note_top(event)
        if isinstance(event, str):
            if event == "Rule":
                self.out.append("<hr>\n")
            else:
                self.line_end(hard=event == "HardBreak")
            return
        ((kind, value),) = event.items()
        if kind in {"Text", "InlineHtml", "Html"}:
            self.text(value)
        elif kind == "Start":
            name, details = (value, None) if isinstance(value, str) else next(iter(value.items()))
            self.start(name, details)
        elif kind == "End":
            self.end(value if isinstance(value, str) else next(iter(value)))
        elif kind == "Code":
            self.out.append(f"<code>{shown(value)}</code>")
            self.keep(value)
        elif kind == "FootnoteReference":
            self.references.append((self.out, len(self.out), value))
            self.out.append(f"[{shown(value)}]" if self.links else "")

    def note_top(self, event: Event) -> None:
        """Remember where a block begins that stands in no other."""
        if event == "Rule":
            self.tops.append(Top(len(self.out), 0, self.size))
        elif isinstance(event, Mapping) and "Start" in event and "FootnoteDefinition" not in event["Start"]:
            heading = event["Start"].get("Heading") if isinstance(event["Start"], Mapping) else None
            self.tops.append(Top(len(self.out), int(heading["level"][1]) if heading else 0, self.size))

    def text(self, text: str) -> None:
        """Running text."""
        if not self.blocks and not text.strip():
            return
        self.out.append(shown(text))
        self.keep(text)

    def keep(self, text: str) -> None:
        """Remember the text for the name of the block it stands in."""
        self.size += len(text)
        if self.blocks:
            self.blocks[-1].text.append(text)

    def line_end(self, *, hard: bool) -> None:
        """The end of a line inside a block."""
        self.out.append("<br>\n" if hard else "\n")
        self.keep("\n")
        if self.blocks:
            self.blocks[-1].breaks += hard
            self.blocks[-1].rows += not hard

    def start(self, name: str, details: Any) -> None:
        """The start of an element."""
        match name:
            case "Paragraph" | "HtmlBlock":
                self.open("p")
            case "Heading":
                self.open(f"h{min(6, max(2, int(details['level'][1])))}")
            case "Emphasis" | "Strong":
                self.out.append(f"<{_INLINE[name]}>")
            case "Link" | "Image":
                self.open_link(name, details)
            case "Item":
                self.open("li")
            case "List" | "BlockQuote":
                self.close_item_text()
                self.depth += 1
                if self.depth <= DEEPEST:
                    first = f' start="{int(details)}"' if name == "List" and details not in {None, 1} else ""
                    tag = "blockquote" if name == "BlockQuote" else "ul" if details is None else "ol"
                    self.groups.append(f"</{tag}>\n")
                    self.out.append(f"<{tag}{first}>\n")
                else:
                    self.groups.append("")
            case "CodeBlock":
                self.open("pre")
                self.out.append("<code>")
            case "Table":
                self.table = Table(details)
                self.out.append('<div class="table">')
                self.open("table")
            case "TableHead" | "TableRow":
                self.table.row(head=name == "TableHead")
                self.out.append("<thead><tr>" if self.table.head else "<tr>")
            case "TableCell":
                self.table.cell(len(self.out), len(self.blocks[-1].text))
                self.out.append("")
            case "FootnoteDefinition":
                self.outer.append(self.out)  # a note may be defined within another
                self.out = self.notes.setdefault(details, [])
            case _:
                pass  # what is not known adds no tag; its text is kept

    def end(self, name: str) -> None:
        """The end of an element."""
        match name:
            case "HtmlBlock":
                self.out[-1] = self.out[-1].rstrip("\n")
                self.close()
            case "Paragraph" | "Heading":
                self.close()
            case "Emphasis" | "Strong":
                self.out.append(f"</{_INLINE[name]}>")
            case "Link" | "Image":
                self.out.append(self.links.pop())
            case "List" | "BlockQuote":
                self.out.append(self.groups.pop())
                self.depth -= 1
            case "Item":
                self.close()
            case "CodeBlock":
                self.out.append("</code>")
                self.close()
            case "Table":
                for at, tag in self.table.starts():
                    self.out[at] = tag
                self.out.append("</tbody>")
                self.close()
                self.out.append("</div>\n")
            case "TableHead":
                self.out.append("</tr></thead>\n<tbody>")
                self.keep("\n")
            case "TableRow":
                self.out.append("</tr>\n")
                self.keep("\n")
            case "TableCell":
                self.table.end_cell(self.blocks[-1].text)
                self.out.append("</th>" if self.table.head else "</td>")
                self.keep("\t")
            case "FootnoteDefinition":
                self.out = self.outer.pop()
            case _:
                pass

    # -- links -------------------------------------------------------------------------------------------------------

    def open_link(self, kind: str, details: dict[str, str]) -> None:
        """A link, the locator of a page, or what only looks like one and is shown as text."""
        target, title = details["dest_url"], details["title"]
        if kind == "Link" and details["link_type"] == "Email":
            target = f"mailto:{target}"
        page = _PAGE.fullmatch(target)
        if kind == "Link" and page and not any(self.links):
            self.out.append(f'<a class="page" id="{self.locator(page[1])}" href="#page-{page[1]}">p. {page[1]}</a>')
            self.links.append("")
        elif kind == "Link" and (leads := href(target)):
            looks = f' title="{shown(title)}"' if title else ""
            self.out.append(f'<a href="{leads}" rel="noopener noreferrer"{looks}>')
            self.links.append("</a>")
        else:
            self.out.append("![" if kind == "Image" else "[")
            self.links.append(f"]({shown(target)})")

    def locator(self, page: str) -> str:
        """The id of a page of the original; a page number that comes twice is told apart."""
        self.pages[page] = count = self.pages.get(page, 0) + 1
        return f"page-{page}" if count == 1 else f"page-{page}_{count}"

    # -- named blocks ------------------------------------------------------------------------------------------------

    def open(self, tag: str) -> None:
        """Begin a block that will be named by its text."""
        self.close_item_text()
        self.blocks.append(_Open(tag, self.out))
        self.out.append("")

    def close_item_text(self) -> None:
        """An item of a list that holds blocks: its own text, if any, ends here."""
        if self.blocks and self.blocks[-1].tag == "li":
            self.name(self.blocks[-1])

    def name(self, block: _Open) -> None:
        """Give a block its start tag with its name; a block without text gets none."""
        if block.out[block.at]:
            return
        text = "".join(block.text)
        if not text.strip():
            block.out[block.at] = f"<{block.tag}>"
            return
        name = self.anchors.name(text)
        verse = block.tag == "p" and block.breaks and not block.rows
        kind = "verse" if verse else "lettered" if block.tag == "li" and _LETTERED.match(text) else ""
        block.out[block.at] = f'<{block.tag} id="{name}" class="{kind}">' if kind else f'<{block.tag} id="{name}">'
        self.texts.append(("verse" if verse else block.tag, text))
        self.named.append((name, text))
        self.where.append((block.out, block.at))
        if block.tag[0] == "h":
            self.outline.append(Heading(int(block.tag[1]), name, one_line(text)))
        if block.tag in {"p", "li"} or block.tag[0] == "h":
            block.out.append(f'<a class="mark" href="#{name}" aria-label="Link to this passage"></a>')

    def close(self) -> None:
        """End the innermost named block."""
        block = self.blocks.pop()
        self.name(block)
        self.out.append(f"</{block.tag}>\n")

    # -- the whole ---------------------------------------------------------------------------------------------------

    def finish(self, limit: int) -> tuple[str, Reading]:
        """Divide the text into pages, and put below each the notes that it refers to, in the order in which it does."""
        tops = self.tops or [Top(0, 0, 0)]
        pages = [tops[at] for at in divide(tops, self.size, limit)]
        starts = [0, *(page.at for page in pages[1:])]
        notes = Notes(self.main, self.notes, self.references, starts)
        notes.refer(self.references, shown)
        ends = [*starts[1:], len(self.main)]
        html = ["".join(self.main[start:end]) + notes.html(at, shown) for at, (start, end) in enumerate(zip(starts, ends, strict=True))]
        found = reading(self.texts, self.outline)
        return PAGE_BREAK.join(html), self.placed(found, pages, notes) if len(pages) > 1 else found

    def placed(self, found: Reading, pages: Sequence[Top], notes: Notes) -> Reading:
        """What is known of a body of several pages, with what stands on which."""
        places = {name: notes.page_of(*where) for (name, _), where in zip(self.named, self.where, strict=True)}
        heads = {at: text for (tag, text), (out, at) in zip(self.texts, self.where, strict=True) if tag[0] == "h" and out is self.main}
        return replace(
            found,
            outline=tuple(replace(heading, page=places[heading.name]) for heading in found.outline),
            pages=tuple(one_line(heads[page.at]) if page.level and page.at in heads else "" for page in pages),
            places=tuple(places.items()),
        )
