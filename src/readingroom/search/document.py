"""What is indexed of a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

GROUP = 128
"""Documents whose postings are cached together, by number: few enough to be made again at once, enough to be few files."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as its page shows it. Everything but `html` is compared by value; `digest` stands for that."""

    number: int  # from the registry: never changes
    url: str  # relative to the top of the site
    title: str
    digest: bytes  # of the HTML
    html: Callable[[], str] = field(compare=False)  # the body, with PAGE_BREAK between pages
    pages: tuple[str, ...] = ()  # the files of its pages beside the first, if there are several
    untitled: bool = False
    subtitle: str = ""
    lang: str = ""
    direction: str = "auto"
    date: str = ""  # in words
    order: str = ""  # of the title
    years: tuple[int, int, bool] | None = None  # the first and the last year it may be of, and whether that is about; None: undated
    columns: tuple[tuple[str, ...], ...] = ()  # values of each column of COLUMNS, in that order
    citation: str = ""

    def facts(self) -> tuple[object, ...]:
        """What the files of texts show of it, besides its text."""
        return (
            *(self.number, self.url, self.pages, self.title, self.untitled, self.subtitle),
            *(self.lang, self.direction, self.date, self.citation, self.columns[:1]),
        )
