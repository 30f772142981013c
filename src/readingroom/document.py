"""The shared vocabulary: what every stage takes in and hands on.

A text is decoded once, into `Source.text`. From then on nothing copies it: whatever a stage decides is said about places in
that text, counted in characters, and whatever it changes is an `Edit` of such a place. The Markdown of a document is therefore
its source text with the edits applied, and the source is the Markdown with the edits taken back. The ledger keeps the edits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from readingroom.contact import CLOSING


class Edit(NamedTuple):
    """One change: `source.text[start:end]` becomes `after`. An insertion has `start == end`, a deletion an empty `after`.

    A tuple, since a text has hundreds and they go from process to process.
    """

    start: int
    end: int
    after: str
    rule: str  # the name of the module that made it, with hyphens: "soft-hyphens"
    confidence: float = 1.0  # 0..1; what is below `REVIEW_BELOW` is shown to the curator


REVIEW_BELOW = 0.7


@dataclass(frozen=True, slots=True)
class Part:
    """One of several files that together are one text."""

    path: str  # under texts/
    sha256: str
    size: int  # in bytes
    encoding: str
    bom: bool
    line_ends: str
    length: int  # characters of `Source.text` that are its own


@dataclass(frozen=True, slots=True)
class Source:
    """A text file as found. `text` has line feeds only; `line_ends` says what stood in the file."""

    path: str  # under texts/, with forward slashes
    text: str
    sha256: str  # of the bytes of the file
    size: int  # in bytes
    encoding: str  # a Python codec name, or runs of lines: "cp1252*4 utf-8*3"; bytes == encode(text), see readingroom.read
    bom: bool = False
    line_ends: str = "lf"  # "lf", "crlf", "cr", or runs for a mixed file: "lf*12 crlf*3 ..."
    notes: tuple[str, ...] = ()  # what the reader should know: "bytes that are not UTF-8 were kept: 3"
    parts: tuple[Part, ...] = ()  # the files it was joined from, if there are several: see readingroom.read.joined


class Line(NamedTuple):
    """A line of the source after cleaning. It knows where each of its characters came from. A tuple: a text has hundreds."""

    text: str  # without its line end
    start: int  # offset in Source.text of the first character of the line as found
    end: int  # offset after the last one, before the line end
    number: int  # 1-based, for messages
    page: int = 0  # how many form feeds came before
    edits: tuple[Edit, ...] = ()  # what cleaning changed in it, in order, without overlap

    def at(self, index: int) -> int:
        """The offset in the source of `text[index]`; of `end` for `len(text)`.

        An index inside or right before replaced text gives the start of what was replaced; right behind it, its end.
        """
        if not self.edits:
            return self.start + index
        shift = 0  # what the edits so far have added to the length of the line
        for edit in self.edits:
            begin = edit.start - self.start + shift
            if index <= begin and (edit.after or index < begin):
                break
            if index < begin + len(edit.after):
                return edit.start
            shift += len(edit.after) - (edit.end - edit.start)
        return self.start + index - shift

    @property
    def indent(self) -> int:
        """How many columns of white space it begins with."""
        return len(self.text) - len(self.text.lstrip())

    @property
    def blank(self) -> bool:
        """Whether nothing is to be seen in it."""
        return not self.text or self.text.isspace()


class Piece(NamedTuple):
    """A stretch of one line: `line.text[start:end]`."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters of the stretch, cleaned."""
        return self.line.text[self.start : self.end]


def whole(line: Line) -> Piece:
    """The line as one piece, without the white space around it."""
    text = line.text
    start = len(text) - len(text.lstrip())
    return Piece(line, start, max(start, len(text.rstrip())))


class Joint(NamedTuple):
    """What stands between two pieces of one block, once the line end between them is gone."""

    after: str  # " " a space; "" nothing; "\n" the line stays a line
    drop: int = 0  # how many characters go from the end of the left piece: its hyphen
    rule: str = "line-ends"
    confidence: float = 1.0


