"""An invented collection, the same at every call, for Pelican and for Hugo."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

FIRST, DAYS = date(1920, 1, 1), 20 * 365
SYLLABLES = [
    a + b for a in ("", "br", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v") for b in ("a", "e", "i", "o", "u", "an", "er", "il", "on")
]


def words(chance: random.Random, count: int) -> list[str]:
    """Words that nobody wrote."""
    return ["".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3)))) for _ in range(count)]


def paragraph(chance: random.Random, vocabulary: list[str], count: int) -> str:
    """A paragraph with the inline markup a text has."""
    found = chance.choices(vocabulary, k=count)
    found[0] = found[0].capitalize()
    for mark in ("*{}*", "**{}**", "[{}](https://archive.example/)"):
        place = chance.randrange(1, count)
        found[place] = mark.format(found[place])
    return " ".join(found) + "."


def body(chance: random.Random, vocabulary: list[str], size: int = 8000) -> str:
    """A text of about `size` bytes: paragraphs, headings, a list, a quotation."""
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        kind = len(parts) % 7
        if kind == 0:
            parts.append("## " + " ".join(chance.choices(vocabulary, k=4)).capitalize())
        elif kind == 4:
            parts.append("\n".join("- " + " ".join(chance.choices(vocabulary, k=9)) for _ in range(5)))
        elif kind == 6:
            parts.append("> " + paragraph(chance, vocabulary, 60))
        else:
            parts.append(paragraph(chance, vocabulary, 130))
    return "\n\n".join(parts) + "\n"


def write(folder: Path, count: int) -> None:
    """Write `count` documents twice: folder/pelican/content and folder/hugo/content."""
    chance = random.Random(1931)
    vocabulary = words(chance, 4000)
    authors = [" ".join(word.capitalize() for word in words(chance, 2)) + f" {number}" for number in range(50)]
    tags = [f"{word}{number}" for number, word in enumerate(words(chance, 200))]
    folders = [f"{word}{number}" for number, word in enumerate(words(chance, 10))]
    for number in range(count):
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        title = " ".join(chance.choices(vocabulary, k=5)).capitalize() + f" {number}"
        author, labels, place = chance.choice(authors), chance.sample(tags, 5), chance.choice(folders)
        document(folder, f"{place}/d{number:06}", title, day, author, labels, place, body(chance, vocabulary))


def document(folder: Path, name: str, title: str, day: date, author: str, tags: list[str], place: str, text: str) -> None:
    """One document, for both."""
    summary, slug = title.lower(), name.rpartition("/")[2]
    pelican = f"Title: {title}\nAuthors: {author};\nDate: {day}\nTags: {'; '.join(tags)}\nSlug: {slug}\nSummary: {summary}\n"
    put(folder / "pelican" / "content" / f"{name}.md", f"{pelican}Category: {place}\nSource: {name}.txt\n\n{text}")
    hugo = f"title: {title}\nauthors: [{author}]\ndate: {day}\ntags: [{', '.join(tags)}]\nslug: {slug}\nsummary: {summary}\n"
    put(folder / "hugo" / "content" / f"{name}.md", f"---\n{hugo}categories: [{place}]\n---\n\n{text}")


def put(path: Path, text: str) -> None:
    """Write a file and its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
