"""The body of a document as TEI: the elements of its HTML, block by block.

Source of the format: TEI P5 Guidelines, chapters 3 (common elements), 4 (text structure), 6 (verse), 7 (drama).
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement

from readingroom.export import shapes
from readingroom.export.model import plain

NAMESPACE = "http://www.tei-c.org/ns/1.0"
ID = "{http://www.w3.org/XML/1998/namespace}id"
_INLINE = {"em": {"rend": "italic"}, "strong": {"rend": "bold"}}
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def tag(name: str) -> str:
    """A name in the namespace of TEI."""
    return f"{{{NAMESPACE}}}{name}"


def tei_body(body: HtmlElement) -> etree._Element:
    """The `body` element of a document."""
    made = etree.Element(tag("body"))
    blocks = [block for part in body for block in part if block.get("class") != "notes"]
    notes = {note.get("id"): note for note in body.xpath(".//div[@class='note']")}
    _Body(blocks, notes).fill(made)
    if not len(made):
        etree.SubElement(made, tag("p"))
    return made


class _Body:
    """One body on its way to TEI."""

    def __init__(self, blocks: Sequence[HtmlElement], notes: dict[str, HtmlElement]) -> None:
        self.blocks, self.notes = blocks, notes
        self.verse = shapes.is_verse(blocks)
        self.speakers = {} if self.verse else shapes.speakers(blocks)
        self.ids: set[str] = set()

    def fill(self, body: etree._Element) -> None:
        """Divide the blocks at their headings, and write each into its division."""
        opening, closing = (0, 0) if self.verse or self.speakers else shapes.letter_parts(self.blocks)
        if opening:
            self.lines(etree.SubElement(body, tag("opener")), self.blocks[:opening], last="salute")
        rest = self.blocks[opening : len(self.blocks) - closing or None]
        if any(block.tag in _HEADINGS for block in rest):
            self.divide(body, rest)
        else:
            for block in rest:
                self.block(body, block)
        if closing:
            here = body
            while len(here) and here[-1].tag == tag("div"):
                here = here[-1]
            self.lines(etree.SubElement(here, tag("closer")), self.blocks[len(self.blocks) - closing :], last="")

    def divide(self, body: etree._Element, blocks: Sequence[HtmlElement]) -> None:
        """Blocks with headings among them: a division for each, within that of the heading above it."""
        open_divisions: list[tuple[int, etree._Element]] = []
        for block in blocks:
            if block.tag in _HEADINGS:
                level = int(block.tag[1])
                while open_divisions and open_divisions[-1][0] >= level:
                    open_divisions.pop()
                parent = open_divisions[-1][1] if open_divisions else body
                division = etree.SubElement(parent, tag("div"))
                open_divisions.append((level, division))
                self.inline(self.named(etree.SubElement(division, tag("head")), block), block)
            else:
                if not open_divisions:
                    open_divisions.append((0, etree.SubElement(body, tag("div"))))
                self.block(open_divisions[-1][1], block)
        for division in body.iter(tag("div")):
            if not any(child.tag != tag("head") for child in division):
                etree.SubElement(division, tag("p"))  # a division holds more than its heading

    def named(self, element: etree._Element, block: HtmlElement) -> etree._Element:
        """Give an element the id of the passage that it is."""
        name = block.get("id")
        if name and name not in self.ids:
            self.ids.add(name)
            element.set(ID, name)
        return element

    # -- blocks ------------------------------------------------------------------------------------------------------

    def block(self, parent: etree._Element, block: HtmlElement) -> None:
        """Write a block."""
        match block.tag:
            case "p":
                self.paragraph(parent, block)
            case "ul" | "ol":
                self.list(parent, block)
            case "blockquote":
                quote = etree.SubElement(parent, tag("quote"))
                for inner in block:
                    self.block(quote, inner)
            case "pre":
                element = self.named(etree.SubElement(parent, tag("p")), block)
                for at, line in enumerate(str(block.text_content()).strip("\n").split("\n")):
                    if at:
                        etree.SubElement(element, tag("lb"))
                    etree.SubElement(element, tag("code")).text = line  # which holds text alone
            case "hr":
                etree.SubElement(parent, tag("milestone"), unit="section", rend="rule")
            case "div":
                for inner in block:
                    self.block(parent, inner)
            case "table":
                self.table(parent, block)
            case _:
                self.inline(self.named(etree.SubElement(parent, tag("p")), block), block)

    def paragraph(self, parent: etree._Element, block: HtmlElement) -> None:
        """A paragraph, a speech or a stanza."""
        name = next((name for name in self.speakers if plain(block).startswith(name)), "")
        if name and (block.text or "").startswith(name):
            speech = self.named(etree.SubElement(parent, tag("sp")), block)
            length = self.speakers[name]
            etree.SubElement(speech, tag("speaker")).text = (block.text or "")[:length]
            self.inline(etree.SubElement(speech, tag("p")), block, skip=length + 1)
        elif block.get("class") == "verse" and self.verse:
            stanza = self.named(etree.SubElement(parent, tag("lg")), block)
            line = etree.SubElement(stanza, tag("l"))
            self.inline(line, block, lines=stanza)
        else:
            self.inline(self.named(etree.SubElement(parent, tag("p")), block), block)

    def lines(self, element: etree._Element, blocks: Sequence[HtmlElement], last: str) -> None:
        """Blocks that open or close a letter, each on a line of its own; the last one in an element of its own, if it has a name."""
        for at, block in enumerate(blocks):
            if last and at == len(blocks) - 1:
                self.inline(self.named(etree.SubElement(element, tag(last)), block), block)
            else:
                self.inline(element, block)
                if at < len(blocks) - 1:
                    etree.SubElement(element, tag("lb")).tail = "\n"

    def list(self, parent: etree._Element, block: HtmlElement) -> None:
        """A list; numbers are those of the text."""
        made = etree.SubElement(parent, tag("list"), rend="numbered" if block.tag == "ol" else "bulleted")
        number = int(block.get("start") or 1)
        for item in block.iterchildren("li"):
            element = self.named(etree.SubElement(made, tag("item")), item)
            if block.tag == "ol":
                element.set("n", str(number))
                number += 1
            self.inline(element, item)

    def table(self, parent: etree._Element, block: HtmlElement) -> None:
        """A table; its first row is one of labels."""
        made = self.named(etree.SubElement(parent, tag("table")), block)
        for row in block.iter("tr"):
            element = etree.SubElement(made, tag("row"))
            cells = list(row.iterchildren("th", "td"))
            if cells and all(cell.tag == "th" for cell in cells):
                element.set("role", "label")
            for cell in cells:
                self.inline(etree.SubElement(element, tag("cell")), cell)

    # -- inside blocks -----------------------------------------------------------------------------------------------

    def inline(self, element: etree._Element, source: HtmlElement, lines: etree._Element | None = None, skip: int = 0) -> None:
        """Write what stands inside a block. In a stanza (`lines`) each line goes into an element of its own; `skip` characters at the
        beginning are left out."""
        _append(element, (source.text or "")[skip:])
        for child in source:
            tail = child.tail or ""
            match child.tag:
                case "br" if lines is not None:
                    element = etree.SubElement(lines, tag("l"))
                    tail = tail.removeprefix("\n")
                case "br":
                    etree.SubElement(element, tag("lb"))
                case "a" if child.get("class") == "page":
                    etree.SubElement(element, tag("pb"), n=str(child.get("href", "")).removeprefix("#page-"))
                case "a":
                    self.inline(etree.SubElement(element, tag("ref"), target=child.get("href", "")), child)
                case "em" | "strong":
                    self.inline(etree.SubElement(element, tag("hi"), _INLINE[child.tag]), child)
                case "code":
                    etree.SubElement(element, tag("code")).text = str(child.text_content())
                case "sup":
                    self.note(element, child)
                case "p" | "ul" | "ol" | "blockquote" | "pre" | "div" | "table" | "hr":
                    self.block(element, child)
                case _:
                    self.inline(element, child)
            _append(element, tail)

    def note(self, element: etree._Element, reference: HtmlElement) -> None:
        """A note, in the place of the first reference to it; a later one points there."""
        link = reference.find("a")
        target = str(link.get("href", "")).removeprefix("#") if link is not None else ""
        note, label = self.notes.get(target), str(reference.text_content())
        if note is None:
            etree.SubElement(element, tag("hi"), rend="superscript").text = label
        elif target in self.ids:
            etree.SubElement(element, tag("ref"), target=f"#{target}").text = label
        else:
            self.ids.add(target)
            made = etree.SubElement(element, tag("note"), n=label)
            made.set(ID, target)
            content = note.find("div")
            for block in content if content is not None else ():
                self.block(made, block)


def _append(element: etree._Element, text: str) -> None:
    """Add text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
