"""Documents as Typst source. All text stands in string literals, so that nothing in it can act as markup.

Source of the format: the reference of Typst 0.14.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from readingroom.export import shapes
from readingroom.export.model import Document
from readingroom.site.rows import Leaf

_BREAK = "linebreak()\n"
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def literal(text: str) -> str:
    """Text as a string of Typst."""
    return json.dumps(text, ensure_ascii=False).replace("\\b", "").replace("\\f", "").replace("\\u00", "\\u{00")


def chapter(document: Document) -> Iterator[str]:
    """A document as pieces of Typst source, in code mode."""
    view = document.view
    lang = view.entry.lang.partition("-")[0].lower()
    yield "{\n"
    if lang.isalpha() and len(lang) in (2, 3):
        yield f"set text(lang: {literal(lang)}, dir: {'rtl' if view.entry.dir == 'rtl' else 'ltr'})\n"
    yield f"heading(level: 1, {literal(view.entry.title)})\n"
    yield from _head(view)
    blocks = [block for part in document.body for block in part if block.get("class") != "notes"]
    notes = {note.get("id"): note for note in document.body.xpath(".//div[@class='note']")}
    body = _Body(notes, numbered=shapes.is_verse(blocks))
    for block in blocks:
        yield from body.block(block)
    yield "}\n"


def _head(view: Leaf) -> Iterator[str]:
    if view.subtitle:
        yield f"byline({literal(view.subtitle)})\n"
    line = " · ".join(filter(None, (", ".join(view.entry.authors), view.entry.when.words)))
    if line:
        yield f"byline({literal(line)})\n"
    yield "v(1.2em)\n"


class _Body:
    """The blocks of one document on their way to Typst."""

    def __init__(self, notes: dict[str, HtmlElement], *, numbered: bool) -> None:
        self.notes, self.numbered = notes, numbered
        self.lines = 1  # number of the next line of verse
        self.placed: set[str] = set()  # notes that are at the foot of a page already

    def block(self, block: HtmlElement) -> Iterator[str]:
        """A block."""
        match block.tag:
            case "p" if block.get("class") == "verse":
                lines = "".join(self.pieces(block)).split(_BREAK)
                yield f"kept({self.lines if self.numbered else 0}, (\n{''.join(f'{{ {line}}},' for line in lines)}))\n"
                self.lines += len(lines)
            case "p":
                yield f"par({self.content(block)})\n"
            case tag if tag in _HEADINGS:
                yield f"heading(level: {tag[1:]}, outlined: false, {self.content(block)})\n"
            case "ul" | "ol":
                start = f"start: {int(block.get('start') or 1)}, " if block.tag == "ol" else ""
                items = ", ".join(self.content(item) for item in block.iterchildren("li"))
                yield f"{'enum' if block.tag == 'ol' else 'list'}({start}{items})\n"
            case "blockquote":
                yield f"quote(block: true, {{\n{''.join(piece for inner in block for piece in self.block(inner))}}})\n"
            case "pre":
                yield f"raw(block: true, {literal(str(block.text_content()).strip(chr(10)))})\n"
            case "hr":
                yield "rule\n"
            case "table":
                yield self.table(block)
            case "div" | "section":
                for inner in block:
                    yield from self.block(inner)
            case _:
                yield f"par({self.content(block)})\n"

    def table(self, block: HtmlElement) -> str:
        """A table; its first row is its header."""
        rows = [list(row.iterchildren("th", "td")) for row in block.iter("tr")]
        width = max((len(row) for row in rows), default=1)
        cells = [[*(self.content(cell) for cell in row), *["{}"] * (width - len(row))] for row in rows]
        head = f"table.header({', '.join(cells[0])}), " if cells and rows[0] and rows[0][0].tag == "th" else ""
        rest = [cell for row in cells[bool(head) :] for cell in row]
        return f"table(columns: {width}, {head}{', '.join(rest)})\n"

    def content(self, element: HtmlElement) -> str:
        """What stands inside an element, as a block of code whose values are joined."""
        return "{\n" + "".join(self.pieces(element)) + "}"

    def pieces(self, element: HtmlElement) -> Iterator[str]:
        """The same, piece by piece."""
        yield from _text(element.text)
        for child in element:
            tail = child.tail or ""
            match child.tag:
                case "br":
                    yield _BREAK
                    tail = tail.removeprefix("\n")
                case "em":
                    yield f"emph({self.content(child)})\n"
                case "strong":
                    yield f"strong({self.content(child)})\n"
                case "code":
                    yield f"raw({literal(str(child.text_content()))})\n"
                case "a" if child.get("class") == "page":
                    yield f"locator({literal(str(child.get('href', '')).removeprefix('#page-'))})\n"
                case "a":
                    yield f"link({literal(child.get('href', ''))}, {self.content(child)})\n"
                case "sup":
                    yield self.note(child)
                case "p" | "ul" | "ol" | "blockquote" | "pre" | "div" | "table" | "hr":
                    yield from self.block(child)
                case _:
                    yield from self.pieces(child)
            yield from _text(tail)

    def note(self, reference: HtmlElement) -> str:
        """A note, at the foot of the page of the first reference to it; a later one shows its mark alone."""
        link = reference.find("a")
        target = str(link.get("href", "")).removeprefix("#") if link is not None else ""
        note, label = self.notes.get(target), str(reference.text_content())
        if note is None or target in self.placed:
            return f"super({literal(label)})\n"
        self.placed.add(target)
        content: Sequence[HtmlElement] = note.find("div") if note.find("div") is not None else ()
        return f"footnote({{\n{''.join(piece for inner in content for piece in self.block(inner))}}})\n"


def _text(text: str | None) -> Iterator[str]:
    if text:
        yield literal(text.replace("\n", " ")) + "\n"
