"""EPUB 3: a collection as a book for reading systems, with a cover, a table of contents, notes that open in place, and page numbers.

Source of the format: EPUB 3.3 and EPUB Accessibility 1.1.
"""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Iterator
from functools import partial
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from readingroom.export.book.chapters import OPS, Chapter, chapter, direction, language, new_page, serialized
from readingroom.export.book.cover import cover, span
from readingroom.export.formats import File, Format
from readingroom.export.model import Collection
from readingroom.export.texts_zip import member
from readingroom.site.edtf import instant
from readingroom.site.settings import THEME

_TYPE = f"{{{OPS}}}type"
_CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_KINDS = {".xhtml": "application/xhtml+xml", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
_NEVER = "1970-01-01T00:00:00Z"
"""When a book was changed that states no day for its edition: the format demands one, and "now" would give another book each time."""


def epub_file(collection: Collection) -> Iterator[File]:
    """`collection.epub`."""
    yield File("collection.epub", partial(_write, collection), has_texts=True)


def _write(collection: Collection, out: BinaryIO) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        first = member("mimetype", collection.edition_date)
        first.compress_type = zipfile.ZIP_STORED
        archive.writestr(first, "application/epub+zip")

        def put(name: str, data: str | bytes) -> None:
            archive.writestr(member(name, collection.edition_date), data)

        put("META-INF/container.xml", _CONTAINER)
        chapters = []
        for number, document in enumerate(collection, 1):
            made = chapter(document, number)
            put(f"book/{made.name}", made.data)
            chapters.append(Chapter(made.name, made.title, b"", made.headings, made.pages))
        put("book/cover.svg", cover(collection))
        put("book/cover.xhtml", _cover_page(collection))
        put("book/title.xhtml", _title_page(collection))
        put("book/colophon.xhtml", _colophon(collection))
        put("book/nav.xhtml", _nav(collection, chapters))
        put("book/css/book.css", files("readingroom.export.book").joinpath("book.css").read_bytes())
        fonts = sorted(Path(THEME, "static", "fonts").glob("*.woff2"))
        for font in fonts:
            put(f"book/fonts/{font.name}", font.read_bytes())
        put("book/fonts/LICENSE.txt", Path(THEME, "static", "fonts", "LICENSE.txt").read_bytes())
        put("book/package.opf", _package(collection, chapters, [font.name for font in fonts]))


# -- front matter -----------------------------------------------------------------------------------------------------


def _cover_page(collection: Collection) -> bytes:
    page = new_page(collection.site.name, language(collection))
    body = page.find("body")
    body.set(_TYPE, "cover")
    etree.SubElement(body, "img", src="cover.svg", alt=collection.site.name, style="max-width: 100%; max-height: 100%")
    return serialized(page)


def _title_page(collection: Collection) -> bytes:
    page = new_page(collection.site.name, language(collection))
    section = etree.SubElement(page.find("body"), "section", {_TYPE: "titlepage", "class": "title-page"})
    etree.SubElement(section, "h1").text = collection.site.name
    for text in (collection.site.subtitle, span(collection), collection.edition and f"Edition {collection.edition}"):
        if text:
            etree.SubElement(section, "p").text = text
    return serialized(page)


def _colophon(collection: Collection) -> bytes:
    page = new_page("Colophon", language(collection))
    section = etree.SubElement(page.find("body"), "section", {_TYPE: "colophon", "role": "doc-colophon", "class": "colophon"})
    etree.SubElement(section, "h1").text = "Colophon"
    tools = ", ".join(f"{name} {number}" for name, number in collection.tools)
    texts = [
        f"{len(collection)} documents of {collection.site.name}.",
        f"Edition {collection.edition}" + f", {collection.edition_date}." * bool(collection.edition_date) if collection.edition else "",
        collection.site.address,
        collection.site.rights,
        f"Made with {tools}. The typeface is Source Serif 4, under the SIL Open Font License.",
    ]
    for text in filter(None, texts):
        etree.SubElement(section, "p").text = text
    return serialized(page)


def _nav(collection: Collection, chapters: list[Chapter]) -> bytes:
    page = new_page("Contents", language(collection))
    body = page.find("body")
    nav = etree.SubElement(body, "nav", {_TYPE: "toc", "role": "doc-toc", "aria-labelledby": "contents"})
    etree.SubElement(nav, "h1", id="contents").text = "Contents"
    contents = etree.SubElement(nav, "ol")
    for made in chapters:
        item = etree.SubElement(contents, "li")
        etree.SubElement(item, "a", href=made.name).text = made.title
        top = min((level for level, _, _ in made.headings), default=0)
        inner = [(name, text) for level, name, text in made.headings if level == top]
        if len(inner) > 1:
            below = etree.SubElement(item, "ol")
            for name, text in inner:
                etree.SubElement(etree.SubElement(below, "li"), "a", href=f"{made.name}#{name}").text = text
    _add(contents, "colophon.xhtml", "Colophon")
    pages = [(f"{made.name}#{name}", number) for made in chapters for number, name in made.pages]
    if pages:
        _nav_list(body, "page-list", "Pages", pages)
    start = chapters[0].name if chapters else "colophon.xhtml"
    _nav_list(body, "landmarks", "Guide", [("cover.xhtml", "Cover"), ("nav.xhtml", "Contents"), (start, "Text")])
    return serialized(page)


_LANDMARKS = {"Cover": "cover", "Contents": "toc", "Text": "bodymatter"}


def _nav_list(body: etree._Element, kind: str, title: str, links: list[tuple[str, str]]) -> None:
    nav = etree.SubElement(body, "nav", {_TYPE: kind, "hidden": "hidden", "aria-label": title})
    if kind == "page-list":
        nav.set("role", "doc-pagelist")
    listed = etree.SubElement(nav, "ol")
    for href, text in links:
        link = _add(listed, href, text)
        if kind == "landmarks":
            link.set(_TYPE, _LANDMARKS[text])


def _add(parent: etree._Element, href: str, text: str) -> etree._Element:
    link = etree.SubElement(etree.SubElement(parent, "li"), "a", href=href)
    link.text = text
    return link


# -- the package document ---------------------------------------------------------------------------------------------


def _package(collection: Collection, chapters: list[Chapter], fonts: list[str]) -> str:
    spine = ["cover.xhtml", "title.xhtml", "nav.xhtml", *(made.name for made in chapters), "colophon.xhtml"]
    items = [*spine, "cover.svg", "css/book.css", *(f"fonts/{name}" for name in fonts)]
    special = {"nav.xhtml": ' properties="nav"', "cover.svg": ' properties="cover-image"'}
    manifest = "".join(
        f'<item id="item-{at}" href="{name}" media-type="{_KINDS[Path(name).suffix]}"{special.get(name, "")}/>\n'
        for at, name in enumerate(items)
    )
    manifest += f'<item id="item-{len(items)}" href="fonts/LICENSE.txt" media-type="text/plain"/>\n'
    order = "".join(f'<itemref idref="item-{at}"/>\n' for at in range(len(spine)))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{language(collection)}"'
        f' dir="{direction(collection)}">\n<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"{''.join(_metadata(collection, chapters))}</metadata>\n<manifest>\n{manifest}</manifest>\n"
        f'<spine page-progression-direction="{direction(collection)}">\n{order}</spine>\n</package>\n'
    )


