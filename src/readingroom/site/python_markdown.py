"""Python-Markdown in pyromark's place: its HTML read back as the same events, so that one renderer decides what is safe.

Slower, and for those who need it: an extension of theirs, or a platform without a wheel of pyromark. HTML in the text is switched
off before it is parsed; whatever should come through all the same is no event and so no tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from markdown import Markdown  # type: ignore[import-untyped]  # it carries no types

from readingroom.site.body import Event

_INLINE = {"em": "Emphasis", "strong": "Strong"}
_BLOCKS = {"p": "Paragraph", "blockquote": "BlockQuote", "li": "Item", "thead": "TableHead", "td": "TableCell", "th": "TableCell"}
_ALIGN = {"left": "Left", "right": "Right", "center": "Center"}
_STYLE = re.compile(r"text-align:\s*+(\w+)")
_HEADING = re.compile(r"h([1-6])")


def python_markdown_events(markdown: str) -> Iterable[Event]:
    """What Python-Markdown sees in the Markdown, said as pyromark says it."""
    engine = Markdown(extensions=["tables", "fenced_code", "footnotes", "sane_lists"], output_format="html")
    engine.preprocessors.deregister("html_block")
    engine.inlinePatterns.deregister("html")
    reader = _Events()
    reader.feed(engine.convert(markdown))
    reader.close()
    return reader.done()


class _Events(HTMLParser):
    """HTML of Python-Markdown on its way back to events."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[Event] = []
        self.silent = 0  # depth inside what we make ourselves: numbers of notes, links back
        self.blocks: list[str] = []
        self.code = False
        self.notes = False
        self.aligns: list[tuple[int, list[str]]] = []
        self.lists: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        given = {name: value or "" for name, value in attrs}
        if self.silent:
            self.silent += tag not in {"br", "hr", "img"}
        elif tag == "a" and given.get("class") == "footnote-ref":
            self.events.append({"FootnoteReference": unquote(given["href"].removeprefix("#fn:"))})
            self.silent = 1
        elif tag == "a" and given.get("class") == "footnote-backref":
            self.silent = 1
            if self.events and isinstance(self.events[-1], dict) and "Text" in self.events[-1]:
                self.events[-1] = {"Text": self.events[-1]["Text"].removesuffix("\xa0")}
        elif tag == "div" and given.get("class") == "footnote":
            self.notes = True
        elif tag == "li" and self.notes and not self.lists[1:]:
            self.start({"FootnoteDefinition": unquote(given.get("id", "").removeprefix("fn:"))})
        else:
            self.element(tag, given)

    def element(self, tag: str, given: dict[str, str]) -> None:
        """Any other tag opens."""
        heading = _HEADING.fullmatch(tag)
        if heading:
            self.start({"Heading": {"level": f"H{heading[1]}"}})
        elif tag in _INLINE:
            self.start(_INLINE[tag])
        elif tag == "a":
            self.start({"Link": {"link_type": "Inline", "dest_url": given.get("href", ""), "title": given.get("title", "")}})
        elif tag == "img":
            self.start({"Image": {"link_type": "Inline", "dest_url": given.get("src", ""), "title": given.get("title", "")}})
            self.events += ({"Text": given.get("alt", "")}, {"End": "Image"})
        elif tag in {"ul", "ol"}:
            self.lists.append(tag)
            if not (self.notes and len(self.lists) == 1):
                self.start({"List": None if tag == "ul" else int(given.get("start", "1"))})
        elif tag == "pre":
            self.start("CodeBlock")
            self.blocks.append("pre")
        elif tag == "code":
            self.code = "pre" not in self.blocks
        elif tag == "table":
            self.aligns.append((len(self.events), []))
            self.start("Table")
        elif tag == "tr" and "thead" not in self.blocks:
            self.start("TableRow")
        elif tag in _BLOCKS:
            if tag == "th":
                style = _STYLE.search(given.get("style", ""))
                self.aligns[-1][1].append(_ALIGN.get(style[1], "None") if style else "None")
            if tag == "thead":
                self.blocks.append("thead")
            self.start("BlockQuote" if tag == "blockquote" else _BLOCKS[tag])
        elif tag == "br":
            self.events.append("HardBreak")
        elif tag == "hr" and not self.notes:
            self.events.append("Rule")

    def start(self, what: Any) -> None:
        """An element starts."""
        self.events.append({"Start": what})

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if self.silent:
            self.silent -= 1
        elif tag in {"ul", "ol"}:
            self.lists.pop()
            if not (self.notes and not self.lists):
                self.events.append({"End": "List"})
        elif tag == "li" and self.notes and len(self.lists) == 1:
            self.events.append({"End": "FootnoteDefinition"})
        elif _HEADING.fullmatch(tag):
            self.events.append({"End": "Heading"})
        elif tag == "code":
            self.code = False
        elif tag in {"pre", "thead"}:
            self.blocks.remove(tag)
            self.events.append({"End": "CodeBlock" if tag == "pre" else "TableHead"})
        elif tag == "tr" and "thead" not in self.blocks:
            self.events.append({"End": "TableRow"})
        elif tag == "table":
            at, aligns = self.aligns.pop()
            self.events[at] = {"Start": {"Table": tuple(aligns)}}
            self.events.append({"End": "Table"})
        elif tag in {"a", *_INLINE, *_BLOCKS}:
            self.events.append({"End": {"a": "Link", **_INLINE, **_BLOCKS}[tag]})

    def handle_data(self, data: str) -> None:
        """Text. Between blocks it is only the layout of the HTML; after a hard break it begins a line."""
        if self.silent:
            return
        if self.code:
            self.events.append({"Code": data})
            return
        if "pre" in self.blocks:
            self.events.append({"Text": data})
            return
        if self.events and self.events[-1] == "HardBreak":
            data = data.removeprefix("\n")
        for at, line in enumerate(data.split("\n")):
            if at:
                self.events.append("SoftBreak")
            if line:
                self.events.append({"Text": line})

    def done(self) -> list[Event]:
        """The events, without the line ends that stand between blocks and not in them."""
        kept: list[Event] = []
        for at, event in enumerate(self.events):
            if event == "SoftBreak" and (_is_block(self.events[at - 1]) or at + 1 == len(self.events) or _is_block(self.events[at + 1])):
                continue
            kept.append(event)
        return kept


def _is_block(event: Event) -> bool:
    """Whether an event is the start or the end of a block, beside which a line end is no text."""
    if isinstance(event, str):
        return event in {"Rule", "SoftBreak"}
    ((kind, value),) = event.items()
    name = value if isinstance(value, str) else next(iter(value), "")
    return kind in {"Start", "End"} and name not in {"Emphasis", "Strong", "Link", "Image"}