SPACE = Joint(" ")
TIGHT = Joint("", rule="tight-line-ends")  # scripts without spaces; a hyphen that belongs to the word
BREAK = Joint("\n", rule="kept-lines")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What all blocks share. `pieces` are in the order of the source; `joints` stand between them."""

    pieces: tuple[Piece, ...]
    joints: tuple[Joint, ...] = ()
    rule: str = "paragraph"  # the block rule or pass that decided
    confidence: float = 1.0
    quoted: int = 0  # how many quotations it stands in

    @property
    def text(self) -> str:
        """The text as it will read, lines joined as decided."""
        if self.joints.count(SPACE) == len(self.pieces) - 1:
            return " ".join([piece.text for piece in self.pieces])
        out = []
        for index, piece in enumerate(self.pieces):
            joint = self.joints[index] if index < len(self.joints) else None
            text = piece.text
            out.append(text[: len(text) - joint.drop] + joint.after if joint else text)
        return "".join(out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """Running text. `within` says how deep in lists it stands, where it goes on an item: 0 in none, 1 in the outermost."""

    within: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """A heading in the text; `level` 2 to 6, since 1 is the title."""

    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(Block):
    """An item of a list; the marker is not among its pieces. `depth` counts from 1."""

    depth: int = 1
    number: int | None = None  # None: a bullet
    tight: bool = True  # no blank line between it and the item before


@dataclass(frozen=True, slots=True, kw_only=True)
class Verse(Block):
    """Lines that stay lines: verse, an address, a signature. Indents are in the pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """Columns of spaces. `rows` are cells; `pieces` are all cells in order, joints stand for the gaps."""

    rows: tuple[tuple[Piece, ...], ...] = ()
    header: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Block):
    """Lines kept to the letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote(Block):
    """A note at the foot of a page, without its mark; `label` is its number, `marks` are the places in the text that refer to it."""

    label: str = ""
    marks: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionBreak(Block):
    """A break that the text marks itself: * * *"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped(Block):
    """Lines that leave the body for the header or the ledger; `rule` says why: "title", "byline", "footer", "page-number"."""


AnyBlock = Paragraph | Heading | ListItem | Verse | Table | Code | Footnote | SectionBreak | Dropped

FieldName = Literal["title", "subtitle", "kicker", "authors", "date", "issued", "lang", "summary", "category", "tags", "place"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A piece of metadata, with its evidence. Several authors are joined by "; ", dates are ISO or EDTF."""

    field: FieldName
    value: str
    rule: str  # how it was found: "title-line", "byline", "file-name"
    confidence: float = 1.0
    line: int = 0  # of the source, 1-based; 0: not from the text
    evidence: str = ""  # the words it was read from


@dataclass(frozen=True)
class Survey:
    """What is known of the whole collection when one of its texts is converted. Nothing else of it may be used."""

    furniture: frozenset[str] = frozenset()  # repeated lines, folded by `readingroom.survey.fold`
    words: frozenset[str] = frozenset()  # the words it uses, lower case: its own hyphen dictionary
    day_first: bool | None = None  # whether 3/4/1931 is in April; None: the collection does not say
    some_held: bool = False  # whether a text of it is held back, so that new ones are compared with it

    @cached_property
    def closings(self) -> tuple[str, ...]:
        """The closing blocks among `furniture`, sorted."""
        return tuple(sorted(line for line in self.furniture if line.startswith(CLOSING)))


@dataclass(frozen=True)
class Document:
    """A text, understood."""

    source: Source
    blocks: tuple[AnyBlock, ...]
    findings: tuple[Finding, ...] = ()
    used: tuple[str, ...] = field(default=())  # what the survey contributed: repeated lines, words

    def found(self, name: FieldName) -> str:
        """The value of a field, or "" if the text does not state it."""
        return next((f.value for f in self.findings if f.field == name), "")


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made. They are in order and don't overlap, or ValueError is raised."""
    out: list[str] = []
    at = 0
    for edit in edits:
        if edit.start < at or edit.end < edit.start or edit.end > len(text):
            raise ValueError(f"edit out of order at {edit.start}: {edit.rule}")
        out += (text[at : edit.start], edit.after)
        at = edit.end
    out.append(text[at:])
    return "".join(out)


def joined(texts: Iterable[str]) -> str:
    """Lines of text as one, white space folded: for comparing, never for writing."""
    return " ".join(" ".join(texts).split())
