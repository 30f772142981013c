"""TEI P5: each document as a file, and all of them as a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from lxml import etree

from readingroom.export.citations import type_of
from readingroom.export.formats import File, Format
from readingroom.export.model import Collection, Document, file_name, slug
from readingroom.export.people import person
from readingroom.export.tei_body import ID, NAMESPACE, tag, tei_body
from readingroom.site.edtf import Moment
from readingroom.site.rows import Leaf

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def tei_files(collection: Collection) -> Iterator[File]:
    """`tei/<date slug>.xml` for each document, and `tei-corpus.xml` with all of them."""
    for view in collection.views:
        yield File(f"tei/{file_name(view)}.xml", partial(_write_one, collection, view), has_texts=True)
    yield File("tei-corpus.xml", partial(_write_corpus, collection), has_texts=True)


def _write_one(collection: Collection, view: Leaf, out: BinaryIO) -> None:
    out.write(etree.tostring(tei(collection, collection.read(view)), encoding="utf-8", xml_declaration=True))


def _write_corpus(collection: Collection, out: BinaryIO) -> None:
    """The corpus, document by document, so that none but one is in memory."""
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(tag("teiCorpus"), nsmap={None: NAMESPACE}):
            file.write(_corpus_header(collection))
            for document in collection:
                made = tei(collection, document)
                _tell_ids_apart(made, f"d-{slug(document.view)}.")
                file.write(made)


def _tell_ids_apart(document: etree._Element, prefix: str) -> None:
    """Ids are unique in a file: those of a document within a corpus get its slug in front."""
    for element in document.iter():
        name = element.get(ID)
        if name:
            element.set(ID, prefix + name)
        target = element.get("target", "")
        if target.startswith("#"):
            element.set("target", f"#{prefix}{target[1:]}")


def tei(collection: Collection, document: Document) -> etree._Element:
    """A document as a `TEI` element."""
    made = etree.Element(tag("TEI"), nsmap={None: NAMESPACE})
    if document.view.entry.lang:
        made.set(_LANG, document.view.entry.lang)
    made.append(_header(collection, document))
    text = etree.SubElement(made, tag("text"))
    text.append(tei_body(document.body))
    return made


# -- the header -------------------------------------------------------------------------------------------------------


def _header(collection: Collection, document: Document) -> etree._Element:
    view = document.view
    header = etree.Element(tag("teiHeader"))
    description = _add(header, "fileDesc")
    _title_statement(description, view)
    _edition(description, collection)
    publication = _add(description, "publicationStmt")
    _add(publication, "publisher", collection.site.name)
    if view.entry.number:
        _add(publication, "idno", view.entry.number, type="document")
    if collection.site.address:
        _add(publication, "idno", collection.address(view), type="URL")
    if view.rights:
        _add(_add(_add(publication, "availability"), "licence"), "p", view.rights)
    _source(description, document)
    _encoding(header, collection)
    profile = _add(header, "profileDesc")
    if view.entry.when.words:
        _date(_add(profile, "creation"), view.entry.when)
    if view.entry.lang:
        _add(_add(profile, "langUsage"), "language", view.language.name if view.language else "", ident=view.entry.lang)
    classes = _add(profile, "textClass")
    keywords = _add(classes, "keywords")
    for name in (type_of(view), *(tag_.name for tag_ in view.tags)):
        _add(keywords, "term", name)
    _revisions(header, document)
    return header


def _title_statement(description: etree._Element, view: Leaf) -> None:
    statement = _add(description, "titleStmt")
    _add(statement, "title", view.entry.title, **({"type": "incipit"} if view.entry.untitled else {}))
    if view.subtitle:
        _add(statement, "title", view.subtitle, type="sub")
    for name in view.entry.authors:
        _author(statement, name)


def _author(parent: etree._Element, name: str) -> None:
    who, author = person(name), _add(parent, "author")
    if not who.given:
        author.text = name
        return
    whole = _add(author, "persName")
    if name == who.inverted:
        _add(whole, "surname", who.family).tail = ", "
        _add(whole, "forename", who.given)
    else:
        _add(whole, "forename", who.given).tail = " "
        _add(whole, "surname", who.family)


def _edition(description: etree._Element, collection: Collection) -> None:
    if collection.edition or collection.edition_date:
        edition = _add(_add(description, "editionStmt"), "edition", collection.edition)
        if collection.edition_date:
            _add(edition, "date", collection.edition_date, when=collection.edition_date)


def _source(description: etree._Element, document: Document) -> None:
    """Where the text comes from: the file, who holds the original, its shelf mark."""
    view = document.view
    source = _add(_add(description, "sourceDesc"), "bibl")
    _add(source, "title", view.entry.title)
    for name in view.entry.authors:
        _author(source, name)
    if view.entry.when.words:
        _date(source, view.entry.when)
    if view.holder:
        _add(source, "distributor", view.holder)
    if view.shelfmark:
        _add(source, "idno", view.shelfmark, type="shelfmark")
    if view.path and view.source:
        _add(source, "idno", view.path, type="file")
        _add(source, "idno", view.sha256, type="SHA-256")


def _encoding(header: etree._Element, collection: Collection) -> None:
    applications = _add(_add(header, "encodingDesc"), "appInfo")
    name, number = next(tool for tool in collection.tools if tool[0] == "readingroom")
    application = _add(applications, "application", ident=name, version=number)
    _add(application, "label", "Reading Room")


def _revisions(header: etree._Element, document: Document) -> None:
    """What was changed on the way from the file to this text: each rule with the number of its changes."""
    changes = document.changes
    if not changes:
        return
    listed = _add(_add(header, "revisionDesc"), "list")
    for rule, count in changes:
        _add(listed, "item", f"{rule}: {count} change{'' if count == 1 else 's'}")


def _corpus_header(collection: Collection) -> etree._Element:
    header = etree.Element(tag("teiHeader"))
    description = _add(header, "fileDesc")
    _add(_add(description, "titleStmt"), "title", collection.site.name)
    _edition(description, collection)
    publication = _add(description, "publicationStmt")
    _add(publication, "publisher", collection.site.name)
    if collection.site.rights:
        _add(_add(_add(publication, "availability"), "licence"), "p", collection.site.rights)
    _add(_add(description, "sourceDesc"), "p", f"{len(collection)} documents, each with its own source.")
    _encoding(header, collection)
    return header


def _date(parent: etree._Element, when: Moment) -> etree._Element:
    """A date in words, with attributes as far as it is known to a day, a month or a year."""
    exact = when.year is not None and "/" not in when.edtf and when.year > 0
    value = f"{when.year:04}" + f"-{when.month:02}" * bool(when.month) + f"-{when.day:02}" * bool(when.month and when.day) if exact else ""
    attributes = {"when": value} if value else {}
    if when.edtf[-1:] in "~?%" and value:
        attributes["cert"] = "low"
    return _add(parent, "date", when.words, **attributes)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, tag(name), attributes)
    if text:
        made.text = text
    return made


TEI = Format("tei", "TEI P5: a file for each document, and a corpus", tei_files)
