"""The passages of a page: what a hit can be. From the HTML that a page shows, so that nothing else can be found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

PAGE_BREAK = "\f"
"""Between the pages of a long document."""
_REST = r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+"""  # of a tag, after its name
_BLOCKS = (
    "address|article|aside|blockquote|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|pre|p|"
    "section|summary|table|tbody|tfoot|thead|tr|ul"
)
_BLOCK = re.compile(rf"<(/?)({_BLOCKS})(?=[\s/>])({_REST})>")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CAPITALS = re.compile(r"</?[A-Z][A-Za-z0-9]*")
_INLINE = re.compile(rf"</?[A-Za-z]{_REST}>")
_LINE = re.compile(rf"<br{_REST}>\s*", re.IGNORECASE)
_CELL = re.compile(rf"<(?:td|th)(?=[\s/>]){_REST}>", re.IGNORECASE)
_ID = re.compile(r"""\sid=(?:"([^"]*)"|'([^']*)')""")
_MARKS = re.compile(
    r"""<a class="(?:page|mark|back)"[^<>]*+>[^<]*+</a>|<span class="label">[^<]*+</span>|<sup id="[^"<>]*+"><a[^<>]*+>[^<]*+</a></sup>"""
)
"""Page numbers of the original and references to notes: on the page, and no words of its text."""
_UNREAD = re.compile(r"<!--(?:.*?-->|.*)|<(script|style|template|textarea)\b(?:.*?</\1\s*>|.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, item or row of a page."""

    anchor: str  # the id of its block, or of the nearest block around it; "" is the top of the page
    page: int  # of the document, counted from 1
    is_heading: bool
    text: str  # with single spaces; " / " where a line ends that stays a line


def passages(html: str) -> list[Passage]:
    """The passages of a body, in order: what stands between two tags of blocks. Linear in its length."""
    if "<!--" in html or _UNREAD.search(html):
        html = _UNREAD.sub("", html)
    html = _MARKS.sub("", html)
    if _CAPITALS.search(html):  # as pages written by hand may have them
        html = _CAPITALS.sub(lambda tag: tag[0].lower(), html)
    if "<br" in html:
        html = _LINE.sub(" / ", html)  # as lines of verse are quoted
    found: list[Passage] = []
    for number, page in enumerate(html.split(PAGE_BREAK), 1):
        _read(page, number, found)
    return found


def _read(html: str, number: int, found: list[Passage]) -> None:
    """The passages of one page."""
    open_blocks: list[tuple[str, str]] = [("", "")]  # tag, and the id that holds in it
    parts = _BLOCK.split(html)  # text, then for each tag: "/" or "", its name, the rest of it, and the text behind it
    for at in range(0, len(parts), 4):
        text = parts[at]
        if text and text != "\n" and (text := _clean(text)):
            name, anchor = open_blocks[-1]
            found.append(Passage(anchor, number, name in _HEADINGS, text))
        if at + 1 == len(parts):
            break
        closing, name, rest = parts[at + 1 : at + 4]
        if not closing:
            if name != "hr":
                mine = _ID.search(rest) if rest else None
                open_blocks.append((name, unescape(mine[1] or mine[2] or "") if mine else open_blocks[-1][1]))
        elif open_blocks[-1][0] == name:
            open_blocks.pop()
        elif any(name == other for other, _ in open_blocks):
            while open_blocks.pop()[0] != name:
                pass


def _clean(text: str) -> str:
    """The text of a passage, in composed letters and with single spaces."""
    if "<" in text:
        text = _INLINE.sub("", _CELL.sub(" ", text))
    if "&" in text:
        text = unescape(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "\n" not in text and "  " not in text and text.isascii():
        return text.strip()
    return " ".join(text.split())
