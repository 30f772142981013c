"""Documents as chapters in XHTML, with the semantics that reading systems act upon: notes that open where they are referred to,
page numbers of the original.

Source of the format: EPUB 3.3, DPUB-ARIA 1.1, EPUB Structural Semantics Vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree
from lxml.html import Element, HtmlElement

from readingroom.export.model import Collection, Document
from readingroom.site import languages
from readingroom.site.rows import Leaf

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
_TYPE = f"{{{OPS}}}type"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document as a file of a book."""

    name: str  # of the file
    title: str
    data: bytes
    headings: tuple[tuple[int, str, str], ...]  # level, id, text
    pages: tuple[tuple[str, str], ...]  # of the original: number, id


def chapter(document: Document, number: int) -> Chapter:
    """A document as a chapter; `number` is its place in the book, from 1."""
    view = document.view
    page = new_page(view.entry.title, view.entry.lang, view.entry.dir)
    section = etree.SubElement(page.find("body"), "section", {_TYPE: "chapter", "role": "doc-chapter", "aria-labelledby": "title"})
    section.append(_head(view))
    pages = _mark_pages(document.body)
    for part in document.body:
        section.extend(list(part))
    _mark_notes(section)
    _drop_repeated_ids(section)
    headings = tuple((heading.level, heading.name, heading.text) for heading in view.reading.outline)
    return Chapter(f"chapter-{number:05}.xhtml", view.entry.title, serialized(page), headings, pages)


def new_page(title: str, lang: str, direction: str = "") -> HtmlElement:
    """A page with a title and an empty body."""
    page = Element("html", nsmap={"epub": OPS})
    if lang:
        page.set("lang", lang)
        page.set(_XML_LANG, lang)
    if direction:
        page.set("dir", direction)
    head = etree.SubElement(page, "head")
    etree.SubElement(head, "title").text = title
    etree.SubElement(head, "link", rel="stylesheet", type="text/css", href="css/book.css")
    etree.SubElement(page, "body")
    return page


def serialized(page: HtmlElement) -> bytes:
    """A page as the bytes of an XHTML file."""
    data: bytes = etree.tostring(page, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return data.replace(b"<html ", f'<html xmlns="{XHTML}" '.encode(), 1)  # elements of lxml.html are in no namespace


def _head(view: Leaf) -> HtmlElement:
    header = etree.Element("header")
    title = etree.SubElement(header, "h1", id="title")
    title.text = view.entry.title
    if view.subtitle:
        etree.SubElement(header, "p", {"role": "doc-subtitle"}).text = view.subtitle
    byline = " · ".join(filter(None, (", ".join(view.entry.authors), view.entry.when.words)))
    if byline:
        etree.SubElement(header, "p", {"class": "byline", "dir": "auto"}).text = byline
    return header


def _mark_pages(body: HtmlElement) -> tuple[tuple[str, str], ...]:
    """Turn the locators of pages into page breaks; number and id of each."""
    found = []
    for locator in body.xpath(".//a[@class='page']"):
        number, name = str(locator.get("href", "")).removeprefix("#page-"), str(locator.get("id"))
        locator.tag = "span"
        locator.text = None
        locator.attrib.clear()
        for attribute, value in ((_TYPE, "pagebreak"), ("role", "doc-pagebreak"), ("id", name), ("aria-label", number)):
            locator.set(attribute, value)
        found.append((number, name))
    return tuple(found)


def _mark_notes(section: HtmlElement) -> None:
    """References to notes and notes, as reading systems know them."""
    for link in section.xpath(".//sup/a"):
        link.set(_TYPE, "noteref")
        link.set("role", "doc-noteref")
        link.attrib.pop("aria-label", None)
    for note in section.xpath(".//div[@class='note']"):
        content, name = note.find("div"), note.get("id")
        label = note.find("span")
        note.tag = "aside"
        note.attrib.clear()
        for attribute, value in ((_TYPE, "footnote"), ("role", "doc-footnote"), ("id", name)):
            note.set(attribute, value)
        if label is not None and content is not None:
            first = next(iter(content), None)
            target = first if first is not None and first.tag == "p" else content
            target.text = f"{label.text_content()} {target.text or ''}"
            label.drop_tree()
    for notes in section.xpath(".//section[@class='notes']"):
        notes.attrib.clear()
        notes.set(_TYPE, "footnotes")


def _drop_repeated_ids(section: HtmlElement) -> None:
    """A note that stands on several pages of the site stands in the book once for each; only the first has the id."""
    seen: set[str] = {"title"}
    for element in section.iter():
        name = element.get("id")
        if name in seen and element.tag != "h1":
            del element.attrib["id"]
        elif name:
            seen.add(name)


def direction(collection: Collection) -> str:
    """The direction in which the pages of a book follow one another: that of the language of most documents."""
    rtl = sum(view.entry.dir == "rtl" for view in collection.views)
    return "rtl" if rtl * 2 > len(collection.views) else "ltr"


def language(collection: Collection) -> str:
    """The language of the book's own words."""
    return languages.tag(collection.site.lang) or "en"
