"""The body of a document: Markdown in, HTML out that can't harm its reader.

The Markdown engine only says what it saw, as events; every tag of the output is written here, so that none but these can come
out: p, h2-h6, ul, ol, li, blockquote, pre, code, em, strong, a, br, hr, sup, section, div, and those of tables. HTML in a text is
shown as text; a link leads to http, https or mailto or is shown as text; images are shown as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

import pyromark

from readingroom.anchors import Anchors

Event = str | Mapping[str, Any]

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SAFE = re.compile(r"(?:https?://|mailto:)[^\x00-\x20]", re.IGNORECASE)
_PAGE = re.compile(r"#page-([0-9A-Za-z.-]{1,20})")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")  # kana and Han: no spaces between words
DEEPEST = 24
"""Quotations and lists nested more deeply than this are shown at this depth: browsers fail at some hundreds."""

_INLINE = {"Emphasis": "em", "Strong": "strong"}
_BLOCKS = {"TableRow": "tr", "TableCell": "td"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body, for the table of contents."""

    level: int
    name: str  # its id
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a body once it is rendered."""

    words: int = 0
    minutes: int = 0  # to read it
    incipit: str = ""  # its first words
    opening: str = ""  # how its first paragraph begins
    outline: tuple[Heading, ...] = ()


def shown(text: str) -> str:
    """Text from anywhere as it may stand in HTML: escaped, and without what no page may hold."""
    return escape(printable(text))


def printable(text: str) -> str:
    """Text without control characters and halves of characters: each is shown as U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text)


def pyromark_events(markdown: str) -> Iterable[Event]:
    """What pyromark sees in the Markdown."""
    return pyromark.events(printable(markdown), options=_OPTIONS)


def render(events: Iterable[Event]) -> tuple[str, Reading]:
    """The body as HTML, and what was learned on the way. Linear in the number of events."""
    body = _Body()
    for event in events:
        body.take(event)
    return body.finish()


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
        self.depth = 0
        self.columns: tuple[str, ...] = ()
        self.column = 0
        self.head = False
        self.pages: dict[str, int] = {}
        self.notes: dict[str, list[str]] = {}  # label -> HTML of the note
        self.references: list[tuple[list[str], int, str]] = []  # where a reference stands, and to which note
        self.main = self.out
        self.texts: list[tuple[str, str]] = []  # tag and text of each named block
        self.named: list[tuple[str, str]] = []  # name and text of each
        self.outline: list[Heading] = []

    # -- events ------------------------------------------------------------------------------------------------------

    def take(self, event: Event) -> None:
        """Write what one event says."""
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

    def text(self, text: str) -> None:
        """Running text."""
        if not self.blocks and not text.strip():
            return
        self.out.append(shown(text))
        self.keep(text)

    def keep(self, text: str) -> None:
        """Remember the text for the name of the block it stands in."""
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
                    self.links.append(f"</{tag}>\n")
                    self.out.append(f"<{tag}{first}>\n")
                else:
                    self.links.append("")
            case "CodeBlock":
                self.open("pre")
                self.out.append("<code>")
            case "Table":
                self.columns = details
                self.out.append('<div class="table">')
                self.open("table")
            case "TableHead" | "TableRow":
                self.head = name == "TableHead"
                self.column = 0
                self.out.append("<thead><tr>" if self.head else "<tr>")
            case "TableCell":
                align = self.columns[self.column] if self.column < len(self.columns) else "None"
                looks = f' class="{align.lower()}"' if align in {"Center", "Right"} else ""
                self.out.append(f'<th scope="col"{looks}>' if self.head else f"<td{looks}>")
                self.column += 1
            case "FootnoteDefinition":
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
            case "Link" | "Image" | "List" | "BlockQuote":
                self.out.append(self.links.pop())
                self.depth -= name in {"List", "BlockQuote"}
            case "Item":
                self.close()
            case "CodeBlock":
                self.out.append("</code>")
                self.close()
            case "Table":
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
                self.out.append("</th>" if self.head else "</td>")
                self.keep("\t")
            case "FootnoteDefinition":
                self.out = self.main
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
        elif kind == "Link" and _SAFE.match(target):
            href = escape(quote(_UNPRINTABLE.sub("", target), safe="!#$%&'()*+,-./:;=?@[]_~"))
            looks = f' title="{shown(title)}"' if title else ""
            self.out.append(f'<a href="{href}" rel="noopener noreferrer"{looks}>')
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
        verse = ' class="verse"' if block.tag == "p" and block.breaks and not block.rows else ""
        block.out[block.at] = f'<{block.tag} id="{name}"{verse}>'
        self.texts.append((block.tag, text))
        self.named.append((name, text))
        if block.tag[0] == "h":
            self.outline.append(Heading(int(block.tag[1]), name, " ".join(text.split())))
        if block.tag in {"p", "li"} or block.tag[0] == "h":
            block.out.append(f'<a class="mark" href="#{name}" aria-label="Link to this passage"></a>')

    def close(self) -> None:
        """End the innermost named block."""
        block = self.blocks.pop()
        self.name(block)
        self.out.append(f"</{block.tag}>\n")

    # -- the whole ---------------------------------------------------------------------------------------------------

    def finish(self) -> tuple[str, Reading]:
        """Put the notes below the text, in the order in which the text refers to them."""
        order = list(dict.fromkeys(label for _, _, label in self.references if label in self.notes))
        order += [label for label in self.notes if label not in order]
        number = {label: at for at, label in enumerate(order, 1)}
        backs: dict[str, list[str]] = {label: [] for label in order}
        for out, at, label in self.references:
            if out[at]:
                continue  # inside a link, where no other may stand
            if label not in number:
                out[at] = f"[^{shown(label)}]"
                continue
            mine = f"ref-{number[label]}" + (f"_{len(backs[label]) + 1}" if backs[label] else "")
            backs[label].append(mine)
            out[at] = f'<sup id="{mine}"><a href="#note-{number[label]}" aria-label="Note {shown(label)}">{shown(label)}</a></sup>'
        html = "".join(self.main)
        if order:
            html += '<section class="notes" aria-label="Notes">\n'
            for label in order:
                up = "".join(f' <a class="back" href="#{back}" aria-label="Back to the text">↩</a>' for back in backs[label])
                note = "".join(self.notes[label])
                html += (
                    f'<div class="note" id="note-{number[label]}"><span class="label">{shown(label)}</span><div>{note}{up}</div></div>\n'
                )
            html += "</section>\n"
        return html, self.reading()

    def reading(self) -> Reading:
        """Counts and first words."""
        whole = " ".join(text for _, text in self.texts)
        wide = len(_WIDE.findall(whole))
        words = len(whole.split())
        minutes = max(1, round(words / 230 + wide / 450))  # what people read in a minute: words, characters
        paragraphs = [text for tag, text in self.texts if tag == "p"]
        first = next(iter(paragraphs or [text for _, text in self.texts]), "")
        opening = next((text for text in paragraphs if len(text) > 80 or _WIDE.search(text)), "")
        return Reading(words + wide, minutes, beginning(first, 9, 60), beginning(opening, 46, 320), tuple(self.outline))


def beginning(text: str, words: int, characters: int) -> str:
    """The first words of a text, with an ellipsis where it goes on; a script without spaces is cut between characters."""
    parts = text.split()
    kept = " ".join(parts[:words])
    if len(kept) > characters:
        kept = kept[:characters] if _WIDE.search(kept) else kept[: characters + 1].rpartition(" ")[0] or kept[:characters]
    return f"{kept.rstrip(' ,;:')} …" if len(kept) < len(" ".join(parts)) else kept
