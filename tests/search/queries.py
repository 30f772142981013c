"""Random queries, each with what it must find."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

from oracle import Collection, is_single, near, phrase_spans, spans, tokens

from readingroom.search.columns import COLUMNS
from readingroom.search.words import SPACELESS

_SPACELESS = re.compile(f"[{SPACELESS}]")
Spans = Callable[[Any], set[tuple[int, int]]]


class Queries:
    """Random queries over a collection. Everything in them stands in its texts, or nearly so."""

    def __init__(self, collection: Collection, seed: int) -> None:
        self.chance = random.Random(seed)
        self.collection = collection
        self.passages = [each for texts in collection.texts.values() for each in texts if each]

    def word(self) -> Any:
        """A word that can be typed by itself."""
        while True:
            token = self.chance.choice(self.chance.choice(self.passages))
            if not is_single(token[1]) and len(tokens(token[1])) in (1, 1 + token[3]) and "*" not in token[1]:
                return token

    def any_word(self) -> tuple[str, Spans]:
        """A word in all its forms."""
        word = self.word()[1]
        if self.chance.random() < 0.1:
            word = word[:-1] + self.chance.choice("sedx") if len(word) > 3 else word
        found = tokens(word)
        if is_pair_query(word):
            return word, lambda passage: phrase_spans(passage, word)
        forms = self.collection.forms_of(found[0])
        if len(found) == 1:
            return word, lambda passage: spans(passage, lambda token: token[0] in forms)
        parts = word.replace("-", " ").replace("\u2010", " ").replace("\u2011", " ")
        return word, lambda passage: spans(passage, lambda token: token[0] in forms) | phrase_spans(passage, parts)

    def phrase(self) -> tuple[str, Spans]:
        """Two to four words that stand together somewhere, or nearly."""
        passage = [token for token in self.chance.choice(self.passages) if token[3] == 1]
        start = self.chance.randrange(len(passage))
        words = [token[1] for token in passage[start : start + self.chance.choice((1, 2, 2, 3, 4))]]
        if any(len(word) > 1 and is_pair_query(word) for word in words):
            words = words[:1]
        if self.chance.random() < 0.15 and len(words) > 1:
            words.reverse()
        text = self.chance.choice((" ", " ", " ", "-")).join(words)
        return f'"{text}"', lambda passage: phrase_spans(passage, text)

    def prefix(self) -> tuple[str, Spans]:
        """The beginning of a word."""
        while True:
            token = self.word()
            if token[3] == 1 and not is_pair_query(token[1]) and len(token[1]) > 3:
                break
        start = token[1][: self.chance.randrange(3, len(token[1]) + 1)]
        found = tokens(start)
        if len(found) != 1:
            return self.any_word()
        return f"{start}*", lambda passage: spans(passage, lambda token: token[0].startswith(found[0][0]))

    def exact(self) -> tuple[str, Spans]:
        """A word just as it is written."""
        word = self.word()[1]
        return f"={word}", lambda passage: phrase_spans(passage, word, exact=True)

    def near(self) -> tuple[str, Spans]:
        """Two or three things beside each other."""
        kinds = (self.any_word, self.any_word, self.phrase, self.prefix)
        query, find = self.chance.choice(kinds)()
        for _ in range(self.chance.choice((1, 1, 2))):
            most = self.chance.choice((None, 0, 1, 3, 10, 40))
            other, found = self.chance.choice(kinds)()
            query += f" NEAR{'' if most is None else f'/{most}'} {other}"
            find = self._near(find, found, 1e9 if most is None else most)
        return query, find

    @staticmethod
    def _near(one: Spans, other: Spans, most: float) -> Spans:
        return lambda passage: near(one(passage), other(passage), most)

    def passage_test(self) -> tuple[str, Any, bool]:
        """Something that is looked for in passages."""
        kind = self.chance.choice(("any_word",) * 6 + ("phrase",) * 4 + ("prefix", "exact", "near", "near"))
        query, find = getattr(self, kind)()
        return query, lambda passage, _title: bool(find(passage)), False

    def title(self) -> tuple[str, Any, bool]:
        """Something in a title."""
        query, find = self.chance.choice((self.any_word, self.phrase, self.prefix))()
        return f"title:{query}", lambda passage, title: title and bool(find(passage)), False

    def field(self) -> tuple[str, Any, bool]:
        """A facet, a stretch of years or one document."""
        document = self.chance.choice(self.collection.documents)
        kind = self.chance.choice(("facet", "facet", "year", "undated", "in", "title"))
        if kind == "title":
            return self.title()
        if kind == "in":
            return f"in:{document.number}", lambda other: other.number == document.number, True
        if kind == "undated":
            return "year:undated", lambda other: other.years is None, True
        if kind == "year":
            first = document.years[0] if document.years else 1930
            low, high = first - self.chance.randrange(10), first + self.chance.randrange(10)
            return f"year:{low}..{high}", lambda other: other.years is not None and other.years[0] <= high and other.years[1] >= low, True
        at = self.chance.randrange(len(COLUMNS))
        if not document.columns or not document.columns[at]:
            return self.field()
        value = self.chance.choice(document.columns[at])
        return f'{COLUMNS[at].field}:="{value}"', lambda other: value in other.columns[at], True

    def query(self) -> tuple[str, tuple[int, int]]:
        """A query, and how many documents and hits it has."""
        clauses, text = [], []
        for at in range(self.chance.choice((1, 1, 1, 2, 2, 3))):
            parts = [self.passage_test() if self.chance.random() < 0.8 or not at else self.field()]
            if self.chance.random() < 0.15 and "NEAR" not in parts[0][0]:
                more = self.passage_test()
                if "NEAR" not in more[0]:
                    parts.append(more)
            negated = at > 0 and len(parts) == 1 and "NEAR" not in parts[0][0] and self.chance.random() < 0.2
            clauses.append((negated, [part[1] for part in parts], [part[2] for part in parts]))
            text.append(("-" if negated else "") + " OR ".join(part[0] for part in parts))
        return " ".join(text), self.collection.search(clauses)


def is_pair_query(word: str) -> bool:
    """Whether a word is cut into pairs."""
    return bool(_SPACELESS.search(word))
