"""What a query must find, by looking through all texts: slow, plain, and written apart from the index and its browser side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from readingroom.search.document import Document
from readingroom.search.passages import passages
from readingroom.search.stemming import algorithm, stem
from readingroom.search.words import SPACELESS, is_compound, parts_of, term_of, words

Token = tuple[str, str, int, int]  # term, word, place, places taken
_SPACELESS = re.compile(f"[{SPACELESS}]")
SCRIPTS = {
    "russian": "\u0400-\u04ff",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "arabic": "\u0600-\u06ff",
    "armenian": "\u0530-\u058f",
    "hindi": "\u0900-\u097f",
    "nepali": "\u0900-\u097f",
    "tamil": "\u0b80-\u0bff",
    "yiddish": "\u0590-\u05ff",
}
LATIN = "A-Za-z\u00aa-\u024f\u1e00-\u1eff"


def tokens(text: str) -> list[Token]:
    """The words of a passage with their places."""
    found, place = [], 0
    for word in words(text):
        found.append((term_of(word), word, place, parts_of(word)))
        place += not is_compound(word)
    return found


@dataclass
class Collection:
    """All passages of all documents, and the forms of words."""

    documents: list[Document]
    texts: dict[int, list[list[Token]]] = field(default_factory=dict)  # of each document: the tokens of its title, then of its passages
    stems: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    forms: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    terms: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for document in self.documents:
            title = "" if document.untitled else f"{document.title} {document.subtitle}".strip()
            self.texts[document.number] = [tokens(title), *(tokens(each.text) for each in passages(document.html()))]
            name = algorithm(document.lang)
            for token in (token for passage in self.texts[document.number] for token in passage):
                self.terms.add(token[0])
                if name:
                    compound = token[3] > 1 or any(sign.isdigit() for sign in token[1])
                    own = name, token[0] if compound else stem(token[1], name)
                    self.stems.setdefault(token[0], set()).add(own)
                    self.forms.setdefault(own, set()).add(token[0])

    def forms_of(self, token: Token) -> set[str]:
        """All forms of a word."""
        term, word, _, parts = token
        if term in self.terms:
            stems = self.stems.get(term, set())
        elif parts > 1 or re.search(r"\d", term):
            stems = set()
        else:
            names = {name for document in self.documents if (name := algorithm(document.lang))}
            stems = {(name, stem(word, name)) for name in names if re.search(f"[{SCRIPTS.get(name, LATIN)}]", term)}
        return {term} & self.terms | {form for each in stems for form in self.forms.get(each, ())}

    def search(
        self, clauses: Iterable[tuple[bool, list[Callable[[list[Token], bool], bool] | Callable[[Document], bool]], list[bool]]]
    ) -> tuple[int, int]:
        """(documents, hits) of clauses: whether negated, alternatives, and for each whether it looks at documents instead of passages."""
        clauses = list(clauses)
        documents = hits = 0
        for document in self.documents:
            places: set[int] = set()
            good = True
            for negated, alternatives, whole in clauses:
                here = {
                    at
                    for each, of_document in zip(alternatives, whole, strict=True)
                    if not of_document
                    for at, passage in enumerate(self.texts[document.number])
                    if each(passage, at == 0)
                }
                holds = bool(here) or any(each(document) for each, of_document in zip(alternatives, whole, strict=True) if of_document)
                good = good and holds != negated
                if not negated:
                    places |= here
            if good:
                documents += 1
                hits += len(places) or 1
        return documents, hits


def spans(passage: list[Token], test: Callable[[Token], bool]) -> set[tuple[int, int]]:
    """Where words pass a test."""
    return {(at, at + parts) for term, word, at, parts in passage if test((term, word, at, parts))}


def phrase_spans(passage: list[Token], query: str, exact: bool = False) -> set[tuple[int, int]]:
    """Where a phrase stands, in any way of taking its compounds."""
    wanted = tokens(query)
    if not wanted:
        return set()
    found: set[tuple[int, int]] = set()

    def go(at: int, place: int, begin: int, last: int) -> None:
        """`at`: the next word of the query; `place`: how far ahead the text is of the query; the phrase begins at `begin`."""
        while at < len(wanted) and wanted[at][2] < last:
            at += 1
        if at < len(wanted) and at and is_single(wanted[at][1]) and is_pair(wanted[at - 1][1]) and wanted[at - 1][2] == wanted[at][2] - 1:
            at += 1
        if at == len(wanted):
            found.add((begin, place + last))
            return
        term, word, where, parts = wanted[at]
        for t, w, p, n in passage:
            fits = w == word if exact else t.startswith(term) if is_single(word) else t == term
            if fits and (begin < 0 or p == place + where):
                start = p if begin < 0 else begin
                # The text may take other places than the query: a compound written as one word.
                go(at + 1, p + n - (where + parts), start, where + parts)
        if parts > 1 and not exact:
            go(at + 1, place, begin, last)

    go(0, 0, -1, wanted[0][2])
    return found


def is_single(word: str) -> bool:
    """A character of a script without spaces, alone."""
    return bool(_SPACELESS.search(word)) and not is_pair(word)


def is_pair(word: str) -> bool:
    """Two of them."""
    return bool(_SPACELESS.search(word)) and sum(not unicodedata.category(sign).startswith("M") for sign in word) > 1


def near(one: set[tuple[int, int]], other: set[tuple[int, int]], most: float) -> set[tuple[int, int]]:
    """Those of the second with one of the first beside them."""
    return {
        (begin, end) for begin, end in other if any((e <= begin and begin - e <= most) or (end <= b and b - end <= most) for b, e in one)
    }