def _metadata(collection: Collection, chapters: list[Chapter]) -> Iterator[str]:
    site = collection.site
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{site.address or site.name} {collection.edition} {len(collection)} {span(collection)}")
    yield f'<dc:identifier id="id">urn:uuid:{name}</dc:identifier>\n'
    yield f"<dc:title>{escape(site.name)}</dc:title>\n"
    for lang in dict.fromkeys((language(collection), *sorted({view.entry.lang for view in collection.views if view.entry.lang}))):
        yield f"<dc:language>{escape(lang)}</dc:language>\n"
    for tag, value in (("publisher", site.name), ("rights", site.rights), ("source", site.address), ("description", site.subtitle)):
        if value:
            yield f"<dc:{tag}>{escape(value)}</dc:{tag}>\n"
    if collection.edition_date:
        yield f"<dc:date>{escape(collection.edition_date)}</dc:date>\n"
    yield f'<meta property="dcterms:modified">{instant(collection.edition_date) or _NEVER}</meta>\n'
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    if any(made.pages for made in chapters):
        features += ["pageBreakMarkers", "pageNavigation"]
    for feature in features:
        yield f'<meta property="schema:accessibilityFeature">{feature}</meta>\n'
    for tag, value in (
        ("accessMode", "textual"),
        ("accessModeSufficient", "textual"),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", "Text with headings, lists and tables marked as such; the cover is its only picture."),
    ):
        yield f'<meta property="schema:{tag}">{value}</meta>\n'


EPUB = Format("epub", "EPUB 3: the collection as a book", epub_file)
